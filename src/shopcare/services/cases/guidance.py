"""Guidance before laying: when it is, and the call that agrees when the technician comes (T-5)."""

from datetime import datetime, timedelta

from shopcare.domain.calls.callback import Purpose
from shopcare.domain.cases.case import Case, CaseKind
from shopcare.domain.people.customer import Customer
from shopcare.domain.policy.schedule import Trigger
from shopcare.services.follow_ups import follow_ups
from shopcare.services.shop import Shop
from shopcare.storage import callbacks, customers


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
