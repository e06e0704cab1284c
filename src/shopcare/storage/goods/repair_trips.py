"""The tables of where goods are repaired (A-9) and of parts released by word (A-12)."""

import sqlite3
from collections.abc import Iterable
from datetime import datetime

from shopcare.domain.goods.repair_trip import (
    PartRelease,
    ReleaseDraft,
    RepairPlace,
    RepairTrip,
    TripDraft,
)
from shopcare.domain.ids import CaseId, ReleaseId, StaffId, TripId
from shopcare.storage.file.reading import read
from shopcare.storage.file.rows import (
    Row,
    day_from_text,
    id_list,
    insert,
    moment,
    text_from_day,
    update,
)


def add_trip(connection: sqlite3.Connection, case_id: CaseId, draft: TripDraft) -> TripId:
    """Write where goods are repaired."""
    return TripId(insert(connection, "repair_trip", {"case_id": case_id, **_row_of(draft)}))


def change_trip(
    connection: sqlite3.Connection, trip_id: TripId, draft: TripDraft, *, undone: bool = False
) -> None:
    """Write a changed way; one that was written by mistake is on no list."""
    update(connection, "repair_trip", trip_id, {**_row_of(draft), "undone": int(undone)})


def trips_of(connection: sqlite3.Connection, case_ids: Iterable[int]) -> list[RepairTrip]:
    """Read the ways of some cases, the oldest first."""
    rows = connection.execute(
        "SELECT * FROM repair_trip WHERE undone = 0 "
        "AND case_id IN (SELECT value FROM json_each(?)) ORDER BY id",
        (id_list(sorted(case_ids)),),
    )
    return read(connection, "repair_trip", rows, _trip)


def add_release(
    connection: sqlite3.Connection,
    case_id: CaseId,
    draft: ReleaseDraft,
    *,
    by: StaffId,
    at: datetime,
) -> ReleaseId:
    """Write that a part was released by word."""
    row = {
        "case_id": case_id,
        "part": draft.part,
        "released_by": draft.released_by,
        "noted_at": at.isoformat(),
        "noted_by": by,
        "note": draft.note,
    }
    return ReleaseId(insert(connection, "part_release", row))


def undo_release(connection: sqlite3.Connection, release_id: ReleaseId) -> None:
    """Write that a release was recorded by mistake."""
    connection.execute("UPDATE part_release SET undone = 1 WHERE id = ?", (release_id,))


def releases_of(connection: sqlite3.Connection, case_id: CaseId) -> list[PartRelease]:
    """Read the releases of a case, the oldest first."""
    rows = connection.execute(
        "SELECT * FROM part_release WHERE case_id = ? AND undone = 0 ORDER BY id", (case_id,)
    )
    return read(connection, "part_release", rows, _release)


def _row_of(draft: TripDraft) -> dict[str, object]:
    assert draft.place is not None
    return {
        "place": draft.place.value,
        "to_whom": draft.to_whom,
        "sent_on": text_from_day(draft.sent_on),
        "sent_number": draft.sent_number,
        "received_on": text_from_day(draft.received_on),
        "received_number": draft.received_number,
    }


def _trip(row: Row) -> RepairTrip:
    return RepairTrip(
        id=TripId(row["id"]),
        case_id=CaseId(row["case_id"]),
        place=RepairPlace(row["place"]),
        to_whom=row["to_whom"],
        sent_on=day_from_text(row["sent_on"]),
        sent_number=row["sent_number"],
        received_on=day_from_text(row["received_on"]),
        received_number=row["received_number"],
    )


def _release(row: Row) -> PartRelease:
    return PartRelease(
        id=ReleaseId(row["id"]),
        case_id=CaseId(row["case_id"]),
        part=row["part"],
        released_by=StaffId(row["released_by"]),
        noted_at=moment(row["noted_at"]),
        noted_by=StaffId(row["noted_by"]),
        note=row["note"],
    )
