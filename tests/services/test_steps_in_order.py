"""Who did a step and when: nothing before its cause, nobody in place of another (C-8, G-14)."""

import pytest

from building.counter import Counter
from building.moments import at, day
from building.records import WORK
from shopcare.domain.calls.callback import CallResult, Purpose
from shopcare.domain.cases.case import CaseKind, How, Stage
from shopcare.domain.errors import Invalid, Refusal
from shopcare.services.cases import cases, reassign
from shopcare.services.cases.corrections import correct_time
from shopcare.services.reports import day_close


def test_handing_over_made_the_clerk_at_the_counter_the_one_who_resolved_it_c8(
    counter: Counter,
) -> None:
    wang = counter.person("王", "13800138000")
    counter.shop.act_as("XC")
    case = counter.move(counter.case(wang, CaseKind.COMPLAINT), *WORK)
    counter.shop.act_as("XL")
    case = counter.move(case, Stage.READY, Stage.HANDED_OVER)
    chen = counter.shop.staff[1]
    assert case.resolved_by == chen.id
    assert {call.assignee_id for call in counter.calls(wang, Purpose.COMPLAINT)} == {chen.id}


def test_who_sends_it_back_to_work_does_not_become_who_works_on_it_c8(counter: Counter) -> None:
    counter.shop.act_as("XC")
    case = counter.move(counter.case(counter.person()), *WORK)
    counter.shop.act_as("XL")
    case = counter.move(case, Stage.IN_WORK, Stage.CHECKED, Stage.READY, Stage.HANDED_OVER)
    assert case.resolved_by == counter.shop.staff[1].id


def test_who_takes_the_work_over_is_who_resolves_it_c8(counter: Counter) -> None:
    _, chen, lin = counter.shop.staff
    counter.shop.act_as("XC")
    case = counter.move(counter.case(counter.person()), *WORK[:-1])
    assert case.resolved_by == chen.id
    reassign.reassign(counter.shop, case.id, lin.id)
    assert counter.move(case, *WORK[-1:], Stage.READY, Stage.HANDED_OVER).resolved_by == lin.id


def test_what_is_settled_by_talk_is_resolved_by_who_settled_it_c8(counter: Counter) -> None:
    counter.shop.act_as("XL")
    case = counter.complaint_handled(counter.person())
    assert case.resolved_by == counter.shop.staff[2].id


def test_a_case_reopened_before_it_was_closed(counter: Counter) -> None:
    counter.go_to("2026-03-16 10:00")
    case = counter.case(counter.person(), CaseKind.COMPLAINT, received_at=at("2026-03-02 10:00"))
    case = counter.move(case, Stage.CONFIRMED, when="2026-03-03 10:00")
    case = counter.move(case, Stage.CLOSED, when="2026-03-15 10:00")
    with pytest.raises(Refusal, match="move_before_last_step"):
        counter.move(case, Stage.CONFIRMED, when="2026-03-12 10:00")
    again = counter.move(case, Stage.CONFIRMED, when="2026-03-15 11:00")
    with pytest.raises(Refusal, match="move_before_last_step"):
        counter.move(again, Stage.CLOSED, when="2026-03-15 10:30")


def test_steps_that_keep_no_moment_of_their_own_stand_in_order_too(counter: Counter) -> None:
    case = counter.case(counter.person(), received_at=at("2026-03-02 10:00"))
    case = counter.move(case, Stage.DIAGNOSED, when="2026-03-04 10:00")
    with pytest.raises(Refusal, match="move_before_last_step"):
        counter.move(case, Stage.AGREED, when="2026-03-03 10:00")


def test_a_step_in_the_minute_of_the_one_before_keeps_the_order_of_seconds(
    counter: Counter,
) -> None:
    counter.clock.set(at("2026-03-05 10:00").replace(second=30))
    case = counter.case(counter.person(), told_steps=How.IN_PERSON)
    case = counter.move(case, Stage.DIAGNOSED, Stage.AGREED, when="2026-03-05 10:00")
    assert case.consent is not None
    assert case.consent.at == case.received_at


def test_a_call_written_down_after_the_closing_reopens_not_before_it(counter: Counter) -> None:
    wang = counter.person("王", "13800138000")
    case = counter.move(counter.case(wang, CaseKind.COMPLAINT), *WORK, Stage.READY)
    case = counter.move(case, Stage.HANDED_OVER)
    counter.go_to("2026-03-05 15:00")
    counter.move(case, Stage.CLOSED)
    counter.go_to("2026-03-05 16:00")
    first = counter.calls(wang, Purpose.COMPLAINT)[0]
    counter.dial(first, satisfaction=1, note="还是松", at=at("2026-03-05 12:00"))
    again = cases.case_file(counter.shop, case.id).case
    assert again.reopened_at == at("2026-03-05 15:00")


def test_a_mistyped_time_is_put_right_with_a_reason_and_its_calls_count_anew(
    counter: Counter,
) -> None:
    wang = counter.person("王", "13800138000")
    case = counter.case(wang, CaseKind.COMPLAINT, received_at=at("2026-03-01 10:00"))
    case = counter.move(case, Stage.CONFIRMED, when="2026-03-01 11:00")
    case = counter.move(case, Stage.CLOSED, when="2026-03-02 10:00")
    assert counter.due(wang, Purpose.COMPLAINT) == ["2026-03-02", "2026-03-05", "2026-04-14"]
    for moment, reason, code in (
        ("2026-03-04 10:00", " ", "reason_missing"),
        ("2026-03-01 10:30", "写错了", "move_before_last_step"),
        ("2026-03-05 10:01", "写错了", "move_in_future"),
    ):
        with pytest.raises((Refusal, Invalid), match=code):
            correct_time(counter.shop, case.id, at(moment), reason)
    correct_time(counter.shop, case.id, at("2026-03-04 10:00"), "日期写错了")
    file = cases.case_file(counter.shop, case.id)
    assert file.case.handled_at == file.case.closed_at == at("2026-03-04 10:00")
    assert counter.due(wang, Purpose.COMPLAINT) == ["2026-03-04", "2026-03-09", "2026-04-16"]
    assert file.timeline[-1].said()["reason"] == "日期写错了"
    assert counter.move(case, Stage.CONFIRMED, when="2026-03-04 10:00").stage is Stage.CONFIRMED


def test_a_mistyped_intake_is_put_right_and_the_answer_counts_anew_x1(counter: Counter) -> None:
    case = counter.case(counter.person(), received_at=at("2026-03-01 10:00"))
    correct_time(counter.shop, case.id, at("2026-03-04 10:00"), "日期写错了")
    [answer] = counter.deadlines(case)
    assert (answer.basis_at, answer.due_at) == (at("2026-03-04 10:00"), at("2026-03-05 10:00"))


def test_a_call_made_in_1999_opened_a_case_of_that_year(counter: Counter) -> None:
    wang = counter.person("王", "13800138000", key_account=True)
    counter.complaint_handled(wang)
    for call in counter.calls(wang):
        with pytest.raises(Refusal, match="call_before_cause"):
            counter.dial(call, CallResult.COMPLAINT, note="坏了", at=at("1999-10-15 10:00"))


def test_goods_told_ready_before_they_were_planned_chasers_of_last_year_g8(
    counter: Counter,
) -> None:
    wang = counter.person("王", "13800138000")
    counter.move(counter.case(wang), *WORK, Stage.READY)
    [call] = counter.calls(wang, Purpose.PICK_UP)
    with pytest.raises(Refusal, match="call_before_cause"):
        counter.dial(call, at=at("2025-03-05 10:00"))


def test_a_complaint_from_a_call_is_no_older_than_the_call(counter: Counter) -> None:
    wang = counter.person("王", "13800138000")
    source = counter.complaint_handled(wang)
    call = counter.calls(wang)[0]
    for link in ({"from_callback_id": call.id}, {"linked_case_id": source.id}):
        with pytest.raises(Refusal, match="received_before_source"):
            counter.case(wang, CaseKind.COMPLAINT, received_at=at("2026-03-01 10:00"), **link)


def test_goods_were_complained_about_before_they_were_sold(counter: Counter) -> None:
    wang = counter.person("王", "13800138000")
    sold = counter.sale(wang, sold_on=day("2026-03-04")).purchase
    with pytest.raises(Invalid, match="bought_after_intake"):
        counter.case(wang, bought_on=day("2026-03-04"), received_at=at("2026-03-03 10:00"))
    with pytest.raises(Invalid, match="bought_after_intake"):
        counter.case(wang, purchase_line_id=sold.lines[0].id, received_at=at("2026-03-03 10:00"))


def test_a_reason_for_a_call_on_a_day_before_there_was_one(counter: Counter) -> None:
    wang = counter.person("王", "13800138000")
    counter.complaint_handled(wang)
    call = counter.calls(wang)[0]
    with pytest.raises(Refusal, match="call_before_cause"):
        day_close.say_why_not_made(counter.shop, call.id, day("2026-03-04"), "忙")
    with pytest.raises(Refusal, match="day_in_future"):
        day_close.say_why_not_made(counter.shop, call.id, day("2026-03-06"), "忙")


def test_an_intake_was_put_right_to_a_day_before_the_goods_were_bought(counter: Counter) -> None:
    counter.go_to("2026-03-10 10:00")
    case = counter.case(
        counter.person(), received_at=at("2026-03-09 10:00"), bought_on=day("2026-03-09")
    )
    with pytest.raises(Invalid, match="bought_after_intake"):
        correct_time(counter.shop, case.id, at("2026-03-08 10:00"), "日期写错了")
    correct_time(counter.shop, case.id, at("2026-03-09 15:00"), "时间写错了")
    assert cases.case_file(counter.shop, case.id).case.received_at == at("2026-03-09 15:00")
