"""The facts of a case as lines for a person; what is not on file is left out."""

from typing import TYPE_CHECKING

from shopcare.cli.records.record_lines import minute
from shopcare.cli.tables import labelled
from shopcare.domain.cases.case import PartsOrigin, Severity
from shopcare.domain.money import yuan_text
from shopcare.domain.typed.phone import grouped
from shopcare.language.catalog import Catalog
from shopcare.language.records.fact_words import fact_label
from shopcare.language.records.money_words import fee_lines_text
from shopcare.language.records.record_words import label

if TYPE_CHECKING:
    from shopcare.domain.cases.case import Case, Plan, Said
    from shopcare.services.cases.cases import CaseFile
    from shopcare.services.shop import Shop

_Pairs = list[tuple[str, str]]


def fact_lines(shop: "Shop", words: Catalog, file: "CaseFile") -> list[str]:
    """Write who came with what, what was agreed, and what is missing (G-1 to G-5)."""
    case, customer = file.case, file.customer
    missing = (fact_label(words, fact) for fact in (*case.missing, *customer.missing))
    return labelled(
        [
            (words.text("Number"), case.number),
            (words.text("Kind"), label(words, case.kind)),
            (words.text("Stage"), label(words, case.stage)),
            (words.text("Customer"), customer.name),
            (words.text("Phone"), " / ".join(grouped(phone.digits) for phone in customer.phones)),
            *_request(shop, words, case),
            *_return(words, case),
            *_agreed(shop, words, case),
            (words.text("Later date agreed"), _said(shop, words, file.later_date_agreed)),
            (words.text("Missing in the file"), words.text(", ").join(missing)),
        ]
    )


def _request(shop: "Shop", words: Catalog, case: "Case") -> _Pairs:
    service, category = shop.policy.service(case.service), shop.policy.category(case.category)
    weight = [label(words, case.severity)] if case.severity is Severity.SEVERE else []
    weight += [words.text("Customer insists")] if case.insistent else []
    return [
        (words.text("Received at"), minute(case.received_at)),
        (words.text("Reached us by"), label(words, case.channel)),
        (words.text("Service"), words.text(service.label) if service else case.service),
        (words.text("Category"), words.text(category.label) if category else case.category),
        (words.text("Product"), _joined(" ", case.product, case.spec, case.lot)),
        (words.text("Purchase date"), case.bought_on.isoformat() if case.bought_on else ""),
        (words.text("Laying begins"), minute(case.laying_at) if case.laying_at else ""),
        (words.text("Fault"), case.fault or words.text("not recorded")),
        (words.text("Severity"), words.text(", ").join(weight)),
        (words.text("Customer's request"), case.wishes),
        (words.text("Condition"), case.condition),
        (words.text("Accessories"), words.text(", ").join(map(words.text, case.accessories))),
    ]


def _return(words: Catalog, case: "Case") -> _Pairs:
    """Write the wish, what is known of the goods, and what was decided (A-2)."""
    request = case.return_request
    if request is None:
        return []
    from shopcare.language.records.return_words import amount_of, due_text, known_text

    review, decided = request.review, ""
    if review is not None:
        money = due_text(words, review.due_fen, yuan_text(amount_of(review.due_fen)))
        outcome = label(words, review.outcome)
        decided = _joined(words.text(", "), outcome, review.new_goods, money, review.reason)
    return [
        (words.text("Wish"), label(words, request.wish) if request.wish is not None else ""),
        (words.text("Quantity"), request.said_quantity),
        (words.text("State of the goods"), known_text(words, request)),
        (words.text("Proof of the fault"), request.fault_proof),
        (words.text("Inspection"), request.inspection.finding if request.inspection else ""),
        (words.text("Decision"), decided),
    ]


def _agreed(shop: "Shop", words: Catalog, case: "Case") -> _Pairs:
    plan, handler = case.plan, shop.member(case.handler_id)
    fees = []
    if plan is not None and plan.fee_fen is not None:
        fees.append(yuan_text(plan.fee_fen))
    if case.fee_lines:
        lines = [(one.kind.value, one.amount_fen, one.words) for one in case.fee_lines]
        fees.append(fee_lines_text(words, lines))
    if case.fee_taken_fen is not None:
        fees.append(words.text("{amount} taken", amount=yuan_text(case.fee_taken_fen)))
    invoice = case.invoice or (words.text("asked for") if case.invoice is not None else "")
    return [
        (words.text("Invoice"), invoice),
        (words.text("Told the steps"), _said(shop, words, case.acknowledged)),
        (words.text("Plan"), plan.work if plan else ""),
        (words.text("Parts"), _parts(words, plan)),
        (words.text("Fee"), words.text(", ").join(fees)),
        (words.text("Consent"), _said(shop, words, case.consent)),
        (words.text("Promised date"), case.promised_on.isoformat() if case.promised_on else ""),
        (words.text("Cause found"), label(words, case.cause) if case.cause else ""),
        (words.text("Resolution"), case.resolution),
        (words.text("Handled by"), handler.name if handler else ""),
    ]


def _parts(words: Catalog, plan: "Plan | None") -> str:
    """Name the parts with their origin (G-5); what needs no parts says nothing."""
    if plan is None or (not plan.parts and plan.parts_origin is PartsOrigin.NONE):
        return ""
    return _joined(words.text(", "), plan.parts, label(words, plan.parts_origin))


def _said(shop: "Shop", words: Catalog, said: "Said | None") -> str:
    """Say how, when and by whom something was told or agreed (G-3, G-5)."""
    if said is None:
        return ""
    member = shop.member(said.by)
    by = member.name if member else ""
    return _joined(words.text(", "), label(words, said.how), minute(said.at), by)


def _joined(between: str, *parts: str) -> str:
    return between.join(part for part in parts if part)
