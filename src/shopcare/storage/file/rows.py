"""Values on their way between facts and columns: one place for every conversion."""

import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime, time, tzinfo
from enum import StrEnum
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any, Final, TypeVar

from shopcare.domain.ids import StaffId
from shopcare.domain.shop.audit import Voided

if TYPE_CHECKING:
    from sqlite_utils import Database

_YEARS: Final = range(1900, 2200)
"""Farther off, a date is damage; near the ends of the calendar it could not be counted from."""
_KEPT: Final = 4096
"""So many read days and moments are remembered: lists are read again after each action."""

Choice = TypeVar("Choice", bound=StrEnum)

Row = sqlite3.Row | Mapping[str, Any]
"""A row as SQLite gives it, or the same values by name."""
NewRow = Mapping[str, object]
"""A row to be written: the values by column."""


def tables(connection: sqlite3.Connection) -> "Database":
    """Open the file's tables through sqlite-utils: for the schema, checks and maintenance.

    It takes 53 ms to load, so a start and a save at the counter do without it.
    """
    from sqlite_utils import Database

    return Database(connection, recursive_triggers=False, execute_plugins=False, strict=True)


def insert(connection: sqlite3.Connection, table: str, row: NewRow) -> int:
    """Insert one row and give its id. Table and column names are ours, values are bound.

    sqlite-utils would look the table's keys up for every row; a save at the counter is held to
    five times a bare commit. Columns without a value are left out, for ``sqlite3`` takes seven
    times as long to bind None as a number.
    """
    values = {name: value for name, value in row.items() if value is not None}
    cursor = connection.execute(_insert_into(table, tuple(values)), tuple(values.values()))
    assert cursor.lastrowid is not None
    return cursor.lastrowid


@cache
def _insert_into(table: str, names: tuple[str, ...]) -> str:
    columns = ", ".join(f'"{name}"' for name in names)
    return f"INSERT INTO {table} ({columns}) VALUES ({marks(names)})"


def update(connection: sqlite3.Connection, table: str, row_id: int, row: NewRow) -> None:
    """Change the named columns of one row."""
    connection.execute(_update_of(table, tuple(row)), (*row.values(), row_id))


@cache
def _update_of(table: str, names: tuple[str, ...]) -> str:
    columns = ", ".join(f'"{name}" = ?' for name in names)
    return f"UPDATE {table} SET {columns} WHERE id = ?"


def id_list(ids: Sequence[int]) -> str:
    """Write ids as one value for ``IN (SELECT value FROM json_each(?))``; no limit of number."""
    return json.dumps(list(ids))


def all_ids(connection: sqlite3.Connection, table: str) -> list[int]:
    """List the ids of a table, the oldest first."""
    return [row[0] for row in connection.execute(f"SELECT id FROM {table} ORDER BY id")]


def rows_by_id(
    connection: sqlite3.Connection, table: str, ids: Iterable[int]
) -> Iterator[sqlite3.Row]:
    """Read some rows of a table, the oldest first."""
    return iter(
        connection.execute(
            f"SELECT * FROM {table} WHERE id IN (SELECT value FROM json_each(?)) ORDER BY id",
            (id_list(list(ids)),),
        )
    )


def marks(values: Sequence[object]) -> str:
    """Write as many placeholders as there are values."""
    return ", ".join("?" * len(values))


def text_from_moment(moment: datetime | None) -> str | None:
    """Write a moment with its offset."""
    return _moment_text(moment, moment.tzinfo, moment.fold) if moment else None


@lru_cache(_KEPT)
def _moment_text(moment: datetime, _zone: tzinfo | None, _fold: int) -> str:
    """Write a moment; a new case names the one of its intake nine times.

    Moments of two zones, or of the hour that autumn has twice, can be equal and are written
    differently, so that those count as well.
    """
    return moment.isoformat()


@lru_cache(_KEPT)
def moment_from_text(text: str | None) -> datetime | None:
    """Read a moment that may be lacking."""
    return moment(text) if text else None


@lru_cache(_KEPT)
def moment(text: str) -> datetime:
    """Read a moment.

    Raises:
        ValueError: it is none, has no offset, or lies where no shop's entry does.
    """
    read = datetime.fromisoformat(text)
    if read.tzinfo is None or read.year not in _YEARS:
        raise ValueError("moment")
    return read


@lru_cache(_KEPT)
def text_from_day(day: date | None) -> str | None:
    """Write a day."""
    return day.isoformat() if day else None


@lru_cache(_KEPT)
def day_from_text(text: str | None) -> date | None:
    """Read a day that may be lacking."""
    return day(text) if text else None


@lru_cache(_KEPT)
def day(text: str) -> date:
    """Read a day.

    Raises:
        ValueError: it is none, or lies where no shop's entry does.
    """
    read = date.fromisoformat(text)
    if read.year not in _YEARS:
        raise ValueError("day")
    return read


def row_from_voided(voided: Voided | None) -> dict[str, object]:
    """Write that an entry was voided (W-8)."""
    return {
        "voided_at": text_from_moment(voided.at if voided else None),
        "voided_by": voided.by if voided else None,
        "void_reason": voided.reason if voided else None,
    }


def voided_from_row(row: Row) -> Voided | None:
    """Read whether an entry was voided (W-8)."""
    at = moment_from_text(row["voided_at"])
    if at is None:
        return None
    return Voided(at=at, by=StaffId(row["voided_by"]), reason=row["void_reason"])


def json_from_hours(hours: Sequence[tuple[time, time]]) -> str:
    """Write intervals of a day."""
    return json.dumps(
        [[begin.isoformat("minutes"), end.isoformat("minutes")] for begin, end in hours]
    )


def hours_from_json(text: str) -> tuple[tuple[time, time], ...]:
    """Read intervals of a day."""
    if text == "[]":  # most customers and days
        return ()
    return tuple((_time_of_day(begin), _time_of_day(end)) for begin, end in json.loads(text))


def _time_of_day(text: str) -> time:
    read = time.fromisoformat(text)
    if read.tzinfo is not None:
        raise ValueError("time")
    return read


def json_from_texts(texts: Sequence[str]) -> str:
    """Write a list of texts."""
    return json.dumps(texts, ensure_ascii=False) if texts else "[]"


def texts_from_json(text: str) -> tuple[str, ...]:
    """Read a list of texts."""
    if text == "[]":
        return ()
    texts = json.loads(text)
    if not isinstance(texts, list) or not set(map(type, texts)) <= {str}:
        raise ValueError("texts")
    return tuple(texts)


def choices(kind: type[Choice]) -> Mapping[str, Choice]:
    """Give the members of an enum by value; looking one up takes a fifth of calling the enum."""
    return {member.value: member for member in kind}


def text(value: object) -> str:
    """Read a text.

    Raises:
        TypeError: the file holds something else in its place.
    """
    if not isinstance(value, str):
        raise TypeError("text")
    return value
