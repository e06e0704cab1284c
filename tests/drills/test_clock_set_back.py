"""A drill: the clock of the PC is wrong, during work or between two starts.

Nothing is saved under a date that lies before what is on file, no number is given twice, and once
a manager has said that the date is right, work goes on. What no clock of a PC does by mistake, as
the end of summer time, holds nobody up.

``SHOPCARE_DRILL=long`` sets the clock to 400 moments, one after the other.
"""

import os
from collections import Counter as Counts
from collections.abc import Callable
from contextlib import closing
from datetime import datetime, timedelta
from pathlib import Path
from random import Random
from zoneinfo import ZoneInfo

import pytest

from building.counter import Counter
from building.moments import at
from building.shops import shop_at
from shopcare.domain.errors import Refusal
from shopcare.domain.shop.clock_guard import MOST_AHEAD, SLACK
from shopcare.services.shop import Shop, open_shop
from shopcare.services.upkeep.check import check
from shopcare.services.upkeep.clock_guard import confirm_clock, look_at_clock
from shopcare.storage.file import audit
from shopcare.system.clock import SetClock

MOMENTS = 400 if os.environ.get("SHOPCARE_DRILL") == "long" else 15
SEED = int(os.environ.get("SHOPCARE_DRILL_SEED", "13"))
BERLIN = ZoneInfo("Europe/Berlin")


def _guarded(path: Path, clock: SetClock) -> Shop:
    return open_shop(path, clock=clock, guard_clock=True)


def test_a_clock_that_jumps_saves_nothing_before_it_is_confirmed(tmp_path: Path) -> None:
    made, clock = shop_at(tmp_path, "2026-12-30T10:00")
    made.close()
    dice, counts = Random(SEED), Counts[str]()
    shop = _guarded(made.path, clock)
    for number in range(MOMENTS):
        days = dice.choice((0, 0, 1, -1, 3, -400, 400, 9, -9))
        clock.advance(days=days, minutes=dice.randrange(-90, 600))
        if dice.random() < 0.3:  # between two starts
            shop.close()
            shop = _guarded(made.path, clock)
        counts[_save(shop, clock, number)] += 1
    found = [one.key for one in check(shop) if not one.is_fine]
    numbers = [row[0] for row in shop.file.execute("SELECT number FROM service_case")]
    shop.close()
    print(f"\nclock: {dict(counts)}")
    assert found == []
    assert len(set(numbers)) == len(numbers) == MOMENTS
    assert min(counts["in doubt"], counts["saved"]) > 0


def _save(shop: Shop, clock: SetClock, number: int) -> str:
    """Open a case; where the clock is in doubt that is refused, and goes once it is confirmed."""
    counter = Counter(shop, clock)
    last, before = audit.last_moment(shop.file), audit.last_entry(shop.file)
    assert last is not None
    in_doubt = not last - SLACK <= clock.now() <= last + MOST_AHEAD
    assert look_at_clock(shop).in_doubt is in_doubt
    if in_doubt:
        with pytest.raises(Refusal, match="clock_in_doubt"):
            counter.person(f"王{number}")
        assert audit.last_entry(shop.file) == before
        confirm_clock(shop)
    counter.case(counter.person(f"王{number}"))
    assert audit.last_moment(shop.file) == clock.now()
    return "in doubt" if in_doubt else "saved"


def _over_the_year(moment: datetime) -> datetime:
    return moment.replace(year=moment.year - 1)


def _a_minute_back(moment: datetime) -> datetime:
    return moment - timedelta(minutes=1)


@pytest.mark.parametrize("back", [_over_the_year, _a_minute_back])
def test_numbers_go_on_when_the_clock_went_back(
    tmp_path: Path, back: Callable[[datetime], datetime]
) -> None:
    made, clock = shop_at(tmp_path, "2027-01-01T10:00")
    made.close()
    with closing(_guarded(made.path, clock)) as shop:
        counter = Counter(shop, clock)
        numbers = [counter.case(counter.person()).number]
        clock.set(back(clock.now()))
        if look_at_clock(shop).in_doubt:
            confirm_clock(shop)
        numbers.append(counter.case(counter.person()).number)
        clock.set(at("2027-01-01 10:05"))
        if look_at_clock(shop).in_doubt:
            confirm_clock(shop)
        numbers.append(counter.case(counter.person()).number)
        assert len(set(numbers)) == 3
        assert [one.key for one in check(shop) if not one.is_fine] == []


@pytest.mark.parametrize("day", ["2026-10-25", "2026-03-29"])
def test_the_change_of_summer_time_holds_nobody_up(tmp_path: Path, day: str) -> None:
    made, clock = shop_at(tmp_path, f"{day}T01:30", country="DE", zone="Europe/Berlin")
    made.close()
    moment = datetime.fromisoformat(f"{day}T01:30").replace(tzinfo=BERLIN)
    with closing(_guarded(made.path, clock)) as shop:
        counter = Counter(shop, clock)
        for _ in range(
            8
        ):  # every quarter of an hour; the hour from two to three comes twice, or never
            clock.set(moment)
            counter.case(counter.person())
            moment = datetime.fromtimestamp(moment.timestamp() + 900, BERLIN)
        assert [one.key for one in check(shop) if not one.is_fine] == []
