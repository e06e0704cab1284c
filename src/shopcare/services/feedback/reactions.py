"""Adverse reactions: noted on a case, reported to the authority in time (L-9)."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from functools import partial
from typing import Final

from shopcare.domain.cases.case import Case
from shopcare.domain.cases.deadline import Deadline, DeadlineKind
from shopcare.domain.changes import ChangeKind, Changes
from shopcare.domain.errors import Refusal
from shopcare.domain.feedback.reaction import (
    Reaction,
    ReactionDraft,
    ReactionSeverity,
    ReportDraft,
    check_reaction,
    check_report,
)
from shopcare.domain.ids import CaseId, ReactionId
from shopcare.domain.policy.schedule import Trigger
from shopcare.services.feedback.authorities import FeedbackNoted
from shopcare.services.follow_ups import case_deadlines, next_dates
from shopcare.services.shop import Shop, local
from shopcare.storage.cases import cases, deadlines
from shopcare.storage.feedback import reactions

_KINDS = (DeadlineKind.REPORT,)
_TRIGGERS: Final = {
    ReactionSeverity.ORDINARY: Trigger.REACTION,
    ReactionSeverity.SERIOUS: Trigger.SERIOUS_REACTION,
    ReactionSeverity.GROUP: Trigger.GROUP_REACTION,
}


def of_case(shop: Shop, case_id: CaseId) -> Reaction | None:
    """Read the reaction of a case; None where there was none."""
    return reactions.of_case(shop.file, case_id)


def register(shop: Shop) -> Sequence[tuple[Reaction, Case, Deadline | None]]:
    """List every reaction with its case and until when it is reported: the unreported first."""
    found = reactions.standing(shop.file)
    ids = [one.case_id for one in found]
    known = {case.id: case for case in cases.many(shop.file, ids)}
    due = deadlines.of_cases(shop.file, ids)
    return [
        (one, known[one.case_id], _report_of(due.get(one.case_id, ())))
        for one in found
        if one.case_id in known
    ]


def _report_of(found: Sequence[Deadline]) -> Deadline | None:
    reports = (one for one in found if one.kind is DeadlineKind.REPORT and not one.dropped)
    return next(reports, None)


def note(shop: Shop, case_id: CaseId, draft: ReactionDraft) -> FeedbackNoted:
    """Write a reaction to the goods of a case, or put it right; its report is a deadline.

    Raises:
        NotFound: there is no such case.
        Refusal: ``voided_already``, ``reported_already``.
        Invalid: see ``check_reaction``.
    """
    with shop.begin("case.reaction", "case") as step:
        case = cases.get(shop.file, case_id)
        if case.voided is not None:
            raise Refusal("voided_already")
        before = reactions.of_case(shop.file, case_id)
        if before is not None and before.is_reported:
            raise Refusal("reported_already")
        learned_at = before.learned_at if before is not None else shop.now()
        draft = check_reaction(draft, local(shop, learned_at).date())
        step.subject_id = step.case_id = case_id
        step.values = said(draft)
        if before is not None:
            reactions.withdraw(shop.file, before.id, shop.now())
        made = store(shop, case, draft, learned_at)
        next_dates.keep_next_date(shop, case_id, shop.now())  # G-25
    undo = partial(_undo_note, reaction_id=made, before=before)
    return FeedbackNoted(changes=_changes(case_id), undo=undo)


def said(draft: ReactionDraft) -> dict[str, object]:
    """Name what is known, for the timeline."""
    values = {
        "severity": draft.severity,
        "symptoms": list(draft.symptoms),
        "lot": draft.lot,
        "advice": list(draft.advice),
    }
    return {name: value for name, value in values.items() if value}


def store(shop: Shop, case: Case, draft: ReactionDraft, learned_at: datetime) -> ReactionId:
    """Write a checked draft and the deadline of its report, inside a running action.

    What nobody said of the goods is taken from the case.
    """
    draft = replace(
        draft,
        course=draft.course or case.fault,
        product=draft.product or " ".join(filter(None, (case.product, case.spec))),
        lot=draft.lot or case.lot,
    )
    made = reactions.add(
        shop.file, case.id, draft, learned_at=learned_at, by=shop.acting.id, at=shop.now()
    )
    _set_deadline(shop, case, draft, learned_at)
    return made


def _set_deadline(shop: Shop, case: Case, draft: ReactionDraft, learned_at: datetime) -> None:
    assert draft.severity is not None
    deadlines.drop(shop.file, case.id, _KINDS, shop.now())
    case_deadlines.start(shop, _TRIGGERS[draft.severity], case, learned_at)


def report(shop: Shop, case_id: CaseId, draft: ReportDraft) -> FeedbackNoted:
    """Record that a reaction was reported to the authority, and on which day.

    Raises:
        Refusal: ``no_reaction``, ``reported_already``.
        Invalid: see ``check_report``.
    """
    with shop.begin("case.reaction_report", "case") as step:
        reaction = _standing(shop, case_id)
        if reaction.is_reported:
            raise Refusal("reported_already")
        today = shop.today()
        number, on = check_report(draft, local(shop, reaction.learned_at).date(), today)
        step.subject_id = step.case_id = case_id
        step.values = {"number": number, "reported_on": on}
        reported = replace(reaction, report=number, reported_on=on, reported_by=shop.acting.id)
        reactions.change(shop.file, reported)
        at = shop.now() if on == today else shop.calendar.closing(on)
        deadlines.meet(shop.file, case_id, _KINDS, at)
        next_dates.keep_next_date(shop, case_id, shop.now())  # G-25
    undo = partial(undo_report, case_id=case_id)
    return FeedbackNoted(changes=_changes(case_id), undo=undo)


def undo_report(shop: Shop, case_id: CaseId) -> Changes:
    """Take a report back that was recorded by mistake; it is due again (X-9).

    Raises:
        Refusal: ``no_reaction``, ``nothing_to_undo``.
    """
    with shop.begin("case.undo_reaction_report", "case") as step:
        reaction = _standing(shop, case_id)
        if not reaction.is_reported:
            raise Refusal("nothing_to_undo")
        step.subject_id = step.case_id = case_id
        reactions.change(
            shop.file, replace(reaction, report="", reported_on=None, reported_by=None)
        )
        deadlines.reopen(shop.file, case_id, _KINDS)
    return _changes(case_id)


def _undo_note(shop: Shop, reaction_id: ReactionId, before: Reaction | None) -> Changes:
    with shop.begin("case.undo_reaction", "case") as step:
        reaction = reactions.get(shop.file, reaction_id)
        if reaction.is_reported or reactions.of_case(shop.file, reaction.case_id) != reaction:
            raise Refusal("nothing_to_undo")
        case_id = step.subject_id = step.case_id = reaction.case_id
        reactions.withdraw(shop.file, reaction_id, shop.now())
        if before is None:
            deadlines.drop(shop.file, case_id, _KINDS, shop.now())
        else:
            reactions.withdraw(shop.file, before.id, None)
            _set_deadline(shop, cases.get(shop.file, case_id), before, before.learned_at)
        next_dates.keep_next_date(shop, case_id, shop.now())  # G-25
    return _changes(case_id)


def _standing(shop: Shop, case_id: CaseId) -> Reaction:
    found = reactions.of_case(shop.file, case_id)
    if found is None:
        raise Refusal("no_reaction")
    return found


def _changes(case_id: CaseId) -> Changes:
    return Changes.of(ChangeKind.CASE, record_id=case_id)
