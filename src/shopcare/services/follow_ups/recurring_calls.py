"""The calls that a key account always has ahead: the monthly one and the birthday (C-3, C-4)."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from itertools import cycle

from shopcare.domain.calls.callback import Callback, CallbackPlan, Purpose
from shopcare.domain.people.customer import Customer
from shopcare.domain.policy.policy import FollowUp, Trigger
from shopcare.services.follow_ups import follow_ups
from shopcare.services.shop import Shop
from shopcare.storage import callbacks, customers

_WEEKS_OF_STARTS = 4
_STANDING = (Purpose.KEY_ACCOUNT, Purpose.BIRTHDAY)


def keep_up(shop: Shop, customer: Customer) -> None:
    """Give a key account the standing calls it lacks, inside a running action.

    Somebody who is no key account any more, or wants no calls, has them taken off the list.
    """
    open_calls = callbacks.open_of_customer(shop.file, customer.id)
    if customer.no_calls:
        follow_ups.drop_routine(shop, customer.id)
        return
    if not customer.key_account:
        follow_ups.drop(shop, open_calls, *_STANDING)
        return
    today = shop.now().date()
    there = {call.purpose for call in open_calls if not _is_outdated(shop, customer, call)}
    if Purpose.BIRTHDAY not in there:
        follow_ups.drop(shop, open_calls, Purpose.BIRTHDAY)
    if Purpose.KEY_ACCOUNT not in there:
        _plan_monthly(shop, customer, today)
    if Purpose.BIRTHDAY not in there:
        plan_birthday(shop, customer, today)


def _is_outdated(shop: Shop, customer: Customer, call: Callback) -> bool:
    """Say whether a birthday call is about another day than the customer's birthday now (C-4)."""
    if call.purpose is not Purpose.BIRTHDAY:
        return False
    if customer.birthday is None:
        return True
    on = call.basis_at.date()
    return shop.calendar.next_birthday(customer.birthday, on - timedelta(days=2)) != on


def starts_of_rhythm(today: date) -> Iterator[date]:
    """Give the days from which the monthly rhythms of many new key accounts count (C-3).

    They lie in the four weeks before, so that the calls of a list that is brought in do not all
    fall on one day of the month.
    """
    return cycle([today - timedelta(days=days) for days in range(_WEEKS_OF_STARTS * 7)])


def plan_next(shop: Shop, customer: Customer, purpose: Purpose, after: date) -> None:
    """Write the next standing call after one was settled, inside a running action."""
    if not customer.key_account or customer.no_calls:
        return
    if purpose is Purpose.KEY_ACCOUNT:
        _plan_monthly(shop, customer, after)
    if purpose is Purpose.BIRTHDAY:
        plan_birthday(shop, customer, after)


def _plan_monthly(shop: Shop, customer: Customer, after: date) -> None:
    """Write the next monthly call, counted from the first date each time: no drift (C-3)."""
    since = customers.key_since(shop.file, customer.id) or after
    months = max(1, (after.year - since.year) * 12 + after.month - since.month)
    for follow_up in shop.policy.follow_ups_for(Trigger.KEY_ACCOUNT):
        plan = _nth(shop, follow_up, customer, since, months)
        if plan.rule_on <= after:
            plan = _nth(shop, follow_up, customer, since, months + 1)
        callbacks.add(shop.file, plan)


def _nth(
    shop: Shop, follow_up: FollowUp, customer: Customer, since: date, months: int
) -> CallbackPlan:
    counted = replace(follow_up, rule=follow_up.rule.times(months))
    return follow_ups.plan_call(shop, counted, _noon(shop, since), customer)


def plan_birthday(shop: Shop, customer: Customer, after: date) -> None:
    """Write the call on the day before the next birthday (C-4)."""
    if customer.birthday is None:
        return
    next_on = shop.calendar.next_birthday(customer.birthday, after)
    for follow_up in shop.policy.follow_ups_for(Trigger.BIRTHDAY):
        plan = follow_ups.plan_call(shop, follow_up, _noon(shop, next_on), customer)
        callbacks.add(shop.file, plan)


def _noon(shop: Shop, day: date) -> datetime:
    return datetime.combine(day, time(12), shop.now().tzinfo)
