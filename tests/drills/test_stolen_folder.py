"""A drill: the folder of an encrypted shop is stolen, and every byte of it is searched.

The shop was plain before, with backups, a damaged file that was kept and a killed program's
leftovers; then it was encrypted, worked in, killed and backed up. ``SHOPCARE_DRILL=long`` takes the
sample shops of all trades.
"""

import os
import subprocess
import sys
from collections.abc import Iterable, Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from building.encryption import CHEAP, PASSPHRASE, locked
from building.shops import EVENING, MANAGER, make_sample, make_shop
from shopcare.domain.shop.backups import BackupReason
from shopcare.services import drafts
from shopcare.services.setup.first_start import trades
from shopcare.services.setup.sample_shop import USUAL_TRADE
from shopcare.services.setup.settings import change_settings
from shopcare.services.shop import Shop, open_shop
from shopcare.services.upkeep.backups import back_up
from shopcare.services.upkeep.drill import drill
from shopcare.services.upkeep.encrypting import allowed, turn_on
from shopcare.services.upkeep.encryption import unlock
from shopcare.system.clock import SetClock
from shopcare.system.log import traceback_text, write_crash

LONG = os.environ.get("SHOPCARE_DRILL") == "long"
TRADES = sorted(trades()) if LONG else [USUAL_TRADE]
TESTS = Path(__file__).parents[1]
HALF_TYPED = "半截话：她说明天再来取"
CODES = ("utf-8", "utf-16-le", "utf-16-be", "gb18030")
SHORTEST = 6
"""Bytes; of 200 needles of four bytes one stands in six million of noise in every fourth run."""
KILLED = """
import os, sys
from pathlib import Path
from building.counter import Counter
from building.shops import EVENING
from shopcare.services.shop import open_shop
from shopcare.services.upkeep.encryption import unlock
from shopcare.system.clock import SetClock

path = Path(sys.argv[1])
unlock(path, sys.argv[2])
shop = open_shop(path, clock=SetClock(EVENING))
counter = Counter(shop, shop.clock)
counter.case(counter.person("慕容复", "13912345678"), fault="雨里摔断了左镜腿")
counter.shop.file.execute("BEGIN IMMEDIATE")
counter.shop.file.execute("UPDATE customer SET remark = '写到一半就断电了' WHERE id = 1")
print("dies", flush=True)
os.kill(os.getpid(), 9)
"""


def texts_of(shop: Shop) -> Iterator[str]:
    """Give every name, number and sentence that is on file."""
    tables = [
        row[0]
        for row in shop.file.execute(
            "SELECT name FROM sqlite_schema WHERE type = 'table' AND sql NOT LIKE '%VIRTUAL%'"
            " AND name NOT GLOB 'sqlite_*' AND name NOT GLOB '_sqlite_*'"
            " AND name NOT GLOB 'search*'"
        )
    ]
    for table in tables:
        for row in shop.file.execute(f'SELECT * FROM "{table}"'):
            yield from (value for value in tuple(row) if isinstance(value, str))


def is_telling(text: str) -> bool:
    """Say whether a text tells something of somebody: it is Chinese, or a number of a phone."""
    is_chinese = any("\u4e00" <= sign <= "\u9fff" for sign in text) and len(text) > 1
    return is_chinese or (text.isdecimal() and len(text) >= 8)


def found_in(files: Iterable[Path], words: set[str]) -> list[tuple[str, str]]:
    needles = {word.encode(code, "ignore") for word in words for code in CODES}
    needles = {needle for needle in needles if len(needle) >= SHORTEST}
    found = []
    for file in files:
        content = file.read_bytes()
        found += [(file.name, repr(needle)) for needle in needles if needle in content]
    return found


@pytest.mark.parametrize("trade", TRADES)
def test_a_stolen_folder_shows_nothing(tmp_path: Path, trade: str) -> None:
    folder, stick = tmp_path / "data", tmp_path / "stick"
    stick.mkdir()
    path = plain_shop(folder, stick, trade)
    words = what_is_on_file(path)
    assert len(found_in([path], words)) >= len(words) - 1, "all of it can be read while it is plain"
    encrypt(path)
    words |= work_and_die(path)
    locked()
    files = [file for file in tmp_path.rglob("*") if file.is_file()]
    found = found_in(files, words)
    size = sum(file.stat().st_size for file in files)
    print(
        f"\nstolen folder of {trade}: {len(words):,} texts in {len(CODES)} encodings,"
        f" {len(files)} files, {size:,} bytes: {len(found)} found"
    )
    assert found == []


def plain_shop(folder: Path, stick: Path, trade: str) -> Path:
    """Make a shop that was worked in unencrypted, with all that such a shop leaves."""
    make_shop(folder, SetClock(EVENING), staff=(MANAGER,)).close()
    path = folder / "shop.db"
    sample = make_sample(folder.parent / f"sample-{trade}", trade=trade)
    path.write_bytes(sample.read_bytes())
    for file in sample.parent.iterdir():
        file.unlink()
    clock = SetClock(EVENING)
    with closing(open_shop(path, clock=clock)) as shop:
        change_settings(shop, replace(shop.settings, backup_folder=str(stick)))
        drafts.keep(shop, drafts.Form.INTAKE, {"fault": HALF_TYPED})
        back_up(shop, BackupReason.DAY_CLOSE)
        clock.advance(seconds=1)
        back_up(shop, BackupReason.BY_HAND)
        (folder / "shop.db-wal.0badcafe.old").write_bytes(path.read_bytes()[:90_000])
    (folder / "shop.damaged-20260301T100000-0bad.db").write_bytes(path.read_bytes()[:120_000])
    (folder / "backups" / "0badcafe.unfinished").write_bytes(path.read_bytes())
    return path


def what_is_on_file(path: Path) -> set[str]:
    with closing(open_shop(path, clock=SetClock(EVENING))) as shop:
        return {text for text in texts_of(shop) if is_telling(text)} | {HALF_TYPED}


def encrypt(path: Path) -> None:
    with closing(open_shop(path, clock=SetClock(EVENING))) as shop:
        by = allowed(shop)
    done = turn_on(path, (PASSPHRASE, PASSPHRASE), by, cost=CHEAP)
    assert done.backups == 4, "two in each place"
    assert len(done.plain_left) == 2, "the damaged file and the old log are told"
    turn_on(path, (PASSPHRASE, ""), by, remove_plain=True)


def work_and_die(path: Path) -> set[str]:
    """Work on encrypted, be killed in the middle of a save, and note an error."""
    environment = os.environ | {"PYTHONPATH": os.pathsep.join([str(TESTS), *sys.path])}
    words = [sys.executable, "-c", KILLED, str(path), PASSPHRASE]
    died = subprocess.run(words, env=environment, check=False, capture_output=True, text=True)
    assert died.stdout.strip() == "dies", died.stderr
    locked()
    unlock(path, PASSPHRASE)
    with closing(open_shop(path, clock=SetClock(EVENING.replace(minute=40)))) as shop:
        back_up(shop, BackupReason.PROGRAM_CLOSE)
        drill(shop)
        try:
            raise ValueError("慕容复")
        except ValueError as error:
            write_crash(path.parent, traceback_text(error))
        return {text for text in texts_of(shop) if is_telling(text)} | {
            "慕容复", "13912345678", "雨里摔断了左镜腿", "写到一半就断电了",
        }  # fmt: skip
