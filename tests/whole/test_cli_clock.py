"""clock confirm: the way out where the PC's clock is in doubt and there is no screen."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

from command_line import new_command_line

from shopcare.services.shop import open_shop
from shopcare.system.clock import SetClock
from shopcare.system.paths import shop_file


def test_the_clock_in_doubt_refuses_and_confirming_helps(tmp_path: Path) -> None:
    shop_cli = new_command_line(tmp_path)
    ahead = datetime.now(UTC).replace(microsecond=0) + timedelta(days=3)
    with_wrong_clock = open_shop(shop_file(tmp_path), clock=SetClock(ahead))
    with with_wrong_clock.begin("test.entry", "test"):
        pass
    with_wrong_clock.close()
    draft = {"name": "王小明", "phones": ["13800138000"]}
    refused = shop_cli.refused("customer", "add", fields=draft)
    assert refused["code"] == "clock_in_doubt"
    assert set(refused["values"]) == {"now", "last"}
    assert shop_cli.json("calls") is not None, "looking is never refused"
    assert shop_cli.json("clock", "confirm")["state"] == "behind"
    assert shop_cli.json("customer", "add", fields=draft)["id"] == 1
    assert shop_cli.json("clock", "confirm")["state"] == "ok"
