"""Moving cases, with the deadlines and calls that belong to it (G-3 to G-9, X-16)."""

from dataclasses import replace

import pytest

from building.counter import Counter
from building.moments import at, day
from building.records import HANDED_OVER, READY, WORK, paid
from shopcare.domain.calls.callback import CallbackState, Purpose
from shopcare.domain.cases.case import CaseKind, How, Stage
from shopcare.domain.cases.case_steps import MoveFacts
from shopcare.domain.cases.deadline import DeadlineKind
from shopcare.domain.errors import Invalid, Refusal
from shopcare.domain.ids import CaseId
from shopcare.services.cases import cases, corrections, moves, promises
from shopcare.services.shop import open_shop
from shopcare.storage.cases import cases as case_store

PROGRESS, P = Purpose.PROGRESS, Purpose.PICK_UP


def promised(counter: Counter, case_id: int) -> list[tuple[str, bool, bool]]:
    found = cases.case_file(counter.shop, CaseId(case_id)).deadlines
    return [
        (d.due_at.isoformat()[:16], d.met_at is None, d.dropped)
        for d in found
        if d.kind is DeadlineKind.PROMISED
    ]


def test_the_way_of_a_repair_and_its_calls_g5_to_g9(counter: Counter) -> None:
    wang = counter.person()
    case = counter.move(counter.case(wang, service="lens_replacement"), *WORK)
    assert promised(counter, case.id) == [("2026-03-09T20:30", True, False)]
    assert counter.due(wang, PROGRESS) == ["2026-03-09"]
    case = counter.move(case, Stage.READY)
    assert promised(counter, case.id) == [("2026-03-09T20:30", False, False)]
    assert counter.due(wang) == ["2026-03-05"]
    assert counter.calls(wang)[0].purpose is P
    counter.go_to("2026-03-06 10:00")
    moves.tell_ready(counter.shop, case.id)
    assert counter.due(wang, P) == ["2026-03-13", "2026-03-21", "2026-04-05"]
    counter.move(case, Stage.HANDED_OVER)
    assert counter.due(wang, Purpose.PICK_UP) == [], "G-8: what was collected is not chased"


def test_a_second_message_moves_no_call_g8(counter: Counter) -> None:
    wang = counter.person()
    case = counter.move(counter.case(wang), *READY)
    with pytest.raises(Refusal, match="not_ready"):
        moves.tell_ready(counter.shop, counter.case(wang).id)
    moves.tell_ready(counter.shop, case.id)
    counter.go_to("2026-03-08 10:00")
    told = moves.tell_ready(counter.shop, case.id).case
    assert told.told_ready_at == at("2026-03-05 10:00")
    assert counter.due(wang, P) == ["2026-03-12", "2026-03-20", "2026-04-04"]


def test_goods_that_go_back_to_work_are_promised_again_g6(counter: Counter) -> None:
    wang = counter.person()
    case = counter.move(counter.case(wang), *READY)
    moves.tell_ready(counter.shop, case.id)
    back = counter.move(case, Stage.IN_WORK)
    assert back.told_ready_at is None
    assert counter.due(wang, P) == []
    assert counter.due(wang, PROGRESS) == ["2026-03-09"], "the day cannot pass in silence"
    assert [is_open for _, is_open, _ in promised(counter, case.id)] == [False, True]
    counter.move(back, Stage.CHECKED, Stage.READY)
    assert counter.due(wang, PROGRESS) == []
    assert counter.due(wang, P) == ["2026-03-05"]


def test_another_promised_day_is_told_today_and_watched_g6(counter: Counter) -> None:
    wang = counter.person()
    case = counter.move(counter.case(wang), *WORK)
    with pytest.raises(Invalid, match="reason_missing"):
        promises.change_promise(counter.shop, case.id, day("2026-03-12"), " ")
    for bad, code in [("2026-03-04", "promised_in_past"), ("2062-03-12", "day_too_far")]:
        with pytest.raises(Invalid, match=code):
            promises.change_promise(counter.shop, case.id, day(bad), "缺件")
    promises.change_promise(counter.shop, case.id, day("2026-03-12"), "缺件")
    assert counter.due(wang, PROGRESS) == ["2026-03-05", "2026-03-12"]
    told, watch = counter.calls(wang, PROGRESS)
    assert (told.due_at, watch.due_at) == (None, at("2026-03-12 14:00"))
    assert promised(counter, case.id) == [
        ("2026-03-09T20:30", False, True),
        ("2026-03-12T20:30", True, False),
    ]
    promises.change_promise(counter.shop, case.id, day("2026-03-13"), "还是缺件")
    assert counter.due(wang, PROGRESS) == ["2026-03-05", "2026-03-13"]


def test_late_stays_late_after_it_was_met_replaced_or_closed_x16(counter: Counter) -> None:
    wang = counter.person()
    met = counter.move(counter.case(wang), *WORK)
    replaced = counter.move(counter.case(wang), *WORK)
    cancelled = counter.move(counter.case(wang), *WORK[:-1])
    counter.go_to("2026-03-10 10:00")
    counter.move(met, Stage.READY, Stage.HANDED_OVER, Stage.CLOSED)
    promises.change_promise(counter.shop, replaced.id, day("2026-03-20"), "缺件")
    counter.move(cancelled, Stage.CANCELLED)
    counter.go_to("2026-06-01 10:00")
    for case in (met, replaced, cancelled):
        first = counter.deadlines(case)[-1 if case is not replaced else -2]
        assert first.kind is DeadlineKind.PROMISED
        assert first.is_late(counter.shop.now()), case
        [row] = cases.case_rows(counter.shop, [case.id])
        assert (row.late, row.promise_late) == (True, True)


def test_what_was_met_or_replaced_in_time_never_becomes_late_x16(counter: Counter) -> None:
    wang = counter.person()
    met = counter.move(counter.case(wang, told_steps=How.IN_PERSON), *READY[1:])
    counter.go_to("2026-09-01 10:00")
    [row] = cases.case_rows(counter.shop, [met.id])
    assert (row.late, row.promise_late, row.next_due) == (False, False, None)


def test_a_cancelled_case_drops_every_call_and_deadline(counter: Counter) -> None:
    wang = counter.person()
    case = counter.case(wang, misuse_advised=True, promised_on=day("2026-03-09"))
    assert {call.purpose for call in counter.calls(wang)} == {PROGRESS, Purpose.MISUSE}
    with pytest.raises(Invalid, match="reason_missing"):
        counter.move(case, Stage.CANCELLED, reason="")
    counter.move(case, Stage.CANCELLED)
    assert counter.calls(wang) == []
    assert all(d.dropped for d in counter.deadlines(case))
    with pytest.raises(Refusal, match="move_not_allowed"):
        counter.move(case, Stage.CONFIRMED)


def test_the_acknowledgement_is_due_within_24_hours_g3(counter: Counter) -> None:
    wang = counter.person()
    case = counter.case(wang)
    [deadline] = counter.deadlines(case)
    assert deadline.due_at == at("2026-03-06 10:00"), "wall-clock hours"
    counter.go_to("2026-03-06 10:00")
    assert not deadline.is_late(counter.shop.now()), "exactly at the end it is in time"
    promises.acknowledge(counter.shop, case.id, How.PHONE)
    with pytest.raises(Refusal, match="already_acknowledged"):
        promises.acknowledge(counter.shop, case.id, How.PHONE)
    [met] = counter.deadlines(case)
    assert (met.met_at, met.is_late(at("2026-04-01 10:00"))) == (at("2026-03-06 10:00"), False)
    kept = cases.case_file(counter.shop, case.id).case
    assert (kept.stage, kept.acknowledged is not None) == (Stage.CONFIRMED, True)


def test_a_new_lens_is_asked_about_after_fitting_and_a_new_frame_screw_is_not_c1(
    counter: Counter,
) -> None:
    wang = counter.person("王")
    for service, category, days in [
        ("lens_replacement", "frame_glasses", 1),
        ("lens_replacement", "sunglasses", 0),
        ("lens_replacement", "", 1),
        ("lens_replacement", "钟表", 0),
        ("frame_repair", "frame_glasses", 0),
    ]:
        li = counter.person("李")
        case = counter.case(li, service=service, category=category)
        counter.move(case, *HANDED_OVER)
        assert len(counter.calls(li, Purpose.WEARING_CHECK)) == days
    complaint = counter.case(wang, CaseKind.COMPLAINT, service="lens_replacement", category="镜片")
    counter.move(complaint, *HANDED_OVER)
    assert len(counter.calls(wang, Purpose.WEARING_CHECK)) == 1
    assert len(counter.calls(wang, Purpose.COMPLAINT)) == 3


def test_closing_what_was_handed_over_starts_nothing_again_c2(counter: Counter) -> None:
    wang = counter.person()
    case = counter.move(counter.case(wang, CaseKind.COMPLAINT), *HANDED_OVER)
    counter.go_to("2026-03-20 10:00")
    counter.move(case, Stage.CLOSED)
    assert counter.due(wang, Purpose.COMPLAINT) == ["2026-03-05", "2026-03-10", "2026-04-17"]


def test_reopened_by_hand_and_handled_again_restarts_the_calls_g11(counter: Counter) -> None:
    wang = counter.person()
    case = counter.complaint_handled(wang)
    counter.move(case, Stage.CONFIRMED)
    assert counter.calls(wang, Purpose.COMPLAINT) == []
    counter.go_to("2026-03-09 10:00")
    counter.move(case, Stage.CLOSED)
    assert counter.due(wang, Purpose.COMPLAINT) == ["2026-03-09", "2026-03-12", "2026-04-21"]


def test_handled_after_the_last_window_is_due_next_day_and_stays_day_zero_c2(
    counter: Counter,
) -> None:
    wang = counter.person()
    case = counter.move(counter.case(wang, CaseKind.COMPLAINT), Stage.CONFIRMED)
    counter.go_to("2026-03-05 19:00")
    counter.move(case, Stage.CLOSED)
    first = counter.calls(wang, Purpose.COMPLAINT)[0]
    assert (first.rule_on, first.due_at) == (day("2026-03-05"), at("2026-03-06 09:30"))


def test_a_move_may_be_entered_later_with_its_true_time_x1(counter: Counter) -> None:
    wang = counter.person()
    case = counter.case(wang, CaseKind.COMPLAINT, received_at=at("2026-03-02 10:00"))
    case = counter.move(case, Stage.CONFIRMED, Stage.CLOSED, when="2026-03-02 11:00")
    assert case.handled_at == at("2026-03-02 11:00")
    assert counter.due(wang, Purpose.COMPLAINT) == ["2026-03-02", "2026-03-05", "2026-04-14"]
    [acknowledge] = counter.deadlines(case)
    assert acknowledge.met_at == at("2026-03-02 11:00")
    assert not acknowledge.is_late(counter.shop.now())


@pytest.mark.parametrize(
    ("when", "code"),
    [
        ("2026-03-05 10:01", "move_in_future"),
        ("2026-03-02 09:59", "move_before_intake"),
        ("2026-03-02 10:30", "move_before_last_step"),
    ],
)
def test_a_move_at_an_impossible_time_changes_nothing(
    counter: Counter, when: str, code: str
) -> None:
    wang = counter.person()
    case = counter.case(wang, received_at=at("2026-03-02 10:00"))
    case = counter.move(case, *WORK[:3], when="2026-03-02 11:00")
    with pytest.raises(Refusal, match=code):
        counter.move(case, Stage.IN_WORK, when=when)
    assert case_store.get(counter.shop.file, case.id) == case


def test_two_people_cannot_hand_the_same_goods_over_twice(counter: Counter) -> None:
    wang = counter.person()
    case = counter.move(counter.case(wang, CaseKind.COMPLAINT), *READY)
    other = open_shop(counter.shop.path, clock=counter.clock, initials="XC")
    moves.move_case(other, case.id, Stage.HANDED_OVER, MoveFacts(payments=(paid(2_000),)))
    with pytest.raises(Refusal, match="move_not_allowed"):
        counter.move(case, Stage.HANDED_OVER)
    other.close()
    assert len(counter.calls(wang, Purpose.COMPLAINT)) == 3


def test_a_service_that_left_the_policy_is_has_the_check_of_every_service_g7(
    counter: Counter,
) -> None:
    wang = counter.person()
    case = counter.move(counter.case(wang), *WORK[:4])
    old = replace(case, service="stretching")
    case_store.change(counter.shop.file, old)
    with pytest.raises(Invalid, match="checks_missing"):
        counter.move(old, Stage.CHECKED, checks=())


def test_a_failed_check_is_on_record_g7(counter: Counter) -> None:
    wang = counter.person()
    case = counter.case(wang)
    with pytest.raises(Refusal, match="move_not_allowed"):
        corrections.record_failed_check(counter.shop, case.id, passed=(), reason="歪")
    case = counter.move(case, *WORK[:4])
    passed = moves.checks_of(counter.shop, case)[:1]
    with pytest.raises(Invalid, match="reason_missing"):
        corrections.record_failed_check(counter.shop, case.id, passed=passed, reason="")
    corrections.record_failed_check(counter.shop, case.id, passed=passed, reason="歪")
    entry = cases.case_file(counter.shop, case.id).timeline[-1]
    assert (entry.action, entry.said()["reason"]) == ("case.check_failed", "歪")
    assert len(entry.said()["left"]) == len(moves.checks_of(counter.shop, case)) - 1


def test_every_step_is_in_the_timeline_g14(counter: Counter) -> None:
    wang = counter.person()
    case = counter.move(counter.case(wang), *HANDED_OVER)
    timeline = cases.case_file(counter.shop, case.id).timeline
    stages = [entry.said().get("to") for entry in timeline if entry.action == "case.move"]
    assert stages == [stage.value for stage in HANDED_OVER]
    assert timeline[0].action == "case.open"
    assert {entry.staff_id for entry in timeline} == {counter.shop.acting.id}


def test_a_number_typed_wrong_is_noticed_and_an_unknown_one_not_found_x15(
    counter: Counter,
) -> None:
    case = counter.case(counter.person())
    assert cases.case_id_of(counter.shop, case.number.replace("-", "")) == case.id
    wrong = case.number[:-1] + str((int(case.number[-1]) + 1) % 10)
    with pytest.raises(Refusal, match="case_number_mistyped"):
        cases.case_id_of(counter.shop, wrong)


def test_a_watch_call_waits_for_the_customers_own_last_window_g6(counter: Counter) -> None:
    wang = counter.person()
    counter.move(counter.case(wang), *WORK)
    [watch] = counter.calls(wang, PROGRESS)
    assert (watch.due_at, watch.by_hand) == (at("2026-03-09 14:00"), True)
    assert watch.state is CallbackState.OPEN
