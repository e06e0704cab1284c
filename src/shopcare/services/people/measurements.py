"""What a trade measures of its customers: entered, voided, restored (A-10)."""

from dataclasses import dataclass

from shopcare.domain.changes import ChangeKind, Changes
from shopcare.domain.ids import CustomerId, MeasurementId
from shopcare.domain.people.measurement import Measurement, MeasurementDraft
from shopcare.domain.policy.measures import check_measurement
from shopcare.services import voiding
from shopcare.services.shop import Shop
from shopcare.storage import customers
from shopcare.storage.measured import measurements

_KIND = voiding.Kind(name="measurement", get=measurements.get, void=measurements.void)


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
    return _changes(voiding.void(shop, _KIND, measurement_id, reason))


def take_back_measurement(shop: Shop, measurement_id: MeasurementId) -> Changes:
    """Undo the entering of a measurement: it is voided, without a reason (X-9).

    Raises:
        NotFound: there is no such measurement.
        Refusal: ``voided_already``.
    """
    return _changes(voiding.take_back(shop, _KIND, measurement_id))


def restore_measurement(shop: Shop, measurement_id: MeasurementId) -> Changes:
    """Undo the voiding of a measurement (X-9).

    Raises:
        NotFound: there is no such measurement.
        Refusal: ``nothing_to_undo``.
    """
    return _changes(voiding.restore(shop, _KIND, measurement_id))


def _changes(measured: Measurement) -> Changes:
    return Changes.of(ChangeKind.CUSTOMER, record_id=measured.customer_id)
