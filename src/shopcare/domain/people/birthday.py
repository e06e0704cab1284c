"""When a birthday falls, by the solar or the lunar calendar (C-4)."""

from calendar import isleap
from dataclasses import dataclass
from datetime import date
from typing import Final

from shopcare.domain.calendar.lunar import LunarFacts

_SOLAR: Final = "solar"


@dataclass(frozen=True, slots=True, kw_only=True)
class Birthday:
    """A birthday as rules need it."""

    calendar: str
    """``solar`` or ``lunar``."""
    month: int
    day: int
    leap: bool = False
    """Born in a leap month; kept in the ordinary month of that number."""
    year: int | None = None


def birthday_in_year(birthday: Birthday, year: int, lunar_years: LunarFacts) -> date:
    """Give the birthday of a year: of the solar year, or of the lunar year that begins in it.

    29 February is kept on the 28th in other years. A lunar birthday of the last months may fall
    into the solar year after.
    """
    if birthday.calendar == _SOLAR:
        short = (birthday.month, birthday.day) == (2, 29) and not isleap(year)
        return date(year, birthday.month, 28 if short else birthday.day)
    return lunar_years(year).day(birthday.month, birthday.day)


def next_birthday(birthday: Birthday, after: date, lunar_years: LunarFacts) -> date:
    """Give the first birthday later than a day.

    A solar year can hold two birthdays of the lunar calendar, or none.
    """
    year = after.year if birthday.calendar == _SOLAR else after.year - 1
    while (on := birthday_in_year(birthday, year, lunar_years)) <= after:
        year += 1
    return on
