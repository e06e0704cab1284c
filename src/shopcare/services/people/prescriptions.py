"""Prescriptions of customers (R-1, R-2)."""

from collections.abc import Iterable
from dataclasses import fields

from shopcare.domain.ids import CustomerId
from shopcare.domain.people.prescription import Prescription, PrescriptionDraft
from shopcare.services.shop import Shop
from shopcare.storage import prescriptions


def prescriptions_of(shop: Shop, customer_id: CustomerId) -> list[Prescription]:
    """Read a customer's measurements, the newest first."""
    return prescriptions.of_customer(shop.file, customer_id)


def store_measured(shop: Shop, customer_id: CustomerId, drafts: Iterable[PrescriptionDraft]) -> int:
    """Write measurements that are not on file yet, inside a running action; count them."""
    there = {_plain(known) for known in prescriptions.of_customer(shop.file, customer_id)}
    written = 0
    for draft in drafts:
        if draft not in there:
            prescriptions.add(shop.file, customer_id, draft)
            there.add(draft)
            written += 1
    return written


def _plain(known: Prescription) -> PrescriptionDraft:
    return PrescriptionDraft(
        **{field.name: getattr(known, field.name) for field in fields(PrescriptionDraft)}
    )
