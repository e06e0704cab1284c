"""Puts a backup in the place of the shop file; what stood there is never written over unkept."""

import os
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from datetime import datetime
from pathlib import Path
from typing import Final, NamedTuple

from shopcare.domain.errors import Trouble
from shopcare.storage.encryption.connecting import key_of
from shopcare.storage.encryption.file_keys import FileKey
from shopcare.storage.file.backup import unfinished_file
from shopcare.storage.file.database import open_working_copy
from shopcare.storage.file.inspection import Progress
from shopcare.storage.recovery.converting import copy_as
from shopcare.system.files import flush, flush_folder, remove, replace
from shopcare.system.paths import BACKUPS, DAMAGED, LAST_ENTRY

_PAGES_AT_ONCE: Final = 4_000
_SIDE_FILES: Final = ("-wal", "-shm", "-journal")


class WorkingCopy(NamedTuple):
    """A backup that was copied to be worked on, with today's schema."""

    path: Path
    file: sqlite3.Connection


@contextmanager
def working_copy(
    backup: Path, shop_path: Path, progress: Progress | None = None
) -> Iterator[WorkingCopy]:
    """Copy a backup beside the shop's own ones and bring it to today's schema; gone afterwards.

    It is encrypted as the shop file is, whatever the backup is.
    """
    with unfinished_file(shop_path.with_name(BACKUPS)) as path:
        if (key := _key_for(shop_path, backup)) is not None:
            _keep_key_file(backup, key, shop_path)
        copy_as(backup, path, key, progress)
        with closing(open_working_copy(path)) as file:
            yield WorkingCopy(path, file)


def _key_for(shop_path: Path, backup: Path) -> FileKey | None:
    """Give what the shop file is encrypted with; where it is gone, what the backup is."""
    try:
        return key_of(shop_path)
    except (OSError, Trouble):
        return key_of(backup)


def put_into(
    copy: sqlite3.Connection, live: sqlite3.Connection, progress: Progress | None = None
) -> None:
    """Give an open shop file the content of another, in one transaction.

    Whoever has the file open reads the old content until then and the new one afterwards; a kill
    or a power cut leaves the one or the other.
    """

    def tell(_status: int, left: int, total: int) -> None:
        if progress is not None and left:  # with the last page it is done and not to be cancelled
            progress(total - left, total)

    copy.backup(live, pages=_PAGES_AT_ONCE, progress=tell)


def put_in_place(copy: Path, path: Path, at: datetime) -> Path | None:
    """Let a finished copy become the shop file; a damaged one is kept under another name.

    Where that does not work, as on Windows while another program has the file open, everything
    stands as before.

    Args:
        copy: closed, on the same disk; it is moved.
        path: where the shop file stands, or stood.
        at: names what is kept.

    Returns:
        Where the damaged file is now; None where there was none.
    """
    flush(copy)
    kept = path.with_name(f"{DAMAGED}{at:%Y%m%dT%H%M%S}-{os.urandom(2).hex()}.db")
    is_there = path.exists()
    if is_there:
        _keep(path, kept)
    moved: list[tuple[Path, Path]] = []
    try:
        for old, new in _beside(path, kept):
            with suppress(FileNotFoundError):
                replace(old, new)
                moved.append((old, new))
        _put_key_beside(copy, path)
        replace(copy, path)
    except OSError:
        for old, new in moved:
            replace(new, old)
        remove(kept)
        raise
    with suppress(OSError):
        flush_folder(path.parent)
    return kept if is_there else None


def _beside(path: Path, kept: Path) -> list[tuple[Path, Path]]:
    """Pair what lies beside the damaged file with its new name; its log must not be played on."""
    sides = [(path.with_name(path.name + s), kept.with_name(kept.name + s)) for s in _SIDE_FILES]
    return [*sides, (path.with_name(LAST_ENTRY), kept.with_name(f"{kept.name}.last"))]


def _keep_key_file(backup: Path, key: FileKey, shop_path: Path) -> None:
    """Have what opens a backup from elsewhere among the shop's own ones."""
    from shopcare.storage.encryption.key_file import copy_key_file

    copy_key_file(backup, key.id, shop_path.with_name(BACKUPS))


def _put_key_beside(copy: Path, path: Path) -> None:
    """Have the key file of an encrypted copy beside the shop file that it becomes."""
    if (key := key_of(copy)) is None:
        return
    from shopcare.storage.encryption.key_file import put_key_file_beside

    put_key_file_beside(path, key.id, copy)


def _keep(path: Path, kept: Path) -> None:
    """Give a file a second name, so that the first is never missing."""
    try:
        kept.hardlink_to(path)
    except OSError:  # a disk that knows no second names
        shutil.copyfile(path, kept)
        flush(kept)
