"""The months of the Chinese lunar year as plain facts, from the ``lunar_python`` package."""

from datetime import date
from functools import lru_cache

from shopcare.domain.calendar.day_facts import FIRST_YEAR, LunarMonth, LunarYear, require_year


@lru_cache(maxsize=16)
def lunar_year_facts(year: int) -> LunarYear:
    """Give the lunar year that begins in a solar year.

    Raises:
        Refusal: ``year_out_of_range``.
    """
    from lunar_python import LunarYear as Almanac
    from lunar_python import Solar

    require_year(year, first=FIRST_YEAR - 1)
    months = []
    for month in Almanac.fromYear(year).getMonthsInYear():
        first = Solar.fromJulianDay(month.getFirstJulianDay())
        months.append(
            LunarMonth(
                number=abs(month.getMonth()),
                leap=month.getMonth() < 0,
                days=month.getDayCount(),
                first_on=date(first.getYear(), first.getMonth(), first.getDay()),
            )
        )
    return LunarYear(year=year, months=tuple(months))
