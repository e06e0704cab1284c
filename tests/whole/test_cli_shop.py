"""The shop file as a whole, the options that every command takes, and wrong use."""

import json
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from building.command_line import CommandLine, new_command_line
from shopcare.cli.commands import all_commands
from shopcare.cli.main import run
from shopcare.cli.session import Doors


def test_init_makes_a_shop_and_says_where(tmp_path: Path) -> None:
    shop_cli = CommandLine(tmp_path / "new" / "folder")
    answer = shop_cli.run("--lang", "en", "init", "--trade", "optical", "--name", "Bright Eyes")
    assert answer.status == 0
    assert str(shop_cli.folder / "shop.db") in answer.out
    assert (shop_cli.folder / "shop.db").is_file()


def test_init_refuses_an_existing_shop_and_changes_nothing(tmp_path: Path) -> None:
    shop_cli = new_command_line(tmp_path)
    before = (tmp_path / "shop.db").read_bytes()
    error = shop_cli.refused("init", "--trade", "optical", "--name", "另一家")
    assert error["code"] == "shop_exists"
    assert (tmp_path / "shop.db").read_bytes() == before


@pytest.mark.parametrize(
    ("words", "field"),
    [
        (("--name", ""), "name"),
        (("--name", "名" * 10_000), "name"),
        (("--name", "好", "--initials", "x" * 13), "initials"),
    ],
)
def test_init_says_what_is_wrong_and_makes_nothing(
    tmp_path: Path, words: tuple[str, ...], field: str
) -> None:
    shop_cli = CommandLine(tmp_path / "shop")
    error = shop_cli.refused("init", "--trade", "optical", *words)
    assert [problem["field"] for problem in error["problems"]] == [field]
    assert not (tmp_path / "shop" / "shop.db").exists()


def test_init_refuses_a_country_that_is_none(tmp_path: Path) -> None:
    shop_cli = CommandLine(tmp_path)
    error = shop_cli.refused("init", "--trade", "optical", "--name", "好", "--country", "XX")
    assert error["code"] == "country_unknown"


def test_a_german_shop_has_german_time(tmp_path: Path) -> None:
    shop_cli = CommandLine(tmp_path)
    words = ("init", "--trade", "optical", "--name", "Optik", "--country", "DE", "--region", "BE")
    assert shop_cli.json(*words)["time_zone"] == "Europe/Berlin"


def test_a_missing_shop_says_what_to_do(tmp_path: Path) -> None:
    answer = CommandLine(tmp_path).run("calls", "--json", "--lang", "en")
    assert answer.error["code"] == "shop_missing"
    assert str(tmp_path) in answer.err


@pytest.mark.parametrize("content", [b"", b"no shop at all" * 500, b"SQLite format 3\0" + b"x" * 9])
def test_a_file_that_is_no_shop_is_named(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "shop.db").write_bytes(content)
    error = CommandLine(tmp_path).refused("calls")
    assert error["code"] in {"shop_file_foreign", "shop_file_damaged"}


def test_a_shop_file_of_a_newer_program_is_named(tmp_path: Path) -> None:
    shop_cli = new_command_line(tmp_path)
    with closing(sqlite3.connect(tmp_path / "shop.db")) as file:
        file.execute("PRAGMA user_version = 999")
    assert shop_cli.refused("calls")["code"] == "shop_file_newer"


def test_a_shop_file_damaged_inside_is_named_and_never_a_traceback(tmp_path: Path) -> None:
    shop_cli = new_command_line(tmp_path)
    file = tmp_path / "shop.db"
    raw = bytearray(file.read_bytes())
    for start in range(4096, len(raw), 4096):
        raw[start : start + 64] = b"\xff" * 64
    file.write_bytes(raw)
    error = shop_cli.refused("case", "list")
    assert error["code"] == "shop_file_damaged"


def test_an_impossible_folder_is_refused(tmp_path: Path) -> None:
    assert CommandLine(Path(str(tmp_path) + "/a\0b")).refused("calls")["code"] == "path_impossible"
    too_long = CommandLine(tmp_path / ("x" * 300))
    assert too_long.refused("calls")["code"] in {"shop_missing", "shop_file_cannot_open"}


def test_the_options_of_all_stand_before_or_after_the_words(tmp_path: Path) -> None:
    shop_cli = new_command_line(tmp_path)
    before = shop_cli.run("--json", "--lang", "en", "customer", "add", "--name", "A")
    after = shop_cli.run("customer", "add", "--name", "B", "--json", "--lang", "en")
    between = shop_cli.run("customer", "--json", "add", "--name", "C")
    assert [one.json["name"] for one in (before, after, between)] == ["A", "B", "C"]


def test_the_language_is_the_shops_unless_another_is_asked_for(tmp_path: Path) -> None:
    shop_cli = new_command_line(tmp_path, "zh_CN")
    assert "没有符合的服务单" in shop_cli.run("case", "list").out
    assert "No case fits" in shop_cli.run("case", "list", "--lang", "en").out


@pytest.mark.parametrize(("asked", "there"), [("zh_CN.UTF-8", True), ("de_DE.UTF-8", False)])
def test_before_there_is_a_shop_the_users_language_is_spoken(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, asked: str, there: bool
) -> None:
    for name in ("LC_ALL", "LC_MESSAGES"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LANG", asked)
    assert ("命令有误" in CommandLine(tmp_path).run("nonsense").err) is there


def test_nobody_signs_with_unknown_initials(tmp_path: Path) -> None:
    shop_cli = new_command_line(tmp_path)
    assert shop_cli.refused("calls", "--as", "QQ")["code"] == "staff_unknown"
    assert shop_cli.run("calls", "--as", "dz").status == 0


def test_what_a_script_does_is_written_so_into_the_audit_log(tmp_path: Path) -> None:
    shop_cli = new_command_line(tmp_path)
    case = shop_cli.json(
        "case", "add", fields={"kind": "repair", "customer": {"name": "李雷"}, "fault": "断"}
    )
    entry = shop_cli.json("case", "show", case["number"])["timeline"][0]
    assert (entry["action"], entry["by"], entry["by_script"]) == ("case.open", "DZ", True)


@pytest.mark.parametrize(
    "words",
    [
        ("nonsense",),
        ("customer",),
        ("customer", "show"),
        ("find",),
        ("find", "x", "--limit", "0"),
        ("find", "x", "--limit", "9" * 400),
        ("init", "--trade", "shoes", "--name", "x"),
        ("init", "--trade", "common", "--name", "x"),
        ("case", "list", "--stage", "lost"),
        ("case", "add"),
        ("call", "1", "asleep"),
        ("count", "--from", "2026-01-01"),
        ("count", "--from", "2026-01-01", "--hours", "1", "--working-days", "1"),
        ("count", "--from", "2026-01-01", "--hours", "NaN"),
        ("print", "poster", "--out", "x.pdf"),
        ("print", "slip", "--paper", "a3", "--out", "x.pdf"),
        ("calls", "--lang", "xx"),
        ("export", "visits", "x.csv"),
    ],
)
def test_wrong_use_ends_with_two_and_says_how(tmp_path: Path, words: tuple[str, ...]) -> None:
    answer = CommandLine(tmp_path).run(*words)
    assert (answer.status, answer.out) == (2, "")
    assert "--help" in answer.err


@pytest.mark.parametrize("language", ["en", "zh_CN"])
def test_every_command_has_its_help(tmp_path: Path, language: str) -> None:
    for command in all_commands():
        answer = CommandLine(tmp_path).run(*command.words, "--help", "--lang", language)
        assert answer.status == 0, command.words
        word = {"en": "usage: ", "zh_CN": "用法："}[language]
        assert answer.out.startswith(f"{word}shopcare")
        if language == "zh_CN":
            for english in ("usage", "positional", "options:", "show this", "exit", "version"):
                assert english not in answer.out


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("find",), "缺少：TEXT。"),
        (("find", "x", "--limit"), "--limit：没有写值。"),
        (("find", "x", "--limit", "many"), "--limit：“many”不是整数。"),
        (("find", "x", "--limit", "0"), "--limit：0 不在 1 到 "),
        (("find", "x", "--json=yes"), "--json：不需要写值"),
        (("find", "x", "--colour"), "无法识别：--colour。"),
        (("case", "list", "--stage", "lost"), "--stage：“lost”不能用在这里"),
        (("nonsense",), "命令：“nonsense”不能用在这里"),
        (("print", "slip", "--paper", "a3", "--out", "x.pdf"), "--paper：“a3”不能用在这里"),
        (("count", "--from", "2026-01-01"), "需要其中之一：--working-days"),
        (
            ("count", "--from", "2026-01-01", "--hours", "1", "--working-days", "1"),
            "不能与 --hours",
        ),
        (("close-day", "--not-made", "1"), "--not-made：需要 2 个值。"),
    ],
)
def test_wrong_use_is_said_in_the_users_language(
    tmp_path: Path, words: tuple[str, ...], said: str
) -> None:
    answer = CommandLine(tmp_path).run(*words, "--lang=zh_CN")
    assert answer.status == 2
    assert said in answer.err
    for english in ("usage", "argument", "invalid", "choose", "required", "expected", "allowed"):
        assert english not in answer.err


def test_the_version_is_told(tmp_path: Path) -> None:
    assert CommandLine(tmp_path).run("--version").out.startswith("ShopCare ")


def test_options_without_a_command_open_the_window(tmp_path: Path) -> None:
    opened: list[object] = []

    def open_window(data: Path | None, *, initials: str | None) -> int:
        opened.append((data, initials))
        return 7

    def never(*_: object, **__: object) -> list[object]:
        raise AssertionError

    doors = Doors(
        open_window=open_window,
        show_demo=never,
        measure=never,
        self_test=never,
        is_window_open=never,
    )
    assert run(["--data", str(tmp_path), "--as", "DZ"], doors) == 7
    assert opened == [(tmp_path, "DZ")]


def test_demo_and_bench_go_through_their_doors(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    asked: list[object] = []

    def show_demo(
        data: Path | None,
        *,
        trade: str | None,
        out: Path | None,
        language: str | None,
        as_json: bool,
    ) -> int:
        asked.append((data, trade, out, language, as_json))
        return 0

    def measure(customers: int | None) -> list[object]:
        asked.append(customers)
        return []

    doors = Doors(
        open_window=lambda: 0,
        show_demo=show_demo,
        measure=measure,
        self_test=list,
        is_window_open=bool,
    )
    assert run(["demo", "--out", str(tmp_path), "--lang", "en", "--json"], doors) == 0
    assert run(["demo", "--trade", "tile"], doors) == 0
    assert run(["bench", "--customers", "10", "--json"], doors) == 0
    assert asked == [
        (None, None, tmp_path, "en", True),
        (None, "tile", None, None, False),
        10,
    ]
    assert json.loads(capsys.readouterr().out) == {"figures": []}


def test_an_interrupt_ends_quietly(tmp_path: Path) -> None:
    def interrupted(*_: object, **__: object) -> int:
        raise KeyboardInterrupt

    doors = Doors(
        open_window=interrupted,
        show_demo=interrupted,
        measure=list,
        self_test=list,
        is_window_open=bool,
    )
    assert run(["demo"], doors) == 130


def test_check_finds_a_new_shop_in_order(tmp_path: Path) -> None:
    shop_cli = new_command_line(tmp_path)
    answer = shop_cli.json("check")
    assert answer["fine"] is True
    assert all(one["fine"] for one in answer["checks"])
    assert shop_cli.run("check", "--lang", "en").status == 0


def test_check_finds_what_was_changed_outside(tmp_path: Path) -> None:
    shop_cli = new_command_line(tmp_path)
    shop_cli.json("customer", "add", "--name", "甲")
    with closing(sqlite3.connect(tmp_path / "shop.db")) as file, file:
        triggers = file.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall()
        for (name,) in triggers:
            file.execute(f'DROP TRIGGER "{name}"')
        file.execute("UPDATE audit_entry SET \"values\" = '{}' WHERE action = 'customer.add'")
    answer = shop_cli.run("--json", "check")
    assert answer.status == 1
    assert [one["key"] for one in answer.json["checks"] if not one["fine"]] == [
        "schema",
        "audit",
        "records",
    ]
