"""A drill: rows are changed, taken away and added behind the program's back; the check finds each.

The tables and columns are those of the schema: a table to come is in the drill by itself.
``SHOPCARE_DRILL=long`` changes every column of every table, one at a time.
"""

import os
import sqlite3
from collections import Counter as Counts
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from random import Random
from typing import Any

import pytest

from building.full_shop import NOW, make_full_shop, tables
from shopcare.domain.shop.backups import BackupReason
from shopcare.services.shop import Shop, open_shop
from shopcare.services.upkeep.backups import back_up, check_backup
from shopcare.services.upkeep.check import check
from shopcare.storage.file import audit
from shopcare.system.clock import SetClock

IS_LONG = os.environ.get("SHOPCARE_DRILL") == "long"
COLUMNS = 1
"""So many of each table are changed in the short form."""
SEED = int(os.environ.get("SHOPCARE_DRILL_SEED", "13"))
TOGETHER = 1 if IS_LONG else 24
"""So many changes are looked for at once: a finding names fifty rows at most."""
NO_FACTS = {
    "draft": "what is half typed is kept again two seconds later",
    "wrong_try": "a count that the right PIN takes away",
    "unwiped": "says that the disk is to be cleared; nothing of the shop",
}
"""Tables that no audit entry speaks of, each with why its loss is none."""
NAMED_AS = {"person_key": "customer", "photo_picture": "photo"}
"""Tables whose rows are told by the records that they belong to."""
MADE_AGAIN = {"calendar_year"}
"""Tables whose rows may go: the next start makes them again."""
Change = Callable[[sqlite3.Connection, str], bool]


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Shop]:
    path = make_full_shop(tmp_path_factory.mktemp("tampering"))
    with closing(open_shop(path, clock=SetClock(NOW))) as made:
        assert _found(made) == set()
        yield made


def _facts(file: sqlite3.Connection) -> list[str]:
    return [name for name in tables(file) if name not in NO_FACTS]


def test_every_changed_value_is_found(shop: Shop) -> None:
    counts: Counts[str] = Counts()
    for part in _parts(_values_to_change(shop.file)):
        with _behind_its_back(shop):
            changed = {name for name, column in part if _change_value(shop.file, name, column)}
            assert _missed(shop, changed) == set(), part
            counts["changed values"] += len(changed)
    print(f"\ntampering: {dict(counts)}")
    assert counts["changed values"] > len(_facts(shop.file)) * 0.6


def _values_to_change(file: sqlite3.Connection) -> list[tuple[str, str]]:
    """Give tables with columns of theirs: all, or some of each table by chance."""
    dice = Random(SEED)
    return [
        (name, column["name"])
        for name in _facts(file)
        for columns in [_columns(file, name)]
        for column in (columns if IS_LONG else dice.sample(columns, min(COLUMNS, len(columns))))
    ]


def _take_away(file: sqlite3.Connection, table: str) -> bool:
    if table in MADE_AGAIN:
        return False
    file.execute(f"DELETE FROM {table} WHERE {_is_row(file, table)}")
    return True


def _add(file: sqlite3.Connection, table: str) -> bool:
    """Add a copy of a row under another key."""
    columns = _columns(file, table)
    names = ", ".join(f'"{row["name"]}"' for row in columns)
    values = [
        _other(row["name"], row["type"]) if row["pk"] else f'"{row["name"]}"' for row in columns
    ]
    try:
        file.execute(
            f"INSERT INTO {table} ({names}) SELECT {', '.join(values)} FROM {table} "
            f"WHERE {_is_row(file, table)}"
        )
    except sqlite3.IntegrityError:  # no second row of its like can be
        return False
    return True


@pytest.mark.parametrize("change", [_take_away, _add])
def test_every_row_that_is_taken_away_or_added_is_found(shop: Shop, change: Change) -> None:
    counts: Counts[str] = Counts()
    for part in _parts(_facts(shop.file)):
        with _behind_its_back(shop):
            changed = {name for name in part if change(shop.file, name)}
            assert _missed(shop, changed) == set(), part
            counts["rows"] += len(changed)
    print(f"\ntampering, {change.__name__}: {dict(counts)}")
    assert counts["rows"] > len(_facts(shop.file)) * 0.6


def test_every_part_of_the_schema_that_is_dropped_is_found(shop: Shop) -> None:
    parts = shop.file.execute(
        "SELECT type, name FROM sqlite_schema WHERE type IN ('trigger', 'index') AND sql <> ''"
    ).fetchall()
    with _behind_its_back(shop, drops_triggers=False):
        for kind, name in parts:
            shop.file.execute(f"DROP {kind} {name}")
        (found,) = (one.problems for one in check(shop) if one.key == "schema")
    assert {name for _kind, name in parts} == set(found)


@pytest.mark.parametrize(
    "tampering",
    [
        "UPDATE sqlite_sequence SET seq = seq - 1 WHERE name = '{table}'",
        "UPDATE sqlite_sequence SET seq = seq + 1 WHERE name = '{table}'",
        "UPDATE sqlite_sequence SET seq = 1 << 60 WHERE name = '{table}'",
        "UPDATE sqlite_sequence SET seq = 'x' WHERE name = '{table}'",
        "UPDATE sqlite_sequence SET name = '{table}x' WHERE name = '{table}'",
        "DELETE FROM sqlite_sequence WHERE name = '{table}'",
    ],
)
def test_a_count_of_ids_that_was_changed_is_found(shop: Shop, tampering: str) -> None:
    names = [row[0] for row in shop.file.execute("SELECT name FROM sqlite_sequence").fetchall()]
    for part in _parts(names):
        with _behind_its_back(shop):
            for name in part:
                shop.file.execute(tampering.format(table=name))
            (found,) = (one.problems for one in check(shop) if one.key == "records")
        assert {f"sqlite_sequence {name}" for name in part} <= set(found)


def test_a_backup_without_the_end_of_its_log_is_found(shop: Shop) -> None:
    made = back_up(shop, BackupReason.BY_HAND).made
    assert check_backup(made.path) == []
    last = audit.last_entry(shop.file).id
    with closing(sqlite3.connect(made.path)) as file:
        triggers = file.execute("SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'")
        kept = triggers.fetchall()
        for name, _sql in kept:
            file.execute(f"DROP TRIGGER {name}")
        file.execute("DELETE FROM audit_entry WHERE id = ?", (last,))
        file.execute("UPDATE sqlite_sequence SET seq = ? WHERE name = 'audit_entry'", (last - 1,))
        for _name, sql in kept:
            file.execute(sql)
        file.commit()
    assert f"audit_entry {last}: {last - 1}" in check_backup(made.path)
    made.path.unlink()


@contextmanager
def _behind_its_back(shop: Shop, *, drops_triggers: bool = True) -> Iterator[None]:
    """Let the block change the file as another program can; all of it is taken back."""
    file = shop.file
    file.execute("PRAGMA foreign_keys = OFF")
    file.execute("PRAGMA ignore_check_constraints = ON")
    file.execute("BEGIN")
    if drops_triggers:
        rows = file.execute("SELECT name FROM sqlite_schema WHERE type = 'trigger'").fetchall()
        for (name,) in rows:
            file.execute(f"DROP TRIGGER {name}")
    try:
        yield
    finally:
        file.execute("ROLLBACK")
        file.execute("PRAGMA ignore_check_constraints = OFF")
        file.execute("PRAGMA foreign_keys = ON")


def _found(shop: Shop) -> set[str]:
    """Name the tables of which the check found something, but for the schema as such."""
    findings = (one for one in check(shop) if one.key not in {"schema", "search"})
    return {problem.partition(" ")[0] for one in findings for problem in one.problems}


def _missed(shop: Shop, changed: set[str]) -> set[str]:
    found = _found(shop)
    return {name for name in changed if not {name, NAMED_AS.get(name, name)} & found}


def _parts(things: list[Any]) -> Iterator[list[Any]]:
    return (things[n : n + TOGETHER] for n in range(0, len(things), TOGETHER))


def _change_value(file: sqlite3.Connection, table: str, column: str) -> bool:
    """Change a column of one row; False where it cannot be changed."""
    declared = next(row["type"] for row in _columns(file, table) if row["name"] == column)
    changed = f'"{column}" = {_other(column, declared)}'
    try:
        file.execute(f"UPDATE {table} SET {changed} WHERE {_is_row(file, table)}")
    except sqlite3.IntegrityError:
        return False
    return True


def _other(column: str, declared: str) -> str:
    """SQL for another value of the same type; nothing becomes something."""
    return (
        f"""CASE typeof("{column}") WHEN 'integer' THEN "{column}" + 1000 """
        f"""WHEN 'blob' THEN CAST("{column}" || 'x' AS BLOB) WHEN 'text' THEN "{column}" || 'x' """
        f"ELSE {'1' if declared == 'INTEGER' else repr('x')} END"
    )


def _is_row(file: sqlite3.Connection, table: str) -> str:
    """SQL that finds the last row of a table."""
    keys = [row["name"] for row in _columns(file, table) if row["pk"]]
    names = ", ".join(keys)
    order = ", ".join(f"{key} DESC" for key in keys)
    return f"({names}) = (SELECT {names} FROM {table} ORDER BY {order} LIMIT 1)"


def _columns(file: sqlite3.Connection, table: str) -> list[Any]:
    return file.execute(f"PRAGMA table_info({table})").fetchall()
