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


def not_on_file(
    shop: Shop, measured: Iterable[tuple[CustomerId, PrescriptionDraft]]
) -> list[tuple[CustomerId, PrescriptionDraft]]:
    """Give those measurements that are not on file yet, each once."""
    wanted = list(dict.fromkeys(measured))
    known = prescriptions.of_customers(shop.file, {customer_id for customer_id, _ in wanted})
    there = {(one.customer_id, _plain(one)) for one in known}
    return [one for one in wanted if one not in there]


def _plain(known: Prescription) -> PrescriptionDraft:
    return PrescriptionDraft(
        **{field.name: getattr(known, field.name) for field in fields(PrescriptionDraft)}
    )
