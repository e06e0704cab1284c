"""Voiding a case that was entered by mistake (W-8)."""

from dataclasses import replace

from shopcare.domain.cases.case import Stage
from shopcare.domain.cases.case_moves import ends_complaint
from shopcare.domain.cases.deadline import DeadlineKind
from shopcare.domain.changes import ChangeKind, Changes
from shopcare.domain.errors import Refusal
from shopcare.domain.ids import CaseId
from shopcare.domain.people.permissions import Action, require
from shopcare.domain.voided import Voided
from shopcare.services.follow_ups import follow_ups
from shopcare.services.reasons import require_reason
from shopcare.services.shop import Shop
from shopcare.storage import callbacks, cases, deadlines


def void_case(shop: Shop, case_id: CaseId, reason: str) -> Changes:
    """Take a case out of every count; it stays readable under its number (X-15).

    Raises:
        NotFound: there is no such case.
        Refusal: ``voided_already``, ``manager_needed`` for a complaint that is not settled.
        Invalid: ``reason_missing``, ``text_too_long``.
    """
    reason, now = require_reason(reason), shop.now()
    with shop.begin("case.void", "case") as step:
        case = cases.get(shop.file, case_id)
        if case.voided is not None:
            raise Refusal("voided_already")
        if ends_complaint(case, Stage.CANCELLED):
            require(shop.acting, Action.END_COMPLAINT)
        step.subject_id = step.case_id = case_id
        step.values = {"from": case.stage, "reason": reason}
        voided = Voided(at=now, by=shop.acting.id, reason=reason)
        cases.change(shop.file, replace(case, stage=Stage.CANCELLED, voided=voided))
        deadlines.drop(shop.file, case_id, list(DeadlineKind), now)
        follow_ups.drop(shop, callbacks.of_case(shop.file, case_id))
    return Changes.of(ChangeKind.CASE, ChangeKind.CALLBACK, record_id=case_id)
