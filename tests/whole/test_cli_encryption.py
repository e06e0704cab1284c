"""A command line day on an encrypted shop, and what it says when the passphrase is wrong."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from building.command_line import CommandLine, new_command_line
from building.encryption import PASSPHRASE, encrypted, files_with, locked

NAME, PHONE, FAULT = "欧阳震华", "13800138000", "镜腿断了"


@pytest.fixture
def shop_cli(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[CommandLine]:
    made = new_command_line(tmp_path / "data", "en")
    encrypted(made.folder / "shop.db")
    locked()
    monkeypatch.setenv("SHOPCARE_PASSPHRASE", PASSPHRASE)
    yield made
    locked()


def test_a_whole_day_is_worked_encrypted(shop_cli: CommandLine, tmp_path: Path) -> None:
    who = shop_cli.json("customer", "add", "--name", NAME, "--phone", PHONE)["id"]
    fields = {"kind": "repair", "customer_id": who, "product": "BL1", "fault": FAULT}
    number = shop_cli.json("case", "add", fields=fields)["number"]
    people = tmp_path / "people.csv"
    people.write_text("姓名,手机\n赵六,13700137000\n", "utf-8")
    assert shop_cli.json("import", "customers", people)["added"] == 1
    assert shop_cli.json("find", "赵六")[0]["name"] == "赵六"
    shop_cli.json("case", "move", number, "diagnosed", "--reason", "断", "--cause", "use")
    shop_cli.json("case", "undo", number)
    backup = shop_cli.json("backup", "now")["file"]
    assert shop_cli.json("backup", "check", backup)["fine"]
    shop_cli.json("customer", "add", "--name", "后来的", "--phone", "13800138001")
    shop_cli.json("backup", "restore", backup)
    assert shop_cli.json("find", "后来的") == []
    assert shop_cli.json("case", "show", number)["fault"] == FAULT
    shop_cli.json("close-day")
    shop_cli.json("case", "move", number, "cancelled", "--reason", "不修了")
    assert shop_cli.json("person", "erase", who, "--confirm", NAME)["erased"]
    assert shop_cli.json("check")["fine"]
    assert list(files_with(shop_cli.folder, NAME, PHONE, FAULT, "赵六", "后来的")) == []


def test_each_run_of_a_command_wants_the_passphrase(
    shop_cli: CommandLine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SHOPCARE_PASSPHRASE", "not this one")
    assert shop_cli.refused("calls")["code"] == "passphrase_wrong"
    monkeypatch.delenv("SHOPCARE_PASSPHRASE")
    assert shop_cli.refused("calls")["code"] == "passphrase_needed"
    assert shop_cli.refused("backup", "salvage")["code"] == "passphrase_needed"
    file = tmp_path / "passphrase.txt"
    file.write_text(f"{PASSPHRASE}\r\n", "utf-8")
    shop_cli.json("--passphrase-file", file, "calls")
    locked()
    answer = shop_cli.run("--json", "--passphrase-file", "-", "calls", stdin=PASSPHRASE)
    assert answer.status == 0, answer


def test_a_new_shop_can_be_encrypted_from_its_first_start(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SHOPCARE_PASSPHRASE", PASSPHRASE)
    new = CommandLine(tmp_path)
    words = ("init", "--trade", "optical", "--name", "明亮眼镜", "--encrypt")
    code = new.json(*words)["recovery_code"]
    locked()
    monkeypatch.setenv("SHOPCARE_PASSPHRASE", code)
    assert new.json("encrypt", "status") == {
        "encrypted": True, "in_keychain": False, "unencrypted": [],
    }  # fmt: skip
    assert list(files_with(tmp_path, "明亮眼镜")) == []


def test_a_foreign_file_and_a_lost_key_have_their_sentence(
    shop_cli: CommandLine, tmp_path: Path
) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (elsewhere / "shop.db").write_bytes((shop_cli.folder / "shop.db").read_bytes())
    answer = CommandLine(elsewhere).run("--json", "--lang", "en", "calls")
    assert json.loads(answer.out)["error"]["code"] == "key_file_missing"
    assert "encryption.key" in answer.err
    (elsewhere / "shop.db").write_bytes(b"no shop at all" * 500)
    assert CommandLine(elsewhere).refused("calls")["code"] == "shop_file_foreign"
