"""Shop files as earlier versions wrote them: an older schema, with every row that it can hold."""

import json
import sqlite3
from collections.abc import Iterable
from contextlib import closing
from pathlib import Path
from typing import Any, Final

from building.full_shop import tables
from shopcare.domain.shop.audit import FIRST_SEAL, ROWS, seal
from shopcare.storage.encryption.connecting import connect
from shopcare.storage.file import audit, touched_rows
from shopcare.storage.file.database import APPLICATION_ID
from shopcare.storage.file.note import LastEntry, LastEntryNote
from shopcare.storage.file.reading import ShopConnection
from shopcare.storage.file.rows import tables as steps_of
from shopcare.storage.file.schema import migrations, schema_steps

ENCIPHERED_SINCE: Final = 11
"""Older schemas held the words of the log in the clear, and no digests."""
Rows = dict[str, list[tuple[Any, ...]]]


def make_older(path: Path, version: int) -> None:
    """Give a shop file an older schema in place; the rows are those that it holds now."""
    old = path.with_name("old.db")
    with closing(_opened(path)) as today, closing(_opened(old)) as file:
        file.execute("PRAGMA synchronous = OFF")
        file.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        later = schema_steps()[version:]
        migrations().apply(steps_of(file), stop_before=later[0] if later else None)
        file.execute(f"PRAGMA user_version = {version}")
        file.execute("BEGIN")
        for table in tables(file):
            if table != "audit_entry":
                _copy(today, file, table)
        last = _write_log(today, file, version)
        file.execute("COMMIT")
        file.execute("PRAGMA journal_mode = WAL")
    for side in ("-wal", "-shm"):
        path.with_name(path.name + side).unlink(missing_ok=True)
    old.replace(path)
    LastEntryNote(path).write(last)


def rows_of(path: Path, like: Rows | None = None) -> Rows:
    """Read every row of a shop file; of the tables and columns of an earlier reading if given."""
    with closing(sqlite3.connect(path)) as file:
        found: Rows = {}
        names = tables(file) if like is None else [name for name in like if "." not in name]
        file.text_factory = bytes
        for table in names:
            key = f"{table}."  # beside the rows, the columns that were read
            read = like[key] if like else file.execute(f"PRAGMA table_info({table})").fetchall()
            columns = ", ".join(f'"{row[1].decode()}"' for row in read)
            found[key] = read
            found[table] = file.execute(f"SELECT {columns} FROM {table}").fetchall()
        return found


def _opened(path: Path) -> sqlite3.Connection:
    connection = connect(path, None, kind=ShopConnection)
    connection.row_factory = sqlite3.Row
    return connection


def _copy(today: sqlite3.Connection, file: sqlite3.Connection, table: str) -> None:
    known = [row["name"] for row in file.execute(f"PRAGMA table_info({table})")]
    columns = ", ".join(f'"{name}"' for name in known)
    _insert(file, table, known, today.execute(f"SELECT {columns} FROM {table}"))


def _insert(
    file: sqlite3.Connection, table: str, names: Iterable[str], rows: Iterable[Iterable[Any]]
) -> None:
    columns = [f'"{name}"' for name in names]
    values = ", ".join("?" * len(columns))
    statement = f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({values})"
    file.executemany(statement, (tuple(row) for row in rows))


def _write_log(today: sqlite3.Connection, file: sqlite3.Connection, version: int) -> LastEntry:
    """Write the log as the older version did; its first entry knows every row."""
    said = audit.readable_rows if version < ENCIPHERED_SINCE else _as_on_file
    digests = {"schema": version, **touched_rows.all_digests(file)}
    names = [row["name"] for row in file.execute("PRAGMA table_info(audit_entry)")]
    previous, number = FIRST_SEAL, 0
    layout = [row["name"] for row in today.execute("PRAGMA table_info(audit_entry)")]
    for values in said(today, today.execute("SELECT * FROM audit_entry ORDER BY id")):
        row = dict(zip(layout, values, strict=True))
        words = json.loads(row["values"])
        words.pop(ROWS, None)
        if not number and version >= ENCIPHERED_SINCE:
            words[ROWS] = digests
        row["values"] = json.dumps(words, ensure_ascii=False)
        row |= {"person_id": None} if "person_id" not in names else {}
        row["seal"] = previous = seal(previous, audit.entry_from_row(row))
        number = row["id"]
        _insert(file, "audit_entry", names, [[row[name] for name in names]])
    return LastEntry(number, previous)


def _as_on_file(
    _file: sqlite3.Connection, rows: Iterable[sqlite3.Row]
) -> Iterable[tuple[Any, ...]]:
    return map(tuple, rows)
