"""What stands on the papers about a case's goods: labels, slips and notices."""

from dataclasses import dataclass
from datetime import timedelta

from shopcare.domain.cases.case_stages import due_of
from shopcare.domain.goods.item import item_code
from shopcare.domain.goods.uncollected import days_uncollected, is_urgent, step_of
from shopcare.domain.ids import CaseId
from shopcare.domain.money import Fen
from shopcare.printing.documents.item_label import ItemLabel, ItemLabels
from shopcare.printing.documents.loan_slip import LoanSlip
from shopcare.printing.documents.pickup_notice import PickupNotice
from shopcare.services.cases import cases as case_service
from shopcare.services.goods import loans
from shopcare.services.goods.items import items_of
from shopcare.services.papers.document_spec import Request
from shopcare.services.papers.shared_facts import (
    item_text,
    masked_phones,
    paper_words,
    printed_by,
    promise_on,
    shop_head,
)
from shopcare.services.people.customers import customer
from shopcare.services.shop import Shop
from shopcare.storage.cases import cases

_ANSWER_WITHIN = timedelta(days=15)


@dataclass(frozen=True, slots=True, kw_only=True)
class LabelRequest(Request):
    """More cases than the first, and which item of it."""

    more: tuple[CaseId, ...] = ()
    """The other cases of a batch."""


def gather_item_label(shop: Shop, request: Request) -> ItemLabels:
    """Make a label for each item of some cases that is still here.

    Raises:
        NotFound: there is no such case.
    """
    assert request.case_id is not None
    more = request.more if isinstance(request, LabelRequest) else ()
    ids = dict.fromkeys((request.case_id, *more))
    labels = tuple(label for case_id in ids for label in _labels(shop, case_id))
    return ItemLabels(shop=shop_head(shop), printed=printed_by(shop), labels=labels)


def _labels(shop: Shop, case_id: CaseId) -> list[ItemLabel]:
    case = cases.get(shop.file, case_id)
    items = items_of(shop, case)
    return [
        ItemLabel(
            number=case.number,
            code=item_code(case.number, item.position, len(items)),
            position=f"{item.position}/{len(items)}" if len(items) > 1 else "",
            what=item.what,
            promise=promise_on(shop, case.promised_on),
            place=item.place,
        )
        for item in items
        if item.is_here or not any(one.is_here for one in items)
    ]


def gather_loan_slip(shop: Shop, request: Request) -> LoanSlip:
    """Put a loan on its slip; the newest where none is named, and a form where there is none.

    Raises:
        NotFound: there is no such loan.
    """
    head, printed = shop_head(shop), printed_by(shop)
    loan = loans.loan(shop, request.loan_id)
    if loan is None:
        return LoanSlip(shop=head, printed=printed)
    person = customer(shop, loan.customer_id)
    return LoanSlip(
        shop=head,
        printed=printed,
        customer_name=person.name,
        customer_phone=masked_phones(person),
        number=cases.get(shop.file, loan.case_id).number if loan.case_id else "",
        what=loan.what,
        condition=loan.condition,
        lent_at=loan.lent_at,
        lent_by=shop.name_of(loan.lent_by),
        due_on=loan.due_on,
    )


def gather_pickup_notice(shop: Shop, request: Request) -> PickupNotice:
    """Tell a customer that the goods are ready.

    Raises:
        NotFound: there is no such case.
    """
    return notice_of(shop, request, step=0)


def notice_of(shop: Shop, request: Request, *, step: int) -> PickupNotice:
    """Put the goods of a case on a notice.

    Args:
        shop: the shop.
        request: which case.
        step: after how many days; 0: they have just become ready.
    """
    assert request.case_id is not None
    words = paper_words(shop)
    file = case_service.case_file(shop, request.case_id)
    case, due = file.case, due_of(file.case)
    here = [item for item in file.items if item.is_here] or file.items
    told, checked = case.told_ready_at, case.checked_at
    asks = is_urgent(step, shop.schedule.uncollected_days)
    return PickupNotice(
        shop=shop_head(shop),
        printed=printed_by(shop),
        number=case.number,
        customer_name=file.customer.name,
        goods=tuple(item_text(words, item) for item in here),
        fee=Fen(due) if due > 0 else None,
        ready_on=checked.date() if checked else shop.today(),
        told_on=told.date() if told else None,
        step=step,
        answer_by=shop.today() + _ANSWER_WITHIN if asks else None,
    )


def uncollected_step(shop: Shop, request: Request) -> int:
    """Give the step that the goods of a case have reached; the first one before it (X-3)."""
    assert request.case_id is not None
    told = case_service.case_file(shop, request.case_id).case.told_ready_at
    steps = shop.schedule.uncollected_days
    return step_of(days_uncollected(told, shop.today()), steps) or next(iter(steps), 1)


def gather_uncollected_notice(shop: Shop, request: Request) -> PickupNotice:
    """Remind a customer of goods that wait.

    Raises:
        NotFound: there is no such case.
    """
    return notice_of(shop, request, step=uncollected_step(shop, request))
