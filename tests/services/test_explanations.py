"""The explanation of a date tells what moved it, and a day set on a closed day (C-13, G-6)."""

import pytest

from building.counter import Counter
from building.moments import at, day
from building.records import WORK
from shopcare.domain.calendar.opening import DayException
from shopcare.domain.calls.callback import Callback, CallResult, Purpose
from shopcare.domain.cases.case import CaseKind
from shopcare.domain.cases.deadline import DeadlineKind
from shopcare.domain.people.customer import BirthdayCalendar, CustomerBirthday
from shopcare.language.catalog import Catalog
from shopcare.services.calls import callbacks
from shopcare.services.calls.explain import Explained, why_call, why_deadline
from shopcare.services.cases import promises
from shopcare.services.cases.case_lists import due_today
from shopcare.services.rescheduling import calendar_changes

ENGLISH = Catalog("en")


def why(counter: Counter, call: Callback) -> Explained:
    return why_call(counter.shop, ENGLISH, counter.again(call))


def close(counter: Counter, *days: str) -> None:
    for text in days:
        closed = DayException(day=day(text), intervals=(), reason="盘点")
        calendar_changes.set_day(counter.shop, closed)


def fitted(counter: Counter) -> Callback:
    wang = counter.person("王", "13800138000", "0571-87654321")
    counter.sale(wang, handed_over_on=day("2026-03-05"))
    return counter.calls(wang)[0]


def test_after_three_tries_in_vain_the_proposal_was_told_instead_of_the_retry_c13(
    counter: Counter,
) -> None:
    call = fitted(counter)
    counter.go_to("2026-03-10 10:00")
    for hour in ("2026-03-10 10:00", "2026-03-10 15:00", "2026-03-11 10:00"):
        counter.go_to(hour)
        counter.dial(call, CallResult.NO_ANSWER)
    told = why(counter, call)
    moves = [(move.by.value, move.day.isoformat(), f"{move.at:%H:%M}") for move in told.moves]
    assert moves == [
        ("tried", "2026-03-10", "14:00"),
        ("tried", "2026-03-11", "09:30"),
        ("tried", "2026-03-11", "14:00"),
    ]
    assert told.sentence.endswith("tried, not reached, due again on Wed 11 Mar 14:00 (C-1)")
    assert told.due_on == told.moves[-1].day


def test_a_proposal_made_earlier_does_not_name_a_number_that_nobody_knows(
    counter: Counter,
) -> None:
    assert "0 calls" not in why(counter, fitted(counter)).sentence


def test_another_calendar_since_the_first_try_does_not_rewrite_the_count(
    counter: Counter,
) -> None:
    call = fitted(counter)
    counter.go_to("2026-03-10 10:00")
    counter.dial(call, CallResult.NO_ANSWER)
    close(counter, "2026-03-06", "2026-03-07", "2026-03-08", "2026-03-09", "2026-03-10")
    told = why(counter, call)
    assert (told.steps, told.moves[0].before) == ((), day("2026-03-10"))
    assert "by the calendar of that time" in told.sentence


@pytest.mark.parametrize("result", [CallResult.LATER, None])
def test_a_day_that_was_asked_for_is_told_and_not_the_count(
    counter: Counter, result: CallResult | None
) -> None:
    call = fitted(counter)
    if result is None:
        callbacks.set_day(counter.shop, call.id, day("2026-03-16"))
        said = "Mon 16 Mar set by hand"
    else:
        counter.dial(call, result, later_at=at("2026-03-16 15:00"))
        said = "the customer asked for Mon 16 Mar 15:00"
    assert why(counter, call).sentence.endswith(f"{said} (C-1)")


def test_the_calls_about_a_promise_tell_of_the_promise_g6(counter: Counter) -> None:
    wang = counter.person("王", "13800138000")
    case = counter.move(counter.case(wang), *WORK)
    promises.change_promise(counter.shop, case.id, day("2026-03-12"), "缺件")
    told, watch = counter.calls(wang, Purpose.PROGRESS)
    assert why(counter, watch).sentence == "promised for Thu 12 Mar (G-6)"
    assert why(counter, told).sentence == (
        "promised for Mon 9 Mar; the promised date was changed, to be told on Thu 5 Mar (G-6)"
    )


def test_after_the_eve_the_birthday_call_says_so_c4(counter: Counter) -> None:
    born = CustomerBirthday(calendar=BirthdayCalendar.SOLAR, month=3, day=6)
    counter.go_to("2026-03-05 19:00")
    wang = counter.person("王", "13800138000", key_account=True, birthday=born)
    [call] = counter.calls(wang, Purpose.BIRTHDAY)
    assert why(counter, call).sentence.endswith(
        "no call window was left before it, due on Fri 6 Mar 09:30 (C-4)"
    )


def test_a_promise_for_a_closed_day_was_due_when_nobody_was_there_g6(counter: Counter) -> None:
    close(counter, "2026-03-15")
    wang = counter.person("王", "13800138000")
    case = counter.move(counter.case(wang), *WORK, promised_on=day("2026-03-15"))
    [promised] = [d for d in counter.deadlines(case) if d.kind is DeadlineKind.PROMISED]
    assert (case.promised_on, promised.rule_on) == (day("2026-03-15"), day("2026-03-15"))
    assert promised.due_at == at("2026-03-14 20:30")
    [watch] = counter.calls(wang, Purpose.PROGRESS)
    assert (watch.rule_on, watch.due_at) == (day("2026-03-15"), at("2026-03-14 14:00"))
    told = why_deadline(counter.shop, ENGLISH, promised)
    assert told.sentence == (
        "promised for Sun 15 Mar; the shop is closed then, due on Sat 14 Mar (G-6)"
    )
    assert why(counter, watch).sentence == told.sentence
    assert due_today(counter.shop, day("2026-03-13")).promised == ()
    assert due_today(counter.shop, day("2026-03-14")).promised == ((case, "王"),)


def test_a_promise_with_no_open_day_before_it_is_due_on_the_next_one(counter: Counter) -> None:
    close(counter, "2026-03-05", "2026-03-06")
    wang = counter.person("王", "13800138000")
    case = counter.case(wang, promised_on=day("2026-03-06"))
    [promised] = [d for d in counter.deadlines(case) if d.kind is DeadlineKind.PROMISED]
    assert promised.due_at == at("2026-03-07 20:30")


@pytest.mark.parametrize("result", [CallResult.LATER, None])
def test_a_call_put_on_a_closed_day_was_due_when_nobody_was_there(
    counter: Counter, result: CallResult | None
) -> None:
    close(counter, "2026-03-15")
    call = fitted(counter)
    if result is None:
        callbacks.set_day(counter.shop, call.id, day("2026-03-15"))
    else:
        counter.dial(call, result, later_at=at("2026-03-15 15:00"))
    moved = counter.again(call)
    assert (moved.due_on, moved.due_at, moved.opens_on) == (
        day("2026-03-16"), None, day("2026-03-16"),
    )  # fmt: skip
    assert why(counter, call).sentence.endswith("the shop is closed then, due on Mon 16 Mar (C-1)")


def test_a_promise_and_its_call_follow_the_calendar_and_come_back(counter: Counter) -> None:
    wang = counter.person("王", "13800138000")
    case = counter.move(counter.case(wang), *WORK, promised_on=day("2026-03-15"))
    before = counter.deadlines(case), counter.calls(wang)
    close(counter, "2026-03-15")
    [watch] = counter.calls(wang, Purpose.PROGRESS)
    assert watch.due_on == day("2026-03-14")
    calendar_changes.clear_day(counter.shop, day("2026-03-15"))
    assert (counter.deadlines(case), counter.calls(wang)) == before


def test_a_late_promise_is_not_moved_by_a_calendar_x16(counter: Counter) -> None:
    case = counter.case(counter.person(), promised_on=day("2026-03-06"))
    before = counter.deadlines(case)
    counter.go_to("2026-03-09 10:00")
    close(counter, "2026-03-06")
    assert counter.deadlines(case) == before


def test_a_complaint_on_a_call_left_the_old_series_running_c2(counter: Counter) -> None:
    wang = counter.person("王", "13800138000")
    old = counter.complaint_handled(wang)
    opened = counter.dial(counter.calls(wang)[0], CallResult.COMPLAINT, note="又松了").opened_case
    assert opened is not None
    assert counter.calls(wang, Purpose.COMPLAINT) == [], "no series before it is handled"
    new = counter.case(wang, CaseKind.COMPLAINT, linked_case_id=opened)
    counter.move(new, *WORK[:1])
    counter.move(new, "closed")  # type: ignore[arg-type]
    assert {call.case_id for call in counter.calls(wang, Purpose.COMPLAINT)} == {new.id}
    assert old.id != new.id


def test_a_complaint_at_the_counter_about_a_settled_one_has_one_series_c2(
    counter: Counter,
) -> None:
    wang = counter.person("王", "13800138000")
    old = counter.complaint_handled(wang)
    counter.case(wang, CaseKind.COMPLAINT, linked_case_id=old.id)
    assert counter.calls(wang, Purpose.COMPLAINT) == []
