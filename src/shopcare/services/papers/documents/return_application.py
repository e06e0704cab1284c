"""What stands on the application for a return or exchange (A-2)."""

from shopcare.domain.cases.case import Case
from shopcare.domain.cases.returns import Outcome, ReturnRequest, Review
from shopcare.domain.money import Fen
from shopcare.domain.payments.payment import Payment
from shopcare.domain.policy.clause import Axis, Basis, Clause, Option
from shopcare.domain.policy.conditions import Answer
from shopcare.domain.purchases.purchase import PurchaseLine
from shopcare.language.catalog import Catalog
from shopcare.language.day_words import money_text
from shopcare.language.records.record_words import label
from shopcare.language.records.return_words import amount_of, known_text, quantity_text
from shopcare.language.verdict_words import ANSWERS, AXES, BASES, OPTIONS
from shopcare.printing.documents.return_application import (
    AmountLine,
    ReturnApplication,
    RulingLine,
)
from shopcare.services.cases import cases as case_service
from shopcare.services.cases import returns
from shopcare.services.papers.document_spec import Request
from shopcare.services.papers.shared_facts import (
    listed,
    masked_phones,
    paper_words,
    printed_by,
    promise_on,
    shop_head,
)
from shopcare.services.policies import verdicts
from shopcare.services.purchases import purchases
from shopcare.services.shop import Shop


def gather_return_application(shop: Shop, request: Request) -> ReturnApplication:
    """Put a case on its application; without a case, a form to fill in.

    Raises:
        NotFound: there is no such case.
    """
    head, printed = shop_head(shop), printed_by(shop)
    asks = verdicts.facts_asked(verdicts.clauses_of(shop))
    if request.case_id is None:
        return ReturnApplication(shop=head, printed=printed, asks=asks)
    words = paper_words(shop)
    file = case_service.case_file(shop, request.case_id)
    case, asked = file.case, file.case.return_request or ReturnRequest()
    inspection, review, settlement = asked.inspection, asked.review, asked.settlement
    part = asked.said_quantity
    return ReturnApplication(
        shop=head,
        printed=printed,
        number=case.number,
        promise=promise_on(shop, case.promised_on),
        customer_name=file.customer.name,
        customer_phone=masked_phones(file.customer),
        product=case.product,
        spec=" ".join(filter(None, (case.spec, case.lot))),
        purchased_on=case.bought_on,
        receipt_number=_receipt(shop, case),
        quantity=_part_of(words, part, returns.line_of(shop, case)),
        wish=label(words, asked.wish) if asked.wish is not None else "",
        reason=case.fault,
        fault_proof=asked.fault_proof,
        received_at=case.received_at,
        received_by=shop.name_of(case.received_by),
        found=_found(words, asked),
        asks=asks,
        inspected_at=inspection.at if inspection else None,
        inspected_by=shop.name_of(inspection.by) if inspection else "",
        rulings=tuple(_rulings(shop, words, asked)),
        judged_on=asked.judged_on,
        outcome=label(words, review.outcome) if review else "",
        new_goods=review.new_goods if review else "",
        amounts=tuple(_amounts(words, part, review)) if review else (),
        review_reason=review.reason if review else "",
        reviewed_at=review.at if review else None,
        reviewed_by=shop.name_of(review.by) if review else "",
        settlement=_settled(words, case, file.payments),
        settled_at=settlement.at if settlement else case.handled_at,
        settled_by=shop.name_of(settlement.by if settlement else case.resolved_by),
    )


def _part_of(words: Catalog, part: str, line: PurchaseLine | None) -> str:
    whole = quantity_text(line.quantity, line.unit) if line is not None else ""
    return words.text("{part} of {whole}", part=part, whole=whole) if part and whole else part


def _receipt(shop: Shop, case: Case) -> str:
    """Give the number of the receipt that the goods stand on."""
    if case.purchase_line_id is None:
        return ""
    return purchases.purchase_of_line(shop, case.purchase_line_id).receipt_number or ""


def _found(words: Catalog, asked: ReturnRequest) -> str:
    if asked.inspection is None:
        return ""
    found = (known_text(words, asked), asked.inspection.finding)
    return words.text("; ").join(filter(None, found))


def _rulings(shop: Shop, words: Catalog, asked: ReturnRequest) -> list[RulingLine]:
    """Say what law and policy allow, and of return and exchange also what they do not."""
    clauses = {clause.id: clause for clause in verdicts.clauses_of(shop)}
    asked_for = (Option.RETURN, Option.EXCHANGE)
    lines = []
    for kept in asked.verdict:
        option, answer = Option(kept.option), Answer(kept.answer)
        if answer is Answer.NO and option not in asked_for:
            continue
        parts = [words.text(OPTIONS[option])]
        if kept.axis:
            parts.append(words.text(AXES[Axis(kept.axis)]))
        said = words.text(ANSWERS[answer])
        if kept.basis:
            basis = words.text(BASES[Basis(kept.basis)])
            said = words.text("{answer} ({basis})", answer=said, basis=basis)
        lines.append(
            RulingLine(
                option=" · ".join(parts),
                answer=said,
                clauses=_cited(words, [clauses[key] for key in kept.clauses if key in clauses]),
            )
        )
    return lines


def _cited(words: Catalog, cited: list[Clause]) -> str:
    """Name clauses by their rule, those of the law by their article."""
    names = (clause.article or clause.rule for clause in cited)
    return f"[{listed(words, dict.fromkeys(names))}]" if cited else ""


def _amounts(words: Catalog, quantity: str, review: Review) -> list[AmountLine]:
    """Write the sum line by line: what was paid, what is given, the fee, what is due (A-7)."""
    if review.outcome is Outcome.REFUSED:
        return []
    paid = words.text("Paid for the goods")
    if quantity:
        paid = words.text("Paid for the goods ({quantity})", quantity=quantity)
    lines = []
    if review.share_fen:
        lines.append(AmountLine(name=paid, amount=money_text(Fen(-review.share_fen))))
    if review.outcome is Outcome.EXCHANGE:
        name = words.text("Price of the new goods")
        lines.append(AmountLine(name=name, amount=money_text(review.new_fen)))
    if review.fee_fen:
        lines.append(AmountLine(name=words.text("Fee"), amount=money_text(review.fee_fen)))
    due = review.due_fen
    if not due:
        return [*lines, AmountLine(name=words.text("Nothing is to be paid"), amount="")]
    name = words.text("To be paid back") if due < 0 else words.text("The customer pays")
    return [*lines, AmountLine(name=name, amount=money_text(amount_of(due)))]


def _settled(words: Catalog, case: Case, payments: tuple[Payment, ...]) -> str:
    """Say how money and goods changed hands."""
    said = [_paid(words, one) for one in payments]
    return listed(words, filter(None, (*said, case.resolution)))


def _paid(words: Catalog, payment: Payment) -> str:
    said = f"{label(words, payment.kind)} {money_text(payment.amount_fen)}"
    if payment.method is None:
        return said
    return words.text("{said} ({how})", said=said, how=label(words, payment.method))
