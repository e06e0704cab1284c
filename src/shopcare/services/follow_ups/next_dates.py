"""No open case is ever without a next date (G-25)."""

from datetime import datetime

from shopcare.domain.calls.callback import CallbackState, Purpose
from shopcare.domain.cases.case import Case
from shopcare.domain.cases.deadline import DeadlineKind
from shopcare.domain.ids import CaseId, CustomerId
from shopcare.domain.policy.schedule import Trigger
from shopcare.services.follow_ups import case_deadlines, follow_ups
from shopcare.services.shop import Shop
from shopcare.storage import callbacks, customers
from shopcare.storage.cases import cases, deadlines


def after_step(shop: Shop, case_id: CaseId, at: datetime) -> None:
    """Look for the next date after a step of a case, inside a running action.

    What a step was waited for with is met by it.
    """
    deadlines.meet(shop.file, case_id, [DeadlineKind.NEXT_STEP], at)
    keep_next_date(shop, case_id, at)


def keep_next_date(shop: Shop, case_id: CaseId, at: datetime) -> None:
    """Give an open case a day to look at it again where nothing is planned for it (G-25).

    Args:
        shop: the shop; inside a running action.
        case_id: the case, open or not.
        at: what the day counts from.
    """
    case = cases.get(shop.file, case_id)
    if not case.is_open:
        return
    _let_it_give_way(shop, case)
    if _has_next_date(shop, case_id):
        return
    case_deadlines.start(shop, Trigger.NOTHING_PLANNED, case, at)


def ask_for_missing_facts(shop: Shop, case: Case) -> int:
    """Plan a call where facts are missing and no contact is ahead, inside a running action (G-2).

    Until the customer was told the steps, that is the next contact (G-3); a call that is planned
    is one, too (C-14). A case is asked about once: what is missing after it was handled was asked
    for then. Returns how many calls it planned.
    """
    if case.acknowledged is None or case.reopened_at is not None or not case.missing:
        return 0
    if callbacks.open_of_customer(shop.file, case.customer_id):
        return 0
    missing, customer = Trigger.FACTS_MISSING, customers.get(shop.file, case.customer_id)
    return len(follow_ups.start(shop, missing, shop.now(), customer=customer, case=case))


def _let_it_give_way(shop: Shop, case: Case) -> None:
    """Take the call for missing facts off the list once another call will ask for them (G-2)."""
    if case.acknowledged is None or not case.missing:
        return
    calls = [c for c in callbacks.of_case(shop.file, case.id) if c.state is CallbackState.OPEN]
    asking = [call for call in calls if call.purpose is Purpose.MISSING_FACTS]
    if len(calls) > len(asking):
        follow_ups.drop(shop, [call for call in asking if not call.attempts])


def keep_next_dates_of(shop: Shop, customer_id: CustomerId) -> None:
    """Do the same for every open case of a customer whose calls were taken off the list."""
    for case in cases.of_customer(shop.file, customer_id):
        keep_next_date(shop, case.id, shop.now())


def _has_next_date(shop: Shop, case_id: CaseId) -> bool:
    if case_deadlines.has_date_ahead(shop, case_id):
        return True
    calls = callbacks.of_case(shop.file, case_id)
    return any(call.state is CallbackState.OPEN for call in calls)
