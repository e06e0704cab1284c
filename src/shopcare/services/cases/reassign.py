"""Putting a case into somebody else's hands (G-19)."""

from dataclasses import replace

from shopcare.domain.calls.callback import WAITING, Purpose
from shopcare.domain.cases.case import Case, Stage
from shopcare.domain.changes import ChangeKind, Changes
from shopcare.domain.errors import Invalid, NotFound, Refusal
from shopcare.domain.ids import CaseId, StaffId
from shopcare.domain.people.staff import Action, Staff, require
from shopcare.domain.typed.text import clean_text, reason_problems
from shopcare.services.shop import Shop
from shopcare.storage import callbacks
from shopcare.storage.cases import cases


def reassign(
    shop: Shop, case_id: CaseId, staff_id: StaffId, reason: str = "", *, undo: bool = False
) -> Changes:
    """Let somebody else handle a case; the calls that its handler was to make go along.

    Args:
        shop: the shop.
        case_id: the case.
        staff_id: who handles it from now on.
        reason: why somebody does it who has no valid training for it (A-12, A-17).
        undo: give it back to whom it was taken from; no training is asked for.

    Raises:
        NotFound: there is no such case, or nobody has this id.
        Refusal: ``case_over``, ``staff_left``, ``handled_by_already``; ``not_trained`` where no
            reason is given, ``manager_needed`` where no manager gives it.
        Invalid: ``text_too_long``.
    """
    reason = clean_text(reason)
    with shop.begin("case.reassign", "case") as step:  # read inside: two may change it at once
        case = cases.get(shop.file, case_id)
        member = _able(shop, case, staff_id)
        untrained = not undo and _require_trained(shop, case, member, reason)
        before = shop.member(case.handler_id)
        step.subject_id = step.case_id = case_id
        step.values = {"to": member.name, "to_id": member.id}
        if before is not None:
            step.values |= {"from": before.name, "from_id": before.id}
        if untrained:
            step.values |= {"reason": reason}
        cases.change(shop.file, _handled_by(case, member.id))
        _pass_calls_on(shop, case, member.id)
    return Changes.of(ChangeKind.CASE, ChangeKind.CALLBACK, record_id=case_id)


def _handled_by(case: Case, staff_id: StaffId) -> Case:
    """Give the case in other hands; who takes it over in work does the work from now on (C-8)."""
    worker = staff_id if case.stage is Stage.IN_WORK else case.resolved_by
    return replace(case, handler_id=staff_id, resolved_by=worker)


def _able(shop: Shop, case: Case, staff_id: StaffId) -> Staff:
    member = shop.member(staff_id)
    if member is None:
        raise NotFound("staff", staff_id)
    if not case.is_open:
        raise Refusal("case_over", number=case.number)
    if not member.active:
        raise Refusal("staff_left", name=member.name)
    if case.handler_id == member.id:
        raise Refusal("handled_by_already", number=case.number, name=member.name)
    return member


def _require_trained(shop: Shop, case: Case, member: Staff, reason: str) -> bool:
    """Refuse work without a valid training, unless a manager says why (A-17); say if it lacks."""
    if shop.duty.is_trained(member.id, case.service, shop.today()):
        return False
    if not reason:
        raise Refusal("not_trained", name=member.name)
    if problems := reason_problems(reason):
        raise Invalid(*problems)
    require(shop.deciding, Action.ASSIGN_UNTRAINED)
    return True


def _pass_calls_on(shop: Shop, case: Case, staff_id: StaffId) -> None:
    """Give the open calls about the goods that the handler was to make to the new one (C-8)."""
    for call in callbacks.of_case(shop.file, case.id):
        is_theirs = call.purpose is Purpose.PROGRESS and call.assignee_id == case.handler_id
        if is_theirs and call.state in WAITING:
            callbacks.change(shop.file, replace(call, assignee_id=staff_id))
