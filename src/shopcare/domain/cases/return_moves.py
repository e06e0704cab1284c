"""The steps of a return or exchange: inspection, review, settlement (A-2, B-3)."""

from dataclasses import replace
from datetime import datetime

from shopcare.domain.cases import returns
from shopcare.domain.cases.case import Case, Stage
from shopcare.domain.cases.returns import InspectionDraft, ReturnRequest, ReviewDraft
from shopcare.domain.errors import Problem
from shopcare.domain.ids import StaffId
from shopcare.domain.payments.payment import PaymentDraft, unpaid_in_all


def request_of(case: Case) -> ReturnRequest:
    """Give what a return is about; of one that says nothing of it, everything is unknown."""
    return case.return_request or ReturnRequest()


def step_problems(
    case: Case,
    needed: tuple[str, ...],
    *,
    inspection: InspectionDraft | None,
    review: ReviewDraft | None,
) -> list[Problem]:
    """Say what a step lacks of what a return needs, see ``inspection_problems`` and the like."""
    problems = []
    if "inspection" in needed:
        draft = inspection or InspectionDraft()
        problems += returns.inspection_problems(request_of(case), draft)
    if "review" in needed:
        problems += returns.review_problems(request_of(case), review or ReviewDraft())
    return problems


def with_step(
    before: Case,
    after: Case,
    *,
    inspection: InspectionDraft | None,
    review: ReviewDraft | None,
    checks: tuple[str, ...],
    payments: tuple[PaymentDraft, ...],
    by: StaffId,
    at: datetime,
) -> Case:
    """Give a case after an ordinary step with what the step means for a return."""
    request = request_of(after)
    match after.stage:
        case Stage.CONFIRMED if before.handled_at is not None:
            return replace(after, return_request=returns.asked_again(request))
        case Stage.DIAGNOSED if inspection is not None:
            request = returns.inspected(request, inspection, by=by, at=at)
            unchecked = replace(after, checks=(), checked_at=None, told_ready_at=None)
            return replace(unchecked, return_request=request)
        case Stage.AGREED if review is not None:
            request = returns.reviewed(request, review, by=by, at=at)
            return replace(after, return_request=request)
        case Stage.READY if before.stage is Stage.AGREED:
            return replace(after, checks=checks, checked_at=at)
        case Stage.HANDED_OVER:
            unpaid = unpaid_in_all(payments)
            request = returns.settled(request, by=by, at=at, unpaid_fen=unpaid)
            return replace(after, return_request=request)
        case _:
            return after


def with_moment(request: ReturnRequest, before: datetime, at: datetime) -> ReturnRequest:
    """Give the request as if the step of one moment had happened at another (G-14)."""
    inspection, review, settlement = request.inspection, request.review, request.settlement
    if inspection is not None and inspection.at == before:
        inspection = replace(inspection, at=at)
    if review is not None and review.at == before:
        review = replace(review, at=at)
    if settlement is not None and settlement.at == before:
        settlement = replace(settlement, at=at)
    return replace(request, inspection=inspection, review=review, settlement=settlement)
