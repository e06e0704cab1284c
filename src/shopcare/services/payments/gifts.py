"""Gifts, vouchers and rewards: given, redeemed once, taken back; and the stock (G-18, B-6)."""

from dataclasses import dataclass, replace

from shopcare.domain.changes import ChangeKind, Changes
from shopcare.domain.errors import Invalid, NotFound, Problem, Refusal
from shopcare.domain.ids import CustomerId, GiftId
from shopcare.domain.money import Fen, amount_problems
from shopcare.domain.payments.gift import (
    Gift,
    GiftDraft,
    GiftItem,
    GiftKind,
    check_gift,
    gift_id_from_code,
    require_open,
)
from shopcare.domain.shop.audit import Voided
from shopcare.domain.typed.text import clean_line
from shopcare.services import voiding
from shopcare.services.shop import Shop
from shopcare.storage import customers
from shopcare.storage.money import gifts

_MOST_STOCK = 100_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """Something that was given."""

    gift: Gift
    changes: Changes


def gifts_of(shop: Shop, customer_id: CustomerId) -> list[Gift]:
    """Read what a customer was given, the newest first, voided entries too."""
    return gifts.of_customer(shop.file, customer_id)


def open_vouchers(shop: Shop, customer_id: CustomerId) -> list[Gift]:
    """Read a customer's vouchers that can still be redeemed."""
    found = gifts.of_customer(shop.file, customer_id)
    return [one for one in found if one.is_open(shop.today())]


def give(shop: Shop, customer_id: CustomerId, draft: GiftDraft) -> Given:
    """Record that a customer is given something; a gift of the stock is taken out of it.

    Raises:
        NotFound: there is no such customer.
        Refusal: ``gift_out_of_stock``.
        Invalid: see ``check_gift``.
    """
    draft = check_gift(draft, shop.today())
    with shop.begin("gift.give", "gift") as step:
        gift = store_given(shop, customer_id, draft)
        step.subject_id, step.case_id = gift.id, draft.case_id
        step.values = {"kind": gift.kind, "what": gift.what, "value_fen": gift.value_fen}
    return Given(gift=gift, changes=_changes(customer_id))


def store_given(shop: Shop, customer_id: CustomerId, draft: GiftDraft) -> Gift:
    """Write a checked draft, inside a running action; a gift of the stock is taken out of it.

    Raises:
        NotFound: there is no such customer.
        Refusal: ``gift_out_of_stock``.
    """
    customers.get(shop.file, customer_id)
    item = _item(shop, draft)
    if item is not None:
        if item.stock <= 0:
            raise Refusal("gift_out_of_stock", name=item.name)
        gifts.take(shop.file, item.id, 1)
        if draft.value_fen is None:
            draft = replace(draft, value_fen=item.value_fen)
    gift_id = gifts.add(
        shop.file,
        customer_id,
        draft,
        item_id=item.id if item else None,
        by=shop.acting.id,
        at=shop.now(),
    )
    return gifts.get(shop.file, gift_id)


def store_taken_back(shop: Shop, gift: Gift) -> None:
    """Write that a gift was taken back, inside a running action; it returns to the stock."""
    gifts.void(shop.file, gift.id, Voided(at=shop.now(), by=shop.acting.id, reason=""))
    _back_to_stock(shop, gift)


def _item(shop: Shop, draft: GiftDraft) -> GiftItem | None:
    if draft.kind is GiftKind.VOUCHER:
        return None
    return next((one for one in gifts.items(shop.file) if one.name == draft.what), None)


def voucher(shop: Shop, code: str) -> Gift:
    """Read a voucher by its number as typed.

    Raises:
        NotFound: there is no such voucher.
    """
    gift_id = gift_id_from_code(code)
    if gift_id is None:
        raise NotFound("gift", code[:40])
    return gifts.get(shop.file, gift_id)


def redeem(shop: Shop, gift_id: GiftId) -> Changes:
    """Record that a voucher is redeemed, once, otherwise than for a fee.

    Raises:
        NotFound: there is no such voucher.
        Refusal: see ``require_open``.
    """
    with shop.begin("gift.redeem", "gift") as step:
        gift = gifts.get(shop.file, gift_id)
        require_open(gift, shop.today())
        step.subject_id = gift_id
        gifts.redeem(shop.file, gift_id, shop.now(), shop.acting.id)
    return _changes(gift.customer_id)


def unredeem(shop: Shop, gift_id: GiftId) -> Changes:
    """Undo the redeeming of a voucher (X-9); one that paid a fee comes back with its payment.

    Raises:
        NotFound: there is no such voucher.
        Refusal: ``nothing_to_undo``.
    """
    with shop.begin("gift.undo_redeem", "gift") as step:
        gift = gifts.get(shop.file, gift_id)
        if gift.redeemed_at is None or gifts.paid_with(shop.file, gift_id):
            raise Refusal("nothing_to_undo")
        step.subject_id = gift_id
        gifts.redeem(shop.file, gift_id, None, None)
    return _changes(gift.customer_id)


def void_gift(shop: Shop, gift_id: GiftId, reason: str) -> Changes:
    """Take back what was given: a gift of the stock returns to it (W-8).

    Raises:
        NotFound: there is no such gift.
        Refusal: ``voided_already``, ``voucher_redeemed``.
        Invalid: ``reason_missing``, ``text_too_long``.
    """
    return _changes(voiding.void(shop, _KIND, gift_id, reason).customer_id)


def take_back_gift(shop: Shop, gift_id: GiftId) -> Changes:
    """Undo the giving: it is voided, without a reason (X-9).

    Raises:
        NotFound: there is no such gift.
        Refusal: ``voided_already``, ``voucher_redeemed``.
    """
    return _changes(voiding.take_back(shop, _KIND, gift_id).customer_id)


def restore_gift(shop: Shop, gift_id: GiftId) -> Changes:
    """Undo the voiding (X-9).

    Raises:
        NotFound: there is no such gift.
        Refusal: ``nothing_to_undo``.
    """
    return _changes(voiding.restore(shop, _KIND, gift_id).customer_id)


def _require_not_redeemed(_shop: Shop, gift: Gift) -> None:
    if gift.redeemed_at is not None:
        raise Refusal("voucher_redeemed", number=gift.code, on=f"{gift.redeemed_at:%Y-%m-%d}")


def _back_to_stock(shop: Shop, gift: Gift) -> None:
    if gift.item_id is not None:
        gifts.take(shop.file, gift.item_id, -1)


def _out_of_stock(shop: Shop, gift: Gift) -> None:
    if gift.item_id is not None:
        gifts.take(shop.file, gift.item_id, 1)


_KIND = voiding.Kind(
    name="gift",
    adding="give",
    get=gifts.get,
    void=gifts.void,
    before_voiding=_require_not_redeemed,
    after_voiding=_back_to_stock,
    after_restoring=_out_of_stock,
)


def gift_items(shop: Shop) -> list[GiftItem]:
    """Read the gifts that the shop has ready, by name."""
    return gifts.items(shop.file)


def count_stock(shop: Shop, name: str, stock: int, value_fen: Fen | None = None) -> Changes:
    """Write how many of a gift were counted, and what one is worth.

    Raises:
        Invalid: ``gift_missing``, ``stock_impossible``, ``amount_negative``, ``amount_too_large``.
    """
    name = clean_line(name)[:80]
    problems = amount_problems("value_fen", value_fen)
    if not name:
        problems.append(Problem(field="name", code="gift_missing"))
    if not 0 <= stock <= _MOST_STOCK:
        problems.append(Problem(field="stock", code="stock_impossible"))
    if problems:
        raise Invalid(*problems)
    with shop.begin("gift.count_stock", "gift_item") as step:
        step.subject_id = gifts.set_item(shop.file, name, value_fen, stock)
        step.values = {"name": name, "stock": stock, "value_fen": value_fen}
    return Changes.of(ChangeKind.CUSTOMER)


def _changes(customer_id: CustomerId) -> Changes:
    return Changes.of(ChangeKind.CUSTOMER, record_id=customer_id)
