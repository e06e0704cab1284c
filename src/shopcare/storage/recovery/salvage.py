"""Reads what can still be read of a damaged shop file into a new one."""

import os
import shutil
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import Any, Final, NamedTuple

from shopcare.domain.errors import Trouble
from shopcare.storage.encryption.connecting import connect, key_of
from shopcare.storage.encryption.file_keys import FileKey
from shopcare.storage.file.errors import DATABASE_ERRORS
from shopcare.storage.recovery.lent_schema import is_schema_readable, lend_schema
from shopcare.system.files import private_file, remove

_MISSES: Final = 2_000
"""After so many rows in a row that are not there, the rest of a gap is given up."""
_SIDE_FILES: Final = ("", "-wal")
_NOT_COPIED: Final = ("sqlite_", "_sqlite_", "search")
"""What the new file has of its own."""


class Salvaged(NamedTuple):
    """What came out of one table."""

    taken: int
    refused: int
    """Rows that were read but are too damaged to be filed."""
    is_whole: bool
    """Whether the table could be read from one end to the other."""


class Evidence:
    """An open copy of a damaged file."""

    def __init__(self, path: Path, key: FileKey | None) -> None:
        """Take the copy, and what it is encrypted with."""
        self._path = path
        self.key = key
        self._file = self._opened()

    def rows(self, query: str, values: Sequence[object] = ()) -> Iterator[Sequence[Any]]:
        """Read rows until there are no more or one cannot be read.

        SQLCipher gives nothing more on a connection that has met a broken page, so the next query
        gets a new one.

        Raises:
            an error of the database library: the file is damaged there.
        """
        try:
            yield from self._file.execute(query, values)
        except DATABASE_ERRORS:
            if self.key is not None:
                self._file.close()
                self._file = self._opened()
            raise

    def close(self) -> None:
        """Close it."""
        self._file.close()

    def _opened(self) -> sqlite3.Connection:
        file = connect(self._path, self.key)
        file.text_factory = bytes  # what is no UTF-8 is kept as it stands
        return file


@contextmanager
def evidence_copy(path: Path, folder: Path, backups: Sequence[Path]) -> Iterator[Evidence]:
    """Open a copy of a damaged file with its log; the file itself is not touched by reading.

    Args:
        path: the damaged file.
        folder: where the copy lies meanwhile.
        backups: of the shop, the newest first; where the schema of the file is lost, it is theirs.
    """
    key = _key_for(path, backups)
    copy = folder / f"salvage-{os.urandom(4).hex()}.unfinished"
    try:
        for side in _SIDE_FILES:
            if (source := path.with_name(path.name + side)).exists():
                private_file(copy.with_name(copy.name + side))
                shutil.copyfile(source, copy.with_name(copy.name + side))
        for backup in backups:
            if is_schema_readable(copy, key):
                break
            with suppress(OSError, *DATABASE_ERRORS):  # an older one may do
                lend_schema(copy, backup, key)
        with closing(Evidence(copy, key)) as damaged:
            yield damaged
    finally:
        for side in (*_SIDE_FILES, "-shm", "-journal"):
            remove(copy.with_name(copy.name + side))


def _key_for(path: Path, backups: Sequence[Path]) -> FileKey | None:
    """Give what a file is encrypted with; where its first bytes are lost, what its backups are."""
    try:
        return key_of(path)
    except Trouble as trouble:
        if trouble.code == "shop_locked" or not backups:
            raise
        return key_of(backups[0])


def salvage(damaged: Evidence, new: sqlite3.Connection) -> dict[str, Salvaged]:
    """Copy every row that can be read into a new file of today's schema.

    Args:
        damaged: see ``evidence_copy``.
        new: empty, with today's schema, in no transaction.

    Returns:
        By table what came of it.
    """
    tables = [
        row[0]
        for row in new.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")
        if not row[0].startswith(_NOT_COPIED)
    ]
    try:
        list(damaged.rows("SELECT 1 FROM sqlite_schema LIMIT 1"))
    except DATABASE_ERRORS:  # without its schema no row of any table can be asked for
        return {table: Salvaged(0, 0, is_whole=False) for table in tables}
    new.execute("PRAGMA foreign_keys = OFF")  # whom a row belongs to may be lost
    found = {table: _salvage_table(damaged, new, table) for table in tables}
    new.execute("PRAGMA foreign_keys = ON")
    return found


def _salvage_table(damaged: Evidence, new: sqlite3.Connection, table: str) -> Salvaged:
    columns, keys, pictures = _layout(new, table)
    with suppress(*DATABASE_ERRORS):
        there = {row[1].decode() for row in damaged.rows(f"PRAGMA table_info({table})")}
        columns = [name for name in columns if name in there]
    names = ", ".join(f'"{name}"' for name in columns)
    reader = _Reader(damaged, f"SELECT {names} FROM {table}", columns, keys)
    values = ", ".join(_value(n, is_picture=name in pictures) for n, name in enumerate(columns, 1))
    taken = refused = 0
    new.execute("BEGIN")
    for row in reader.rows():
        try:
            statement = f"INSERT INTO {table} ({names}) VALUES ({values})"
            taken += new.execute(statement, tuple(row)).rowcount
        except DATABASE_ERRORS:
            refused += 1
    new.execute("COMMIT")
    return Salvaged(taken, refused, reader.is_whole)


class _Reader:
    """Reads a table from both ends, and in between row by row, as far as its pages hold."""

    def __init__(
        self, file: Evidence, query: str, columns: Sequence[str], keys: Sequence[str]
    ) -> None:
        self._file = file
        self._query = query
        self._places = [list(columns).index(key) for key in keys if key in columns]
        self._keys = keys
        self.is_whole = True

    def rows(self) -> Iterator[Sequence[Any]]:
        """Give each readable row once."""
        first: tuple[Any, ...] | None = None
        for row in self._walk("ASC"):
            first = self._key(row)
            yield row
        if self.is_whole:
            return
        last: tuple[Any, ...] | None = None
        for row in self._walk("DESC"):
            if first is not None and self._key(row) <= first:
                return
            last = self._key(row)
            yield row
        yield from self._probe(first, last)

    def _walk(self, direction: str) -> Iterator[Sequence[Any]]:
        order = ", ".join(f"{key} {direction}" for key in self._keys)
        try:
            yield from self._file.rows(f"{self._query} ORDER BY {order}")
        except DATABASE_ERRORS:
            self.is_whole = False

    def _probe(
        self, first: tuple[Any, ...] | None, last: tuple[Any, ...] | None
    ) -> Iterator[Sequence[Any]]:
        """Ask for each number between what both ends gave; a lost leaf hides its own rows only."""
        if len(self._keys) != 1:
            return
        begin = first[0] + 1 if first and isinstance(first[0], int) else 1
        end = last[0] if last and isinstance(last[0], int) else begin + _MISSES
        missed = 0
        for number in range(begin, end):
            found: list[Sequence[Any]] = []
            with suppress(*DATABASE_ERRORS):
                query = f"{self._query} WHERE {self._keys[0]} = ?"
                found = list(self._file.rows(query, (number,)))
            yield from found
            missed = 0 if found else missed + 1
            if missed > _MISSES:
                return

    def _key(self, row: Sequence[Any]) -> tuple[Any, ...]:
        return tuple(row[place] for place in self._places)


def _value(place: int, *, is_picture: bool) -> str:
    """SQL for a value that was read as bytes; a text becomes one again."""
    if is_picture:
        return f"?{place}"
    return f"CASE typeof(?{place}) WHEN 'blob' THEN CAST(?{place} AS TEXT) ELSE ?{place} END"


def _layout(file: sqlite3.Connection, table: str) -> tuple[list[str], list[str], set[str]]:
    """Give a table's columns, the columns of its key, and those that hold bytes."""
    rows = file.execute(f"PRAGMA table_info({table})").fetchall()
    keys = sorted((row[5], row[1]) for row in rows if row[5])
    pictures = {row[1] for row in rows if row[2] == "BLOB"}
    return [row[1] for row in rows], [name for _place, name in keys], pictures
