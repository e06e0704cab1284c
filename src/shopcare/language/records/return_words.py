"""How returns and exchanges are said: wishes, outcomes, what was found, what is due."""

from collections.abc import Mapping
from decimal import Decimal
from enum import StrEnum
from typing import Any, Final

from shopcare.domain.cases.returns import Fault, Outcome, ReturnRequest, Wish
from shopcare.domain.money import Fen
from shopcare.language.catalog import Catalog, mark

LABELS: Final[Mapping[type[StrEnum], Mapping[str, str]]] = {
    Wish: {
        Wish.RETURN: mark("Return"),
        Wish.EXCHANGE: mark("Exchange"),
        Wish.REPAIR: mark("Repair"),
    },
    Outcome: {
        Outcome.REFUND: mark("Refund"),
        Outcome.EXCHANGE: mark("Exchange"),
        Outcome.REPAIR: mark("Repair"),
        Outcome.REFUSED: mark("Refused"),
    },
    Fault: {
        Fault.NONE: mark("No fault"),
        Fault.QUALITY: mark("Quality fault"),
        Fault.USE: mark("From use"),
    },
}
_FOUND: Final[Mapping[Fault, str]] = {
    Fault.NONE: mark("no fault"),
    Fault.QUALITY: mark("quality fault"),
    Fault.USE: mark("from use"),
}
"""The faults inside a sentence."""
_YES_NO: Final[Mapping[str, tuple[str, str]]] = {
    "receipt": (mark("proof of purchase seen"), mark("no proof of purchase")),
    "saleable": (mark("saleable again"), mark("not saleable again")),
    "laid": (mark("laid already"), mark("not laid")),
}
"""What is said of a fact that is so, and of one that is not."""


def wish_words() -> dict[str, str]:
    """Give the words for wishes as literals, by the values that are kept of them."""
    return {str(wish): said for wish, said in LABELS[Wish].items()}


def quantity_text(quantity: Decimal | None, unit: str = "") -> str:
    """Write a quantity with its unit; empty for none."""
    if quantity is None:
        return ""
    number = f"{quantity.normalize():f}"
    return f"{number} {unit}" if unit else number


def yes_no_text(words: Catalog, fact: str, value: bool | None) -> str:
    """Say one of the facts that are so or not; empty where nobody knows it."""
    return "" if value is None else words.text(_YES_NO[fact][0 if value else 1])


def found_text(words: Catalog, facts: Mapping[str, Any]) -> str:
    """Say what an inspection found, as the audit log holds it."""
    parts = [yes_no_text(words, "receipt", facts.get("receipt"))]
    if facts.get("quantity"):
        parts.append(words.text("quantity {quantity}", quantity=facts["quantity"]))
    if facts.get("fault"):
        parts.append(words.text(_FOUND[Fault(facts["fault"])]))
    parts += [yes_no_text(words, fact, facts.get(fact)) for fact in ("saleable", "laid")]
    return words.text(", ").join(part for part in (*parts, facts.get("finding", "")) if part)


def known_text(words: Catalog, request: ReturnRequest) -> str:
    """Say what is known of the goods by now."""
    fault = words.text(_FOUND[request.fault]) if request.fault is not None else ""
    facts = ("receipt", "saleable", "laid")
    parts = [yes_no_text(words, fact, getattr(request, fact)) for fact in facts]
    said = words.text(", ").join(part for part in (parts[0], fault, *parts[1:]) if part)
    return f"{said[:1].upper()}{said[1:]}"


def due_text(words: Catalog, due_fen: int, amount: str) -> str:
    """Say who pays what.

    Args:
        words: the language.
        due_fen: what the customer pays; below zero it is paid back.
        amount: it without its sign, as money is written.
    """
    if due_fen < 0:
        return words.text("{amount} is paid back", amount=amount)
    if due_fen > 0:
        return words.text("the customer pays {amount}", amount=amount)
    return words.text("nothing is to be paid")


def amount_of(due_fen: int) -> Fen:
    """Give an amount without its sign."""
    return Fen(abs(due_fen))
