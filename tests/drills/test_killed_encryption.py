"""A drill: the program is killed at each step of turning the encryption on or off.

The shop opens afterwards with every entry, what was begun can be finished, and then nothing of a
shop that is encrypted can be read. ``SHOPCARE_DRILL=long`` kills at every step, else at a few.
"""

import os
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from building.counter import Counter
from building.encryption import CHEAP, PASSPHRASE, encrypted, files_with, locked
from building.shops import NOW, make_shop
from shopcare.domain.shop.backups import BackupReason
from shopcare.services.search.search import find
from shopcare.services.shop import open_shop
from shopcare.services.upkeep.backups import back_up
from shopcare.services.upkeep.check import check
from shopcare.services.upkeep.encrypting import allowed, turn_off, turn_on
from shopcare.services.upkeep.encryption import is_encrypted, unlock
from shopcare.system.clock import SetClock

TESTS = Path(__file__).parents[1]
STEPS = [
    ("on", "export", "after", 1),
    ("on", "differences", "after", 1),
    ("on", "replace", "before", 1),
    ("on", "replace", "after", 1),
    ("on", "wipe", "before", 1),
    ("on", "replace", "before", 2),
    ("on", "wipe", "before", 2),
    ("off", "export", "after", 1),
    ("off", "replace", "before", 1),
    ("off", "replace", "after", 1),
    ("off", "replace", "before", 2),
]
"""On or off, at which step, before or after it, and the how manieth time it is taken."""
FEW = [STEPS[3], STEPS[4], STEPS[7]]
NAME = "欧阳震华"
KILLED = """
import os, sys
from contextlib import closing
from pathlib import Path
from building.encryption import CHEAP
from building.shops import NOW
from shopcare.services.shop import open_shop
from shopcare.services.upkeep.encrypting import allowed, turn_off, turn_on
from shopcare.services.upkeep.encryption import is_encrypted, unlock
from shopcare.storage.recovery import converting
from shopcare.system.clock import SetClock

path, passphrase, way, step, when, times = Path(sys.argv[1]), *sys.argv[2:]
if is_encrypted(path):
    unlock(path, passphrase)
with closing(open_shop(path, clock=SetClock(NOW))) as shop:
    by = allowed(shop)
whole, left = getattr(converting, step), [int(times)]

def until_killed(*words, **more):
    left[0] -= 1
    if left[0]:
        return whole(*words, **more)
    if when == "after":
        whole(*words, **more)
    os.kill(os.getpid(), 9)

setattr(converting, step, until_killed)
if way == "on":
    turn_on(path, (passphrase, passphrase), by, cost=CHEAP)
else:
    turn_off(path, passphrase, by)
print("came to its end")
"""


@pytest.mark.parametrize(
    ("way", "step", "when", "times"), STEPS if os.environ.get("SHOPCARE_DRILL") == "long" else FEW
)
def test_a_shop_outlives_a_kill_while_it_is_encrypted_or_no_longer(
    tmp_path: Path, way: str, step: str, when: str, times: int
) -> None:
    path, clock = tmp_path / "shop.db", SetClock(NOW)
    with closing(make_shop(tmp_path, clock)) as shop:
        Counter(shop, clock).person(NAME)
        back_up(shop, BackupReason.BY_HAND)
    if way == "off":
        encrypted(path, clock)
    environment = os.environ | {"PYTHONPATH": os.pathsep.join([str(TESTS), *sys.path])}
    words = [sys.executable, "-c", KILLED, str(path), PASSPHRASE, way, step, when, str(times)]
    died = subprocess.run(words, env=environment, check=False, capture_output=True, text=True)
    assert died.returncode != 0, died.stdout
    assert not died.stderr, died.stderr
    locked()
    if is_encrypted(path):
        unlock(path, PASSPHRASE)
    with closing(open_shop(path, clock=clock)) as shop:
        assert [found.key for found in check(shop) if not found.is_fine] == []
        assert find(shop, NAME)
        by = allowed(shop)
    if way == "on":
        turn_on(path, (PASSPHRASE, PASSPHRASE), by, cost=CHEAP)
        assert list(files_with(tmp_path, NAME)) == []
    elif is_encrypted(path):
        assert list(files_with(tmp_path, NAME)) == []
        assert turn_off(path, PASSPHRASE, by) == ()
    with closing(open_shop(path, clock=clock)) as shop:
        assert find(shop, NAME)
    locked()
