"""Undoing what was put right or settled by mistake: a voiding, a step's time, a debt (X-9)."""

from enum import StrEnum
from typing import Final

from shopcare.domain.changes import ChangeKind, Changes
from shopcare.domain.errors import Refusal
from shopcare.domain.ids import CaseId, CustomerId, PaymentId, PurchaseId
from shopcare.domain.payments.payment import (
    MONEY_IN,
    Payment,
    PaymentKind,
)
from shopcare.domain.purchases.purchase import Purchase, PurchaseDraft
from shopcare.domain.shop.audit import AuditEntry, without_undone
from shopcare.domain.typed.text import require_reason
from shopcare.services.calls.undo_call import last_step, put_back, require_nothing_built
from shopcare.services.cases.undo_step import last_move, undo_move
from shopcare.services.follow_ups import next_dates, recurring_calls
from shopcare.services.payments.debts import write_reversal
from shopcare.services.purchases.purchase_calls import keep_agreed_calls
from shopcare.services.purchases.purchases import same_sale
from shopcare.services.shop import Shop
from shopcare.storage import customers, payments, purchases, row_changes
from shopcare.storage.cases import cases
from shopcare.storage.file import audit


class Correction(StrEnum):
    """What can be undone of a case besides its moves, as the audit log calls it."""

    VOID = "case.void"
    TIME = "case.correct_time"
    """The time of its last step was corrected."""
    PAYMENT = "case.payment"
    """What was owed was settled."""


_UNDOING: Final = {
    Correction.VOID: "case.undo_void",
    Correction.TIME: "case.undo_correct_time",
    Correction.PAYMENT: "case.undo_payment",
}
_CONSENT_UNDOING: Final = {
    "consent.give": "consent.undo_give",
    "consent.withdraw": "consent.undo_withdraw",
}
_SAID: Final = ("from", "to", "stage", "payments")


def undo_correction(shop: Shop, case_id: CaseId, what: Correction, reason: str = "") -> Changes:
    """Undo the last correction of a kind: every row stands again as before it.

    Args:
        shop: the shop.
        case_id: the case.
        what: the kind.
        reason: why; money that was taken is only given back with one.

    Raises:
        NotFound: there is no such case.
        Refusal: ``nothing_to_undo``; ``paper_given_out``, ``call_made_since``,
            ``case_changed_since`` and those of ``undo_call`` where something was built on it.
        Invalid: ``reason_missing``, ``text_too_long``.
    """
    with shop.begin(_UNDOING[what], "case") as step:
        number = cases.get(shop.file, case_id).number
        newest_first = audit.of_case(shop.file, case_id)[::-1]
        entry = last_step(newest_first, what)
        _require_last(newest_first, entry, number)
        require_nothing_built(shop, entry)
        said = entry.said()
        step.subject_id = step.case_id = case_id
        step.values = {name: said[name] for name in _SAID if name in said}
        if _took_money(said):
            step.values["reason"] = require_reason(reason)
        put_back(shop, entry)
        for payment_id in row_changes.made_of(entry.undo(), "payment"):
            _take_back(shop, payments.get(shop.file, PaymentId(payment_id)), reason)
        next_dates.keep_next_date(shop, case_id, shop.now())
    return Changes.of(ChangeKind.CASE, ChangeKind.CALLBACK, record_id=case_id)


def _take_back(shop: Shop, payment: Payment, reason: str) -> None:
    """Take an answer back; money that was taken stays on record, with what reverses it (X-9)."""
    if payment.kind not in MONEY_IN:
        payments.undo(shop.file, payment.id)
        return
    write_reversal(shop, payment, require_reason(reason), shop.now())


def undo_last(shop: Shop, case_id: CaseId, reason: str = "") -> Changes:
    """Undo what was done last to a case: a move, a voiding, a step's time or a settled debt.

    Raises:
        NotFound, Refusal, Invalid: see ``undo_correction`` and ``undo_step``.
    """
    known = {"case.move", *Correction}
    done = without_undone(audit.of_case(shop.file, case_id)[::-1])
    last = next((entry.action for entry in done if entry.action in known), "case.move")
    if last == "case.move":
        return undo_move(shop, *last_move(shop, case_id))
    return undo_correction(shop, case_id, Correction(last), reason)


def undo_void_purchase(shop: Shop, purchase_id: PurchaseId) -> Changes:
    """Undo the voiding of a receipt: it counts again, and its calls stand as before.

    Raises:
        NotFound: there is no such receipt.
        Refusal: ``nothing_to_undo``; ``receipt_entered_again`` where the sale was recorded anew,
            and those of ``undo_call`` where something else was built on it.
    """
    with shop.begin("purchase.undo_void", "purchase") as step:
        purchase = purchases.get(shop.file, purchase_id)
        entry = last_step(audit.all_about(shop.file, "purchase", purchase_id), "purchase.void")
        _require_not_entered_again(shop, purchase)
        require_nothing_built(shop, entry)
        step.subject_id = purchase_id
        put_back(shop, entry)
        keep_agreed_calls(shop, purchase)
    return Changes.of(ChangeKind.PURCHASE, ChangeKind.CALLBACK, record_id=purchase_id)


def undo_consent(shop: Shop, customer_id: CustomerId) -> Changes:
    """Undo what was written last about a customer's consent, with the calls of it (L-7).

    Raises:
        NotFound: there is no such customer.
        Refusal: ``nothing_to_undo``, and those of ``undo_call`` where a call was made since.
    """
    from shopcare.storage import consents

    done = without_undone(audit.all_about(shop.file, "customer", customer_id))
    last = next((one.action for one in done if one.action in _CONSENT_UNDOING), None)
    if last is None:
        raise Refusal("nothing_to_undo")
    with shop.begin(_CONSENT_UNDOING[last], "customer") as step:
        customer = customers.get(shop.file, customer_id)
        entry = last_step(audit.all_about(shop.file, "customer", customer_id), last)
        require_nothing_built(shop, entry)
        step.subject_id = customer_id
        step.values = {"purpose": entry.said()["purpose"]}
        put_back(shop, entry)
        consents.delete(shop.file, row_changes.made_of(entry.undo(), "consent"))
        recurring_calls.keep_up(shop, customer)
    return Changes.of(ChangeKind.CUSTOMER, ChangeKind.CALLBACK, record_id=customer_id)


def _require_not_entered_again(shop: Shop, voided: Purchase) -> None:
    number = voided.receipt_number
    sale = PurchaseDraft(
        customer_id=voided.customer_id,
        sold_on=voided.sold_on,
        receipt_number=number,
        lines=voided.lines,
    )
    again = same_sale(shop, sale)
    is_taken = number is not None and purchases.with_receipt(shop.file, number) is not None
    if is_taken or (again is not None and again.id > voided.id):
        raise Refusal("receipt_entered_again")


def _require_last(newest_first: list[AuditEntry], entry: AuditEntry, number: str) -> None:
    """Refuse where anything was done to the case since."""
    holding = without_undone(newest_first)
    since = {one.action for one in holding[: holding.index(entry)]}
    if "case.paper" in since:
        raise Refusal("paper_given_out", number=number)
    if "callback.try" in since:
        raise Refusal("call_made_since", number=number)
    if since:
        raise Refusal("case_changed_since", number=number)


def _took_money(said: dict[str, object]) -> bool:
    answers = said.get("payments", ())
    assert isinstance(answers, list | tuple)
    return any(answer["kind"] == PaymentKind.PAID for answer in answers)
