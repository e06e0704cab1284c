"""What the calendar knows and how full its days are, for the screen."""

from collections.abc import Mapping
from datetime import date
from typing import Final

from shopcare.services.shop import Shop
from shopcare.storage import callbacks

_REMINDED_FROM: Final = (11, 1)
"""Month and day: the State Council publishes in November, and dates begin to cross New Year."""


def unknown_year(shop: Shop, today: date) -> int | None:
    """Give the year whose official arrangement is missing, once that matters; else None.

    From 1 November on that is the coming year; a present year that is still unknown comes first.
    """
    work = shop.calendar.work
    if not work.year_facts(today.year).known:
        return today.year
    if (today.month, today.day) < _REMINDED_FROM:
        return None
    return None if work.year_facts(today.year + 1).known else today.year + 1


def planned_calls(shop: Shop, first: date, last: date) -> Mapping[date, int]:
    """Count the open calls planned for each day from one to another (X-11)."""
    return callbacks.planned_between(shop.file, first, last)
