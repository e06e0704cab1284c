"""Makes facts of rows; a row that cannot be read is noted as damaged and the rest is given.

A disk that fails changes single bytes: a name that is no UTF-8, a day that never was, a choice
that does not exist. One such row must not keep a whole list from being shown.
"""

import sqlite3
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from operator import methodcaller
from typing import Final, NamedTuple, TypeVar, cast

from shopcare.domain.errors import NotFound, Refusal

Fact = TypeVar("Fact")

UNREADABLE: Final = (ValueError, TypeError, KeyError, IndexError, OverflowError, AttributeError)
"""What a conversion raises about a value that it cannot read."""

UNREADABLE_TEXT: Final = "\N{REPLACEMENT CHARACTER}"
"""Stands for a text of which nothing can be read."""

_TYPES: Final = {"TEXT": str, "INTEGER": int, "REAL": float, "BLOB": bytes}


class DamagedEntry(NamedTuple):
    """A row that could not be read."""

    table: str
    key: int | str


class ShopConnection(sqlite3.Connection):
    """An open shop file, with what was met in it that could not be read."""

    def __init__(self, *args: object, **kwargs: object) -> None:
        """Open the file as ``sqlite3.connect`` does."""
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.damaged: set[DamagedEntry] = set()
        self._columns: dict[str, tuple[tuple[type, bool], ...]] = {}
        self._sound: set[tuple[str, tuple[type, ...]]] = set()
        # Text that is no UTF-8 is shown with replacement characters instead of raising an error
        # that quotes it; written in C, for every cell that is read goes through it.
        self.text_factory = methodcaller("decode", "utf-8", "replace")

    def has_declared_types(self, table: str, row: sqlite3.Row) -> bool:
        """Say whether a whole row of a table holds the types that its columns declare."""
        found = tuple(map(type, row))
        if (table, found) in self._sound:  # rows of a table have few different shapes
            return True
        if table not in self._columns:
            self._columns[table] = tuple(
                (_TYPES[column["type"]], bool(column["notnull"] or column["pk"]))
                for column in self.execute(f"PRAGMA table_info({table})")
            )
        columns = self._columns[table]
        fits = len(columns) == len(found) and all(
            kind is wanted or (kind is type(None) and not required)
            for kind, (wanted, required) in zip(found, columns, strict=True)
        )
        if fits:
            self._sound.add((table, found))
        return fits


def read(
    connection: sqlite3.Connection,
    table: str,
    rows: Iterable[sqlite3.Row],
    make: Callable[[sqlite3.Row], Fact],
    key: str = "id",
) -> list[Fact]:
    """Make facts of whole rows of a table, without those that cannot be read."""
    file = cast("ShopConnection", connection)

    def make_checked(row: sqlite3.Row) -> Fact:
        if not file.has_declared_types(table, row):
            raise TypeError(table)
        return make(row)

    return made(connection, table, rows, make_checked, key)


def made(
    connection: sqlite3.Connection,
    table: str,
    rows: Iterable[sqlite3.Row],
    make: Callable[[sqlite3.Row], Fact],
    key: str = "id",
) -> list[Fact]:
    """Make facts of rows that hold more or less than a table's columns."""
    facts = []
    for row in rows:
        try:
            facts.append(make(row))
        except UNREADABLE:
            note_damage(connection, table, row[key])
    return facts


@contextmanager
def salvaging(connection: sqlite3.Connection, table: str, key: int | str) -> Iterator[None]:
    """Go without what the block cannot read; the row counts as damaged."""
    try:
        yield
    except UNREADABLE:
        note_damage(connection, table, key)


def note_damage(connection: sqlite3.Connection, table: str, key: int | str) -> None:
    """Remember that a row cannot be read."""
    cast("ShopConnection", connection).damaged.add(DamagedEntry(table, key))


def damaged_entries(connection: sqlite3.Connection) -> list[DamagedEntry]:
    """List the rows that were met and could not be read."""
    return sorted(cast("ShopConnection", connection).damaged, key=str)


def absent(connection: sqlite3.Connection, table: str, key: int, what: str) -> Refusal:
    """Say why a record was not given: it is damaged, or there is none."""
    if DamagedEntry(table, key) in cast("ShopConnection", connection).damaged:
        return damage_refusal(DamagedEntry(table, key))
    return NotFound(what, key)


def refuse_damaged(connection: sqlite3.Connection, table: str, key: int) -> None:
    """Keep a damaged entry from being written over.

    Raises:
        Refusal: ``entry_damaged``.
    """
    if DamagedEntry(table, key) in cast("ShopConnection", connection).damaged:
        raise damage_refusal(DamagedEntry(table, key))


def damage_refusal(entry: DamagedEntry) -> Refusal:
    """Name a damaged entry."""
    return Refusal("entry_damaged", what=entry.table, key=entry.key)
