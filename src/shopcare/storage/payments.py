"""What became of the fees: the payments' table."""

import sqlite3
from collections.abc import Iterable
from datetime import date, datetime

from shopcare.domain.errors import NotFound
from shopcare.domain.ids import CaseId, GiftId, PaymentId, StaffId
from shopcare.domain.money import Fen
from shopcare.domain.payments.payment import Payment, PaymentDraft, PaymentKind, PayMethod
from shopcare.storage.file.reading import made, read
from shopcare.storage.file.rows import (
    Row,
    day_from_text,
    insert,
    moment,
    rows_by_id,
    text_from_day,
)


def add(
    connection: sqlite3.Connection,
    case_id: CaseId,
    draft: PaymentDraft,
    *,
    by: StaffId,
    at: datetime,
    settles_id: PaymentId | None = None,
    reverses_id: PaymentId | None = None,
) -> PaymentId:
    """Write one answer about a case's fee."""
    row = {
        "case_id": case_id,
        "at": at.isoformat(),
        "staff_id": by,
        "kind": draft.kind.value,
        "amount_fen": draft.amount_fen,
        "method": draft.method.value if draft.method else None,
        "decided_by": draft.decided_by,
        "reason": draft.reason,
        "owed_until": text_from_day(draft.owed_until),
        "settles_id": settles_id,
        "reverses_id": reverses_id,
        "voucher_id": draft.voucher_id,
        "undone": 0,
    }
    return PaymentId(insert(connection, "payment", row))


def undo(connection: sqlite3.Connection, payment_id: PaymentId) -> None:
    """Write that the step was taken back with which an answer came."""
    connection.execute("UPDATE payment SET undone = 1 WHERE id = ?", (payment_id,))


def get(connection: sqlite3.Connection, payment_id: PaymentId) -> Payment:
    """Read one answer.

    Raises:
        NotFound: there is no such answer.
    """
    row = connection.execute(
        "SELECT * FROM payment WHERE id = ? AND undone = 0", (payment_id,)
    ).fetchone()
    if row is None:
        raise NotFound("payment", payment_id)
    return _payment(row)


def all_ids(connection: sqlite3.Connection) -> list[int]:
    """List the ids of all entries that stand, the oldest first; a reversed one stands, too."""
    rows = connection.execute("SELECT id FROM payment WHERE undone = 0 ORDER BY id")
    return [row[0] for row in rows]


def many(connection: sqlite3.Connection, ids: Iterable[int]) -> list[Payment]:
    """Read some entries, the oldest first."""
    return read(connection, "payment", rows_by_id(connection, "payment", ids), _payment)


def of_case(connection: sqlite3.Connection, case_id: CaseId) -> list[Payment]:
    """Read what became of a case's fee, oldest first."""
    rows = connection.execute(
        "SELECT * FROM payment WHERE case_id = ? AND undone = 0 ORDER BY id", (case_id,)
    )
    return read(connection, "payment", rows, _payment)


def debts(
    connection: sqlite3.Connection, *, until: datetime | None = None
) -> list[tuple[Payment, Fen]]:
    """Read what is owed with how much of it is left, what is due first at the top.

    Args:
        connection: the shop file.
        until: as it stood at a moment; None: now.
    """
    by_then = (until.isoformat() if until else "9999-12-31T00:00:00+00:00",) * 4
    rows = connection.execute(
        "SELECT payment.*, amount_fen - coalesce((SELECT sum(settling.amount_fen) FROM payment AS "
        "settling WHERE settling.settles_id = payment.id AND settling.undone = 0 "
        f"AND unixepoch(settling.at) <= unixepoch(?) AND NOT {_reversed('settling')}), 0) "
        "AS left_fen FROM payment "
        "JOIN service_case ON service_case.id = case_id AND voided_at IS NULL "
        "WHERE payment.kind = 'owed' AND undone = 0 AND unixepoch(at) <= unixepoch(?) "
        f"AND NOT {_reversed('payment')} "
        "ORDER BY owed_until, payment.id",
        by_then,
    )
    return [
        (debt, Fen(row["left_fen"]))
        for row in rows
        if row["left_fen"] > 0
        for debt in made(connection, "payment", [row], _payment)
    ]


def _reversed(entry: str) -> str:
    """Say in SQL that an entry was reversed by a moment (X-9)."""
    return (
        f"EXISTS (SELECT 1 FROM payment AS reversing WHERE reversing.reverses_id = {entry}.id "
        "AND reversing.undone = 0 AND unixepoch(reversing.at) <= unixepoch(?))"
    )


def _payment(row: Row) -> Payment:
    decided, settles = row["decided_by"], row["settles_id"]
    reverses, voucher = row["reverses_id"], row["voucher_id"]
    owed_until: date | None = day_from_text(row["owed_until"])
    return Payment(
        id=PaymentId(row["id"]),
        case_id=CaseId(row["case_id"]),
        at=moment(row["at"]),
        by=StaffId(row["staff_id"]),
        kind=PaymentKind(row["kind"]),
        amount_fen=Fen(row["amount_fen"]),
        method=PayMethod(row["method"]) if row["method"] else None,
        decided_by=None if decided is None else StaffId(decided),
        reason=row["reason"],
        owed_until=owed_until,
        settles_id=None if settles is None else PaymentId(settles),
        reverses_id=None if reverses is None else PaymentId(reverses),
        voucher_id=None if voucher is None else GiftId(voucher),
    )
