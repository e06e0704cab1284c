"""What is known about a year and about one day of it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from types import MappingProxyType
from typing import Any, Final, NamedTuple

from shopcare.domain.calendar.explanation import Why
from shopcare.domain.calendar.opening import Intervals
from shopcare.domain.errors import Refusal


class YearFacts(NamedTuple):
    """The official arrangement of one year, from the holidays package and pasted notices."""

    year: int
    known: bool
    """False: the arrangement is not published yet, the year is provisional."""
    off: Mapping[date, str] = MappingProxyType({})
    """Days off beside weekends, with the holiday's name."""
    work: Mapping[date, str] = MappingProxyType({})
    """Working days on weekends, with the holiday that they make up for."""

    def to_plain(self) -> dict[str, Any]:
        """Write the facts as plain values for JSON."""
        return {
            "year": self.year,
            "off": {day.isoformat(): name for day, name in sorted(self.off.items())},
            "work": {day.isoformat(): name for day, name in sorted(self.work.items())},
            "known": self.known,
        }

    @classmethod
    def from_plain(cls, plain: Mapping[str, Any]) -> "YearFacts":
        """Read facts from plain values."""
        return cls(
            year=plain["year"],
            off={date.fromisoformat(day): name for day, name in plain["off"].items()},
            work={date.fromisoformat(day): name for day, name in plain["work"].items()},
            known=plain["known"],
        )


class DayView(NamedTuple):
    """Everything about one day, for the calendar page and for programs."""

    day: date
    working: bool
    open: bool
    intervals: Intervals
    names: tuple[str, ...]
    """The holiday that it is off or works for, and the reason of what was set by hand."""
    provisional: bool
    why: Why
    """Why it is a working day or is not."""
    closed_why: Why | None
    by_hand: bool


FIRST_YEAR: Final = 1900
LAST_YEAR: Final = 2199


def require_year(year: int, first: int = FIRST_YEAR) -> None:
    """Refuse a year that the calendar does not reach.

    Raises:
        Refusal: ``year_out_of_range``.
    """
    if not first <= year <= LAST_YEAR:
        raise year_out_of_range(year)


def year_out_of_range(year: int) -> Refusal:
    """Make the refusal of a year that lies too far away, for whoever noticed it by an overflow."""
    return Refusal("year_out_of_range", year=year, first=FIRST_YEAR, last=LAST_YEAR)


def months_after(day: date, months: int) -> date:
    """Give the same day of the month some months later, or the last day of a shorter month.

    Counted from the first date each time, so that 31 Jan, 28 Feb, 31 Mar do not drift.

    Raises:
        Refusal: ``year_out_of_range``.
    """
    years, month = divmod(day.month - 1 + months, 12)
    year = day.year + years
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise year_out_of_range(year)
    from calendar import monthrange  # loads ``locale``, which no start needs

    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


@dataclass(frozen=True, slots=True, kw_only=True)
class LunarMonth:
    """One month of a lunar year."""

    number: int
    leap: bool
    """Follows the ordinary month of the same number."""
    days: int
    """29 or 30."""
    first_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class LunarYear:
    """A lunar year; it begins in January or February of the year that it is named by."""

    year: int
    months: tuple[LunarMonth, ...]

    @property
    def leap_month(self) -> int:
        """The number of the leap month; 0 where the year has none."""
        return next((month.number for month in self.months if month.leap), 0)

    def day(self, month: int, day: int) -> date:
        """Give a day of an ordinary month; in a month without a 30th day, its 29th."""
        ordinary = next(one for one in self.months if one.number == month and not one.leap)
        return ordinary.first_on + timedelta(days=min(day, ordinary.days) - 1)


LunarFacts = Callable[[int], LunarYear]
"""Gives a lunar year by the year in which it begins."""
