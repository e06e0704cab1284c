"""A drill: every column of every table is damaged, and every command still answers or refuses.

``SHOPCARE_DRILL=columns`` damages every column in one way; ``long`` in each way for each command.
"""

import json
import os
import shutil
import sqlite3
from collections import Counter
from contextlib import closing
from itertools import cycle, islice
from pathlib import Path

import pytest
from damage import SPOILS, columns, spoil

from building.command_line import CommandLine
from building.full_shop import make_full_shop
from shopcare.system.paths import SHOP_FILE

IS_LONG = os.environ.get("SHOPCARE_DRILL") == "long"
EVERY = 1 if os.environ.get("SHOPCARE_DRILL") else 8
"""In the short form, every so many columns are damaged, each in another way."""
COMMANDS_EACH = 2
"""So many commands look at each; the next column takes the next two."""
COMMANDS = (
    "calls",
    "case list",
    "case show {number}",
    "customer show 1",
    "purchase show 1",
    "close-day",
    "find 1",
    "settings show",
    "staff list",
    "notice list",
    "days --from 2026-11-20 --to 2026-12-05",
    "count --from 2026-11-26 --working-days 7",
    "verdict --purchase-line 1",
    "print call-sheet --out {out}.pdf",
    "print service-slip {number} --out {out}.pdf",
    "print day-close --out {out}.pdf",
    "export customers {out}.csv",
    "export cases {out}.csv",
    "export callbacks {out}.csv",
    "export purchases {out}.csv",
    "call 1 not-answered",
)


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_full_shop(tmp_path_factory.mktemp("sound")).parent


def test_no_damaged_value_ends_in_a_traceback_or_goes_unseen(sound: Path, tmp_path: Path) -> None:
    commands = cycle(COMMANDS)
    damages = cycle(SPOILS)
    counts: Counter[str] = Counter()
    failures = []
    for table, column in islice(columns(sound / SHOP_FILE), 0, None, EVERY):
        for damage in SPOILS if IS_LONG else islice(damages, 1):
            folder = tmp_path / "shop"
            shutil.rmtree(folder, ignore_errors=True)
            shutil.copytree(sound, folder)
            if not spoil(folder / SHOP_FILE, table, column, damage):
                continue
            for command in COMMANDS if IS_LONG else islice(commands, COMMANDS_EACH):
                counts["runs"] += 1
                failures += _failure(folder, command, f"{table}.{column} {damage}")
            counts["damaged"] += 1
            counts["found by check"] += _is_found(folder)
    print(f"\ndamaged files: {dict(counts)}")
    assert failures == []
    assert counts["found by check"] == counts["damaged"]


def _failure(folder: Path, command: str, where: str) -> list[str]:
    words = command.format(out=folder / "out", number=_first_number(folder)).split()
    try:
        answer = CommandLine(folder).run("--json", *words)
    except Exception as error:
        return [f"{where}: {command}: {type(error).__name__}"]
    error = _error_of(answer.out)
    if error == "program_mistake" or "Traceback" in answer.err:
        return [f"{where}: {command}: {answer.out}"]
    return []


def _first_number(folder: Path) -> str:
    """Give a case's whole number, as a paper shows it."""
    with closing(sqlite3.connect(folder / SHOP_FILE)) as file:
        file.text_factory = bytes
        numbers = file.execute("SELECT number FROM service_case ORDER BY id LIMIT 2").fetchall()
    return bytes(numbers[1][0]).decode("utf-8", "replace")


def _error_of(out: str) -> str:
    try:
        answer = json.loads(out)
    except ValueError:
        return ""
    return str(answer.get("error", {}).get("code", "")) if isinstance(answer, dict) else ""


def _is_found(folder: Path) -> bool:
    return CommandLine(folder).run("check").status == 1
