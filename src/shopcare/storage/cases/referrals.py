"""The table of what is put to a manager or to who is responsible."""

import sqlite3

from shopcare.domain.cases.referral import (
    Answer,
    Referral,
    ReferralDraft,
    ReferralKind,
    Responsible,
)
from shopcare.domain.ids import CaseId, DeadlineId, ReferralId, StaffId
from shopcare.domain.money import Fen
from shopcare.storage.file.reading import absent, read
from shopcare.storage.file.rows import (
    Row,
    insert,
    moment,
    moment_from_text,
    text,
    text_from_moment,
    update,
)


def add(
    connection: sqlite3.Connection, draft: ReferralDraft, asked_at: str, asked_by: StaffId
) -> ReferralId:
    """Write what is asked, with the deadline of the case that was written last."""
    assert draft.kind is not None and draft.due_at is not None
    last = connection.execute(
        "SELECT max(id) FROM deadline WHERE case_id = ?", (draft.case_id,)
    ).fetchone()
    row = {
        "case_id": draft.case_id,
        "kind": draft.kind.value,
        "responsible": draft.responsible.value if draft.responsible else None,
        "question": draft.question,
        "asked_at": asked_at,
        "asked_by": asked_by,
        "due_at": text_from_moment(draft.due_at),
        "deadline_id": last[0],
        "answer": "",
    }
    return ReferralId(insert(connection, "referral", row))


def change(connection: sqlite3.Connection, referral: Referral) -> None:
    """Write that it was answered or withdrawn."""
    answer = referral.answer
    row = {
        "answer": answer.text if answer else "",
        "answered_at": text_from_moment(answer.at if answer else None),
        "answered_by": answer.by if answer else None,
        "compensation_fen": answer.compensation_fen if answer else None,
        "withdrawn_at": text_from_moment(referral.withdrawn_at),
    }
    update(connection, "referral", referral.id, row)


def deadline_of(connection: sqlite3.Connection, referral_id: ReferralId) -> DeadlineId:
    """Give the deadline until which an answer is waited for."""
    row = connection.execute(
        "SELECT deadline_id FROM referral WHERE id = ?", (referral_id,)
    ).fetchone()
    return DeadlineId(row[0])


def get(connection: sqlite3.Connection, referral_id: ReferralId) -> Referral:
    """Read one.

    Raises:
        NotFound: there is none of this id.
    """
    rows = connection.execute("SELECT * FROM referral WHERE id = ?", (referral_id,))
    found = read(connection, "referral", rows, _referral)
    if not found:
        raise absent(connection, "referral", referral_id, "referral")
    return found[0]


def of_case(connection: sqlite3.Connection, case_id: CaseId) -> list[Referral]:
    """Read those of a case that were not withdrawn, the oldest first."""
    rows = connection.execute(
        "SELECT * FROM referral WHERE case_id = ? AND withdrawn_at IS NULL ORDER BY id", (case_id,)
    )
    return read(connection, "referral", rows, _referral)


def waiting(connection: sqlite3.Connection) -> list[Referral]:
    """Read those whose answer is waited for, the most urgent first."""
    rows = connection.execute(
        "SELECT * FROM referral WHERE answered_at IS NULL AND withdrawn_at IS NULL "
        "ORDER BY due_at, id"
    )
    return read(connection, "referral", rows, _referral)


def _referral(row: Row) -> Referral:
    compensation = row["compensation_fen"]
    answer = None
    if row["answered_at"] is not None:
        answer = Answer(
            text=text(row["answer"]),
            at=moment(row["answered_at"]),
            by=StaffId(row["answered_by"]),
            compensation_fen=None if compensation is None else Fen(compensation),
        )
    return Referral(
        id=ReferralId(row["id"]),
        case_id=CaseId(row["case_id"]),
        kind=ReferralKind(row["kind"]),
        responsible=Responsible(row["responsible"]) if row["responsible"] else None,
        question=text(row["question"]),
        asked_at=moment(row["asked_at"]),
        asked_by=StaffId(row["asked_by"]),
        due_at=moment(row["due_at"]),
        answer=answer,
        withdrawn_at=moment_from_text(row["withdrawn_at"]),
    )
