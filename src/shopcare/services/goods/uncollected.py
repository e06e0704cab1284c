"""Goods that are not collected: the list by age, and what was sent (X-3, G-8)."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from functools import partial

from shopcare.domain.cases.case import Case, Stage
from shopcare.domain.changes import Changes
from shopcare.domain.errors import Refusal
from shopcare.domain.goods.uncollected import (
    Notice,
    SentBy,
    counting,
    days_uncollected,
    due_step,
)
from shopcare.domain.ids import CaseId, NoticeId
from shopcare.services.goods.items import GoodsChanged, goods_changes
from shopcare.services.shop import Shop
from shopcare.storage import customers
from shopcare.storage.cases import cases
from shopcare.storage.goods import notices


@dataclass(frozen=True, slots=True, kw_only=True)
class Uncollected:
    """Goods that wait for their owner."""

    case: Case
    customer_name: str
    days: int
    """Since the customer knows that they are ready."""
    due_step: int | None
    """The step whose notice is due; None: it was sent."""
    notices: tuple[Notice, ...]


def uncollected(shop: Shop, days: int | None = None) -> list[Uncollected]:
    """List what has not been collected for some days, the longest first.

    Args:
        shop: the shop.
        days: at least so many; None: as many as the first notice waits for.
    """
    first = next(iter(shop.schedule.uncollected_days), 1)
    ids = uncollected_ids(shop, first if days is None else days)
    found = cases.many(shop.file, ids)
    names = customers.by_id(shop.file, (case.customer_id for case in found))
    return [_uncollected(shop, case, names[case.customer_id].name) for case in found]


def uncollected_ids(shop: Shop, days: int) -> list[CaseId]:
    """List the ids of the cases whose goods have not been collected for some days."""
    now = shop.now()
    first_day = now.date() - timedelta(days=days - 1)
    ids = notices.told_before(shop.file, datetime.combine(first_day, time(), now.tzinfo))
    if not any(service.at_home for service in shop.policy.services):
        return ids
    found = cases.many(shop.file, ids)
    return [case.id for case in found if not shop.policy.is_at_home(case.service)]


def notices_of(shop: Shop, case: Case) -> list[Notice]:
    """Read what was sent since the goods of a case are ready."""
    return counting(notices.of_cases(shop.file, [case.id]), case.told_ready_at)


def due_notice(shop: Shop, case: Case) -> int | None:
    """Give the step whose notice is due for a case, or None (X-3)."""
    if case.stage is not Stage.READY or case.voided is not None:
        return None
    if shop.policy.is_at_home(case.service):  # nothing is to be collected
        return None
    days = days_uncollected(case.told_ready_at, shop.today())
    if not days:
        return None
    return due_step(days, notices_of(shop, case), shop.schedule.uncollected_days)


def note_sent(shop: Shop, case_id: CaseId, how: SentBy) -> GoodsChanged:
    """Write that the notice which is due was sent, and how (X-3).

    Raises:
        NotFound: there is no such case.
        Refusal: ``no_notice_due``.
    """
    with shop.begin("goods.notice", "case") as step:
        case = cases.get(shop.file, case_id)
        due = due_notice(shop, case)
        if due is None:
            raise Refusal("no_notice_due", number=case.number)
        notice_id = notices.add(shop.file, case_id, due, how, by=shop.acting.id, at=shop.now())
        step.subject_id = step.case_id = case_id
        step.values = {"step": due, "how": how}
    undo = partial(_undo_notice, case_id=case_id, notice_id=notice_id, due=due)
    return GoodsChanged(changes=goods_changes(case_id), undo=undo)


def _undo_notice(shop: Shop, case_id: CaseId, notice_id: NoticeId, due: int) -> Changes:
    with shop.begin("goods.undo_notice", "case") as step:
        notices.undo(shop.file, notice_id)
        step.subject_id = step.case_id = case_id
        step.values = {"step": due}
    return goods_changes(case_id)


def _uncollected(shop: Shop, case: Case, name: str) -> Uncollected:
    sent = notices_of(shop, case)
    days = days_uncollected(case.told_ready_at, shop.today())
    return Uncollected(
        case=case,
        customer_name=name,
        days=days,
        due_step=due_step(days, sent, shop.schedule.uncollected_days),
        notices=tuple(sent),
    )
