"""Moves a case from stage to stage, with all that follows from it."""

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from shopcare.domain.calls.callback import WHEN_READY
from shopcare.domain.cases.case import Case, CaseKind, Stage
from shopcare.domain.cases.case_facts import LONGEST_AHEAD
from shopcare.domain.cases.case_moves import ends_complaint, moved
from shopcare.domain.cases.case_steps import MoveFacts, payments_of, takes_money
from shopcare.domain.changes import ChangeKind, Changes
from shopcare.domain.errors import Invalid, Problem, Refusal
from shopcare.domain.ids import CallbackId, CaseId
from shopcare.domain.payments.payment import PaymentDraft
from shopcare.domain.people.staff import Action, require
from shopcare.domain.shop.audit import UNDO
from shopcare.services.cases import step_effects
from shopcare.services.cases.promises import promise_problems
from shopcare.services.cases.undo_step import Standing, standing_of
from shopcare.services.follow_ups import follow_ups, next_dates
from shopcare.services.payments import debts
from shopcare.services.payments import debts as entries
from shopcare.services.search import search
from shopcare.services.shop import Shop, local
from shopcare.storage import callbacks, row_changes
from shopcare.storage.cases import cases

if TYPE_CHECKING:
    from shopcare.domain.cases.returns import ReturnRequest


@dataclass(frozen=True, slots=True, kw_only=True)
class Moved:
    """A case after a move, and the calls that the move started."""

    case: Case
    callbacks: tuple[CallbackId, ...]
    changes: Changes
    before: Standing | None = None
    after: Standing | None = None
    """What taking the move back needs, see ``undo_step``; None where no stage was left."""


def move_case(
    shop: Shop, case_id: CaseId, stage: Stage, facts: MoveFacts, *, at: datetime | None = None
) -> Moved:
    """Move a case to another stage, with the deadlines and calls that belong to it.

    Args:
        shop: the shop.
        case_id: the case.
        stage: where to.
        facts: what the stage needs: consent, quality check, cause, resolution …
        at: when it really happened; None: now.

    Raises:
        NotFound: there is no such case.
        Refusal: ``move_not_allowed``, ``consent_missing``, ``move_in_future`` …
        Invalid: a needed fact is missing, see ``case_moves.moved``.
    """
    at = local(shop, at)
    with shop.begin("case.move", "case") as step:  # read inside: two may move it at once
        before = cases.get(shop.file, case_id)
        case = _moved(shop, before, stage, facts, at)
        step.subject_id = step.case_id = case_id
        pays = takes_money(before, stage)
        answers = payments_of(before, facts, case.last_step_at) if pays else ()
        step.values = _said(before, case, facts, answers)
        stood = standing_of(shop, before)
        rows = row_changes.rows_about(shop.file, [before.customer_id])
        cases.change(shop.file, case)
        for payment in answers:
            entries.write_entry(shop, case_id, payment, case.last_step_at)
        calls = step_effects.carry_out(shop, before, case)
        search.index_case(shop, case)
        stands = standing_of(shop, cases.get(shop.file, case_id))
        changed_rows = row_changes.rows_about(shop.file, [before.customer_id])
        step.values[UNDO] = row_changes.difference(rows, changed_rows)
    kinds: tuple[ChangeKind, ...] = (ChangeKind.CASE, ChangeKind.CALLBACK)
    if case.kind is CaseKind.RETURN:  # an exchange writes a receipt
        kinds = (*kinds, ChangeKind.PURCHASE)
    changes = Changes.of(*kinds, record_id=case_id)
    return Moved(case=case, callbacks=calls, changes=changes, before=stood, after=stands)


def tell_ready(shop: Shop, case_id: CaseId) -> Moved:
    """Record that the customer was told by message that the goods are ready (G-8).

    Raises:
        NotFound: there is no such case.
        Refusal: ``not_ready``.
    """
    calls: tuple[CallbackId, ...] = ()
    with shop.begin("case.tell_ready", "case") as step:
        case = cases.get(shop.file, case_id)
        if case.stage is not Stage.READY:
            raise Refusal("not_ready", number=case.number)
        step.subject_id = step.case_id = case_id
        if case.told_ready_at is None:  # a second message moves no call
            follow_ups.drop(shop, callbacks.of_case(shop.file, case_id), *WHEN_READY)
            calls = step_effects.store_told_ready(shop, case, shop.now())
            next_dates.after_step(shop, case_id, shop.now())
            case = cases.get(shop.file, case_id)
    changes = Changes.of(ChangeKind.CASE, ChangeKind.CALLBACK, record_id=case_id)
    return Moved(case=case, callbacks=calls, changes=changes)


def _moved(shop: Shop, before: Case, stage: Stage, facts: MoveFacts, at: datetime) -> Case:
    now = shop.now()
    if at > now:
        raise Refusal("move_in_future", number=before.number)
    if ends_complaint(before, stage):
        require(shop.deciding, Action.END_COMPLAINT)
    checks = checks_of(shop, before)
    case = moved(before, stage, facts, by=shop.acting.id, at=at, checks=checks)
    if case.kind is CaseKind.RETURN:
        from shopcare.services.cases import returns  # no other kind loads the policy's clauses

        case = returns.after_step(shop, before, case)
    if case.promised_on is not None and case.promised_on != before.promised_on:
        if case.promised_on < at.date():
            raise Invalid(Problem(field="promised_on", code="promised_in_past"))
        if case.promised_on > now.date() + LONGEST_AHEAD:
            raise Invalid(Problem(field="promised_on", code="day_too_far"))
    if stage is Stage.AGREED and case.promised_on is not None:  # agreeing is the consent
        how = case.consent.how if case.consent is not None else None
        if problems := promise_problems(shop, case, case.promised_on, how, "how"):
            raise Invalid(*problems)
    return case


def checks_of(shop: Shop, case: Case) -> tuple[str, ...]:
    """Give the quality check of a case's service, else the one that fits every service (G-7)."""
    service = shop.policy.service(case.service)
    return service.checks if service else shop.policy.checks


def _said_of_return(request: "ReturnRequest", stage: Stage) -> dict[str, object]:
    """Give what a step said about a return for the audit log: what was found, what was decided."""
    if stage is Stage.DIAGNOSED and request.inspection is not None:
        facts = {name: getattr(request, name) for name in ("receipt", "fault", "saleable", "laid")}
        facts |= {"quantity": request.said_quantity, "finding": request.inspection.finding}
        return {"inspection": facts}
    if stage is Stage.AGREED and request.review is not None:
        review = request.review
        return {
            "review": {
                "outcome": review.outcome,
                "due_fen": review.due_fen,
                "new_goods": review.new_goods,
                "reason": review.reason,
            }
        }
    return {}


def _said(
    before: Case, case: Case, facts: MoveFacts, answers: tuple[PaymentDraft, ...]
) -> dict[str, object]:
    stage, at = case.stage, case.last_step_at
    said: dict[str, object] = {"from": before.stage, "to": stage, "at": at}
    said["how"], said["cause"] = facts.how, facts.cause
    said["resolution"], said["reason"] = facts.resolution, facts.reason
    said["promised_on"] = facts.promised_on
    said["ending"] = case.ending if stage is Stage.CLOSED else None
    said["payments"] = [debts.said(payment) for payment in answers]
    said["checks"] = list(facts.checks)
    if facts.plan is not None:
        said["work"], said["fee_fen"] = facts.plan.work, facts.plan.fee_fen
    if case.return_request is not None:
        said |= _said_of_return(case.return_request, stage)
        said["wish"] = case.wish if before.wish is None else None
    return {name: value for name, value in said.items() if value not in (None, "", [])}
