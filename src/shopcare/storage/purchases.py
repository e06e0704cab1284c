"""The purchases' tables."""

import json
import sqlite3
from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal

from shopcare.domain.errors import NotFound
from shopcare.domain.ids import CustomerId, PurchaseId, PurchaseLineId
from shopcare.domain.money import Fen
from shopcare.domain.purchases.purchase import (
    Purchase,
    PurchaseDraft,
    PurchaseLine,
    PurchaseLineDraft,
    SalesChannel,
)
from shopcare.domain.shop.audit import Voided
from shopcare.storage.file.bulk_writer import Rows, rows_of
from shopcare.storage.file.reading import absent, read
from shopcare.storage.file.rows import (
    NewRow,
    Row,
    day_from_text,
    id_list,
    insert,
    row_from_voided,
    text_from_day,
    update,
    voided_from_row,
)


def add(connection: sqlite3.Connection, draft: PurchaseDraft) -> PurchaseId:
    """Write a new receipt with its lines."""
    purchase_id = PurchaseId(insert(connection, "purchase", _head_row(draft)))
    for row in _line_rows(purchase_id, draft):
        insert(connection, "purchase_line", row)
    return purchase_id


def waiting_rows(receipts: Iterable[tuple[int, PurchaseDraft]]) -> list[Rows]:
    """Give the rows of new receipts, each with its place, and of their lines, as they wait."""
    heads, lines = [], []
    for place, draft in receipts:
        heads.append({"id": place, **_head_row(draft)})
        lines += _line_rows(place, draft)
    return [rows_of("purchase", heads), rows_of("purchase_line", lines)]


def add_line(
    connection: sqlite3.Connection, purchase_id: PurchaseId, position: int, line: PurchaseLineDraft
) -> None:
    """Write one more line of a receipt."""
    row = {"purchase_id": purchase_id, "position": position, **_line_row(line)}
    insert(connection, "purchase_line", row)


def hand_over(connection: sqlite3.Connection, purchase_id: PurchaseId, on: date | None) -> None:
    """Write the day on which the customer got the goods; None: not yet, after all."""
    update(connection, "purchase", purchase_id, {"handed_over_on": text_from_day(on)})


def promise(connection: sqlite3.Connection, purchase_id: PurchaseId, on: date | None) -> None:
    """Write for which day the goods are promised; None: nobody said."""
    update(connection, "purchase", purchase_id, {"promised_on": text_from_day(on)})


def promised_between(connection: sqlite3.Connection, first: date, last: date) -> list[Purchase]:
    """Read the receipts whose goods were promised for some days and are not handed over."""
    rows = connection.execute(
        "SELECT id FROM purchase WHERE promised_on BETWEEN ? AND ? AND handed_over_on IS NULL"
        " AND voided_at IS NULL ORDER BY promised_on, id",
        (first.isoformat(), last.isoformat()),
    ).fetchall()
    return many(connection, [row[0] for row in rows]) if rows else []


def set_day(connection: sqlite3.Connection, purchase_id: PurchaseId, on: date) -> None:
    """Write the one day on which goods were sold and handed over (A-7)."""
    day = text_from_day(on)
    update(connection, "purchase", purchase_id, {"sold_on": day, "handed_over_on": day})


def set_channel(
    connection: sqlite3.Connection, purchase_id: PurchaseId, channel: SalesChannel | None
) -> None:
    """Write where a receipt was sold (L-3)."""
    update(connection, "purchase", purchase_id, {"channel": channel.value if channel else None})


def void(connection: sqlite3.Connection, purchase_id: PurchaseId, voided: Voided | None) -> None:
    """Write that a receipt was voided (W-8); None: not, after all."""
    update(connection, "purchase", purchase_id, row_from_voided(voided))


def get(connection: sqlite3.Connection, purchase_id: PurchaseId) -> Purchase:
    """Read one receipt.

    Raises:
        NotFound: there is no such receipt.
    """
    found = many(connection, [purchase_id])
    if not found:
        raise absent(connection, "purchase", purchase_id, "purchase")
    return found[0]


def many(connection: sqlite3.Connection, ids: Sequence[int]) -> list[Purchase]:
    """Read receipts in the order of their ids as given."""
    heads = {
        row["id"]: row
        for row in connection.execute(
            "SELECT * FROM purchase WHERE id IN (SELECT value FROM json_each(?))", (id_list(ids),)
        )
    }
    lines: dict[int, list[PurchaseLine]] = {}
    rows = connection.execute(
        "SELECT * FROM purchase_line WHERE purchase_id IN (SELECT value FROM json_each(?)) "
        "ORDER BY purchase_id, position",
        (id_list(ids),),
    )
    for purchase_id, line in read(connection, "purchase_line", rows, _line_of):
        lines.setdefault(purchase_id, []).append(line)
    in_order = [heads[i] for i in ids if i in heads]
    return read(
        connection, "purchase", in_order, lambda row: _purchase(row, lines.get(row["id"], []))
    )


def of_customer(connection: sqlite3.Connection, customer_id: CustomerId) -> list[Purchase]:
    """Read a customer's receipts, the newest first."""
    rows = connection.execute(
        "SELECT id FROM purchase WHERE customer_id = ? ORDER BY sold_on DESC, id DESC LIMIT 500",
        (customer_id,),
    )
    return many(connection, [row[0] for row in rows])


def on_day(
    connection: sqlite3.Connection, customer_id: CustomerId, sold_on: date
) -> list[Purchase]:
    """Read a customer's receipts of one day that are not voided, however many of other days."""
    rows = connection.execute(
        "SELECT id FROM purchase WHERE customer_id = ? AND sold_on = ? AND voided_at IS NULL "
        "ORDER BY id",
        (customer_id, sold_on.isoformat()),
    )
    return many(connection, [row[0] for row in rows])


def on_days(
    connection: sqlite3.Connection, customer_ids: Iterable[int], days: Iterable[date]
) -> list[Purchase]:
    """Read the receipts of some customers on some days that are not voided, the oldest first."""
    rows = connection.execute(
        "SELECT id FROM purchase WHERE customer_id IN (SELECT value FROM json_each(?))"
        " AND sold_on IN (SELECT value FROM json_each(?)) AND voided_at IS NULL ORDER BY id",
        (id_list(sorted(customer_ids)), json.dumps(sorted(day.isoformat() for day in days))),
    )
    return many(connection, [row[0] for row in rows])


def all_ids(connection: sqlite3.Connection) -> list[int]:
    """List the ids of all receipts, the oldest first."""
    return [row[0] for row in connection.execute("SELECT id FROM purchase ORDER BY id")]


def with_receipt(
    connection: sqlite3.Connection, receipt_number: str, sold_on: date | None = None
) -> PurchaseId | None:
    """Find the newest receipt of a number, of a day or of any; some tills use numbers again."""
    row = connection.execute(
        "SELECT id FROM purchase WHERE receipt_number = ? AND coalesce(sold_on = ?, 1) "
        "AND voided_at IS NULL ORDER BY sold_on DESC, id DESC LIMIT 1",
        (receipt_number, text_from_day(sold_on)),
    ).fetchone()
    return PurchaseId(row[0]) if row else None


def of_line(connection: sqlite3.Connection, line_id: PurchaseLineId) -> PurchaseId:
    """Find the receipt that a line stands on.

    Raises:
        NotFound: there is no such line.
    """
    row = connection.execute(
        "SELECT purchase_id FROM purchase_line WHERE id = ?", (line_id,)
    ).fetchone()
    if row is None:
        raise NotFound("purchase_line", line_id)
    return PurchaseId(row[0])


def with_line(
    connection: sqlite3.Connection, line_id: PurchaseLineId
) -> tuple[Purchase, PurchaseLine]:
    """Read a line with the receipt that it stands on.

    Raises:
        NotFound: there is no such line.
        Refusal: ``entry_damaged``.
    """
    purchase = get(connection, of_line(connection, line_id))
    for line in purchase.lines:
        if line.id == line_id:
            return purchase, line
    raise absent(connection, "purchase_line", line_id, "purchase_line")


def _head_row(draft: PurchaseDraft) -> NewRow:
    return {
        "customer_id": draft.customer_id,
        "receipt_number": draft.receipt_number,
        "sold_on": draft.sold_on.isoformat(),
        "promised_on": text_from_day(draft.promised_on),
        "handed_over_on": text_from_day(draft.handed_over_on),
        "seller": draft.seller,
        "channel": draft.channel.value if draft.channel else None,
    }


def _line_rows(purchase_id: int, draft: PurchaseDraft) -> list[NewRow]:
    return [
        {"purchase_id": purchase_id, "position": position, **_line_row(line)}
        for position, line in enumerate(draft.lines)
    ]


def _line_row(line: PurchaseLineDraft) -> dict[str, object]:
    return {
        "category": line.category,
        "product": line.product,
        "spec": line.spec,
        "lot": line.lot,
        "quantity_milli": int(line.quantity * 1000),
        "unit": line.unit,
        "amount_fen": line.amount_fen,
        "sale_kind": line.sale_kind,
        "warranty_card": int(line.warranty_card),
        "shelf_life_until": text_from_day(line.shelf_life_until),
    }


def _line_of(row: Row) -> tuple[int, PurchaseLine]:
    return row["purchase_id"], _line(row)


def _line(row: Row) -> PurchaseLine:
    quantity = Decimal(row["quantity_milli"]) / 1000
    return PurchaseLine(
        id=PurchaseLineId(row["id"]),
        category=row["category"],
        product=row["product"],
        spec=row["spec"],
        lot=row["lot"],
        quantity=quantity,
        unit=row["unit"],
        amount_fen=None if row["amount_fen"] is None else Fen(row["amount_fen"]),
        sale_kind=row["sale_kind"],
        warranty_card=bool(row["warranty_card"]),
        shelf_life_until=day_from_text(row["shelf_life_until"]),
    )


def _purchase(row: Row, lines: Sequence[PurchaseLine]) -> Purchase:
    sold_on = day_from_text(row["sold_on"])
    assert sold_on is not None
    return Purchase(
        id=PurchaseId(row["id"]),
        customer_id=CustomerId(row["customer_id"]),
        sold_on=sold_on,
        receipt_number=row["receipt_number"],
        promised_on=day_from_text(row["promised_on"]),
        handed_over_on=day_from_text(row["handed_over_on"]),
        seller=row["seller"],
        channel=SalesChannel(row["channel"]) if row["channel"] else None,
        lines=tuple(lines),
        voided=voided_from_row(row),
    )
