"""Noting that goods are made once more, why, and who pays (R-4)."""

from collections.abc import Callable
from dataclasses import asdict, dataclass, replace

from shopcare.domain.cases.remake import Remake, check_remake
from shopcare.domain.changes import ChangeKind, Changes
from shopcare.domain.errors import Refusal
from shopcare.domain.ids import CaseId, CustomerId, PrescriptionId
from shopcare.domain.people.prescription import Prescription
from shopcare.services.shop import Shop
from shopcare.storage.cases import cases
from shopcare.storage.measured import prescriptions


@dataclass(frozen=True, slots=True, kw_only=True)
class RemakeNoted:
    """A remake that was noted."""

    changes: Changes
    undo: Callable[[Shop], Changes]
    """Takes it back (X-9)."""


def note_remake(shop: Shop, case_id: CaseId, draft: Remake) -> RemakeNoted:
    """Write why a case is a remake and who pays for it.

    Raises:
        NotFound: there is no such case or prescription.
        Refusal: ``voided_already``.
        Invalid: see ``check_remake``.
    """
    draft = check_remake(draft)
    with shop.begin("case.remake", "case") as step:
        case = cases.get(shop.file, case_id)
        if case.voided is not None:
            raise Refusal("voided_already")
        if draft.prescription_id is not None:
            prescriptions.get(shop.file, draft.prescription_id)
        step.subject_id = step.case_id = case_id
        step.values = {name: value for name, value in asdict(draft).items() if value}
        cases.change(shop.file, replace(case, remake=draft))
    return RemakeNoted(changes=_changes(case_id), undo=_restoring(case_id, case.remake))


def _restoring(case_id: CaseId, before: Remake | None) -> Callable[[Shop], Changes]:
    def restore(shop: Shop) -> Changes:
        with shop.begin("case.undo_remake", "case") as step:
            case = cases.get(shop.file, case_id)
            step.subject_id = step.case_id = case_id
            cases.change(shop.file, replace(case, remake=before))
        return _changes(case_id)

    return restore


def last_prescription(shop: Shop, customer_id: CustomerId) -> Prescription | None:
    """Give the last prescription of a customer, to which a remake is made (R-2)."""
    found = prescriptions.of_customer(shop.file, customer_id)
    return next((one for one in found if one.voided is None), None)


def prescription_of(shop: Shop, remake: Remake) -> Prescription | None:
    """Give the prescription to which a remake is made."""
    one = remake.prescription_id
    return None if one is None else prescriptions.get(shop.file, PrescriptionId(one))


def _changes(case_id: CaseId) -> Changes:
    return Changes.of(ChangeKind.CASE, record_id=case_id)
