"""A new shop file appears whole: it is built under another name and put in place at the end."""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Final

from shopcare.domain.errors import Trouble
from shopcare.storage.file.errors import DATABASE_ERRORS, means_no_database
from shopcare.system.files import flush, flush_folder, private_file, private_folder, remove, replace

_UNFINISHED: Final = "new-{}.unfinished"
_SIDE_FILES: Final = ("-wal", "-shm", "-journal")


@contextmanager
def new_file(path: Path) -> Iterator[Path]:
    """Give the name to build a file under; it gets its own name when the block ends well.

    Whatever ends the block early, a power cut too, leaves no file of that name. What an earlier
    cut left of its building is cleared away.

    Raises:
        Trouble: ``shop_exists`` or what the disk says.
    """
    try:
        if path.exists():
            raise Trouble("shop_exists", path=str(path))
        private_folder(path.parent)
        _set_aside_side_files(path)
        _clear_leftovers(path.parent)
    except OSError as error:
        raise Trouble("folder_not_writable", technical=str(error), path=str(path)) from error
    building = path.with_name(_UNFINISHED.format(os.urandom(4).hex()))
    try:
        private_file(building)
    except OSError as error:
        raise Trouble("folder_not_writable", technical=str(error), path=str(path)) from error
    try:
        yield building
        _put_in_place(building, path)
    finally:
        _remove(building)


def _put_in_place(building: Path, path: Path) -> None:
    try:
        flush(building)
        try:
            path.hardlink_to(building)  # unlike a rename, this never replaces a file
        except FileExistsError:
            raise
        except OSError:  # a disk that knows no second names, as on most USB sticks
            if path.exists():
                raise FileExistsError from None
            building.rename(path)  # on Windows, where nearly all of those are, it replaces none
        _remove(building)
        flush_folder(path.parent)
    except FileExistsError as error:
        raise Trouble("shop_exists", path=str(path)) from error
    except OSError as error:
        raise Trouble("folder_not_writable", technical=str(error), path=str(path)) from error


def _set_aside_side_files(path: Path) -> None:
    """Give other names to what an earlier file of this name left: SQLite would mix it in.

    They are kept: whoever moved only the file away may still need its last entries.
    """
    for side in _SIDE_FILES:
        left = path.with_name(path.name + side)
        if left.exists():
            replace(left, path.with_name(f"{left.name}.{os.urandom(4).hex()}.old"))


def _clear_leftovers(folder: Path) -> None:
    for leftover in folder.glob(_UNFINISHED.format("*")):
        try:
            if leftover.stat().st_nlink > 1 or _is_abandoned(leftover):
                _remove(leftover)
        except OSError:
            continue  # in use; Windows says so


def _is_abandoned(leftover: Path) -> bool:
    """Say whether no program has a file open any more, this one's other threads included."""
    try:
        with closing(sqlite3.connect(leftover, timeout=0, isolation_level=None)) as connection:
            connection.execute("PRAGMA locking_mode = EXCLUSIVE")
            connection.execute("BEGIN EXCLUSIVE")
    except DATABASE_ERRORS as error:
        return means_no_database(error)
    return True


def _remove(building: Path) -> None:
    for side in _SIDE_FILES:
        remove(building.with_name(building.name + side))
    remove(building)
