"""The tables of recalls and of the calls to a batch's buyers (L-9)."""

import sqlite3
from datetime import datetime
from typing import NamedTuple

from shopcare.domain.feedback.recall import Recall, RecallDraft
from shopcare.domain.ids import (
    CallbackId,
    CaseId,
    PurchaseId,
    PurchaseLineId,
    RecallId,
    StaffId,
)
from shopcare.storage.file.reading import read, read_one
from shopcare.storage.file.rows import (
    Row,
    insert,
    moment,
    moment_from_text,
    text,
    text_from_moment,
    update,
)


class BatchLine(NamedTuple):
    """A line of a receipt on which goods of a batch stand."""

    purchase_id: PurchaseId
    line_id: PurchaseLineId


def lines_of_batch(connection: sqlite3.Connection, lot: str, product: str) -> list[BatchLine]:
    """Find the lines of a batch on receipts that count, the newest sale first.

    Capitals and outer blanks of a lot number make no difference.
    """
    rows = connection.execute(
        "SELECT purchase.id, line.id FROM purchase_line AS line "
        "JOIN purchase ON purchase.id = line.purchase_id "
        "WHERE line.lot <> '' AND upper(trim(line.lot)) = upper(?) "
        "AND purchase.voided_at IS NULL AND instr(upper(line.product), upper(?)) > 0 "
        "ORDER BY purchase.sold_on DESC, line.id DESC",
        (lot, product),
    )
    return [BatchLine(PurchaseId(row[0]), PurchaseLineId(row[1])) for row in rows]


def add(connection: sqlite3.Connection, draft: RecallDraft, by: StaffId, at: datetime) -> RecallId:
    """Write a recall."""
    row = {
        "lot": draft.lot,
        "product": draft.product,
        "reason": draft.reason,
        "case_id": draft.case_id,
        "started_at": text_from_moment(at),
        "started_by": by,
    }
    return RecallId(insert(connection, "recall", row))


def add_call(
    connection: sqlite3.Connection,
    recall_id: RecallId,
    callback_id: CallbackId,
    line_id: PurchaseLineId,
) -> None:
    """Write that a call is about a recall, and about which line."""
    row = {"callback_id": callback_id, "recall_id": recall_id, "purchase_line_id": line_id}
    insert(connection, "recall_call", row)


def end(connection: sqlite3.Connection, recall_id: RecallId, at: datetime | None) -> None:
    """Write that its calls ended; None: they go on."""
    update(connection, "recall", recall_id, {"ended_at": text_from_moment(at)})


def withdraw(connection: sqlite3.Connection, recall_id: RecallId, at: datetime) -> None:
    """Write that it was started by mistake."""
    update(connection, "recall", recall_id, {"withdrawn_at": text_from_moment(at)})


def get(connection: sqlite3.Connection, recall_id: RecallId) -> Recall:
    """Read one.

    Raises:
        NotFound: there is none of this id.
    """
    return read_one(connection, "recall", recall_id, _recall)


def standing(connection: sqlite3.Connection) -> list[Recall]:
    """Read all that were not withdrawn: those that go on first, then the newest."""
    rows = connection.execute(
        "SELECT * FROM recall WHERE withdrawn_at IS NULL ORDER BY ended_at IS NOT NULL, id DESC"
    )
    return read(connection, "recall", rows, _recall)


def calls_of(
    connection: sqlite3.Connection, recall_id: RecallId
) -> list[tuple[CallbackId, BatchLine]]:
    """List the calls of a recall, each with the line that it is about."""
    rows = connection.execute(
        "SELECT callback_id, purchase_id, line.id FROM recall_call "
        "JOIN purchase_line AS line ON line.id = purchase_line_id WHERE recall_id = ? "
        "ORDER BY callback_id",
        (recall_id,),
    )
    return [
        (CallbackId(row[0]), BatchLine(PurchaseId(row[1]), PurchaseLineId(row[2]))) for row in rows
    ]


def _recall(row: Row) -> Recall:
    case = row["case_id"]
    return Recall(
        id=RecallId(row["id"]),
        lot=text(row["lot"]),
        product=text(row["product"]),
        reason=text(row["reason"]),
        case_id=None if case is None else CaseId(case),
        started_at=moment(row["started_at"]),
        started_by=StaffId(row["started_by"]),
        ended_at=moment_from_text(row["ended_at"]),
        withdrawn_at=moment_from_text(row["withdrawn_at"]),
    )
