"""The calls that come due at the shop's rhythm, for customers who agreed to them (R-3, L-7)."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, datetime, time
from typing import Final

from shopcare.domain.calls.callback import (
    WAITING,
    Callback,
    CallbackPlan,
    CallbackState,
    MovedBy,
    MovedDay,
)
from shopcare.domain.cases.case import Stage
from shopcare.domain.cases.line_split import split_line
from shopcare.domain.ids import CallbackId, CustomerId
from shopcare.domain.people.consent import ConsentPurpose, stands
from shopcare.domain.people.customer import Customer
from shopcare.domain.policy.schedule import FollowUp, Trigger
from shopcare.domain.purchases.purchase import PurchaseLine
from shopcare.services.follow_ups import follow_ups
from shopcare.services.shop import Shop, local
from shopcare.storage import callbacks, consents, customers, purchases
from shopcare.storage.cases import cases
from shopcare.storage.measured import prescriptions

_TRIGGERS: Final = (Trigger.EYES_MEASURED, Trigger.SUPPLIED)
_DONE: Final = frozenset({Stage.HANDED_OVER, Stage.CLOSED})


def keep_up(shop: Shop, customer: Customer) -> tuple[CallbackId, ...]:
    """Let these calls be as consent, purchases and measurements say, inside a running action.

    Each is planned once for what it counts from. One that counts from something older gives way,
    and without consent none is left. Returns those that were planned.
    """
    asked = _asked(shop)
    if not asked:
        return ()
    known = callbacks.of_customer(shop.file, customer.id)
    calls = [call for call in known if call.purpose in follow_ups.AGREED]
    if not _agrees(shop, customer.id):
        follow_ups.drop(shop, calls)
        return ()
    made = (_keep_one(shop, customer, follow_up, calls) for follow_up in asked)
    return tuple(call_id for call_id in made if call_id is not None)


def keep_up_all(shop: Shop) -> None:
    """Do the same for everybody who agreed, after a list was brought in or taken back."""
    if _asked(shop):
        agreed = consents.who_agreed(shop.file, ConsentPurpose.CARE_CALLS)
        for customer in customers.many(shop.file, agreed):
            keep_up(shop, customer)


def is_about_goods(shop: Shop, categories: Iterable[str]) -> bool:
    """Say whether goods of some categories, as keys or a till's words, may start such a call."""
    keys = shop.policy.category_keys(categories)
    return any(one.trigger is Trigger.SUPPLIED and one.is_about_goods(keys) for one in _asked(shop))


def is_about_service(shop: Shop, service: str) -> bool:
    """Say whether such a call counts from the last time that a service was done."""
    return any(service in one.services for one in _asked(shop))


def _asked(shop: Shop) -> list[FollowUp]:
    schedule = shop.schedule
    return [one for trigger in _TRIGGERS for one in schedule.follow_ups_for(trigger)]


def _agrees(shop: Shop, customer_id: CustomerId) -> bool:
    return stands(consents.of_customer(shop.file, customer_id), ConsentPurpose.CARE_CALLS)


def _keep_one(
    shop: Shop, customer: Customer, follow_up: FollowUp, calls: Sequence[Callback]
) -> CallbackId | None:
    """Keep one call; give its id where it is planned now."""
    mine = [call for call in calls if call.purpose is follow_up.purpose]
    waiting = [call for call in mine if call.state in WAITING]
    since = _last_time(shop, customer.id, follow_up)
    right = [call for call in waiting if call.basis_at.date() == since]
    follow_ups.drop(shop, [call for call in waiting if call not in right[:1]])
    if since is None or right or customer.no_calls:
        return None
    return callbacks.add(shop.file, _plan(shop, customer, follow_up, since, _called_on(mine)))


def _called_on(calls: Iterable[Callback]) -> date:
    """Give when such a call was settled or voided last; the rhythm goes on after it."""
    settled = [
        call.settled_at.date()
        for call in calls
        if call.state is CallbackState.DONE and call.settled_at is not None
    ]
    voided = [call.due_on for call in calls if call.voided is not None]
    return max([*settled, *voided], default=date.min)


def _plan(
    shop: Shop, customer: Customer, follow_up: FollowUp, since: date, called_on: date
) -> CallbackPlan:
    """Count the first time of the rhythm that nobody has called for; one that passed is due now."""
    basis_at = datetime.combine(since, time(12), shop.now().tzinfo)
    times = 1
    while True:
        counted = replace(follow_up, rule=follow_up.rule.times(times))
        plan = follow_ups.plan_call(shop, counted, basis_at, customer)
        if plan.rule_on > max(called_on, since):
            return _due_now(shop, plan) if plan.due_on < shop.today() else plan
        times += 1


def _due_now(shop: Shop, plan: CallbackPlan) -> CallbackPlan:
    day = shop.calendar.day_for_call(shop.today())
    move = MovedDay(MovedBy.AGREED_LATER, plan.due_on, day)
    return replace(plan, due_on=day, opens_on=day, closes_on=day, due_at=None, moves=(move,))


def _last_time(shop: Shop, customer_id: CustomerId, follow_up: FollowUp) -> date | None:
    """Give the day from which a call counts; None where nothing has happened yet."""
    today = shop.today()
    if follow_up.trigger is Trigger.EYES_MEASURED:
        measured = prescriptions.of_customer(shop.file, customer_id)
        days = [one.measured_on for one in measured if one.voided is None]
    else:
        days = [*_handed_over(shop, customer_id, follow_up), *_served(shop, customer_id, follow_up)]
    return max((day for day in days if day <= today), default=None)


def _handed_over(shop: Shop, customer_id: CustomerId, follow_up: FollowUp) -> list[date]:
    return [
        bill.handed_over_on
        for bill in purchases.of_customer(shop.file, customer_id)
        if bill.handed_over_on is not None
        and bill.voided is None
        and any(
            follow_up.is_about_goods(shop.policy.category_keys([line.category]))
            and is_still_held(shop, line)
            for line in bill.lines
        )
    ]


def is_still_held(shop: Shop, line: PurchaseLine) -> bool:
    """Say whether the customer still has goods of a purchase line, and not all came back (A-2)."""
    split = split_line(line.quantity, cases.returns_of_line(shop.file, line.id))
    return split.returned + split.exchanged < split.whole


def _served(shop: Shop, customer_id: CustomerId, follow_up: FollowUp) -> list[date]:
    done = [
        case
        for case in cases.of_customer(shop.file, customer_id)
        if case.service in follow_up.services and case.stage in _DONE and case.voided is None
    ]
    return [local(shop, case.last_step_at).date() for case in done]
