"""What a trade measures of its customers: entered, voided, restored (A-10)."""

from dataclasses import dataclass

from shopcare.domain.changes import ChangeKind, Changes
from shopcare.domain.errors import Refusal
from shopcare.domain.ids import CustomerId, MeasurementId
from shopcare.domain.people.measurement import Measurement, MeasurementDraft
from shopcare.domain.policy.measures import check_measurement
from shopcare.domain.shop.audit import Voided
from shopcare.domain.typed.text import require_reason
from shopcare.services.shop import Shop
from shopcare.storage import customers
from shopcare.storage.measured import measurements


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """A measurement that was entered."""

    measurement: Measurement
    changes: Changes


def measurements_of(shop: Shop, customer_id: CustomerId) -> list[Measurement]:
    """Read a customer's measurements, the newest first, voided ones too."""
    return measurements.of_customer(shop.file, customer_id)


def add_measurement(shop: Shop, customer_id: CustomerId, draft: MeasurementDraft) -> Taken:
    """Enter what was measured or noted (A-10).

    Raises:
        NotFound: there is no such customer.
        Invalid: see ``check_measurement``.
    """
    draft = check_measurement(draft, shop.policy.measures, shop.today())
    with shop.begin("measurement.add", "measurement") as step:
        customers.get(shop.file, customer_id)
        step.subject_id = measurement_id = measurements.add(shop.file, customer_id, draft)
        step.values = {"on": draft.measured_on}
    return Taken(
        measurement=measurements.get(shop.file, measurement_id),
        changes=Changes.of(ChangeKind.CUSTOMER, record_id=customer_id),
    )


def void_measurement(shop: Shop, measurement_id: MeasurementId, reason: str) -> Changes:
    """Take a measurement out; it stays readable (W-8).

    Raises:
        NotFound: there is no such measurement.
        Refusal: ``voided_already``.
        Invalid: ``reason_missing``, ``text_too_long``.
    """
    return _void(shop, "measurement.void", measurement_id, require_reason(reason))


def take_back_measurement(shop: Shop, measurement_id: MeasurementId) -> Changes:
    """Undo the entering of a measurement: it is voided, without a reason (X-9).

    Raises:
        NotFound: there is no such measurement.
        Refusal: ``voided_already``.
    """
    return _void(shop, "measurement.undo_add", measurement_id, "")


def restore_measurement(shop: Shop, measurement_id: MeasurementId) -> Changes:
    """Undo the voiding of a measurement (X-9).

    Raises:
        NotFound: there is no such measurement.
        Refusal: ``nothing_to_undo``.
    """
    with shop.begin("measurement.undo_void", "measurement") as step:
        measured = measurements.get(shop.file, measurement_id)
        if measured.voided is None:
            raise Refusal("nothing_to_undo")
        step.subject_id = measurement_id
        measurements.void(shop.file, measurement_id, None)
    return Changes.of(ChangeKind.CUSTOMER, record_id=measured.customer_id)


def _void(shop: Shop, action: str, measurement_id: MeasurementId, reason: str) -> Changes:
    with shop.begin(action, "measurement") as step:
        measured = measurements.get(shop.file, measurement_id)
        if measured.voided is not None:
            raise Refusal("voided_already")
        step.subject_id = measurement_id
        step.values = {"reason": reason} if reason else {}
        voided = Voided(at=shop.now(), by=shop.acting.id, reason=reason)
        measurements.void(shop.file, measurement_id, voided)
    return Changes.of(ChangeKind.CUSTOMER, record_id=measured.customer_id)
