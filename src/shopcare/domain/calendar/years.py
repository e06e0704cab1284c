"""The years that the calendar reaches: as far as the lunar calendar is known both ways."""

from calendar import monthrange
from datetime import date
from typing import Final

from shopcare.domain.errors import Refusal

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
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
