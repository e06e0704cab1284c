"""Makes a new shop file; no start of an existing shop loads it."""

from collections.abc import Callable
from contextlib import closing
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from shopcare.domain.ids import StaffId
from shopcare.domain.people.staff import Staff
from shopcare.domain.shop.audit import AuditEntry
from shopcare.domain.shop.settings import ShopSettings
from shopcare.services.shop import Shop, open_shop
from shopcare.storage.file import audit, touched_rows
from shopcare.storage.file.database import create_database, finish_building
from shopcare.storage.file.errors import database_errors
from shopcare.storage.file.new_file import new_file
from shopcare.storage.file.note import LastEntryNote
from shopcare.storage.shop import settings as settings_store
from shopcare.system.clock import Clock, SystemClock


def create_shop(
    path: Path,
    settings: ShopSettings,
    staff: list[Staff],
    *,
    clock: Clock | None = None,
    fill: Callable[[Shop], None] | None = None,
) -> Shop:
    """Make a new shop file with its settings and its staff, at least a manager, and open it.

    Args:
        path: where the file appears, when all of it is written and on the disk.
        settings: what the shop has set.
        staff: who works there.
        clock: None for the PC's.
        fill: puts more into the shop before it appears.

    Raises:
        Trouble: ``shop_exists`` or what the disk says.
    """
    with (
        new_file(path) as building,
        database_errors(path),
        closing(create_database(building)) as file,
    ):
        file.execute("BEGIN IMMEDIATE")
        settings_store.write_settings(file, settings)
        ids = [settings_store.add_staff(file, member) for member in staff]
        now = (clock or SystemClock(ZoneInfo(settings.time_zone))).now()
        # No later entry may speak of these rows, and a backup is checked by its log alone.
        audit.append(file, _made(ids[0], now), rows=touched_rows.of_new_file(file))
        file.execute("COMMIT")
        if fill is not None:
            fill(Shop(file, path, clock=clock, initials=None, by_script=False, guard_clock=False))
        finish_building(file)
        LastEntryNote(path).begin(audit.last_entry(file))
    return open_shop(path, clock=clock)


def _made(staff_id: StaffId, at: datetime) -> AuditEntry:
    """Give the first entry of a shop, by which the clock is judged from the beginning."""
    return AuditEntry(
        at=at,
        staff_id=staff_id,
        by_script=False,
        action="shop.create",
        subject_kind="shop",
        subject_id=0,
        case_id=None,
        values="",
    )
