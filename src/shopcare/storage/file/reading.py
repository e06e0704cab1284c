"""Makes facts of rows; a row that cannot be read is noted as damaged and the rest is given.

A disk that fails changes single bytes: a name that is no UTF-8, a day that never was, a choice
that does not exist. One such row must not keep a whole list from being shown.
"""

import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any, Final, NamedTuple, TypeVar, cast

from shopcare.domain.errors import NotFound, Refusal
from shopcare.storage.encryption.file_keys import FileKey

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


def _text(raw: bytes) -> str:
    """Read a cell; what is no UTF-8 shows replacement characters, no error that quotes it.

    Every cell of text goes through here: a plain ``decode()`` is the fastest of six ways.
    """
    try:
        return raw.decode()
    except UnicodeDecodeError:
        return raw.decode("utf-8", "replace")


class ShopMethods:
    """What an open shop file knows, whichever library has it open."""

    def __init__(self, *args: object, **kwargs: object) -> None:
        """Open the file as ``sqlite3.connect`` does."""
        super().__init__(*args, **kwargs)
        self.key: FileKey | None = None
        """What it is encrypted with."""
        self.damaged: set[DamagedEntry] = set()
        self.watched_schema: int | None = None
        """The version whose rows it notes when it touches them, see ``touched_rows``."""
        self.touched: dict[tuple[str, int | str], bytes | None] = {}
        """What the rows hold that the running action touched, by table and key."""
        self.touched_spans: list[tuple[str, int, int]] = []
        """Rows that the running action added to a table: the first and the last id."""
        self.wait_seconds = 20.0
        """So long a save waits for another one: a till's whole history may be taken in."""
        self._layouts: dict[str, Layout] = {}
        self.text_factory = _text

    def note_row(self, table: str, key: int | str, content: bytes | None) -> None:
        """Note a touched row; SQLite calls it for each, which takes less than a table of them."""
        self.touched[table, key] = content

    def layout(self, table: str) -> "Layout":
        """Give what the columns of a table are called and declare."""
        known = self._layouts.get(table)
        if known is None:
            file = cast("sqlite3.Connection", self)
            columns = file.execute(f"PRAGMA table_info({table})").fetchall()
            known = self._layouts[table] = Layout(
                tuple(column["name"] for column in columns),
                tuple(
                    (_TYPES[column["type"]], bool(column["notnull"] or column["pk"]))
                    for column in columns
                ),
            )
        return known


class ShopConnection(ShopMethods, sqlite3.Connection):
    """An open shop file, with what was met in it that could not be read."""


class Layout:
    """The columns of one table, against which whole rows are held."""

    def __init__(self, names: tuple[str, ...], declared: tuple[tuple[type, bool], ...]) -> None:
        """Take each column's name, its type and whether it must hold something."""
        self.names = names
        self._declared = declared
        self._sound: set[tuple[type, ...]] = set()

    def values(self, row: sqlite3.Row) -> dict[str, Any]:
        """Give a whole row by name; a dictionary is read faster than a ``sqlite3.Row``.

        Raises:
            TypeError: it does not hold the types that its columns declare.
        """
        found = tuple(map(type, row))
        if found not in self._sound:  # rows of a table have few different shapes
            if not self._fits(found):
                raise TypeError(found)
            self._sound.add(found)
        return dict(zip(self.names, row, strict=True))

    def row_bytes(self, row: str = "", beside: str = "") -> str:
        """SQL for a whole row as the bytes of one JSON text; ``row``: OLD or NEW of a trigger.

        ``beside``: one more value. Made by SQLite, for reading 55 columns one by one takes three
        times as long.
        """
        before = f"{row}." if row else ""
        columns = ", ".join(
            [*(f'{before}"{name}"' for name in self.names), *filter(None, [beside])]
        )
        return f"CAST(json_array({columns}) AS BLOB)"

    def row_bytes_if_sound(self, beside: str = "") -> str:
        """The same; NULL instead of an error where a column holds bytes, which none declares."""
        types = ", ".join(f'typeof("{name}")' for name in self.names)
        return f"CASE WHEN 'blob' NOT IN ({types}) THEN {self.row_bytes(beside=beside)} END"

    def _fits(self, found: tuple[type, ...]) -> bool:
        return len(self._declared) == len(found) and all(
            kind is wanted or (kind is type(None) and not required)
            for kind, (wanted, required) in zip(found, self._declared, strict=True)
        )


def read(
    connection: sqlite3.Connection,
    table: str,
    rows: Iterable[sqlite3.Row],
    make: Callable[[Mapping[str, Any]], Fact],
    key: str = "id",
) -> list[Fact]:
    """Make facts of whole rows of a table, without those that cannot be read."""
    layout = cast("ShopConnection", connection).layout(table)
    facts = []
    for row in rows:
        try:
            facts.append(make(layout.values(row)))
        except UNREADABLE:
            note_damage(connection, table, row[key])
    return facts


def read_one(
    connection: sqlite3.Connection,
    table: str,
    key: int,
    make: Callable[[Mapping[str, Any]], Fact],
    what: str = "",
) -> Fact:
    """Make a fact of the row of an id.

    Args:
        connection: the shop file.
        table: its name.
        key: the id.
        make: as with ``read``.
        what: the name of such a record in a refusal, where it is not the table's.

    Raises:
        NotFound: there is no such row.
        Refusal: ``entry_damaged``.
    """
    rows = connection.execute(f"SELECT * FROM {table} WHERE id = ?", (key,))
    found = read(connection, table, rows, make)
    if not found:
        raise absent(connection, table, key, what or table)
    return found[0]


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
