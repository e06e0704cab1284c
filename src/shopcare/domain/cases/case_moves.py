"""Moving a case from stage to stage: what is missing, and how it stands afterwards."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import TYPE_CHECKING, Final

from shopcare.domain.cases.case import (
    Case,
    CaseKind,
    Cause,
    Ending,
    How,
    PartsOrigin,
    Plan,
    Said,
    Stage,
)
from shopcare.domain.cases.case_stages import (
    allowed_moves,
    can_end_without_work,
    due_at_end,
    due_of,
    needs,
)
from shopcare.domain.errors import Invalid, Problem, Refusal
from shopcare.domain.ids import StaffId
from shopcare.domain.money import Fen, amount_problems
from shopcare.domain.payments.payment import (
    PaymentDraft,
    PaymentKind,
    paid_in_all,
    payment_problems,
    settle,
)
from shopcare.domain.typed.text import clean_line, clean_text, too_long

if TYPE_CHECKING:
    from shopcare.domain.cases.returns import InspectionDraft, ReviewDraft

S = Stage

_AFTER_CONSENT: Final = frozenset({S.IN_WORK, S.CHECKED, S.READY})


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


def moved(
    case: Case,
    stage: Stage,
    facts: MoveFacts,
    *,
    by: StaffId,
    at: datetime,
    checks: tuple[str, ...],
) -> Case:
    """Give the case as it is after a move, or say why it may not be made.

    Args:
        case: as it stands.
        stage: where to.
        facts: what the move brings along.
        by: who moves it.
        at: when it really happened.
        checks: what the policy wants ticked before the case is checked (G-7).

    Raises:
        Refusal: ``move_not_allowed``, ``consent_missing``, ``move_before_intake``,
            ``move_before_last_step``.
        Invalid: a needed fact is missing: ``how_missing``, ``plan_missing``,
            ``promised_missing``, ``checks_missing``, ``resolution_missing``, ``reason_missing``,
            ``finding_missing``; see ``payment_problems`` for what became of the fee.
    """
    if stage not in allowed_moves(case):
        raise Refusal("move_not_allowed", stage=case.stage.value, to=stage.value)
    check_order(case, at)
    at = max(at, case.last_step_at)  # a typed moment has no seconds
    facts = _tidy(facts, checks)
    problems = _problems(case, stage, facts, checks)
    if takes_money(case, stage):
        problems += payment_problems(_due(case, facts), facts.payments, at.date())
    if problems:
        raise Invalid(*problems)
    if stage in _AFTER_CONSENT and case.consent is None:  # G-5
        raise Refusal("consent_missing", number=case.number)
    after = replace(_STEPS[stage](case, facts, by, at), last_step_at=at)
    if after.fee_lines and (after.plan is None or after.plan.fee_fen != _lines_total(after)):
        after = replace(after, fee_lines=())  # they were the lines of another fee
    return after if case.kind is not CaseKind.RETURN else _returned(case, after, facts, by, at)


def _lines_total(case: Case) -> int:
    return sum(line.amount_fen for line in case.fee_lines)


def _returned(before: Case, after: Case, facts: MoveFacts, by: StaffId, at: datetime) -> Case:
    from shopcare.domain.cases.return_moves import with_step

    payments = payments_of(before, facts, at) if after.stage is S.HANDED_OVER else ()
    return with_step(
        before,
        after,
        inspection=facts.inspection,
        review=facts.review,
        checks=facts.checks,
        payments=payments,
        by=by,
        at=at,
    )


def ends_complaint(case: Case, stage: Stage) -> bool:
    """Say whether a move ends a complaint that is not settled, which is a manager's (G-11)."""
    return stage is S.CANCELLED and case.is_grievance


def lasting_trace(before: Case, after: Case) -> str | None:
    """Name what keeps a move from being taken back, as a refusal's code (X-9).

    What was paid is reversed with a reason only, by a move of its own.
    """
    if (after.fee_taken_fen or 0) - (before.fee_taken_fen or 0):
        return "fee_was_taken"
    return "refund_was_paid" if _refunded(after) != _refunded(before) else None


def _refunded(case: Case) -> int:
    settlement = case.return_request.settlement if case.return_request is not None else None
    return settlement.refunded_fen if settlement is not None else 0


def check_order(case: Case, at: datetime) -> None:
    """Refuse a moment before what happened already, to the minute as it is typed (G-14).

    Raises:
        Refusal: ``move_before_intake``, ``move_before_last_step``.
    """
    if at < case.received_at.replace(second=0, microsecond=0):
        raise Refusal("move_before_intake", number=case.number)
    last = case.last_step_at
    if at < last.replace(second=0, microsecond=0):
        raise Refusal("move_before_last_step", number=case.number, last=f"{last:%Y-%m-%d %H:%M}")


def _tidy(facts: MoveFacts, checks: tuple[str, ...]) -> MoveFacts:
    plan = facts.plan and tidy_plan(facts.plan)
    return replace(
        facts,
        plan=plan,
        checks=tuple(check for check in checks if check in facts.checks),
        payments=tuple(replace(p, reason=clean_text(p.reason)) for p in facts.payments),
        resolution=clean_text(facts.resolution),
        reason=clean_text(facts.reason),
    )


def tidy_plan(plan: Plan) -> Plan:
    """Give a plan back without what cannot be seen."""
    parts = clean_line(plan.parts)
    origin = plan.parts_origin if parts else PartsOrigin.NONE
    return replace(plan, work=clean_text(plan.work), parts=parts, parts_origin=origin)


def _problems(case: Case, stage: Stage, facts: MoveFacts, checks: tuple[str, ...]) -> list[Problem]:
    needed = needs(stage, case)
    problems = too_long(
        {"resolution": facts.resolution, "reason": facts.reason},
        {"resolution": 4000, "reason": 1000},
    )
    if "how" in needed and facts.how is None:
        problems.append(Problem(field="how", code="how_missing"))
    if "plan" in needed and facts.plan is None:
        problems.append(Problem(field="plan", code="plan_missing"))
    if facts.plan is not None:
        problems += plan_problems(facts.plan)
    if "promised_on" in needed and not (facts.promised_on or case.promised_on):
        problems.append(Problem(field="promised_on", code="promised_missing"))
    if "checks" in needed and (left := [check for check in checks if check not in facts.checks]):
        problems.append(Problem(field="checks", code="checks_missing", values={"left": len(left)}))
    if stage is S.CANCELLED and case.deposit_fen:
        problems.append(Problem(field="reason", code="deposit_to_give_back"))
    if "resolution" in needed and not facts.resolution:
        problems.append(Problem(field="resolution", code="resolution_missing"))
    if "reason" in needed and not facts.reason:
        is_finding = stage is S.DIAGNOSED  # G-4: a diagnosis without words says nothing
        code = "finding_missing" if is_finding else "reason_missing"
        problems.append(Problem(field="reason", code=code))
    if "ending" in needed and facts.ending is None:
        problems.append(Problem(field="ending", code="ending_missing"))
    problems += amount_problems("charge_fen", facts.charge_fen)
    if "inspection" in needed or "review" in needed:
        from shopcare.domain.cases.return_moves import step_problems

        inspection, review = facts.inspection, facts.review
        problems += step_problems(case, needed, inspection=inspection, review=review)
    return problems


def plan_problems(plan: Plan) -> list[Problem]:
    """Say what is wrong with a plan (G-5)."""
    problems = too_long({"work": plan.work, "parts": plan.parts}, {"work": 2000, "parts": 300})
    if not plan.work:
        problems.append(Problem(field="plan", code="plan_missing"))
    if plan.parts and plan.parts_origin is PartsOrigin.NONE:  # G-5, B-4
        problems.append(Problem(field="parts_origin", code="parts_origin_missing"))
    if plan.fee_fen is not None:
        problems += amount_problems("fee_fen", plan.fee_fen)
    return problems


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
    return settle(_due(case, facts), facts.payments, at.date())


def takes_money(case: Case, stage: Stage) -> bool:
    """Say whether a move is the one with which the fee is paid (G-9, W-4)."""
    return stage is S.HANDED_OVER or (stage is S.CLOSED and can_end_without_work(case))


def _due(case: Case, facts: MoveFacts) -> int:
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


_STEPS: Final = {
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
