"""When calls are made (C-6), and in which window one is tried again (C-13)."""

from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from building.calendars import ALL_DAY, LUNCH_BREAK, TIMETABLE, call_windows, shop_calendar
from building.moments import SHANGHAI, at, day
from shopcare.domain.calendar.call_windows import CallTimetable, CallWindows
from shopcare.domain.calendar.opening import DayException
from shopcare.domain.errors import Refusal

SHOP = call_windows(shop_calendar())
MORNING, SUMMER, WINTER = (
    (time(9, 30), time(11, 30)),
    (time(15), time(18, 30)),
    (time(14), time(17, 30)),
)
EVENING = ((time(19), time(20)),)


def test_summer_and_winter_timetables_change_on_their_days_c6() -> None:
    assert SHOP.windows(day("2026-04-30")) == (MORNING, WINTER)
    assert SHOP.windows(day("2026-05-01")) == (MORNING, SUMMER)
    assert SHOP.windows(day("2026-09-30")) == (MORNING, SUMMER)
    assert SHOP.windows(day("2026-10-01")) == (MORNING, WINTER)


def test_a_summer_across_the_years_end_c6() -> None:
    south = CallTimetable(
        summer=(MORNING,), winter=(WINTER,), summer_from=(11, 1), summer_until=(3, 31)
    )
    assert south.is_summer(day("2026-12-31"))
    assert south.is_summer(day("2026-03-31"))
    assert not south.is_summer(day("2026-04-01"))


def test_windows_lie_inside_the_opening_hours_of_the_day_c6() -> None:
    half = DayException(day=day("2026-03-11"), intervals=((time(10), time(15)),), reason="半天")
    shop = call_windows(shop_calendar(closed=(day("2026-03-12"),), exceptions=(half,)))
    assert shop.windows(day("2026-03-11")) == (
        (time(10), time(11, 30)),
        (time(14), time(15)),
    )
    assert shop.windows(day("2026-03-12")) == ()


def test_a_customers_own_hours_replace_the_timetable_on_open_days_only_c6() -> None:
    shop = call_windows(shop_calendar(closed=(day("2026-03-12"),)))
    assert shop.windows(day("2026-03-11"), EVENING) == EVENING
    assert shop.windows(day("2026-03-12"), EVENING) == ()
    by_weekday = {2: EVENING}  # Wednesdays only
    assert shop.windows(day("2026-03-11"), by_weekday) == EVENING
    assert shop.windows(day("2026-03-10"), by_weekday) == ()
    assert shop.next_window(at("2026-03-12 10:00"), by_weekday) == (
        at("2026-03-18 19:00"),
        at("2026-03-18 20:00"),
    )


def test_hours_that_never_meet_the_shops_week_leave_nobody_uncalled() -> None:
    late = ((time(21), time(22)),)
    assert SHOP.windows(day("2026-03-10"), late) == late
    sunday_only = {6: late}
    closed_sunday = call_windows(shop_calendar(week=(ALL_DAY,) * 6 + ((),)))
    assert closed_sunday.windows(day("2026-03-10"), sunday_only) == late
    night_shop = call_windows(shop_calendar(week=(((time(19), time(23)),),) * 7))
    assert night_shop.windows(day("2026-03-10")) == ((time(19), time(23)),)


def test_the_next_window_is_the_one_that_is_running_or_the_next_one() -> None:
    assert SHOP.next_window(at("2026-03-10 08:00"))[0] == at("2026-03-10 09:30")
    assert SHOP.next_window(at("2026-03-10 09:30"))[0] == at("2026-03-10 09:30")
    assert SHOP.next_window(at("2026-03-10 10:00")) == (
        at("2026-03-10 10:00"),
        at("2026-03-10 11:30"),
    )
    assert SHOP.next_window(at("2026-03-10 11:30"))[0] == at("2026-03-10 14:00")
    assert SHOP.next_window(at("2026-03-10 17:30"))[0] == at("2026-03-11 09:30")


def test_the_window_before_ends_no_later_than_the_moment() -> None:
    assert SHOP.window_before(at("2026-03-10 20:00")) == (
        at("2026-03-10 14:00"),
        at("2026-03-10 17:30"),
    )
    assert SHOP.window_before(at("2026-03-10 15:00")) == (
        at("2026-03-10 14:00"),
        at("2026-03-10 15:00"),
    )
    assert SHOP.window_before(at("2026-03-10 09:30"))[1] == at("2026-03-09 17:30")


def test_a_retry_takes_a_later_window_of_the_same_day_else_the_next_days_first_c13() -> None:
    assert SHOP.another_window(at("2026-03-10 10:00"))[0] == at("2026-03-10 14:00")
    assert SHOP.another_window(at("2026-03-10 14:00"))[0] == at("2026-03-11 09:30")
    assert SHOP.another_window(at("2026-03-10 12:00"))[0] == at("2026-03-10 14:00")
    tried_in = (at("2026-03-10 14:00"), at("2026-03-10 17:30"))
    assert SHOP.another_window(at("2026-03-10 13:59"), tried_in)[0] == at("2026-03-11 09:30")
    shop = call_windows(shop_calendar(closed=(day("2026-03-11"),)))
    assert shop.another_window(at("2026-03-10 15:00"))[0] == at("2026-03-12 09:30")
    assert SHOP.another_window(at("2026-03-10 19:10"), None, EVENING)[0] == at("2026-03-11 19:00")


def test_a_shop_that_will_never_open_again_is_refused_instead_of_searched_for_ever() -> None:
    once = DayException(day=day("2026-03-07"), intervals=ALL_DAY)
    shop = call_windows(shop_calendar(week=((),) * 7, exceptions=(once,)))
    for search in (shop.next_window, shop.another_window):
        with pytest.raises(Refusal) as refused:
            search(at("2026-03-08 10:00"))
        assert refused.value.code == "no_call_window"
    with pytest.raises(Refusal):
        shop.window_before(at("2026-03-07 09:00"))


def test_an_impossible_timetable_is_refused() -> None:
    with pytest.raises(Refusal) as refused:
        CallTimetable(
            summer=((time(12), time(9)),), winter=(), summer_from=(5, 1), summer_until=(9, 30)
        )
    assert refused.value.code == "hours_reversed"


@given(
    st.datetimes(datetime(2026, 1, 1), datetime(2026, 12, 1)),
    st.sampled_from([None, EVENING, {0: EVENING, 3: (MORNING,)}]),
)
def test_every_window_lies_inside_its_day_and_on_the_right_side(moment, override) -> None:  # type: ignore[no-untyped-def]
    shop = CallWindows(TIMETABLE, _BUSY)
    now = moment.replace(tzinfo=SHANGHAI)
    begins, ends = shop.next_window(now, override)
    assert now <= begins < ends
    first, last = shop.window_before(now, override)
    assert first < last <= now
    again = shop.another_window(now, None, override)
    assert again[0] > now
    for start, stop in ((begins, ends), (first, last), again):
        hours = shop.windows(start.date(), override)
        assert any(a <= start.time() and stop.time() <= b for a, b in hours)
        assert _BUSY.is_open(start.date())


_BUSY = shop_calendar(
    week=(LUNCH_BREAK,) * 6 + ((),),
    closed=tuple(date(2026, 2, 10) + timedelta(days=n) for n in range(17)),
)
