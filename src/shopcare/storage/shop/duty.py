"""The tables of absences and trainings of staff."""

import sqlite3
from datetime import datetime

from shopcare.domain.errors import NotFound
from shopcare.domain.ids import AbsenceId, StaffId, TrainingId
from shopcare.domain.people.duty import Absence, Training
from shopcare.storage.file.reading import read
from shopcare.storage.file.rows import Row, day, day_from_text, insert, text, text_from_day


def absences(connection: sqlite3.Connection) -> list[Absence]:
    """Read every absence that was not withdrawn, the earliest first."""
    rows = connection.execute(
        "SELECT * FROM staff_absence WHERE withdrawn_at IS NULL ORDER BY from_on, id"
    )
    return read(connection, "staff_absence", rows, _absence)


def trainings(connection: sqlite3.Connection) -> list[Training]:
    """Read every training that was not withdrawn, the latest first."""
    rows = connection.execute(
        "SELECT * FROM staff_training WHERE withdrawn_at IS NULL ORDER BY trained_on DESC, id DESC"
    )
    return read(connection, "staff_training", rows, _training)


def add_absence(connection: sqlite3.Connection, absence: Absence) -> AbsenceId:
    """Write a new absence; the id is given here."""
    row = {
        "staff_id": absence.staff_id,
        "from_on": text_from_day(absence.from_on),
        "until_on": text_from_day(absence.until_on),
        "substitute_id": absence.substitute_id,
        "reason": absence.reason,
    }
    return AbsenceId(insert(connection, "staff_absence", row))


def add_training(connection: sqlite3.Connection, training: Training) -> TrainingId:
    """Write a new training; the id is given here."""
    row = {
        "staff_id": training.staff_id,
        "work": training.work,
        "trained_on": text_from_day(training.trained_on),
        "valid_until": text_from_day(training.valid_until),
        "note": training.note,
    }
    return TrainingId(insert(connection, "staff_training", row))


def set_withdrawn(
    connection: sqlite3.Connection, table: str, record_id: int, at: datetime | None
) -> None:
    """Take an absence or a training out of every count, or let it count again.

    Raises:
        NotFound: there is none of this id.
    """
    done = connection.execute(
        f"UPDATE {table} SET withdrawn_at = ? WHERE id = ?",
        (at.isoformat() if at is not None else None, record_id),
    )
    if not done.rowcount:
        raise NotFound(table, record_id)


def _absence(row: Row) -> Absence:
    substitute = row["substitute_id"]
    return Absence(
        id=AbsenceId(row["id"]),
        staff_id=StaffId(row["staff_id"]),
        from_on=day(row["from_on"]),
        until_on=day(row["until_on"]),
        substitute_id=None if substitute is None else StaffId(substitute),
        reason=text(row["reason"]),
    )


def _training(row: Row) -> Training:
    return Training(
        id=TrainingId(row["id"]),
        staff_id=StaffId(row["staff_id"]),
        work=text(row["work"]),
        trained_on=day(row["trained_on"]),
        valid_until=day_from_text(row["valid_until"]),
        note=text(row["note"]),
    )
