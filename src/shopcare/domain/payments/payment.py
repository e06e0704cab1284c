"""What became of the fee of a case: paid, waived or owed (G-9, G-17)."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum
from typing import Final

from shopcare.domain.errors import Invalid, Problem
from shopcare.domain.ids import CaseId, GiftId, PaymentId, StaffId
from shopcare.domain.money import MOST_FEN, Fen
from shopcare.domain.typed.text import clean_text, too_long


class PaymentKind(StrEnum):
    """What became of a fee, or of a part of it."""

    PAID = "paid"
    WAIVED = "waived"
    OWED = "owed"
    REFUNDED = "refunded"
    """Paid back to the customer (A-7)."""
    DEPOSIT = "deposit"
    """Paid ahead, before the goods are handed over."""
    REVERSED = "reversed"
    """Reverses another entry, with its reason (X-9)."""


class PayMethod(StrEnum):
    """How it was paid."""

    CASH = "cash"
    CARD = "card"
    WECHAT = "wechat"
    ALIPAY = "alipay"
    TRANSFER = "transfer"
    OTHER = "other"
    VOUCHER = "voucher"
    """With a voucher of the shop, which is no money (G-18)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PaymentDraft:
    """The answer to what became of a fee; each kind needs its own part of it."""

    kind: PaymentKind
    amount_fen: Fen | None = None
    """None: what the other answers leave; what was paid is always said."""
    method: PayMethod | None = None
    """How it was paid."""
    decided_by: StaffId | None = None
    """Who decided to waive it."""
    reason: str = ""
    """Why it is waived."""
    owed_until: date | None = None
    voucher_id: GiftId | None = None
    """The voucher that it is paid with."""


MONEY_METHODS: Final = tuple(method for method in PayMethod if method is not PayMethod.VOUCHER)
"""The ways in which money is taken."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Payment:
    """An answer on file."""

    id: PaymentId
    case_id: CaseId
    at: datetime
    by: StaffId
    """Who took it down; who has the money to hand over to the till."""
    kind: PaymentKind
    amount_fen: Fen
    method: PayMethod | None
    decided_by: StaffId | None
    reason: str
    owed_until: date | None
    settles_id: PaymentId | None
    """The debt that it pays or waives."""
    reverses_id: PaymentId | None = None
    """The entry that it reverses (X-9)."""
    voucher_id: GiftId | None = None
    """The voucher that it was paid with (G-18)."""


MONEY_IN: Final = frozenset({PaymentKind.PAID, PaymentKind.DEPOSIT})
"""Kinds by which money comes to the shop."""


def standing_payments(payments: Sequence[Payment]) -> list[Payment]:
    """Leave out every entry that was reversed, together with its reversing entry (X-9)."""
    reversed_ids = {payment.reverses_id for payment in payments}
    return [
        payment
        for payment in payments
        if payment.reverses_id is None and payment.id not in reversed_ids
    ]


def open_debts(payments: Sequence[Payment]) -> list[tuple[Payment, Fen]]:
    """List what is owed with how much of it is left, what is due first at the top."""
    payments = standing_payments(payments)
    settled = Counter[PaymentId | None]()
    for payment in payments:
        settled[payment.settles_id] += payment.amount_fen
    owed = [payment for payment in payments if payment.kind is PaymentKind.OWED]
    owed.sort(key=lambda debt: (debt.owed_until or date.max, debt.id))
    left = ((debt, Fen(debt.amount_fen - settled[debt.id])) for debt in owed)
    return [(debt, fen) for debt, fen in left if fen > 0]


def settle(due_fen: int, drafts: tuple[PaymentDraft, ...], on: date) -> tuple[PaymentDraft, ...]:
    """Give the answers with their amounts, or say what is missing in them.

    Args:
        due_fen: what was agreed, or is still owed; below zero it is paid back.
        drafts: the answers; more may be paid than was agreed, but nothing stays unanswered, and
            exactly what is due is paid back.
        on: the day.

    Raises:
        Invalid: see ``payment_problems``.
    """
    drafts = tuple(replace(draft, reason=clean_text(draft.reason)) for draft in drafts)
    if problems := payment_problems(due_fen, drafts, on):
        raise Invalid(*problems)
    left = _left(abs(due_fen), drafts)
    filled = (d if d.amount_fen is not None else replace(d, amount_fen=left) for d in drafts)
    return tuple(draft for draft in filled if draft.amount_fen)


def payment_problems(due_fen: int, drafts: tuple[PaymentDraft, ...], on: date) -> list[Problem]:
    """Say what is missing in the answers about a fee (G-9), or about what is paid back (A-7).

    The codes are ``payment_missing``, ``payment_short``, ``pay_amount_missing``,
    ``pay_method_missing``, ``waived_by_missing``, ``reason_missing``, ``owed_until_missing``,
    ``owed_until_in_past``, ``refund_missing``, ``refund_differs``, ``refund_not_due``,
    ``amount_negative``, ``amount_too_large``, ``text_too_long``.
    """
    problems: list[Problem] = []
    for draft in drafts:
        problems += draft_problems(draft, on)
    if due_fen < 0:
        return problems + _refund_problems(Fen(-due_fen), drafts)
    if any(draft.kind is PaymentKind.REFUNDED for draft in drafts):
        problems.append(Problem(field="payments", code="refund_not_due"))
    left = _left(due_fen, drafts)
    takes_rest = any(draft.amount_fen is None for draft in drafts)
    if left > 0 and not takes_rest:
        code = "payment_short" if drafts else "payment_missing"
        problems.append(Problem(field="payments", code=code, values={"left": left / 100}))
    return problems


def _refund_problems(refund_fen: Fen, drafts: tuple[PaymentDraft, ...]) -> list[Problem]:
    """Say whether exactly what is due is paid back, not a fen more."""
    values = {"due": refund_fen / 100}
    if not drafts:
        return [Problem(field="payments", code="refund_missing", values=values)]
    said = sum(draft.amount_fen for draft in drafts if draft.amount_fen is not None)
    takes_rest = any(draft.amount_fen is None for draft in drafts)
    is_other = any(draft.kind is not PaymentKind.REFUNDED for draft in drafts)
    if is_other or said > refund_fen or (said < refund_fen and not takes_rest):
        return [Problem(field="payments", code="refund_differs", values=values)]
    return []


def paid_in_all(payments: tuple[PaymentDraft, ...]) -> Fen:
    """Add up what was paid."""
    paid = (p.amount_fen for p in payments if p.kind is PaymentKind.PAID)
    return Fen(sum(amount for amount in paid if amount is not None))


def unpaid_in_all(payments: tuple[PaymentDraft, ...]) -> int:
    """Add up what was waived or stays owed."""
    left_open = (PaymentKind.WAIVED, PaymentKind.OWED)
    return sum(p.amount_fen or 0 for p in payments if p.kind in left_open)


def _left(due_fen: int, drafts: tuple[PaymentDraft, ...]) -> Fen:
    said = sum(draft.amount_fen for draft in drafts if draft.amount_fen is not None)
    return Fen(max(0, due_fen - said))


def draft_problems(draft: PaymentDraft, on: date) -> list[Problem]:
    """Say what is missing in one answer, whatever is due."""
    problems = too_long({"reason": draft.reason}, {"reason": 1000})
    codes: list[tuple[str, bool]] = []
    is_by_voucher = draft.method is PayMethod.VOUCHER
    match draft.kind:
        case PaymentKind.PAID:
            codes = [
                ("pay_amount_missing", draft.amount_fen is None),
                ("pay_method_missing", draft.method is None),
                ("voucher_missing", is_by_voucher and draft.voucher_id is None),
            ]
        case PaymentKind.WAIVED:
            codes = [
                ("waived_by_missing", draft.decided_by is None),
                ("reason_missing", not draft.reason),
            ]
        case PaymentKind.OWED:
            until = draft.owed_until
            codes = [
                ("owed_until_missing", until is None),
                ("owed_until_in_past", until is not None and until < on),
            ]
        case PaymentKind.DEPOSIT:
            codes = [
                ("pay_amount_missing", not draft.amount_fen),
                ("pay_method_missing", draft.method is None or is_by_voucher),
            ]
        case PaymentKind.REFUNDED:
            codes = [("pay_method_missing", draft.method is None or is_by_voucher)]
        case PaymentKind.REVERSED:
            codes = [("reason_missing", not draft.reason)]
    codes.append(("amount_negative", (draft.amount_fen or 0) < 0))
    codes.append(("amount_too_large", (draft.amount_fen or 0) > MOST_FEN))
    return problems + [Problem(field="payments", code=code) for code, is_so in codes if is_so]
