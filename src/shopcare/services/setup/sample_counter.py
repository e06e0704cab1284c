"""What else lies on a sample shop's counter: eyes and bodies that were measured."""

from collections.abc import Mapping
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from shopcare.domain.ids import CustomerId
from shopcare.domain.people.dioptres import eye_from_text
from shopcare.domain.people.measurement import MeasurementDraft
from shopcare.domain.people.prescription import Distance, EyeMeasure, PrescriptionDraft
from shopcare.services.people.measurements import add_measurement
from shopcare.services.people.prescriptions import add_prescription
from shopcare.services.shop import Shop


def measure_eyes(
    shop: Shop, customer_id: CustomerId, told: Mapping[str, Any], today_on: date
) -> None:
    """Enter a prescription that the sample tells."""
    draft = PrescriptionDraft(
        measured_on=today_on - timedelta(days=told["days_ago"]),
        right=_eye(told, "right"),
        left=_eye(told, "left"),
        pupil_distance=_decimal(told.get("pupil_distance")),
        distance=Distance(told.get("distance", "far")),
        contact_lenses=told.get("contact_lenses", False),
        base_curve=_decimal(told.get("base_curve")),
        diameter=_decimal(told.get("diameter")),
        measured_by=told["measured_by"],
        measured_at=told.get("measured_at", shop.settings.name),
    )
    add_prescription(shop, customer_id, draft)


def measure(shop: Shop, customer_id: CustomerId, told: Mapping[str, Any], today_on: date) -> None:
    """Enter a measurement that the sample tells."""
    draft = MeasurementDraft(
        measured_on=today_on - timedelta(days=told["days_ago"]),
        values=tuple((key, str(value)) for key, value in told["values"].items()),
        note=told.get("note", ""),
        measured_by=told["measured_by"],
        measured_at=told.get("measured_at", shop.settings.name),
    )
    add_measurement(shop, customer_id, draft)


def _eye(told: Mapping[str, Any], side: str) -> EyeMeasure:
    eye = eye_from_text(told[side]) or EyeMeasure()
    return EyeMeasure(
        sphere=eye.sphere,
        cylinder=eye.cylinder,
        axis=eye.axis,
        addition=_decimal(told.get("addition")),
        acuity=told.get(f"{side}_acuity", ""),
    )


def _decimal(value: object) -> Decimal | None:
    return None if value is None else Decimal(str(value))
