"""Opens the shop file, brings it to today's schema, and refuses what is not one."""

import sqlite3
from contextlib import suppress
from pathlib import Path
from typing import Final, cast

from shopcare.domain.errors import Trouble
from shopcare.storage.encryption.connecting import connect, key_of, row_class
from shopcare.storage.encryption.file_keys import FileKey
from shopcare.storage.file.errors import DATABASE_ERRORS, database_errors, means_read_only
from shopcare.storage.file.reading import ShopConnection
from shopcare.storage.file.schema import migrate, schema_steps, schema_version, take_steps
from shopcare.system.files import close_to_others

APPLICATION_ID: Final = 0x53434152
"""Written into the file's header, so that another program's file is not taken for ours."""

ShopFile = sqlite3.Connection
"""An open shop file, as services hand it to the stores."""

_BUSY_MS: Final = 20
"""So long SQLite waits for another writer at a time; whoever saves then begins to wait anew."""
_BUILDING_MS: Final = 20_000
"""A file that is made, or brought to today's schema, is nobody else's as yet."""
_OPENING_MS: Final = 2_000
"""Reading never waits for another ShopCare; who keeps the file to himself is named soon."""


def create_database(path: Path, key: FileKey | None = None) -> sqlite3.Connection:
    """Make a file with today's schema and nothing in it, see ``new_file``.

    The connection does not wait for the disk: what is built is flushed as a whole.

    Args:
        path: an empty file.
        key: what to encrypt it with.
    """
    connection = _connect(path, key, _BUILDING_MS)
    try:
        connection.execute("PRAGMA synchronous = OFF")
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        migrate(connection, path)
    except BaseException:
        connection.close()
        raise
    return connection


def open_database(path: Path) -> sqlite3.Connection:
    """Open an existing shop file; an older one is brought to today's schema first.

    Raises:
        Trouble: ``shop_missing``, ``shop_file_damaged``, ``shop_file_foreign``,
            ``shop_file_newer``, ``shop_file_locked``, ``shop_file_read_only``,
            ``shop_log_unreadable``, ``shop_file_unfinished``, ``shop_locked`` …
    """
    try:
        if not path.is_file():
            raise Trouble("shop_missing", path=str(path))
        key = key_of(path)
    except OSError as error:
        raise Trouble("shop_file_cannot_open", technical=str(error), path=str(path)) from error
    close_to_others(path)
    with database_errors(path):
        connection = _connect_as_far_as_possible(path, key)
        try:
            connection.execute(f"PRAGMA busy_timeout = {_BUILDING_MS}")
            migrate(connection, path)
            _write_to_log(connection)
            connection.execute(f"PRAGMA busy_timeout = {_BUSY_MS}")
            if connection.execute("SELECT 1 FROM setting LIMIT 1").fetchone() is None:
                raise Trouble("shop_file_unfinished", path=str(path))
        except BaseException:
            connection.close()
            raise
        return connection


def open_for_reading(path: Path) -> sqlite3.Connection:
    """Open a file that nobody writes to, as a backup is; nothing is written beside it.

    Raises:
        Trouble: ``shop_file_foreign``, ``shop_file_newer``, ``shop_file_damaged``,
            ``shop_locked`` …
    """
    try:
        if not path.is_file():
            raise Trouble("file_missing", file=path.name)
        key = key_of(path)
    except OSError as error:
        raise Trouble("file_unreadable", technical=str(error), file=path.name) from error
    with database_errors(path):
        return _connect_checked(path, key, immutable=True)


def open_working_copy(path: Path) -> sqlite3.Connection:
    """Open a copy that is nobody's yet and bring it to today's schema.

    The connection does not wait for the disk: what comes of the copy is flushed as a whole.
    """
    connection = _connect(path, key_of(path), _BUILDING_MS)
    try:
        connection.execute("PRAGMA synchronous = OFF")
        take_steps(connection, path)
    except BaseException:
        connection.close()
        raise
    return connection


def _connect_as_far_as_possible(path: Path, key: FileKey | None) -> sqlite3.Connection:
    """Open a file whose header is ours; in a folder that may not be written to, for reading."""
    try:
        return _connect_checked(path, key)
    except DATABASE_ERRORS as error:
        log = path.with_name(f"{path.name}-wal")
        if not means_read_only(error):
            raise
        # What stands in a log can only be read where SQLite may write beside it.
        if log.exists() and log.stat().st_size:
            technical = str(error)
            raise Trouble("shop_log_unreadable", technical=technical, path=str(path)) from error
        return _connect_checked(path, key, immutable=True)


def _connect_checked(
    path: Path, key: FileKey | None, *, immutable: bool = False
) -> sqlite3.Connection:
    connection = _connect(path, key, _OPENING_MS, immutable=immutable)
    try:
        _check_header(connection, path)
    except BaseException:
        connection.close()
        raise
    return connection


def _write_to_log(connection: sqlite3.Connection) -> None:
    """Keep a log beside the file; a backup that was put in its place has none yet."""
    if connection.execute("PRAGMA journal_mode").fetchone()[0] == "delete":
        with suppress(*DATABASE_ERRORS):  # only to be read: the next writer does it
            connection.execute("PRAGMA journal_mode = WAL")


def checkpoint(connection: sqlite3.Connection) -> None:
    """Copy what was saved from the log into the file, as far as nobody reads it at this moment.

    The next save then writes the log from its beginning again: a log that does not grow is
    synced in less time, and no save has to stop for the copying.
    """
    connection.execute("PRAGMA wal_checkpoint(PASSIVE)").fetchone()


def finish_building(connection: sqlite3.Connection) -> None:
    """Copy everything from the log into a new file, so that it can be put in its place.

    A full disk says so here; a connection that is closed would lose what does not fit, unsaid.
    """
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()


def _connect(
    path: Path, key: FileKey | None, wait_ms: int, *, immutable: bool = False
) -> sqlite3.Connection:
    connection = connect(
        path, key, wait_seconds=wait_ms / 1000, immutable=immutable, kind=ShopConnection
    )
    try:
        cast("ShopConnection", connection).key = key
        _set_up(connection)
    except BaseException:
        connection.close()
        raise
    return connection


def _set_up(connection: sqlite3.Connection) -> None:
    connection.execute("PRAGMA synchronous = FULL")  # a shop PC loses power
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute("PRAGMA cache_size = -16384")
    connection.row_factory = row_class(connection)


def _check_header(connection: sqlite3.Connection, path: Path) -> None:
    if connection.execute("PRAGMA application_id").fetchone()[0] != APPLICATION_ID:
        raise Trouble("shop_file_foreign", path=str(path))
    if schema_version(connection) > len(schema_steps()):
        raise Trouble("shop_file_newer", path=str(path))
