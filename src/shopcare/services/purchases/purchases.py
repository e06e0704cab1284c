"""Recording what was bought, handing it over, voiding what was never bought (W-8)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from shopcare.domain.changes import ChangeKind, Changes
from shopcare.domain.errors import Invalid, NotFound, Problem, Refusal
from shopcare.domain.ids import CallbackId, CustomerId, PurchaseId, PurchaseLineId
from shopcare.domain.purchases.purchase import (
    NoCall,
    Purchase,
    PurchaseDraft,
    PurchaseLineDraft,
    SalesChannel,
    check_purchase,
    handing_over_problems,
    promise_problems,
)
from shopcare.domain.shop.audit import Voided
from shopcare.domain.typed.text import clean_line, require_reason
from shopcare.services.follow_ups import follow_ups
from shopcare.services.purchases.purchase_calls import (
    keep_agreed_calls,
    start_calls,
    store_handed_over,
    store_voided,
    why_no_call,
)
from shopcare.services.search import search
from shopcare.services.shop import Shop
from shopcare.storage import callbacks, customers, purchases, row_changes


@dataclass(frozen=True, slots=True, kw_only=True)
class Recorded:
    """A purchase that was recorded or handed over, and the calls that this started."""

    purchase: Purchase
    callbacks: tuple[CallbackId, ...]
    no_call: NoCall | None
    """Why no call was started; None where one was."""
    changes: Changes


def add_purchase(shop: Shop, draft: PurchaseDraft, *, confirmed_repeat: bool = False) -> Recorded:
    """Record a receipt; goods handed over already start the calls of the policy (C-1).

    Args:
        shop: the shop.
        draft: what was bought.
        confirmed_repeat: the customer did buy the same twice that day.

    Raises:
        NotFound: there is no such customer.
        Refusal: ``purchase_repeated``: the same sale is on file already.
        Invalid: see ``check_purchase``; ``receipt_taken``.
    """
    draft = check_purchase(draft, shop.now().date())
    number = draft.receipt_number
    with shop.begin("purchase.add", "purchase") as step:  # read inside: two may save at once
        customers.get(shop.file, draft.customer_id)
        if number and purchases.with_receipt(shop.file, number, draft.sold_on) is not None:
            values = {"number": number}
            raise Invalid(Problem(field="receipt_number", code="receipt_taken", values=values))
        if not confirmed_repeat and (known := same_sale(shop, draft)) is not None:
            day, product = known.sold_on.isoformat(), known.lines[0].product
            raise Refusal("purchase_repeated", sold_on=day, product=product, id=known.id)
        purchase, calls = store_new(shop, draft)
        step.subject_id = purchase.id
        step.values = {"receipt_number": number, "lines": len(draft.lines)}
    return _recorded(shop, purchase, calls)


def same_sale(shop: Shop, draft: PurchaseDraft) -> Purchase | None:
    """Find a receipt of the customer and day with the same goods, as far as numbers allow it."""
    for known in purchases.on_day(shop.file, draft.customer_id, draft.sold_on):
        if known.receipt_number and draft.receipt_number:
            continue  # two numbers are two sales
        if same_goods(known.lines, draft.lines):
            return known
    return None


def same_goods(one: Sequence[PurchaseLineDraft], other: Sequence[PurchaseLineDraft]) -> bool:
    """Say whether two receipts hold the same goods, in whatever order."""
    return sorted(map(_goods, one)) == sorted(map(_goods, other))


def _goods(line: PurchaseLineDraft) -> tuple[str, ...]:
    named = (line.product, line.category, line.spec, line.lot)
    return (*(clean_line(one).casefold() for one in named), str(line.quantity.normalize()))


def hand_over(shop: Shop, purchase_id: PurchaseId, on: date) -> Recorded:
    """Record the day on which the customer got the goods (取镜); the calls start (C-1).

    Raises:
        NotFound: there is no such purchase.
        Refusal: ``already_handed_over``, ``voided_already``.
        Invalid: ``handed_over_before_sale``, ``handed_over_in_future``.
    """
    with shop.begin("purchase.hand_over", "purchase") as step:
        purchase = purchases.get(shop.file, purchase_id)
        if purchase.voided is not None:
            raise Refusal("voided_already")
        if purchase.handed_over_on is not None:
            raise Refusal("already_handed_over", on=purchase.handed_over_on.isoformat())
        if problems := handing_over_problems(purchase.sold_on, on, shop.now().date()):
            raise Invalid(*problems)
        step.subject_id = purchase_id
        step.values = {"on": on}
        calls = store_handed_over(shop, purchase_id, on)
    return _recorded(shop, purchases.get(shop.file, purchase_id), calls)


def handed_over(shop: Shop, purchase_id: PurchaseId) -> Recorded:
    """Read a handing over with the calls that it started, to undo it (X-9).

    Raises:
        NotFound: there is no such purchase.
        Refusal: ``nothing_to_undo`` where the customer does not have the goods yet.
    """
    purchase = purchases.get(shop.file, purchase_id)
    if purchase.handed_over_on is None:
        raise Refusal("nothing_to_undo")
    calls = callbacks.of_customer(shop.file, purchase.customer_id)
    started = tuple(call.id for call in calls if call.purchase_id == purchase_id)
    return _recorded(shop, purchase, started)


def undo_hand_over(shop: Shop, recorded: Recorded) -> Changes:
    """Undo a handing over that was pressed by mistake; the calls that it started go (X-9).

    Raises:
        NotFound: there is no such purchase.
        Refusal: ``handing_over_stays`` where a call was made since, or another day is on record.
    """
    purchase_id, on = recorded.purchase.id, recorded.purchase.handed_over_on
    with shop.begin("purchase.hand_over_taken_back", "purchase") as step:
        calls = callbacks.many(shop.file, recorded.callbacks)
        before = purchases.get(shop.file, purchase_id)
        if before.handed_over_on != on or any(call.attempts for call in calls):
            raise Refusal("handing_over_stays")
        step.subject_id = purchase_id
        step.values = {"on": on}
        purchases.hand_over(shop.file, purchase_id, None)
        follow_ups.drop(shop, calls)
        keep_agreed_calls(shop, before)
    return Changes.of(ChangeKind.PURCHASE, ChangeKind.CALLBACK, record_id=purchase_id)


def correct_channel(shop: Shop, purchase_id: PurchaseId, channel: SalesChannel | None) -> Changes:
    """Say where a receipt was really sold; verdicts from now on go by it (L-3).

    Args:
        shop: the shop.
        purchase_id: the receipt.
        channel: where; None: nobody knows.

    Raises:
        NotFound: there is no such purchase.
        Refusal: ``voided_already``, ``channel_the_same``.
    """
    with shop.begin("purchase.correct_channel", "purchase") as step:
        purchase = purchases.get(shop.file, purchase_id)
        if purchase.voided is not None:
            raise Refusal("voided_already")
        if purchase.channel is channel:
            raise Refusal("channel_the_same")
        step.subject_id = purchase_id
        step.values = {"from": purchase.channel, "to": channel}
        purchases.set_channel(shop.file, purchase_id, channel)
    return Changes.of(ChangeKind.PURCHASE, record_id=purchase_id)


def correct_promise(shop: Shop, purchase_id: PurchaseId, on: date | None) -> Changes:
    """Say for which day goods are really promised that the customer does not have yet.

    Args:
        shop: the shop.
        purchase_id: the receipt.
        on: the day; None: none was promised.

    Raises:
        NotFound: there is no such purchase.
        Refusal: ``voided_already``, ``already_handed_over``, ``promise_the_same``.
        Invalid: ``promised_before_sale``, ``day_too_far``.
    """
    with shop.begin("purchase.correct_promise", "purchase") as step:
        purchase = purchases.get(shop.file, purchase_id)
        if purchase.voided is not None:
            raise Refusal("voided_already")
        if purchase.handed_over_on is not None:
            raise Refusal("already_handed_over", on=purchase.handed_over_on.isoformat())
        if purchase.promised_on == on:
            raise Refusal("promise_the_same")
        if on is not None and (problems := promise_problems(purchase.sold_on, on)):
            raise Invalid(*problems)
        step.subject_id = purchase_id
        step.values = {"from": purchase.promised_on, "to": on}
        purchases.promise(shop.file, purchase_id, on)
    return Changes.of(ChangeKind.PURCHASE, record_id=purchase_id)


def purchase(shop: Shop, purchase_id: PurchaseId) -> Purchase:
    """Read one receipt.

    Raises:
        NotFound: there is no such receipt.
    """
    return purchases.get(shop.file, purchase_id)


def purchase_with_receipt(shop: Shop, receipt_number: str) -> Purchase:
    """Find a receipt by its number.

    Raises:
        NotFound: there is no such receipt.
    """
    purchase_id = purchases.with_receipt(shop.file, receipt_number)
    if purchase_id is None:
        raise NotFound("purchase", receipt_number)
    return purchases.get(shop.file, purchase_id)


def purchase_of_line(shop: Shop, line_id: PurchaseLineId) -> Purchase:
    """Read the receipt that a line stands on.

    Raises:
        NotFound: there is no such line.
    """
    return purchases.get(shop.file, purchases.of_line(shop.file, line_id))


def purchases_of_customer(shop: Shop, customer_id: CustomerId) -> list[Purchase]:
    """Read a customer's receipts, the newest first."""
    return purchases.of_customer(shop.file, customer_id)


def store_new(shop: Shop, draft: PurchaseDraft) -> tuple[Purchase, tuple[CallbackId, ...]]:
    """Write a checked draft inside a running action: record, search keys, calls."""
    purchase_id = purchases.add(shop.file, draft)
    purchase = purchases.get(shop.file, purchase_id)
    search.index_purchase(shop, purchase)
    if purchase.handed_over_on is None:
        return purchase, ()
    calls = start_calls(shop, purchase, purchase.handed_over_on)
    keep_agreed_calls(shop, purchase)
    return purchase, calls


def _recorded(shop: Shop, purchase: Purchase, calls: tuple[CallbackId, ...]) -> Recorded:
    customer = customers.get(shop.file, purchase.customer_id)
    categories = [line.category for line in purchase.lines]
    return Recorded(
        purchase=purchase,
        callbacks=calls,
        no_call=None if calls else why_no_call(shop, customer, categories, purchase.handed_over_on),
        changes=Changes.of(ChangeKind.PURCHASE, ChangeKind.CALLBACK, record_id=purchase.id),
    )


def void_purchase(shop: Shop, purchase_id: PurchaseId, reason: str) -> Changes:
    """Take a receipt out of every count; it stays readable, and its calls are not made.

    Raises:
        NotFound: there is no such receipt.
        Refusal: ``voided_already``.
        Invalid: ``reason_missing``, ``text_too_long``.
    """
    reason = require_reason(reason)
    with shop.begin("purchase.void", "purchase") as step:
        purchase = purchases.get(shop.file, purchase_id)
        if purchase.voided is not None:
            raise Refusal("voided_already")
        step.subject_id = purchase_id
        step.values = {"reason": reason}
        voided = Voided(at=shop.now(), by=shop.acting.id, reason=reason)
        with row_changes.noting(shop.file, step, purchase.customer_id, receipts=True):
            store_voided(shop, purchase, voided)
    return Changes.of(ChangeKind.PURCHASE, ChangeKind.CALLBACK, record_id=purchase_id)
