"""Results that need a time: call again later, or move the call to another day."""

from collections.abc import Callable, Sequence
from datetime import date, datetime, time

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QPushButton

from shopcare.domain.calls.callback import CallResult, TryDraft
from shopcare.domain.errors import Invalid, Problem, Refusal
from shopcare.domain.typed.when_text import when_from_text
from shopcare.services.calls.planned_calls import in_one_hour, this_evening
from shopcare.ui.kit.fields.day_edit import DayEdit
from shopcare.ui.kit.fields.text_fields import LineEdit
from shopcare.ui.kit.layout.box_layouts import STRETCH, add_items, row_layout
from shopcare.ui.kit.layout.card import Caption
from shopcare.ui.kit.style.tokens import SPACE_S
from shopcare.ui.kit.widgets.buttons import plain_button
from shopcare.ui.kit.words.formatting import near_day_words, time_words, weekday_words
from shopcare.ui.kit.words.i18n import problem_text, tr
from shopcare.ui.pages.today.result.strip import Shown, Strip, Windows

MOST_PROPOSALS = 3


class LaterStrip(Strip):
    """The customer named another time; what was understood stands beside the field."""

    def __init__(self, now: Callable[[], datetime]) -> None:
        super().__init__(tr("When to call again?"))
        self._now = now
        self._windows: Windows = _no_windows
        self.when_edit = LineEdit(16, tr("15:00, tomorrow 10:30"))
        self.when_edit.setAccessibleName(tr("When to call again?"))
        self.keep("when", self.when_edit)
        self.understood = Caption()
        self.hour_button = plain_button(tr("In one hour"))
        self.evening_button = plain_button(tr("This evening"))
        self.proposal_buttons = [plain_button("") for _ in range(MOST_PROPOSALS)]
        self._proposals: list[datetime] = []
        self._understood_at: datetime | None = None
        self._lay_out()
        self.finish(tr("Call back then"), "clock")
        self.save_button.clicked.connect(self._on_save)
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
        add_items(self.body, line, usual, proposals)

    def show_call(self, shown: Shown) -> None:
        """Propose the next times that suit."""
        self._windows = shown.windows
        self._proposals = list(shown.proposals()[:MOST_PROPOSALS])
        for number, button in enumerate(self.proposal_buttons):
            button.setVisible(number < len(self._proposals))
            if number < len(self._proposals):
                button.setText(_near(self._proposals[number], self._now().date()))
        self.evening_button.setVisible(self._evening() is not None)
        self._tell()

    def focus_field(self) -> None:
        """Go to the field."""
        self.when_edit.setFocus()

    def _first_hour(self, day: date) -> time:
        windows = self._windows(day)
        return windows[0][0].time() if windows else time(10)

    def _read(self) -> datetime:
        text = self.when_edit.text()
        if not text.strip():
            raise Invalid(Problem(field="later_at", code="later_missing"))
        return when_from_text(text, self._now(), self._first_hour)

    @Slot()
    def _on_typed(self) -> None:
        self.say_problem("")
        try:
            self._understood_at = self._read()
        except Refusal:
            self._understood_at = None
        self._tell()

    def _tell(self) -> None:
        """Say what was understood when it was typed; midnight does not change it."""
        read = self._understood_at
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

    @Slot()
    def _on_save(self) -> None:
        try:
            read = self._understood_at or self._read()
        except Refusal as refusal:
            self.say_problem(problem_text(refusal))
            return
        self.give(TryDraft(result=CallResult.LATER, later_at=read))


class MoveStrip(Strip):
    """Another day for the call, chosen by hand; no calendar moves it again."""

    day_given = Signal(object)
    """The call is to be moved to a ``date``."""

    def __init__(self, today: Callable[[], date]) -> None:
        super().__init__(
            tr("Move to another day"), tr("A day set by hand stays, whatever the calendar says.")
        )
        self.day_edit = DayEdit(today)
        self.body.addWidget(self.day_edit)
        self.keep("day", self.day_edit)
        self.finish(tr("Move the call"), "calendar")
        self.save_button.clicked.connect(self._on_save)
        self.day_edit.edit.returnPressed.connect(self._on_save)

    def focus_field(self) -> None:
        """Go to the field."""
        self.day_edit.setFocus()

    @Slot()
    def _on_save(self) -> None:
        problem = self.day_edit.problem()
        day = self.day_edit.value()
        if problem is not None:
            self.say_problem(problem_text(problem))
        elif day is None:
            self.say_problem(tr("Please give the day."))
        else:
            self.say_problem("")
            self.day_given.emit(day)


def _near(moment: datetime, today: date) -> str:
    return f"{near_day_words(moment.date(), today)} {time_words(moment)}"


def _no_windows(_day: date) -> Sequence[tuple[datetime, datetime]]:
    return ()
