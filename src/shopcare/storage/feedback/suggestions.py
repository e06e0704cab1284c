"""The table of customers' suggestions (G-12)."""

import sqlite3
from datetime import date, datetime

from shopcare.domain.feedback.suggestion import Suggestion, SuggestionDraft, SuggestionOutcome
from shopcare.domain.ids import (
    CallbackId,
    CaseId,
    CustomerId,
    GiftId,
    StaffId,
    SuggestionId,
)
from shopcare.domain.shop.audit import Voided
from shopcare.storage.file.reading import read, read_one
from shopcare.storage.file.rows import (
    Row,
    day_from_text,
    insert,
    moment,
    moment_from_text,
    row_from_voided,
    text,
    text_from_day,
    text_from_moment,
    update,
    voided_from_row,
)


def add(
    connection: sqlite3.Connection, draft: SuggestionDraft, by: StaffId, at: datetime
) -> SuggestionId:
    """Write a suggestion."""
    row = {
        **_said(draft),
        "customer_id": draft.customer_id,
        "case_id": draft.case_id,
        "callback_id": draft.callback_id,
        "made_at": text_from_moment(at),
        "made_by": by,
        "result": "",
    }
    return SuggestionId(insert(connection, "suggestion", row))


def change(connection: sqlite3.Connection, suggestion: Suggestion) -> None:
    """Write what is done about it, and what came of it."""
    outcome = suggestion.outcome
    row = {
        **_said(suggestion),
        "outcome": outcome.value if outcome else None,
        "result": suggestion.result,
        "settled_at": text_from_moment(suggestion.settled_at),
        "settled_by": suggestion.settled_by,
        "gift_id": suggestion.gift_id,
    }
    update(connection, "suggestion", suggestion.id, row)


def void(
    connection: sqlite3.Connection, suggestion_id: SuggestionId, voided: Voided | None
) -> None:
    """Write that it was voided (W-8); None: not, after all."""
    update(connection, "suggestion", suggestion_id, row_from_voided(voided))


def get(connection: sqlite3.Connection, suggestion_id: SuggestionId) -> Suggestion:
    """Read one.

    Raises:
        NotFound: there is none of this id.
    """
    return read_one(connection, "suggestion", suggestion_id, _suggestion)


def every(connection: sqlite3.Connection) -> list[Suggestion]:
    """Read the register: what is open first, the most urgent on top; then the newest."""
    rows = connection.execute(
        "SELECT * FROM suggestion WHERE voided_at IS NULL "
        "ORDER BY settled_at IS NOT NULL, settled_at DESC, due_on IS NULL, due_on, id DESC"
    )
    return read(connection, "suggestion", rows, _suggestion)


def due_by(connection: sqlite3.Connection, day: date) -> list[Suggestion]:
    """Read what is to be done by a day, or should have been, the most urgent on top."""
    rows = connection.execute(
        "SELECT * FROM suggestion WHERE settled_at IS NULL AND voided_at IS NULL "
        "AND due_on <= ? ORDER BY due_on, id",
        (day.isoformat(),),
    )
    return read(connection, "suggestion", rows, _suggestion)


def of_case(connection: sqlite3.Connection, case_id: CaseId) -> list[Suggestion]:
    """Read those that came from a case, the oldest first."""
    rows = connection.execute(
        "SELECT * FROM suggestion WHERE case_id = ? AND voided_at IS NULL ORDER BY id", (case_id,)
    )
    return read(connection, "suggestion", rows, _suggestion)


def of_customer(connection: sqlite3.Connection, customer_id: CustomerId) -> list[Suggestion]:
    """Read those of a customer, the newest first."""
    rows = connection.execute(
        "SELECT * FROM suggestion WHERE customer_id = ? AND voided_at IS NULL ORDER BY id DESC",
        (customer_id,),
    )
    return read(connection, "suggestion", rows, _suggestion)


def _said(draft: SuggestionDraft) -> dict[str, object]:
    return {
        "what": draft.what,
        "owner_id": draft.owner_id,
        "measure": draft.measure,
        "due_on": text_from_day(draft.due_on),
    }


def _suggestion(row: Row) -> Suggestion:
    customer, case, call = row["customer_id"], row["case_id"], row["callback_id"]
    owner, by, gift = row["owner_id"], row["settled_by"], row["gift_id"]
    return Suggestion(
        id=SuggestionId(row["id"]),
        what=text(row["what"]),
        customer_id=None if customer is None else CustomerId(customer),
        case_id=None if case is None else CaseId(case),
        callback_id=None if call is None else CallbackId(call),
        owner_id=None if owner is None else StaffId(owner),
        measure=text(row["measure"]),
        due_on=day_from_text(row["due_on"]),
        made_at=moment(row["made_at"]),
        made_by=StaffId(row["made_by"]),
        outcome=SuggestionOutcome(row["outcome"]) if row["outcome"] else None,
        result=text(row["result"]),
        settled_at=moment_from_text(row["settled_at"]),
        settled_by=None if by is None else StaffId(by),
        gift_id=None if gift is None else GiftId(gift),
        voided=voided_from_row(row),
    )
