"""The prescriptions' table."""

import json
import sqlite3
from collections.abc import Iterable
from dataclasses import fields
from decimal import Decimal
from typing import Any, Final

from shopcare.domain.errors import NotFound
from shopcare.domain.ids import CustomerId, PrescriptionId
from shopcare.domain.people.prescription import (
    Distance,
    EyeMeasure,
    Prescription,
    PrescriptionDraft,
    PrismBase,
)
from shopcare.domain.shop.audit import Voided
from shopcare.storage.file.reading import read
from shopcare.storage.file.rows import (
    NewRow,
    Row,
    day_from_text,
    id_list,
    insert,
    row_from_voided,
    rows_by_id,
    update,
    voided_from_row,
)

_HUNDREDTHS: Final = ("pupil_distance", "near_pupil_distance", "base_curve", "diameter")


def add(
    connection: sqlite3.Connection, customer_id: CustomerId, draft: PrescriptionDraft
) -> PrescriptionId:
    """Write a new measurement."""
    return PrescriptionId(insert(connection, "prescription", row_of(customer_id, draft)))


def row_of(customer_id: int, draft: PrescriptionDraft) -> NewRow:
    """Give the row of a new measurement, also as it waits in ``staging``."""
    return {
        "customer_id": customer_id,
        "measured_on": draft.measured_on.isoformat(),
        "right_eye": _eye_text(draft.right),
        "left_eye": _eye_text(draft.left),
        "distance": draft.distance.value,
        "contact_lenses": int(draft.contact_lenses),
        "measured_by": draft.measured_by,
        "measured_at": draft.measured_at,
        **{name: _hundredths(getattr(draft, name)) for name in _HUNDREDTHS},
    }


def void(
    connection: sqlite3.Connection, prescription_id: PrescriptionId, voided: Voided | None
) -> None:
    """Write that a measurement was voided (W-8); None: not, after all."""
    update(connection, "prescription", prescription_id, row_from_voided(voided))


def get(connection: sqlite3.Connection, prescription_id: PrescriptionId) -> Prescription:
    """Read one measurement.

    Raises:
        NotFound: there is no such measurement.
    """
    row = connection.execute(
        "SELECT * FROM prescription WHERE id = ?", (prescription_id,)
    ).fetchone()
    if row is None:
        raise NotFound("prescription", prescription_id)
    return _prescription(row)


def many(connection: sqlite3.Connection, ids: Iterable[int]) -> list[Prescription]:
    """Read some measurements, the oldest entry first."""
    rows = rows_by_id(connection, "prescription", ids)
    return read(connection, "prescription", rows, _prescription)


def of_customer(connection: sqlite3.Connection, customer_id: CustomerId) -> list[Prescription]:
    """Read a customer's measurements, the newest first."""
    return of_customers(connection, [customer_id])


def of_customers(connection: sqlite3.Connection, customer_ids: Iterable[int]) -> list[Prescription]:
    """Read the measurements of some customers, the newest first."""
    rows = connection.execute(
        "SELECT * FROM prescription WHERE customer_id IN (SELECT value FROM json_each(?))"
        " ORDER BY measured_on DESC, id DESC",
        (id_list(sorted(customer_ids)),),
    )
    return read(connection, "prescription", rows, _prescription)


def _hundredths(value: Decimal | None) -> int | None:
    return None if value is None else int(value * 100)


def _decimal(value: int | None) -> Decimal | None:
    return None if value is None else Decimal(value) / 100


def _eye_text(eye: EyeMeasure) -> str:
    values = {field.name: getattr(eye, field.name) for field in fields(EyeMeasure)}
    return json.dumps(
        {
            name: _hundredths(value) if isinstance(value, Decimal) else value
            for name, value in values.items()
            if value not in (None, "")
        },
        ensure_ascii=False,
    )


def _eye(text: str) -> EyeMeasure:
    values: dict[str, Any] = json.loads(text)
    read: dict[str, Any] = {}
    for name, value in values.items():
        if name == "base":
            read[name] = PrismBase(value)
        else:
            read[name] = value if name in ("axis", "acuity") else _decimal(value)
    return EyeMeasure(**read)


def _prescription(row: Row) -> Prescription:
    measured_on = day_from_text(row["measured_on"])
    assert measured_on is not None
    return Prescription(
        id=PrescriptionId(row["id"]),
        customer_id=CustomerId(row["customer_id"]),
        measured_on=measured_on,
        right=_eye(row["right_eye"]),
        left=_eye(row["left_eye"]),
        distance=Distance(row["distance"]),
        contact_lenses=bool(row["contact_lenses"]),
        measured_by=row["measured_by"],
        measured_at=row["measured_at"],
        voided=voided_from_row(row),
        **{name: _decimal(row[name]) for name in _HUNDREDTHS},
    )
