"""Which stage of a case may follow which, and what each asks for."""

from collections.abc import Mapping
from typing import Final

from shopcare.domain.cases.case import Case, CaseKind, Stage

S = Stage

MOVES: Final[Mapping[Stage, tuple[Stage, ...]]] = {
    S.RECEIVED: (S.CONFIRMED, S.DIAGNOSED, S.CANCELLED),
    S.CONFIRMED: (S.DIAGNOSED, S.CANCELLED),
    S.DIAGNOSED: (S.AGREED, S.CANCELLED),
    S.AGREED: (S.IN_WORK, S.DIAGNOSED, S.CANCELLED),
    S.IN_WORK: (S.CHECKED, S.DIAGNOSED, S.CANCELLED),
    S.CHECKED: (S.READY, S.IN_WORK),  # G-7: a failed check goes back to work
    S.READY: (S.HANDED_OVER, S.IN_WORK),
    S.HANDED_OVER: (S.CLOSED, S.CONFIRMED),
    S.CLOSED: (S.CONFIRMED,),  # G-11: an unsatisfied answer reopens the case
    S.CANCELLED: (),
}
"""The first of each is the ordinary next step."""

_RETURN_MOVES: Final[Mapping[Stage, tuple[Stage, ...]]] = {
    **MOVES,
    S.AGREED: (S.READY, S.DIAGNOSED, S.CANCELLED),  # nothing is worked on
    S.READY: (S.HANDED_OVER, S.DIAGNOSED),
}
"""Of a return or exchange: inspected, reviewed, settled; a repair goes the way of repairs."""

_SETTLED_BY_TALK: Final = frozenset({CaseKind.COMPLAINT, CaseKind.CONSULTATION, CaseKind.GUIDANCE})
_UNREPAIRED: Final = frozenset({S.DIAGNOSED, S.AGREED, S.IN_WORK})
_BEFORE_WORK: Final = frozenset({S.CONFIRMED, S.DIAGNOSED, S.AGREED})


def allowed_moves(case: Case) -> tuple[Stage, ...]:
    """List the stages a case may go to now, the ordinary next step first.

    What needs no work (a complaint that is explained, a consultation) may close without it.
    """
    if case.kind is CaseKind.RETURN:
        return _return_moves(case)
    moves = MOVES[case.stage]
    is_settled_by_talk = case.kind in _SETTLED_BY_TALK and case.stage in _BEFORE_WORK
    return (*moves, Stage.CLOSED) if is_settled_by_talk or can_end_without_work(case) else moves


def can_end_without_work(case: Case) -> bool:
    """Say whether goods may go back to the customer as they are, before they are repaired (W-4)."""
    return case.kind is CaseKind.REPAIR and case.stage in _UNREPAIRED


def _return_moves(case: Case) -> tuple[Stage, ...]:
    outcome = _outcome(case)
    if outcome == "repair" or case.stage in (S.IN_WORK, S.CHECKED):
        return MOVES[case.stage]
    moves = _RETURN_MOVES[case.stage]
    if case.stage is S.AGREED and outcome == "refused":  # goods that are here are to be collected
        return (*moves, S.CLOSED) if case.goods_kept else (S.CLOSED, *moves)
    return moves


def needs(stage: Stage, case: Case) -> tuple[str, ...]:
    """Name the facts that a move to a stage asks for, for the form beside the button."""
    if case.kind is CaseKind.RETURN and stage in _RETURN_NEEDS:
        return _return_needs(stage, case)
    if stage is S.AGREED and case.plan is not None:
        return ("how", "promised_on")
    if stage is S.CLOSED and can_end_without_work(case):
        return ("ending",)
    if stage is S.CLOSED and (case.resolution or _is_settled(case)):
        return ()
    if stage is S.HANDED_OVER:
        return ("payments",) if due_of(case) else ()
    return ("reason",) if _goes_back(stage, case) else _NEEDS.get(stage, ())


def _goes_back(stage: Stage, case: Case) -> bool:
    """Say whether a case is reopened or sent back to work."""
    return (stage is S.CONFIRMED and case.stage in (S.CLOSED, S.HANDED_OVER)) or (
        stage is S.IN_WORK and case.stage in (S.CHECKED, S.READY)
    )


_NEEDS: Final[Mapping[Stage, tuple[str, ...]]] = {
    S.CONFIRMED: ("how",),
    S.DIAGNOSED: ("reason",),
    S.AGREED: ("plan", "how", "promised_on"),
    S.CHECKED: ("checks",),
    S.CLOSED: ("resolution",),
    S.CANCELLED: ("reason",),
}
_RETURN_NEEDS: Final[Mapping[Stage, tuple[str, ...]]] = {
    S.DIAGNOSED: ("inspection",),
    S.AGREED: ("review", "how"),
    S.READY: ("checks",),
}


def _return_needs(stage: Stage, case: Case) -> tuple[str, ...]:
    if stage is S.READY and (case.stage is not S.AGREED or _outcome(case) == "refused"):
        return ()  # repaired and checked, or nothing was settled
    return _RETURN_NEEDS[stage]


def _outcome(case: Case) -> str | None:
    review = case.return_request.review if case.return_request is not None else None
    return review.outcome if review is not None else None


def _is_settled(case: Case) -> bool:
    """Say whether a return has said how it was settled; nobody writes it down once more."""
    return case.handled_at is not None and _outcome(case) is not None


def due_at_end(case: Case, charge_fen: int) -> int:
    """Give what the customer pays where the work was not done but something is charged (W-4)."""
    fee = (case.plan.fee_fen if case.plan else None) or 0
    return charge_fen + due_of(case) - fee


def due_of(case: Case) -> int:
    """Give what the customer pays when it is handed over; below zero it is paid back (A-7)."""
    fee = (case.plan.fee_fen if case.plan else None) or 0
    review = case.return_request.review if case.return_request is not None else None
    return fee + (review.due_fen if review is not None else 0) - case.deposit_fen
