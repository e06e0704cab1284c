"""No open case ever falls silent (G-25)."""

from dataclasses import replace

import pytest

from building.counter import Counter
from building.moments import at, day
from building.records import HANDED_OVER, NOTHING_MISSING, READY, WORK
from shopcare.domain.calls.callback import CallbackState, CallResult, Purpose
from shopcare.domain.cases.case import Case, CaseKind, How, Stage
from shopcare.domain.cases.deadline import DeadlineKind
from shopcare.domain.errors import Refusal
from shopcare.services.cases import cases, corrections, moves, promises, undo_step
from shopcare.services.cases.case_lists import due_today, untouched_cases
from shopcare.services.people import customers
from shopcare.services.reports.day_close import day_close


def next_dates(counter: Counter, case: Case) -> list[str]:
    """Name what is still ahead for a case."""
    file = cases.case_file(counter.shop, case.id)
    due = [one.kind.value for one in file.deadlines if one.met_at is None]
    return due + [c.purpose.value for c in file.callbacks if c.state is CallbackState.OPEN]


def reopened(counter: Counter) -> Case:
    """Let a complaint be settled and its first call say that it is not."""
    wang = counter.person("王", "13800138000")
    case = counter.case(wang, CaseKind.COMPLAINT, **NOTHING_MISSING)
    case = counter.move(case, Stage.CONFIRMED, Stage.CLOSED)
    first = counter.calls(wang, Purpose.COMPLAINT)[0]
    tried = counter.dial(first, CallResult.REACHED, satisfaction=1, note="还是滑")
    assert tried.reopened_case == case.id
    return cases.case_file(counter.shop, case.id).case


def test_a_complaint_reopened_by_an_unsatisfied_answer_was_on_no_list_any_more(
    counter: Counter,
) -> None:
    case = reopened(counter)
    assert (case.stage, case.acknowledged) == (Stage.CONFIRMED, None)
    assert next_dates(counter, case) == ["acknowledge"], "its answer deadline anew"
    [answer] = [one for one in counter.deadlines(case) if one.met_at is None]
    assert answer.due_at == at("2026-03-06 10:00")
    counter.go_to("2026-03-06 09:00")
    assert [about.number for _, about, _ in due_today(counter.shop).answers] == [case.number]
    promises.acknowledge(counter.shop, case.id, How.PHONE)
    assert next_dates(counter, case) == ["next_step"]


def test_reopened_by_hand_the_answer_is_due_anew_too(counter: Counter) -> None:
    case = counter.complaint_handled(counter.person())
    case = counter.move(case, Stage.CONFIRMED)
    assert next_dates(counter, case) == ["acknowledge"]


def test_told_the_steps_without_a_promise_a_case_had_no_date_ahead(counter: Counter) -> None:
    case = counter.case(counter.person(), told_steps=How.IN_PERSON, **NOTHING_MISSING)
    assert next_dates(counter, case) == ["next_step"]
    [step] = counter.next_steps(case)
    assert step.due_at == at("2026-03-10 20:30"), "the third working day, when the shop closes"
    counter.go_to("2026-03-06 10:00")
    counter.move(case, Stage.DIAGNOSED)
    [later] = counter.next_steps(case)
    assert later.due_at == at("2026-03-11 20:30"), "counted from the last step"


@pytest.mark.parametrize("length", range(1, len(HANDED_OVER) + 1))
def test_every_stage_of_a_repair_has_a_date_ahead(counter: Counter, length: int) -> None:
    case = counter.move(counter.case(counter.person()), *HANDED_OVER[:length])
    assert next_dates(counter, case)
    counter.move(case, *((Stage.CLOSED,) if case.stage is Stage.HANDED_OVER else ()))


def test_after_a_failed_check_there_is_a_date_ahead_g7(counter: Counter) -> None:
    case = counter.move(counter.case(counter.person()), *WORK[:-1])
    corrections.record_failed_check(counter.shop, case.id, passed=(), reason="松")
    assert DeadlineKind.PROMISED in next_dates(counter, case)


def test_goods_chased_in_vain_were_forgotten_after_the_last_chaser_g8(counter: Counter) -> None:
    wang = counter.person("王", "13800138000")
    case = counter.move(counter.case(wang), *READY)
    moves.tell_ready(counter.shop, case.id)
    for month, number in (("2026-03-12", 0), ("2026-03-20", 0), ("2026-04-07", 0)):
        counter.go_to(f"{month} 10:00")
        counter.dial(counter.calls(wang, Purpose.PICK_UP)[number])
    assert counter.calls(wang) == []
    assert next_dates(counter, case) == ["next_step"]


def test_calls_that_are_paused_leave_a_date_behind(counter: Counter) -> None:
    wang = counter.person("王", "13800138000")
    case = counter.move(counter.case(wang, CaseKind.COMPLAINT), *HANDED_OVER)
    customers.change_customer(
        counter.shop, wang.id, replace(customers.draft_of(wang), no_calls=True)
    )
    assert next_dates(counter, case) == ["next_step"]


def test_a_step_taken_back_leaves_the_date_that_was_there(counter: Counter) -> None:
    case = counter.case(counter.person(), told_steps=How.IN_PERSON)
    before = counter.next_steps(case)
    moved = moves.move_case(
        counter.shop, case.id, Stage.DIAGNOSED, moves.MoveFacts(reason="螺丝滑丝")
    )
    assert moved.before is not None
    assert moved.after is not None
    undo_step.undo_move(counter.shop, moved.before, moved.after)
    assert counter.next_steps(case) == before


def test_only_a_manager_ends_a_complaint_that_is_not_settled_g11(counter: Counter) -> None:
    case = reopened(counter)
    counter.shop.act_as("XL")
    with pytest.raises(Refusal, match="manager_needed"):
        counter.move(case, Stage.CANCELLED)
    counter.shop.act_as("DZ")
    assert counter.move(case, Stage.CANCELLED).stage is Stage.CANCELLED


def test_a_complaint_raised_on_the_phone_is_ended_by_a_manager_only_g11(counter: Counter) -> None:
    wang = counter.person("王", "13800138000")
    counter.sale(wang, handed_over_on=day("2026-03-04"))
    tried = counter.dial(counter.calls(wang)[0], CallResult.COMPLAINT, note="看不清")
    assert tried.opened_case is not None
    case = cases.case_file(counter.shop, tried.opened_case).case
    counter.shop.act_as("XL")
    with pytest.raises(Refusal, match="manager_needed"):
        counter.move(case, Stage.CANCELLED)


def test_what_nobody_touched_for_seven_days_is_listed_whatever_its_dates(
    counter: Counter,
) -> None:
    wang, soon = counter.person(), day("2026-03-20")  # the law lets nobody promise later
    far = counter.case(wang, told_steps=How.IN_PERSON, promised_on=soon)
    counter.go_to("2026-03-11 10:00")
    fresh = counter.case(counter.person("李雷"))
    assert untouched_cases(counter.shop) == []
    counter.go_to("2026-03-12 09:00")
    assert [case.id for case in untouched_cases(counter.shop)] == [far.id]
    assert [entry.case.id for entry in day_close(counter.shop).untouched] == [far.id]
    counter.move(far, Stage.DIAGNOSED)
    assert untouched_cases(counter.shop) == []
    counter.move(fresh, Stage.CANCELLED)
    counter.go_to("2026-03-31 09:00")
    assert [case.id for case in untouched_cases(counter.shop)] == [far.id], "only open ones"
