"""Notices, days set by hand, and what they move (X-14), on a real shop file."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, time
from pathlib import Path

import pytest

from building.official_notices import NOTICE_2027
from building.records import add_customer, add_wang, call_again, hand_over, open_complaint
from building.shops import hire, shop_at
from shopcare.domain.calendar.opening import DayException
from shopcare.domain.calls.call_try import chosen_day
from shopcare.domain.calls.callback import CallResult, TryDraft
from shopcare.domain.changes import ChangeKind
from shopcare.domain.errors import Invalid, NotFound, Refusal
from shopcare.domain.people.staff import Action, may
from shopcare.domain.policy.schedule import Trigger
from shopcare.language.catalog import Catalog
from shopcare.services.calls import callbacks
from shopcare.services.follow_ups import follow_ups
from shopcare.services.people import customers
from shopcare.services.rescheduling import calendar_changes as changes
from shopcare.services.rescheduling.rescheduled import rescheduled_of
from shopcare.services.shop import Shop
from shopcare.storage import calendar as calendar_store
from shopcare.storage import callbacks as calls_store
from shopcare.storage.cases import deadlines
from shopcare.system.clock import SetClock

STOCK_TAKING = "盘点"


@pytest.fixture
def year_end(tmp_path: Path) -> Iterator[tuple[Shop, SetClock]]:
    shop, clock = shop_at(tmp_path, "2027-02-03T10:00")
    yield shop, clock
    shop.close()


@pytest.fixture
def spring(tmp_path: Path) -> Iterator[tuple[Shop, SetClock]]:
    shop, clock = shop_at(tmp_path, "2026-03-03T10:00")  # a Tuesday
    yield shop, clock
    shop.close()


def closed(day: date) -> DayException:
    return DayException(day=day, intervals=(), reason=STOCK_TAKING)


def test_a_known_year_makes_calls_certain_and_counts_the_rule_again(
    year_end: tuple[Shop, SetClock],
) -> None:
    shop, _ = year_end
    call = hand_over(shop, add_wang(shop).id, date(2027, 2, 3))
    assert call.provisional
    assert call.rule_on == date(2027, 2, 12)  # 4 Feb, 11 Feb, 12 Feb: as far as is known
    changed = changes.apply_notice(shop, NOTICE_2027)
    again = call_again(shop, call)
    assert not again.provisional
    assert again.rule_on == date(2027, 2, 15)  # 4 Feb, Sunday 14 Feb (make-up), 15 Feb
    assert again.due_on == call.due_on, "a day that is still inside the window stays"
    touched = {kind for kind in ChangeKind if changed.changes.touches(kind)}
    assert touched == {"calendar", "callback", "case"}


def test_a_notice_moves_the_third_working_day(year_end: tuple[Shop, SetClock]) -> None:
    shop, clock = year_end
    customer = customers.customer(shop, add_wang(shop).id)
    with shop.begin("test.handled", "case"):
        ids = follow_ups.start(shop, Trigger.COMPLAINT_HANDLED, clock.now(), customer=customer)
    day_three = calls_store.many(shop.file, ids)[1]
    assert day_three.due_on == date(2027, 2, 12)
    read = changes.read_notice(shop, NOTICE_2027)
    moved = read.moves.moved_calls[0]
    assert (moved.before.id, moved.after.due_on) == (day_three.id, date(2027, 2, 15))
    assert call_again(shop, day_three) == day_three, "reading saves nothing"
    applied = changes.apply_notice(shop, NOTICE_2027)
    assert applied.moves == read.moves, "what was shown is what is saved"
    assert call_again(shop, day_three).due_on == date(2027, 2, 15)
    changes.undo_notice(shop, applied.subject_id)
    assert call_again(shop, day_three) == day_three
    assert changes.applied_notices(shop) == []


def test_the_notice_read_has_every_day_of_its_months(year_end: tuple[Shop, SetClock]) -> None:
    shop, _ = year_end
    read = changes.read_notice(shop, NOTICE_2027)
    by_day = {view.day: view for view in read.days}
    assert not by_day[date(2027, 2, 12)].working
    assert by_day[date(2027, 2, 14)].working
    assert not by_day[date(2027, 2, 14)].provisional
    assert date(2027, 3, 5) not in by_day
    assert date(2027, 2, 28) in by_day
    assert read.work[:2] == (date(2027, 1, 31), date(2027, 2, 14))


def test_a_notice_that_is_not_understood_saves_nothing(year_end: tuple[Shop, SetClock]) -> None:
    shop, _ = year_end
    wrong = NOTICE_2027.replace("6月9日（周三）放假", "6月9日（周四）放假")
    read = changes.read_notice(shop, wrong)
    assert [line.number for line in read.notice.not_understood] == [8]
    assert read.moves.is_empty
    with pytest.raises(Refusal, match="notice_not_understood"):
        changes.apply_notice(shop, wrong)
    assert changes.applied_notices(shop) == []


def test_the_same_notice_twice_is_kept_once(year_end: tuple[Shop, SetClock]) -> None:
    shop, _ = year_end
    first = changes.apply_notice(shop, NOTICE_2027)
    again = changes.apply_notice(shop, NOTICE_2027)
    assert again.subject_id == first.subject_id
    assert again.moves.is_empty
    assert [notice.year for notice in changes.applied_notices(shop)] == [2027]


def test_a_cancelled_notice_leaves_nothing_behind(year_end: tuple[Shop, SetClock]) -> None:
    shop, _ = year_end
    call = hand_over(shop, add_wang(shop).id, date(2027, 2, 3))

    def stop(done: int, total: int) -> None:
        assert (done, total) == (1, 1)
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        changes.apply_notice(shop, NOTICE_2027, stop)
    assert changes.applied_notices(shop) == []
    assert call_again(shop, call) == call
    assert not shop.calendar.work.year_facts(2027).known


def test_only_a_manager_changes_the_calendar(year_end: tuple[Shop, SetClock]) -> None:
    shop, _ = year_end
    notice = changes.apply_notice(shop, NOTICE_2027).subject_id
    hire(shop, knowledgeable=True)
    shop.act_as("XC")
    assert not may(shop.acting, Action.CHANGE_CALENDAR)
    for operation in (
        lambda: changes.apply_notice(shop, NOTICE_2027),
        lambda: changes.undo_notice(shop, notice),
        lambda: changes.set_day(shop, closed(date(2027, 3, 1))),
        lambda: changes.clear_day(shop, date(2027, 3, 1)),
    ):
        with pytest.raises(Refusal, match="manager_needed"):
            operation()


def test_a_notice_that_is_not_applied_cannot_be_undone(year_end: tuple[Shop, SetClock]) -> None:
    with pytest.raises(NotFound):
        changes.undo_notice(year_end[0], 7)


def test_a_closed_day_moves_its_call_to_the_emptiest_day_of_its_window(
    spring: tuple[Shop, SetClock],
) -> None:
    shop, _ = spring
    calls = [
        hand_over(shop, add_customer(shop, f"王{n}", f"1380013800{n}").id, date(2026, 3, 3))
        for n in "1234"
    ]
    assert [call.due_on.day for call in calls] == [6, 5, 7, 4]  # nearest to the 3rd, none twice
    preview = changes.preview_day(shop, date(2026, 3, 6), closed(date(2026, 3, 6)))
    assert [(m.before.id, m.after.due_on) for m in preview.moved_calls] == [
        (calls[0].id, date(2026, 3, 8))
    ]
    saved = changes.set_day(shop, closed(date(2026, 3, 6)))
    assert saved.moves == preview
    assert [call_again(shop, call).due_on.day for call in calls] == [8, 5, 7, 4]
    changes.clear_day(shop, date(2026, 3, 6))
    assert [call_again(shop, call) for call in calls] == calls, "taken back, it is as before"
    changes.set_day(shop, closed(date(2026, 3, 6)))
    assert call_again(shop, calls[0]).due_on.day == 8


def test_a_moved_call_is_never_proposed_for_a_day_that_has_passed(
    spring: tuple[Shop, SetClock],
) -> None:
    shop, clock = spring
    call = hand_over(shop, add_wang(shop).id, date(2026, 3, 3))
    assert call.due_on == date(2026, 3, 6)
    clock.set(datetime(2026, 3, 6, 9, 0, tzinfo=clock.now().tzinfo))
    changes.set_day(shop, closed(date(2026, 3, 6)))
    assert call_again(shop, call).due_on == date(2026, 3, 7), "not 5 March, though as near"


def test_a_tried_call_keeps_the_day_of_its_retry_c13(spring: tuple[Shop, SetClock]) -> None:
    shop, clock = spring
    tried = hand_over(shop, add_customer(shop, "李雷", "13900139000").id, date(2026, 3, 3))
    clock.advance(hours=1)
    callbacks.record_try(shop, tried.id, TryDraft(result=CallResult.NO_ANSWER))
    before = call_again(shop, tried)
    assert changes.set_day(shop, closed(before.due_on)).moves.is_empty
    assert call_again(shop, tried) == before


def test_a_day_set_by_hand_stays_on_record_while_the_shop_is_closed_on_it(
    spring: tuple[Shop, SetClock],
) -> None:
    shop, _ = spring
    call = hand_over(shop, add_wang(shop).id, date(2026, 3, 3))
    callbacks.set_day(shop, call.id, date(2026, 3, 9))
    before = call_again(shop, call)
    changes.set_day(shop, closed(date(2026, 3, 9)))
    moved = call_again(shop, call)
    assert (chosen_day(moved), moved.due_on) == (date(2026, 3, 9), date(2026, 3, 10))
    changes.clear_day(shop, date(2026, 3, 9))
    assert call_again(shop, call) == before


def test_a_promise_on_a_day_that_closes_stays_and_is_to_be_told(
    spring: tuple[Shop, SetClock],
) -> None:
    shop, _ = spring
    number = open_complaint(shop, add_wang(shop).id, promised_on=date(2026, 3, 12)).number
    moves = changes.preview_day(shop, date(2026, 3, 12), closed(date(2026, 3, 12)))
    assert [promise.rule_on for promise in moves.closed_promises] == [date(2026, 3, 12)]
    [due] = moves.moved_deadlines
    assert (due.rule_on, due.due_at.date()) == (date(2026, 3, 12), date(2026, 3, 11)), "day before"
    told = rescheduled_of(shop, Catalog("en"), moves)
    assert [one.after for one in told] == [date(2026, 3, 11), due.due_at, None]
    assert number in told[-1].what
    changes.set_day(shop, closed(date(2026, 3, 12)))
    again = changes.preview_day(shop, date(2026, 3, 12), closed(date(2026, 3, 12)))
    assert again.is_empty, "told once, when it closes"


def test_a_promise_in_an_unknown_year_becomes_certain_with_the_notice(
    year_end: tuple[Shop, SetClock],
) -> None:
    shop, _ = year_end
    open_complaint(shop, add_wang(shop).id, promised_on=date(2027, 2, 20))
    promise = deadlines.open_up_to(shop.file, None)[-1]
    assert promise.provisional
    changes.apply_notice(shop, NOTICE_2027)
    again = deadlines.open_up_to(shop.file, None)[-1]
    assert again == replace(promise, provisional=False)


def test_a_deadline_until_a_working_day_moves_with_the_calendar(
    spring: tuple[Shop, SetClock],
) -> None:
    shop, _ = spring
    open_complaint(shop, add_wang(shop).id)
    deadline = deadlines.open_up_to(shop.file, None)[0]
    shop.file.execute(
        "UPDATE deadline SET rule = ?, due_at = ? WHERE id = ?",
        ('{"kind":"until_working_day","n":1}', "2026-03-04T20:30:00+08:00", deadline.id),
    )
    moves = changes.set_day(shop, closed(date(2026, 3, 4))).moves
    assert [move.due_at.isoformat() for move in moves.moved_deadlines] == [
        "2026-03-05T20:30:00+08:00"
    ]
    half = DayException(day=date(2026, 3, 4), intervals=((time(9), time(12)),), reason="半天")
    changes.set_day(shop, half)
    assert deadlines.open_up_to(shop.file, None)[0].due_at.isoformat() == (
        "2026-03-04T12:00:00+08:00"
    )


def test_a_working_day_set_by_hand_counts(spring: tuple[Shop, SetClock]) -> None:
    shop, clock = spring
    clock.advance(days=2)
    saturday = date(2026, 3, 7)
    changes.set_day(shop, DayException(day=saturday, working=True, reason="加班"))
    call = hand_over(shop, add_wang(shop).id, date(2026, 3, 5))
    assert call.rule_on == date(2026, 3, 9)  # 6, 7 (by hand), 9 March
    changes.clear_day(shop, saturday)
    assert call_again(shop, call).rule_on == date(2026, 3, 10)


def test_a_reason_that_is_too_long_is_said_and_not_cut(spring: tuple[Shop, SetClock]) -> None:
    shop, _ = spring
    with pytest.raises(Invalid) as refused:
        changes.set_day(shop, DayException(day=date(2026, 3, 9), intervals=(), reason="盘" * 121))
    assert [problem.code for problem in refused.value.problems] == ["text_too_long"]
    assert changes.day_exception(shop, date(2026, 3, 9)) is None


def test_a_calendar_without_an_open_day_is_refused_and_nothing_saved(
    spring: tuple[Shop, SetClock],
) -> None:
    shop, _ = spring
    never = replace(shop.settings, opening=((),) * 7)
    with pytest.raises(Refusal, match="calendar_never_open"):
        changes.preview_settings(shop, never)


def test_other_opening_hours_show_first_what_they_move(spring: tuple[Shop, SetClock]) -> None:
    shop, _ = spring
    call = hand_over(shop, add_wang(shop).id, date(2026, 3, 3))
    assert call.due_on == date(2026, 3, 6)  # a Friday
    hours = shop.settings.opening
    without_fridays = replace(shop.settings, opening=(*hours[:4], (), *hours[5:]))
    moves = changes.preview_settings(shop, without_fridays)
    assert [(m.before.due_on.day, m.after.due_on.day) for m in moves.moved_calls] == [(6, 5)]


def test_every_change_is_in_the_audit_log_with_what_it_moved(
    spring: tuple[Shop, SetClock],
) -> None:
    shop, _ = spring
    call = hand_over(shop, add_wang(shop).id, date(2026, 3, 3))
    changes.set_day(shop, closed(date(2026, 3, 6)))
    row = shop.file.execute("SELECT * FROM audit_entry ORDER BY id DESC LIMIT 1").fetchone()
    assert row["action"] == "calendar.set_day"
    assert f'"calls":[[{call.id},"2026-03-06","2026-03-05"]]' in row["values"]


def test_a_newer_almanac_is_taken_over_and_counted_once(year_end: tuple[Shop, SetClock]) -> None:
    shop, _ = year_end
    assert changes.take_newer_almanac(shop) is None
    calendar_store.keep_year(
        shop.file, country="CN", region="", year=2027, source="holidays 0.1",
        facts={"year": 2027, "off": {}, "work": {}, "known": False},
    )  # fmt: skip
    shop.refresh()
    call = hand_over(shop, add_wang(shop).id, date(2027, 2, 3))
    assert call.rule_on == date(2027, 2, 8)
    assert changes.take_newer_almanac(shop) is not None
    assert call_again(shop, call).rule_on == date(2027, 2, 12)
    assert changes.take_newer_almanac(shop) is None


@pytest.mark.parametrize(
    ("now", "year"),
    [
        ("2026-10-31T23:59", None),
        ("2026-11-01T00:00", 2027),
        ("2026-12-31T23:59", 2027),
        ("2027-01-01T00:00", 2027),
        ("2027-06-15T12:00", 2027),
        ("2025-11-01T12:00", None),
    ],
)
def test_the_reminder_comes_from_the_first_of_november(
    tmp_path: Path, now: str, year: int | None
) -> None:
    shop, clock = shop_at(tmp_path, now)
    assert shop.calendar.unknown_year(clock.now().date()) == year
    shop.close()


def test_the_reminder_goes_with_the_notice(tmp_path: Path) -> None:
    shop, clock = shop_at(tmp_path, "2026-11-15T10:00")
    applied = changes.apply_notice(shop, NOTICE_2027)
    assert shop.calendar.unknown_year(clock.now().date()) is None
    changes.undo_notice(shop, applied.subject_id)
    assert shop.calendar.unknown_year(clock.now().date()) == 2027
    shop.close()


def test_calls_are_counted_by_day_x11(spring: tuple[Shop, SetClock]) -> None:
    shop, _ = spring
    for n in "123":
        call = hand_over(shop, add_customer(shop, f"王{n}", f"1380013800{n}").id, date(2026, 3, 3))
        callbacks.set_day(shop, call.id, date(2026, 3, 9 + (n == "3")))
    planned = shop.calendar.planned_calls(date(2026, 3, 1), date(2026, 3, 31))
    assert planned == {date(2026, 3, 9): 2, date(2026, 3, 10): 1}
