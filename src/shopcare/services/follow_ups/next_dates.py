"""No open case is ever without a next date (G-25)."""

from datetime import datetime

from shopcare.domain.calendar.due_date import count
from shopcare.domain.calls.callback import CallbackState
from shopcare.domain.cases.deadline import DeadlineKind, DeadlinePlan
from shopcare.domain.ids import CaseId, CustomerId
from shopcare.services.follow_ups.follow_ups import rule_text
from shopcare.services.shop import Shop
from shopcare.storage import callbacks, cases, deadlines


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
    if not case.is_open or _has_next_date(shop, case_id):
        return
    calendar, rule = shop.calendar, shop.policy.next_step
    due = count(rule, at, calendar.work, calendar.windows, clause="G-25")
    assert due.due_at is not None
    plan = DeadlinePlan(
        kind=DeadlineKind.NEXT_STEP,
        clause="G-25",
        rule=rule_text(rule),
        basis_at=at,
        rule_on=due.rule_on,
        due_at=due.due_at,
        provisional=due.provisional,
    )
    deadlines.add(shop.file, case_id, plan)


def keep_next_dates_of(shop: Shop, customer_id: CustomerId) -> None:
    """Do the same for every open case of a customer whose calls were taken off the list."""
    for case in cases.of_customer(shop.file, customer_id):
        keep_next_date(shop, case.id, shop.now())


def _has_next_date(shop: Shop, case_id: CaseId) -> bool:
    if any(deadline.met_at is None for deadline in deadlines.of_case(shop.file, case_id)):
        return True
    calls = callbacks.of_case(shop.file, case_id)
    return any(call.state is CallbackState.OPEN for call in calls)
