"""Commands register themselves: a file is all that a new one needs, and help stays light."""

import subprocess
import sys
from pathlib import Path

import pytest

from building.command_line import CommandLine
from shopcare.cli import commands
from shopcare.cli.commands import all_commands, all_groups

NEW = '''
"""A command that nobody else knows of."""

from shopcare.cli.command import Command, Group

GROUPS = (Group(word="till", summary="About the till."),)
COMMANDS = (
    Command(
        words=("till", "count"),
        summary="Count the till.",
        run=lambda session: session.give({"fen": 5}, lambda: ["5"]),
        json={"fen": "what is in it"},
    ),
)
'''


def test_a_new_command_is_one_new_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "throw_away_till.py").write_text(NEW, "utf-8")
    monkeypatch.setattr(commands, "__path__", [*commands.__path__, str(tmp_path)])
    shop_cli = CommandLine(tmp_path)
    assert shop_cli.json("till", "count") == {"fen": 5}
    assert "About the till." in shop_cli.run("--help").out
    assert "Count the till." in shop_cli.run("till", "--help").out
    assert "what is in it" in shop_cli.run("till", "count", "--help").out


def test_no_two_commands_have_the_same_words_and_each_group_is_used() -> None:
    words = [command.words for command in all_commands()]
    assert len(words) == len(set(words))
    shared = {
        " ".join(one[:depth])
        for one in words
        if (one[0],) not in words
        for depth in range(1, len(one))
    }
    assert {group.word for group in all_groups()} == shared


LISTS_SERVICES = """
import sys
from shopcare.__main__ import main
try:
    status = main({words!r})
except SystemExit as ended:
    status = ended.code
loaded = [name for name in sys.modules if name.startswith("shopcare.")]
rooms = {{".".join(name.split(".")[1:3]) for name in loaded}}
print(*sorted(rooms), file=sys.stderr)
"""


def rooms_loaded(tmp_path: Path, *words: str) -> set[str]:
    typed = ["--data", str(tmp_path), *words]
    script = LISTS_SERVICES.format(words=typed)
    ran = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, encoding="utf-8", check=True
    )
    return set(ran.stderr.split())


@pytest.mark.parametrize("words", [("--help",), ("case", "--help"), ("call", "plan", "--help")])
def test_help_loads_no_service(tmp_path: Path, words: tuple[str, ...]) -> None:
    heavy = ("services", "storage", "printing", "exchange", "almanac", "policies", "ui", "app")
    assert not [room for room in rooms_loaded(tmp_path, *words) if room.startswith(heavy)]


def test_a_single_command_loads_only_its_own_services(tmp_path: Path) -> None:
    CommandLine(tmp_path).json("init", "--trade", "optical", "--name", "明亮眼镜")
    loaded = rooms_loaded(tmp_path, "staff", "list", "--json")
    assert "services.shop" in loaded
    others = {"services.calls", "services.cases", "services.papers", "services.exchange"}
    assert not loaded & (others | {"services.rescheduling", "services.people"})
