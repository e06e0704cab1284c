"""Every table of the shop file as it is, for whoever wants to take all of it elsewhere."""

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, Final

from shopcare.storage.file import audit
from shopcare.storage.file.rows import tables

_LEFT_OUT: Final = (
    *("_sqlite", "sqlite_", "search_", "draft", "unwiped"),
    *("credential", "wrong_try", "person_key"),
)
"""How the tables begin that hold nothing the shop has saved: SQLite's own, the search index, and
forms that are half typed; the hashes of PINs and tokens, which leave the PC in backups only; and
the keys of people, which must not outlive their erasure (L-8)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WholeTable:
    """A table: its name, the names of its columns, and how SQL makes it."""

    name: str
    columns: tuple[str, ...]
    keys: tuple[str, ...]
    """The columns of its primary key, or SQLite's own number of a row."""
    sql: str
    count: int
    """How many rows it has."""
    has_pictures: bool
    """A column of it holds bytes."""


@contextmanager
def as_it_is_now(connection: sqlite3.Connection) -> Iterator[list[WholeTable]]:
    """List the tables, and hold the file as it is until the block ends; others may go on saving."""
    connection.execute("BEGIN")
    try:
        yield [
            WholeTable(
                name=table.name,
                columns=tuple(column.name for column in table.columns),
                keys=tuple(table.pks),
                sql=table.schema,
                count=table.count,
                has_pictures=any(column.type == "BLOB" for column in table.columns),
            )
            for table in tables(connection).tables
            if not table.name.startswith(_LEFT_OUT)
        ]
    finally:
        connection.execute("ROLLBACK")


def rows_of(connection: sqlite3.Connection, table: WholeTable) -> Iterator[tuple[Any, ...]]:
    """Read a table in its own order, row by row; the words of the audit log deciphered."""
    names = _names(table.columns)
    rows = connection.execute(f'SELECT {names} FROM "{table.name}" ORDER BY {_names(table.keys)}')
    return (
        audit.readable_rows(connection, rows) if table.name == "audit_entry" else map(tuple, rows)
    )


def _names(columns: Sequence[str]) -> str:
    return ", ".join(f'"{name}"' for name in columns)
