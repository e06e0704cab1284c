"""What a customer bought: one receipt with its lines."""

from dataclasses import dataclass, fields
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum
from typing import Final

from shopcare.domain.errors import Invalid, Problem
from shopcare.domain.ids import CustomerId, PurchaseId, PurchaseLineId
from shopcare.domain.money import MOST_FEN, Fen
from shopcare.domain.shop.audit import Voided
from shopcare.domain.typed.text import clean_line, too_long

MOST_LINES = 200
MOST_QUANTITY = Decimal(1_000_000)


class SalesChannel(StrEnum):
    """Where the contract was made; the law gives distance sales seven days (L-3)."""

    COUNTER = "counter"
    ONLINE = "online"
    PHONE = "phone"
    MAIL = "mail"


class NoCall(StrEnum):
    """Why goods start no follow-up call (C-1)."""

    NOT_FITTED = "not_fitted"
    """None of them is of a category that the policy asks about."""
    NOT_WANTED = "not_wanted"
    """The customer wants no follow-up calls."""
    NOT_HANDED_OVER = "not_handed_over"
    """It starts when they are handed over."""
    TOO_LONG_AGO = "too_long_ago"
    """Its window has closed already."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PurchaseLineDraft:
    """One product on a receipt, as typed or imported."""

    product: str
    """Model or name of the product; empty where a till's list did not tell it."""
    category: str = ""
    """A category key of the policy (frame_glasses, sunglasses …), or the shop's own word."""
    spec: str = ""
    lot: str = ""
    """Lot, batch or colour number."""
    quantity: Decimal = Decimal(1)
    unit: str = ""
    amount_fen: Fen | None = None
    """The whole line; None where the till did not tell."""
    sale_kind: str = ""
    """Full price, special price, clearance … as the till wrote it."""
    warranty_card: bool = False
    shelf_life_until: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PurchaseLine(PurchaseLineDraft):
    """One product on file."""

    id: PurchaseLineId


@dataclass(frozen=True, slots=True, kw_only=True)
class PurchaseDraft:
    """One receipt, as typed or imported."""

    customer_id: CustomerId
    sold_on: date
    receipt_number: str | None = None
    promised_on: date | None = None
    """For which day the goods were promised at the sale (预计取镜); no handing over."""
    handed_over_on: date | None = None
    """When the customer got the goods (取镜); follow-up calls count from here (C-1)."""
    seller: str = ""
    channel: SalesChannel | None = None
    """None: nobody said."""
    lines: tuple[PurchaseLineDraft, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Purchase:
    """One receipt on file."""

    id: PurchaseId
    customer_id: CustomerId
    sold_on: date
    receipt_number: str | None
    handed_over_on: date | None
    seller: str
    lines: tuple[PurchaseLine, ...]
    promised_on: date | None = None
    channel: SalesChannel | None = None
    voided: Voided | None = None


def line_draft(line: PurchaseLine) -> PurchaseLineDraft:
    """Give a line on file back as a draft, for comparing and for forms."""
    return PurchaseLineDraft(
        **{field.name: getattr(line, field.name) for field in fields(PurchaseLineDraft)}
    )


def check_purchase(
    draft: PurchaseDraft, today: date, *, needs_product: bool = True
) -> PurchaseDraft:
    """Give the draft back tidied, or say what is wrong with it.

    Args:
        draft: as typed or imported.
        today: no day may lie behind it.
        needs_product: a form asks for the product; a till's list may not tell it (G-2).

    Raises:
        Invalid: ``sold_in_future``, ``handed_over_before_sale``, ``handed_over_in_future``,
            ``promised_before_sale``, ``day_too_far``, ``lines_missing``, ``too_many_lines``,
            ``product_missing``, ``quantity_impossible``, ``amount_negative``,
            ``amount_too_large``, ``text_too_long``.
    """
    problems = _date_problems(draft, today)
    if not draft.lines:
        problems.append(Problem(field="lines", code="lines_missing"))
    if len(draft.lines) > MOST_LINES:
        problems.append(Problem(field="lines", code="too_many_lines", values={"most": MOST_LINES}))
    receipt = clean_line(draft.receipt_number or "")
    seller = clean_line(draft.seller)
    problems += too_long(
        {"receipt_number": receipt, "seller": seller}, {"receipt_number": 60, "seller": 60}
    )
    lines = tuple(_tidy(line) for line in draft.lines)
    for line in lines:
        problems += _line_problems(line, needs_product=needs_product)
    if problems:
        raise Invalid(*problems)
    return PurchaseDraft(
        customer_id=draft.customer_id,
        sold_on=draft.sold_on,
        receipt_number=receipt or None,
        promised_on=draft.promised_on,
        handed_over_on=draft.handed_over_on,
        seller=seller,
        channel=draft.channel,
        lines=lines,
    )


def _date_problems(draft: PurchaseDraft, today: date) -> list[Problem]:
    problems = []
    if draft.sold_on > today:
        problems.append(Problem(field="sold_on", code="sold_in_future"))
    if draft.handed_over_on is not None:
        problems += handing_over_problems(draft.sold_on, draft.handed_over_on, today)
    if draft.promised_on is not None:
        problems += promise_problems(draft.sold_on, draft.promised_on)
    return problems


def promise_problems(sold_on: date, promised_on: date) -> list[Problem]:
    """Say what is wrong with the day for which goods were promised at a sale, if anything."""
    if promised_on < sold_on:
        return [Problem(field="promised_on", code="promised_before_sale")]
    if promised_on > sold_on + _LONGEST_PROMISED:
        return [Problem(field="promised_on", code="day_too_far")]
    return []


_LONGEST_PROMISED: Final = timedelta(days=366)
"""A longer time is a year mistyped."""


def handing_over_problems(sold_on: date, on: date, today: date) -> list[Problem]:
    """Say what is wrong with a day of handing over, if anything."""
    if on < sold_on:
        return [Problem(field="handed_over_on", code="handed_over_before_sale")]
    if on > today:
        return [Problem(field="handed_over_on", code="handed_over_in_future")]
    return []


def _tidy(line: PurchaseLineDraft) -> PurchaseLineDraft:
    return PurchaseLineDraft(
        product=clean_line(line.product),
        category=clean_line(line.category),
        spec=clean_line(line.spec),
        lot=clean_line(line.lot),
        quantity=line.quantity,
        unit=clean_line(line.unit),
        amount_fen=line.amount_fen,
        sale_kind=clean_line(line.sale_kind),
        warranty_card=line.warranty_card,
        shelf_life_until=line.shelf_life_until,
    )


def _line_problems(line: PurchaseLineDraft, *, needs_product: bool) -> list[Problem]:
    texts = {field: getattr(line, field) for field in _LONGEST}
    problems = too_long(texts, _LONGEST)
    if needs_product and not line.product:
        problems.append(Problem(field="product", code="product_missing"))
    if not is_countable(line.quantity):
        problems.append(Problem(field="quantity", code="quantity_impossible"))
    if line.amount_fen is not None and line.amount_fen < 0:
        problems.append(Problem(field="amount_fen", code="amount_negative"))
    if line.amount_fen is not None and line.amount_fen > MOST_FEN:
        problems.append(Problem(field="amount_fen", code="amount_too_large"))
    return problems


def is_countable(quantity: Decimal) -> bool:
    """Say whether there can be so much of something: more than none, three decimals."""
    if not quantity.is_finite() or not 0 < quantity <= MOST_QUANTITY:
        return False
    return quantity == round(quantity, 3)


_LONGEST = {"product": 200, "category": 40, "spec": 200, "lot": 80, "unit": 20, "sale_kind": 40}
