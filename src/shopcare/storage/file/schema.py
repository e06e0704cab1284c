"""The schema of a shop file: its steps, and how an older file is brought to today's."""

import os
import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Final

from shopcare.domain.errors import Trouble
from shopcare.storage.file.rows import tables
from shopcare.storage.file.work import unrecorded
from shopcare.system.files import private_file

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
    """Take the steps that a file lacks, all of them or none; a copy of the old file is kept.

    Raises:
        Trouble: ``shop_file_damaged``.
    """
    version = schema_version(connection)
    if version == len(schema_steps()):
        return
    if version:
        _copy_before(connection, path, version)
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


def _copy_before(connection: sqlite3.Connection, path: Path, version: int) -> None:
    """Keep the file as it was, through SQLite's backup; a copied WAL file may come out empty."""
    kept = path.with_name(f"{path.stem}.schema-{version}{path.suffix}")
    # two windows may do it at once
    unfinished = kept.with_suffix(f".{os.urandom(4).hex()}.unfinished")
    private_file(unfinished)
    copy = sqlite3.connect(unfinished)
    try:
        connection.backup(copy)
        if copy.execute("PRAGMA integrity_check").fetchone()[0] != "ok":
            raise Trouble("shop_file_damaged", technical="integrity_check", path=str(path))
        is_old = schema_version(copy) == version
    except BaseException:
        copy.close()
        unfinished.unlink(missing_ok=True)
        raise
    copy.close()
    if is_old:
        unfinished.replace(kept)
    else:  # another window has brought it to today's schema meanwhile, and kept its own copy
        unfinished.unlink()
