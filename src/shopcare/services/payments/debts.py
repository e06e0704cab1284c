"""Writing entries about money; what customers owe (G-9), and settling it."""

from dataclasses import replace
from datetime import datetime

from shopcare.domain.changes import ChangeKind, Changes
from shopcare.domain.errors import Invalid, Problem, Refusal, Value
from shopcare.domain.ids import CaseId, PaymentId
from shopcare.domain.money import Fen
from shopcare.domain.payments.gift import require_open
from shopcare.domain.payments.payment import (
    Payment,
    PaymentDraft,
    PaymentKind,
    PayMethod,
    open_debts,
    paid_in_all,
    settle,
)
from shopcare.services.shop import Shop
from shopcare.storage import payments, row_changes
from shopcare.storage.cases import cases
from shopcare.storage.money import gifts


def settle_debt(shop: Shop, debt_id: PaymentId, draft: PaymentDraft) -> Changes:
    """Record that what was owed is paid or waived, or a part of it; the rest stays owed.

    Raises:
        NotFound: there is no such debt.
        Refusal: ``debt_settled``.
        Invalid: see ``payment_problems``; more than is owed is ``payment_too_much``.
    """
    now = shop.now()
    with shop.begin("case.payment", "case") as step:
        debt = payments.get(shop.file, debt_id)
        left = next((fen for owed, fen in payments.debts(shop.file) if owed.id == debt_id), Fen(0))
        if not left or draft.kind is PaymentKind.OWED:
            raise Refusal("debt_settled")
        if (draft.amount_fen or 0) > left:
            raise Refusal("payment_too_much", left=left / 100)
        answered = settle(Fen(draft.amount_fen or left), (draft,), now.date())
        case = cases.get(shop.file, debt.case_id)
        step.subject_id = step.case_id = case.id
        step.values = {"payments": [said(one) for one in answered]}
        taken = Fen((case.fee_taken_fen or 0) + paid_in_all(answered))
        with row_changes.noting(shop.file, step, case.customer_id):
            for one in answered:
                write_entry(shop, case.id, one, now, settles_id=debt_id)
            cases.change(shop.file, replace(case, fee_taken_fen=taken))
    return Changes.of(ChangeKind.CASE, record_id=case.id)


def payments_of_case(shop: Shop, case_id: CaseId) -> list[Payment]:
    """Read every entry about the money of a case, oldest first."""
    return payments.of_case(shop.file, case_id)


def debts_of(shop: Shop, case_id: CaseId) -> list[tuple[Payment, Fen]]:
    """List what is owed for a case with how much of it is left."""
    return open_debts(payments.of_case(shop.file, case_id))


def said(payment: PaymentDraft) -> dict[str, object]:
    """Give what was said about a fee for the audit log."""
    values: dict[str, object] = {
        "kind": payment.kind,
        "amount_fen": payment.amount_fen,
        "method": payment.method,
        "decided_by": payment.decided_by,
        "reason": payment.reason,
        "owed_until": payment.owed_until,
    }
    return {name: value for name, value in values.items() if value not in (None, "")}


def write_entry(
    shop: Shop,
    case_id: CaseId,
    draft: PaymentDraft,
    at: datetime,
    *,
    settles_id: PaymentId | None = None,
) -> None:
    """Write an answer about a fee inside a running action.

    Raises:
        NotFound: there is no such voucher.
        Refusal: see ``require_open``.
        Invalid: ``voucher_worth_less``.
    """
    if draft.method is PayMethod.VOUCHER and draft.voucher_id is not None:
        voucher = gifts.get(shop.file, draft.voucher_id)
        require_open(voucher, at.date())
        if (draft.amount_fen or 0) > (voucher.value_fen or 0):
            worth: dict[str, Value] = {"value": (voucher.value_fen or 0) / 100}
            raise Invalid(Problem(field="payments", code="voucher_worth_less", values=worth))
        gifts.redeem(shop.file, voucher.id, at, shop.acting.id)
    payments.add(shop.file, case_id, draft, by=shop.acting.id, at=at, settles_id=settles_id)


def write_reversal(shop: Shop, payment: Payment, reason: str, at: datetime) -> None:
    """Write the entry that reverses another inside a running action; its voucher comes back."""
    reversing = PaymentDraft(
        kind=PaymentKind.REVERSED,
        amount_fen=payment.amount_fen,
        method=payment.method,
        decided_by=payment.decided_by,
        reason=reason,
        voucher_id=payment.voucher_id,
    )
    by = shop.acting.id
    payments.add(shop.file, payment.case_id, reversing, by=by, at=at, reverses_id=payment.id)
    if payment.voucher_id is not None:
        gifts.redeem(shop.file, payment.voucher_id, None, None)
