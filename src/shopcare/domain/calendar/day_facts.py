"""What is known about a year and about one day of it."""

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType
from typing import Any, NamedTuple

from shopcare.domain.calendar.explanation import Why
from shopcare.domain.calendar.opening import Intervals


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
