"""Putting a case to a manager or to who is responsible, and the answer (G-13, A-11)."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from shopcare.domain.cases.case import Case
from shopcare.domain.cases.deadline import Deadline, DeadlineKind, DeadlinePlan
from shopcare.domain.cases.referral import (
    Answer,
    Referral,
    ReferralDraft,
    ReferralKind,
    check_answer,
    check_referral,
)
from shopcare.domain.changes import ChangeKind, Changes
from shopcare.domain.errors import Refusal
from shopcare.domain.ids import CaseId, ReferralId
from shopcare.domain.money import Fen
from shopcare.domain.people.staff import Action, require
from shopcare.services.follow_ups import next_dates
from shopcare.services.shop import Shop, local
from shopcare.storage.cases import cases, deadlines, referrals

_CLAUSES = {ReferralKind.ESCALATION: "G-13", ReferralKind.FEEDBACK: "A-11"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Referred:
    """Something that was put to somebody, or answered."""

    referral: Referral
    changes: Changes


def refer(shop: Shop, draft: ReferralDraft) -> Referred:
    """Put something of a case to somebody; the answer is a deadline of the case.

    Raises:
        NotFound: there is no such case.
        Refusal: ``voided_already``.
        Invalid: see ``check_referral``.
    """
    now = shop.now()
    due_at = local(shop, draft.due_at) if draft.due_at is not None else usual_due(shop)
    with shop.begin("case.refer", "case") as step:
        case = cases.get(shop.file, draft.case_id)
        if case.voided is not None:
            raise Refusal("voided_already")
        draft = check_referral(draft, due_at, now)
        step.subject_id = step.case_id = case.id
        step.values = {
            "kind": draft.kind,
            "responsible": draft.responsible,
            "question": draft.question,
            "due_at": due_at,
        }
        deadlines.add(shop.file, case.id, [_plan(shop, draft, now, due_at)])
        referral_id = referrals.add(shop.file, draft, now.isoformat(), shop.acting.id)
        step.values["referral"] = referral_id
    return _referred(shop, referral_id)


def answer(
    shop: Shop, referral_id: ReferralId, text: str, compensation_fen: Fen | None = None
) -> Referred:
    """Record the answer; that of an escalation, and any compensation, is a manager's (G-13).

    Raises:
        NotFound: there is none of this id.
        Refusal: ``answered_already``, ``manager_needed``.
        Invalid: see ``check_answer``.
    """
    text, now = check_answer(text, compensation_fen), shop.now()
    with shop.begin("case.refer_answer", "case") as step:
        referral = _open(shop, referral_id)
        if referral.kind is ReferralKind.ESCALATION or compensation_fen:
            require(shop.deciding, Action.ANSWER_ESCALATION)
        said = Answer(text=text, at=now, by=shop.acting.id, compensation_fen=compensation_fen)
        step.subject_id = step.case_id = referral.case_id
        step.values = {"kind": referral.kind, "referral": referral_id, "answer": text}
        if compensation_fen is not None:
            step.values["compensation_fen"] = compensation_fen
        referrals.change(shop.file, replace(referral, answer=said))
        _end_deadline(shop, referral, now, dropped=False)
        next_dates.keep_next_date(shop, referral.case_id, now)  # G-25
    return _referred(shop, referral_id)


def undo_answer(shop: Shop, referral_id: ReferralId) -> Changes:
    """Take an answer back that was recorded by mistake; it is waited for again (X-9).

    Raises:
        NotFound: there is none of this id.
        Refusal: ``nothing_to_undo``; ``manager_needed`` for what only a manager may answer.
    """
    with shop.begin("case.undo_refer_answer", "case") as step:
        referral = referrals.get(shop.file, referral_id)
        if referral.answer is None or referral.withdrawn_at is not None:
            raise Refusal("nothing_to_undo")
        if referral.kind is ReferralKind.ESCALATION or referral.answer.compensation_fen:
            require(shop.deciding, Action.ANSWER_ESCALATION)
        step.subject_id = step.case_id = referral.case_id
        step.values = {"kind": referral.kind, "referral": referral_id}
        referrals.change(shop.file, replace(referral, answer=None))
        deadline = _deadline(shop, referral)
        deadlines.put_back(shop.file, replace(deadline, met_at=None))
    return Changes.of(ChangeKind.CASE, record_id=referral.case_id)


def withdraw(shop: Shop, referral_id: ReferralId) -> Changes:
    """Take back what was put to somebody by mistake; nobody waits for its answer (X-9).

    Raises:
        NotFound: there is none of this id.
        Refusal: ``answered_already``.
    """
    now = shop.now()
    with shop.begin("case.undo_refer", "case") as step:
        referral = _open(shop, referral_id)
        step.subject_id = step.case_id = referral.case_id
        step.values = {"kind": referral.kind, "referral": referral_id}
        referrals.change(shop.file, replace(referral, withdrawn_at=now))
        _end_deadline(shop, referral, now, dropped=True)
        next_dates.keep_next_date(shop, referral.case_id, now)  # G-25
    return Changes.of(ChangeKind.CASE, record_id=referral.case_id)


def referral(shop: Shop, referral_id: ReferralId) -> Referral:
    """Read one.

    Raises:
        NotFound: there is none of this id.
    """
    return referrals.get(shop.file, referral_id)


def of_case(shop: Shop, case_id: CaseId) -> list[Referral]:
    """Read what of a case was put to somebody, the oldest first."""
    return referrals.of_case(shop.file, case_id)


def waiting(shop: Shop) -> Sequence[tuple[Referral, Case]]:
    """List whose answers are waited for, the most urgent first, each with its case."""
    found = referrals.waiting(shop.file)
    known = {case.id: case for case in cases.many(shop.file, [one.case_id for one in found])}
    return [(one, known[one.case_id]) for one in found if one.case_id in known]


def usual_due(shop: Shop) -> datetime:
    """Give until when an answer is wanted where nobody says: the next open day (T-14)."""
    calendar = shop.calendar
    return calendar.closing(calendar.day_for_call(shop.today() + timedelta(days=1)))


def _plan(shop: Shop, draft: ReferralDraft, now: datetime, due_at: datetime) -> DeadlinePlan:
    assert draft.kind is not None
    return DeadlinePlan(
        kind=DeadlineKind.REFERRED,
        clause=_CLAUSES[draft.kind],
        rule="",
        basis_at=now,
        rule_on=due_at.date(),
        due_at=due_at,
        provisional=shop.calendar.work.is_provisional(due_at.date()),
        by_hand=True,
    )


def _open(shop: Shop, referral_id: ReferralId) -> Referral:
    referral = referrals.get(shop.file, referral_id)
    if not referral.is_open:
        raise Refusal("answered_already")
    return referral


def _deadline(shop: Shop, referral: Referral) -> Deadline:
    wanted = referrals.deadline_of(shop.file, referral.id)
    found = deadlines.of_case(shop.file, referral.case_id)
    return next(one for one in found if one.id == wanted)


def _end_deadline(shop: Shop, referral: Referral, at: datetime, *, dropped: bool) -> None:
    deadline = _deadline(shop, referral)
    ended = replace(deadline, met_at=deadline.met_at or at, dropped=dropped or deadline.dropped)
    deadlines.put_back(shop.file, ended)


def _referred(shop: Shop, referral_id: ReferralId) -> Referred:
    referral = referrals.get(shop.file, referral_id)
    changes = Changes.of(ChangeKind.CASE, record_id=referral.case_id)
    return Referred(referral=referral, changes=changes)
