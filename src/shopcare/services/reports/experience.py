"""What the shop's own cases say of one: a comeback, a pattern, the usual time, a day's load."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Final

from shopcare.domain.cases.case import Case, CaseKind
from shopcare.domain.cases.experience import (
    COMEBACK_DAYS,
    FEWEST,
    Comeback,
    Finished,
    Pattern,
    WorkLoad,
    is_same_fault,
    is_same_product,
    pattern_of,
)
from shopcare.domain.ids import CaseId, CustomerId
from shopcare.services.shop import Shop
from shopcare.storage.cases import cases, history

PATTERN_DAYS: Final = 365
"""X-10: cases of so many days are held against each other."""
_LOOKED_BACK: Final = timedelta(days=60)
"""So far back the shop's work is counted, to know a usual day (X-11)."""


def comebacks(
    shop: Shop, customer_id: CustomerId, product: str, fault: str = "", but: CaseId | None = None
) -> list[Comeback]:
    """List a customer's cases of the last 90 days with the same product or fault (X-6).

    Args:
        shop: the shop.
        customer_id: who comes.
        product: the model; written a little otherwise, it is the same.
        fault: in the customer's words, which are seldom the same twice.
        but: the new case itself, once it is saved.
    """
    if not product.strip() and not fault.strip():
        return []
    since = shop.today() - timedelta(days=COMEBACK_DAYS)
    found = []
    for case in cases.many(shop.file, history.of_customer_since(shop.file, customer_id, since)):
        one = Comeback(
            case=case,
            same_product=is_same_product(case.product, product),
            same_fault=is_same_fault(case.fault, fault),
        )
        if case.id != but and (one.same_product or one.same_fault):
            found.append(one)
    return found


def finished(shop: Shop, kind: CaseKind, service: str) -> Sequence[Finished]:
    """Read how long the latest cases of a service took, for ``usual_time`` (W-6)."""
    return history.finished(shop.file, kind, service)


def pattern(shop: Shop, case: Case) -> Pattern | None:
    """Find the cases of the last year of the same model with the same fault (X-10)."""
    since = shop.today() - timedelta(days=PATTERN_DAYS)
    return pattern_of(case, history.past_faults(shop.file, since))


def work_load(shop: Shop, day: date) -> WorkLoad:
    """Say how much is promised for a day, beside what gets ready on a usual one (X-11)."""
    today, work = shop.today(), shop.calendar.work
    since = today - _LOOKED_BACK
    ready = history.ready_between(shop.file, since, today)
    days = (since + timedelta(days=n) for n in range(_LOOKED_BACK.days))
    open_days = sum(map(work.is_open, days))
    usual = round(ready / open_days, 1) if ready >= FEWEST and open_days else None
    return WorkLoad(promised=shop.calendar.promised(day), usual=usual)
