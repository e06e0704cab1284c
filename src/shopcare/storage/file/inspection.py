"""Looks at a shop file as a whole: damage, references that lead nowhere, tables that lack."""

import sqlite3
from contextlib import closing
from typing import Final

from shopcare.storage.file.errors import DATABASE_ERRORS
from shopcare.storage.file.rows import tables
from shopcare.storage.file.schema import migrations

_MOST: Final = 20
_RECORDS: Final = (
    "customer",
    "purchase",
    "service_case",
    "callback",
    "call_attempt",
    "audit_entry",
)


def damage(connection: sqlite3.Connection) -> list[str]:
    """List what SQLite finds damaged; empty where the file is sound."""
    try:
        rows = connection.execute(f"PRAGMA integrity_check({_MOST})").fetchall()
    except DATABASE_ERRORS as error:  # too damaged to be looked through
        return [str(error)]
    return [row[0] for row in rows if row[0] != "ok"]


def broken_references(connection: sqlite3.Connection) -> list[str]:
    """List rows that refer to something that is not there."""
    rows = connection.execute("PRAGMA foreign_key_check").fetchall()
    return [f"{row[0]} {row[1]} → {row[2]}" for row in rows[:_MOST]]


def schema_differences(connection: sqlite3.Connection) -> list[str]:
    """Name the tables, indexes and triggers that a file lacks, has beside or has otherwise."""
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as model:
        migrations().apply(tables(model))
        wanted, found = _parts(model), _parts(connection)
    names = wanted.keys() | found.keys()
    return sorted(name for name in names if wanted.get(name) != found.get(name))


def row_counts(connection: sqlite3.Connection) -> dict[str, int]:
    """Count the rows of each table of records."""
    database = tables(connection)
    return {name: database.table(name).count for name in _RECORDS}


def _parts(connection: sqlite3.Connection) -> dict[str, str]:
    rows = connection.execute(
        "SELECT name, sql FROM sqlite_schema WHERE sql <> '' AND name NOT GLOB 'sqlite_*'"
    )
    return {row[0]: row[1] for row in rows}
