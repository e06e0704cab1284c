"""What a step of a case leads to: its deadlines and its calls."""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Final

from shopcare.domain.calls.callback import WHEN_READY, Purpose
from shopcare.domain.cases.case import Case, CaseKind, Stage
from shopcare.domain.cases.deadline import NOT_DONE_AFTER_ALL, DeadlineKind, met_by
from shopcare.domain.ids import CallbackId
from shopcare.domain.people.customer import Customer
from shopcare.domain.policy.schedule import FollowUp, Trigger
from shopcare.services.cases import promises, waiting
from shopcare.services.follow_ups import case_deadlines, follow_ups, next_dates
from shopcare.services.shop import Shop
from shopcare.storage import callbacks, customers
from shopcare.storage.cases import cases, deadlines

AFTER_HANDLING: Final = (Purpose.COMPLAINT, Purpose.WEARING_CHECK, Purpose.SERVICE_CHECK)
"""What is asked once a case is handled; it starts again when the case does (G-11)."""
_BEFORE_HANDLING: Final = (
    *WHEN_READY, Purpose.PROGRESS, Purpose.MISSING_FACTS, Purpose.GUIDANCE,
)  # fmt: skip
"""What needs no call any more once a case is handled."""


def carry_out(shop: Shop, before: Case, case: Case) -> tuple[CallbackId, ...]:
    """Write the deadlines and calls that belong to a move, inside a running action."""
    case = waiting.end_wait(shop, case, case.last_step_at)
    _write_dates(shop, before, case)
    calls = _write_calls(shop, before, case)
    next_dates.after_step(shop, case.id, case.last_step_at)
    return calls


def _write_dates(shop: Shop, before: Case, case: Case) -> None:
    """Write the deadlines that a move sets or ends."""
    at = case.last_step_at
    if case.acknowledged is not None and before.acknowledged is None:
        deadlines.meet(shop.file, case.id, [DeadlineKind.ACKNOWLEDGE], case.acknowledged.at)
    if case.promised_on is None:
        promises.withdraw(shop, case.id, at)
    elif case.promised_on != before.promised_on:
        customer = customers.get(shop.file, case.customer_id)
        promises.promise(shop, case, customer, case.promised_on, at)
    deadlines.meet(shop.file, case.id, met_by(case.stage), at)
    if _is_reopened(before, case):
        promises.promise_answers(shop, case, at)  # G-25: the answer is due anew
    if case.stage is Stage.READY:
        case_deadlines.start(shop, Trigger.READY, case, at)
    if before.stage is Stage.READY and case.stage in (Stage.IN_WORK, Stage.DIAGNOSED):
        deadlines.drop(shop.file, case.id, [DeadlineKind.RESULT], at)
        deadlines.reopen(shop.file, case.id, NOT_DONE_AFTER_ALL)


def _is_reopened(before: Case, case: Case) -> bool:
    return case.stage is Stage.CONFIRMED and before.handled_at is not None


def _write_calls(shop: Shop, before: Case, case: Case) -> tuple[CallbackId, ...]:
    """Write the calls that a move starts, and take those off the list that it makes needless."""
    at = case.last_step_at
    customer = customers.get(shop.file, case.customer_id)
    calls = callbacks.of_case(shop.file, case.id)
    match case.stage:
        case Stage.CONFIRMED if _is_reopened(before, case):
            follow_ups.drop(shop, calls, *AFTER_HANDLING)  # G-11
        case Stage.IN_WORK | Stage.DIAGNOSED:
            follow_ups.drop(shop, calls, *WHEN_READY)
            if before.stage is Stage.READY and case.promised_on is not None:
                promises.promise(shop, case, customer, case.promised_on)  # G-6: not ready after all
        case Stage.READY:
            promises.keep_promise(shop, case.id, at)
            follow_ups.drop(shop, calls, Purpose.MISSING_FACTS)  # asked for when it is told
            wanted = _when_ready(shop, Trigger.READY, case)
            ready = Trigger.READY
            return follow_ups.start(shop, ready, at, customer=customer, case=case, wanted=wanted)
        case Stage.HANDED_OVER | Stage.CLOSED:
            promises.keep_promise(shop, case.id, at)
            follow_ups.drop(shop, calls, *_BEFORE_HANDLING)
            return _after_handling(shop, before, case, customer)
        case Stage.CANCELLED:
            deadlines.drop(shop.file, case.id, list(DeadlineKind), at)
            follow_ups.drop(shop, [call for call in calls if call.purpose is not Purpose.LOAN])
        case _:
            pass
    return ()


def _after_handling(
    shop: Shop, before: Case, case: Case, customer: Customer
) -> tuple[CallbackId, ...]:
    if before.handled_at is not None or case.handled_at is None:
        return ()  # closing what was handed over starts nothing again
    calls: tuple[CallbackId, ...] = ()
    if case.kind is CaseKind.RETURN:
        from shopcare.services.cases import exchanged_goods

        exchanged_goods.end_calls_about_returned(shop, case)
    if case.kind is CaseKind.COMPLAINT and not _is_followed(shop, case):  # C-2
        calls += follow_ups.start(
            shop, Trigger.COMPLAINT_HANDLED, case.handled_at, customer=customer, case=case
        )
    # C-1, G-21: a consultation hands nothing over, its call counts from when it is closed
    if case.stage is Stage.HANDED_OVER or case.kind is CaseKind.CONSULTATION:
        keep_agreed_calls(shop, case)
        work = Trigger.WORK_HANDED_OVER
        wanted = sorted(_about_work(shop, case), key=_gives_way)
        calls += follow_ups.start(
            shop, work, case.handled_at, customer=customer, case=case, wanted=wanted
        )
    return calls


def keep_agreed_calls(shop: Shop, case: Case) -> None:
    """Let the calls at the shop's rhythm count from the care that was given (R-3)."""
    from shopcare.services.follow_ups import agreed_calls

    if agreed_calls.is_about_service(shop, case.service):
        agreed_calls.keep_up(shop, customers.get(shop.file, case.customer_id))


def _is_followed(shop: Shop, case: Case) -> bool:
    """Say whether a later complaint about the same grievance has its own series (C-2)."""
    return any(
        one.linked_case_id == case.id
        and one.kind is CaseKind.COMPLAINT
        and one.stage is not Stage.CANCELLED
        for one in cases.of_customer(shop.file, case.customer_id)
    )


def _about_work(shop: Shop, case: Case) -> list[FollowUp]:
    category = shop.policy.category(case.category)
    key = category.key if category is not None else None
    called_about = case.kind is CaseKind.RETURN and _calls_about_new_goods(shop, case)
    return [
        follow_up
        for follow_up in shop.schedule.follow_ups_for(Trigger.WORK_HANDED_OVER)
        if follow_up.is_about_work(case.service, key, is_written=bool(case.category))
        and not (follow_up.gives_way and called_about)
    ]


def _calls_about_new_goods(shop: Shop, case: Case) -> bool:
    """Say whether the goods of an exchange are called about already, after fitting (C-1, G-21)."""
    from shopcare.services.cases import exchanged_goods

    return exchanged_goods.is_called_about(shop, case)


def _gives_way(follow_up: FollowUp) -> bool:
    """Sort what gives way behind what it gives way to (G-21)."""
    return follow_up.gives_way


def store_told_ready(shop: Shop, case: Case, at: datetime) -> tuple[CallbackId, ...]:
    """Write that the customer knows, inside a running action, and chase what stays (G-8).

    Goods are chased 7, 15 and 30 days after their owner was told: nobody is late in collecting
    what they do not know to be ready. Until then the call that tells them stays on the list.
    """
    if case.told_ready_at is not None:
        return ()
    told = replace(case, told_ready_at=at, last_step_at=max(at, case.last_step_at))
    cases.change(shop.file, told)
    deadlines.meet(shop.file, case.id, [DeadlineKind.RESULT], at)
    return chase(shop, told, at)


def chase(shop: Shop, case: Case, at: datetime) -> tuple[CallbackId, ...]:
    """Write the calls about goods that are not collected, inside a running action (G-8)."""
    customer = customers.get(shop.file, case.customer_id)
    waits, wanted = Trigger.NOT_COLLECTED, _when_ready(shop, Trigger.NOT_COLLECTED, case)
    return follow_ups.start(shop, waits, at, customer=customer, case=case, wanted=wanted)


def _when_ready(shop: Shop, trigger: Trigger, case: Case) -> list[FollowUp]:
    """Give the calls about finished work; at the customer's home nothing is to be collected."""
    asked = shop.schedule.follow_ups_for(trigger)
    if not shop.policy.is_at_home(case.service):
        return list(asked)
    return [
        replace(one, purpose=Purpose.ACCEPTANCE) if one.purpose is Purpose.PICK_UP else one
        for one in asked
    ]


def plan_calls(shop: Shop, case: Case, customer: Customer) -> int:
    """Write the calls before laying, inside a running action; none once it has begun.

    Returns how many they are.
    """
    if case.kind is not CaseKind.GUIDANCE or case.laying_at is None:
        return 0
    if case.laying_at <= shop.now():
        return 0
    laying = Trigger.LAYING
    return len(follow_ups.start(shop, laying, case.laying_at, customer=customer, case=case))


def plan_again(shop: Shop, before: Case, case: Case) -> None:
    """Let the calls follow a laying that was moved, inside a running action."""
    if before.laying_at == case.laying_at:
        return
    follow_ups.drop(shop, callbacks.of_case(shop.file, case.id), Purpose.GUIDANCE)
    if case.is_open:
        plan_calls(shop, case, customers.get(shop.file, case.customer_id))


def is_short_notice(shop: Shop, laying_at: datetime, received_at: datetime | None = None) -> bool:
    """Say whether the customer tells us too late to be sure of a technician (T-5)."""
    since = received_at or shop.now()
    notice = timedelta(days=shop.schedule.notice_days)
    return laying_at.date() < since.date() + notice
