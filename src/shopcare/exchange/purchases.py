"""Rows of a sales list: one product each, with what the row says about receipt and buyer."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from pathlib import Path

from shopcare.domain.errors import Problem, Refusal
from shopcare.domain.money import MOST_FEN, Fen
from shopcare.domain.people.prescription import PrescriptionDraft
from shopcare.domain.purchases.purchase import PurchaseLineDraft, SalesChannel
from shopcare.domain.typed.phone import Phone
from shopcare.exchange.cells import (
    Cell,
    exact_text,
    fen_from_cell,
    quantity_from_cell,
    typed_text,
    yes_from_cell,
)
from shopcare.exchange.days import date_from_cell, last_day_from_cell
from shopcare.exchange.prescriptions import has_prescriptions, prescription_from_row
from shopcare.exchange.reading.book import Progress
from shopcare.exchange.recognition.columns import ColumnChoice, Recognised
from shopcare.exchange.recognition.words import TableKind
from shopcare.exchange.row_cells import RowCells
from shopcare.exchange.table import Table, TableRow, open_table
from shopcare.exchange.value_words import channel_of, folded, kind_of_row, order_state, value_words


@dataclass(frozen=True, slots=True, kw_only=True)
class Buyer:
    """What a row of sales says about who bought; any part may be empty."""

    name: str = ""
    number: str | None = None
    phones: tuple[Phone, ...] = ()
    address: str = ""
    """Only for somebody who is not on file yet."""

    def __bool__(self) -> bool:
        return bool(self.name or self.number or self.phones)


@dataclass(frozen=True, slots=True, kw_only=True)
class PurchaseRow:
    """One row of a list of sales.

    Needed are the product where the list has a column for it, a readable quantity (an empty one
    counts as one piece), and day and buyer, which the other rows of the same receipt can supply.
    A row that leaves all of these blank belongs to the receipt of the row above. Any other
    cell that cannot be read is left empty and stands in ``problems``.
    """

    row: int
    line: PurchaseLineDraft | None
    """None where the row was skipped or is no sale at all."""
    receipt_number: str | None = None
    sold_on: date | None = None
    promised_on: date | None = None
    handed_over_on: date | None = None
    buyer: Buyer = Buyer()
    seller: str = ""
    channel: SalesChannel | None = None
    receipt_amount: Fen | None = None
    """What the whole receipt came to."""
    prescription: PrescriptionDraft | None = None
    """What was measured, where the list has columns of eyes (R-2)."""
    continues: int | None = None
    """The row above that this one belongs to: what repeats there was left blank here."""
    problems: tuple[Problem, ...] = ()
    """Each with the values ``column`` (heading) and ``text`` (what stands there)."""
    aside: bool = False
    """Whether the row is a total, a repeated heading or a note rather than a sale."""


def purchase_rows(
    path: Path, choice: ColumnChoice | None = None, progress: Progress | None = None
) -> Iterator[PurchaseRow]:
    """Read the sold products of a file one by one; blank rows are passed over.

    Raises:
        Refusal, Trouble: as ``open_table``.
    """
    with open_table(path, TableKind.PURCHASES, choice, progress) as table:
        yield from purchases_of(table)


def purchases_of(table: Table) -> Iterator[PurchaseRow]:
    """Read the sold products of an opened table."""
    above: PurchaseRow | None = None
    for record in table.rows:
        if record.aside is not None:
            row = PurchaseRow(row=record.row, line=None, problems=(record.aside,), aside=True)
        elif record.unreadable is not None:
            row = PurchaseRow(row=record.row, line=None, problems=(record.unreadable,))
        else:
            row = _continued(_purchase_row(record, table.recognised), above)
        above = row
        yield row


def _continued(row: PurchaseRow, above: PurchaseRow | None) -> PurchaseRow:
    """Give a row that leaves all of its receipt blank to the receipt of the row above."""
    if row.line is None or row.receipt_number or row.sold_on or row.buyer:
        return row
    if not row.line.product:
        # Figures alone, without a word over them: what the column comes to.
        total = Problem(field="", code="row_is_total", values={"text": ""})
        return PurchaseRow(row=row.row, line=None, problems=(total,), aside=True)
    if above is None or above.aside or above.row != row.row - 1 or not above.sold_on:
        return row
    return replace(
        row,
        receipt_number=above.receipt_number,
        sold_on=above.sold_on,
        promised_on=row.promised_on or above.promised_on,
        handed_over_on=row.handed_over_on or above.handed_over_on,
        buyer=above.buyer,
        seller=row.seller or above.seller,
        channel=row.channel or above.channel,
        continues=above.continues or above.row,
    )


_NAMES_GOODS = ("product", "model", "brand", "lens")
_FRAME = ("product", "model", "brand")
_SKIPS = frozenset({"sold_on", "product", "quantity"})
"""Fields without which a row of sales is worth nothing: a cell there that cannot be read."""


def _purchase_row(record: TableRow, recognised: Recognised) -> PurchaseRow:
    cells = RowCells(record, recognised)
    if (refusal := _no_sale(cells)) is not None:
        cells.note(refusal[0], refusal[1])
        return PurchaseRow(row=record.row, line=None, problems=tuple(cells.problems))
    line = _line(cells)
    sold_on = cells.take("sold_on", date_from_cell)
    handed_over_on = cells.take("handed_over_on", date_from_cell)
    if any(_skips(problem) for problem in cells.problems):
        return PurchaseRow(row=record.row, line=None, problems=tuple(cells.problems))
    return PurchaseRow(
        row=record.row,
        line=line,
        receipt_number=cells.take("receipt_number", exact_text) or None,
        sold_on=sold_on,
        promised_on=cells.take("promised_on", date_from_cell),
        handed_over_on=handed_over_on,
        buyer=_buyer(cells),
        seller=cells.take("seller", typed_text) or "",
        channel=cells.take("channel", _channel),
        receipt_amount=cells.take("receipt_amount", fen_from_cell),
        prescription=prescription_from_row(cells, sold_on)
        if has_prescriptions(recognised)
        else None,
        problems=tuple(cells.problems),
    )


def _channel(cell: Cell) -> SalesChannel | None:
    """Read where it was sold.

    Raises:
        Refusal: ``channel_unknown``; the cell is left empty and noted.
    """
    text = typed_text(cell)
    channel = channel_of(text)
    if text and channel is None:
        raise Refusal("channel_unknown", text=text[:40])
    return channel


def _skips(problem: Problem) -> bool:
    # A negative amount is money given back: the row is no sale.
    return problem.field in _SKIPS or problem.code == "amount_negative"


_STATES = {
    "cancelled": "order_cancelled",
    "returned": "order_returned",
    "unpaid": "order_unpaid",
}


def _no_sale(cells: RowCells) -> tuple[str, Refusal] | None:
    """Say why a row is no sale that stands: cancelled, returned, not paid, or something else."""
    if cells.has("order_state"):
        text = cells.take("order_state", typed_text) or ""
        if state := order_state(text):
            return "order_state", Refusal(_STATES[state], text=text[:40])
    if cells.has("sale_kind"):
        text = cells.take("sale_kind", typed_text) or ""
        if kind := kind_of_row(text):
            code = "order_returned" if kind == "returned" else "row_no_sale"
            return "sale_kind", Refusal(code, text=text[:40])
    return None


def _buyer(cells: RowCells) -> Buyer:
    name = cells.name()
    buyer = Buyer(
        name="" if folded(name) in value_words("buyer", "walk_in") else name,
        number=cells.take("number", exact_text) or None,
        phones=cells.phones(),
        address=cells.take("address", typed_text) or "",
    )
    if name and not buyer:
        cells.note("name", Refusal("walk_in_customer", text=name))
    return buyer


def _line(cells: RowCells) -> PurchaseLineDraft:
    product = _product(cells)
    if not product and cells.has_any(_NAMES_GOODS):
        cells.note("product", Refusal("product_missing"))
    quantity, unit_there = cells.take("quantity", quantity_from_cell) or (Decimal(1), "")
    return PurchaseLineDraft(
        product=product,
        category=cells.take("category", typed_text) or "",
        spec=cells.take("spec", typed_text) or "",
        lot=cells.take("lot", typed_text) or _lot_named_in(product),
        quantity=quantity,
        unit=cells.take("unit", typed_text) or unit_there,
        amount_fen=_amount(cells, quantity),
        sale_kind=cells.take("sale_kind", typed_text) or "",
        warranty_card=cells.take("warranty_card", _has_card) or False,
        shelf_life_until=cells.take("shelf_life_until", last_day_from_cell),
    )


def _product(cells: RowCells) -> str:
    """Join brand, name and model, each once: 暴龙 太阳镜 BL6032; a lens beside it with a plus."""
    product = ""
    for part in ("brand", "product", "model"):
        text = cells.take(part, typed_text) or ""
        if text and text.casefold() not in product.casefold():
            product = text if product.casefold() in text.casefold() else f"{product} {text}"
    lens = cells.take("lens", typed_text) or ""
    return " + ".join(part for part in (product, lens) if part)


_LOT = re.compile(r"(?:批号|批次|色号|\blot|\bbatch)\s*[:：#]?\s*([A-Za-z0-9][A-Za-z0-9-]*)", re.I)


def _lot_named_in(product: str) -> str:
    """Copy a lot or colour number that the product's own text names: 面霜 50g 批号 C2501."""
    found = _LOT.search(product)
    return found[1] if found else ""


def _amount(cells: RowCells, quantity: Decimal) -> Fen | None:
    amount = cells.take("amount", fen_from_cell)
    if amount is not None or cells.has("amount"):
        return amount
    each = cells.take("unit_price", fen_from_cell)
    if each is None or (cells.has("lens") and cells.has_any(_FRAME)):  # the price of one of them
        return None
    whole = round(each * quantity)
    return Fen(whole) if whole <= MOST_FEN else None


def _has_card(cell: Cell) -> bool:
    """Read a tick, or the number of a card that must then exist."""
    try:
        return yes_from_cell(cell)
    except Refusal:
        if any(character.isdigit() for character in typed_text(cell)):
            return True
        raise
