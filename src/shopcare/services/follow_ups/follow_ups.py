"""Turns what happened into the calls that the policy asks for."""

import json
from dataclasses import replace
from datetime import date, datetime
from typing import TYPE_CHECKING

from shopcare.domain.calendar.count_rule import CountRule
from shopcare.domain.calendar.due_date import DueDate, count
from shopcare.domain.calls.callback import Callback, CallbackPlan, CallbackState, Purpose
from shopcare.domain.cases.case import Case
from shopcare.domain.ids import CallbackId, CustomerId, PurchaseId, StaffId
from shopcare.domain.people.customer import Customer
from shopcare.domain.policy.policy import FollowUp, Trigger
from shopcare.domain.shop.settings import Intervals
from shopcare.services.shop import Shop
from shopcare.storage import callbacks

if TYPE_CHECKING:
    from shopcare.services.calendar.calendar import ShopCalendar

_ABOUT_GOODS = frozenset({Purpose.PICK_UP, Purpose.PROGRESS, Purpose.GUIDANCE, Purpose.PLANNED})
"""Calls that a customer gets who wants no follow-up calls: about their goods, or agreed on."""


def start(
    shop: Shop,
    trigger: Trigger,
    basis_at: datetime,
    *,
    customer: Customer,
    case: Case | None = None,
    purchase_id: PurchaseId | None = None,
) -> tuple[CallbackId, ...]:
    """Write the calls that something starts, inside a running action.

    Args:
        shop: the shop.
        trigger: what happened.
        basis_at: when it happened; day 0 of the count.
        customer: whom to call.
        case: the case that it is about.
        purchase_id: the purchase that it is about.
    """
    ids = []
    for follow_up in shop.policy.follow_ups_for(trigger):
        if customer.no_calls and follow_up.purpose not in _ABOUT_GOODS:
            continue
        plan = plan_call(shop, follow_up, basis_at, customer, case=case, purchase_id=purchase_id)
        if trigger is Trigger.FITTED and plan.closes_on < shop.now().date():
            continue  # goods that were handed over long ago, brought in with the till's history
        ids.append(callbacks.add(shop.file, plan))
    return tuple(ids)


def plan_call(
    shop: Shop,
    follow_up: FollowUp,
    basis_at: datetime,
    customer: Customer,
    *,
    case: Case | None = None,
    purchase_id: PurchaseId | None = None,
) -> CallbackPlan:
    """Count when one call is due and who makes it."""
    due = count_call(
        shop,
        follow_up.rule,
        basis_at,
        follow_up.clause,
        customer.call_hours,
        not_before=shop.now().date(),
    )
    return CallbackPlan(
        customer_id=customer.id,
        case_id=case.id if case else None,
        purchase_id=purchase_id,
        purpose=follow_up.purpose,
        clause=follow_up.clause,
        rule=rule_text(follow_up.rule),
        basis_at=basis_at,
        rule_on=due.rule_on,
        due_on=due.due_on,
        opens_on=due.opens_on,
        closes_on=due.closes_on,
        due_at=due.due_at,
        provisional=due.provisional,
        assignee_id=_assignee(shop, follow_up.purpose, case, due.due_on),
    )


def count_call(
    shop: Shop,
    rule: CountRule,
    basis_at: datetime,
    clause: str,
    call_hours: Intervals,
    *,
    planned_on: date | None = None,
    calendar: "ShopCalendar | None" = None,
    not_before: date | None = None,
) -> DueDate:
    """Count a call's day with its explanation.

    Args:
        shop: the shop.
        rule: how to count.
        basis_at: the moment of day 0.
        clause: the rule's id.
        call_hours: the customer's own hours; none: the shop's call windows.
        planned_on: the day that was proposed already; None lets the emptiest day be proposed.
        calendar: another calendar than the shop's, to see what it would change.
        not_before: inside a window, no earlier day is proposed: it would have passed already.
    """
    calendar = calendar or shop.calendar
    load = calendar.load if planned_on is None else planned_on.__ne__
    return count(
        rule,
        basis_at,
        calendar.work,
        calendar.windows,
        clause=clause,
        load=load,
        override=call_hours or None,
        not_before=not_before,
    )


def rule_text(rule: CountRule) -> str:
    """Write a counting rule as it is kept with a call."""
    return json.dumps(rule.to_plain(), separators=(",", ":"))


def rule_from_text(text: str) -> CountRule:
    """Read a counting rule as it is kept with a call."""
    return CountRule.from_plain(json.loads(text))


def drop(shop: Shop, calls: list[Callback], *purposes: Purpose) -> None:
    """Take open calls of some purposes off the list, inside a running action."""
    for call in calls:
        if call.state is CallbackState.OPEN and (not purposes or call.purpose in purposes):
            callbacks.change(shop.file, replace(call, state=CallbackState.DROPPED))


def put_back(shop: Shop, customer: Customer, calls: list[Callback]) -> None:
    """Put calls back on the list as they stood, inside a running action.

    Who said meanwhile that they want no calls gets none back but those about their goods.
    """
    for call in calls:
        if not customer.no_calls or call.purpose in _ABOUT_GOODS:
            callbacks.change(shop.file, call)


def drop_routine(shop: Shop, customer_id: CustomerId) -> None:
    """Take every follow-up call of a customer off the list who wants no calls."""
    routine = [purpose for purpose in Purpose if purpose not in _ABOUT_GOODS]
    drop(shop, callbacks.open_of_customer(shop.file, customer_id), *routine)


def _assignee(shop: Shop, purpose: Purpose, case: Case | None, due_on: date) -> StaffId | None:
    """Give who makes a call: who resolved the complaint, else a knowledgeable person (C-8).

    Of several knowledgeable people it is the one with the fewest calls planned for that day.
    """
    if purpose in (Purpose.COMPLAINT, Purpose.MISUSE) and case is not None:
        return case.resolved_by or shop.acting.id
    able = [member.id for member in shop.staff if member.active and member.knowledgeable]
    if len(able) < 2:
        return able[0] if able else None
    planned = callbacks.planned_by_person(shop.file, due_on)
    return min(able, key=lambda staff_id: planned.get(staff_id, 0))
