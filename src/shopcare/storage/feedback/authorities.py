"""The table of complaints that came through an authority (L-6)."""

import sqlite3
from datetime import datetime

from shopcare.domain.feedback.authority import Authority, AuthorityComplaint, AuthorityDraft
from shopcare.domain.ids import AuthorityComplaintId, CaseId, StaffId
from shopcare.storage.file.reading import read, read_one
from shopcare.storage.file.rows import (
    Row,
    day_from_text,
    insert,
    moment,
    text,
    text_from_day,
    text_from_moment,
    update,
)


def add(
    connection: sqlite3.Connection,
    case_id: CaseId,
    draft: AuthorityDraft,
    by: StaffId,
    at: datetime,
) -> AuthorityComplaintId:
    """Write that a case came through an authority."""
    assert draft.authority is not None
    row = {
        "case_id": case_id,
        "authority": draft.authority.value,
        "number": draft.number,
        "reply_until": text_from_day(draft.reply_until),
        "noted_at": text_from_moment(at),
        "noted_by": by,
        "reply": "",
    }
    return AuthorityComplaintId(insert(connection, "authority_complaint", row))


def change(connection: sqlite3.Connection, complaint: AuthorityComplaint) -> None:
    """Write that it was answered, or not after all."""
    row = {
        "reply": complaint.reply,
        "replied_on": text_from_day(complaint.replied_on),
        "replied_by": complaint.replied_by,
    }
    update(connection, "authority_complaint", complaint.id, row)


def withdraw(
    connection: sqlite3.Connection, complaint_id: AuthorityComplaintId, at: datetime | None
) -> None:
    """Write that it no longer stands; None: it stands after all."""
    row = {"withdrawn_at": text_from_moment(at)}
    update(connection, "authority_complaint", complaint_id, row)


def get(connection: sqlite3.Connection, complaint_id: AuthorityComplaintId) -> AuthorityComplaint:
    """Read one, also one that was withdrawn.

    Raises:
        NotFound: there is none of this id.
    """
    return read_one(connection, "authority_complaint", complaint_id, _complaint)


def of_case(connection: sqlite3.Connection, case_id: CaseId) -> AuthorityComplaint | None:
    """Read what stands for a case; None where it came through no authority."""
    rows = connection.execute(
        "SELECT * FROM authority_complaint WHERE case_id = ? AND withdrawn_at IS NULL "
        "ORDER BY id DESC LIMIT 1",
        (case_id,),
    )
    found = read(connection, "authority_complaint", rows, _complaint)
    return found[0] if found else None


def standing(connection: sqlite3.Connection) -> list[AuthorityComplaint]:
    """Read all that stand: those to be answered first, the most urgent on top."""
    rows = connection.execute(
        "SELECT * FROM authority_complaint WHERE withdrawn_at IS NULL "
        "ORDER BY replied_on IS NOT NULL, reply_until IS NULL, reply_until, id DESC"
    )
    return read(connection, "authority_complaint", rows, _complaint)


def _complaint(row: Row) -> AuthorityComplaint:
    by = row["replied_by"]
    return AuthorityComplaint(
        id=AuthorityComplaintId(row["id"]),
        case_id=CaseId(row["case_id"]),
        authority=Authority(row["authority"]),
        number=text(row["number"]),
        reply_until=day_from_text(row["reply_until"]),
        noted_at=moment(row["noted_at"]),
        noted_by=StaffId(row["noted_by"]),
        reply=text(row["reply"]),
        replied_on=day_from_text(row["replied_on"]),
        replied_by=None if by is None else StaffId(by),
    )
