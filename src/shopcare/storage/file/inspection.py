"""Looks at a shop file as a whole: damage, references that lead nowhere, what it holds."""

import sqlite3
from collections.abc import Callable
from datetime import datetime
from typing import Final, NamedTuple

from shopcare.storage.file.errors import DATABASE_ERRORS
from shopcare.storage.file.rows import moment

Progress = Callable[[int, int], None]
"""Told how far it is: done, total (0 if it is not known); an exception that it raises cancels."""

_CACHE_KB: Final = 65_536
_MOST: Final = 20
_STEPS_BETWEEN_LOOKS: Final = 100_000


class Contents(NamedTuple):
    """What a shop file holds, so that a person recognises it."""

    counts: dict[str, int]
    """The rows of each table."""
    last_case: str
    """The number of the case that was opened last; empty where there is none."""
    last_entry: int
    """The number of the last entry in its audit log."""
    last_seal: str
    last_saved: datetime | None
    """When that entry was saved."""


def damage(connection: sqlite3.Connection, progress: Progress | None = None) -> list[str]:
    """List what SQLite finds damaged; empty where the file is sound. A long look can be cancelled.

    Args:
        connection: the file.
        progress: is told (0, 0) now and then.
    """
    met: list[BaseException] = []

    def look() -> int:
        try:
            if progress is not None:
                progress(0, 0)
        except Exception as error:  # SQLite would swallow it
            met.append(error)
        return len(met)

    connection.set_progress_handler(look, _STEPS_BETWEEN_LOOKS)
    before = connection.execute("PRAGMA cache_size").fetchone()[0]
    try:
        # Each row is looked up in each index: a page that left the cache is deciphered again.
        connection.execute(f"PRAGMA cache_size = -{_CACHE_KB}")
        rows = connection.execute(f"PRAGMA integrity_check({_MOST})").fetchall()
        found = [row[0] for row in rows if row[0] != "ok"]
    except DATABASE_ERRORS as error:  # too damaged to be looked through
        found = [str(error)]
    finally:
        connection.set_progress_handler(None, 0)
        connection.execute(f"PRAGMA cache_size = {before}")
    if met:
        raise met[0]
    return found


def broken_references(connection: sqlite3.Connection) -> list[str]:
    """List rows that refer to something that is not there."""
    rows = connection.execute("PRAGMA foreign_key_check").fetchall()
    return [f"{row[0]} {row[1]} → {row[2]}" for row in rows[:_MOST]]


def row_counts(connection: sqlite3.Connection) -> dict[str, int]:
    """Count the rows of each table, those of the search index left out."""
    names = connection.execute(
        "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT GLOB 'sqlite_*' "
        "AND name NOT GLOB '_sqlite_*' AND name NOT GLOB 'search*' ORDER BY name"
    ).fetchall()
    return {
        name: connection.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0]
        for (name,) in names
    }


def contents(connection: sqlite3.Connection) -> Contents:
    """Read what a file of any schema holds.

    Raises:
        an error of ``UNREADABLE`` or of the database library: it is damaged.
    """
    case = connection.execute("SELECT number FROM service_case ORDER BY id DESC LIMIT 1").fetchone()
    entry = connection.execute(
        "SELECT id, at, seal FROM audit_entry ORDER BY id DESC LIMIT 1"
    ).fetchone()
    return Contents(
        counts=row_counts(connection),
        last_case=str(case[0]) if case else "",
        last_entry=entry[0] if entry else 0,
        last_seal=str(entry[2]) if entry else "",
        last_saved=moment(entry[1]) if entry else None,
    )
