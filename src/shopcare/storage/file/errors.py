"""The database library's errors, sorted into trouble that a user can act on and our own mistakes.

The only module that knows an exception class or an error number of the library. The classes of
SQLCipher become kinds of these when it is loaded, see ``encryption.connecting``.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from shopcare.domain.errors import Trouble
from shopcare.system.files import are_too_many_files_open, is_on_read_only_disk

DATABASE_ERRORS: Final[tuple[type[Exception], ...]] = (sqlite3.Error, UnicodeDecodeError)
"""What a statement or a connection can raise; a message that quotes damage may be no UTF-8."""

_TROUBLES: Final = {
    sqlite3.SQLITE_BUSY: "shop_file_locked",
    sqlite3.SQLITE_LOCKED: "shop_file_locked",
    sqlite3.SQLITE_READONLY: "shop_file_read_only",
    sqlite3.SQLITE_PERM: "shop_file_read_only",
    sqlite3.SQLITE_IOERR: "disk_failing",
    sqlite3.SQLITE_FULL: "disk_full",
    sqlite3.SQLITE_CORRUPT: "shop_file_damaged",
    sqlite3.SQLITE_NOTADB: "shop_file_damaged",
    sqlite3.SQLITE_CANTOPEN: "shop_file_cannot_open",
}


_UNKNOWN_FORMAT: Final = "unsupported file format"
"""A header that was overwritten is an error without a number of its own."""


READ_ONLY: Final = frozenset({"shop_file_read_only", "shop_disk_read_only"})
"""What is said where nothing can be saved, but everything can be read."""


def means_read_only(error: Exception) -> bool:
    """Say whether the file could be read if nothing had to be written beside it."""
    return _number(error) in (sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN)


@contextmanager
def database_errors(path: Path) -> Iterator[None]:
    """Turn the disk's and the file's errors into trouble; let our own mistakes through."""
    try:
        yield
    except DATABASE_ERRORS as error:
        if trouble := trouble_from(error, path):
            raise trouble from error
        raise


def trouble_from(error: Exception, path: Path) -> Trouble | None:
    """Translate an error of the disk or the file; None where it is a mistake of ours."""
    code = _TROUBLES.get(_number(error)) if isinstance(error, DATABASE_ERRORS) else None
    if isinstance(error, UnicodeDecodeError) or _UNKNOWN_FORMAT in str(error):
        code = "shop_file_damaged"
    if code == "shop_file_read_only" and is_on_read_only_disk(path):
        code = "shop_disk_read_only"
    if code == "shop_file_cannot_open" and are_too_many_files_open(path):
        code = "too_many_files_open"
    return Trouble(code, technical=str(error), path=str(path)) if code else None


def means_busy(error: Exception) -> bool:
    """Say whether somebody else writes to the file at this moment."""
    return _number(error) == sqlite3.SQLITE_BUSY


def means_no_database(error: Exception) -> bool:
    """Say whether an error means that the file is none of SQLite's."""
    return _number(error) == sqlite3.SQLITE_NOTADB


def _number(error: Exception) -> int:
    """Give the primary error number, without SQLite's finer distinctions."""
    return getattr(error, "sqlite_errorcode", 0) & 0xFF
