"""The shop's own week: opening hours by weekday, and single days that differ."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, time

from shopcare.domain.errors import Problem, Refusal

Interval = tuple[time, time]
"""From the first moment to the end, which no longer belongs to it; local time of one day."""
Intervals = tuple[Interval, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DayException:
    """One day that the manager has set by hand; it wins over every other source."""

    day: date
    working: bool | None = None
    """Whether it is a working day; None leaves that as the other sources say."""
    intervals: Intervals | None = None
    """Opening hours of this day: none at all means closed; None leaves the ordinary hours."""
    reason: str = ""

    def __post_init__(self) -> None:
        if self.intervals is not None:
            check_intervals(self.intervals)


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenWeek:
    """When the shop is open.

    Raises:
        Refusal: ``hours_reversed``, ``hours_overlap``.
    """

    intervals: tuple[Intervals, ...]
    """Seven times opening hours, Monday first; a lunch break parts a day in two."""
    exceptions: Mapping[date, DayException] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if len(self.intervals) != 7:
            raise ValueError("a week has seven days")
        for day in self.intervals:
            check_intervals(day)

    @property
    def ever_opens(self) -> bool:
        """Say whether there is any open day at all."""
        return any(self.intervals) or any(one.intervals for one in self.exceptions.values())


def check_intervals(intervals: Intervals) -> Intervals:
    """Give the hours of one day back, or say what is wrong with them.

    Raises:
        Refusal: ``hours_reversed`` (an interval ends before it begins), ``hours_overlap`` (two
            intervals share time, or do not stand in order).
    """
    last: time | None = None
    for begin, end in intervals:
        hours = f"{begin:%H:%M}–{end:%H:%M}"
        if begin >= end:
            raise Refusal("hours_reversed", hours=hours)
        if last is not None and begin < last:
            raise Refusal("hours_overlap", hours=hours)
        last = end
    return intervals


def hours_problems(field: str, intervals: Intervals) -> list[Problem]:
    """Say what is wrong with the hours in a draft's field; nothing where they are in order."""
    try:
        check_intervals(intervals)
    except Refusal as refusal:
        return [Problem(field=field, code=refusal.code, values=refusal.values)]
    return []


def common_part(one: Intervals, other: Intervals) -> Intervals:
    """Give the hours that lie in both."""
    both = []
    for begin, end in one:
        for other_begin, other_end in other:
            start, stop = max(begin, other_begin), min(end, other_end)
            if start < stop:
                both.append((start, stop))
    return tuple(sorted(both))
