"""The months of the Chinese lunar year as plain facts, from the ``lunar_python`` package."""

from datetime import date
from functools import lru_cache

from shopcare.domain.errors import Refusal
from shopcare.domain.lunar import LunarMonth, LunarYear
from shopcare.domain.work_calendar import FIRST_YEAR, LAST_YEAR


@lru_cache(maxsize=16)
def lunar_year_facts(year: int) -> LunarYear:
    """Give the lunar year that begins in a solar year.

    Raises:
        Refusal: ``year_out_of_range``.
    """
    from lunar_python import LunarYear as Almanac
    from lunar_python import Solar

    if not FIRST_YEAR - 1 <= year <= LAST_YEAR:
        raise Refusal("year_out_of_range", year=year, first=FIRST_YEAR, last=LAST_YEAR)
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
