"""Moments as somebody gives them, brought to the shop's own time."""

from datetime import datetime

from shopcare.services.shop import Shop


def local(shop: Shop, moment: datetime | None) -> datetime:
    """Give a moment in the shop's time zone, so that its day is the shop's day; None is now.

    Another PC or a script may stand in another zone than the shop.
    """
    now = shop.now()
    return now if moment is None else moment.astimezone(now.tzinfo)
