"""The goods that an exchange hands over: a receipt of their own, from their own day on (A-7)."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

from shopcare.domain.calls.callback import WAITING
from shopcare.domain.cases.case import Case
from shopcare.domain.cases.line_split import split_line
from shopcare.domain.cases.returns import Outcome, Settlement
from shopcare.domain.errors import Refusal
from shopcare.domain.ids import PurchaseId
from shopcare.domain.purchases.purchase import PurchaseDraft, PurchaseLineDraft
from shopcare.domain.shop.audit import Voided
from shopcare.services.follow_ups import agreed_calls, follow_ups
from shopcare.services.purchases import purchases as purchase_service
from shopcare.services.shop import Shop
from shopcare.storage import callbacks, purchases
from shopcare.storage.cases import cases


def receipt_of(case: Case) -> PurchaseId | None:
    """Give the receipt of the goods that a case has handed over in exchange, if it has."""
    settlement = case.return_request.settlement if case.return_request is not None else None
    return settlement.new_purchase_id if settlement is not None else None


def hand_out(shop: Shop, before: Case, case: Case) -> Case:
    """Write the receipt of what an exchange hands over, inside a running action.

    Goods of an earlier exchange of the same case come back with it: their receipt counts no more.

    Raises:
        Refusal: ``exchanged_goods_asked_about``.
    """
    request = case.return_request
    stood = before.return_request.settlement if before.return_request is not None else None
    if request is None or request.settlement is None or request.settlement == stood:
        return case
    take_back(shop, before)
    if request.settlement.outcome is not Outcome.EXCHANGE:
        return case
    purchase, _calls = purchase_service.store_new(shop, _receipt(shop, case))  # C-1
    settlement = replace(request.settlement, new_purchase_id=purchase.id)
    return replace(case, return_request=replace(request, settlement=settlement))


def _receipt(shop: Shop, case: Case) -> PurchaseDraft:
    """Describe the new goods; where and how they were bought is what it was for the old ones.

    The case's number stands for the receipt: the old number is that of the goods that came back.
    """
    request = case.return_request
    assert request is not None
    assert request.settlement is not None
    assert request.review is not None
    line = PurchaseLineDraft(
        product=request.review.new_goods,
        category=case.category,
        quantity=request.settlement.quantity or Decimal(1),
        unit=request.unit,
        amount_fen=request.settlement.value_fen,
    )
    on = _day_of(shop, request.settlement)
    draft = PurchaseDraft(
        customer_id=case.customer_id,
        sold_on=on,
        handed_over_on=on,
        receipt_number=case.number,
        lines=(line,),
    )
    if case.purchase_line_id is None:
        return draft
    old, old_line = purchases.with_line(shop.file, case.purchase_line_id)
    line = replace(
        line,
        category=old_line.category,
        sale_kind=old_line.sale_kind,
        warranty_card=old_line.warranty_card,
    )
    return replace(draft, seller=old.seller, channel=old.channel, lines=(line,))


def _day_of(shop: Shop, settlement: Settlement) -> date:
    return settlement.at.astimezone(shop.now().tzinfo).date()


def keep_day(shop: Shop, case: Case) -> None:
    """Let the receipt of exchanged goods have the day of the settlement (G-14).

    Runs inside a running action, after a step's time was corrected.
    """
    settlement = case.return_request.settlement if case.return_request is not None else None
    if settlement is not None and settlement.new_purchase_id is not None:
        day = _day_of(shop, settlement)
        purchase_service.store_day(shop, settlement.new_purchase_id, day)


def take_back(shop: Shop, case: Case, reason: str = "") -> None:
    """Take the receipt of exchanged goods out of every count, inside a running action (W-8).

    Args:
        shop: the shop.
        case: the exchange that handed them over; one that did not changes nothing.
        reason: why; the case's number where nobody says more.

    Raises:
        Refusal: ``exchanged_goods_asked_about``.
    """
    if (purchase_id := receipt_of(case)) is None:
        return
    require_not_asked_about(shop, case)
    voided = Voided(at=shop.now(), by=shop.acting.id, reason=reason or case.number)
    purchase_service.store_voided(shop, purchases.get(shop.file, purchase_id), voided)


def require_not_asked_about(shop: Shop, case: Case) -> None:
    """Refuse where another case returns or exchanges what a case has handed over in exchange.

    Raises:
        Refusal: ``exchanged_goods_asked_about``.
    """
    if (purchase_id := receipt_of(case)) is None:
        return
    for line in purchases.get(shop.file, purchase_id).lines:
        if (
            split_line(line.quantity, cases.returns_of_line(shop.file, line.id)).kept
            < line.quantity
        ):
            raise Refusal("exchanged_goods_asked_about", number=case.number)


def is_called_about(shop: Shop, case: Case) -> bool:
    """Say whether a call about what a case has handed over in exchange is still to be made."""
    if (purchase_id := receipt_of(case)) is None:
        return False
    return any(call.state in WAITING for call in callbacks.of_purchase(shop.file, purchase_id))


def end_calls_about_returned(shop: Shop, case: Case) -> None:
    """Take the calls about goods off the list that have all come back; the others go on (C-1).

    Runs inside a running action, once the case is saved with its settlement.
    """
    request = case.return_request
    if case.purchase_line_id is None or request is None or request.settlement is None:
        return
    bill, _line = purchases.with_line(shop.file, case.purchase_line_id)
    calls = callbacks.of_purchase(shop.file, bill.id)
    held = [line.category for line in bill.lines if agreed_calls.is_still_held(shop, line)]
    if held:
        every = purchase_service.calls_about(shop, [line.category for line in bill.lines])
        kept = {one.purpose for one in purchase_service.calls_about(shop, held)}
        ended = {one.purpose for one in every} - kept
        calls = [call for call in calls if call.purpose in ended]
    follow_ups.drop(shop, calls)
    purchase_service.keep_agreed_calls(shop, bill)


def resume_calls_about_returned(shop: Shop, before: Case, after: Case) -> None:
    """Undo what a settlement did to the calls about the goods, once the case is put back (X-9)."""
    was, request = before.return_request, after.return_request
    is_undone = was is not None and request is not None and was.settlement != request.settlement
    if is_undone and before.purchase_line_id is not None:
        bill, _line = purchases.with_line(shop.file, before.purchase_line_id)
        purchase_service.resume_calls(shop, bill)


def undo_hand_out(shop: Shop, before: Case, after: Case) -> None:
    """Undo what a step did to receipts of exchanged goods, inside a running action (X-9).

    Raises:
        Refusal: ``exchanged_goods_asked_about``.
    """
    if receipt_of(before) == receipt_of(after):
        return
    take_back(shop, after)
    if (purchase_id := receipt_of(before)) is not None:
        purchase_service.store_valid(shop, purchase_id)
