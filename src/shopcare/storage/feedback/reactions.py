"""The table of adverse reactions (L-9)."""

import sqlite3
from datetime import datetime

from shopcare.domain.feedback.reaction import (
    Advice,
    Reaction,
    ReactionDraft,
    ReactionSeverity,
    Symptom,
)
from shopcare.domain.ids import CaseId, ReactionId, StaffId
from shopcare.storage.file.reading import read, read_one
from shopcare.storage.file.rows import (
    Row,
    day_from_text,
    insert,
    json_from_texts,
    moment,
    text,
    text_from_day,
    text_from_moment,
    texts_from_json,
    update,
)


def add(
    connection: sqlite3.Connection,
    case_id: CaseId,
    draft: ReactionDraft,
    *,
    learned_at: datetime,
    by: StaffId,
    at: datetime,
) -> ReactionId:
    """Write a reaction."""
    assert draft.severity is not None
    row = {
        "case_id": case_id,
        "severity": draft.severity.value,
        "symptoms": json_from_texts(draft.symptoms),
        "course": draft.course,
        "doctor": draft.doctor,
        "began_on": text_from_day(draft.began_on),
        "product": draft.product,
        "lot": draft.lot,
        "expires_on": text_from_day(draft.expires_on),
        "advice": json_from_texts(draft.advice),
        "learned_at": text_from_moment(learned_at),
        "noted_at": text_from_moment(at),
        "noted_by": by,
        "report": "",
    }
    return ReactionId(insert(connection, "reaction", row))


def change(connection: sqlite3.Connection, reaction: Reaction) -> None:
    """Write that it was reported, or not after all."""
    row = {
        "report": reaction.report,
        "reported_on": text_from_day(reaction.reported_on),
        "reported_by": reaction.reported_by,
    }
    update(connection, "reaction", reaction.id, row)


def withdraw(connection: sqlite3.Connection, reaction_id: ReactionId, at: datetime | None) -> None:
    """Write that it no longer stands; None: it stands after all."""
    update(connection, "reaction", reaction_id, {"withdrawn_at": text_from_moment(at)})


def get(connection: sqlite3.Connection, reaction_id: ReactionId) -> Reaction:
    """Read one, also one that was withdrawn.

    Raises:
        NotFound: there is none of this id.
    """
    return read_one(connection, "reaction", reaction_id, _reaction)


def of_case(connection: sqlite3.Connection, case_id: CaseId) -> Reaction | None:
    """Read what stands for a case; None where there was none."""
    rows = connection.execute(
        "SELECT * FROM reaction WHERE case_id = ? AND withdrawn_at IS NULL "
        "ORDER BY id DESC LIMIT 1",
        (case_id,),
    )
    found = read(connection, "reaction", rows, _reaction)
    return found[0] if found else None


def standing(connection: sqlite3.Connection) -> list[Reaction]:
    """Read all that stand: those to be reported first, then the newest."""
    rows = connection.execute(
        "SELECT * FROM reaction WHERE withdrawn_at IS NULL "
        "ORDER BY reported_on IS NOT NULL, learned_at DESC, id DESC"
    )
    return read(connection, "reaction", rows, _reaction)


def _reaction(row: Row) -> Reaction:
    by = row["reported_by"]
    return Reaction(
        id=ReactionId(row["id"]),
        case_id=CaseId(row["case_id"]),
        severity=ReactionSeverity(row["severity"]),
        symptoms=tuple(map(Symptom, texts_from_json(row["symptoms"]))),
        course=text(row["course"]),
        doctor=text(row["doctor"]),
        began_on=day_from_text(row["began_on"]),
        product=text(row["product"]),
        lot=text(row["lot"]),
        expires_on=day_from_text(row["expires_on"]),
        advice=tuple(map(Advice, texts_from_json(row["advice"]))),
        learned_at=moment(row["learned_at"]),
        noted_at=moment(row["noted_at"]),
        noted_by=StaffId(row["noted_by"]),
        report=text(row["report"]),
        reported_on=day_from_text(row["reported_on"]),
        reported_by=None if by is None else StaffId(by),
    )
