"""Undoing a recorded call with everything that it led to (X-9), and planning one by hand (W-10)."""

from dataclasses import replace
from datetime import time
from typing import Any

import pytest

from building.counter import Counter
from building.moments import day
from building.records import READY
from shopcare.domain.calls.callback import Callback, CallbackState, CallResult, Purpose
from shopcare.domain.cases.case import CaseKind, How, Stage
from shopcare.domain.cases.case_steps import MoveFacts
from shopcare.domain.errors import Invalid, NotFound, Refusal
from shopcare.domain.ids import CallbackId, CustomerId
from shopcare.domain.people.customer import BirthdayCalendar, Customer, CustomerBirthday
from shopcare.domain.shop.audit import AuditEntry
from shopcare.language.catalog import catalog
from shopcare.language.records.timeline_words import timeline_text
from shopcare.services.calls import callbacks as call_service
from shopcare.services.calls.call_card import call_card
from shopcare.services.calls.explain import why_call
from shopcare.services.calls.planned_calls import PlannedCall, plan_call
from shopcare.services.calls.undo_call import CallStep, undo_call
from shopcare.services.cases import cases, moves, printed_papers, promises
from shopcare.services.cases.corrections import void_case
from shopcare.services.cases.printed_papers import Way
from shopcare.services.cases.undo_step import last_move, undo_move
from shopcare.services.people import customers
from shopcare.services.purchases.purchases import void_purchase
from shopcare.services.reports.day_close import day_close
from shopcare.storage import row_changes
from shopcare.storage.file import audit

TRIES: list[dict[str, Any]] = [
    {"result": CallResult.NO_ANSWER},
    {"result": CallResult.BUSY},
    {"result": CallResult.WRONG_NUMBER},
    {"result": CallResult.LATER},
    {"result": CallResult.REACHED},
    {"result": CallResult.REACHED, "satisfaction": 5},
    {"result": CallResult.REACHED, "satisfaction": 1, "note": "还是松"},
    {"result": CallResult.COMPLAINT, "note": "又断了"},
    {"result": CallResult.DECLINED},
    {"result": CallResult.ENDED, "note": "不再打"},
]


def _somebody(counter: Counter) -> tuple[Customer, Callback]:
    """Give a key account with a settled complaint, whose first call of the series is due."""
    customer = counter.person("王小明", "13800138000", "057187654321", key_account=True)
    counter.complaint_handled(customer)
    counter.move(counter.case(customer), *READY)
    return customer, counter.calls(customer, Purpose.COMPLAINT)[0]


def _holding(counter: Counter, customer: Customer) -> list[object]:
    """Give every row that holds: dropped calls and deadlines and cancelled cases hold no more."""
    rows = row_changes.rows_about(counter.shop.file, [customer.id]).by_key
    return [
        (key, row)
        for key, row in rows.items()
        if row.get("state") != "dropped"
        and not row.get("dropped")
        and row.get("stage") != "cancelled"
    ]


def _change(counter: Counter, customer: Customer, **more: Any) -> None:
    draft = customers.draft_of(customers.customer(counter.shop, customer.id))
    customers.change_customer(counter.shop, customer.id, replace(draft, **more))


def _dial(counter: Counter, call: Callback, more: dict[str, Any]) -> call_service.Tried:
    if more["result"] is CallResult.LATER:
        more = {**more, "later_at": counter.shop.now().replace(hour=16)}
    return counter.dial(call, **more)


@pytest.mark.parametrize("more", TRIES, ids=lambda more: "-".join(map(str, more.values())))
@pytest.mark.parametrize("purpose", [Purpose.COMPLAINT, Purpose.PICK_UP, Purpose.KEY_ACCOUNT])
def test_every_result_is_undone_to_the_last_row_x9(
    counter: Counter, more: dict[str, Any], purpose: Purpose
) -> None:
    customer, _ = _somebody(counter)
    call = counter.calls(customer, purpose)[0]
    stood = _holding(counter, customer)
    tried = _dial(counter, call, more)
    assert _holding(counter, customer) != stood
    undone = undo_call(counter.shop, call.id)
    assert _holding(counter, customer) == stood
    assert undone.callback == call
    if tried.opened_case is not None:
        opened = cases.case_file(counter.shop, tried.opened_case)
        assert opened.case.stage is Stage.CANCELLED
        assert all(one.dropped for one in opened.deadlines)
        assert opened.timeline[-1].action == "callback.undo_try"
    assert list(audit.broken_seals(counter.shop.file)) == []


@pytest.mark.parametrize("purpose", [Purpose.COMPLAINT, Purpose.KEY_ACCOUNT])
def test_an_undone_call_was_open_though_its_customer_wants_none_c3(
    counter: Counter, purpose: Purpose
) -> None:
    customer, _ = _somebody(counter)
    call = counter.calls(customer, purpose)[0]
    counter.dial(call)
    _change(counter, customer, no_calls=True)
    assert undo_call(counter.shop, call.id).callback == replace(call, state=CallbackState.PAUSED)
    _change(counter, customer, no_calls=False)
    assert counter.again(call) == call
    assert len(counter.calls(customer, Purpose.KEY_ACCOUNT)) == 1


def test_a_series_that_was_ended_is_paused_where_its_end_is_undone_after_no_calls_c2(
    counter: Counter,
) -> None:
    customer, call = _somebody(counter)
    series = counter.calls(customer, Purpose.COMPLAINT)
    counter.dial(call, CallResult.ENDED, note="不再打")
    _change(counter, customer, no_calls=True)
    undo_call(counter.shop, call.id)
    assert counter.calls(customer, Purpose.COMPLAINT) == []
    _change(counter, customer, no_calls=False)
    assert counter.calls(customer, Purpose.COMPLAINT) == series


def test_an_undone_birthday_call_was_about_the_birthday_on_file_before_c4(
    counter: Counter,
) -> None:
    solar = BirthdayCalendar.SOLAR
    born = CustomerBirthday(calendar=solar, month=3, day=6)
    customer = counter.person("王小明", "13800138000", key_account=True, birthday=born)
    call = counter.calls(customer, Purpose.BIRTHDAY)[0]
    counter.dial(call)
    right = CustomerBirthday(calendar=solar, month=3, day=9)
    _change(counter, customer, birthday=right)
    undo_call(counter.shop, call.id)
    [about] = counter.calls(customer, Purpose.BIRTHDAY)
    assert about.basis_at.date() == day("2026-03-09")


def test_the_try_stays_on_record_and_counts_no_more(counter: Counter) -> None:
    customer, call = _somebody(counter)
    counter.dial(call, CallResult.NO_ANSWER)
    undo_call(counter.shop, call.id)
    assert call_card(counter.shop, call.id).contacts == ()
    assert customers.customer_file(counter.shop, customer.id).attempts == ()
    assert [one.callback.id for one in day_close(counter.shop).tried] == []
    kept = counter.shop.file.execute("SELECT count(*) FROM call_attempt").fetchone()[0]
    assert kept == 1
    assert call.case_id is not None
    told = [_told(entry) for entry in cases.case_file(counter.shop, call.case_id).timeline[-2:]]
    assert told == [
        "Call (Complaint follow-up): No answer",
        "Call (Complaint follow-up) undone: it was “No answer”",
    ]


def _told(entry: AuditEntry) -> str:
    return timeline_text(catalog("en"), entry)


def test_tries_are_undone_one_after_the_other(counter: Counter) -> None:
    _, call = _somebody(counter)
    counter.dial(call, CallResult.NO_ANSWER)
    once = counter.again(call)
    counter.dial(call, CallResult.BUSY)
    assert undo_call(counter.shop, call.id).callback == once
    assert undo_call(counter.shop, call.id).callback == call
    with pytest.raises(Refusal, match="nothing_to_undo"):
        undo_call(counter.shop, call.id)


def test_calls_to_the_household_that_were_settled_with_it_come_back_x7(counter: Counter) -> None:
    _, call = _somebody(counter)
    other = counter.person("王太太", "13800138000", key_account=True)
    also = counter.calls(other, Purpose.KEY_ACCOUNT)[0]
    stood = _holding(counter, other)
    counter.dial(call, also=(also.id,))
    assert counter.again(also).state is CallbackState.DONE
    undo_call(counter.shop, call.id)
    assert _holding(counter, other) == stood


def _set_day(counter: Counter, call: Callback, _tried: call_service.Tried) -> None:
    call_service.set_day(counter.shop, call.id, day("2026-03-12"))


def _promise(counter: Counter, _call: Callback, tried: call_service.Tried) -> None:
    assert tried.opened_case is not None
    promises.change_promise(counter.shop, tried.opened_case, day("2026-03-12"), "答应")


def _print(counter: Counter, _call: Callback, tried: call_service.Tried) -> None:
    case_id = tried.opened_case or tried.reopened_case
    assert case_id is not None
    printed_papers.note_paper(counter.shop, case_id, "service_slip", "Service slip", Way.PRINTED)


def _call_the_next(counter: Counter, call: Callback, _tried: call_service.Tried) -> None:
    person = customers.customer(counter.shop, call.customer_id)
    counter.dial(counter.calls(person, Purpose.KEY_ACCOUNT)[0], CallResult.NO_ANSWER)


def _allow_calls(counter: Counter, call: Callback, _tried: call_service.Tried) -> None:
    person = customers.customer(counter.shop, call.customer_id)
    _change(counter, person, no_calls=False)


def _move(counter: Counter, _call: Callback, tried: call_service.Tried) -> None:
    assert tried.reopened_case is not None
    case = cases.case_file(counter.shop, tried.reopened_case).case
    counter.move(case, Stage.DIAGNOSED)


def _hand_over(counter: Counter, call: Callback, _tried: call_service.Tried) -> None:
    assert call.case_id is not None
    counter.move(cases.case_file(counter.shop, call.case_id).case, Stage.HANDED_OVER)


def _reopen(counter: Counter, call: Callback, _tried: call_service.Tried) -> None:
    assert call.case_id is not None
    counter.move(cases.case_file(counter.shop, call.case_id).case, Stage.CONFIRMED, reason="松")


def _complain_again(counter: Counter, call: Callback, _tried: call_service.Tried) -> None:
    person = customers.customer(counter.shop, call.customer_id)
    counter.case(person, CaseKind.COMPLAINT, linked_case_id=call.case_id)


def _end_the_series(counter: Counter, call: Callback, _tried: call_service.Tried) -> None:
    person = customers.customer(counter.shop, call.customer_id)
    counter.dial(counter.calls(person, Purpose.COMPLAINT)[0], CallResult.ENDED, note="不再打")


def _void(counter: Counter, call: Callback, _tried: call_service.Tried) -> None:
    assert call.case_id is not None
    void_case(counter.shop, call.case_id, "开错了")


BUILT_ON = [
    (Purpose.COMPLAINT, {"result": CallResult.NO_ANSWER}, _set_day, "call_changed_since"),
    (Purpose.COMPLAINT, {"result": CallResult.COMPLAINT, "note": "又断"}, _promise,
     "case_changed_since"),
    (Purpose.COMPLAINT, {"result": CallResult.COMPLAINT, "note": "又断"}, _print,
     "paper_given_out"),
    (Purpose.COMPLAINT, {"result": CallResult.REACHED, "satisfaction": 1, "note": "松"}, _move,
     "case_changed_since"),
    (Purpose.COMPLAINT, {"result": CallResult.REACHED, "satisfaction": 1, "note": "松"}, _print,
     "paper_given_out"),
    (Purpose.KEY_ACCOUNT, {"result": CallResult.REACHED}, _call_the_next, "call_changed_since"),
    (Purpose.COMPLAINT, {"result": CallResult.DECLINED}, _allow_calls, "customer_changed_since"),
    (Purpose.PICK_UP, {"result": CallResult.REACHED}, _hand_over, "case_changed_since"),
    (Purpose.COMPLAINT, {"result": CallResult.REACHED}, _reopen, "case_changed_since"),
    (Purpose.COMPLAINT, {"result": CallResult.REACHED}, _complain_again, "case_changed_since"),
    (Purpose.COMPLAINT, {"result": CallResult.REACHED}, _end_the_series, "case_changed_since"),
    (Purpose.COMPLAINT, {"result": CallResult.REACHED}, _void, "case_changed_since"),
]  # fmt: skip


@pytest.mark.parametrize(("purpose", "more", "build", "code"), BUILT_ON)
def test_what_something_was_built_on_stays_and_says_why(
    counter: Counter, purpose: Purpose, more: dict[str, Any], build: Any, code: str
) -> None:
    customer, _ = _somebody(counter)
    call = counter.calls(customer, purpose)[0]
    tried = counter.dial(call, **more)
    build(counter, call, tried)
    stood = _holding(counter, customer)
    with pytest.raises(Refusal, match=code):
        undo_call(counter.shop, call.id)
    assert _holding(counter, customer) == stood


def test_a_call_about_a_receipt_that_was_voided_since_stays_w8(counter: Counter) -> None:
    customer = counter.person()
    recorded = counter.sale(customer, "frame_glasses", handed_over_on=day("2026-03-05"))
    [call] = counter.calls(customer, Purpose.WEARING_CHECK)
    counter.dial(call)
    void_purchase(counter.shop, recorded.purchase.id, "录重了")
    with pytest.raises(Refusal, match="voided_already"):
        undo_call(counter.shop, call.id)


def test_a_call_that_was_never_tried_has_nothing_to_undo(counter: Counter) -> None:
    _, call = _somebody(counter)
    with pytest.raises(Refusal, match="nothing_to_undo"):
        undo_call(counter.shop, call.id)
    with pytest.raises(NotFound):
        undo_call(counter.shop, CallbackId(999))


def test_the_last_move_is_read_from_the_audit_log_x9(counter: Counter) -> None:
    case = counter.case(counter.person(), CaseKind.COMPLAINT)
    with pytest.raises(Refusal, match="nothing_to_undo"):
        last_move(counter.shop, case.id)
    for stage in (Stage.CONFIRMED, Stage.CLOSED):
        moved = moves.move_case(counter.shop, case.id, stage, _facts())
    read = last_move(counter.shop, case.id)
    assert read == (moved.before, moved.after)
    undo_move(counter.shop, *read)
    before, after = last_move(counter.shop, case.id)
    assert (before.case.stage, after.case.stage) == (Stage.RECEIVED, Stage.CONFIRMED)


def _facts() -> Any:
    return MoveFacts(how=How.PHONE, resolution="换片")


def test_a_call_is_planned_by_hand_for_anybody_w10(counter: Counter) -> None:
    customer = counter.person("张三", "13800138000", no_calls=True)
    planned = plan_call(
        counter.shop,
        PlannedCall(
            customer_id=customer.id, on=day("2026-03-06"), at=time(15), reason=" 说一下 尾款 "
        ),
    ).callback
    assert (planned.purpose, planned.reason) == (Purpose.PLANNED, "说一下 尾款")
    assert planned.due_at is not None
    assert planned.due_at.isoformat() == "2026-03-06T15:00:00+08:00"
    assert planned.assignee_id == counter.shop.acting.id
    assert "planned by hand: 说一下 尾款" in why_call(counter.shop, catalog("en"), planned).sentence
    draft = customers.draft_of(customer)
    customers.change_customer(counter.shop, customer.id, draft)
    assert counter.again(planned).state is CallbackState.OPEN  # agreed on, so no flag drops it


@pytest.mark.parametrize(
    ("more", "code"),
    [
        ({"on": day("2026-03-04")}, "day_in_past"),
        ({"on": day("2027-04-04")}, "day_too_far"),
        ({"at": time(9)}, "moment_in_past"),
        ({"reason": " "}, "call_reason_missing"),
        ({"reason": "字" * 301}, "text_too_long"),
        ({"customer_id": CustomerId(9)}, "not_found"),
    ],
)
def test_a_call_that_cannot_be_planned_is_refused(
    counter: Counter, more: dict[str, Any], code: str
) -> None:
    known = {"customer_id": counter.person().id, "on": day("2026-03-05"), "reason": "问问"}
    with pytest.raises((Refusal, Invalid), match=code):
        plan_call(counter.shop, PlannedCall(**(known | more)))


def test_a_call_about_somebody_elses_case_is_not_planned(counter: Counter) -> None:
    case = counter.case(counter.person("李雷", "13900139000"))
    other = counter.person()
    planned = PlannedCall(
        customer_id=other.id, on=day("2026-03-05"), reason="问问", case_id=case.id
    )
    with pytest.raises(Refusal, match="case_of_another"):
        plan_call(counter.shop, planned)


def test_a_move_by_hand_is_undone_to_the_last_row_x9(counter: Counter) -> None:
    customer, call = _somebody(counter)
    stood = _holding(counter, customer)
    call_service.set_day(counter.shop, call.id, day("2026-03-12"))
    assert undo_call(counter.shop, call.id, CallStep.MOVE).callback == call
    assert _holding(counter, customer) == stood
    assert call.case_id is not None
    told = _told(cases.case_file(counter.shop, call.case_id).timeline[-1])
    assert "moved to Thu 12 Mar 2026 by mistake" in told
    with pytest.raises(Refusal, match="nothing_to_undo"):
        undo_call(counter.shop, call.id, CallStep.MOVE)


def test_a_move_and_then_the_try_before_it_are_undone(counter: Counter) -> None:
    _, call = _somebody(counter)
    tried = counter.dial(call, CallResult.NO_ANSWER).callback
    call_service.set_day(counter.shop, call.id, day("2026-03-12"))
    assert undo_call(counter.shop, call.id, CallStep.MOVE).callback == tried
    assert undo_call(counter.shop, call.id).callback == call


def test_a_move_stays_where_the_call_was_tried_since(counter: Counter) -> None:
    _, call = _somebody(counter)
    call_service.set_day(counter.shop, call.id, day("2026-03-12"))
    counter.dial(call, CallResult.NO_ANSWER)
    with pytest.raises(Refusal, match="call_changed_since"):
        undo_call(counter.shop, call.id, CallStep.MOVE)
