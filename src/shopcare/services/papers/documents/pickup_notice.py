"""What stands on the notice that goods are ready (G-8)."""

from datetime import timedelta

from shopcare.domain.cases.case_stages import due_of
from shopcare.domain.goods.uncollected import days_uncollected, step_of
from shopcare.domain.money import Fen
from shopcare.printing.documents.pickup_notice import PickupNotice
from shopcare.services.cases import cases as case_service
from shopcare.services.papers.document_spec import Request
from shopcare.services.papers.shared_facts import item_text, paper_words, printed_by, shop_head
from shopcare.services.shop import Shop

_ANSWER_WITHIN = timedelta(days=15)


def gather(shop: Shop, request: Request) -> PickupNotice:
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
        answer_by=shop.today() + _ANSWER_WITHIN,
    )


def uncollected_step(shop: Shop, request: Request) -> int:
    """Give the step that the goods of a case have reached; the first one before it (X-3)."""
    assert request.case_id is not None
    told = case_service.case_file(shop, request.case_id).case.told_ready_at
    return step_of(days_uncollected(told, shop.today())) or 7
