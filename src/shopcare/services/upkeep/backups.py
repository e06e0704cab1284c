"""Makes backups into the shop's two places, lists them and clears away what is no longer needed."""

from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from pathlib import Path

from shopcare.domain.errors import Trouble
from shopcare.domain.shop.backups import (
    BackupName,
    BackupReason,
    backup_from_name,
    is_up_to_date,
    surplus,
)
from shopcare.services.shop import Shop
from shopcare.storage.file import audit, backup, inspection
from shopcare.storage.file.database import ShopFile, open_for_reading
from shopcare.storage.file.errors import DATABASE_ERRORS, database_errors
from shopcare.storage.file.inspection import Contents, Progress
from shopcare.storage.file.reading import UNREADABLE
from shopcare.storage.file.schema import schema_differences, schema_steps, schema_version
from shopcare.system.files import remove
from shopcare.system.paths import BACKUPS


class SecondPlace(StrEnum):
    """How it stands with the place outside the data folder."""

    NOT_CHOSEN = "not_chosen"
    ABSENT = "absent"
    """The stick or the disk is not there just now."""
    BEHIND = "behind"
    """It could not be written to."""
    UP_TO_DATE = "up_to_date"


@dataclass(frozen=True, slots=True, kw_only=True)
class Backup:
    """A backup as it lies in a folder."""

    path: Path
    name: BackupName

    @property
    def at(self) -> datetime:
        """When it was made."""
        return self.name.at


@dataclass(frozen=True, slots=True, kw_only=True)
class BackedUp:
    """What came of a backup."""

    made: Backup
    second: SecondPlace
    technical: str
    """Why the second place could not be written to."""


def back_up(shop: Shop, reason: BackupReason, progress: Progress | None = None) -> BackedUp:
    """Make a backup in the data folder and copy it into the second place.

    Args:
        shop: with a connection of its own; those who save meanwhile do not wait.
        reason: on what occasion.
        progress: told how far it is; an exception that it raises cancels, and nothing is left.

    Raises:
        Trouble: ``shop_file_damaged``, ``backup_disk_full``, ``backup_not_written``; the backups
            that there were still stand.
    """
    folder = backup_folder(shop.path)
    with database_errors(shop.path):
        path = backup.write_backup(shop.file, folder, shop.now(), reason, progress)
    made = next(one for one in backups(folder) if one.path == path)
    # A file that lost its last entries must not push those out that still have them.
    if shop.lost is None:
        _thin(shop, folder)
    second, technical = _copy_out(shop, made, progress)
    return BackedUp(made=made, second=second, technical=technical)


def back_up_if_needed(
    shop: Shop, reason: BackupReason, progress: Progress | None = None
) -> BackedUp | None:
    """Make a backup unless the newest one holds everything already; None where it does.

    Raises:
        Trouble: as ``back_up``.
    """
    newest = newest_backup(shop)
    last, saved = audit.last_entry(shop.file), audit.last_moment(shop.file)
    if newest is None or not is_up_to_date(newest.name, last.id, saved):
        return back_up(shop, reason, progress)
    if second_place(shop) is SecondPlace.BEHIND:
        second, technical = _copy_out(shop, newest, progress)
        return BackedUp(made=newest, second=second, technical=technical)
    return None


def backup_folder(shop_path: Path) -> Path:
    """Give the first place of a shop's backups."""
    return shop_path.with_name(BACKUPS)


def backup_places(shop: Shop) -> list[Path]:
    """List the places of a shop's backups that are there just now."""
    second = _second(shop)
    return [backup_folder(shop.path), *([second] if second is not None else [])]


def backups(folder: Path) -> list[Backup]:
    """List the backups in a folder, the newest first; none where it cannot be read."""
    return [Backup(path=path, name=name) for name, path in backup.found_backups(folder)]


def newest_backup(shop: Shop) -> Backup | None:
    """Give the last good backup in the data folder; only a verified one has such a name."""
    return next(iter(backups(backup_folder(shop.path))), None)


def all_backups(shop: Shop) -> list[Backup]:
    """List the backups in both places, the newest first, one that lies in both only once."""
    found = {one.name: one for one in backups(chosen)} if (chosen := _second(shop)) else {}
    found |= {one.name: one for one in backups(backup_folder(shop.path))}
    return [found[name] for name in sorted(found, reverse=True)]


def second_place(shop: Shop) -> SecondPlace:
    """Say how it stands with the second place, without writing to it."""
    if not shop.settings.backup_folder:
        return SecondPlace.NOT_CHOSEN
    folder = _second(shop)
    if folder is None:
        return SecondPlace.ABSENT
    newest = newest_backup(shop)
    there = next(iter(backups(folder)), None)
    if newest is None or (there is not None and there.name >= newest.name):
        return SecondPlace.UP_TO_DATE
    return SecondPlace.BEHIND


@dataclass(frozen=True, slots=True, kw_only=True)
class BackupState:
    """What a glance says about the backups."""

    newest_at: datetime | None
    """When the last good backup was made; None where there is none yet."""
    second: SecondPlace


def backup_state(shop: Shop) -> BackupState:
    """Look at both places; one on a network may let its caller wait."""
    newest = newest_backup(shop)
    at = newest.at.astimezone(shop.now().tzinfo) if newest is not None else None
    return BackupState(newest_at=at, second=second_place(shop))


def contents_of(path: Path) -> Contents:
    """Read what a backup holds.

    Raises:
        Trouble: ``file_missing``, ``shop_file_foreign``, ``shop_file_newer``,
            ``shop_file_damaged`` …
    """
    with database_errors(path), closing(open_for_reading(path)) as file:
        try:
            return inspection.contents(file)
        except UNREADABLE as error:
            raise Trouble("shop_file_damaged", path=str(path), technical=str(error)) from error


def check_backup(path: Path, progress: Progress | None = None) -> list[str]:
    """List what is wrong inside a backup; empty where it is sound.

    Raises:
        Trouble: as ``contents_of``; it cannot be read at all.
    """
    contents_of(path)
    with database_errors(path), closing(open_for_reading(path)) as file:
        if found := inspection.damage(file, progress):
            return found
        try:
            return _wrong_records(file, backup_from_name(path.name))
        except DATABASE_ERRORS as error:  # what its tables are called is damaged itself
            return [str(error)]


def _wrong_records(file: ShopFile, name: BackupName | None) -> list[str]:
    """List what SQLite does not see: records that say something else than their last entry."""
    from shopcare.storage.calendar import damaged_years  # no start needs these
    from shopcare.storage.checks import trail_check
    from shopcare.storage.checks.row_check import unreadable_rows
    from shopcare.storage.goods.photos import damaged_pictures

    broken = [f"audit_entry {number}" for number in audit.broken_seals(file)]
    if name is not None and name.last_entry != (last := audit.last_entry(file).id):
        broken.append(f"audit_entry {name.last_entry}: {last}")  # the end of its log was cut off
    found = [*inspection.broken_references(file), *broken, *trail_check.changed_rows(file)]
    if schema_version(file) == len(schema_steps()):  # how an older one wrote is not known
        found += [*schema_differences(file), *unreadable_rows(file)]
        found += [*damaged_years(file), *damaged_pictures(file)]
    return found


def _second(shop: Shop) -> Path | None:
    """Give the second place where it is there just now; several shops may share a disk."""
    if not shop.settings.backup_folder:
        return None
    folder = Path(shop.settings.backup_folder)
    try:
        if not folder.is_dir():
            return None
    except OSError:  # a disk that was pulled out
        return None
    return folder / f"ShopCare-{audit.first_seal(shop.file)[:8]}"


def _copy_out(shop: Shop, made: Backup, progress: Progress | None) -> tuple[SecondPlace, str]:
    """Copy a backup into the second place; what stands in the way there holds nothing up."""
    from shopcare.services.privacy.erasing import copy_list  # no start needs it

    if not shop.settings.backup_folder:
        return SecondPlace.NOT_CHOSEN, ""
    folder = _second(shop)
    if folder is None:
        return SecondPlace.ABSENT, ""
    try:
        backup.copy_backup(made.path, folder, progress)
    except Trouble as trouble:
        return SecondPlace.BEHIND, trouble.technical
    copy_list(shop, folder)
    if shop.lost is None:
        _thin(shop, folder)
    return SecondPlace.UP_TO_DATE, ""


def _thin(shop: Shop, folder: Path) -> None:
    lying: Sequence[Backup] = backups(folder)
    for name in surplus((one.name for one in lying), shop.today()):
        remove(folder / name.file_name())  # in use or write-protected: next time
