"""How a verdict is said at the counter."""

from collections.abc import Iterable, Mapping
from enum import StrEnum
from typing import Final

from shopcare.domain.cases.returns import Fault
from shopcare.domain.policy.answers import Changed
from shopcare.domain.policy.clause import Axis, Basis, NextStep, Option
from shopcare.domain.policy.conditions import Answer
from shopcare.domain.policy.entitlement import Entitlement
from shopcare.domain.policy.sale_facts import SaleFacts, SaleKind
from shopcare.domain.policy.verdict import Ruling, Why
from shopcare.domain.purchases.purchase import SalesChannel
from shopcare.language.catalog import Catalog, mark
from shopcare.language.clause_words import SALE_KINDS
from shopcare.language.records.record_words import label

OPTIONS: Final[Mapping[Option, str]] = {
    Option.RETURN: mark("Return"),
    Option.EXCHANGE: mark("Exchange"),
    Option.REPLACEMENT: mark("Replacement"),
    Option.FREE_REPAIR: mark("Free repair"),
    Option.PAID_REPAIR: mark("Paid repair"),
    Option.CARE: mark("Free care"),
}
AXES: Final[Mapping[Axis, str]] = {
    Axis.NO_REASON: mark("without a reason"),
    Axis.QUALITY: mark("quality fault"),
}
BASES: Final[Mapping[Basis, str]] = {
    Basis.LAW: mark("law"),
    Basis.SHOP: mark("the shop's promise"),
}
ANSWERS: Final[Mapping[Answer, str]] = {
    Answer.YES: mark("allowed"),
    Answer.NO: mark("not allowed"),
    Answer.DEPENDS: mark("depends"),
}
FACTS: Final[Mapping[str, str]] = {
    "category": mark("what kind of goods it is"),
    "sold_on": mark("when it was bought"),
    "received_on": mark("when the customer received it"),
    "amount_fen": mark("what it cost"),
    "quantity": mark("how much of it"),
    "sale_kind": mark("regular, special price, clearance or made to order"),
    "channel": mark("bought at the counter, online, by phone or by mail"),
    "receipt": mark("whether there is a receipt or invoice"),
    "fault": mark("what is wrong: a quality fault, use, or nothing"),
    "saleable": mark("whether goods, packaging and accessories are complete and saleable"),
    "laid": mark("whether it is laid already"),
    "care_used": mark("whether the free care is used up"),
    "warranty_card": mark("whether there is a warranty card"),
    "shelf_life_until": mark("the shelf-life date"),
    "repairable": mark("whether it can be repaired"),
    "same_fault": mark("whether it is the fault that we have repaired"),
    "durable": mark("whether these are durable goods"),
}
"""The facts of a purchase, as they stand behind “It depends on:”."""
STEPS: Final[Mapping[NextStep, str]] = {
    NextStep.SHOW_PROOF: mark("See the proof of purchase first"),
    NextStep.INSPECT: mark("Inspect the goods"),
    NextStep.BRING_IN: mark("Ask the customer to bring it in"),
    NextStep.BRING_ANY_TIME: mark("The customer may bring it at any time"),
    NextStep.APPOINTMENT: mark("Make an appointment; staff go to the warehouse with the customer"),
    NextStep.APPLICATION: mark("Fill in the application"),
    NextStep.WARRANTY_CARD: mark("See the warranty card"),
    NextStep.MANAGER: mark("Ask the manager"),
    NextStep.CUSTOMER_PAYS_FREIGHT: mark("The customer pays the freight"),
    NextStep.SHOP_PAYS_FREIGHT: mark("The shop pays the freight"),
    NextStep.SETTLE_DIFFERENCE: mark("Settle the difference in price"),
    NextStep.QUOTE_FIRST: mark("Agree the price before work begins"),
    NextStep.SHOP_BEARS_PROOF: mark("The shop has to prove that the fault was not there"),
}


FAULTS: Final[Mapping[Fault, str]] = {
    Fault.NONE: mark("nothing"),
    Fault.QUALITY: mark("a quality fault"),
    Fault.USE: mark("from use"),
}


_FAILS: Final[Mapping[tuple[str, StrEnum | bool], str]] = {
    ("receipt", False): mark("no receipt or invoice"),
    ("saleable", False): mark("not complete, or not saleable again"),
    ("laid", True): mark("laid already"),
    ("warranty_card", False): mark("no warranty card"),
    ("repairable", False): mark("it cannot be repaired"),
    ("repairable", True): mark("it can be repaired"),
    ("same_fault", False): mark("it is another fault"),
    ("channel", SalesChannel.COUNTER): mark("bought at the counter"),
    ("channel", SalesChannel.ONLINE): mark("bought online"),
    ("fault", Fault.NONE): mark("there is no fault"),
    ("fault", Fault.USE): mark("the fault is from use"),
}
"""A fact that speaks against an option, by what it is."""


def failing_text(words: Catalog, facts: SaleFacts, names: Iterable[str]) -> str:
    """Say which facts of a purchase speak against an option."""
    said = []
    for name in names:
        value = getattr(facts, name)
        if isinstance(value, SaleKind):
            said.append(words.text(SALE_KINDS[value]))
        else:
            said.append(words.text(_FAILS.get((name, value), FACTS[name])))
    return words.text("; ").join(said)


def answer_text(words: Catalog, value: StrEnum | bool) -> str:
    """Say one answer to a question about a purchase."""
    if isinstance(value, bool):
        return words.text("yes") if value else words.text("no")
    if isinstance(value, Fault):
        return words.text(FAULTS[value])
    return words.text(SALE_KINDS[value]) if isinstance(value, SaleKind) else label(words, value)


def changes_text(words: Catalog, changes: Iterable[Changed]) -> str:
    """Say what an answer would change: return (quality fault) allowed, exchange not."""
    said = []
    for one in changes:
        option = words.text(OPTIONS[one.option])
        if one.axis is not None:
            axis = words.text(AXES[one.axis])
            option = words.text("{option} ({axis})", option=option, axis=axis)
        said.append(f"{option} {words.text(ANSWERS[one.answer])}")
    return words.text(", ").join(said)


def ruling_reason(words: Catalog, ruling: Ruling, said: str, told: SaleFacts) -> str:
    """Say in one sentence why an option is allowed, not allowed, or open.

    Args:
        words: the language.
        ruling: what is said about the option.
        said: the text of the first clause that it cites; empty where it cites none.
        told: what was known.
    """
    match ruling.why:
        case Why.GRANTED | Why.BARRED:
            return said
        case Why.DEPENDS:
            return words.text("It depends on: {facts}.", facts=_listed(words, ruling.depends_on))
        case Why.WINDOW_OVER if ruling.until is not None:
            return words.text(
                "It was possible until {day}. {clause}", day=ruling.until, clause=said
            )
        case Why.CONDITION_FAILS | Why.WINDOW_OVER:
            facts = failing_text(words, told, ruling.depends_on)
            return words.text(
                "Not possible this time, because of: {facts}. {clause}", facts=facts, clause=said
            )
        case Why.NO_FAULT:
            return words.text("This is for goods with a quality fault.")
        case Why.NOT_OFFERED:
            return said or words.text("Neither law nor policy offers this for these goods.")


def _listed(words: Catalog, facts: tuple[str, ...]) -> str:
    return words.text("; ").join(words.text(FACTS[fact]) for fact in facts)


def entitlement_text(words: Catalog, entitlement: Entitlement, name: str) -> str:
    """Say what is left of a free service.

    Args:
        words: the language.
        entitlement: which.
        name: the service, in that language.
    """
    if entitlement.quota is None:
        return words.text("{service}: at any time", service=name)
    said = words.text("{service}: {left} of {quota} left", service=name, left=entitlement.left,
                      quota=entitlement.quota)  # fmt: skip
    if entitlement.until is not None:
        day = entitlement.until.isoformat()
        said = words.text("{said}, until {day}", said=said, day=day)
    if entitlement.depends_on:
        asked = words.text(", ").join(words.text(FACTS[fact]) for fact in entitlement.depends_on)
        said = words.text("{said}; to be asked: {facts}", said=said, facts=asked)
    return said
