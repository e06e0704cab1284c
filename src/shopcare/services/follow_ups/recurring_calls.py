"""The calls that come again: monthly and on birthdays (C-3, C-4), and at a rhythm (R-3)."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from itertools import cycle

from shopcare.domain.calls.callback import (
    Callback,
    CallbackPlan,
    CallbackState,
    MovedBy,
    MovedDay,
    Purpose,
)
from shopcare.domain.ids import CallbackId
from shopcare.domain.people.customer import Customer, CustomerBirthday
from shopcare.domain.policy.schedule import FollowUp, Trigger
from shopcare.services.follow_ups import follow_ups, next_dates
from shopcare.services.shop import Shop
from shopcare.storage import callbacks, customers

_WEEKS_OF_STARTS = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Paused:
    """What the flags of a customer did to the calls that wait."""

    paused: tuple[CallbackId, ...] = ()
    resumed: tuple[CallbackId, ...] = ()

    def said(self) -> dict[str, object]:
        """Name both for the audit log; nothing where nothing happened."""
        named = {"calls_paused": self.paused, "calls_resumed": self.resumed}
        return {word: list(calls) for word, calls in named.items() if calls}


def keep_up(shop: Shop, customer: Customer) -> Paused:
    """Let the calls of a customer be as the flags say, inside a running action.

    What is not wanted now is paused and comes back with its dates when it is wanted again; a key
    account gets the standing calls that it lacks. What needs a consent goes with it (L-7).
    """
    waiting = callbacks.waiting_of_customer(shop.file, customer.id)
    refuses = customer.key_account and refuses_care_calls(shop, customer)
    outdated = [
        call
        for call in waiting
        if _is_outdated(shop, customer, call) or (refuses and call.purpose in follow_ups.STANDING)
    ]
    follow_ups.drop(shop, outdated)
    waiting = [call for call in waiting if call not in outdated]
    done = _let_flags_decide(shop, customer, waiting)
    if any(call.purpose in follow_ups.AGREED for call in waiting):
        _keep_agreed(shop, customer)
    if not customer.no_calls and customer.key_account and not refuses:
        today = shop.now().date()
        there = {call.purpose for call in waiting}
        if Purpose.KEY_ACCOUNT not in there:
            _plan_monthly(shop, customer, today)
        if Purpose.BIRTHDAY not in there:
            plan_birthday(shop, customer, today)
    if done.paused:
        next_dates.keep_next_dates_of(shop, customer.id)  # G-25
    return done


def _let_flags_decide(shop: Shop, customer: Customer, waiting: list[Callback]) -> Paused:
    paused, resumed = [], []
    for call in waiting:
        is_wanted = follow_ups.is_wanted(customer, call)
        if is_wanted and call.state is CallbackState.PAUSED:
            callbacks.change(shop.file, replace(call, state=CallbackState.OPEN))
            resumed.append(call.id)
        elif not is_wanted and call.state is CallbackState.OPEN:
            callbacks.change(shop.file, replace(call, state=CallbackState.PAUSED))
            paused.append(call.id)
    return Paused(paused=tuple(paused), resumed=tuple(resumed))


def _is_outdated(shop: Shop, customer: Customer, call: Callback) -> bool:
    """Say whether a birthday call is about another day than the customer's birthday now (C-4)."""
    if call.purpose is not Purpose.BIRTHDAY:
        return False
    if customer.birthday is None:
        return True
    on = call.basis_at.date()
    return shop.calendar.next_birthday(customer.birthday, on - timedelta(days=1)) != on


def starts_of_rhythm(today: date) -> Iterator[date]:
    """Give the days from which the monthly rhythms of many new key accounts count (C-3).

    They lie in the four weeks before, so that the calls of a list that is brought in do not all
    fall on one day of the month.
    """
    return cycle([today - timedelta(days=days) for days in range(_WEEKS_OF_STARTS * 7)])


def plan_next(shop: Shop, customer: Customer, settled: Callback, on: date) -> None:
    """Write the next call of a rhythm after one was settled on a day, inside a running action."""
    if settled.purpose in follow_ups.AGREED:
        _keep_agreed(shop, customer)
    if settled.purpose not in follow_ups.STANDING:
        return
    if not customer.key_account or customer.no_calls or refuses_care_calls(shop, customer):
        return
    if settled.purpose is Purpose.KEY_ACCOUNT:
        _plan_monthly(shop, customer, max(settled.rule_on, on))
    if settled.purpose is Purpose.BIRTHDAY:
        plan_birthday(shop, customer, max(settled.basis_at.date(), on))


def refuses_care_calls(shop: Shop, customer: Customer) -> bool:
    """Say whether a customer has withdrawn the consent to care calls (L-7)."""
    from shopcare.domain.people.consent import ConsentPurpose, is_withdrawn
    from shopcare.storage import consents  # loaded for the few calls that need a consent

    return is_withdrawn(consents.of_customer(shop.file, customer.id), ConsentPurpose.CARE_CALLS)


def _keep_agreed(shop: Shop, customer: Customer) -> None:
    from shopcare.services.follow_ups import agreed_calls  # loaded for these calls only

    agreed_calls.keep_up(shop, customer)


def _plan_monthly(shop: Shop, customer: Customer, after: date) -> None:
    """Write the next monthly call, counted from the first date each time: no drift (C-3)."""
    since = customers.key_since(shop.file, customer.id) or after
    months = max(1, (after.year - since.year) * 12 + after.month - since.month)
    for follow_up in shop.schedule.follow_ups_for(Trigger.KEY_ACCOUNT):
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
    """Write the call on the day before the next birthday that nobody has called for yet (C-4)."""
    if customer.birthday is None:
        return
    next_on = _uncalled_birthday(shop, customer, customer.birthday, after)
    for follow_up in shop.schedule.follow_ups_for(Trigger.BIRTHDAY):
        plan = follow_ups.plan_call(shop, follow_up, _noon(shop, next_on), customer)
        if _is_over(shop, customer, plan):
            plan = _after_the_eve(shop, customer, plan)
        if plan.due_on > next_on:  # no window is left before the birthday ends
            plan_birthday(shop, customer, next_on)
        else:
            callbacks.add(shop.file, plan)


def _uncalled_birthday(shop: Shop, customer: Customer, born: CustomerBirthday, after: date) -> date:
    calls = callbacks.of_customer(shop.file, customer.id)
    called = {
        call.basis_at.date()
        for call in calls
        if call.purpose is Purpose.BIRTHDAY and call.state is CallbackState.DONE
    }
    next_on = shop.calendar.next_birthday(born, after)
    while next_on in called:
        next_on = shop.calendar.next_birthday(born, next_on)
    return next_on


def _is_over(shop: Shop, customer: Customer, plan: CallbackPlan) -> bool:
    """Say whether no call window of the planned day is left."""
    now = shop.now()
    windows = shop.calendar.windows.moments(plan.due_on, customer.call_hours)
    return plan.due_on <= now.date() and all(ends <= now for _, ends in windows)


def _after_the_eve(shop: Shop, customer: Customer, plan: CallbackPlan) -> CallbackPlan:
    """Put a call whose eve is over into the first window that is left (C-4)."""
    begins, _ = shop.calendar.windows.next_window(shop.now(), customer.call_hours or None)
    day = begins.date()
    move = MovedDay(MovedBy.EVE_PASSED, plan.due_on, day, begins)
    return replace(plan, due_on=day, opens_on=day, closes_on=day, due_at=begins, moves=(move,))


def _noon(shop: Shop, day: date) -> datetime:
    return datetime.combine(day, time(12), shop.now().tzinfo)
