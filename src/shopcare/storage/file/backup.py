"""Writes a backup: SQLite's own copy under another name, verified, on the disk, then renamed.

The name of a backup stands for one that was verified. What a power cut leaves has another name
and is cleared away by the next backup.
"""

import errno
import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from datetime import datetime
from pathlib import Path
from typing import Final, cast

from shopcare.domain.errors import Trouble
from shopcare.domain.shop.backups import BackupName, BackupReason, backup_from_name
from shopcare.storage.encryption.connecting import connect, key_of
from shopcare.storage.encryption.file_keys import FileKey
from shopcare.storage.file.errors import DATABASE_ERRORS, trouble_from
from shopcare.storage.file.inspection import Progress, damage, row_counts
from shopcare.storage.file.reading import ShopConnection
from shopcare.system.files import (
    flush,
    flush_folder,
    private_file,
    private_folder,
    remove,
    replace,
)

_FAILURES: Final[tuple[type[Exception], ...]] = (OSError, *DATABASE_ERRORS)
_UNFINISHED: Final = "{}.unfinished"
_PAGES_AT_ONCE: Final = 4_000
_CHUNK: Final = 1 << 22
_ABANDONED_SECONDS: Final = 24 * 3600
"""Another program may be writing its own backup at this moment."""


def write_backup(
    file: sqlite3.Connection,
    folder: Path,
    at: datetime,
    reason: BackupReason,
    progress: Progress | None = None,
) -> Path:
    """Back an open shop file up into a folder; nobody who saves meanwhile waits.

    Args:
        file: in no transaction.
        folder: is made where it is missing.
        at: now.
        reason: on what occasion.
        progress: told how many pages are copied; then (0, 0) while the copy is verified.

    Raises:
        Trouble: ``shop_file_damaged``, ``backup_disk_full``, ``backup_not_written``; no file of
            a backup's name was made or changed.
    """
    key = cast("ShopConnection", file).key
    with _errors(folder), unfinished_file(folder) as unfinished:
        with _snapshot(file):
            name = BackupName(at, reason, _last_entry(file))
            counts = row_counts(file)
            copy_pages(file, unfinished, key, progress)
        if found := _verified(unfinished, key, counts, progress):
            raise Trouble("shop_file_damaged", path=_path_of(file), technical="\n".join(found))
        flush(unfinished)
        place = folder / name.file_name()
        if key is not None:
            _copy_key(Path(_path_of(file)), key, folder)
        replace(unfinished, place)
        with suppress(OSError):  # the file stands; some network disks know no such call
            flush_folder(folder)
    return place


def _copy_key(encrypted: Path, key: FileKey, folder: Path) -> None:
    """Put the key file beside a backup, so that it can be opened on another PC."""
    from shopcare.storage.encryption.key_file import copy_key_file  # no plain shop needs it

    copy_key_file(encrypted, key.id, folder)


def copy_backup(backup: Path, folder: Path, progress: Progress | None = None) -> Path:
    """Copy a backup into another folder, byte by byte, and compare what arrived there.

    Raises:
        Trouble: ``backup_disk_full``, ``backup_not_written``.
    """
    with _errors(folder), unfinished_file(folder) as unfinished:
        size = backup.stat().st_size
        with backup.open("rb") as source, unfinished.open("r+b") as target:
            while chunk := source.read(_CHUNK):
                target.write(chunk)
                if progress is not None:
                    progress(target.tell(), size)
        flush(unfinished)
        if not _are_same(backup, unfinished):
            raise Trouble("backup_not_written", folder=str(folder), technical="compare")
        if (key := key_of(backup)) is not None:
            _copy_key(backup, key, folder)
        place = folder / backup.name
        replace(unfinished, place)
        with suppress(OSError):
            flush_folder(folder)
    return place


def copy_pages(
    source: sqlite3.Connection,
    target: Path,
    key: FileKey | None = None,
    progress: Progress | None = None,
) -> None:
    """Copy an open file into an empty one that needs no log beside it.

    Args:
        source: plain where the copy is to be plain, encrypted where it is to be encrypted.
        target: the empty file.
        key: what to encrypt it with.
        progress: told how far it is.
    """
    with closing(connect(target, key)) as copy:
        copy.execute("PRAGMA synchronous = OFF")  # it is flushed as a whole
        copy.execute("PRAGMA journal_mode = OFF")

        def tell(_status: int, left: int, total: int) -> None:
            if progress is not None:
                progress(total - left, total)

        source.backup(copy, pages=_PAGES_AT_ONCE, progress=tell)
        copy.execute("PRAGMA journal_mode = DELETE")  # no longer WAL: one file says it all


def found_backups(folder: Path) -> list[tuple[BackupName, Path]]:
    """List the backups in a folder, the newest first; none where it cannot be read."""
    try:
        named = [(backup_from_name(path.name), path) for path in folder.iterdir()]
    except OSError:
        return []
    return sorted([(name, path) for name, path in named if name is not None], reverse=True)


@contextmanager
def _snapshot(file: sqlite3.Connection) -> Iterator[None]:
    """Hold the file as it is now; without it each save meanwhile would begin the copy anew."""
    file.execute("BEGIN")
    try:
        file.execute("SELECT 1 FROM sqlite_schema LIMIT 1").fetchone()
        yield
    finally:
        file.execute("ROLLBACK")


def _verified(
    copy: Path, key: FileKey | None, counts: dict[str, int], progress: Progress | None
) -> list[str]:
    with closing(connect(copy, key)) as file:
        found = damage(file, progress)
        return found or ([] if row_counts(file) == counts else ["row counts"])


def _path_of(file: sqlite3.Connection) -> str:
    return str(file.execute("PRAGMA database_list").fetchone()[2])


@contextmanager
def unfinished_file(folder: Path) -> Iterator[Path]:
    """Give an empty file of no backup's name to work on; it is gone afterwards, unless renamed."""
    private_folder(folder)
    _clear_leftovers(folder)
    unfinished = folder / _UNFINISHED.format(os.urandom(4).hex())
    private_file(unfinished)
    try:
        yield unfinished
    finally:
        for side in ("", "-wal", "-shm", "-journal"):
            remove(unfinished.with_name(unfinished.name + side))


def _clear_leftovers(folder: Path) -> None:
    from time import time

    for leftover in folder.glob(_UNFINISHED.format("*")):
        with suppress(OSError):
            if time() - leftover.stat().st_mtime > _ABANDONED_SECONDS:
                remove(leftover)


@contextmanager
def _errors(folder: Path) -> Iterator[None]:
    try:
        yield
    except _FAILURES as error:
        trouble = trouble_from(error, folder)
        is_full = trouble is not None and trouble.code == "disk_full"
        is_full = is_full or getattr(error, "errno", 0) in (errno.ENOSPC, errno.EDQUOT)
        code = "backup_disk_full" if is_full else "backup_not_written"
        raise Trouble(code, folder=str(folder), technical=str(error)) from error


def _last_entry(file: sqlite3.Connection) -> int:
    return int(file.execute("SELECT coalesce(max(id), 0) FROM audit_entry").fetchone()[0])


def _are_same(one: Path, other: Path) -> bool:
    with one.open("rb") as first, other.open("rb") as second:
        while chunk := first.read(_CHUNK):
            if second.read(_CHUNK) != chunk:
                return False
        return not second.read(1)
