"""SQLite's errors, sorted into trouble that a user can act on and our own mistakes."""

import sqlite3
from typing import Final

from shopcare.domain.errors import Trouble

_KNOWN: Final = {
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


def trouble_from(error: Exception, path: str) -> Trouble | None:
    """Translate an error of the disk or the file; None where it is a mistake of ours."""
    if not isinstance(error, sqlite3.Error):
        return None
    number = getattr(error, "sqlite_errorcode", 0) & 0xFF
    code = _KNOWN.get(number)
    return Trouble(code, technical=str(error), path=path) if code else None
