"""A new shop is there whole or not at all; a cut while it is made is no reason to ask for help."""

import subprocess
import sys
from pathlib import Path

import pytest

from shopcare.domain.errors import Trouble
from shopcare.services.setup.first_start import new_shop
from shopcare.services.setup.sample_shop import make_sample_shop
from shopcare.services.shop import Shop, open_shop

KILLED = 9 if sys.platform == "win32" else -9
_MAKES_AND_IS_KILLED = """
import os, pathlib, sys
from datetime import datetime
from importlib import import_module
from shopcare.services.setup.first_start import new_shop
from shopcare.services.setup.sample_shop import ZONE, make_sample_shop

def cut(*_, **__):
    os.kill(os.getpid(), 9)

path, made, room, name = sys.argv[1:]
owner = import_module(room)
*parts, last = name.split(".")
for part in parts:
    owner = getattr(owner, part)
setattr(owner, last, cut)
if made == "sample":
    make_sample_shop(pathlib.Path(path), datetime(2026, 3, 5, 10, tzinfo=ZONE))
else:
    new_shop(
        pathlib.Path(path), trade="optical", name="明亮", language="zh_CN",
        manager_initials="DZ", manager_name="店长",
    )
"""


def made(path: Path) -> Shop:
    return new_shop(
        path,
        trade="optical",
        name="明亮",
        language="zh_CN",
        manager_initials="DZ",
        manager_name="店长",
    )


@pytest.mark.parametrize(
    ("shop", "room", "name"),
    [
        ("new", "shopcare.storage.file.database", "migrate"),
        ("new", "shopcare.storage.shop.settings", "write_settings"),
        ("new", "shopcare.storage.shop.settings", "add_staff"),
        ("new", "shopcare.storage.calendar", "keep_year"),
        ("new", "shopcare.storage.file.new_file", "flush"),
        ("new", "shopcare.storage.file.new_file", "Path.hardlink_to"),
        ("sample", "shopcare.services.calls.callbacks", "record_try"),
    ],
)
def test_a_kill_while_a_shop_is_made_leaves_no_shop(
    tmp_path: Path, shop: str, room: str, name: str
) -> None:
    path = tmp_path / "shop.db"
    words = [sys.executable, "-c", _MAKES_AND_IS_KILLED, str(path), shop, room, name]
    assert subprocess.run(words, check=False).returncode == KILLED
    assert not path.exists()
    made(path).close()
    assert {left.name for left in tmp_path.iterdir()} == {"shop.db", "shop.key", "shop.last"}


def test_a_kill_after_the_shop_has_its_name_leaves_the_whole_shop(tmp_path: Path) -> None:
    path = tmp_path / "shop.db"
    words = [sys.executable, "-c", _MAKES_AND_IS_KILLED, str(path), "new"]
    words += ["shopcare.storage.file.new_file", "flush_folder"]
    assert subprocess.run(words, check=False).returncode == KILLED
    shop = open_shop(path)
    assert shop.settings.name == "明亮"
    assert [member.initials for member in shop.staff] == ["DZ"]
    shop.close()


def test_a_step_that_fails_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_shop: Shop) -> None:
        raise Trouble("disk_full")

    monkeypatch.setattr("shopcare.services.setup.first_start.keep_years", refuse)
    with pytest.raises(Trouble, match="disk_full"):
        made(tmp_path / "shop.db")
    assert list(tmp_path.iterdir()) == []


def test_a_closed_new_shop_is_one_file_and_its_sealed_note(tmp_path: Path) -> None:
    made(tmp_path / "shop.db").close()
    assert {left.name for left in tmp_path.iterdir()} == {"shop.db", "shop.key", "shop.last"}


def test_the_sample_is_never_made_over_a_shop(tmp_path: Path) -> None:
    shop = made(tmp_path / "shop.db")
    with pytest.raises(Trouble, match="shop_exists"):
        make_sample_shop(shop.path, shop.now())
    shop.close()
    open_shop(shop.path).close()
