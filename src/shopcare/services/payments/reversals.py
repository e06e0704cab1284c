"""Putting an entry about money right: by a reversing entry with its reason, never by erasing."""

from dataclasses import replace

from shopcare.domain.cases.case import Case
from shopcare.domain.changes import ChangeKind, Changes
from shopcare.domain.errors import Invalid, Problem, Refusal
from shopcare.domain.ids import PaymentId
from shopcare.domain.money import Fen
from shopcare.domain.payments.payment import (
    MONEY_IN,
    Payment,
    PaymentDraft,
    PaymentKind,
    paid_in_all,
    settle,
    standing_payments,
)
from shopcare.domain.typed.text import require_reason
from shopcare.services.payments.debts import said, write_entry, write_reversal
from shopcare.services.shop import Shop
from shopcare.storage import payments
from shopcare.storage.cases import cases


def reverse_payment(
    shop: Shop, payment_id: PaymentId, reason: str, instead: tuple[PaymentDraft, ...] = ()
) -> Changes:
    """Reverse an entry (X-9); what it answered is answered anew.

    What was paid ahead, and what settled a debt, needs no other answer: it is due again.

    Args:
        shop: the shop.
        payment_id: the entry.
        reason: why it is reversed.
        instead: what became of the same amount really.

    Raises:
        NotFound: there is no such entry.
        Refusal: ``payment_reversed_already``, ``debt_settled_since``.
        Invalid: ``reason_missing``; see ``payment_problems``; ``payment_differs`` where more or
            less is answered than was reversed.
    """
    reason, now = require_reason(reason), shop.now()
    with shop.begin("case.reverse_payment", "case") as step:
        payment = payments.get(shop.file, payment_id)
        case = cases.get(shop.file, payment.case_id)
        standing = standing_payments(payments.of_case(shop.file, case.id))
        _require(payment, standing)
        answers = _answers(case, payment, instead, shop)
        step.subject_id = step.case_id = case.id
        step.values = {
            "reversed": said(_as_draft(payment)),
            "reason": reason,
            "payments": [said(answer) for answer in answers],
        }
        write_reversal(shop, payment, reason, now)
        for answer in answers:
            write_entry(shop, case.id, answer, now)
        cases.change(shop.file, _after(case, payment, answers))
    return Changes.of(ChangeKind.CASE, ChangeKind.DAY_CLOSE, record_id=case.id)


def _require(payment: Payment, standing: list[Payment]) -> None:
    if payment.id not in {one.id for one in standing}:
        raise Refusal("payment_reversed_already")
    if any(one.settles_id == payment.id for one in standing):
        raise Refusal("debt_settled_since")


def _answers(
    case: Case, payment: Payment, instead: tuple[PaymentDraft, ...], shop: Shop
) -> tuple[PaymentDraft, ...]:
    """Give what is answered instead, exactly as much as is reversed."""
    if payment.settles_id is not None or _is_ahead(case, payment):
        if instead:
            raise Invalid(Problem(field="payments", code="payment_differs"))
        return ()
    is_back = payment.kind is PaymentKind.REFUNDED
    due = -payment.amount_fen if is_back else payment.amount_fen
    answers = settle(due, instead, shop.today())
    if sum(answer.amount_fen or 0 for answer in answers) != payment.amount_fen:
        raise Invalid(Problem(field="payments", code="payment_differs"))
    return answers


def _is_ahead(case: Case, payment: Payment) -> bool:
    """Say whether it was paid ahead and the goods are not handed over yet."""
    return payment.kind is PaymentKind.DEPOSIT and case.deposit_fen >= payment.amount_fen


def _after(case: Case, payment: Payment, answers: tuple[PaymentDraft, ...]) -> Case:
    taken = (case.fee_taken_fen or 0) + paid_in_all(answers)
    deposit = case.deposit_fen
    if payment.kind in MONEY_IN:
        taken -= payment.amount_fen
    if _is_ahead(case, payment):
        deposit -= payment.amount_fen
    return replace(case, fee_taken_fen=Fen(taken) if taken else None, deposit_fen=deposit)


def _as_draft(payment: Payment) -> PaymentDraft:
    return PaymentDraft(
        kind=payment.kind,
        amount_fen=payment.amount_fen,
        method=payment.method,
        decided_by=payment.decided_by,
        reason=payment.reason,
        owed_until=payment.owed_until,
    )
