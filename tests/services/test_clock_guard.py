"""The PC's clock behind the last saved entry, or too far ahead: nothing is counted in doubt."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from building.moments import SHANGHAI
from building.records import add_customer, add_wang, call_again, hand_over
from building.shops import hire, shop_at
from shopcare.domain.calls.callback import CallResult, TryDraft
from shopcare.domain.errors import Refusal
from shopcare.domain.shop.clock_guard import ClockState, judge_clock
from shopcare.services.calls import callbacks
from shopcare.services.shop import Shop, open_shop
from shopcare.services.upkeep.clock_guard import confirm_clock, look_at_clock
from shopcare.storage.file import audit
from shopcare.system.clock import SetClock

NOON = datetime(2026, 3, 5, 12, tzinfo=SHANGHAI)


@pytest.fixture
def guarded(tmp_path: Path) -> Iterator[tuple[Shop, SetClock]]:
    made, _ = shop_at(tmp_path, "2026-03-05T12:00")
    add_wang(made)
    made.close()
    clock = SetClock(NOON)
    shop = open_shop(made.path, clock=clock, guard_clock=True)
    yield shop, clock
    shop.close()


@pytest.mark.parametrize(
    ("apart", "state"),
    [
        (timedelta(), ClockState.OK),
        (timedelta(seconds=-90), ClockState.OK),  # the network sets clocks back a little
        (timedelta(minutes=-3), ClockState.BEHIND),
        (timedelta(days=-1), ClockState.BEHIND),
        (timedelta(days=7), ClockState.OK),
        (timedelta(days=7, seconds=1), ClockState.AHEAD),
        (timedelta(days=3650), ClockState.AHEAD),
    ],
)
def test_the_clock_is_judged_by_the_last_saved_entry(apart: timedelta, state: ClockState) -> None:
    assert judge_clock(NOON + apart, NOON) is state


def test_a_new_shop_has_nothing_to_judge_by() -> None:
    assert judge_clock(NOON, None) is ClockState.OK


@given(st.integers(0, 7 * 86_400), st.sampled_from(["UTC", "America/Los_Angeles", "Asia/Tokyo"]))
def test_another_time_zone_changes_nothing(seconds: int, zone: str) -> None:
    now = NOON + timedelta(seconds=seconds)
    assert judge_clock(now.astimezone(ZoneInfo(zone)), NOON.astimezone(UTC)) is ClockState.OK


@pytest.mark.parametrize("apart", [timedelta(hours=-5), timedelta(days=8)])
def test_in_doubt_nothing_is_saved_until_a_manager_confirms(
    guarded: tuple[Shop, SetClock], apart: timedelta
) -> None:
    shop, clock = guarded
    clock.set(NOON + apart)
    assert look_at_clock(shop).in_doubt
    with pytest.raises(Refusal) as refused:
        add_customer(shop, "李雷", "13900139000")
    assert refused.value.code == "clock_in_doubt"
    assert refused.value.values["last"] == "2026-03-05 12:00"
    assert refused.value.values["now"] == f"{clock.now():%Y-%m-%d %H:%M}"
    confirm_clock(shop)
    assert not look_at_clock(shop).in_doubt
    assert audit.last_moment(shop.file) == clock.now()
    assert add_customer(shop, "李雷", "13900139000")


def test_a_clerk_cannot_confirm(guarded: tuple[Shop, SetClock]) -> None:
    shop, clock = guarded
    hire(shop, knowledgeable=True)
    shop.act_as("XC")
    clock.advance(days=30)
    with pytest.raises(Refusal, match="manager_needed"):
        confirm_clock(shop)
    with pytest.raises(Refusal, match="clock_in_doubt"):
        add_customer(shop, "李雷", "13900139000")


def test_a_clock_that_goes_back_to_the_right_day_is_believed_again(
    guarded: tuple[Shop, SetClock],
) -> None:
    shop, clock = guarded
    clock.advance(days=365)
    assert look_at_clock(shop).state is ClockState.AHEAD
    clock.set(NOON + timedelta(minutes=1))
    assert add_customer(shop, "李雷", "13900139000")


def test_a_wrong_date_that_was_confirmed_can_be_put_right(guarded: tuple[Shop, SetClock]) -> None:
    shop, clock = guarded
    clock.advance(days=365)
    confirm_clock(shop)
    clock.set(NOON + timedelta(hours=1))
    assert look_at_clock(shop).state is ClockState.BEHIND
    confirm_clock(shop)
    assert add_customer(shop, "李雷", "13900139000")


def test_over_midnight_and_a_weekend_of_sleep_nothing_is_asked(
    guarded: tuple[Shop, SetClock],
) -> None:
    shop, clock = guarded
    clock.set(datetime(2026, 3, 5, 23, 59, 59, tzinfo=SHANGHAI))
    add_customer(shop, "李雷", "13900139000")
    clock.advance(seconds=1)
    add_customer(shop, "韩梅", "13900139001")
    clock.advance(days=3)
    add_customer(shop, "林涛", "13900139002")
    assert not look_at_clock(shop).in_doubt


def test_a_call_tried_in_doubt_stays_as_it_was(guarded: tuple[Shop, SetClock]) -> None:
    shop, clock = guarded
    call = hand_over(shop, add_customer(shop, "李雷", "13900139000").id, NOON.date())
    clock.advance(days=20)
    with pytest.raises(Refusal, match="clock_in_doubt"):
        callbacks.record_try(shop, call.id, TryDraft(result=CallResult.NO_ANSWER))
    assert call_again(shop, call) == call


def test_the_shop_keeps_its_time_where_the_pc_has_another_zone(
    guarded: tuple[Shop, SetClock], monkeypatch: pytest.MonkeyPatch
) -> None:
    import time

    shop, _ = guarded
    path = shop.path
    shop.close()
    monkeypatch.setenv("TZ", "America/Los_Angeles")
    if hasattr(time, "tzset"):
        time.tzset()
    try:
        with_pc = open_shop(path)
        now = with_pc.now()
        assert now.utcoffset() == timedelta(hours=8)
        assert abs(now - datetime.now(UTC)) < timedelta(seconds=5)
        with_pc.close()
    finally:
        monkeypatch.undo()
        if hasattr(time, "tzset"):
            time.tzset()


def test_another_time_zone_in_the_settings_is_no_jump_of_the_clock(
    guarded: tuple[Shop, SetClock],
) -> None:
    shop, clock = guarded
    clock.set(NOON.astimezone(ZoneInfo("Pacific/Honolulu")))  # still 4 March there
    assert not look_at_clock(shop).in_doubt
    assert add_customer(shop, "李雷", "13900139000")


def test_only_the_pcs_clock_is_guarded_unless_asked(tmp_path: Path) -> None:
    shop, clock = shop_at(tmp_path, "2026-03-05T12:00")
    add_wang(shop)
    clock.advance(days=400)
    add_customer(shop, "李雷", "13900139000")
    assert not look_at_clock(shop).in_doubt
    shop.close()
    reopened = open_shop(shop.path)
    assert reopened.guards_clock
    other = reopened.reopened()
    assert other.guards_clock
    other.close()
    reopened.close()


def test_drafts_are_kept_in_doubt(guarded: tuple[Shop, SetClock]) -> None:
    from shopcare.services import drafts

    shop, clock = guarded
    clock.advance(days=-30)
    drafts.keep(shop, drafts.Form.INTAKE, {"fault": "镜腿松"})
    assert drafts.kept(shop, drafts.Form.INTAKE) == {"fault": "镜腿松"}


def test_a_script_does_not_confirm_without_saying_who_it_is(tmp_path: Path) -> None:
    made, _ = shop_at(tmp_path, "2026-03-05T12:00")
    made.close()
    clock = SetClock(NOON + timedelta(days=30))
    for initials, may in ((None, False), ("DZ", True)):
        shop = open_shop(
            made.path, clock=clock, initials=initials, by_script=True, guard_clock=True
        )
        if may:
            confirm_clock(shop)
        else:
            with pytest.raises(Refusal, match="confirming_unnamed"):
                confirm_clock(shop)
        shop.close()


def test_a_shop_made_in_2020_took_its_first_case_in_2031(tmp_path: Path) -> None:
    made, _ = shop_at(tmp_path, "2020-03-05T12:00")
    made.close()
    clock = SetClock(NOON.replace(year=2031))
    shop = open_shop(made.path, clock=clock, guard_clock=True)
    assert look_at_clock(shop).state is ClockState.AHEAD
    with pytest.raises(Refusal, match="clock_in_doubt"):
        add_wang(shop)
    shop.close()
