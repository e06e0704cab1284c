"""What stands on the receipt for what was charged for a case (G-9, G-23)."""

from shopcare.domain.cases.case import Case
from shopcare.domain.money import Fen, capital_numerals
from shopcare.domain.payments.payment import Payment, PaymentKind, standing_payments
from shopcare.language.catalog import Catalog
from shopcare.language.day_words import day_text, minute_text, money_text
from shopcare.language.records.record_words import label
from shopcare.printing.documents.charge_receipt import ChargeReceipt
from shopcare.services.cases import cases as case_service
from shopcare.services.papers.document_spec import Request
from shopcare.services.papers.shared_facts import paper_words, printed_by, shop_head
from shopcare.services.shop import Shop


def gather_charge_receipt(shop: Shop, request: Request) -> ChargeReceipt:
    """Put what a case costs on its receipt; without a case, a form to fill in.

    Raises:
        NotFound: there is no such case.
    """
    head, printed = shop_head(shop), printed_by(shop)
    if request.case_id is None:
        return ChargeReceipt(shop=head, printed=printed)
    words = paper_words(shop)
    file = case_service.case_file(shop, request.case_id)
    case = file.case
    answers = standing_payments(file.payments)
    fee = case.plan.fee_fen if case.plan else None
    total = Fen(fee if fee is not None else case.fee_taken_fen or 0)
    return ChargeReceipt(
        shop=head,
        printed=printed,
        number=case.number,
        customer_name=file.customer.name,
        product=" ".join(filter(None, (case.product, case.spec))),
        charged_on=answers[-1].at.date() if answers else shop.today(),
        lines=_lines(words, case, total),
        total=money_text(total),
        capitals=capital_numerals(total),
        answers=tuple(_answer(shop, words, one) for one in answers),
        invoice=_invoice(words, case),
    )


def _lines(words: Catalog, case: Case, total: Fen) -> tuple[tuple[str, ...], ...]:
    if case.fee_lines:
        return tuple(
            (label(words, line.kind), line.words, money_text(line.amount_fen))
            for line in case.fee_lines
        )
    work = case.plan.work if case.plan else ""
    return ((words.text("Service"), work or case.fault, money_text(total)),)


def _answer(shop: Shop, words: Catalog, payment: Payment) -> tuple[str, ...]:
    how = label(words, payment.kind)
    if payment.method is not None:
        how = words.text("{kind}: {how}", kind=how, how=label(words, payment.method))
    elif payment.kind is PaymentKind.WAIVED:
        how = words.text("{kind}: {how}", kind=how, how=payment.reason)
    elif payment.owed_until is not None:
        until = day_text(words, payment.owed_until)
        how = words.text("Owed until {day}", day=until)
    at = payment.at.astimezone(shop.now().tzinfo)
    return how, money_text(payment.amount_fen), f"{shop.name_of(payment.by)} {minute_text(at)}"


def _invoice(words: Catalog, case: Case) -> str:
    if case.invoice is None:
        return ""
    if not case.invoice:
        return words.text("An invoice was asked for; it follows.")
    return words.text("Invoice no. {number}", number=case.invoice)
