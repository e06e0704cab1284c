"""What a manager sets for one day: working or not, the hours, the reason."""

from collections.abc import Sequence
from datetime import date
from typing import Final

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QComboBox

from shopcare.domain.calendar.opening import DayException, Intervals
from shopcare.domain.errors import Problem, Refusal
from shopcare.domain.typed.hours_text import hours_as_typed, hours_from_text
from shopcare.ui.kit.fields.fields import LineEdit
from shopcare.ui.kit.forms.form import Form
from shopcare.ui.kit.words.i18n import tr

AS_SAID: Final = 0
WORKING, OFF = 1, 2
CLOSED, OTHER_HOURS = 1, 2


class Choices(QComboBox):
    """One of a few, by its number; the first is taken."""

    changed = Signal()

    def __init__(self, words: Sequence[str]) -> None:
        super().__init__()
        self.addItems(list(words))
        self.currentIndexChanged.connect(self.changed)

    def number(self) -> int:
        """Give which one is taken."""
        return self.currentIndex()

    def choose(self, number: int) -> None:
        """Take one."""
        self.setCurrentIndex(number)


class DayForm(Form):
    """Says nothing of its own; ``exception`` gives what was set."""

    def __init__(self) -> None:
        super().__init__()
        self._filling = False
        self.working = Choices([tr("as the calendar says"), tr("a working day"), tr("a day off")])
        self.hours = Choices([tr("the ordinary hours"), tr("shop closed"), tr("these hours:")])
        self.hours_edit = LineEdit(24, "9:00-12:00, 14:00-18:00")
        self.reason_edit = LineEdit(None, tr("for example stock-taking"))
        self.row("working", tr("This day &is"), self.working)
        self.row("intervals", tr("&Open"), self.hours)
        self.row("hours", tr("&Hours"), self.hours_edit)
        self.row("reason", tr("&Reason"), self.reason_edit)
        self.working.changed.connect(self._on_edited)
        self.hours.changed.connect(self._on_hours)
        self.hours_edit.textEdited.connect(self._on_edited)
        self.reason_edit.textEdited.connect(self._on_edited)
        self._on_hours()

    def fill(self, exception: DayException | None, ordinary: Intervals) -> None:
        """Show what is set; without anything, the ordinary hours wait to be changed."""
        self._filling = True
        self.clear_problems()
        working = exception.working if exception else None
        self.working.choose(AS_SAID if working is None else WORKING if working else OFF)
        hours = exception.intervals if exception else None
        self.hours.choose(AS_SAID if hours is None else OTHER_HOURS if hours else CLOSED)
        self.hours_edit.setText(hours_as_typed(hours or ordinary))
        self.reason_edit.setText(exception.reason if exception else "")
        self._filling = False
        self._on_hours()

    def exception(self, day: date) -> DayException | None:
        """Give what was set; None where the day is to be as the other sources say.

        Raises:
            Refusal: the hours cannot be read; shown beside them already.
        """
        self.clear_problems()
        chosen = self.working.number()
        working = None if chosen == AS_SAID else chosen == WORKING
        intervals: Intervals | None = None
        if self.hours.number() == CLOSED:
            intervals = ()
        elif self.hours.number() == OTHER_HOURS:
            intervals = self._typed_hours()
        reason = self.reason_edit.text()
        if working is None and intervals is None and not reason.strip():
            return None
        return DayException(day=day, working=working, intervals=intervals, reason=reason)

    def _typed_hours(self) -> Intervals:
        text = self.hours_edit.text()
        try:
            if not text.strip():
                raise Refusal("hours_unreadable", text="")
            return hours_from_text(text)
        except Refusal as refusal:
            problem = Problem(field="hours", code=refusal.code, values=refusal.values)
            self.show_problems([problem])
            raise

    @Slot()
    def _on_hours(self) -> None:
        self.form_row("hours").setVisible(self.hours.number() == OTHER_HOURS)
        self._on_edited()

    @Slot()
    def _on_edited(self) -> None:
        if not self._filling:
            self.edited.emit()
