"""A drill: the program is killed at random moments while cases, calls and lists are saved.

Everything that it had said to be saved is there, nothing is there by half, the file always opens.

``SHOPCARE_DRILL=long`` kills 1,000 times, and 300 times in an encrypted shop.
"""

import os
import shutil
import subprocess
import sys
from collections import Counter as Counts
from contextlib import closing
from pathlib import Path
from random import Random
from time import sleep

import pytest

from building.encryption import encrypted, locked
from building.shops import MANAGER
from shopcare.domain.shop.settings import ShopSettings
from shopcare.services.calendar.calendar_facts import keep_years
from shopcare.services.setup.new_shop import create_shop
from shopcare.services.shop import open_shop
from shopcare.storage.checks import trail_check
from shopcare.storage.file import audit, inspection

IS_LONG = os.environ.get("SHOPCARE_DRILL") == "long"
KILLS = {"plain": 1_000 if IS_LONG else 3, "encrypted": 300 if IS_LONG else 1}
LONGEST_SECONDS = 1.2
SEED = int(os.environ.get("SHOPCARE_DRILL_SEED", "13"))
TESTS = Path(__file__).parents[1]
ROOT = TESTS.parent
WRITER = """
import sys
from datetime import timedelta
from itertools import count
from pathlib import Path
from building.counter import Counter
from building.encryption import PASSPHRASE
from building.records import READY
from shopcare.domain.calls.callback import CallResult
from shopcare.domain.shop.backups import BackupReason
from shopcare.services.calls.undo_call import undo_call
from shopcare.services.exchange.import_customers import import_customers
from shopcare.services.exchange.import_purchases import import_purchases
from shopcare.services.shop import open_shop
from shopcare.services.upkeep.backups import back_up
from shopcare.services.upkeep.encryption import is_encrypted, unlock
from shopcare.storage.file import audit
from shopcare.storage.file.database import checkpoint

path, began = Path(sys.argv[1]), int(sys.argv[2])
if is_encrypted(path):
    unlock(path, PASSPHRASE)
shop = open_shop(path)
counter = Counter(shop, shop.clock)

def say():
    print(audit.last_entry(shop.file).id, flush=True)

say()
for number in count(began):
    person = counter.person(f"王{number}")
    say()
    case = counter.case(person)
    say()
    counter.move(case, *READY, promised_on=shop.today() + timedelta(days=9))
    say()
    for call in counter.calls(person)[:1]:
        counter.dial(call, CallResult.NO_ANSWER)
        say()
        undo_call(shop, call.id)
        say()
        counter.dial(call)
        say()
    if number % 5 == 0:
        table = path.with_name("list.csv")
        rows = "".join(f"李{number}{row},139{number % 10000:04d}{row:04d}\\n" for row in range(30))
        table.write_text(f"姓名,电话\\n{rows}", "utf-8")
        import_customers(shop, table)
        say()
        sold = (f"S{number}{row},{shop.today()},李{number}{row},{row}\\n" for row in range(30))
        rows = "".join(sold)
        table.write_text(f"单号,日期,姓名,金额\\n{rows}", "utf-8")
        import_purchases(shop, table)
        say()
        checkpoint(shop.file)
    if number % 7 == 0:
        back_up(shop, BackupReason.BY_HAND)
"""


@pytest.mark.parametrize("way", KILLS)
def test_a_kill_loses_nothing_that_was_said_to_be_saved(tmp_path: Path, way: str) -> None:
    path = tmp_path / "shop" / "shop.db"
    dice = Random(SEED)
    counts: Counts[str] = Counts()
    for number in range(KILLS[way]):
        if not path.exists() or path.stat().st_size > 4_000_000:
            _new_shop(path)
            if way == "encrypted":
                encrypted(path)
        said = _killed(path, number, dice.random() * LONGEST_SECONDS)
        counts["kills"] += 1
        counts["saved"] += len(said)
        _look(path, said[-1])
        counts["whole"] += 1
        if counts["whole"] % 100 == 0:
            print(f"kills, {way}, so far: {dict(counts)}", flush=True)
    locked()
    print(f"\nkills, {way}: {dict(counts)}")
    assert counts["whole"] == counts["kills"] == KILLS[way]
    assert counts["saved"] >= KILLS[way]


def _new_shop(path: Path) -> None:
    shutil.rmtree(path.parent, ignore_errors=True)
    path.parent.mkdir()
    settings = ShopSettings(name="明亮眼镜", trade="optical")
    create_shop(path, settings, [MANAGER], fill=keep_years).close()


def _killed(path: Path, number: int, after: float) -> list[int]:
    """Let another process save until it is killed; give the entries that it spoke of."""
    paths = os.pathsep.join((str(ROOT / "src"), str(TESTS)))
    with subprocess.Popen(
        [sys.executable, "-c", WRITER, str(path), str(number * 1_000)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env=os.environ | {"PYTHONPATH": paths},
    ) as writer:
        assert writer.stdout is not None
        first = writer.stdout.readline()
        sleep(after)
        writer.kill()
        rest = [line for line in writer.stdout if line.endswith("\n")]
        complaint = writer.stderr.read() if writer.stderr is not None else ""
    assert not complaint, complaint
    return [int(line) for line in (first, *rest)]


def _look(path: Path, last: int) -> None:
    with closing(open_shop(path)) as shop:
        assert inspection.damage(shop.file) == []
        assert list(audit.broken_seals(shop.file)) == []
        assert audit.last_entry(shop.file).id >= last
        assert shop.lost is None
        assert trail_check.changed_rows(shop.file) == []
