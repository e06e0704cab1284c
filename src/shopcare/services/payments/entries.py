"""Writing an entry about money, with what it takes along: a voucher is redeemed, or comes back."""

from datetime import datetime

from shopcare.domain.errors import Invalid, Problem, Value
from shopcare.domain.ids import CaseId, PaymentId
from shopcare.domain.payments.gift import require_open
from shopcare.domain.payments.payment import Payment, PaymentDraft, PaymentKind, PayMethod
from shopcare.services.shop import Shop
from shopcare.storage import payments
from shopcare.storage.money import gifts


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
