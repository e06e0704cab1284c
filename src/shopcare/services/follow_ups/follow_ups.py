"""Turns what happened into the calls that the policy asks for."""

import json
from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime
from functools import cache
from typing import TYPE_CHECKING, Final

from shopcare.domain.calendar.count_rule import CountRule
from shopcare.domain.calendar.due_date import DueDate, count
from shopcare.domain.calendar.explanation import DayStep, Reason, Why
from shopcare.domain.calls.callback import (
    WAITING,
    WHEN_READY,
    Callback,
    CallbackPlan,
    CallbackState,
    Purpose,
)
from shopcare.domain.cases.case import Case
from shopcare.domain.ids import CallbackId, PurchaseId, StaffId
from shopcare.domain.people.customer import Customer
from shopcare.domain.policy.schedule import FollowUp, Trigger
from shopcare.domain.shop.settings import Intervals
from shopcare.services.shop import Shop
from shopcare.storage import callbacks

if TYPE_CHECKING:
    from shopcare.services.calendar.calendar import ShopCalendar

_ABOUT_GOODS = frozenset(
    {
        *WHEN_READY,
        Purpose.PROGRESS,
        Purpose.GUIDANCE,
        Purpose.LOAN,
        Purpose.PLANNED,
        Purpose.RECALL,
    }
)
"""Calls that a customer gets who wants no follow-up calls: about their goods, or agreed on."""
STANDING: Final = frozenset({Purpose.KEY_ACCOUNT, Purpose.BIRTHDAY})
"""Calls that only a key account gets (C-3, C-4)."""
AGREED: Final = frozenset({Purpose.CHECK_UP, Purpose.NEW_LENSES, Purpose.FREE_CARE})
"""Calls that only those get who agreed to them (R-3, L-7)."""


def start(
    shop: Shop,
    trigger: Trigger,
    basis_at: datetime,
    *,
    customer: Customer,
    case: Case | None = None,
    purchase_id: PurchaseId | None = None,
    wanted: Iterable[FollowUp] | None = None,
) -> tuple[CallbackId, ...]:
    """Write the calls that something starts, inside a running action.

    Args:
        shop: the shop.
        trigger: what happened.
        basis_at: when it happened; day 0 of the count.
        customer: whom to call.
        case: the case that it is about.
        purchase_id: the purchase that it is about.
        wanted: those of its calls that are about these goods or this work; None: all.
    """
    ids = []
    for follow_up in shop.schedule.follow_ups_for(trigger) if wanted is None else wanted:
        if customer.no_calls and follow_up.purpose not in _ABOUT_GOODS:
            continue
        plan = plan_call(shop, follow_up, basis_at, customer, case=case, purchase_id=purchase_id)
        if trigger is Trigger.GOODS_HANDED_OVER and plan.closes_on < shop.now().date():
            continue  # goods that were handed over long ago, brought in with the till's history
        if follow_up.gives_way and case is not None and _is_called_about(shop, case, plan):
            continue
        ids.append(callbacks.add(shop.file, plan))
    return tuple(ids)


def _is_called_about(shop: Shop, case: Case, plan: CallbackPlan) -> bool:
    """Say whether another rule plans a call about a case in the window of a planned one (G-21).

    A call on the day itself is about the same cause and the same week, too.
    """
    first = plan.basis_at.date()
    return any(
        call.state in WAITING and first <= call.due_on <= plan.closes_on
        for call in callbacks.of_case(shop.file, case.id)
    )


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
        planned_at=shop.now(),
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
    due = count(
        rule,
        basis_at,
        calendar.work,
        calendar.windows,
        clause=clause,
        load=load,
        override=call_hours or None,
        not_before=not_before,
    )
    return due if planned_on is None else replace(due, explanation=_chosen_before(due.explanation))


def _chosen_before(steps: tuple[DayStep, ...]) -> tuple[DayStep, ...]:
    """Leave out how many calls were planned: nobody knows it of an earlier choice."""
    return tuple(
        step._replace(why=Why(Reason.PROPOSED)) if step.why.reason is Reason.PROPOSED else step
        for step in steps
    )


@cache
def rule_text(rule: CountRule) -> str:
    """Write a counting rule as it is kept with a call."""
    return json.dumps(rule.to_plain(), separators=(",", ":"))


def rule_from_text(text: str) -> CountRule:
    """Read a counting rule as it is kept with a call."""
    return CountRule.from_plain(json.loads(text))


def drop(shop: Shop, calls: list[Callback], *purposes: Purpose) -> int:
    """Take calls of some purposes that wait off the list for good, inside a running action.

    Returns how many those are.
    """
    dropped = 0
    for call in calls:
        if call.state in WAITING and (not purposes or call.purpose in purposes):
            callbacks.change(shop.file, replace(call, state=CallbackState.DROPPED))
            dropped += 1
    return dropped


def is_wanted(customer: Customer, call: Callback) -> bool:
    """Say whether the flags of a customer let a call be made (C-3, C-4)."""
    if customer.no_calls and call.purpose not in _ABOUT_GOODS:
        return False
    return customer.key_account or call.purpose not in STANDING


def put_back(shop: Shop, customer: Customer, calls: list[Callback]) -> None:
    """Put calls back on the list as they stood, inside a running action.

    Those of somebody who said meanwhile that they want no calls are paused.
    """
    for call in calls:
        if call.state in WAITING:
            is_open = is_wanted(customer, call)
            state = CallbackState.OPEN if is_open else CallbackState.PAUSED
            callbacks.change(shop.file, replace(call, state=state))
        else:
            callbacks.change(shop.file, call)


def _assignee(shop: Shop, purpose: Purpose, case: Case | None, due_on: date) -> StaffId | None:
    """Give who makes a call: who resolved the complaint, else a knowledgeable person (C-8).

    Who is absent that day is stood in for (G-19).
    Of several knowledgeable people it is the one with the fewest calls planned for that day.
    """
    if purpose in (Purpose.COMPLAINT, Purpose.MISUSE) and case is not None:
        resolver = shop.member(case.resolved_by) or shop.acting
        return (shop.duty.stand_in(resolver, due_on) or shop.acting).id
    knowing = [member for member in shop.staff if member.active and member.knowledgeable]
    there = [member for member in knowing if shop.duty.is_there(member, due_on)]
    able = [member.id for member in there or knowing]
    if len(able) < 2:
        return able[0] if able else None
    planned = callbacks.planned_by_person(shop.file, due_on)
    return min(able, key=lambda staff_id: planned.get(staff_id, 0))
