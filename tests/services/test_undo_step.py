"""Taking a step of a case back, and putting a case into other hands (X-9, G-14, G-19)."""

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from building.counter import Counter
from building.moments import day
from building.records import HANDED_OVER, READY, WORK, paid
from shopcare.domain.calendar.opening import DayException
from shopcare.domain.calls.callback import CallbackState, CallResult, Purpose
from shopcare.domain.cases.case import Case, CaseKind, Ending, How, Plan, Stage
from shopcare.domain.cases.case_stages import allowed_moves
from shopcare.domain.cases.case_steps import MoveFacts
from shopcare.domain.errors import NotFound, Refusal
from shopcare.domain.ids import CaseId, StaffId
from shopcare.domain.money import Fen
from shopcare.domain.payments.payment import PaymentDraft, PaymentKind
from shopcare.language.catalog import catalog
from shopcare.language.records.timeline_words import timeline_text
from shopcare.services.cases import cases, moves, promises
from shopcare.services.cases.moves import Moved
from shopcare.services.cases.reassign import reassign
from shopcare.services.cases.undo_step import Standing, standing_of, undo_move
from shopcare.services.rescheduling import calendar_changes
from shopcare.services.setup.settings import save_member
from shopcare.services.shop import open_shop
from shopcare.storage import callbacks
from shopcare.storage.file import audit


def _waived(case: Case) -> tuple[PaymentDraft, ...]:
    return (PaymentDraft(kind=PaymentKind.WAIVED, decided_by=case.received_by, reason="老顾客"),)


def _step(counter: Counter, case: Case, stage: Stage, **more: object) -> Moved:
    known: dict[str, object] = {
        "how": How.SIGNATURE,
        "plan": Plan(work="换螺丝", fee_fen=Fen(2_000)),
        "promised_on": day("2026-03-09"),
        "checks": moves.checks_of(counter.shop, case),
        "resolution": "换了螺丝",
        "reason": "还是松",
        "payments": () if stage is not Stage.HANDED_OVER else _waived(case),
        "ending": Ending.UNREPAIRED,
    }
    return moves.move_case(counter.shop, case.id, stage, MoveFacts(**(known | more)))


def _take_back(counter: Counter, moved: Moved) -> None:
    assert moved.before is not None
    assert moved.after is not None
    undo_move(counter.shop, moved.before, moved.after)


def _stands(counter: Counter, case: Case) -> Standing:
    return standing_of(counter.shop, cases.case_file(counter.shop, case.id).case)


def _holding(standing: Standing) -> tuple[object, ...]:
    """Give what holds: the case, its open deadlines and calls, and what was met."""
    calls = [call for call in standing.calls if call.state is not CallbackState.DROPPED]
    return standing.case, [one for one in standing.deadlines if not one.dropped], calls


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_any_step_without_a_fee_is_taken_back_to_where_it_stood_x9(
    counter: Counter, data: st.DataObject
) -> None:
    kind = data.draw(st.sampled_from([CaseKind.REPAIR, CaseKind.COMPLAINT]))
    case = counter.case(counter.person(f"顾客{data.draw(st.integers(0, 9**9))}"), kind)
    for _ in range(data.draw(st.integers(1, 8))):
        moves = allowed_moves(case)
        if not moves:
            break
        stage = data.draw(st.sampled_from(moves))
        stood = _holding(_stands(counter, case))
        _take_back(counter, _step(counter, case, stage))
        assert _holding(_stands(counter, case)) == stood
        case = _step(counter, case, stage).case
    assert list(audit.broken_seals(counter.shop.file)) == []


def test_both_the_step_and_its_taking_back_stay_on_record_g14(counter: Counter) -> None:
    case = counter.move(counter.case(counter.person()), *WORK)
    before = cases.case_file(counter.shop, case.id).timeline
    _take_back(counter, _step(counter, case, Stage.READY))
    after = cases.case_file(counter.shop, case.id).timeline
    assert after[: len(before)] == before
    assert [entry.action for entry in after[len(before) :]] == [
        "case.move",
        "case.move_taken_back",
    ]
    told = timeline_text(catalog("en"), after[-1])
    assert told == "Step “Ready” undone: the case is “Checked” again"
    assert list(audit.broken_seals(counter.shop.file)) == []


def test_the_call_that_a_step_started_goes_and_those_it_ended_come_back(counter: Counter) -> None:
    wang = counter.person()
    case = counter.move(counter.case(wang), *WORK)
    [progress] = counter.calls(wang, Purpose.PROGRESS)
    moved = _step(counter, case, Stage.READY)
    assert [call.purpose for call in counter.calls(wang)] == [Purpose.PICK_UP]
    _take_back(counter, moved)
    assert counter.calls(wang) == [progress]
    [promised] = [one for one in counter.deadlines(case) if one.met_at is None]
    assert promised.due_at.date() == day("2026-03-09")


def test_a_promise_taken_back_is_late_for_nobody_and_can_be_made_again_g6(
    counter: Counter,
) -> None:
    case = counter.move(counter.case(counter.person()), Stage.CONFIRMED, Stage.DIAGNOSED)
    _take_back(counter, _step(counter, case, Stage.AGREED))
    counter.go_to("2026-03-20 10:00")
    assert not any(one.is_late(counter.shop.now()) for one in counter.deadlines(case))
    case = counter.move(case, Stage.AGREED, promised_on=day("2026-03-23"))
    assert case.promised_on == day("2026-03-23")


def test_a_deadline_that_was_late_is_late_again_x16(counter: Counter) -> None:
    case = counter.case(counter.person())
    counter.go_to("2026-03-07 10:00")
    _take_back(counter, _step(counter, case, Stage.CONFIRMED))
    [told] = counter.deadlines(case)
    assert told.met_at is None
    assert told.is_late(counter.shop.now())


def test_a_step_stays_after_a_call_was_made(counter: Counter) -> None:
    wang = counter.person("王", "13800138000")
    moved = _step(counter, counter.move(counter.case(wang), *WORK), Stage.READY)
    [call] = counter.calls(wang, Purpose.PICK_UP)
    counter.dial(call, CallResult.NO_ANSWER)
    with pytest.raises(Refusal, match="call_made_since"):
        _take_back(counter, moved)
    assert cases.case_file(counter.shop, moved.case.id).case.stage is Stage.READY


@pytest.mark.parametrize("since", ["another step", "another promise", "the same once more"])
def test_a_step_stays_after_the_case_went_on(counter: Counter, since: str) -> None:
    case = counter.move(counter.case(counter.person()), Stage.CONFIRMED, Stage.DIAGNOSED)
    moved = _step(counter, case, Stage.AGREED)
    other = open_shop(counter.shop.path, clock=counter.clock)  # another window
    if since == "another step":
        moves.move_case(other, case.id, Stage.IN_WORK, MoveFacts())
    elif since == "another promise":
        promises.change_promise(other, case.id, day("2026-03-12"), "配件没到")
    else:
        assert moved.before is not None
        assert moved.after is not None
        undo_move(other, moved.before, moved.after)
    other.close()
    stands = _stands(counter, case)
    with pytest.raises(Refusal, match="case_changed_since"):
        _take_back(counter, moved)
    assert _stands(counter, case) == stands


def test_what_was_paid_is_not_simply_taken_back_x9(counter: Counter) -> None:
    case = counter.move(counter.case(counter.person()), *READY)
    moved = _step(counter, case, Stage.HANDED_OVER, payments=(paid(2_000),))
    with pytest.raises(Refusal, match="fee_was_taken"):
        _take_back(counter, moved)
    free = counter.move(counter.case(counter.person("李")), *READY, plan=Plan(work="换螺丝"))
    _take_back(counter, _step(counter, free, Stage.HANDED_OVER, payments=()))
    assert _stands(counter, free).case.stage is Stage.READY


def test_who_wants_no_calls_meanwhile_gets_none_back(counter: Counter) -> None:
    wang = counter.person("王", "13800138000", "13900139000")
    first, second = counter.complaint_handled(wang), counter.complaint_handled(wang)
    moved = _step(counter, first, Stage.CONFIRMED)  # reopened: its calls are dropped
    [call, *_] = [c for c in counter.calls(wang, Purpose.COMPLAINT) if c.case_id == second.id]
    counter.dial(call, CallResult.DECLINED)
    _take_back(counter, moved)
    assert counter.calls(wang) == []


def test_a_case_that_was_found_by_search_is_found_as_it_stands(counter: Counter) -> None:
    case = counter.move(counter.case(counter.person()), *HANDED_OVER)
    assert cases.case_id_of(counter.shop, case.number) == case.id
    _take_back(counter, _step(counter, case, Stage.CLOSED))
    assert _stands(counter, case).case == case


def test_a_case_in_other_hands_takes_its_progress_call_along_g19(counter: Counter) -> None:
    wang = counter.person()
    case = counter.move(counter.case(wang), Stage.CONFIRMED, Stage.DIAGNOSED, Stage.AGREED)
    manager, chen, lin = counter.shop.staff
    assert case.handler_id == manager.id
    reassign(counter.shop, case.id, lin.id)
    assert _stands(counter, case).case.handler_id == lin.id
    assert [call.assignee_id for call in counter.calls(wang, Purpose.PROGRESS)] == [lin.id]
    [watched] = counter.calls(wang, Purpose.PROGRESS)
    callbacks.change(counter.shop.file, replace(watched, assignee_id=chen.id))
    reassign(counter.shop, case.id, manager.id)
    assert [c.assignee_id for c in counter.calls(wang, Purpose.PROGRESS)] == [chen.id], "taken over"
    told = cases.case_file(counter.shop, case.id).timeline[-2:]
    assert [timeline_text(catalog("en"), entry) for entry in told] == [
        "Handled by 小林 now, no longer by 店长",
        "Handled by 店长 now, no longer by 小林",
    ]


def test_nobody_who_left_and_no_case_that_ended_g19(counter: Counter) -> None:
    case = counter.case(counter.person())
    manager, chen, lin = counter.shop.staff
    save_member(counter.shop, replace(lin, active=False))
    for staff_id, code in [(lin.id, "staff_left"), (manager.id, "handled_by_already")]:
        with pytest.raises(Refusal, match=code):
            reassign(counter.shop, case.id, staff_id)
    with pytest.raises(NotFound):
        reassign(counter.shop, case.id, StaffId(99))
    with pytest.raises(NotFound):
        reassign(counter.shop, CaseId(99), chen.id)
    counter.move(case, Stage.CANCELLED)
    with pytest.raises(Refusal, match="case_over"):
        reassign(counter.shop, case.id, chen.id)


def test_a_step_undone_after_the_calendar_changed_leaves_nobody_awaited_on_a_closed_day(
    counter: Counter,
) -> None:
    wang = counter.person("王", "13800138000")
    case = counter.move(counter.case(wang), *WORK, promised_on=day("2026-03-15"))
    moved = _step(counter, case, Stage.READY)
    closed = DayException(day=day("2026-03-15"), intervals=(), reason="盘点")
    calendar_changes.set_day(counter.shop, closed)
    _take_back(counter, moved)
    [promised] = [one for one in counter.deadlines(case) if one.met_at is None]
    assert (promised.rule_on, promised.due_at.date()) == (day("2026-03-15"), day("2026-03-14"))
    [watch] = counter.calls(wang, Purpose.PROGRESS)
    assert watch.due_on == day("2026-03-14")
