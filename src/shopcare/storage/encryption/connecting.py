"""Opens a file with the key and the library that it needs: Python's own SQLite, or SQLCipher.

SQLCipher is loaded with the first encrypted file, so that a plain shop starts without it.
"""

import sqlite3
from functools import cache
from pathlib import Path, PurePath
from threading import Lock
from typing import Any, Final, cast

from shopcare.domain.errors import Trouble
from shopcare.storage.encryption.file_keys import PLAIN, FileKey, first_bytes, held

_PAGE: Final = 4096
_JOINING: Final = Lock()
_CLASSES: Final = (
    "DatabaseError", "OperationalError", "IntegrityError", "InterfaceError", "InternalError",
    "ProgrammingError", "DataError", "NotSupportedError",
)  # fmt: skip


def key_of(path: Path) -> FileKey | None:
    """Give the key that a file is opened with; None for one that is not encrypted.

    Raises:
        Trouble: ``shop_locked``: its key was not unlocked yet; ``key_file_missing``,
            ``key_file_damaged``; ``shop_file_foreign``: it is no shop file at all.
        OSError: it cannot be read.
    """
    begin = first_bytes(path)
    if begin == PLAIN:
        return None
    if (key := held(begin)) is not None:
        return key
    from shopcare.storage.encryption.key_file import find_key_file  # no plain shop needs it

    found = find_key_file(path, begin)
    if found is not None:  # in a file whose first bytes are damaged they name no key
        if (key := held(found.id)) is not None:
            return key
        raise Trouble("shop_locked", path=str(path))
    if not any(begin):  # SQLite's, and its first page is lost
        return None
    looks_encrypted = path.stat().st_size % _PAGE == 0
    raise Trouble("key_file_missing" if looks_encrypted else "shop_file_foreign", path=str(path))


def connect(
    path: Path,
    key: FileKey | None,
    *,
    wait_seconds: float = 5.0,
    immutable: bool = False,
    kind: type[sqlite3.Connection] | None = None,
) -> sqlite3.Connection:
    """Open a file, in no transaction.

    Args:
        path: the file.
        key: what it is encrypted with; None for a plain one.
        wait_seconds: how long to wait for somebody else who writes.
        immutable: nobody writes to it, and nothing is written beside it.
        kind: what the connection can do beside the library's own, see ``ShopMethods``.
    """
    place = _place(path, immutable=immutable)
    given: dict[str, Any] = {
        "uri": immutable,
        "timeout": wait_seconds,
        "isolation_level": None,
        "check_same_thread": False,
    }
    if key is None:
        return sqlite3.connect(place, factory=kind or sqlite3.Connection, **given)
    return _encrypted(place, key, kind, given)


def connect_with_sqlcipher(
    path: Path, key: FileKey | None, *, immutable: bool = False
) -> sqlite3.Connection:
    """Open a file of any kind with the library that can attach encrypted ones to it."""
    given: dict[str, Any] = {"uri": immutable, "timeout": 5.0, "isolation_level": None}
    return _encrypted(_place(path, immutable=immutable), key, None, given)


def _place(path: Path, *, immutable: bool) -> str:
    return f"{sqlite_uri(path.absolute())}?immutable=1" if immutable else str(path)


def sqlite_uri(path: PurePath) -> str:
    """Give the address of a file; SQLite wants another PC's name in the path, not before it."""
    address = path.as_uri()
    return address if address.startswith("file:///") else address.replace("//", "////", 1)


def _encrypted(
    place: str, key: FileKey | None, kind: type[sqlite3.Connection] | None, given: dict[str, Any]
) -> sqlite3.Connection:
    library = _sqlcipher()
    connection = library.connect(place, factory=_class_of(cast("Any", kind)), **given)
    try:
        connection.execute("PRAGMA cipher_log_level = NONE")  # damage is told as an error
        if key is not None:
            connection.execute(f"PRAGMA key = {key.sql}")
        connection.execute("PRAGMA temp_store = MEMORY")  # nothing that is read lands on the disk
    except BaseException:
        connection.close()
        raise
    return connection  # type: ignore[no-any-return]


@cache
def _class_of(kind: Any) -> type:
    """Give the class of a connection that also has what another one's base has."""
    library = _sqlcipher()
    if kind is None:
        return library.Connection  # type: ignore[no-any-return]
    methods = next(base for base in kind.__bases__ if not issubclass(base, sqlite3.Connection))
    return type(f"Encrypted{kind.__name__}", (methods, library.Connection), {})


@cache
def _sqlcipher() -> Any:
    """Load SQLCipher, whose errors are also those of Python's own library from then on.

    The two libraries are built alike, but know nothing of each other. sqlite-utils and every
    ``except`` of ours name the classes of ``sqlite3``.
    """
    from sqlcipher3 import dbapi2

    with _JOINING:  # two threads may open their first encrypted file at once
        for name in _CLASSES:
            own, theirs = getattr(dbapi2, name), getattr(sqlite3, name)
            if not issubclass(own, theirs):
                own.__bases__ = (*own.__bases__, theirs)
    return dbapi2


def row_class(connection: object) -> Any:
    """Give the rows' class of the library that a connection is of."""
    return sqlite3.Row if isinstance(connection, sqlite3.Connection) else _sqlcipher().Row
