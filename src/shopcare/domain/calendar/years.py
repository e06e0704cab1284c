"""The years that the calendar reaches: as far as the lunar calendar is known both ways."""

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
