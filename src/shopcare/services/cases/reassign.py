"""Putting a case into somebody else's hands (G-19)."""

from dataclasses import replace

from shopcare.domain.calls.callback import WAITING, Purpose
from shopcare.domain.cases.case import Case, Stage
from shopcare.domain.changes import ChangeKind, Changes
from shopcare.domain.errors import NotFound, Refusal
from shopcare.domain.ids import CaseId, StaffId
from shopcare.domain.people.staff import Staff
from shopcare.services.shop import Shop
from shopcare.storage import callbacks
from shopcare.storage.cases import cases


def reassign(shop: Shop, case_id: CaseId, staff_id: StaffId) -> Changes:
    """Let somebody else handle a case; the calls that its handler was to make go along.

    Raises:
        NotFound: there is no such case, or nobody has this id.
        Refusal: ``case_over``, ``staff_left``, ``handled_by_already``.
    """
    with shop.begin("case.reassign", "case") as step:  # read inside: two may change it at once
        case = cases.get(shop.file, case_id)
        member = _able(shop, case, staff_id)
        before = shop.member(case.handler_id)
        step.subject_id = step.case_id = case_id
        step.values = {"to": member.name, "to_id": member.id}
        if before is not None:
            step.values |= {"from": before.name, "from_id": before.id}
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


def _pass_calls_on(shop: Shop, case: Case, staff_id: StaffId) -> None:
    """Give the open calls about the goods that the handler was to make to the new one (C-8)."""
    for call in callbacks.of_case(shop.file, case.id):
        is_theirs = call.purpose is Purpose.PROGRESS and call.assignee_id == case.handler_id
        if is_theirs and call.state in WAITING:
            callbacks.change(shop.file, replace(call, assignee_id=staff_id))
