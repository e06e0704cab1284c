"""The deadlines of a case and the calls that keep them from passing in silence."""

from dataclasses import dataclass, replace
from datetime import date, datetime

from shopcare.domain.calls.call_try import promise_moves
from shopcare.domain.calls.callback import CallbackPlan, MovedBy, MovedDay, Purpose
from shopcare.domain.cases.case import FINAL, Case, CaseDraft, How, Said, Stage
from shopcare.domain.cases.case_facts import LONGEST_AHEAD
from shopcare.domain.cases.deadline import DeadlineKind, DeadlinePlan
from shopcare.domain.changes import ChangeKind, Changes
from shopcare.domain.errors import Invalid, Problem, Refusal, Value
from shopcare.domain.ids import CaseId
from shopcare.domain.people.customer import Customer
from shopcare.domain.policy.schedule import Trigger
from shopcare.domain.typed.text import clean_text, reason_problems
from shopcare.services.follow_ups import case_deadlines, follow_ups, next_dates
from shopcare.services.shop import Shop
from shopcare.storage import callbacks, customers
from shopcare.storage.cases import cases, deadlines

_DONE = FINAL | {Stage.READY, Stage.HANDED_OVER}


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """A case whose promise or acknowledgement was recorded."""

    case: Case
    changes: Changes


def acknowledge_by(shop: Shop, received_at: datetime | None = None) -> datetime:
    """Say until when the customer is to be told the steps and the time (G-3)."""
    term = shop.schedule.deadline(DeadlineKind.ACKNOWLEDGE)
    return case_deadlines.plan_deadline(shop, term, received_at or shop.now()).due_at


def promise_all(shop: Shop, case: Case, customer: Customer) -> int:
    """Write everything that a new request promises, inside a running action (G-3, G-6).

    Returns how many calls that are.
    """
    if case.promised_on is None:
        promise_answers(shop, case, case.received_at)
        return 0
    deadline, call = _promised(shop, case, customer, case.promised_on)
    promise_answers(shop, case, case.received_at, deadline)
    callbacks.add(shop.file, call)
    return 1


def promise_answers(shop: Shop, case: Case, since: datetime, *besides: DeadlinePlan) -> None:
    """Write the deadlines that a request sets, inside a running action (G-3, A-2 to A-4, L-2).

    Args:
        shop: the shop.
        case: what is requested.
        since: when the request, or the wish to reopen it, came in.
        besides: other deadlines that are written with them.
    """
    case_deadlines.start(shop, Trigger.RECEIVED, case, since, *besides)
    if case.acknowledged is not None:
        deadlines.meet(shop.file, case.id, [DeadlineKind.ACKNOWLEDGE], case.acknowledged.at)


def promise(
    shop: Shop, case: Case, customer: Customer, day: date, at: datetime | None = None
) -> None:
    """Write a promised day inside a running action; it cannot pass in silence (G-6).

    The day is a deadline until the shop closes, and a call "tell the customer" waits in the last
    call window of that day; it goes away by itself when the goods are ready in time. A day on
    which the shop is closed stays what was promised; due is the open day before.

    Args:
        shop: the shop.
        case: what is promised.
        customer: to whom.
        day: for when.
        at: when it was promised; None: now. A promise that it replaces ends then.
    """
    withdraw(shop, case.id, at)
    deadline, call = _promised(shop, case, customer, day)
    deadlines.add(shop.file, case.id, [deadline])
    callbacks.add(shop.file, call)


def _promised(
    shop: Shop, case: Case, customer: Customer, day: date
) -> tuple[DeadlinePlan, CallbackPlan]:
    """Plan the deadline of a promised day and the call that keeps it (G-6)."""
    due_on = shop.calendar.day_for_promise(day, min(day, shop.now().date()))
    plan = DeadlinePlan(
        kind=DeadlineKind.PROMISED,
        clause="G-6",
        rule="",
        basis_at=case.received_at,
        rule_on=day,
        due_at=shop.calendar.closing(due_on),
        provisional=shop.calendar.work.is_provisional(day),
        by_hand=True,
    )
    due_at = shop.calendar.last_call_on(due_on, customer.call_hours)
    return plan, _call(shop, case, day, due_on, due_at)


def withdraw(shop: Shop, case_id: CaseId, at: datetime | None = None) -> None:
    """Take a promise and its call off the list, inside a running action."""
    deadlines.drop(shop.file, case_id, [DeadlineKind.PROMISED], at or shop.now())
    follow_ups.drop(shop, callbacks.of_case(shop.file, case_id), Purpose.PROGRESS)


def keep_promise(shop: Shop, case_id: CaseId, at: datetime) -> None:
    """Write that the promised goods are ready, inside a running action; late stays late (X-16)."""
    deadlines.meet(shop.file, case_id, [DeadlineKind.PROMISED, DeadlineKind.ACKNOWLEDGE], at)
    follow_ups.drop(shop, callbacks.of_case(shop.file, case_id), Purpose.PROGRESS)


def proposed_day(shop: Shop, service_key: str, received_at: datetime | None = None) -> date | None:
    """Propose the promised day that the policy gives a service, or None."""
    working_days = shop.schedule.promised_working_days.get(service_key)
    if working_days is None:
        return None
    return shop.calendar.promised_day(received_at or shop.now(), working_days)


def promise_problems(
    shop: Shop, case: Case | CaseDraft, day: date, agreed: How | None, field: str
) -> list[Problem]:
    """Say what keeps a case from being promised for a day (A-3, L-2).

    A day beyond the longest time of the policy or the law is refused. One beyond the usual time of
    a repair needs the customer's consent. Where that time is over already, the next open day is
    what is left to promise.

    Args:
        shop: the shop.
        case: what is promised.
        day: for when.
        agreed: how the customer agreed to the day, None where they have not.
        field: in which field the answer about the consent stands.
    """
    next_open = shop.calendar.day_for_call(shop.now().date())
    limit = case_deadlines.limit_of(shop, DeadlineKind.LONGEST, case)
    if limit is not None and day > (last := max(limit.day, next_open)):
        is_law = not limit.term.holds_for_paid
        code = "promised_beyond_law" if is_law else "promised_beyond_longest"
        values: dict[str, Value] = {"day": last.isoformat(), "source": limit.source}
        return [Problem(field="promised_on", code=code, values=values)]
    usual = case_deadlines.limit_of(shop, DeadlineKind.REPAIR, case)
    if usual is not None and agreed is None and day > (last := max(usual.day, next_open)):
        values = {"day": last.isoformat(), "source": usual.source}
        return [Problem(field=field, code="longer_not_agreed", values=values)]
    return []


def change_promise(
    shop: Shop, case_id: CaseId, day: date, reason: str, agreed: How | None = None
) -> Kept:
    """Promise another day: the reason is recorded and the customer is to be told today (G-6).

    Args:
        shop: the shop.
        case_id: what is promised.
        day: for when.
        reason: why it is another day.
        agreed: how the customer agreed to it; a repair that takes longer needs it (A-3).

    Raises:
        NotFound: there is no such case.
        Refusal: ``nothing_promised`` where the goods are ready or the case is closed.
        Invalid: ``promised_in_past``, ``day_too_far``, ``reason_missing``, ``text_too_long``; see
            ``promise_problems``.
    """
    reason = clean_text(reason)
    with shop.begin("case.promise", "case") as step:
        case = cases.get(shop.file, case_id)
        if case.stage in _DONE:
            raise Refusal("nothing_promised", number=case.number)
        _require(day, reason, shop.now().date())
        if problems := promise_problems(shop, case, day, agreed, "how"):
            raise Invalid(*problems)
        changed = replace(case, promised_on=day)
        step.subject_id = step.case_id = case_id
        step.values = {"from": case.promised_on, "to": day, "reason": reason}
        if agreed is not None:
            step.values["agreed"] = agreed
        cases.change(shop.file, changed)
        customer = customers.get(shop.file, case.customer_id)
        promise(shop, changed, customer, day)
        if case.promised_on is not None:
            _tell(shop, changed, case.promised_on)
        next_dates.after_step(shop, case_id, shop.now())
    return Kept(
        case=changed, changes=Changes.of(ChangeKind.CASE, ChangeKind.CALLBACK, record_id=case_id)
    )


def acknowledge(shop: Shop, case_id: CaseId, how: How) -> Kept:
    """Record that the customer was told the steps and the time: who, when, how (G-3).

    Raises:
        NotFound: there is no such case.
        Refusal: ``already_acknowledged``.
    """
    at = shop.now()
    with shop.begin("case.acknowledge", "case") as step:
        case = cases.get(shop.file, case_id)
        if case.acknowledged is not None:
            raise Refusal("already_acknowledged", number=case.number)
        if not case.is_open:
            raise Refusal("case_over", number=case.number)
        said = Said(at=at, by=shop.acting.id, how=how)
        changed = replace(case, acknowledged=said, last_step_at=max(at, case.last_step_at))
        if case.stage is Stage.RECEIVED:
            changed = replace(changed, stage=Stage.CONFIRMED)
        step.subject_id = step.case_id = case_id
        step.values = {"how": how}
        cases.change(shop.file, changed)
        deadlines.meet(shop.file, case_id, [DeadlineKind.ACKNOWLEDGE], at)
        next_dates.ask_for_missing_facts(shop, changed)
        next_dates.after_step(shop, case_id, at)
    return Kept(case=changed, changes=Changes.of(ChangeKind.CASE, record_id=case_id))


def _require(day: date, reason: str, today: date) -> None:
    problems = []
    if day < today:
        problems.append(Problem(field="promised_on", code="promised_in_past"))
    if day > today + LONGEST_AHEAD:
        problems.append(Problem(field="promised_on", code="day_too_far"))
    problems += reason_problems(reason)
    if problems:
        raise Invalid(*problems)


def _tell(shop: Shop, case: Case, before: date) -> None:
    """Write the call that tells the customer today of another promised day (G-6)."""
    today = shop.now().date()
    due_on = shop.calendar.day_for_call(today)
    call = _call(shop, case, today, due_on, None)
    slipped = MovedDay(MovedBy.SLIPPED, before, today)
    callbacks.add(shop.file, replace(call, moves=(slipped, *call.moves)))


def _call(shop: Shop, case: Case, day: date, due_on: date, due_at: datetime | None) -> CallbackPlan:
    return CallbackPlan(
        customer_id=case.customer_id,
        case_id=case.id,
        purpose=Purpose.PROGRESS,
        clause="G-6",
        rule="",
        basis_at=case.received_at,
        rule_on=day,
        due_on=due_on,
        opens_on=due_on,
        closes_on=due_on,
        due_at=due_at,
        provisional=False,
        assignee_id=case.handler_id,
        by_hand=True,
        planned_at=shop.now(),
        moves=promise_moves(day, due_on),
    )
