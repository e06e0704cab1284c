"""What one try at a call leads to (C-9, C-13, G-11)."""

from dataclasses import replace
from datetime import timedelta

import pytest
from test_call_order import call

from building.moments import at, day
from shopcare.domain.calls.call_try import (
    check_try,
    put_off,
    set_by_hand,
    settled,
    tried_without_success,
)
from shopcare.domain.calls.callback import (
    Callback,
    CallbackState,
    CallResult,
    MovedBy,
    MovedDay,
    TryDraft,
)
from shopcare.domain.errors import Invalid, Refusal
from shopcare.domain.ids import CallbackId, StaffId
from shopcare.domain.people.staff import Role, Staff

NOW = at("2026-03-05 10:00")
CLERK = Staff(id=StaffId(2), initials="XC", name="小陈", role=Role.CLERK, knowledgeable=True)
MANAGER = Staff(id=StaffId(1), initials="DZ", name="店长", role=Role.MANAGER, knowledgeable=True)


def problems(draft: TryDraft) -> list[tuple[str, str]]:
    with pytest.raises(Invalid) as invalid:
        check_try(draft, call(), CLERK, NOW, 2)
    return [(problem.field, problem.code) for problem in invalid.value.problems]


@pytest.mark.parametrize(
    ("draft", "field", "code"),
    [
        (
            TryDraft(result=CallResult.REACHED, satisfaction=0, note="不满意"),
            "satisfaction",
            "range",
        ),
        (TryDraft(result=CallResult.REACHED, satisfaction=6), "satisfaction", "range"),
        (TryDraft(result=CallResult.NO_ANSWER, satisfaction=5), "satisfaction", "reached"),
        (TryDraft(result=CallResult.REACHED, satisfaction=2), "note", "dissatisfaction"),
        (TryDraft(result=CallResult.REACHED, satisfaction=1, note=" \u200b"), "note", "dissat"),
        (TryDraft(result=CallResult.LATER), "later_at", "later_missing"),
        (TryDraft(result=CallResult.LATER, later_at=NOW), "later_at", "later_in_past"),
        (
            TryDraft(result=CallResult.LATER, later_at=NOW + timedelta(days=367)),
            "later_at",
            "day_too_far",
        ),
        (TryDraft(result=CallResult.REACHED, at=NOW + timedelta(seconds=1)), "at", "future"),
        (TryDraft(result=CallResult.REACHED, note="字" * 4001), "note", "text_too_long"),
        (TryDraft(result=CallResult.REACHED, phone="1" * 41), "phone", "text_too_long"),
        (TryDraft(result=CallResult.NO_ANSWER, also=(CallbackId(2),)), "also", "also_needs"),
        (TryDraft(result=CallResult.DECLINED, also=(CallbackId(2),)), "also", "also_needs"),
    ],
)
def test_what_a_try_cannot_say(draft: TryDraft, field: str, code: str) -> None:
    found = problems(draft)
    assert [where for where, _ in found] == [field]
    assert code in found[0][1]


def test_three_of_five_is_no_dissatisfaction_g11() -> None:
    check_try(TryDraft(result=CallResult.REACHED, satisfaction=3), call(), CLERK, NOW, 2)


def test_satisfaction_is_never_forced_g10() -> None:
    check_try(TryDraft(result=CallResult.REACHED), call(), CLERK, NOW, 2)


def test_only_a_manager_ends_a_series_and_says_why_g11() -> None:
    draft = TryDraft(result=CallResult.ENDED, note="顾客搬家了")
    with pytest.raises(Refusal) as refused:
        check_try(draft, call(), CLERK, NOW, 2)
    assert refused.value.code == "manager_needed"
    check_try(draft, call(), MANAGER, NOW, 2)
    with pytest.raises(Invalid):
        check_try(replace(draft, note=""), call(), MANAGER, NOW, 2)


@pytest.mark.parametrize("state", [CallbackState.DONE, CallbackState.DROPPED])
def test_a_settled_call_takes_no_more_tries(state: CallbackState) -> None:
    with pytest.raises(Refusal) as refused:
        check_try(TryDraft(result=CallResult.REACHED), replace(call(), state=state), CLERK, NOW, 2)
    assert refused.value.code == "call_settled"


def tried(callback: Callback, retry: str) -> Callback:
    retry_at = at(retry)
    return tried_without_success(callback, CallResult.BUSY, retry_at=retry_at, manager=MANAGER.id)


def test_after_three_tries_in_vain_the_manager_decides_c13() -> None:
    first = tried(call(), "2026-03-05 14:00")
    assert (first.due_on, first.closes_on) == (day("2026-03-05"), day("2026-03-05"))
    assert (first.attempts, first.needs_decision, first.assignee_id) == (1, False, None)
    second = tried(first, "2026-03-06 09:30")
    assert (second.due_on, second.closes_on) == (day("2026-03-06"), day("2026-03-06"))
    assert not second.needs_decision
    third = tried(second, "2026-03-06 14:00")
    assert (third.attempts, third.needs_decision) == (3, True)
    assert third.assignee_id == MANAGER.id
    assert third.state is CallbackState.OPEN, "it stays due until somebody decides"


def test_later_is_no_try_in_vain_c13() -> None:
    later = put_off(tried(call(), "2026-03-05 14:00"), at("2026-03-09 15:00"), day("2026-03-09"))
    assert later.attempts == 1
    assert later.by_hand
    assert (later.opens_on, later.due_on, later.closes_on) == (day("2026-03-09"),) * 3
    assert later.due_at == at("2026-03-09 15:00")


def test_a_day_set_by_hand_is_exactly_that_day_and_is_the_decision_c13() -> None:
    asked = replace(call(), needs_decision=True, due_at=NOW)
    moved = set_by_hand(asked, day("2026-03-12"), day("2026-03-12"))
    assert (moved.opens_on, moved.due_on, moved.closes_on) == (day("2026-03-12"),) * 3
    assert (moved.by_hand, moved.needs_decision, moved.due_at) == (True, False, None)
    earlier = set_by_hand(call("2026-03-20"), day("2026-03-06"), day("2026-03-06"))
    assert (earlier.opens_on, earlier.closes_on) == (day("2026-03-06"),) * 2


def test_a_settled_call_knows_when_and_how() -> None:
    done = settled(replace(call(), needs_decision=True), CallResult.REACHED, NOW)
    assert (done.state, done.settled_at, done.result) == (
        CallbackState.DONE,
        NOW,
        CallResult.REACHED,
    )
    assert (done.attempts, done.needs_decision) == (1, False)


def test_each_try_leaves_its_move_and_the_hour_to_try_again() -> None:
    wide = call("2026-03-05", opens_on="2026-03-04", closes_on="2026-03-09")
    again = tried(wide, "2026-03-06 14:00")
    assert again.due_at == at("2026-03-06 14:00")
    assert (again.opens_on, again.closes_on) == (day("2026-03-04"), day("2026-03-09"))
    move = MovedDay(MovedBy.TRIED, day("2026-03-05"), day("2026-03-06"), at("2026-03-06 14:00"))
    assert again.moves == (move,)
    assert tried(again, "2026-03-07 10:00").moves[0] == move
    later = put_off(again, at("2026-03-09 15:00"), day("2026-03-09"))
    assert later.moves == (
        move,
        MovedDay(MovedBy.LATER, day("2026-03-06"), day("2026-03-09"), at("2026-03-09 15:00")),
    )


def test_a_try_is_tidied_and_may_be_of_the_minute_in_which_the_call_was_planned() -> None:
    planned = replace(call(), planned_at=NOW + timedelta(seconds=40, microseconds=5))
    draft = TryDraft(result=CallResult.REACHED, note=" 好 ", phone=" 139 ", at=NOW)
    tidy = check_try(draft, planned, CLERK, NOW + timedelta(minutes=1), 2)
    assert (tidy.note, tidy.phone) == ("好", "139")
    early = replace(draft, at=NOW - timedelta(microseconds=1))
    with pytest.raises(Refusal) as refused:
        check_try(early, planned, CLERK, NOW + timedelta(minutes=1), 2)
    assert refused.value.code == "call_before_cause"
    assert refused.value.values == {"since": "2026-03-05 10:00"}
