"""Days and moments as a test writes them."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

SHANGHAI = ZoneInfo("Asia/Shanghai")


def at(text: str, zone: ZoneInfo = SHANGHAI) -> datetime:
    """Read ``2026-03-10 14:30`` as local time."""
    return datetime.fromisoformat(text).replace(tzinfo=zone)


def day(text: str) -> date:
    """Read ``2026-03-10``."""
    return date.fromisoformat(text)
