"""The Chinese lunar year as plain facts, and a day in it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta


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
