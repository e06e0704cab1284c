"""What a shop has set for itself."""

from dataclasses import dataclass, field
from datetime import time
from typing import Final

Intervals = tuple[tuple[time, time], ...]

_ALL_DAY: Final[Intervals] = ((time(9), time(20, 30)),)
_SUMMER: Final[Intervals] = ((time(9, 30), time(11, 30)), (time(15), time(18, 30)))
_WINTER: Final[Intervals] = ((time(9, 30), time(11, 30)), (time(14), time(17, 30)))

LOCK_MINUTES: Final = range(241)


@dataclass(frozen=True, slots=True, kw_only=True)
class ShopSettings:
    """The shop's name, place, hours and languages."""

    name: str
    trade: str
    address: str = ""
    phone: str = ""
    hours_note: str = ""
    """Opening hours as they stand on papers; empty: written from the hours below."""
    country: str = "CN"
    region: str = ""
    weekend: tuple[int, ...] = (5, 6)
    """The weekdays that are no working days in the country, Monday being 0."""
    time_zone: str = "Asia/Shanghai"
    screen_language: str = "zh_CN"
    paper_language: str = "zh_CN"
    theme: str = "system"
    opening: tuple[Intervals, ...] = field(default=(_ALL_DAY,) * 7)
    """Opening hours, Monday first; no interval: closed on that weekday."""
    summer_calls: Intervals = _SUMMER
    """Call windows in summer time (C-6): no meal and rest times."""
    winter_calls: Intervals = _WINTER
    summer_from: tuple[int, int] = (5, 1)
    """Month and day."""
    summer_until: tuple[int, int] = (9, 30)
    places: tuple[str, ...] = ()
    """The shelves, bags and boxes for goods (X-2); none: any code may be typed."""
    papers: tuple[tuple[str, str], ...] = ()
    """The paper that the shop chose for a document: (document, paper)."""
    keep_customers_years: int = 5
    """How long a customer's file is kept after the last contact (L-8)."""
    keep_measured_years: int = 3
    """How long prescriptions and measurements are kept."""
    backup_folder: str = ""
    """The second place of the backups, outside the data folder; empty: none was chosen."""
    uses_pins: bool = False
    """Whether staff log in with a PIN; turned on and off by services.log_in only."""
    lock_minutes: int = 10
    """With PINs, after so long without a key or the mouse the screen is locked; 0: never."""
