"""What a move of a case brings along, and how the case stands after it."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import TYPE_CHECKING, Final

from shopcare.domain.cases.case import (
    Case,
    Cause,
    Ending,
    How,
    Plan,
    Said,
    Stage,
)
from shopcare.domain.cases.case_stages import (
    can_end_without_work,
    due_at_end,
    due_of,
)
from shopcare.domain.ids import StaffId
from shopcare.domain.money import Fen
from shopcare.domain.payments.payment import (
    PaymentDraft,
    PaymentKind,
    paid_in_all,
    settle,
)

if TYPE_CHECKING:
    from shopcare.domain.cases.returns import InspectionDraft, ReviewDraft

S = Stage


@dataclass(frozen=True, slots=True, kw_only=True)
class MoveFacts:
    """What a move may bring along; each stage needs its own part of it."""

    how: How | None = None
    """How the customer was told (confirmed) or agreed (agreed)."""
    plan: Plan | None = None
    promised_on: date | None = None
    checks: tuple[str, ...] = ()
    payments: tuple[PaymentDraft, ...] = ()
    """What became of the fee (G-9)."""
    cause: Cause | None = None
    resolution: str = ""
    reason: str = ""
    """Why a case is cancelled, reopened, or sent back to work; what the diagnosis found."""
    inspection: "InspectionDraft | None" = None
    """What was found on goods to be returned (B-3)."""
    review: "ReviewDraft | None" = None
    """What is decided about them (A-2)."""
    ending: Ending | None = None
    """Why the goods go back without the work (W-4)."""
    charge_fen: Fen | None = None
    """What is charged for it (W-4)."""


def _to_confirmed(case: Case, facts: MoveFacts, by: StaffId, at: datetime) -> Case:
    if case.stage in (S.CLOSED, S.HANDED_OVER):  # reopened: what was agreed before is past
        return replace(
            case,
            stage=S.CONFIRMED,
            plan=None,
            promised_on=None,
            acknowledged=None,  # G-25: the answer is due anew
            consent=None,
            checks=(),
            checked_at=None,
            told_ready_at=None,
            resolution="",
            handled_at=None,
            resolved_by=None,
            closed_at=None,
            ending=None,
            reopened_at=at,
        )
    assert facts.how is not None
    said = Said(at=at, by=by, how=facts.how)
    return replace(case, stage=S.CONFIRMED, acknowledged=case.acknowledged or said)  # G-3


def _to_diagnosed(case: Case, facts: MoveFacts, by: StaffId, at: datetime) -> Case:
    # A new finding makes the old consent void: the customer agrees again (G-5).
    return replace(case, stage=S.DIAGNOSED, cause=facts.cause or case.cause, consent=None)


def _to_agreed(case: Case, facts: MoveFacts, by: StaffId, at: datetime) -> Case:
    assert facts.how is not None
    said = Said(at=at, by=by, how=facts.how)
    return replace(
        case,
        stage=S.AGREED,
        plan=facts.plan or case.plan,
        promised_on=facts.promised_on or case.promised_on,
        consent=said,
        acknowledged=case.acknowledged or said,
    )


def _to_in_work(case: Case, facts: MoveFacts, by: StaffId, at: datetime) -> Case:
    # C-8: whoever sends it back to work found a fault in it; who works on it stays the same.
    worker = case.resolved_by if case.stage in (S.CHECKED, S.READY) else by
    return replace(
        case,
        stage=S.IN_WORK,
        checks=(),
        checked_at=None,
        told_ready_at=None,
        resolved_by=worker,
    )


def _to_checked(case: Case, facts: MoveFacts, by: StaffId, at: datetime) -> Case:
    return replace(case, stage=S.CHECKED, checks=facts.checks, checked_at=at)


def _to_ready(case: Case, facts: MoveFacts, by: StaffId, at: datetime) -> Case:
    return replace(case, stage=S.READY)


def _to_handed_over(case: Case, facts: MoveFacts, by: StaffId, at: datetime) -> Case:
    return replace(
        case,
        stage=S.HANDED_OVER,
        fee_taken_fen=_fee_in_all(case, payments_of(case, facts, at)),
        deposit_fen=0,  # it is part of what was taken
        cause=facts.cause or case.cause,
        resolution=facts.resolution or case.resolution or (case.plan.work if case.plan else ""),
        handled_at=at,
        resolved_by=case.resolved_by or by,  # C-8: not who pressed the last button
    )


def payments_of(case: Case, facts: MoveFacts, at: datetime) -> tuple[PaymentDraft, ...]:
    """Give what became of the fee, each answer with its amount (G-9).

    Raises:
        Invalid: see ``payment_problems``.
    """
    return settle(fee_due(case, facts), facts.payments, at.date())


def takes_money(case: Case, stage: Stage) -> bool:
    """Say whether a move is the one with which the fee is paid (G-9, W-4)."""
    return stage is S.HANDED_OVER or (stage is S.CLOSED and can_end_without_work(case))


def fee_due(case: Case, facts: MoveFacts) -> int:
    """Give what is still to be paid with a move, whether the work was done or not (G-9, W-4)."""
    ends = facts.ending is not None and can_end_without_work(case)
    return due_at_end(case, facts.charge_fen or 0) if ends else due_of(case)


def _fee_in_all(case: Case, payments: tuple[PaymentDraft, ...]) -> Fen | None:
    """Add what is taken when goods are handed over once more; nothing taken is forgotten (G-17)."""
    paid = paid_in_all(payments)
    return Fen((case.fee_taken_fen or 0) + paid) if paid else case.fee_taken_fen


def _kept_in_all(case: Case, payments: tuple[PaymentDraft, ...]) -> Fen | None:
    """Add what is taken, less what is given back of a deposit (W-4)."""
    back = sum(p.amount_fen or 0 for p in payments if p.kind is PaymentKind.REFUNDED)
    kept = (_fee_in_all(case, payments) or 0) - back
    return Fen(kept) if kept else None


def _to_closed(case: Case, facts: MoveFacts, by: StaffId, at: datetime) -> Case:
    if takes_money(case, S.CLOSED):  # W-4
        taken = _kept_in_all(case, payments_of(case, facts, at))
        case = replace(case, ending=facts.ending, fee_taken_fen=taken, deposit_fen=0)
    return replace(
        case,
        stage=S.CLOSED,
        cause=facts.cause or case.cause,
        resolution=facts.resolution or case.resolution,
        handled_at=case.handled_at or at,
        resolved_by=case.resolved_by or by,
        closed_at=at,
    )


def _to_cancelled(case: Case, facts: MoveFacts, by: StaffId, at: datetime) -> Case:
    return replace(case, stage=S.CANCELLED, resolution=facts.reason, closed_at=at)


STEPS: Final = {
    S.CONFIRMED: _to_confirmed,
    S.DIAGNOSED: _to_diagnosed,
    S.AGREED: _to_agreed,
    S.IN_WORK: _to_in_work,
    S.CHECKED: _to_checked,
    S.READY: _to_ready,
    S.HANDED_OVER: _to_handed_over,
    S.CLOSED: _to_closed,
    S.CANCELLED: _to_cancelled,
}
