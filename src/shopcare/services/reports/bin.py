"""The bin: what was voided in the last 30 days, to be put back from one place (X-9)."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from shopcare.domain.changes import Changes
from shopcare.domain.errors import NotFound
from shopcare.domain.ids import (
    CallbackId,
    CaseId,
    CustomerId,
    GiftId,
    MeasurementId,
    PhotoId,
    PrescriptionId,
    PurchaseId,
)
from shopcare.domain.payments.gift import GiftKind
from shopcare.domain.shop.audit import AuditEntry, without_undone
from shopcare.services.calls.undo_call import CallStep, undo_call
from shopcare.services.calls.undo_correction import (
    Correction,
    undo_correction,
    undo_void_purchase,
)
from shopcare.services.goods.photos import put_photo_back
from shopcare.services.payments.gifts import restore_gift
from shopcare.services.people.measurements import restore_measurement
from shopcare.services.people.prescriptions import restore_prescription
from shopcare.services.shop import Shop
from shopcare.storage import callbacks, customers, purchases
from shopcare.storage.cases import cases
from shopcare.storage.file import audit
from shopcare.storage.measured import measurements, prescriptions
from shopcare.storage.money import gifts

KEPT: Final = timedelta(days=30)


@dataclass(frozen=True, slots=True, kw_only=True)
class BinLine:
    """Something that was voided and can be put back."""

    kind: str
    """What it is, as the audit log calls it: ``case``, ``gift``."""
    id: int
    title: str
    """The number of a case (also of a photo), of a receipt, a voucher; empty where it has none."""
    customer: str
    at: datetime
    by: str
    reason: str


@dataclass(frozen=True, slots=True)
class _Kind:
    """A kind of records that can be voided."""

    named: Callable[[Shop, AuditEntry], tuple[str, CustomerId]]
    """Gives the title and whose it is."""
    put_back: Callable[[Shop, int], Changes]


def bin_contents(shop: Shop) -> list[BinLine]:
    """List what was voided in the last 30 days and not put back, the newest first (X-9)."""
    since = shop.now() - KEPT
    voiding = [f"{kind}.void" for kind in _KINDS]
    undoing = [f"{kind}.undo_void" for kind in _KINDS]
    entries = audit.of_actions(shop.file, (*voiding, *undoing), since)
    voided = [one for one in without_undone(entries) if one.action in voiding]
    return [_line(shop, entry) for entry in voided]


def put_back(shop: Shop, kind: str, record_id: int) -> Changes:
    """Take a voiding back: everything stands again as before it.

    Raises:
        NotFound, Refusal, Invalid: see ``undo_correction``, ``undo_void_purchase``, ``undo_call``,
            ``put_photo_back``, ``restore_gift`` and those of what was measured.
    """
    if kind not in _KINDS:
        raise NotFound("bin", kind[:40])
    return _KINDS[kind].put_back(shop, record_id)


def _line(shop: Shop, entry: AuditEntry) -> BinLine:
    title, customer_id = _KINDS[entry.subject_kind].named(shop, entry)
    people = customers.by_id(shop.file, [customer_id])
    return BinLine(
        kind=entry.subject_kind,
        id=entry.subject_id,
        title=title,
        customer=people[customer_id].name,
        at=entry.at.astimezone(shop.now().tzinfo),
        by=shop.name_of(entry.staff_id),
        reason=str(entry.said().get("reason", "")),
    )


def _case(shop: Shop, entry: AuditEntry) -> tuple[str, CustomerId]:
    assert entry.case_id is not None
    case = cases.get(shop.file, CaseId(entry.case_id))
    return case.number, case.customer_id


def _purchase(shop: Shop, entry: AuditEntry) -> tuple[str, CustomerId]:
    purchase = purchases.get(shop.file, PurchaseId(entry.subject_id))
    return purchase.receipt_number or "", purchase.customer_id


def _callback(shop: Shop, entry: AuditEntry) -> tuple[str, CustomerId]:
    return "", callbacks.get(shop.file, CallbackId(entry.subject_id)).customer_id


def _gift(shop: Shop, entry: AuditEntry) -> tuple[str, CustomerId]:
    gift = gifts.get(shop.file, GiftId(entry.subject_id))
    return gift.code if gift.kind is GiftKind.VOUCHER else gift.what, gift.customer_id


def _prescription(shop: Shop, entry: AuditEntry) -> tuple[str, CustomerId]:
    one = prescriptions.get(shop.file, PrescriptionId(entry.subject_id))
    return one.measured_on.isoformat(), one.customer_id


def _measurement(shop: Shop, entry: AuditEntry) -> tuple[str, CustomerId]:
    one = measurements.get(shop.file, MeasurementId(entry.subject_id))
    return one.measured_on.isoformat(), one.customer_id


_KINDS: Final = {
    "case": _Kind(_case, lambda shop, i: undo_correction(shop, CaseId(i), Correction.VOID)),
    "photo": _Kind(_case, lambda shop, i: put_photo_back(shop, PhotoId(i))),
    "purchase": _Kind(_purchase, lambda shop, i: undo_void_purchase(shop, PurchaseId(i))),
    "callback": _Kind(
        _callback, lambda shop, i: undo_call(shop, CallbackId(i), CallStep.VOID).changes
    ),
    "gift": _Kind(_gift, lambda shop, i: restore_gift(shop, GiftId(i))),
    "prescription": _Kind(
        _prescription, lambda shop, i: restore_prescription(shop, PrescriptionId(i))
    ),
    "measurement": _Kind(_measurement, lambda shop, i: restore_measurement(shop, MeasurementId(i))),
}
