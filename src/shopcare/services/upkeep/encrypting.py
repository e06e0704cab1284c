"""Encrypts the shop file with everything beside it, or no longer encrypts it."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from shutil import disk_usage
from typing import Final

from shopcare.domain.errors import Trouble
from shopcare.domain.people.staff import Staff
from shopcare.domain.shop.encryption import check_passphrase
from shopcare.services.shop import Shop
from shopcare.services.upkeep.backups import backup_folder, backup_places, backups
from shopcare.services.upkeep.encryption import (
    is_encrypted,
    keep_in_key_store,
    prove,
    random_code,
    require_may_encrypt,
)
from shopcare.storage.encryption import key_file
from shopcare.storage.encryption.connecting import key_of
from shopcare.storage.encryption.file_keys import FileKey, hold
from shopcare.storage.encryption.key_file import STANDARD, Cost
from shopcare.storage.file import audit
from shopcare.storage.file.backup import unfinished_file
from shopcare.storage.file.database import open_working_copy
from shopcare.storage.file.errors import DATABASE_ERRORS, database_errors
from shopcare.storage.file.inspection import Progress
from shopcare.storage.file.note import LastEntry, LastEntryNote
from shopcare.storage.recovery import converting, plain_files
from shopcare.system import key_store
from shopcare.system.clock import Clock
from shopcare.system.files import delete, replace
from shopcare.system.paths import ENCRYPTION_KEY

TURNED_ON: Final = "encryption.on"
TURNED_OFF: Final = "encryption.off"
_FAILURES: Final[tuple[type[Exception], ...]] = (OSError, Trouble, *DATABASE_ERRORS)


@dataclass(frozen=True, slots=True, kw_only=True)
class By:
    """Who encrypts a shop that nobody has open meanwhile, and where its backups lie."""

    initials: str
    approver: Staff | None
    """The manager who approved of it on the spot (X-13)."""
    by_script: bool
    clock: Clock
    folders: tuple[Path, ...]
    second_place_away: bool
    """Backups lie in a second place that is not there just now."""


def allowed(shop: Shop) -> By:
    """Ask whether who acts may encrypt the shop; it has to be closed then.

    Raises:
        Refusal: ``log_in_needed``, ``manager_needed``, ``clock_in_doubt``.
    """
    require_may_encrypt(shop)
    shop.require_clock()
    places = backup_places(shop)
    return By(
        initials=shop.acting.initials,
        approver=shop.approver,
        by_script=shop.by_script,
        clock=shop.clock,
        folders=tuple(places),
        second_place_away=bool(shop.settings.backup_folder) and len(places) == 1,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Encrypted:
    """What came of encrypting a shop."""

    code: str
    """The recovery code, which is shown once; empty where the shop was encrypted before."""
    backups: int
    """How many older backups are encrypted now."""
    removed: int
    """How many unencrypted files were removed."""
    plain_left: tuple[Path, ...]
    """What anybody can still read: it is too damaged, or somebody has it open."""
    second_place_away: bool
    """What lies in the second place could not be encrypted, for it is not there just now."""
    store_problem: str
    """Why the operating system does not keep the key, where it should."""


def turn_on(
    shop_path: Path,
    chosen: tuple[str, str],
    by: By,
    *,
    in_key_store: bool = False,
    remove_plain: bool = False,
    cost: Cost = STANDARD,
    progress: Progress | None = None,
) -> Encrypted:
    """Encrypt the shop file and its backups; what was plain is written over.

    Once the shop file is encrypted, nothing of it is asked again: what an interruption left to be
    done is done by calling this once more.

    Args:
        shop_path: the shop file, which nobody has open.
        chosen: the passphrase, typed twice; of an encrypted shop, what opens it.
        by: who does it.
        in_key_store: let the operating system keep the key.
        remove_plain: remove older backups and damaged files instead of encrypting them.
        cost: of one guess at the passphrase.
        progress: told (0, 0) now and then; an exception that it raises leaves the shop as it was.

    Raises:
        Refusal: ``passphrase_short``, ``passphrases_differ`` …
        Trouble: ``shop_file_locked``: somebody has it open; ``shop_file_damaged`` … The shop file
            is as it was.
    """
    code = ""
    if is_encrypted(shop_path):
        key = prove(shop_path, chosen[0], by.clock)
    else:
        passphrase, code = check_passphrase(*chosen), random_code()
        key = key_file.new_key()
        with _disk(shop_path):
            made = key_file.key_file_of(key, passphrase, code, cost)
            key_file.write_key_file(shop_path.with_name(ENCRYPTION_KEY), made)
        hold(key)
        _convert(shop_path, key, TURNED_ON, by, progress)
    backups, removed, left = _convert_the_rest(shop_path, key, by.folders, remove=remove_plain)
    problem = keep_in_key_store(shop_path, wanted=True) if in_key_store else ""
    return Encrypted(
        code=code,
        backups=backups,
        removed=removed,
        plain_left=left,
        second_place_away=by.second_place_away,
        store_problem=problem,
    )


def turn_off(
    shop_path: Path, opener: str, by: By, *, progress: Progress | None = None
) -> tuple[Path, ...]:
    """Write the shop file and its backups unencrypted.

    Args:
        shop_path: the shop file, which nobody has open.
        opener: the passphrase or the recovery code.
        by: who does it.
        progress: as for ``turn_on``.

    Returns:
        The backups that stay encrypted, because they could not be converted.

    Raises:
        Refusal: ``not_encrypted``, ``passphrase_wrong`` …
        Trouble: as for ``turn_on``.
    """
    key = prove(shop_path, opener, by.clock)
    _convert(shop_path, None, TURNED_OFF, by, progress)
    _backups, _removed, left = _convert_the_rest(shop_path, None, by.folders, remove=False)
    key_store.forget(key.id.hex())
    own = shop_path.with_name(ENCRYPTION_KEY)
    with suppress(OSError):
        if left:  # what opens them stays with them
            replace(own, backup_folder(shop_path) / key_file.copy_name(key.id))
        else:
            delete(own)
            delete(backup_folder(shop_path) / key_file.copy_name(key.id))
    return left


def _convert(
    shop_path: Path, key: FileKey | None, action: str, by: By, progress: Progress | None
) -> None:
    """Put an encrypted or a plain file in the place of the other, with its audit entry."""
    is_secret = key is not None
    with (
        _disk(shop_path),
        database_errors(shop_path),
        unfinished_file(backup_folder(shop_path)) as building,
    ):
        try:
            _require_room(shop_path)
            with converting.held_alone(shop_path) as held:
                converting.export(held.file, building, key, progress)
                if found := converting.differences(held.file, building, key, progress):
                    raise Trouble(
                        "shop_file_damaged", path=str(shop_path), technical="\n".join(found)
                    )
                last = _enter(building, shop_path, action, by)
                converting.take_place(building, shop_path, held, is_secret=is_secret)
        except BaseException:
            if not is_secret and building.exists():
                converting.wipe(building)
            raise
        LastEntryNote(shop_path).write(last)


def _enter(building: Path, shop_path: Path, action: str, by: By) -> LastEntry:
    """Write what was done into the audit log of the file that is about to take the place."""
    with closing(open_working_copy(building)) as file:
        shop = Shop(
            file,
            shop_path,
            clock=by.clock,
            initials=by.initials,
            by_script=by.by_script,
            guard_clock=False,
        )
        shop.let_in(shop.acting)  # it was asked for before
        shop.approver = by.approver
        with shop.begin(action, "shop"):
            pass
        return audit.last_entry(file)


def _convert_the_rest(
    shop_path: Path, key: FileKey | None, folders: Sequence[Path], *, remove: bool
) -> tuple[int, int, tuple[Path, ...]]:
    """Convert the backups in both places; what cannot be is told.

    Returns:
        How many were converted, how many removed, and what is left.
    """
    if key is None:
        found = [path for folder in folders for path in _encrypted_backups(folder)]
        converted, left = _each(found, lambda path: _convert_backup(path, None))
        return converted, 0, left
    for folder in folders:
        with suppress(OSError):
            key_file.copy_key_file(shop_path, key.id, folder)
    for path in plain_files.half_converted(shop_path):
        with suppress(Trouble):
            converting.wipe(path)
    found = [path for folder in folders for path in plain_files.plain_backups(folder)]
    others = plain_files.other_plain_files(shop_path)
    if remove:
        removed, left = _each([*found, *others], converting.wipe)
        return 0, removed, left
    converted, left = _each(found, lambda path: _convert_backup(path, key))
    return converted, 0, (*left, *others)


@contextmanager
def _disk(shop_path: Path) -> Iterator[None]:
    """Say what the disk says no to; the shop file is as it was."""
    try:
        yield
    except OSError as error:
        folder = str(shop_path.parent)
        raise Trouble("folder_not_writable", technical=str(error), path=folder) from error
    except Trouble as trouble:  # a copy that found no room looks like a damaged one
        if trouble.code == "shop_file_damaged":
            _require_room(shop_path)
        raise


def _require_room(shop_path: Path) -> None:
    """Refuse to begin where a second file of this size has no room.

    Raises:
        Trouble: ``disk_full``.
    """
    size = sum(path.stat().st_size for path in shop_path.parent.glob(f"{shop_path.name}*"))
    free = disk_usage(shop_path.parent).free
    if free < size:
        raise Trouble("disk_full", technical=f"{free:,} < {size:,}", path=str(shop_path))


def _each(paths: Sequence[Path], do: Callable[[Path], None]) -> tuple[int, tuple[Path, ...]]:
    """Do something with each file; give how many it was done with, and where it failed."""
    left = []
    for path in paths:
        try:
            do(path)
        except _FAILURES:  # the others are worth it still
            left.append(path)
    return len(paths) - len(left), tuple(left)


def _convert_backup(path: Path, key: FileKey | None) -> None:
    with unfinished_file(path.parent) as building:
        converting.copy_as(path, building, key)
        if found := converting.differences_of_files(path, building, key):
            raise Trouble("shop_file_damaged", path=str(path), technical="\n".join(found))
        converting.take_place(building, path, is_secret=key is not None)


def _encrypted_backups(folder: Path) -> list[Path]:
    found = []
    for one in backups(folder):
        with suppress(Trouble, OSError):
            if key_of(one.path) is not None:
                found.append(one.path)
    return found
