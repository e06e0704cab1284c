"""Prescriptions of customers: entered, compared, voided (R-1, R-2, W-8)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields
from datetime import date

from shopcare.domain.calendar.day_facts import months_after
from shopcare.domain.changes import ChangeKind, Changes
from shopcare.domain.errors import Invalid
from shopcare.domain.ids import CustomerId, PrescriptionId
from shopcare.domain.people.prescription import (
    Prescription,
    PrescriptionDraft,
    asked_for,
    check_prescription,
    is_alike,
    signs_that_differ,
)
from shopcare.services import voiding
from shopcare.services.follow_ups import agreed_calls
from shopcare.services.shop import Shop
from shopcare.storage import customers
from shopcare.storage.measured import prescriptions


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """A measurement that was entered."""

    prescription: Prescription
    signs: tuple[str, ...]
    """What has another sign than the last time: more often a slip than an eye."""
    changes: Changes


def prescriptions_of(shop: Shop, customer_id: CustomerId) -> list[Prescription]:
    """Read a customer's measurements, the newest first, voided ones too."""
    return prescriptions.of_customer(shop.file, customer_id)


def prescription(shop: Shop, prescription_id: PrescriptionId) -> Prescription:
    """Read one measurement.

    Raises:
        NotFound: there is no such measurement.
    """
    return prescriptions.get(shop.file, prescription_id)


def standing(measured: Iterable[Prescription]) -> list[Prescription]:
    """Leave out what was voided (W-8)."""
    return [one for one in measured if one.voided is None]


def valid_until(shop: Shop, one: PrescriptionDraft) -> date | None:
    """Give the day until which a measurement holds; None where the policy does not say."""
    months = shop.policy.eyes.get("contact_lenses" if one.contact_lenses else "glasses")
    return None if months is None else months_after(one.measured_on, months)


def before(one: PrescriptionDraft, measured: Sequence[Prescription]) -> Prescription | None:
    """Give the last measurement before one with which it can be compared.

    Args:
        one: the measurement, on file or still typed.
        measured: all of the customer's, the newest first.
    """
    earlier = [other for other in standing(measured) if is_alike(one, other)]
    if isinstance(one, Prescription):
        own = (one.measured_on, one.id)
        earlier = [other for other in earlier if (other.measured_on, other.id) < own]
    else:
        earlier = [other for other in earlier if other.measured_on <= one.measured_on]
    return earlier[0] if earlier else None


def add_prescription(shop: Shop, customer_id: CustomerId, draft: PrescriptionDraft) -> Measured:
    """Enter a measurement (R-1).

    Raises:
        NotFound: there is no such customer.
        Invalid: see ``check_prescription`` and ``asked_for``.
    """
    draft = check_prescription(draft, shop.today())
    if problems := asked_for(draft):
        raise Invalid(*problems)
    with shop.begin("prescription.add", "prescription") as step:
        customer = customers.get(shop.file, customer_id)
        last = before(draft, prescriptions.of_customer(shop.file, customer_id))
        step.subject_id = prescription_id = prescriptions.add(shop.file, customer_id, draft)
        step.values = {"on": draft.measured_on}
        agreed_calls.keep_up(shop, customer)
    return Measured(
        prescription=prescriptions.get(shop.file, prescription_id),
        signs=signs_that_differ(draft, last) if last else (),
        changes=_changes(customer_id),
    )


def void_prescription(shop: Shop, prescription_id: PrescriptionId, reason: str) -> Changes:
    """Take a measurement out of every comparison; it stays readable (W-8).

    Raises:
        NotFound: there is no such measurement.
        Refusal: ``voided_already``.
        Invalid: ``reason_missing``, ``text_too_long``.
    """
    return _changes(voiding.void(shop, _KIND, prescription_id, reason).customer_id)


def take_back_prescription(shop: Shop, prescription_id: PrescriptionId) -> Changes:
    """Undo the entering of a measurement: it is voided, without a reason (X-9).

    Raises:
        NotFound: there is no such measurement.
        Refusal: ``voided_already``.
    """
    return _changes(voiding.take_back(shop, _KIND, prescription_id).customer_id)


def restore_prescription(shop: Shop, prescription_id: PrescriptionId) -> Changes:
    """Undo the voiding of a measurement (X-9).

    Raises:
        NotFound: there is no such measurement.
        Refusal: ``nothing_to_undo``.
    """
    return _changes(voiding.restore(shop, _KIND, prescription_id).customer_id)


def _follow(shop: Shop, measured: Prescription) -> None:
    """Let the check-ups count from the last measurement that stands (R-3)."""
    agreed_calls.keep_up(shop, customers.get(shop.file, measured.customer_id))


_KIND = voiding.Kind(
    name="prescription",
    get=prescriptions.get,
    void=prescriptions.void,
    after_voiding=_follow,
    after_restoring=_follow,
)


def _changes(customer_id: CustomerId) -> Changes:
    """Name what a measurement changes: check-ups count from the last one (R-3)."""
    return Changes.of(ChangeKind.CUSTOMER, ChangeKind.CALLBACK, record_id=customer_id)


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
