"""Prescriptions and measurements as JSON, and read from it."""

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, Any, Final

from shopcare.cli.command import Described, below
from shopcare.cli.fields import Fields
from shopcare.cli.records.call_json import with_initials
from shopcare.cli.records.record_json import VOIDED_JSON
from shopcare.cli.tables import plain
from shopcare.domain.people.dioptres import (
    addition_from_text,
    axis_from_text,
    base_from_text,
    dioptres_from_text,
    eye_from_text,
    millimetres_from_text,
)
from shopcare.domain.people.measurement import Measurement, MeasurementDraft
from shopcare.domain.people.prescription import (
    Distance,
    EyeMeasure,
    Prescription,
    PrescriptionDraft,
)
from shopcare.language.catalog import mark

if TYPE_CHECKING:
    from shopcare.services.shop import Shop

_EYE_JSON: Final[Described] = {
    "sphere": mark("Sphere"),
    "cylinder": mark("Cylinder"),
    "axis": mark("Axis"),
    "addition": mark("Addition"),
    "prism": mark("Prism"),
    "base": mark("Prism base"),
    "pupil_distance": mark("Pupillary distance"),
    "height": mark("Fitting height"),
    "acuity": mark("Visual acuity"),
}
COMPARED_JSON: Final[Described] = {
    "id": mark("Id"),
    "customer_id": mark("the customer's id"),
    "measured_on": mark("Measured on"),
    **below("right", _EYE_JSON),
    **below("left", _EYE_JSON),
    "pupil_distance": mark("Pupillary distance"),
    "near_pupil_distance": mark("Pupillary distance for near"),
    "distance": mark("far or near"),
    "contact_lenses": mark("whether it is for contact lenses"),
    "base_curve": mark("Base curve"),
    "diameter": mark("Diameter"),
    "measured_by": mark("Measured by"),
    "measured_at": mark("where it was measured"),
}
"""A prescription that is compared; none of them is voided."""
PRESCRIPTION_JSON: Final[Described] = {**COMPARED_JSON, **VOIDED_JSON}
MEASUREMENT_JSON: Final[Described] = {
    "id": mark("Id"),
    "customer_id": mark("the customer's id"),
    "measured_on": mark("Measured on"),
    "values.*": mark("what was measured, by the names of the policy"),
    "note": mark("a note"),
    "measured_by": mark("Measured by"),
    "measured_at": mark("where it was measured"),
    **VOIDED_JSON,
}
_EYE_READERS: Final[dict[str, Callable[[str], Any]]] = {
    "sphere": dioptres_from_text,
    "cylinder": dioptres_from_text,
    "axis": axis_from_text,
    "addition": addition_from_text,
    "prism": addition_from_text,
    "base": base_from_text,
    "pupil_distance": millimetres_from_text,
    "height": millimetres_from_text,
    "acuity": str,
}


def prescription_json(shop: "Shop", one: Prescription) -> dict[str, object]:
    """Write a prescription."""
    return with_initials(shop, plain(one))


def compared_json(one: Prescription) -> dict[str, object]:
    """Write a prescription that is compared."""
    return {name: value for name, value in plain(one).items() if name != "voided"}


def measurement_json(shop: "Shop", one: Measurement) -> dict[str, object]:
    """Write a measurement."""
    return {**with_initials(shop, plain(one)), "values": dict(one.values)}


def prescription_draft(fields: Fields, today: date) -> PrescriptionDraft:
    """Read a prescription; measured today where no day is given."""
    return PrescriptionDraft(
        measured_on=fields.day("measured_on") or today,
        right=_eye(fields, "right"),
        left=_eye(fields, "left"),
        pupil_distance=_figure(fields, "pupil_distance", millimetres_from_text),
        near_pupil_distance=_figure(fields, "near_pupil_distance", millimetres_from_text),
        distance=fields.choice("distance", Distance) or Distance.FAR,
        contact_lenses=fields.flag("contact_lenses") or False,
        base_curve=_figure(fields, "base_curve", millimetres_from_text),
        diameter=_figure(fields, "diameter", millimetres_from_text),
        measured_by=fields.typed("measured_by") or "",
        measured_at=fields.typed("measured_at") or "",
    )


def measurement_draft(fields: Fields, today: date) -> MeasurementDraft:
    """Read a measurement; taken today where no day is given."""
    inner = fields.inner("values")
    values = {} if inner is None else {name: inner.typed(name) or "" for name in inner.names()}
    return MeasurementDraft(
        measured_on=fields.day("measured_on") or today,
        values=tuple(values.items()),
        note=fields.typed("note") or "",
        measured_by=fields.typed("measured_by") or "",
        measured_at=fields.typed("measured_at") or "",
    )


def _eye(fields: Fields, side: str) -> EyeMeasure:
    """Read an eye: an object of its values, or all of it in one text."""
    if isinstance(fields.peek(side), str):
        return fields.read(side, eye_from_text) or EyeMeasure()
    inner = fields.inner(side)
    if inner is None:
        return EyeMeasure()
    read = {name: _figure(inner, name, reader) for name, reader in _EYE_READERS.items()}
    inner.end()
    return EyeMeasure(**{name: value for name, value in read.items() if value is not None})


def _figure(fields: Fields, name: str, reader: Callable[[str], Any]) -> Any:
    """Take a number as JSON has it, or as it is typed: -3.25, "-325"."""
    if isinstance(fields.peek(name), str):
        return fields.read(name, reader)
    if reader is axis_from_text:
        return fields.number(name)
    return fields.quantity(name)
