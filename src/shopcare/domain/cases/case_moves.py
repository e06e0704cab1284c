"""Moving a case from stage to stage: what is missing, and how it stands afterwards."""

from dataclasses import replace
from datetime import datetime
from typing import Final

from shopcare.domain.cases.case import (
    Case,
    CaseKind,
    PartsOrigin,
    Plan,
    Stage,
)
from shopcare.domain.cases.case_stages import (
    allowed_moves,
    needs,
)
from shopcare.domain.cases.case_steps import STEPS, MoveFacts, fee_due, payments_of, takes_money
from shopcare.domain.errors import Invalid, Problem, Refusal
from shopcare.domain.ids import StaffId
from shopcare.domain.money import amount_problems
from shopcare.domain.payments.payment import (
    payment_problems,
)
from shopcare.domain.typed.text import clean_line, clean_text, too_long

S = Stage

_AFTER_CONSENT: Final = frozenset({S.IN_WORK, S.CHECKED, S.READY})


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
        problems += payment_problems(fee_due(case, facts), facts.payments, at.date())
    if problems:
        raise Invalid(*problems)
    if stage in _AFTER_CONSENT and case.consent is None:  # G-5
        raise Refusal("consent_missing", number=case.number)
    after = replace(STEPS[stage](case, facts, by, at), last_step_at=at)
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
    work, parts = clean_text(plan.work), clean_line(plan.parts)
    origin = plan.parts_origin if parts else PartsOrigin.NONE
    if (work, parts, origin) == (plan.work, plan.parts, plan.parts_origin):
        return plan
    return replace(plan, work=work, parts=parts, parts_origin=origin)


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
