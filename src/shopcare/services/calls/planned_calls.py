"""Planning a call by hand (W-10), and voiding one that was planned by mistake (W-8)."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from typing import Final

from shopcare.domain.calls.call_try import FARTHEST, chosen
from shopcare.domain.calls.callback import (
    WAITING,
    Callback,
    CallbackPlan,
    CallbackState,
    MovedBy,
    MovedDay,
    Purpose,
)
from shopcare.domain.changes import ChangeKind, Changes
from shopcare.domain.errors import Invalid, Problem, Refusal
from shopcare.domain.ids import CallbackId, CaseId, CustomerId, StaffId
from shopcare.domain.shop.audit import Voided
from shopcare.domain.typed.text import clean_line, require_reason, too_long
from shopcare.services.follow_ups import next_dates, recurring_calls
from shopcare.services.shop import Shop
from shopcare.storage import callbacks, customers, row_changes
from shopcare.storage.cases import cases

_LONGEST = {"reason": 300}
_EVENING: Final = time(17)


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedCall:
    """What somebody says about a call to come."""

    customer_id: CustomerId
    on: date
    reason: str
    at: time | None = None
    """The hour that was agreed; None: in the call windows of the day."""
    case_id: CaseId | None = None
    assignee_id: StaffId | None = None
    """Who is to call; None: whoever plans it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Planned:
    """A call that was planned by hand."""

    callback: Callback
    changes: Changes


def in_one_hour(now: datetime) -> datetime:
    """Give the moment one hour from now, to the minute (W-10)."""
    return now.replace(second=0, microsecond=0) + timedelta(hours=1)


def this_evening(windows: Sequence[tuple[datetime, datetime]], now: datetime) -> datetime | None:
    """Give when to call this evening, or None where no call window of it is left (W-10).

    Args:
        windows: of today, those that suit the customer.
        now: the present moment.
    """
    for opens, ends in reversed(windows):
        begins = max(opens, opens.replace(hour=_EVENING.hour, minute=0))
        if now < begins < ends:
            return begins
    return None


def plan_call(shop: Shop, planned: PlannedCall) -> Planned:
    """Put a call on the list of a day; no calendar moves it (W-10).

    Raises:
        NotFound: there is no such customer or case.
        Refusal: ``day_in_past``, ``day_too_far``, ``moment_in_past``, ``case_of_another``.
        Invalid: ``call_reason_missing``, ``text_too_long``.
    """
    reason = clean_line(planned.reason)
    due_at = _due_at(shop, planned)
    if not reason:
        raise Invalid(Problem(field="reason", code="call_reason_missing"))
    if problems := too_long({"reason": reason}, _LONGEST):
        raise Invalid(*problems)
    with shop.begin("callback.plan", "callback") as step:
        customers.get(shop.file, planned.customer_id)
        _require_own_case(shop, planned)
        plan = _plan(shop, planned, reason, due_at)
        callback_id = callbacks.add(shop.file, plan)
        step.subject_id, step.case_id = callback_id, planned.case_id
        step.values = {"purpose": plan.purpose, "on": planned.on, "reason": reason}
    return Planned(
        callback=callbacks.get(shop.file, callback_id),
        changes=Changes.of(ChangeKind.CALLBACK, record_id=callback_id),
    )


def _due_at(shop: Shop, planned: PlannedCall) -> datetime | None:
    now = shop.now()
    if planned.on < now.date():
        raise Refusal("day_in_past", day=planned.on.isoformat())
    if planned.on > now.date() + FARTHEST:
        raise Refusal("day_too_far", day=planned.on.isoformat())
    if planned.at is None:
        return None
    due_at = shop.calendar.work.moment(planned.on, planned.at)
    if due_at < now.replace(second=0, microsecond=0):
        raise Refusal("moment_in_past", moment=f"{due_at:%Y-%m-%d %H:%M}")
    return due_at


def _require_own_case(shop: Shop, planned: PlannedCall) -> None:
    if planned.case_id is None:
        return
    case = cases.get(shop.file, planned.case_id)
    if case.customer_id != planned.customer_id:
        raise Refusal("case_of_another", number=case.number)


def _plan(shop: Shop, planned: PlannedCall, reason: str, due_at: datetime | None) -> CallbackPlan:
    plan = CallbackPlan(
        customer_id=planned.customer_id,
        case_id=planned.case_id,
        purpose=Purpose.PLANNED,
        clause="W-10",
        rule="",
        basis_at=shop.now(),
        rule_on=planned.on,
        due_on=planned.on,
        opens_on=planned.on,
        closes_on=planned.on,
        due_at=due_at,
        provisional=False,
        assignee_id=planned.assignee_id or shop.acting.id,
        by_hand=True,
        reason=reason,
        planned_at=shop.now(),
    )
    move = MovedDay(MovedBy.BY_HAND, planned.on, planned.on, due_at)
    return chosen(plan, move, shop.calendar.day_for_call(planned.on))


def void_call(shop: Shop, callback_id: CallbackId, reason: str) -> Changes:
    """Take a call out of every count; it and its tries stay readable.

    The rhythm of a key account goes on with the next call (C-3, C-4).

    Raises:
        NotFound: there is no such call.
        Refusal: ``nothing_to_void`` where it is off the list already.
        Invalid: ``reason_missing``, ``text_too_long``.
    """
    reason, now = require_reason(reason), shop.now()
    with shop.begin("callback.void", "callback") as step:
        call = callbacks.get(shop.file, callback_id)
        if call.state is CallbackState.DROPPED:
            raise Refusal("nothing_to_void")
        step.subject_id, step.case_id = callback_id, call.case_id
        step.values = {"purpose": call.purpose, "reason": reason}
        off = replace(
            call,
            state=CallbackState.DROPPED,
            settled_at=None,
            result=None,
            needs_decision=False,
            voided=Voided(at=now, by=shop.acting.id, reason=reason),
        )
        with row_changes.noting(shop.file, step, call.customer_id):
            callbacks.change(shop.file, off)
            if call.state in WAITING:
                customer = customers.get(shop.file, call.customer_id)
                recurring_calls.plan_next(shop, customer, call, now.date())
            if call.case_id is not None:
                next_dates.keep_next_date(shop, call.case_id, now)
    return Changes.of(ChangeKind.CALLBACK, ChangeKind.CASE, record_id=callback_id)
