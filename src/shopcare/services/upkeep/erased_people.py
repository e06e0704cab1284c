"""Erased people in backups: a fresh backup is made, then those that still hold them go (L-8)."""

from contextlib import closing, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from shopcare.domain.errors import Trouble
from shopcare.domain.people.staff import Action, require
from shopcare.domain.shop.backups import BackupReason
from shopcare.services.privacy import erasing
from shopcare.services.privacy.erasing import KnownErasure, known_erasures
from shopcare.services.shop import Shop
from shopcare.services.upkeep.backups import (
    Backup,
    SecondPlace,
    back_up,
    backup_folder,
    backup_places,
    backups,
)
from shopcare.storage.file import person_keys
from shopcare.storage.file.database import open_for_reading
from shopcare.storage.file.errors import DATABASE_ERRORS
from shopcare.storage.file.inspection import Progress
from shopcare.storage.privacy import erasures
from shopcare.storage.recovery.converting import wipe
from shopcare.system.paths import DAMAGED

RENEWED: Final = "erasure.backups"
_FAILURES: Final[tuple[type[Exception], ...]] = (OSError, Trouble, *DATABASE_ERRORS)


@dataclass(frozen=True, slots=True, kw_only=True)
class StillHeld:
    """Where people are still to be found who were erased."""

    backups: tuple[Path, ...]
    """Backups in the places that are there just now."""
    unknown: tuple[Path, ...]
    """What cannot be read, and what was kept of damaged files: it may hold them, too."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Renewed:
    """What came of making a fresh backup in the place of those that hold erased people."""

    made: Backup
    removed: int
    left: tuple[Path, ...]
    """What holds them still, or may: somebody has to look."""
    second: SecondPlace

    @property
    def is_second_away(self) -> bool:
        """Say whether what lies in the second place has to wait for another time."""
        return self.second in (SecondPlace.ABSENT, SecondPlace.BEHIND)


def still_held(shop: Shop, progress: Progress | None = None) -> StillHeld:
    """Look into every backup; a second place may let the look wait.

    Args:
        shop: the shop.
        progress: told (0, 0) before each file; an exception that it raises ends the look.
    """
    places = backup_places(shop)
    known = known_erasures(shop.path, shop, *places)
    held: list[Path] = []
    unknown = sorted(shop.path.parent.glob(f"{DAMAGED}*.db")) if known else []
    for backup in (one for folder in places for one in backups(folder) if known):
        if progress is not None:
            progress(0, 0)
        try:
            if _holds(backup.path, known):
                held.append(backup.path)
        except _FAILURES:  # of another key, or damaged
            unknown.append(backup.path)
    return StillHeld(backups=tuple(held), unknown=tuple(unknown))


def renew_backups(shop: Shop, progress: Progress | None = None) -> Renewed:
    """Make a fresh backup in both places, and remove those that still hold who was erased.

    Nothing is removed from a place before a verified backup without them lies in it.

    Args:
        shop: the shop; a manager acts.
        progress: as for ``back_up``; nothing was removed yet where it raises an exception.

    Raises:
        Refusal: ``manager_needed``.
        Trouble: as ``back_up``; every backup still stands.
    """
    require(shop.deciding, Action.ERASE_PERSON)
    if erasing.is_wipe_due(shop):
        erasing.wipe(shop)
    done = back_up(shop, BackupReason.ERASURE, progress)
    held = still_held(shop, progress)
    fresh = _fresh_places(shop, done.made, held, done.second)
    to_go = [path for path in held.backups if path.parent in fresh]
    for path in to_go:
        with suppress(*_FAILURES):  # what is in use or write-protected is told as left
            wipe(path)
    left = tuple(path for path in (*held.backups, *held.unknown) if path.exists())
    removed = sum(not path.exists() for path in to_go)
    if removed:
        with shop.begin(RENEWED, "erasure") as step:
            step.values = {"backups": removed}
    return Renewed(made=done.made, removed=removed, left=left, second=done.second)


def _fresh_places(shop: Shop, made: Backup, held: StillHeld, second: SecondPlace) -> set[Path]:
    """Give the places in which a backup without them lies now.

    A file that has lost entries removes none: a backup may still have them.
    """
    if shop.lost is not None or made.path in (*held.backups, *held.unknown):
        return set()
    own = backup_folder(shop.path)
    others = {folder for folder in backup_places(shop) if folder != own}
    return {own, *(others if second is SecondPlace.UP_TO_DATE else ())}


def _holds(path: Path, known: list[KnownErasure]) -> bool:
    """Say whether a backup still has the key of somebody who was erased, or their rest."""
    with closing(open_for_reading(path)) as file:
        keys = person_keys.of_people(file, [one.customer_id for one in known])
        return erasures.is_unwiped(file) or any(
            person_keys.print_of(key) == one.key_print
            for one in known
            if (key := keys.get(one.customer_id)) is not None
        )
