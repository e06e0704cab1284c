"""What is known of one purchased line when somebody asks what may be done about it."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from shopcare.domain.cases.returns import Fault
from shopcare.domain.errors import Invalid, Problem
from shopcare.domain.money import MOST_FEN, Fen
from shopcare.domain.purchases.purchase import SalesChannel


class SaleKind(StrEnum):
    """How the goods were sold (T-3)."""

    REGULAR = "regular"
    SPECIAL_PRICE = "special_price"
    CLEARANCE = "clearance"
    MADE_TO_ORDER = "made_to_order"


@dataclass(frozen=True, slots=True, kw_only=True)
class SaleFacts:
    """The facts that clauses ask for; None is unknown, and unknown is never taken for no."""

    category: str | None = None
    sold_on: date | None = None
    received_on: date | None = None
    """When the customer got the goods; the law counts from here."""
    amount_fen: Fen | None = None
    quantity: Decimal | None = None
    sale_kind: SaleKind | None = None
    channel: SalesChannel | None = None
    receipt: bool | None = None
    fault: Fault | None = None
    saleable: bool | None = None
    """Goods, packaging and accessories are complete and could be sold again."""
    laid: bool | None = None
    """The goods are built in (T-2)."""
    warranty_card: bool | None = None
    shelf_life_until: date | None = None
    repairable: bool | None = None
    durable: bool | None = None
    """The law treats the proof of faults in durable goods differently (L-4)."""
    care_used: int | None = None
    """How many free care services it has had (A-6)."""
    repair_days: int | None = None
    """How many days it was in repair, which its warranty does not count (L-5)."""
    repaired_on: date | None = None
    """When the shop handed it back from its last repair; None: no repair is on file (L-5)."""
    same_fault: bool | None = None
    """The fault is the one that the shop has repaired (L-5)."""


def check_facts(facts: SaleFacts, on: date) -> None:
    """Refuse what cannot be.

    Raises:
        Invalid: ``sold_after_day``, ``received_before_sale``, ``received_after_day``,
            ``amount_negative``, ``amount_too_large``, ``quantity_impossible``.
    """
    problems = []
    if facts.sold_on is not None and facts.sold_on > on:
        problems.append(Problem(field="sold_on", code="sold_after_day"))
    if facts.received_on is not None:
        if facts.received_on > on:
            problems.append(Problem(field="received_on", code="received_after_day"))
        if facts.sold_on is not None and facts.received_on < facts.sold_on:
            problems.append(Problem(field="received_on", code="received_before_sale"))
    if facts.amount_fen is not None and facts.amount_fen < 0:
        problems.append(Problem(field="amount_fen", code="amount_negative"))
    if facts.amount_fen is not None and facts.amount_fen > MOST_FEN:
        problems.append(Problem(field="amount_fen", code="amount_too_large"))
    if facts.quantity is not None and facts.quantity <= 0:
        problems.append(Problem(field="quantity", code="quantity_impossible"))
    if problems:
        raise Invalid(*problems)
