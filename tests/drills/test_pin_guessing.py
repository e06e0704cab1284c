"""A drill: somebody guesses the PINs of everybody in the shop, as fast as the waits allow.

The program is started anew before each try, and the clock is set back before every seventh. All
of it has to take more than a day. ``SHOPCARE_DRILL=long`` really tries 10,000 times; the short form
tries until the wait no longer grows, and the rest is reckoned at that wait.
"""

import os
from contextlib import closing
from datetime import timedelta
from itertools import cycle
from pathlib import Path

import pytest

from building.shops import NOW, hire, make_shop
from shopcare.domain.errors import Refusal
from shopcare.domain.people.log_in import LONGEST_WAIT
from shopcare.services.log_in.credentials import set_pin, turn_on
from shopcare.services.log_in.log_in import log_in
from shopcare.services.shop import Shop, open_shop
from shopcare.system.clock import SetClock
from shopcare.system.secret_hash import PinCost

GUESSES = 10_000
TRIED = GUESSES if os.environ.get("SHOPCARE_DRILL") == "long" else 60
CHEAP = PinCost(passes=1, memory_bytes=8192)
STAFF = ("DZ", "XC", "LL")


def test_10_000_guesses_take_more_than_a_day(tmp_path: Path) -> None:
    clock = SetClock(NOW)
    with closing(make_shop(tmp_path, clock)) as shop:
        _give_pins(shop)
        path = shop.path
    waited, set_back = timedelta(), 0
    for number, initials in zip(range(TRIED), cycle(STAFF), strict=False):
        with closing(open_shop(path, clock=clock)) as shop:
            if number % 7 == 6:
                clock.advance(days=-1)
                set_back += 1
            waited += _guess(shop, clock, initials)
    reckoned = waited + (GUESSES - TRIED) * LONGEST_WAIT / len(STAFF)
    print(
        f"\npins guessed: {TRIED} of {GUESSES}, {len(STAFF)} people, clock set back {set_back}, "
        f"waited {waited}, all of them {reckoned}"
    )
    assert reckoned > timedelta(days=1)
    clock.advance(hours=1)
    with closing(open_shop(path, clock=clock)) as shop:
        log_in(shop, "DZ", "2580", CHEAP)


def _give_pins(shop: Shop) -> None:
    for initials in STAFF[1:]:
        hire(shop, initials, f"小{initials}")
    turn_on(shop, "2580", CHEAP)
    for initials in STAFF[1:]:
        set_pin(shop, shop.signing(initials).id, "1470", cost=CHEAP)


def _guess(shop: Shop, clock: SetClock, initials: str) -> timedelta:
    """Try once, waiting as long as is asked and not a second longer; give how long it was."""
    begun = clock.now()
    for _ in range(5):
        with pytest.raises(Refusal) as refused:
            log_in(shop, initials, "0815")
        if refused.value.code == "pin_wrong":
            return clock.now() - begun
        seconds = refused.value.values["seconds"]
        assert isinstance(seconds, int)
        before = shop.file.execute("SELECT sum(count) FROM wrong_try").fetchone()[0]
        clock.advance(seconds=seconds)
        with pytest.raises(Refusal):
            log_in(shop, initials, "0815")
        if shop.file.execute("SELECT sum(count) FROM wrong_try").fetchone()[0] > before:
            return clock.now() - begun
    raise AssertionError("the wait never ends")
