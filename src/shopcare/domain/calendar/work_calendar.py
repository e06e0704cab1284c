"""Which days are working days (statutory), and when the shop is open."""

from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime, time, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from shopcare.domain.calendar.day_facts import DayView, YearFacts, require_year
from shopcare.domain.calendar.explanation import DayStep, Reason, Why
from shopcare.domain.calendar.opening import DayException, Intervals, OpenWeek
from shopcare.domain.errors import Refusal

__all__ = ["LONGEST_GAP_DAYS", "DayView", "WorkCalendar", "YearFacts"]

LONGEST_GAP_DAYS: Final = 800
"""A longer stretch without an open or a working day is a mistake in the settings."""
_DAY: Final = timedelta(days=1)
_MINUTE: Final = timedelta(minutes=1)


FactsFor = Callable[[int], YearFacts]


class WorkCalendar:
    """Both calendars of one shop, with the arithmetic of days and of opening hours.

    Days are looked at once and kept, so that counting is cheap.
    """

    def __init__(
        self,
        facts: FactsFor | Mapping[int, YearFacts],
        *,
        weekend: frozenset[int],
        open_week: OpenWeek,
        time_zone: ZoneInfo,
    ) -> None:
        """Take the facts of the years, the weekend (Monday is 0) and the shop's own week.

        Raises:
            Refusal: ``calendar_never_open``, ``calendar_never_working``.
        """
        if not open_week.ever_opens:
            raise Refusal("calendar_never_open")
        if len(weekend) >= 7:
            raise Refusal("calendar_never_working")
        self.time_zone = time_zone
        self.open_week = open_week
        self._weekend = weekend
        self._facts = facts
        self._years: dict[int, YearFacts] = {}
        self._days: dict[date, DayView] = {}
        self._closings: dict[date, datetime | None] = {}
        self._skipped: dict[date, DayStep] = {}

    @property
    def opens_on_working_days(self) -> bool:
        """Say whether the shop's ordinary week has any day that is no weekend day."""
        week = self.open_week.intervals
        return any(week[weekday] for weekday in range(7) if weekday not in self._weekend)

    def year_facts(self, year: int) -> YearFacts:
        """Give the arrangement of a year.

        Raises:
            Refusal: ``year_out_of_range``.
        """
        known = self._years.get(year)
        if known is None:
            require_year(year)
            if isinstance(self._facts, Mapping):
                known = self._facts.get(year) or YearFacts(year=year, known=False)
            else:
                known = self._facts(year)
            self._years[year] = known
        return known

    def day_view(self, day: date) -> DayView:
        """Say everything about one day."""
        view = self._days.get(day)
        if view is None:
            view = self._days[day] = self._look_at(day)
        return view

    def is_working(self, day: date) -> bool:
        """Say whether it is a statutory working day."""
        return self.day_view(day).working

    def is_open(self, day: date) -> bool:
        """Say whether the shop is open on that day."""
        return bool(self.day_view(day).intervals)

    def is_provisional(self, day: date) -> bool:
        """Say whether the official arrangement for that day is not known yet."""
        return self.day_view(day).provisional

    def intervals(self, day: date) -> Intervals:
        """Give the opening hours of a day; none where the shop is closed."""
        return self.day_view(day).intervals

    def names(self, day: date) -> tuple[str, ...]:
        """Name why the day is off or works."""
        return self.day_view(day).names

    def skipped(self, day: date) -> DayStep:
        """Give the step of a day that is not counted, with the reason."""
        step = self._skipped.get(day)
        if step is None:
            step = self._skipped[day] = DayStep(day, None, self.day_view(day).why)
        return step

    def next_open_day(self, day: date, *, after: bool = False) -> date:
        """Give the day itself where the shop is open, else the next open one.

        Raises:
            Refusal: ``calendar_never_open``.
        """
        return self._open_day(day + _DAY if after else day, _DAY)

    def open_day_before(self, day: date, *, before: bool = False) -> date:
        """Give the day itself where the shop is open, else the last open one before it.

        Raises:
            Refusal: ``calendar_never_open``.
        """
        return self._open_day(day - _DAY if before else day, -_DAY)

    def add_working_days(self, start: date, days: int) -> date:
        """Give the n-th working day strictly after a day; the day itself for none.

        Raises:
            Refusal: ``calendar_never_working``.
        """
        if days < 0:
            raise ValueError("working days are counted forward")
        day, gap = start, 0
        while days:
            day += _DAY
            gap += 1
            if self.day_view(day).working:
                days -= 1
                gap = 0
            elif gap > LONGEST_GAP_DAYS:
                raise Refusal("calendar_never_working")
        return day

    def working_days_between(self, start: date, end: date) -> int:
        """Count the working days after a day up to and with another; negative backwards.

        The inverse of ``add_working_days``.
        """
        if end < start:
            return -self.working_days_between(end, start)
        count, day = 0, start
        while day < end:
            day += _DAY
            count += self.day_view(day).working
        return count

    def moment(self, day: date, at: time) -> datetime:
        """Give a local time as a moment; an hour that the clock leaps over counts from its end."""
        local = datetime.combine(day, at, self.time_zone)
        return local.astimezone(UTC).astimezone(self.time_zone)

    def local(self, moment: datetime) -> datetime:
        """Give an aware moment in the shop's time zone."""
        if moment.tzinfo is None:
            raise ValueError("a moment needs its time zone")
        return moment.astimezone(self.time_zone)

    def closing(self, day: date) -> datetime | None:
        """Give the end of the opening hours of a day; None where the shop is closed."""
        if day in self._closings:
            return self._closings[day]
        intervals = self.day_view(day).intervals
        closes_at = self.moment(day, intervals[-1][1]) if intervals else None
        self._closings[day] = closes_at
        return closes_at

    def add_open_minutes(self, start: datetime, minutes: int) -> datetime:
        """Add a time budget that runs in opening hours only.

        A budget that equals the rest of the day ends at closing today, not at the next opening.

        Raises:
            Refusal: ``calendar_never_open``.
        """
        if minutes < 0:
            raise ValueError("a time budget is not negative")
        left = minutes * _MINUTE
        if not left:
            return self.local(start)
        day, now = self.local(start).date(), start.astimezone(UTC)
        while True:
            for opens, closes in self._open_parts(day):
                begin = max(opens, now)
                room = closes - begin
                if timedelta() < room and left <= room:
                    return (begin + left).astimezone(self.time_zone)
                left -= max(room, timedelta())
            day = self.next_open_day(day, after=True)

    def open_minutes_between(self, start: datetime, end: datetime) -> int:
        """Count the whole minutes of opening hours between two moments; negative backwards.

        The inverse of ``add_open_minutes``; a pause in opening hours is measured with it.
        """
        if end < start:
            return -self.open_minutes_between(end, start)
        day, last = self.local(start).date(), self.local(end).date()
        first, until, total = start.astimezone(UTC), end.astimezone(UTC), timedelta()
        while day <= last:
            for opens, closes in self._open_parts(day):
                total += max(min(closes, until) - max(opens, first), timedelta())
            day += _DAY
        return total // _MINUTE

    def _open_parts(self, day: date) -> list[tuple[datetime, datetime]]:
        # In UTC: local arithmetic would miss the hour that daylight saving adds or takes.
        return [
            (self.moment(day, begin).astimezone(UTC), self.moment(day, end).astimezone(UTC))
            for begin, end in self.day_view(day).intervals
        ]

    def _open_day(self, day: date, step: timedelta) -> date:
        for _ in range(LONGEST_GAP_DAYS):
            if self.day_view(day).intervals:
                return day
            day += step
        raise Refusal("calendar_never_open")

    def _look_at(self, day: date) -> DayView:
        facts = self.year_facts(day.year)
        by_hand = self.open_week.exceptions.get(day)
        working, why = self._statutory(day, facts, by_hand)
        intervals = self.open_week.intervals[day.weekday()]
        if by_hand is not None and by_hand.intervals is not None:
            intervals = by_hand.intervals
        reason = by_hand.reason if by_hand is not None else ""
        return DayView(
            day=day,
            working=working,
            open=bool(intervals),
            intervals=intervals,
            names=tuple(dict.fromkeys(name for name in (why.name, reason) if name)),
            provisional=not facts.known and (by_hand is None or by_hand.working is None),
            why=why,
            closed_why=None if intervals else Why(Reason.CLOSED, reason),
            by_hand=by_hand is not None,
        )

    def _statutory(
        self, day: date, facts: YearFacts, by_hand: DayException | None
    ) -> tuple[bool, Why]:
        if by_hand is not None and by_hand.working is not None:
            reason = Reason.WORKING_BY_HAND if by_hand.working else Reason.OFF_BY_HAND
            return by_hand.working, Why(reason, by_hand.reason)
        if day in facts.work:
            return True, Why(Reason.MAKE_UP, facts.work[day])
        if day in facts.off:
            return False, Why(Reason.HOLIDAY, facts.off[day])
        if day.weekday() in self._weekend:
            return False, _WEEKEND
        return True, _COUNTED


_WEEKEND: Final = Why(Reason.WEEKEND)
_COUNTED: Final = Why(Reason.COUNTED)
