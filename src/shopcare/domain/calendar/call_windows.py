"""When calls are made: the shop's summer and winter timetable, or a customer's own hours (C-6)."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from operator import itemgetter
from typing import Final

from shopcare.domain.calendar.opening import Intervals, check_intervals, common_part
from shopcare.domain.calendar.work_calendar import LONGEST_GAP_DAYS, WorkCalendar
from shopcare.domain.errors import Refusal

Override = Intervals | Mapping[int, Intervals]
"""A customer's own hours: for any day, or by weekday (Monday is 0)."""
Window = tuple[datetime, datetime]
"""A call window as moments; its end no longer belongs to it."""
_Span = tuple[datetime, datetime, Window]
"""A window in UTC, for comparing, and in local time."""

_DAY: Final = timedelta(days=1)
_Week = tuple[Intervals, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CallTimetable:
    """The hours in which the shop calls, without meal and rest times.

    Raises:
        Refusal: ``hours_reversed``, ``hours_overlap``.
    """

    summer: Intervals
    winter: Intervals
    summer_from: tuple[int, int]
    """Month and day on which the summer timetable begins."""
    summer_until: tuple[int, int]
    """The last month and day of the summer timetable; may lie in the next year."""

    def __post_init__(self) -> None:
        check_intervals(self.summer)
        check_intervals(self.winter)

    def is_summer(self, day: date) -> bool:
        """Say which timetable holds."""
        at = (day.month, day.day)
        if self.summer_from <= self.summer_until:
            return self.summer_from <= at <= self.summer_until
        return at >= self.summer_from or at <= self.summer_until


class CallWindows:
    """The call windows of each day: the timetable inside the opening hours.

    Hours that never meet the shop's ordinary week would leave nobody to be called; then a
    timetable gives way to the opening hours, and a customer's hours count in full on open days.
    """

    def __init__(self, timetable: CallTimetable, calendar: WorkCalendar) -> None:
        """Take the timetable and the calendar with the opening hours."""
        self.calendar = calendar
        self._timetable = timetable
        self._spans: dict[date, tuple[_Span, ...]] = {}
        self._own_weeks: dict[Intervals, tuple[_Week, bool]] = {}
        week = calendar.open_week.intervals
        self._summer = _usable(timetable.summer, week)
        self._winter = _usable(timetable.winter, week)

    def windows(self, day: date, override: Override | None = None) -> Intervals:
        """Give the call windows of a day, in order; none where the shop is closed."""
        hours = self.calendar.intervals(day)
        if not hours:
            return ()
        if override:
            own, meets = self._own_week(override)
            return common_part(own[day.weekday()], hours) if meets else own[day.weekday()]
        suits = self._summer if self._timetable.is_summer(day) else self._winter
        return hours if suits is None else common_part(suits, hours)

    def moments(self, day: date, override: Override | None = None) -> tuple[Window, ...]:
        """Give the call windows of a day as moments."""
        return tuple(map(itemgetter(2), self._day_spans(day, override)))

    def next_window(self, moment: datetime, override: Override | None = None) -> Window:
        """Give the window that a moment lies in, cut to what is left of it, or the next one.

        Raises:
            Refusal: ``no_call_window``.
        """
        now, at = self.calendar.local(moment), moment.astimezone(UTC)
        for begins, ends, window in self._from(now.date(), _DAY, override):
            if at < ends:
                return (now, window[1]) if begins < at else window
        raise Refusal("no_call_window")

    def window_before(self, moment: datetime, override: Override | None = None) -> Window:
        """Give the window that ends last, no later than a moment; cut off at that moment.

        Raises:
            Refusal: ``no_call_window``.
        """
        limit, at = self.calendar.local(moment), moment.astimezone(UTC)
        for begins, ends, window in self._from(limit.date(), -_DAY, override):
            if begins < at:
                return (window[0], limit) if at < ends else window
        raise Refusal("no_call_window")

    def another_window(
        self,
        moment: datetime,
        tried_in: Window | None = None,
        override: Override | None = None,
        *,
        open_at: datetime | None = None,
    ) -> Window:
        """Give the window for the next try: a later one of the same day, else the next day's first.

        Args:
            moment: when the try in vain was made.
            tried_in: the window in which it was made, where that is not the one of the moment.
            override: the customer's own hours.
            open_at: a window that is over by then is none: the try was written down later.

        Raises:
            Refusal: ``no_call_window``.
        """
        # C-13: another window the same day if one is left, else the next open day
        after = moment.astimezone(UTC)
        if tried_in is not None:
            after = max(after, tried_in[0].astimezone(UTC))
        still = max(moment, open_at or moment)
        over_by = still.astimezone(UTC)
        for begins, ends, window in self._from(self.calendar.local(still).date(), _DAY, override):
            if begins > after and ends > over_by:
                return window
        raise Refusal("no_call_window")

    def _from(self, day: date, step: timedelta, override: Override | None) -> Iterator[_Span]:
        """Walk over the windows from a day on, or backwards, and end after a long gap."""
        for _ in range(LONGEST_GAP_DAYS):
            found = self._day_spans(day, override)
            yield from found if step is _DAY else reversed(found)
            day += step

    def _day_spans(self, day: date, override: Override | None) -> tuple[_Span, ...]:
        if override:
            return self._made_spans(day, override)
        known = self._spans.get(day)
        if known is None:
            known = self._spans[day] = self._made_spans(day, None)
        return known

    def _made_spans(self, day: date, override: Override | None) -> tuple[_Span, ...]:
        moment = self.calendar.moment
        windows = [
            (moment(day, begin), moment(day, end)) for begin, end in self.windows(day, override)
        ]
        return tuple((w[0].astimezone(UTC), w[1].astimezone(UTC), w) for w in windows)

    def _own_week(self, override: Override) -> tuple[_Week, bool]:
        if isinstance(override, Mapping):
            return self._fitted(tuple(override.get(weekday, ()) for weekday in range(7)))
        known = self._own_weeks.get(override)
        if known is None:
            known = self._own_weeks[override] = self._fitted((override,) * 7)
        return known

    def _fitted(self, own: _Week) -> tuple[_Week, bool]:
        """Say whether own hours meet the shop's week; never leave a week without a window."""
        week = self.calendar.open_week.intervals
        own = tuple(tuple(sorted(hours)) for hours in own)
        if any(common_part(mine, hours) for mine, hours in zip(own, week, strict=True)):
            return own, True
        if any(mine and hours for mine, hours in zip(own, week, strict=True)):
            return own, False
        wished = tuple(sorted({one for day in own for one in day}))
        return (wished,) * 7, False


def _usable(suits: Intervals, week: _Week) -> Intervals | None:
    return suits if any(common_part(suits, hours) for hours in week) else None
