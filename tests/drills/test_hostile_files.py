"""A drill: whatever file is opened, the program takes it, refuses it in words, or reads it empty.

``SHOPCARE_DRILL=long`` tries 20,000 files; ``SHOPCARE_DRILL_FILES`` sets another number.
"""

import os
import random
import shutil
import sqlite3
import sys
import time
from collections import Counter
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import pytest
from hostile import LIST, SALES, hostile, seeds

from building.command_line import CommandLine, new_command_line
from shopcare.system.paths import SHOP_FILE

IS_LONG = os.environ.get("SHOPCARE_DRILL") == "long"
FILES = int(os.environ.get("SHOPCARE_DRILL_FILES", "20000" if IS_LONG else "40"))
MOST_SECONDS: Final = 2.0
MOST_MB: Final = 200
COMMANDS: Final = (
    ("import customers {}", "table", (".csv", ".xlsx", ".xls", ".xlsb", ".ods", ".txt")),
    ("import purchases {}", "table", (".csv", ".xlsx", ".xls", ".xlsb", ".ods", ".tsv")),
    ("import purchases {} --dry-run", "table", (".csv", ".xlsx", ".html")),
    ("notice read {}", "notice", (".txt", ".html")),
    ("notice apply {}", "notice", (".txt",)),
    ("policy check {}", "policy", (".toml",)),
    ("customer add --fields {}", "fields", (".json",)),
    ("purchase add --fields {}", "fields", (".json",)),
    ("backup check {}", "backup", (".db",)),
    ("backup restore {}", "backup", (".db",)),
)


@dataclass(frozen=True)
class Done:
    """What one file led to."""

    code: str
    seconds: float
    megabytes: int
    wrong: str


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    line = new_command_line(tmp_path_factory.mktemp("sound"))
    for command, text in (("customers", LIST), ("purchases", SALES)):
        file = line.folder / "till.csv"
        file.write_text(text, "utf-8")
        line.json("import", command, file)
        line.json("export", command, line.folder / f"{command}.xlsx")
    return line.folder


def test_no_file_ends_in_a_traceback_or_half_taken_in(sound: Path, tmp_path: Path) -> None:
    good, shop = seeds(sound), tmp_path / "shop"
    counts: Counter[str] = Counter()
    slowest = largest = Done("", 0.0, 0, "")
    failures = []
    for number in range(FILES):
        chance = random.Random(number)
        command, kind, endings = COMMANDS[number % len(COMMANDS)]
        if not shop.exists():
            shutil.copytree(sound, shop)
        file = tmp_path / f"list{chance.choice(endings)}"
        file.write_bytes(hostile(chance, good[kind]))
        done = _run(shop, command.format(file))
        file.unlink()
        counts[done.code] += 1
        slowest = max(slowest, done, key=lambda one: one.seconds)
        largest = max(largest, done, key=lambda one: one.megabytes)
        if done.wrong or done.seconds > MOST_SECONDS or done.megabytes > MOST_MB:
            failures.append((number, command, done))
        if done.code == "taken":  # the next file meets the shop as it was
            shutil.rmtree(shop)
    print(f"\nhostile files: {dict(counts)}, slowest {slowest.seconds:.2f} s CPU, "
          f"largest {largest.megabytes} MB")  # fmt: skip
    assert failures == []


_NOT_UNDERSTOOD: Final = {"code": "not_understood"}
"""A notice answers with the lines that it did not understand, and saves nothing."""


def _run(shop: Path, command: str) -> Done:
    before, memory, began = _rows(shop), _Memory(), time.process_time()
    try:
        answer = CommandLine(shop).run("--json", *command.split())
    except BaseException as error:  # a panic of the reader of workbooks is no Exception
        if isinstance(error, KeyboardInterrupt):
            raise
        return Done("raised", 0.0, 0, repr(error)[:300])
    seconds, megabytes = time.process_time() - began, memory.used()
    code = "taken" if answer.status == 0 else answer.json.get("error", _NOT_UNDERSTOOD)["code"]
    wrong = "Traceback" in answer.err or code == "program_mistake"
    half = code != "taken" and _rows(shop) != before
    said = answer.out[-300:] if wrong else "half taken in" if half else ""
    return Done(code, seconds, megabytes, said)


def _rows(shop: Path) -> list[tuple[str, int]]:
    with closing(sqlite3.connect(shop / SHOP_FILE)) as file:
        tables = file.execute(
            "SELECT name FROM sqlite_schema WHERE type = 'table' AND sql NOT LIKE '%VIRTUAL%'"
            " AND name NOT LIKE 'search%' AND name NOT LIKE 'sqlite%'"
        ).fetchall()
        return [
            (name, file.execute(f"SELECT count(*) FROM {name}").fetchone()[0]) for (name,) in tables
        ]


class _Memory:
    """By how much the peak of this process grows; Linux alone tells it anew."""

    def __init__(self) -> None:
        if sys.platform == "linux":
            Path("/proc/self/clear_refs").write_text("5", "ascii")
        self._before = _status("VmRSS")

    def used(self) -> int:
        return max(0, _status("VmHWM") - self._before) // 1024


def _status(name: str) -> int:
    if sys.platform != "linux":
        return 0
    text = Path("/proc/self/status").read_text("ascii", "replace")
    return int(text.partition(f"{name}:")[2].split()[0])
