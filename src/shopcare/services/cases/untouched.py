"""Open cases of which nothing was heard for a week, whatever their dates (G-25)."""

from datetime import date, datetime, time, timedelta
from typing import Final

from shopcare.domain.cases.case import Case
from shopcare.services.shop import Shop
from shopcare.storage import cases

UNTOUCHED_DAYS: Final = 7


def untouched_cases(shop: Shop, day: date | None = None) -> list[Case]:
    """List the open cases whose last entry was written seven days before a day, or earlier.

    Args:
        shop: the shop.
        day: None for today.
    """
    day = day or shop.now().date()
    last = day - timedelta(days=UNTOUCHED_DAYS)
    until = datetime.combine(last, time.max, shop.now().tzinfo)
    return cases.many(shop.file, cases.untouched_since(shop.file, until))
