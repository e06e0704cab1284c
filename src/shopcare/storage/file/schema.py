"""The schema of a shop file: its steps, and how an older file is brought to today's."""

import re
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Final

from shopcare.domain.errors import Trouble
from shopcare.storage.file.rows import tables
from shopcare.storage.file.work import unrecorded
from shopcare.system.paths import BACKUPS

if TYPE_CHECKING:
    from sqlite_utils import Database, Migrations

_FOLDER: Final = Path(__file__).parents[1] / "migrations"


def schema_steps() -> list[str]:
    """List the names of the schema's steps, in order. A released step is never edited."""
    return sorted(step.stem for step in _FOLDER.glob("*.sql"))


def schema_version(connection: sqlite3.Connection) -> int:
    """Give how many steps a file has taken."""
    # Raw, and beside sqlite-utils' own table: loading sqlite-utils takes 53 ms of every start.
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


def migrate(connection: sqlite3.Connection, path: Path) -> None:
    """Take the steps that a file lacks, all of them or none; a backup of the old file is kept.

    Raises:
        Trouble: ``shop_file_damaged``, or the backup cannot be made, see ``write_backup``.
    """
    version = schema_version(connection)
    if version == len(schema_steps()):
        return
    if version:
        _back_up_before(connection, path)
    take_steps(connection, path)


def take_steps(connection: sqlite3.Connection, path: Path) -> None:
    """Take the steps that a file lacks, all of them or none.

    Raises:
        Trouble: ``shop_file_damaged``.
    """
    connection.execute("PRAGMA foreign_keys = OFF")
    # One transaction for all: another window that opens the file meanwhile waits here and then
    # finds nothing left to do.
    with unrecorded(connection):
        migrations().apply(tables(connection))
        if connection.execute("PRAGMA foreign_key_check").fetchone():
            raise Trouble("shop_file_damaged", technical="foreign_key_check", path=str(path))
    connection.execute("PRAGMA foreign_keys = ON")


def migrations() -> "Migrations":
    """Give the steps as sqlite-utils takes them and notes that they were taken."""
    from sqlite_utils import Migrations

    steps = Migrations("shopcare")
    for number, name in enumerate(schema_steps(), start=1):
        steps(name=name)(_step(number, name))
    return steps


def schema_differences(connection: sqlite3.Connection) -> list[str]:
    """Name the tables, indexes and triggers that a file lacks, has beside or has otherwise."""
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as model:
        migrations().apply(tables(model))
        wanted, found = _parts(model), _parts(connection)
    names = wanted.keys() | found.keys()
    return sorted(str(name) for name in names if wanted.get(name) != found.get(name))


@cache
def rewritten_tables(since: int, until: int) -> frozenset[str]:
    """Name the tables whose rows the steps after one version, up to another, may have changed."""
    steps = schema_steps()[since:until]
    scripts = [(_FOLDER / f"{name}.sql").read_text("utf-8") for name in steps]
    return frozenset(name for script in scripts for name in _WRITES.findall(script))


_WRITES: Final = re.compile(r'\b(?:TABLE|UPDATE|INTO|DELETE FROM|RENAME TO)\s+"?(\w+)')


def _parts(connection: sqlite3.Connection) -> dict[str, tuple[str, str]]:
    """Give by name what kind of part it is, and how it is made."""
    rows = connection.execute(
        "SELECT name, type, sql FROM sqlite_schema WHERE sql <> '' AND name NOT GLOB 'sqlite_*'"
    )
    return {row[0]: (row[1], row[2]) for row in rows}


def _step(number: int, name: str) -> "Callable[[Database], None]":
    def take(database: "Database") -> None:
        for statement in _statements((_FOLDER / f"{name}.sql").read_text("utf-8")):
            database.execute(statement)
        database.execute(f"PRAGMA user_version = {number}")

    return take


def _statements(script: str) -> Iterator[str]:
    """Part a script; ``executescript`` would commit the transaction that it runs in."""
    statement = ""
    for line in script.splitlines(keepends=True):
        statement += line
        if sqlite3.complete_statement(statement):
            yield statement
            statement = ""


def _back_up_before(connection: sqlite3.Connection, path: Path) -> None:
    """Keep the file as it was; where another window migrates it meanwhile, each has its own."""
    from datetime import datetime

    from shopcare.domain.shop.backups import BackupReason
    from shopcare.storage.file.backup import write_backup

    now = datetime.now().astimezone().replace(microsecond=0)
    write_backup(connection, path.with_name(BACKUPS), now, BackupReason.MIGRATION)
