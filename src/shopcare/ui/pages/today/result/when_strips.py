"""Results that need a time: call again later, or move the call to another day."""

from collections.abc import Callable, Sequence
from datetime import date, datetime, time

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QPushButton

from shopcare.domain.calls.callback import CallResult
from shopcare.domain.errors import Problem
from shopcare.domain.typed.when_text import when_from_text
from shopcare.services.calls.planned_calls import in_one_hour, this_evening
from shopcare.ui.kit.fields.day_edit import DayEdit
from shopcare.ui.kit.fields.text_fields import TextLine
from shopcare.ui.kit.forms.bound_form import FieldSpec
from shopcare.ui.kit.layout.box_layouts import STRETCH, add_items, filled_lines, row_layout
from shopcare.ui.kit.layout.card import Caption
from shopcare.ui.kit.style.tokens import SPACE_S
from shopcare.ui.kit.widgets.buttons import plain_button
from shopcare.ui.kit.words.formatting import near_day_words, time_words, weekday_words
from shopcare.ui.kit.words.i18n import tr
from shopcare.ui.pages.today.result.strip import Shown, Strip, Windows

MOST_PROPOSALS = 3


class WhenEdit(TextLine[datetime | None]):
    """A moment as people say it; what was understood when it was typed stays at midnight."""

    def __init__(self, now: Callable[[], datetime], first_hour: Callable[[date], time]) -> None:
        super().__init__(16, tr("15:00, tomorrow 10:30"))
        self._now = now
        self._first_hour = first_hour
        self._understood: datetime | None = None
        self.textChanged.connect(self._on_typed)

    def read(self, text: str) -> datetime | None:
        """Read the moment; nothing typed is none."""
        return when_from_text(text, self._now(), self._first_hour) if text.strip() else None

    def value(self) -> datetime | None:
        """Give what was understood."""
        return self._understood

    def problem(self) -> Problem | None:
        """Say why it cannot be read; what was understood stays understood."""
        return super().problem() if self._understood is None else None

    @Slot()
    def _on_typed(self) -> None:
        self._understood = super().value()


class LaterStrip(Strip):
    """The customer named another time; what was understood stands beside the field."""

    def __init__(self, now: Callable[[], datetime]) -> None:
        super().__init__(tr("When to call again?"), "", CallResult.LATER)
        self._now = now
        self._windows: Windows = _no_windows
        self.when_edit = WhenEdit(now, self._first_hour)
        self.when_edit.setAccessibleName(tr("When to call again?"))
        self.make(FieldSpec("later_at", "", self.when_edit, missing="later_missing"))
        self.understood = Caption()
        self.hour_button = plain_button(tr("In one hour"))
        self.evening_button = plain_button(tr("This evening"))
        self.proposal_buttons = [plain_button("") for _ in range(MOST_PROPOSALS)]
        self._proposals: list[datetime] = []
        self._lay_out()
        self.finish(tr("Call back then"), "clock")
        self.when_edit.returnPressed.connect(self._on_save)
        self.when_edit.textChanged.connect(self._on_typed)
        self.hour_button.clicked.connect(self._on_hour)
        self.evening_button.clicked.connect(self._on_evening)
        for button in self.proposal_buttons:
            button.clicked.connect(self._on_proposal)

    def _lay_out(self) -> None:
        line = row_layout(None, SPACE_S, self.when_edit, (self.understood, 1))
        usual = row_layout(None, SPACE_S, self.hour_button, self.evening_button, STRETCH)
        proposals = row_layout(None, SPACE_S, *self.proposal_buttons, STRETCH)
        add_items(self._layout, line, usual, proposals)

    def show_call(self, shown: Shown) -> None:
        """Propose the next times that suit."""
        self._windows = shown.windows
        self._proposals = list(shown.proposals()[:MOST_PROPOSALS])
        for button, at in filled_lines(self.proposal_buttons, self._proposals):
            button.setText(_near(at, self._now().date()))
        self.evening_button.setVisible(self._evening() is not None)
        self._tell()

    def _first_hour(self, day: date) -> time:
        windows = self._windows(day)
        return windows[0][0].time() if windows else time(10)

    @Slot()
    def _on_typed(self) -> None:
        self.clear_problems()
        self._tell()

    def _tell(self) -> None:
        """Say what was understood when it was typed; midnight does not change it."""
        read = self.when_edit.value()
        if read is None:
            self.understood.setText("")
            return
        words = [weekday_words(read.date()), _near(read, self._now().date())]
        inside = any(opens <= read < ends for opens, ends in self._windows(read.date()))
        if not inside:
            words.append(tr("outside the call windows"))
        self.understood.setText(" · ".join(words))

    def _evening(self) -> datetime | None:
        return this_evening(self._windows(self._now().date()), self._now())

    def _take(self, moment: datetime) -> None:
        self.when_edit.setText(f"{moment:%Y-%m-%d %H:%M}")
        self._on_save()

    @Slot()
    def _on_hour(self) -> None:
        self._take(in_one_hour(self._now()))

    @Slot()
    def _on_evening(self) -> None:
        evening = self._evening()
        if evening is not None:
            self._take(evening)

    @Slot()
    def _on_proposal(self) -> None:
        button = self.sender()
        assert isinstance(button, QPushButton)
        self._take(self._proposals[self.proposal_buttons.index(button)])


class MoveStrip(Strip):
    """Another day for the call, chosen by hand; no calendar moves it again."""

    def __init__(self, today: Callable[[], date]) -> None:
        super().__init__(
            tr("Move to another day"), tr("A day set by hand stays, whatever the calendar says.")
        )
        self.day_edit = DayEdit(today)
        self.add_rows(FieldSpec("day", "", self.day_edit, missing="day_missing"))
        self.finish(tr("Move the call"), "calendar")
        self.day_edit.edit.returnPressed.connect(self._on_save)

    def what(self) -> date:
        """Give the day."""
        day = self.day_edit.value()
        assert day is not None
        return day


def _near(moment: datetime, today: date) -> str:
    return f"{near_day_words(moment.date(), today)} {time_words(moment)}"


def _no_windows(_day: date) -> Sequence[tuple[datetime, datetime]]:
    return ()
