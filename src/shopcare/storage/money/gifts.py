"""What customers were given, and which gifts are ready: the tables of gifts (G-18)."""

import sqlite3
from collections.abc import Iterable
from datetime import datetime

from shopcare.domain.errors import NotFound
from shopcare.domain.ids import CaseId, CustomerId, GiftId, GiftItemId, StaffId
from shopcare.domain.money import Fen
from shopcare.domain.payments.gift import Gift, GiftDraft, GiftItem, GiftKind
from shopcare.domain.shop.audit import Voided
from shopcare.storage.file.reading import read
from shopcare.storage.file.rows import (
    Row,
    day_from_text,
    insert,
    moment,
    moment_from_text,
    row_from_voided,
    rows_by_id,
    text_from_day,
    update,
    voided_from_row,
)


def add(
    connection: sqlite3.Connection,
    customer_id: CustomerId,
    draft: GiftDraft,
    *,
    item_id: GiftItemId | None,
    by: StaffId,
    at: datetime,
) -> GiftId:
    """Write that a customer was given something."""
    row = {
        "customer_id": customer_id,
        "case_id": draft.case_id,
        "item_id": item_id,
        "kind": draft.kind.value,
        "what": draft.what,
        "why": draft.why,
        "value_fen": draft.value_fen,
        "expires_on": text_from_day(draft.expires_on),
        "given_at": at.isoformat(),
        "given_by": by,
    }
    return GiftId(insert(connection, "gift", row))


def get(connection: sqlite3.Connection, gift_id: GiftId) -> Gift:
    """Read one.

    Raises:
        NotFound: there is no such gift.
    """
    row = connection.execute("SELECT * FROM gift WHERE id = ?", (gift_id,)).fetchone()
    if row is None:
        raise NotFound("gift", gift_id)
    return _gift(row)


def many(connection: sqlite3.Connection, ids: Iterable[int]) -> list[Gift]:
    """Read some of what was given, the oldest first."""
    return read(connection, "gift", rows_by_id(connection, "gift", ids), _gift)


def of_customer(connection: sqlite3.Connection, customer_id: CustomerId) -> list[Gift]:
    """Read what a customer was given, the newest first."""
    rows = connection.execute(
        "SELECT * FROM gift WHERE customer_id = ? ORDER BY given_at DESC, id DESC", (customer_id,)
    )
    return read(connection, "gift", rows, _gift)


def void(connection: sqlite3.Connection, gift_id: GiftId, voided: Voided | None) -> None:
    """Write that it was voided (W-8); None: not, after all."""
    update(connection, "gift", gift_id, row_from_voided(voided))


def redeem(
    connection: sqlite3.Connection, gift_id: GiftId, at: datetime | None, by: StaffId | None
) -> None:
    """Write that a voucher was redeemed; None: not, after all."""
    row = {"redeemed_at": at.isoformat() if at else None, "redeemed_by": by}
    update(connection, "gift", gift_id, row)


def paid_with(connection: sqlite3.Connection, gift_id: GiftId) -> bool:
    """Say whether a fee was paid with a voucher, and still is."""
    row = connection.execute(
        "SELECT 1 FROM payment WHERE voucher_id = ? AND kind = 'paid' AND undone = 0 "
        "AND NOT EXISTS (SELECT 1 FROM payment AS r WHERE r.reverses_id = payment.id)",
        (gift_id,),
    ).fetchone()
    return row is not None


def items(connection: sqlite3.Connection) -> list[GiftItem]:
    """Read the gifts that the shop has ready, by name."""
    rows = connection.execute("SELECT * FROM gift_item ORDER BY name")
    return read(connection, "gift_item", rows, _item)


def set_item(
    connection: sqlite3.Connection, name: str, value_fen: Fen | None, stock: int
) -> GiftItemId:
    """Write how many of a gift are ready, and what one is worth."""
    row = connection.execute("SELECT id FROM gift_item WHERE name = ?", (name,)).fetchone()
    values = {"name": name, "value_fen": value_fen, "stock": stock}
    if row is None:
        return GiftItemId(insert(connection, "gift_item", values))
    update(connection, "gift_item", row[0], values)
    return GiftItemId(row[0])


def take(connection: sqlite3.Connection, item_id: GiftItemId, count: int) -> None:
    """Take some of a gift out of the stock; below zero some come back."""
    connection.execute("UPDATE gift_item SET stock = stock - ? WHERE id = ?", (count, item_id))


def _item(row: Row) -> GiftItem:
    return GiftItem(
        id=GiftItemId(row["id"]),
        name=row["name"],
        value_fen=row["value_fen"],
        stock=row["stock"],
    )


def _gift(row: Row) -> Gift:
    case, item, by = row["case_id"], row["item_id"], row["redeemed_by"]
    return Gift(
        id=GiftId(row["id"]),
        customer_id=CustomerId(row["customer_id"]),
        case_id=None if case is None else CaseId(case),
        item_id=None if item is None else GiftItemId(item),
        kind=GiftKind(row["kind"]),
        what=row["what"],
        why=row["why"],
        value_fen=row["value_fen"],
        expires_on=day_from_text(row["expires_on"]),
        given_at=moment(row["given_at"]),
        given_by=StaffId(row["given_by"]),
        redeemed_at=moment_from_text(row["redeemed_at"]),
        redeemed_by=None if by is None else StaffId(by),
        voided=voided_from_row(row),
    )
