"""What one try at a callback leads to (C-9, C-13, G-11)."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Final, TypeVar

from shopcare.domain.calls.callback import (
    MOST_TRIES,
    UNSUCCESSFUL,
    Callback,
    CallbackPlan,
    CallbackState,
    CallResult,
    MovedBy,
    MovedDay,
    Purpose,
    TryDraft,
)
from shopcare.domain.errors import Invalid, Problem, Refusal
from shopcare.domain.ids import StaffId
from shopcare.domain.people.staff import Action, Staff, require
from shopcare.domain.typed.text import clean_line, clean_text, too_long

P = TypeVar("P", bound=CallbackPlan)

FARTHEST: Final = timedelta(days=366)
"""A call that is put off for longer is a year mistyped, and would be lost."""
_LONGEST: Final = {"note": 4000, "phone": 40}


def check_try(
    draft: TryDraft, callback: Callback, by: Staff, now: datetime, unsatisfied_at_most: int
) -> TryDraft:
    """Give the draft back tidied, or say what is wrong with it.

    Raises:
        Refusal: ``call_settled``, ``manager_needed`` (only a manager ends a series),
            ``call_before_cause`` (no call is made before what it is about).
        Invalid: ``satisfaction_out_of_range``, ``satisfaction_needs_reached``,
            ``dissatisfaction_reason_missing`` (G-11), ``end_reason_missing``, ``later_missing``,
            ``later_in_past``, ``day_too_far``, ``text_too_long``, ``call_in_future``,
            ``also_needs_reached`` (X-7).
    """
    if callback.state is not CallbackState.OPEN:
        raise Refusal("call_settled", id=callback.id)
    if draft.result is CallResult.ENDED:  # C-13, G-11
        require(by, Action.END_CALLS)
    draft = replace(draft, note=clean_text(draft.note), phone=clean_line(draft.phone))
    at = draft.at or now
    if at < callback.known_since.replace(second=0, microsecond=0):
        since = callback.known_since.astimezone(now.tzinfo)
        raise Refusal("call_before_cause", since=f"{since:%Y-%m-%d %H:%M}")
    problems = _note_problems(draft, unsatisfied_at_most)
    if draft.also and draft.result not in _SPOKEN:
        problems.append(Problem(field="also", code="also_needs_reached"))
    if at > now:
        problems.append(Problem(field="at", code="call_in_future"))
    if draft.satisfaction is not None and not 1 <= draft.satisfaction <= 5:
        problems.append(Problem(field="satisfaction", code="satisfaction_out_of_range"))
    if draft.satisfaction is not None and draft.result is not CallResult.REACHED:
        problems.append(Problem(field="satisfaction", code="satisfaction_needs_reached"))
    if draft.result is CallResult.LATER:
        problems += _later_problems(draft.later_at, at)
    if problems:
        raise Invalid(*problems)
    return draft


def _later_problems(later_at: datetime | None, at: datetime) -> list[Problem]:
    if later_at is None:
        return [Problem(field="later_at", code="later_missing")]
    if later_at <= at:
        return [Problem(field="later_at", code="later_in_past")]
    return [Problem(field="later_at", code="day_too_far")] if later_at > at + FARTHEST else []


def _note_problems(draft: TryDraft, unsatisfied_at_most: int) -> list[Problem]:
    problems = too_long({"note": draft.note, "phone": draft.phone}, _LONGEST)
    if not draft.note:
        if is_unsatisfied(draft, unsatisfied_at_most):  # G-11: asked for its reason
            problems.append(Problem(field="note", code="dissatisfaction_reason_missing"))
        elif draft.result is CallResult.ENDED:
            problems.append(Problem(field="note", code="end_reason_missing"))
    return problems


_SPOKEN: Final = frozenset({CallResult.REACHED, CallResult.COMPLAINT})
"""Somebody was spoken to; in vain, nothing else can be settled with it (X-7)."""


def is_unsatisfied(draft: TryDraft, unsatisfied_at_most: int) -> bool:
    """Say whether the customer's answer starts the series again (G-11)."""
    return draft.satisfaction is not None and draft.satisfaction <= unsatisfied_at_most


def settled(callback: Callback, result: CallResult, at: datetime) -> Callback:
    """Give the call as it is once nothing more is to be done about it."""
    return replace(
        callback,
        state=CallbackState.DONE,
        settled_at=at,
        result=result,
        attempts=callback.attempts + 1,
        needs_decision=False,
    )


def tried_without_success(
    callback: Callback,
    result: CallResult,
    *,
    retry_at: datetime | None,
    manager: StaffId | None,
) -> Callback:
    """Give the call as it is after a try in vain: due again, or up to a person (C-13).

    Args:
        callback: the call before the try.
        result: no answer, busy or wrong number.
        retry_at: the beginning of the window in which it is due again; None: it stays due when it
            is, because a later try is on record already or no number is left to dial.
        manager: who decides after three tries.
    """
    assert result in UNSUCCESSFUL
    again = _retried(callback, retry_at) if retry_at else callback
    attempts = callback.attempts + 1
    if attempts < MOST_TRIES:
        return replace(again, attempts=attempts)
    return replace(
        again,
        attempts=attempts,
        needs_decision=True,
        assignee_id=manager or callback.assignee_id,
    )


def put_off(callback: Callback, later_at: datetime, open_on: date) -> Callback:
    """Give the call as it is when the customer named another time.

    It was no try in vain (C-13), and the number that reached the customer is dialled again.

    Args:
        callback: the call before.
        later_at: the time that the customer named.
        open_on: that day, or where the shop is closed then, the day on which it is made.
    """
    move = MovedDay(MovedBy.LATER, callback.due_on, later_at.date(), later_at)
    return chosen(replace(callback, needs_decision=False), move, open_on)


def set_by_hand(callback: Callback, day: date, open_on: date) -> Callback:
    """Give the call as it is on a day that a person chose; only a closed day moves it.

    Args:
        callback: the call before.
        day: the day that was chosen.
        open_on: that day, or where the shop is closed then, the day on which it is made.
    """
    move = MovedDay(MovedBy.BY_HAND, callback.due_on, day)
    return chosen(replace(callback, needs_decision=False), move, open_on)


def chosen(callback: P, move: MovedDay, open_on: date) -> P:
    """Put a call on exactly one day: not before it, and overdue after it.

    Where the shop is closed on the chosen day, that stays on record beside the day that counts.
    """
    moves, due_at = (*callback.moves, move), move.at
    if open_on != move.day:
        moves, due_at = (*moves, MovedDay(MovedBy.CLOSED, move.day, open_on)), None
    return replace(
        callback,
        due_on=open_on,
        due_at=due_at,
        opens_on=open_on,
        closes_on=open_on,
        by_hand=True,
        moves=moves,
    )


def chosen_again(callback: Callback, open_on: date) -> Callback:
    """Give a call whose day was chosen as another calendar has it.

    Args:
        callback: the call before.
        open_on: on which day the chosen one is made now, see ``chosen_day``.
    """
    moves = moves_until_chosen(callback)
    return chosen(replace(callback, moves=moves[:-1]), moves[-1], open_on)


def chosen_day(callback: Callback) -> date | None:
    """Give the day that a person chose for a call, or None where nobody did last."""
    moves = moves_until_chosen(callback)
    return moves[-1].day if moves and moves[-1].by in _CHOSEN else None


def moves_until_chosen(callback: Callback) -> tuple[MovedDay, ...]:
    """Give the moves of a call without the one for a closed day at their end."""
    moves = callback.moves
    return moves[:-1] if moves and moves[-1].by is MovedBy.CLOSED else moves


def is_promise_call(callback: Callback) -> bool:
    """Say whether a call waits for a promised day, and nothing else moved it (G-6)."""
    slipped = any(move.by is not MovedBy.CLOSED for move in callback.moves)
    return callback.purpose is Purpose.PROGRESS and not callback.rule and not slipped


def promise_call(call: P, due_on: date, due_at: datetime | None) -> P:
    """Give the call about a promised day as it is due: that day, or another open one (G-6)."""
    moves = promise_moves(call.rule_on, due_on)
    return replace(
        call, due_on=due_on, opens_on=due_on, closes_on=due_on, due_at=due_at, moves=moves
    )


def promise_moves(promised: date, due_on: date) -> tuple[MovedDay, ...]:
    """Say how the call about a promised day came to an open day before or after it (G-6)."""
    return () if due_on == promised else (MovedDay(MovedBy.CLOSED, promised, due_on),)


_CHOSEN: Final = frozenset({MovedBy.BY_HAND, MovedBy.LATER, MovedBy.SLIPPED})


def _retried(callback: Callback, due_at: datetime) -> Callback:
    day = due_at.date()
    move = MovedDay(MovedBy.TRIED, callback.due_on, day, due_at)
    return replace(
        callback,
        due_on=day,
        due_at=due_at,
        opens_on=min(callback.opens_on, day),
        closes_on=max(callback.closes_on, day),
        moves=(*callback.moves, move),
    )
