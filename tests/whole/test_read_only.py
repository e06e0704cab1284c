"""A shop file that can only be read opens for everything that only reads it."""

import json
import os
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from building.command_line import new_command_line

BOUND = (
    "import ctypes, os, sys\n"
    "if sys.platform == 'linux':\n"
    "    for capability in (1, 2):  # DAC_OVERRIDE, DAC_READ_SEARCH: the superuser's\n"
    "        ctypes.CDLL(None).prctl(24, capability, 0, 0, 0)  # PR_CAPBSET_DROP\n"
    "os.execv(sys.executable, [sys.executable, *sys.argv[1:]])\n"
)
"""Starts Python as somebody whom the permissions of files bind."""


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Give a shop on an archive's disk: neither its file nor its folder can be written to."""
    folder = tmp_path_factory.mktemp("disk") / "archive"
    shop_cli = new_command_line(folder, "en")
    fields = {"kind": "repair", "customer": {"name": "王小明"}, "fault": "镜腿松"}
    shop_cli.json("case", "add", fields=fields)
    with closing(sqlite3.connect(folder / "shop.db")) as file:
        file.execute("PRAGMA wal_checkpoint(TRUNCATE)")  # the log goes with the last connection
    yield protected(folder)
    folder.chmod(0o700)


def protected(folder: Path) -> Path:
    for file in folder.iterdir():
        if file.is_file():
            file.chmod(0o400)
    folder.chmod(0o500)
    return folder


def run(folder: Path, *words: object) -> Any:
    """Run a command as somebody whom permissions bind."""
    ran = subprocess.run(
        [
            sys.executable,
            "-c",
            BOUND,
            "-m",
            "shopcare",
            "--data",
            folder,
            "--json",
            *map(str, words),
        ],
        capture_output=True,
        check=False,
        env=os.environ | {"PYTHONDONTWRITEBYTECODE": "1"},
    )
    assert b"Traceback" not in ran.stderr, ran.stderr
    return json.loads(ran.stdout)


def first_number(folder: Path) -> str:
    uri = f"{(folder / 'shop.db').as_uri()}?immutable=1"
    with closing(sqlite3.connect(uri, uri=True)) as file:
        return str(file.execute("SELECT number FROM service_case").fetchone()[0])


def test_permissions_bind_whoever_runs_this(tmp_path: Path) -> None:
    (tmp_path / "file").touch(0o400)
    words = [sys.executable, "-c", BOUND, "-c", "import sys; open(sys.argv[1], 'w')"]
    ran = subprocess.run([*words, tmp_path / "file"], capture_output=True, check=False)
    assert b"PermissionError" in ran.stderr


@pytest.mark.parametrize(
    "words",
    [
        ("find", "王"),
        ("case", "list"),
        ("customer", "show", 1),
        ("calls",),
        ("print", "call-sheet", "--out", "{out}/calls.pdf"),
        ("print", "service-slip", "{number}", "--out", "{out}/slip.pdf"),
        ("export", "customers", "{out}/customers.csv"),
        ("export", "cases", "{out}/cases.xlsx"),
    ],
    ids=lambda words: "-".join(map(str, words[:2])),
)
def test_a_read_only_file_could_not_even_be_searched_or_exported(
    archive: Path, tmp_path: Path, words: tuple[object, ...]
) -> None:
    filled = [str(word).format(out=tmp_path, number=first_number(archive)) for word in words]
    before = {file: file.stat().st_mtime_ns for file in archive.iterdir()}
    answer = run(archive, *filled)
    assert "error" not in answer, answer
    if filled[-1].startswith(str(tmp_path)):
        assert Path(filled[-1]).stat().st_size > 0
    assert {file: file.stat().st_mtime_ns for file in archive.iterdir()} == before


def test_what_cannot_be_saved_says_so_and_only_then(archive: Path) -> None:
    error = run(archive, "customer", "add", "--name", "李雷")["error"]
    assert error["code"] == "shop_file_read_only"
    assert "Nothing was saved" in error["message"]
    assert str(archive) in error["message"]


def test_a_log_that_cannot_be_read_says_what_is_missing(archive: Path) -> None:
    archive.chmod(0o700)
    log = archive / "shop.db-wal"
    log.write_bytes(b"what was saved last")
    error = run(protected(archive), "find", "王")["error"]
    archive.chmod(0o700)
    log.unlink()
    assert error["code"] == "shop_log_unreadable"
    assert "Nothing was saved" not in error["message"]
