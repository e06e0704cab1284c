"""Settings that move dates: what they would move, and saving both together (X-14)."""

from dataclasses import asdict, replace
from typing import Final

from shopcare.domain.changes import ChangeKind
from shopcare.domain.shop.settings import ShopSettings
from shopcare.services.calendar.calendar_facts import keep_years
from shopcare.services.differences import difference
from shopcare.services.rescheduling.counted_change import CalendarChanged, change_calendar
from shopcare.services.rescheduling.recount import Progress
from shopcare.services.setup.settings import check_settings
from shopcare.services.shop import Shop
from shopcare.storage import settings as settings_store

_DATES_HANG_ON: Final = (
    "country",
    "region",
    "weekend",
    "time_zone",
    "opening",
    "summer_calls",
    "winter_calls",
    "summer_from",
    "summer_until",
)


def move_dates(before: ShopSettings, after: ShopSettings) -> bool:
    """Say whether other settings can move a call or a deadline."""
    return any(getattr(before, name) != getattr(after, name) for name in _DATES_HANG_ON)


def change_settings_and_count_again(
    shop: Shop, settings: ShopSettings, progress: Progress | None = None
) -> CalendarChanged:
    """Write what the shop has set and count everything open again, in one transaction.

    Args:
        shop: the shop.
        settings: what it has set now.
        progress: called with calls done and their number; an exception it raises cancels.

    Raises:
        Invalid: see ``check_settings``.
        Refusal: ``calendar_never_open``.
    """
    settings = check_settings(settings)
    said = difference(asdict(shop.settings), asdict(settings))

    def save() -> int:
        settings_store.write_settings(shop.file, settings)
        shop.refresh()
        if {"country", "region"} & set(said):
            keep_years(shop)
        return 0

    done = change_calendar(shop, "settings.change", said, save, progress)
    return replace(done, changes=done.changes.also(ChangeKind.SETTINGS))
