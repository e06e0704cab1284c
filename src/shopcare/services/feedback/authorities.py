"""Complaints that came through 12315 or another authority: number, reply-by date, reply (L-6)."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial

from shopcare.domain.cases.case import Case
from shopcare.domain.cases.deadline import DeadlineKind, DeadlinePlan
from shopcare.domain.changes import ChangeKind, Changes
from shopcare.domain.errors import Refusal
from shopcare.domain.feedback.authority import (
    AuthorityComplaint,
    AuthorityDraft,
    ReplyDraft,
    check_authority,
    check_reply,
)
from shopcare.domain.ids import AuthorityComplaintId, CaseId
from shopcare.services.follow_ups import next_dates
from shopcare.services.shop import Shop, local
from shopcare.storage.cases import cases, deadlines
from shopcare.storage.feedback import authorities

_KINDS = (DeadlineKind.AUTHORITY,)


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedbackNoted:
    """Something was noted about a case, and how it is taken back (X-9)."""

    changes: Changes
    undo: Callable[[Shop], Changes]


def of_case(shop: Shop, case_id: CaseId) -> AuthorityComplaint | None:
    """Read through whom a case came; None where it came to the shop itself."""
    return authorities.of_case(shop.file, case_id)


def register(shop: Shop) -> Sequence[tuple[AuthorityComplaint, Case]]:
    """List every complaint of this kind with its case: those to be answered first."""
    found = authorities.standing(shop.file)
    known = {case.id: case for case in cases.many(shop.file, [one.case_id for one in found])}
    return [(one, known[one.case_id]) for one in found if one.case_id in known]


def note(shop: Shop, case_id: CaseId, draft: AuthorityDraft) -> FeedbackNoted:
    """Write through whom a case came, or put it right; the reply is a deadline of the case.

    Raises:
        NotFound: there is no such case.
        Refusal: ``voided_already``, ``answered_already``.
        Invalid: see ``check_authority``.
    """
    draft = check_authority(draft, shop.today())
    with shop.begin("case.authority", "case") as step:
        case = cases.get(shop.file, case_id)
        if case.voided is not None:
            raise Refusal("voided_already")
        before = authorities.of_case(shop.file, case_id)
        if before is not None and before.is_answered:
            raise Refusal("answered_already")
        step.subject_id = step.case_id = case_id
        step.values = said(draft)
        if before is not None:
            authorities.withdraw(shop.file, before.id, shop.now())
        made = store(shop, case_id, draft)
        next_dates.keep_next_date(shop, case_id, shop.now())  # G-25
    undo = partial(_undo_note, complaint_id=made, before=before)
    return FeedbackNoted(changes=_changes(case_id), undo=undo)


def said(draft: AuthorityDraft) -> dict[str, object]:
    """Name what is known, for the timeline."""
    values = {
        "authority": draft.authority,
        "number": draft.number,
        "reply_until": draft.reply_until,
    }
    return {name: value for name, value in values.items() if value}


def store(shop: Shop, case_id: CaseId, draft: AuthorityDraft) -> AuthorityComplaintId:
    """Write a checked draft and its deadline, inside a running action."""
    made = authorities.add(shop.file, case_id, draft, shop.acting.id, shop.now())
    _set_deadline(shop, case_id, draft)
    return made


def _set_deadline(shop: Shop, case_id: CaseId, draft: AuthorityDraft | AuthorityComplaint) -> None:
    """Let the reply be due until the shop closes on its day; another day before it gives way."""
    now, until = shop.now(), draft.reply_until
    deadlines.drop(shop.file, case_id, _KINDS, now)
    if until is None:
        return
    plan = DeadlinePlan(
        kind=DeadlineKind.AUTHORITY,
        clause="L-6",
        rule="",
        basis_at=now,
        rule_on=until,
        due_at=shop.calendar.closing(until),
        provisional=False,  # the authority has named the day; no calendar moves it
        by_hand=True,
    )
    deadlines.add(shop.file, case_id, [plan])


def reply(shop: Shop, case_id: CaseId, draft: ReplyDraft) -> FeedbackNoted:
    """Record what the shop replied, and on which day.

    Raises:
        NotFound: there is no such case.
        Refusal: ``no_authority_complaint``, ``answered_already``.
        Invalid: see ``check_reply``.
    """
    with shop.begin("case.authority_reply", "case") as step:
        complaint = _standing(shop, case_id)
        if complaint.is_answered:
            raise Refusal("answered_already")
        case, today = cases.get(shop.file, case_id), shop.today()
        text, on = check_reply(draft, local(shop, case.received_at).date(), today)
        step.subject_id = step.case_id = case_id
        step.values = {"answer": text, "replied_on": on}
        answered = replace(complaint, reply=text, replied_on=on, replied_by=shop.acting.id)
        authorities.change(shop.file, answered)
        at = shop.now() if on == today else shop.calendar.closing(on)
        deadlines.meet(shop.file, case_id, _KINDS, at)
        next_dates.keep_next_date(shop, case_id, shop.now())  # G-25
    undo = partial(undo_reply, case_id=case_id)
    return FeedbackNoted(changes=_changes(case_id), undo=undo)


def undo_reply(shop: Shop, case_id: CaseId) -> Changes:
    """Take a reply back that was recorded by mistake; it is due again (X-9).

    Raises:
        Refusal: ``no_authority_complaint``, ``nothing_to_undo``.
    """
    with shop.begin("case.undo_authority_reply", "case") as step:
        complaint = _standing(shop, case_id)
        if not complaint.is_answered:
            raise Refusal("nothing_to_undo")
        step.subject_id = step.case_id = case_id
        authorities.change(
            shop.file, replace(complaint, reply="", replied_on=None, replied_by=None)
        )
        deadlines.reopen(shop.file, case_id, _KINDS)
    return _changes(case_id)


def _undo_note(
    shop: Shop, complaint_id: AuthorityComplaintId, before: AuthorityComplaint | None
) -> Changes:
    with shop.begin("case.undo_authority", "case") as step:
        complaint = authorities.get(shop.file, complaint_id)
        if complaint.is_answered or authorities.of_case(shop.file, complaint.case_id) != complaint:
            raise Refusal("nothing_to_undo")
        case_id = step.subject_id = step.case_id = complaint.case_id
        authorities.withdraw(shop.file, complaint_id, shop.now())
        if before is None:
            deadlines.drop(shop.file, case_id, _KINDS, shop.now())
        else:
            authorities.withdraw(shop.file, before.id, None)
            _set_deadline(shop, case_id, before)
        next_dates.keep_next_date(shop, case_id, shop.now())  # G-25
    return _changes(case_id)


def _standing(shop: Shop, case_id: CaseId) -> AuthorityComplaint:
    found = authorities.of_case(shop.file, case_id)
    if found is None:
        raise Refusal("no_authority_complaint")
    return found


def _changes(case_id: CaseId) -> Changes:
    return Changes.of(ChangeKind.CASE, record_id=case_id)
