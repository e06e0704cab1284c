"""What a trade measures of people: the measurements' table (A-10)."""

import json
import sqlite3
from collections.abc import Iterable

from shopcare.domain.errors import NotFound
from shopcare.domain.ids import CustomerId, MeasurementId
from shopcare.domain.people.measurement import Measurement, MeasurementDraft
from shopcare.domain.shop.audit import Voided
from shopcare.storage.file.reading import read
from shopcare.storage.file.rows import (
    Row,
    day,
    insert,
    row_from_voided,
    rows_by_id,
    text,
    update,
    voided_from_row,
)


def add(
    connection: sqlite3.Connection, customer_id: CustomerId, draft: MeasurementDraft
) -> MeasurementId:
    """Write a new measurement."""
    row = {
        "customer_id": customer_id,
        "measured_on": draft.measured_on.isoformat(),
        "values": json.dumps(dict(draft.values), ensure_ascii=False),
        "note": draft.note,
        "measured_by": draft.measured_by,
        "measured_at": draft.measured_at,
    }
    return MeasurementId(insert(connection, "measurement", row))


def void(
    connection: sqlite3.Connection, measurement_id: MeasurementId, voided: Voided | None
) -> None:
    """Write that a measurement was voided (W-8); None: not, after all."""
    update(connection, "measurement", measurement_id, row_from_voided(voided))


def get(connection: sqlite3.Connection, measurement_id: MeasurementId) -> Measurement:
    """Read one measurement.

    Raises:
        NotFound: there is no such measurement.
    """
    row = connection.execute("SELECT * FROM measurement WHERE id = ?", (measurement_id,)).fetchone()
    if row is None:
        raise NotFound("measurement", measurement_id)
    return _measurement(row)


def many(connection: sqlite3.Connection, ids: Iterable[int]) -> list[Measurement]:
    """Read some measurements, the oldest entry first."""
    rows = rows_by_id(connection, "measurement", ids)
    return read(connection, "measurement", rows, _measurement)


def of_customer(connection: sqlite3.Connection, customer_id: CustomerId) -> list[Measurement]:
    """Read a customer's measurements, the newest first."""
    rows = connection.execute(
        "SELECT * FROM measurement WHERE customer_id = ? ORDER BY measured_on DESC, id DESC",
        (customer_id,),
    )
    return read(connection, "measurement", rows, _measurement)


def _measurement(row: Row) -> Measurement:
    values: dict[str, str] = json.loads(row["values"])
    return Measurement(
        id=MeasurementId(row["id"]),
        customer_id=CustomerId(row["customer_id"]),
        measured_on=day(row["measured_on"]),
        values=tuple((text(key), text(value)) for key, value in values.items()),
        note=row["note"],
        measured_by=row["measured_by"],
        measured_at=row["measured_at"],
        voided=voided_from_row(row),
    )
