"""What stands on the labels of items (W-1): of one case, or of several at once."""

from dataclasses import dataclass

from shopcare.domain.goods.item import item_code
from shopcare.domain.ids import CaseId
from shopcare.printing.documents.item_label import ItemLabel, ItemLabels
from shopcare.services.goods.items import items_of
from shopcare.services.papers.document_spec import Request
from shopcare.services.papers.shared_facts import printed_by, promise_on, shop_head
from shopcare.services.shop import Shop
from shopcare.storage.cases import cases


@dataclass(frozen=True, slots=True, kw_only=True)
class LabelRequest(Request):
    """More cases than the first, and which item of it."""

    more: tuple[CaseId, ...] = ()
    """The other cases of a batch."""


def gather(shop: Shop, request: Request) -> ItemLabels:
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
