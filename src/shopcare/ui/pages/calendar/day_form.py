"""What a manager sets for one day: working or not, the hours, the reason."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from PySide6.QtCore import Slot

from shopcare.domain.calendar.opening import DayException, Intervals
from shopcare.domain.errors import Problem
from shopcare.ui.kit.fields.choice_fields import ChoiceBox
from shopcare.ui.kit.fields.text_fields import HoursLine, LineEdit
from shopcare.ui.kit.forms.bound_form import BoundForm, FieldSpec
from shopcare.ui.kit.words.i18n import tr


class Working(StrEnum):
    """Whether the day is a working day."""

    AS_SAID = "as_said"
    WORKING = "working"
    OFF = "off"


class Opening(StrEnum):
    """When the shop is open."""

    ORDINARY = "ordinary"
    CLOSED = "closed"
    OTHER_HOURS = "other_hours"


@dataclass(frozen=True, slots=True, kw_only=True)
class DaySetting:
    """What the form says about a day."""

    working: Working = Working.AS_SAID
    opening: Opening = Opening.ORDINARY
    hours: Intervals = ()
    reason: str = ""


class DayForm(BoundForm[DaySetting]):
    """Says nothing of its own; ``exception`` gives what was set."""

    def __init__(self) -> None:
        self.working = ChoiceBox(
            [
                (Working.AS_SAID, tr("As in the calendar")),
                (Working.WORKING, tr("Working day")),
                (Working.OFF, tr("Non-working day")),
            ]
        )
        self.opening = ChoiceBox(
            [
                (Opening.ORDINARY, tr("Usual hours")),
                (Opening.CLOSED, tr("Shop closed")),
                (Opening.OTHER_HOURS, tr("These hours:")),
            ]
        )
        super().__init__(
            DaySetting(),
            FieldSpec("working", tr("This day &is"), self.working),
            FieldSpec("opening", tr("&Open"), self.opening),
            FieldSpec("hours", tr("&Hours"), HoursLine("9:00-12:00, 14:00-18:00")),
            FieldSpec("reason", tr("&Reason"), LineEdit(None, tr("for example stock-taking"))),
        )
        self.opening.edited.connect(self._show_hours)
        self._show_hours()

    def show_day(self, exception: DayException | None, ordinary: Intervals) -> None:
        """Show what is set; without anything, the ordinary hours wait to be changed."""
        working = exception.working if exception else None
        hours = exception.intervals if exception else None
        by_working = {None: Working.AS_SAID, True: Working.WORKING, False: Working.OFF}
        opening = Opening.ORDINARY
        if hours is not None:
            opening = Opening.OTHER_HOURS if hours else Opening.CLOSED
        self.load(
            DaySetting(
                working=by_working[working],
                opening=opening,
                hours=hours or ordinary,
                reason=exception.reason if exception else "",
            )
        )
        self.edited.emit()

    def check(self) -> bool:
        """Ask for hours where others than the ordinary ones are wanted."""
        fine = super().check()
        setting = self.draft()
        if fine and setting.opening is Opening.OTHER_HOURS and not setting.hours:
            problem = Problem(field="hours", code="hours_unreadable", values={"text": ""})
            self.show_problems([problem])
            return False
        return fine

    def exception(self, day: date) -> DayException | None:
        """Give what was set, after ``check``; None: the day is as the other sources say."""
        setting = self.draft()
        by_choice = {Working.AS_SAID: None, Working.WORKING: True, Working.OFF: False}
        working = by_choice[setting.working]
        hours = {
            Opening.ORDINARY: None,
            Opening.CLOSED: (),
            Opening.OTHER_HOURS: setting.hours,
        }[setting.opening]
        if working is None and hours is None and not setting.reason.strip():
            return None
        return DayException(day=day, working=working, intervals=hours, reason=setting.reason)

    @Slot()
    def _show_hours(self) -> None:
        self.form_row("hours").setVisible(self.opening.value() is Opening.OTHER_HOURS)
