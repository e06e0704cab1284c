"""The table of tries to make a call, and which of them were undone."""

import sqlite3
from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta

from shopcare.domain.calls.callback import CallAttempt, CallResult, Mood
from shopcare.domain.ids import CallbackId, StaffId
from shopcare.storage.file.reading import read
from shopcare.storage.file.rows import Row, id_list, insert, moment


def add(connection: sqlite3.Connection, attempt: CallAttempt) -> None:
    """Write one try; it is never changed again (C-13)."""
    insert(
        connection,
        "call_attempt",
        {
            "callback_id": attempt.callback_id,
            "at": attempt.at.isoformat(),
            "staff_id": attempt.by,
            "phone": attempt.phone,
            "result": attempt.result.value,
            "satisfaction": attempt.satisfaction,
            "mood": attempt.mood.value if attempt.mood else None,
            "note": attempt.note,
        },
    )


def undo(
    connection: sqlite3.Connection, attempt_ids: Iterable[int], at: datetime, by: StaffId
) -> None:
    """Mark tries as undone; they stay on record and count no more (X-9)."""
    connection.executemany(
        "INSERT INTO call_attempt_undone (attempt_id, undone_at, staff_id) VALUES (?, ?, ?)",
        ((attempt_id, at.isoformat(), by) for attempt_id in attempt_ids),
    )


_COUNTS = "id NOT IN (SELECT attempt_id FROM call_attempt_undone)"


def of_calls(connection: sqlite3.Connection, ids: Sequence[int]) -> list[CallAttempt]:
    """Read the tries of some calls that were not undone, the newest first."""
    rows = connection.execute(
        f"SELECT * FROM call_attempt WHERE {_COUNTS} AND "
        "callback_id IN (SELECT value FROM json_each(?)) ORDER BY unixepoch(at) DESC, id DESC",
        (id_list(ids),),
    )
    return read(connection, "call_attempt", rows, _attempt)


def last_at(connection: sqlite3.Connection, callback_id: CallbackId) -> datetime | None:
    """Give when the last try at a call that was not undone was made; None where there is none."""
    row = connection.execute(
        f"SELECT at FROM call_attempt WHERE {_COUNTS} AND callback_id = ? "
        "ORDER BY unixepoch(at) DESC, id DESC LIMIT 1",
        (callback_id,),
    ).fetchone()
    return moment(row[0]) if row else None


def tried_on(connection: sqlite3.Connection, day: date) -> list[int]:
    """List the ids of the calls that were tried on a day of the shop."""
    rows = connection.execute(
        f"SELECT DISTINCT callback_id FROM call_attempt WHERE {_COUNTS} AND at >= ? AND at < ?",
        (day.isoformat(), (day + timedelta(days=1)).isoformat()),
    )
    return [row[0] for row in rows]


def _attempt(row: Row) -> CallAttempt:
    return CallAttempt(
        callback_id=CallbackId(row["callback_id"]),
        at=moment(row["at"]),
        by=StaffId(row["staff_id"]),
        phone=row["phone"],
        result=CallResult(row["result"]),
        satisfaction=row["satisfaction"],
        mood=Mood(row["mood"]) if row["mood"] else None,
        note=row["note"],
    )
