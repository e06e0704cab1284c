"""clock confirm: the way out where the PC's clock is in doubt and there is no screen."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from building.command_line import new_command_line
from shopcare.services.shop import open_shop
from shopcare.system.clock import SetClock
from shopcare.system.paths import shop_file

LOOKING = [
    ("calls",),
    ("count", "--from", "2026-03-05", "--hours", "24"),
    ("print", "call-sheet", "--out", "sheet.pdf"),
]


def test_the_clock_in_doubt_refuses_and_confirming_helps(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    shop_cli = new_command_line(tmp_path)
    shop_cli.json("staff", "add", "XC", "--name", "小陈")
    ahead = datetime.now(UTC).replace(microsecond=0) + timedelta(days=3)
    with_wrong_clock = open_shop(shop_file(tmp_path), clock=SetClock(ahead))
    with with_wrong_clock.begin("test.entry", "test"):
        pass
    with_wrong_clock.close()
    draft = {"name": "王小明", "phones": ["13800138000"]}
    refused = shop_cli.refused("customer", "add", fields=draft)
    assert refused["code"] == "clock_in_doubt"
    assert set(refused["values"]) == {"now", "last"}
    for words in LOOKING:
        looked = shop_cli.run("--json", *words, "--lang", "en")
        assert (looked.status, looked.json["clock_in_doubt"]) == (0, True), "never refused"
        assert "The PC's clock says" in looked.err
    assert shop_cli.refused("clock", "confirm")["code"] == "confirmer_missing"
    assert shop_cli.refused("clock", "confirm", "--as", "XC")["code"] == "manager_needed"
    assert shop_cli.json("clock", "confirm", "--as", "DZ")["state"] == "behind"
    assert shop_cli.json("customer", "add", fields=draft)["id"] == 1
    assert shop_cli.json("clock", "confirm", "--as", "DZ")["state"] == "ok"
    for words in LOOKING:
        assert shop_cli.json(*words)["clock_in_doubt"] is False
