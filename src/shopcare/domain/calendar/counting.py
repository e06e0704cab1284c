"""One count under way: the days that were looked at, the moves, and the date at the end."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Final

from shopcare.domain.calendar.call_windows import CallWindows, Override
from shopcare.domain.calendar.count_rule import CountRule
from shopcare.domain.calendar.day_facts import year_out_of_range
from shopcare.domain.calendar.explanation import DayStep, Reason, Why
from shopcare.domain.calendar.work_calendar import LONGEST_GAP_DAYS, WorkCalendar
from shopcare.domain.errors import Refusal

Load = Callable[[date], int]
"""How many calls are planned on a day already."""

DAY: Final = timedelta(days=1)
_DAY_ZERO: Final = Why(Reason.DAY_ZERO)
_MOVED_TO_OPEN: Final = Why(Reason.MOVED_TO_OPEN)


@dataclass(frozen=True, slots=True, kw_only=True)
class DueDate:
    """When something is due, with both dates and the explanation."""

    clause: str
    basis_at: datetime
    """The event; its local day is day 0."""
    rule_on: date
    """What the rule says, before moves for closed days."""
    due_on: date
    """When it is due; inside a window, the proposed day."""
    opens_on: date
    closes_on: date
    due_at: datetime | None
    """The moment from which a call is due, or until which a deadline runs; None: all day."""
    latest_at: datetime | None = None
    """For "no later than": the last moment."""
    provisional: bool
    explanation: tuple[DayStep, ...]


class Counting:
    """One count under way."""

    def __init__(
        self,
        rule: CountRule,
        clause: str,
        basis_at: datetime,
        calendar: WorkCalendar,
        windows: CallWindows,
        load: Load,
        override: Override | None = None,
        not_before: date | None = None,
    ) -> None:
        """Begin with the moment of the event, in the shop's time zone; see ``count``."""
        self.rule, self.clause, self.basis_at = rule, clause, basis_at
        self.calendar, self.windows = calendar, windows
        self.load, self.override, self.not_before = load, override, not_before
        self.day_zero = basis_at.date()
        self.steps = [DayStep(self.day_zero, None, _DAY_ZERO)]

    def note(self, day: date, reason: Reason, name: str = "", number: int | None = None) -> None:
        """Write one step that counts no day."""
        self.steps.append(DayStep(day, None, Why(reason, name, number)))

    def note_hour(self, day: date, reason: Reason, at: datetime) -> None:
        """Note a step that names an hour of the day."""
        # A fifth of the time of ``f"{at:%H:%M}"``; each case that is saved is counted six times.
        self.note(day, reason, at.time().isoformat("minutes"))

    def count_working_days(self, last: int) -> list[date]:
        """Note every day up to the last counted one; give day 0 and each counted day."""
        calendar, steps = self.calendar, self.steps
        day, gap, found = self.day_zero, 0, [self.day_zero]
        while len(found) <= last:
            day += DAY
            view = calendar.day_view(day)
            if view.working:
                steps.append(DayStep(day, len(found), view.why))
                found.append(day)
                gap = 0
                continue
            steps.append(calendar.skipped(day))
            gap += 1
            if gap > LONGEST_GAP_DAYS:
                raise Refusal("calendar_never_working")
        return found

    def count_working_open_days(self, last: int) -> date:
        """Note every day up to the last one that is both a working day and an open day."""
        day, gap, counted = self.day_zero, 0, 0
        while counted < last or not self.calendar.is_open(day):
            day += DAY
            gap += 1
            view = self.calendar.day_view(day)
            if view.working and view.open:
                counted, gap = counted + 1, 0
                self.steps.append(DayStep(day, counted, view.why))
            elif view.working and view.closed_why is not None:
                self.steps.append(DayStep(day, None, view.closed_why))
            else:
                self.steps.append(self.calendar.skipped(day))
            if gap > LONGEST_GAP_DAYS:
                raise Refusal("calendar_never_open")
        return day

    def moved_to_open(self, rule_on: date) -> date:
        """Give the day, or the next open day where the shop is closed, and note the move."""
        due_on = self.calendar.next_open_day(rule_on)
        if due_on != rule_on:
            self.note_passed(rule_on, due_on, DAY)
            self.steps.append(DayStep(due_on, None, _MOVED_TO_OPEN))
        return due_on

    def note_way_to(self, day: date, begins: datetime) -> None:
        """Note the move from a day to a call window."""
        self.note_passed(day, begins.date(), DAY)
        self.note_hour(begins.date(), Reason.TO_NEXT_WINDOW, begins)

    def note_passed(self, day: date, until: date, step: timedelta) -> None:
        """Note the days that a move passes over, each with its reason."""
        late = Reason.LATE_IN_DAY if step > timedelta() else Reason.EARLY_IN_DAY
        while day != until:
            why = self.calendar.day_view(day).closed_why
            if why is None:
                why = Why(
                    late if self.windows.windows(day, self.override) else Reason.NO_CALL_WINDOW
                )
            self.steps.append(DayStep(day, None, why))
            day += step

    def hours_later(self, hours: int) -> datetime:
        """Give the moment when some hours have elapsed, or that lies so many hours before."""
        try:
            later = self.basis_at.astimezone(UTC) + timedelta(hours=hours)
            return self.calendar.local(later)
        except OverflowError:
            raise year_out_of_range(self.day_zero.year) from None

    def due(
        self,
        *,
        rule_on: date,
        due_on: date,
        opens_on: date | None = None,
        closes_on: date | None = None,
        due_at: datetime | None = None,
        latest_at: datetime | None = None,
    ) -> DueDate:
        """Give the counted date with everything that was noted."""
        opens_on, closes_on = opens_on or due_on, closes_on or due_on
        unknown = self._first_provisional(
            min(self.day_zero, rule_on, due_on), max(rule_on, due_on, closes_on)
        )
        if unknown is not None:
            self.note(unknown, Reason.PROVISIONAL, number=unknown.year)
        return DueDate(
            clause=self.clause,
            basis_at=self.basis_at,
            rule_on=rule_on,
            due_on=due_on,
            opens_on=opens_on,
            closes_on=closes_on,
            due_at=due_at,
            latest_at=latest_at,
            provisional=unknown is not None,
            explanation=tuple(self.steps),
        )

    def _first_provisional(self, first: date, last: date) -> date | None:
        """Find the first day that was looked at and whose arrangement is not known yet."""
        for year in range(first.year, last.year + 1):
            if self.calendar.year_facts(year).known:
                continue
            day = max(date(year, 1, 1), first)
            while day <= min(last, date(year, 12, 31)):
                if self.calendar.is_provisional(day):
                    return day
                day += DAY
        return None
