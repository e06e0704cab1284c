"""Damages single values of a shop file the way a failing disk or a foreign program does."""

import re
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

Spoil = Callable[[object], object]


def _as_bytes(value: object) -> bytes:
    return value if isinstance(value, bytes) else str(value).encode()


SPOILS: dict[str, Spoil] = {
    "no UTF-8": lambda value: _as_bytes(value)[:2] + b"\xff\xc3",
    "flipped byte": lambda value: (
        bytes([_as_bytes(value)[0] ^ 0x15]) + _as_bytes(value)[1:] if _as_bytes(value) else b"\x15"
    ),
    "truncated": lambda value: _as_bytes(value)[: len(_as_bytes(value)) // 2],
    "bad date": lambda value: "2'26-11-25",
    "far date": lambda value: "0001-01-01T00:00:00+08:00",
    "no JSON": lambda value: '[{"',
    "other JSON": lambda value: '{"a": [1]}',
    "wrong type": lambda value: "x" if isinstance(value, int) else 7,
    "blob": lambda value: sqlite3.Binary(b"\x00\xff"),
    "nothing": lambda value: None,
    "huge": lambda value: 2**62,
}
"""What is written in the place of a value; bytes are stored as text."""


def columns(path: Path) -> Iterator[tuple[str, str]]:
    """List every column of every table that holds rows and belongs to the shop."""
    with closing(sqlite3.connect(path)) as file:
        names = file.execute("SELECT name FROM sqlite_schema WHERE type = 'table'").fetchall()
        for (table,) in sorted(names):
            if table.startswith(("search", "sqlite_", "_sqlite")):
                continue
            if file.execute(f"SELECT 1 FROM {table} LIMIT 1").fetchone():
                for row in file.execute(f"PRAGMA table_info({table})").fetchall():
                    yield table, row[1]


def spoil(path: Path, table: str, column: str, damage: str) -> bool:
    """Damage a column's first value behind every constraint; False where that cannot be."""
    with closing(sqlite3.connect(path, isolation_level=None)) as file:
        file.text_factory = bytes
        schema = file.execute("SELECT name, sql FROM sqlite_schema WHERE sql <> ''").fetchall()
        _loosen(file, table)
    with closing(sqlite3.connect(path, isolation_level=None)) as file:
        file.execute("PRAGMA ignore_check_constraints = ON")
        keys = [r[1] for r in file.execute(f"PRAGMA table_info({table})") if r[5]]
        order = ", ".join(keys)
        where = " AND ".join(f"{key} = ?" for key in keys)
        file.text_factory = bytes
        found = file.execute(
            f'SELECT "{column}", {order} FROM {table} ORDER BY "{column}" IS NULL, {order} LIMIT 1'
        ).fetchone()
        spoilt = SPOILS[damage](found[0])
        value = "CAST(? AS TEXT)" if type(spoilt) is bytes else "?"
        key = tuple(k.decode() if isinstance(k, bytes) else k for k in found[1:])
        is_changed = spoilt != found[0]
        try:
            file.execute(f'UPDATE {table} SET "{column}" = {value} WHERE {where}', (spoilt, *key))
        except sqlite3.Error:  # a key of its own index cannot be nothing or anything
            return False
    with closing(sqlite3.connect(path, isolation_level=None)) as file:
        _restore(file, schema)
    return is_changed


def _loosen(file: sqlite3.Connection, table: str) -> None:
    """Take the types, the constraints and the triggers off a table."""
    for (name,) in file.execute("SELECT name FROM sqlite_schema WHERE type = 'trigger'").fetchall():
        file.execute(f"DROP TRIGGER {name.decode()}")
    (sql,) = file.execute("SELECT sql FROM sqlite_schema WHERE name = ?", (table,)).fetchone()
    columns = file.execute(f"PRAGMA table_info({table})").fetchall()
    has_rowid = b"WITHOUT ROWID" not in sql
    parts = [
        _loose_column(
            sql.decode(), row[1].decode(), row[2].decode() if row[5] and has_rowid else ""
        )
        for row in columns
    ]
    if not has_rowid:
        keys = sorted((row[5], row[1].decode()) for row in columns if row[5])
        parts.append(f"PRIMARY KEY ({', '.join(name for _, name in keys)})")
    parts += re.findall(r"^\s+(UNIQUE \(.*?\))", sql.decode(), re.MULTILINE)
    loose = f"CREATE TABLE {table} ({', '.join(parts)})" + ("" if has_rowid else " WITHOUT ROWID")
    file.execute("PRAGMA writable_schema = ON")
    file.execute("UPDATE sqlite_schema SET sql = ? WHERE name = ?", (loose, table))
    file.execute("PRAGMA writable_schema = RESET")


def _loose_column(sql: str, name: str, key_type: str) -> str:
    if key_type == "TEXT":
        return f'"{name}" PRIMARY KEY'
    if key_type:
        return f'"{name}" INTEGER PRIMARY KEY AUTOINCREMENT'
    lines = (line for line in sql.splitlines() if re.match(rf'\s+"?{name}"? ', line))
    line = next(lines, "")  # a column that was added later has no line and no index of its own
    unique = " UNIQUE" if " UNIQUE" in line else ""
    return f'"{name}"{unique}{" COLLATE NOCASE" if "NOCASE" in line else ""}'


def _restore(file: sqlite3.Connection, schema: list[tuple[bytes, bytes]]) -> None:
    file.execute("PRAGMA writable_schema = ON")
    for name, sql in schema:
        file.execute(
            "UPDATE sqlite_schema SET sql = CAST(? AS TEXT) WHERE name = CAST(? AS TEXT)",
            (sql, name),
        )
    file.execute("PRAGMA writable_schema = RESET")
    for _, sql in schema:
        if sql.startswith(b"CREATE TRIGGER"):
            file.execute(sql.decode())
