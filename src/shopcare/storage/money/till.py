"""What each person took and handed over to the till (G-17)."""

import sqlite3
from datetime import date, datetime
from typing import NamedTuple

from shopcare.domain.ids import StaffId
from shopcare.domain.money import Fen
from shopcare.domain.payments.till import HandOverDraft
from shopcare.storage.file.rows import insert

_MONEY = (
    "SELECT payment.staff_id, payment.method, unixepoch(payment.at) AS seconds, "
    "CASE payment.kind WHEN 'refunded' THEN -payment.amount_fen "
    "WHEN 'reversed' THEN CASE reversed.kind WHEN 'refunded' THEN payment.amount_fen "
    "ELSE -payment.amount_fen END ELSE payment.amount_fen END AS fen "
    "FROM payment LEFT JOIN payment AS reversed ON reversed.id = payment.reverses_id "
    "WHERE payment.undone = 0 AND (payment.kind IN ('paid', 'deposit', 'refunded') "
    "OR (payment.kind = 'reversed' AND reversed.kind IN ('paid', 'deposit', 'refunded')))"
)
"""Every movement of money with its sign; who reverses an entry gives the money back."""


class Taken(NamedTuple):
    """What one person took in one way; below zero more was given back."""

    staff_id: StaffId
    method: str
    fen: Fen


def add(
    connection: sqlite3.Connection, draft: HandOverDraft, *, taken_by: StaffId, at: datetime
) -> int:
    """Write that somebody handed money over."""
    row = {
        "handed_on": draft.on.isoformat(),
        "staff_id": draft.staff_id,
        "amount_fen": draft.amount_fen,
        "note": draft.note,
        "taken_by": taken_by,
        "at": at.isoformat(),
    }
    return insert(connection, "till_handover", row)


def taken_between(
    connection: sqlite3.Connection, begin: datetime | None, end: datetime
) -> list[Taken]:
    """Add up what everybody took by method, from a moment on and before another."""
    since = begin.timestamp() if begin else 0
    rows = connection.execute(
        f"SELECT staff_id, method, sum(fen) FROM ({_MONEY}) "
        "WHERE seconds >= ? AND seconds < ? GROUP BY staff_id, method ORDER BY staff_id, method",
        (since, end.timestamp()),
    )
    return [Taken(StaffId(row[0]), row[1], Fen(int(row[2]))) for row in rows]


def handed_over(
    connection: sqlite3.Connection, until: date, *, on: bool = False
) -> dict[StaffId, Fen]:
    """Add up what everybody handed over until a day, or on that day alone."""
    rows = connection.execute(
        "SELECT staff_id, sum(amount_fen) FROM till_handover "
        f"WHERE handed_on {'=' if on else '<='} ? GROUP BY staff_id",
        (until.isoformat(),),
    )
    # damage would add up to 0.0 or to nothing
    return {StaffId(row[0]): Fen(int(row[1] or 0)) for row in rows}
