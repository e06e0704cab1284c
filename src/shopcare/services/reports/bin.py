"""The bin: what was voided in the last 30 days, to be put back from one place (X-9)."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from shopcare.domain.changes import Changes
from shopcare.domain.ids import CallbackId, CaseId, CustomerId, PhotoId, PurchaseId
from shopcare.domain.shop.audit import AuditEntry, without_undone
from shopcare.services.calls.undo_call import CallStep, undo_call
from shopcare.services.calls.undo_correction import (
    Correction,
    undo_correction,
    undo_void_purchase,
)
from shopcare.services.goods.photos import put_photo_back
from shopcare.services.shop import Shop
from shopcare.storage import callbacks, customers, purchases
from shopcare.storage.cases import cases
from shopcare.storage.file import audit

KEPT: Final = timedelta(days=30)
_VOIDING: Final = ("case.void", "purchase.void", "callback.void", "photo.void")
_UNDOING: Final = (
    "case.undo_void",
    "purchase.undo_void",
    "callback.undo_void",
    "photo.undo_void",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class BinLine:
    """Something that was voided and can be put back."""

    kind: str
    """``case``, ``purchase``, ``callback`` or ``photo``."""
    id: int
    title: str
    """The number of a case (also of a photo), the number of a receipt; empty for a call."""
    customer: str
    at: datetime
    by: str
    reason: str


def bin_contents(shop: Shop) -> list[BinLine]:
    """List what was voided in the last 30 days and not put back, the newest first (X-9)."""
    since = shop.now() - KEPT
    entries = audit.of_actions(shop.file, (*_VOIDING, *_UNDOING), since)
    voided = [one for one in without_undone(entries) if one.action in _VOIDING]
    return [_line(shop, entry) for entry in voided]


def put_back(shop: Shop, kind: str, record_id: int) -> Changes:
    """Take a voiding back: everything stands again as before it.

    Raises:
        NotFound, Refusal, Invalid: see ``undo_correction``, ``undo_void_purchase``, ``undo_call``,
            ``put_photo_back``.
    """
    if kind == "case":
        return undo_correction(shop, CaseId(record_id), Correction.VOID)
    if kind == "purchase":
        return undo_void_purchase(shop, PurchaseId(record_id))
    if kind == "photo":
        return put_photo_back(shop, PhotoId(record_id))
    return undo_call(shop, CallbackId(record_id), CallStep.VOID).changes


def _line(shop: Shop, entry: AuditEntry) -> BinLine:
    title, customer_id = _named(shop, entry)
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


def _named(shop: Shop, entry: AuditEntry) -> tuple[str, CustomerId]:
    if entry.subject_kind in ("case", "photo"):
        assert entry.case_id is not None
        case = cases.get(shop.file, CaseId(entry.case_id))
        return case.number, case.customer_id
    if entry.subject_kind == "purchase":
        purchase = purchases.get(shop.file, PurchaseId(entry.subject_id))
        return purchase.receipt_number or "", purchase.customer_id
    return "", callbacks.get(shop.file, CallbackId(entry.subject_id)).customer_id
