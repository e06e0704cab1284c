"""The calendar of shops in other countries: no make-up days, other weekends, other clocks."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from building.official_notices import NOTICE_2027
from building.records import add_wang, call_again, hand_over, open_complaint
from building.shops import shop_at
from shopcare.domain.calendar.opening import DayException
from shopcare.domain.errors import Refusal
from shopcare.services.rescheduling import calendar_changes as changes
from shopcare.services.shop import Shop
from shopcare.storage.cases import deadlines

PLACES = {
    "DE": ("BY", "Europe/Berlin"),
    "JP": ("", "Asia/Tokyo"),
    "US": ("CA", "America/Los_Angeles"),
    "EG": ("", "Africa/Cairo"),
    "IL": ("", "Asia/Jerusalem"),
}


@contextmanager
def shop_in(folder: Path, country: str, now: str) -> Iterator[Shop]:
    region, zone = PLACES[country]
    shop, _ = shop_at(folder, now, country=country, region=region, zone=zone)
    try:
        yield shop
    finally:
        shop.close()


@pytest.mark.parametrize(
    ("country", "handed_over", "third"),
    [
        ("DE", date(2026, 5, 30), date(2026, 6, 3)),  # Saturday: 1, 2, 3 June
        ("DE", date(2026, 6, 2), date(2026, 6, 8)),  # 3, 5 June, not Corpus Christi (4, Bavaria)
        ("JP", date(2026, 4, 28), date(2026, 5, 7)),  # 30 April, 1 and 7 May: Golden Week
        ("US", date(2026, 3, 27), date(2026, 4, 2)),  # 30 March; 31 is César Chávez Day in CA
        ("EG", date(2026, 6, 3), date(2026, 6, 8)),  # Wed: Thu 4, Sun 7, Mon 8; Fri and Sat off
        ("IL", date(2026, 6, 3), date(2026, 6, 8)),  # the same weekend
    ],
)
def test_working_days_are_those_of_the_country(
    tmp_path: Path, country: str, handed_over: date, third: date
) -> None:
    with shop_in(tmp_path, country, f"{handed_over}T10:00") as shop:
        call = hand_over(shop, add_wang(shop).id, handed_over)
        assert call.rule_on == third
        assert not call.provisional


@pytest.mark.parametrize("country", PLACES)
def test_no_year_is_provisional_and_nothing_makes_up(tmp_path: Path, country: str) -> None:
    with shop_in(tmp_path, country, "2026-12-15T10:00") as shop:
        assert shop.calendar.unknown_year(date(2026, 12, 15)) is None
        work = shop.calendar.work
        days = [work.day_view(date(2026, 1, 1) + timedelta(days=n)) for n in range(365)]
        assert not any(view.provisional for view in days)
        weekend = set(shop.settings.weekend)
        assert all(view.day.weekday() not in weekend for view in days if view.working)
        assert sum(not view.working for view in days) >= 104 + 5


@pytest.mark.parametrize("country", PLACES)
def test_days_set_by_hand_move_calls_everywhere(tmp_path: Path, country: str) -> None:
    with shop_in(tmp_path, country, "2026-06-08T10:00") as shop:
        call = hand_over(shop, add_wang(shop).id, date(2026, 6, 8))
        closed = DayException(day=call.due_on, intervals=(), reason="Inventory")
        preview = changes.preview_day(shop, call.due_on, closed)
        changes.set_day(shop, closed)
        moved = call_again(shop, call)
        assert moved.due_on == preview.moved_calls[0].after.due_on != call.due_on
        changes.clear_day(shop, call.due_on)
        assert call_again(shop, call) == call


@pytest.mark.parametrize("country", PLACES)
def test_the_chinese_notice_is_refused_elsewhere(tmp_path: Path, country: str) -> None:
    with shop_in(tmp_path, country, "2026-12-15T10:00") as shop:
        for operation in (changes.read_notice, changes.apply_notice):
            with pytest.raises(Refusal, match="notice_only_china"):
                operation(shop, NOTICE_2027)


@pytest.mark.parametrize(
    ("country", "received", "due"),
    [
        # The clock is put forward in the night: 24 hours end an hour later by the clock.
        ("DE", "2026-03-28T10:00+01:00", "2026-03-29T11:00+02:00"),
        ("US", "2026-03-07T10:00-08:00", "2026-03-08T11:00-07:00"),
        ("IL", "2026-03-26T10:00+02:00", "2026-03-27T11:00+03:00"),
        # It is put back: an hour earlier.
        ("DE", "2026-10-24T10:00+02:00", "2026-10-25T09:00+01:00"),
        ("US", "2026-10-31T10:00-07:00", "2026-11-01T09:00-08:00"),
        ("JP", "2026-03-28T10:00+09:00", "2026-03-29T10:00+09:00"),
    ],
)
def test_24_hours_elapse_over_a_change_of_the_clock_g3(
    tmp_path: Path, country: str, received: str, due: str
) -> None:
    with shop_in(tmp_path, country, received[:16]) as shop:
        open_complaint(shop, add_wang(shop).id)
        deadline = deadlines.open_up_to(shop.file, None)[0]
        assert deadline.due_at == datetime.fromisoformat(due)


def test_opening_hours_end_by_the_wall_clock_on_the_night_of_the_change(tmp_path: Path) -> None:
    with shop_in(tmp_path, "DE", "2026-03-28T10:00") as shop:
        late = DayException(day=date(2026, 3, 29), intervals=((time(9), time(13)),))
        changes.set_day(shop, late)
        closing = shop.calendar.closing(date(2026, 3, 29))
        assert closing == datetime(2026, 3, 29, 13, tzinfo=ZoneInfo("Europe/Berlin"))
        assert closing.utcoffset() == timedelta(hours=2)
