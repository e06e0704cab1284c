"""The calls that goods start once the customer has them, or why there are none (C-1)."""

from collections.abc import Sequence
from datetime import date, datetime, time

from shopcare.domain.calendar.day_facts import FIRST_YEAR
from shopcare.domain.calls.callback import WAITING
from shopcare.domain.ids import CallbackId, PurchaseId
from shopcare.domain.people.customer import Customer, CustomerDraft
from shopcare.domain.policy.policy import Category
from shopcare.domain.policy.schedule import FollowUp, Trigger
from shopcare.domain.purchases.purchase import (
    NoCall,
    Purchase,
    PurchaseLineDraft,
)
from shopcare.domain.shop.audit import Voided
from shopcare.domain.shop.settings import Intervals
from shopcare.services.follow_ups import follow_ups
from shopcare.services.shop import Shop
from shopcare.storage import callbacks, customers, purchases


def why_no_call(
    shop: Shop, customer: Customer, categories: Sequence[str], handed_over_on: date | None
) -> NoCall | None:
    """Say why goods of some categories start no follow-up call, or None where one starts (C-1).

    Args:
        shop: the shop.
        customer: who bought them.
        categories: keys of the policy, or the shop's own words.
        handed_over_on: when the customer got them; None: not yet.
    """
    if not calls_about(shop, categories):
        return NoCall.NOT_FITTED
    if customer.no_calls:
        return NoCall.NOT_WANTED
    if handed_over_on is None:
        return NoCall.NOT_HANDED_OVER
    if handed_over_on.year < FIRST_YEAR:  # still being typed
        return NoCall.TOO_LONG_AGO
    left = _calls_left(shop, categories, handed_over_on, customer.call_hours)
    return None if left else NoCall.TOO_LONG_AGO


def _calls_left(
    shop: Shop, categories: Sequence[str], handed_over_on: date, call_hours: Intervals
) -> int:
    """Count the calls whose time has not passed for goods handed over on a day (C-1)."""
    today = shop.now().date()
    basis_at = _handed_over_at(shop, min(handed_over_on, today))
    counted = (
        follow_ups.count_call(
            shop, asked.rule, basis_at, asked.clause, call_hours, planned_on=today
        )
        for asked in calls_about(shop, categories)
    )
    return sum(due.closes_on >= today for due in counted)


class HandingOverCalls:
    """Counts the calls that many sales of a list would start; what is alike is counted once."""

    def __init__(self, shop: Shop) -> None:
        """Take the shop whose policy asks for the calls."""
        self._shop = shop
        self._left: dict[tuple[tuple[str, ...], date, Intervals], int] = {}

    def count(
        self,
        customer: CustomerDraft,
        lines: Sequence[PurchaseLineDraft],
        handed_over_on: date | None,
    ) -> int:
        """Count the calls that goods start for a customer; none where they were not handed over."""
        if handed_over_on is None or customer.no_calls or handed_over_on.year < FIRST_YEAR:
            return 0
        key = (tuple(line.category for line in lines), handed_over_on, customer.call_hours)
        if key not in self._left:
            self._left[key] = _calls_left(self._shop, *key)
        return self._left[key]


def starting_categories(shop: Shop) -> list[Category]:
    """List the categories whose handing over starts calls (C-1)."""
    keys = shop.schedule.categories_with_calls
    return [category for category in shop.policy.categories if category.key in keys]


def store_handed_over(shop: Shop, purchase_id: PurchaseId, on: date) -> tuple[CallbackId, ...]:
    """Write the day of handing over inside a running action, and start the calls."""
    purchases.hand_over(shop.file, purchase_id, on)
    purchase = purchases.get(shop.file, purchase_id)
    calls = start_calls(shop, purchase, on)
    keep_agreed_calls(shop, purchase)
    return calls


def keep_agreed_calls(shop: Shop, purchase: Purchase) -> None:
    """Let the calls at the shop's rhythm count from what was handed over last (R-3)."""
    from shopcare.services.follow_ups import agreed_calls

    if agreed_calls.is_about_goods(shop, (line.category for line in purchase.lines)):
        agreed_calls.keep_up(shop, customers.get(shop.file, purchase.customer_id))


def store_voided(shop: Shop, purchase: Purchase, voided: Voided) -> None:
    """Void a receipt inside a running action, and take its calls off the list."""
    purchases.void(shop.file, purchase.id, voided)
    follow_ups.drop(shop, callbacks.of_purchase(shop.file, purchase.id))
    keep_agreed_calls(shop, purchase)


def store_day(shop: Shop, purchase_id: PurchaseId, on: date) -> None:
    """Let goods be sold and handed over on another day, inside a running action; calls follow."""
    purchases.set_day(shop.file, purchase_id, on)
    calls = [one for one in callbacks.of_purchase(shop.file, purchase_id) if not one.attempts]
    if follow_ups.drop(shop, calls):
        start_calls(shop, purchases.get(shop.file, purchase_id), on)
    keep_agreed_calls(shop, purchases.get(shop.file, purchase_id))


def store_valid(shop: Shop, purchase_id: PurchaseId) -> None:
    """Let a voided receipt count again, inside a running action, and its calls be made."""
    purchases.void(shop.file, purchase_id, None)
    resume_calls(shop, purchases.get(shop.file, purchase_id))


def resume_calls(shop: Shop, purchase: Purchase) -> None:
    """Start the calls about goods again that came back after all, inside a running action."""
    started = {one.purpose for one in calls_about(shop, [line.category for line in purchase.lines])}
    calls = [one for one in callbacks.of_purchase(shop.file, purchase.id) if one.purpose in started]
    is_begun = any(call.attempts or call.state in WAITING for call in calls)
    if purchase.handed_over_on is not None and not is_begun:
        start_calls(shop, purchase, purchase.handed_over_on)
    keep_agreed_calls(shop, purchase)


def start_calls(shop: Shop, purchase: Purchase, on: date) -> tuple[CallbackId, ...]:
    """Write the calls that a handing over starts, inside a running action (C-1)."""
    wanted = calls_about(shop, [line.category for line in purchase.lines])  # C-1
    if not wanted:
        return ()
    return follow_ups.start(
        shop,
        Trigger.GOODS_HANDED_OVER,
        _handed_over_at(shop, on),
        customer=customers.get(shop.file, purchase.customer_id),
        purchase_id=purchase.id,
        wanted=wanted,
    )


def calls_about(shop: Shop, categories: Sequence[str]) -> list[FollowUp]:
    """List the calls that handing over goods of some categories starts (C-1)."""
    keys = shop.policy.category_keys(categories)
    asked = shop.schedule.follow_ups_for(Trigger.GOODS_HANDED_OVER)
    return [follow_up for follow_up in asked if follow_up.is_about_goods(keys)]


def _handed_over_at(shop: Shop, on: date) -> datetime:
    """Give the moment of day 0: now, or noon of an earlier day."""
    now = shop.now()
    return now if on == now.date() else datetime.combine(on, time(12), now.tzinfo)
