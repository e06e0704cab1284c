"""Shops on a real file with a set clock."""

import atexit
import shutil
from collections.abc import Sequence
from datetime import datetime
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from zoneinfo import ZoneInfo

from building import encryption
from building.encryption import encrypt_quickly, encrypted_if_asked
from building.moments import at
from shopcare.domain.ids import StaffId
from shopcare.domain.people.staff import Role, Staff
from shopcare.domain.shop.settings import ShopSettings
from shopcare.services.calendar.calendar_facts import country_settings, keep_years
from shopcare.services.setup import settings
from shopcare.services.setup.new_shop import create_shop
from shopcare.services.setup.sample_shop import USUAL_TRADE, make_sample_shop
from shopcare.services.shop import Shop, open_shop
from shopcare.system.clock import SetClock
from shopcare.system.paths import SHOP_FILE

NOW = at("2026-03-05 10:00")
"""A Thursday in an ordinary working week; calls 9:30 to 11:30 and 14:00 to 17:30."""
EVENING = at("2026-03-05 20:12")
"""When the sample shop of the pages stands, just before it closes."""
MANAGER = settings.first_manager("DZ", "店长")


def make_shop(
    folder: Path, clock: SetClock, *, staff: Sequence[Staff] = (MANAGER,), **facts: Any
) -> Shop:
    """Make an optical shop; ``facts`` are fields of its settings."""
    made = ShopSettings(**({"name": "明亮眼镜", "trade": "optical"} | facts))
    template = _new_shop(made, tuple(staff), clock.now(), is_encrypted=encryption.ALL_ENCRYPTED)
    shutil.copytree(template, folder, dirs_exist_ok=True)
    return open_shop(folder / SHOP_FILE, clock=clock)


@cache
def _new_shop(
    made: ShopSettings, staff: tuple[Staff, ...], now: datetime, *, is_encrypted: bool
) -> Path:
    """Make a shop once for all tests that begin with its like; give the folder of its files."""
    folder = empty_folder()
    made = country_settings(made, made.country, made.region)
    path = folder / SHOP_FILE
    create_shop(path, made, list(staff), clock=SetClock(now), fill=keep_years).close()
    if is_encrypted:
        encrypt_quickly(path)
    return folder


def empty_folder() -> Path:
    """Make a folder for what tests of this process copy; it goes when the process ends."""
    folder = TemporaryDirectory(prefix="shopcare-tests-", ignore_cleanup_errors=True)
    atexit.register(folder.cleanup)
    return Path(folder.name)


def shop_at(
    folder: Path, now: str, *, country: str = "CN", region: str = "", zone: str = "Asia/Shanghai"
) -> tuple[Shop, SetClock]:
    """Make a shop of a country that stands at a local moment, in English, and give its clock."""
    clock = SetClock(at(now, ZoneInfo(zone)))
    language = {"screen_language": "en", "paper_language": "en"}
    return make_shop(folder, clock, country=country, region=region, **language), clock


def hire(
    shop: Shop,
    initials: str = "XC",
    name: str = "小陈",
    role: Role = Role.CLERK,
    *,
    knowledgeable: bool = False,
) -> None:
    """Let somebody begin to work here."""
    member = Staff(
        id=StaffId(0), initials=initials, name=name, role=role, knowledgeable=knowledgeable
    )
    settings.save_member(shop, member)


def make_sample(folder: Path, now: datetime = EVENING, trade: str = USUAL_TRADE) -> Path:
    """Put a trade's sample shop into a folder."""
    shutil.copytree(_new_sample(now, trade), folder, dirs_exist_ok=True)
    return folder / "sample.db"


@cache
def _new_sample(now: datetime, trade: str) -> Path:
    """Make a sample shop once for all tests that begin with its like; give the folder."""
    folder = empty_folder()
    make_sample_shop(folder / "sample.db", now, trade)
    encrypted_if_asked(folder / "sample.db")
    return folder


def open_copy(sample: Path, folder: Path, clock: SetClock) -> Shop:
    """Open a copy of a shop file."""
    path = folder / "shop.db"
    shutil.copy(sample, path)
    return open_shop(path, clock=clock)
