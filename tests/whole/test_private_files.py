"""What a shop keeps is for the user's own eyes, the sample included."""

import stat
from contextlib import closing
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from building.command_line import CommandLine
from shopcare.app.window import ScreenMemory
from shopcare.services.setup.sample_file import sample_shop_file
from shopcare.services.shop import open_shop
from shopcare.system.log import write_crash

NOW = datetime(2026, 3, 5, 10, 0, tzinfo=ZoneInfo("Asia/Shanghai"))


def rights(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def test_a_new_shop_and_all_beside_it_is_for_its_owner_alone(tmp_path: Path) -> None:
    shop_cli = CommandLine(tmp_path / "data")
    shop_cli.json("init", "--trade", "optical", "--name", "好")
    with closing(open_shop(tmp_path / "data" / "shop.db")) as shop:
        shop.file.execute("DELETE FROM draft")  # so that the log beside the file is there too
        write_crash(tmp_path / "data", "what went wrong")
        ScreenMemory(tmp_path / "data").put("size", "1366")
        assert rights(tmp_path / "data") == 0o700
        found = {path.name: rights(path) for path in (tmp_path / "data").iterdir()}
    assert found.keys() >= {"shop.db", "shop.db-wal", "shop.db-shm", "crash.log"}
    assert set(found.values()) == {0o600}, found


def test_a_shop_that_was_open_to_others_is_closed_to_them_when_it_is_opened(tmp_path: Path) -> None:
    CommandLine(tmp_path).json("init", "--trade", "optical", "--name", "好")
    (tmp_path / "shop.db").chmod(0o644)
    CommandLine(tmp_path).json("calls")
    assert rights(tmp_path / "shop.db") == 0o600


def test_two_samples_lie_apart_where_nobody_else_can_look() -> None:
    one, two = sample_shop_file(now=NOW), sample_shop_file(now=NOW)
    assert one != two
    assert one.exists()
    assert {rights(one.parent), rights(two.parent)} == {0o700}
    assert {rights(one), rights(two)} == {0o600}
