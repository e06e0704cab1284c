"""The database's errors have one home, and become trouble that a user can act on."""

import ast
import errno
import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from types import SimpleNamespace

import pytest

import shopcare
from shopcare.domain.errors import Trouble
from shopcare.storage.file.errors import database_errors

SOURCE = Path(shopcare.__file__).parent
ADAPTER = SOURCE / "storage" / "file" / "errors.py"
SHOP = Path("shop.db")
LIBRARIES = {"sqlite3", "sqlcipher3", "sqlite_utils"}


def foreign_names(tree: ast.Module) -> Iterator[str]:
    """List the library's exception classes and error numbers that a module names."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
            if node.value.id in LIBRARIES and is_of_errors(node.attr):
                yield f"{node.value.id}.{node.attr}"
        elif isinstance(node, ast.ImportFrom) and (node.module or "").split(".")[0] in LIBRARIES:
            yield from (name.name for name in node.names if is_of_errors(name.name))


def is_of_errors(name: str) -> bool:
    return name.endswith(("Error", "Warning")) or name.startswith("SQLITE_")


def test_only_the_adapter_knows_the_librarys_errors() -> None:
    found = {
        str(file.relative_to(SOURCE)): names
        for file in SOURCE.rglob("*.py")
        if file != ADAPTER and (names := [*foreign_names(ast.parse(file.read_text("utf-8")))])
    }
    assert found == {}


def test_the_look_for_errors_sees_them() -> None:
    assert {*foreign_names(ast.parse(ADAPTER.read_text("utf-8")))} >= {
        "sqlite3.Error",
        "sqlite3.SQLITE_FULL",
    }
    hidden = "from sqlite3 import Error\nfrom sqlite_utils.db import NoTable"
    assert [*foreign_names(ast.parse(hidden))] == ["Error"]


@pytest.mark.parametrize(
    ("number", "code"),
    [
        (sqlite3.SQLITE_BUSY, "shop_file_locked"),
        (sqlite3.SQLITE_BUSY_SNAPSHOT, "shop_file_locked"),
        (sqlite3.SQLITE_READONLY_DIRECTORY, "shop_file_read_only"),
        (sqlite3.SQLITE_IOERR_FSYNC, "disk_failing"),
        (sqlite3.SQLITE_FULL, "disk_full"),
        (sqlite3.SQLITE_CORRUPT_INDEX, "shop_file_damaged"),
        (sqlite3.SQLITE_NOTADB, "shop_file_damaged"),
        (sqlite3.SQLITE_CANTOPEN_ISDIR, "shop_file_cannot_open"),
    ],
)
def test_an_error_of_disk_or_file_is_trouble_with_its_name(number: int, code: str) -> None:
    error = sqlite3.OperationalError("as SQLite says it")
    error.sqlite_errorcode = number
    with pytest.raises(Trouble) as trouble, database_errors(SHOP):
        raise error
    assert trouble.value.code == code
    assert trouble.value.technical == "as SQLite says it"
    assert trouble.value.values["path"] == "shop.db"


def code_of(number: int) -> str:
    error = sqlite3.OperationalError("as SQLite says it")
    error.sqlite_errorcode = number
    with pytest.raises(Trouble) as trouble, database_errors(SHOP):
        raise error
    return trouble.value.code


def test_too_few_file_handles_name_their_cause(monkeypatch: pytest.MonkeyPatch) -> None:
    def none_left(*_words: object) -> int:
        raise OSError(errno.EMFILE, "Too many open files")

    monkeypatch.setattr(os, "open", none_left)
    assert code_of(sqlite3.SQLITE_CANTOPEN) == "too_many_files_open"


def test_a_read_only_disk_names_its_cause(monkeypatch: pytest.MonkeyPatch) -> None:
    mounted = SimpleNamespace(f_flag=os.ST_RDONLY)
    monkeypatch.setattr(os, "statvfs", lambda _path: mounted)
    assert code_of(sqlite3.SQLITE_READONLY) == "shop_disk_read_only"


def test_a_mistake_of_ours_is_let_through() -> None:
    with (
        closing(sqlite3.connect(":memory:")) as connection,
        pytest.raises(sqlite3.OperationalError),
        database_errors(SHOP),
    ):
        connection.execute("SELECT nothing")
    with pytest.raises(KeyError), database_errors(SHOP):
        raise KeyError
