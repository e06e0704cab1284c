"""Scripts where the shop uses PINs: nobody acts as somebody without a PIN or a token."""

import json
from pathlib import Path
from typing import Any

import pytest

from building.command_line import CommandLine, new_command_line

PIN = "2580"
NOBODY = ("SHOPCARE_PIN", "SHOPCARE_TOKEN", "SHOPCARE_NEW_PIN", "SHOPCARE_RECOVERY_CODE")


@pytest.fixture(scope="module")
def with_pins(tmp_path_factory: pytest.TempPathFactory) -> CommandLine:
    folder = tmp_path_factory.mktemp("pins")
    cli = new_command_line(folder)
    cli.json("staff", "add", "XC", "--name", "小陈")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SHOPCARE_NEW_PIN", PIN)
        cli.json("staff", "pin", "on")
    return cli


@pytest.fixture(autouse=True)
def nothing_in_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in NOBODY:
        monkeypatch.delenv(name, raising=False)


def code_of(cli: CommandLine, *words: object, stdin: str = "") -> Any:
    return cli.run("--json", *words, stdin=stdin).error["code"]


@pytest.mark.parametrize(
    "words",
    [
        ("find", "王"), ("calls",), ("customer", "show", 1), ("log",), ("staff", "list"),
        ("export", "customers", "x.csv"), ("customer", "add", "--name", "王"),
        ("calls", "--as", "DZ"), ("close-day", "--look"),
    ],
)  # fmt: skip
def test_without_a_pin_a_script_reads_and_writes_nothing(
    with_pins: CommandLine, words: tuple[object, ...]
) -> None:
    assert code_of(with_pins, *words) == "log_in_needed"


def test_the_check_and_a_backup_need_nobody_but_a_restore_does(with_pins: CommandLine) -> None:
    assert with_pins.json("check")["fine"]
    made = with_pins.json("backup", "now")
    assert [one["file"] for one in with_pins.json("backup", "list")] == [made["file"]]
    assert code_of(with_pins, "backup", "restore", made["file"]) == "log_in_needed"


def test_a_pin_is_taken_from_a_file_from_stdin_or_from_the_environment(
    with_pins: CommandLine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "pin"
    file.write_text(f"{PIN}\n", "utf-8")
    assert with_pins.json("calls", "--as", "dz", "--pin-file", file)
    asked = with_pins.run("--as", "DZ", "--pin-file", "-", "calls", "--json", stdin=PIN)
    assert asked.status == 0
    monkeypatch.setenv("SHOPCARE_PIN", PIN)
    assert with_pins.json("calls", "--as", "DZ")
    assert code_of(with_pins, "calls", "--as", "XC") == "pin_not_set"
    assert code_of(with_pins, "calls") == "log_in_needed"
    monkeypatch.setenv("SHOPCARE_PIN", "0852")
    assert code_of(with_pins, "calls", "--as", "DZ") == "pin_wrong"


def test_a_token_names_for_whom_it_acts(
    with_pins: CommandLine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SHOPCARE_PIN", PIN)
    made = with_pins.json("staff", "token", "add", "XC", "--for", "收银", "--as", "DZ")
    monkeypatch.setenv("SHOPCARE_PIN", made["token"])
    with_pins.json("customer", "add", "--name", "王小明", "--phone", "13800138000")
    (line,) = [one for one in with_pins.json("log") if one["action"] == "customer.add"]
    assert (line["by"], line["by_script"]) == ("小陈", True)
    assert code_of(with_pins, "calls", "--as", "DZ") == "token_of_another"
    assert code_of(with_pins, "settings", "set", "--phone", "1") == "manager_needed"
    assert code_of(with_pins, "backup", "restore", "none.db") != ""
    whole = json.dumps(with_pins.json("log"), ensure_ascii=False)
    assert made["token"] not in whole
    assert PIN not in whole


def test_pins_are_not_turned_off_by_another_command(
    with_pins: CommandLine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SHOPCARE_PIN", PIN)
    fields = json.dumps({"uses_pins": False})
    refused = with_pins.run("--json", "settings", "set", "--as", "DZ", "--fields", "-",
                            stdin=fields)  # fmt: skip
    assert refused.error["code"] == "field_unknown"
    set_minutes = with_pins.json("settings", "set", "--as", "DZ", "--lock-minutes", 3)
    assert (set_minutes["uses_pins"], set_minutes["lock_minutes"]) == (True, 3)
