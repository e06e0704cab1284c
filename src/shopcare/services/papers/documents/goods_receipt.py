"""What stands on the receipt for goods that were taken in (A-8)."""

from shopcare.domain.goods.item import Item
from shopcare.language.catalog import Catalog
from shopcare.language.records.record_words import label
from shopcare.printing.documents.goods_receipt import GoodsLine, GoodsReceipt
from shopcare.services.cases import cases as case_service
from shopcare.services.papers.document_spec import Request
from shopcare.services.papers.shared_facts import (
    condition_facts,
    listed,
    masked_phones,
    paper_words,
    printed_by,
    promise_on,
    shop_head,
)
from shopcare.services.shop import Shop


def gather_goods_receipt(shop: Shop, request: Request) -> GoodsReceipt:
    """Put the goods of a case on their receipt; without a case, a form to fill in.

    Raises:
        NotFound: there is no such case.
    """
    head, printed = shop_head(shop), printed_by(shop)
    if request.case_id is None:
        return GoodsReceipt(shop=head, printed=printed)
    words = paper_words(shop)
    file = case_service.case_file(shop, request.case_id)
    case = file.case
    receiver = shop.member(case.received_by)
    asked = case.return_request
    goods = GoodsLine(
        product=case.product,
        spec=" ".join(filter(None, (case.spec, case.lot))),
        quantity=asked.said_quantity if asked is not None else "",
        condition=case.condition,
        accessories=listed(words, [words.text(item) for item in case.accessories]),
    )
    places = [label(words, trip.place) for trip in file.trips[-1:] if trip.place]
    return GoodsReceipt(
        shop=head,
        printed=printed,
        number=case.number,
        promise=promise_on(shop, case.promised_on),
        customer_name=file.customer.name,
        customer_phone=masked_phones(file.customer),
        what_for=words.text(", ").join((label(words, case.kind), *places)),
        goods=(goods, *(_line(words, item) for item in file.items[1:])),
        **condition_facts(shop, file),
        received_at=case.received_at,
        received_by=receiver.name if receiver else "",
        terms=tuple(words.text(term) for term in shop.policy.terms.get(case.kind, ())),
    )


def _line(words: Catalog, item: Item) -> GoodsLine:
    """Put an item on the receipt that was handed in beside the product (W-1)."""
    return GoodsLine(
        product=item.what,
        quantity=str(item.quantity),
        condition=item.condition,
        accessories=listed(words, [words.text(one) for one in item.accessories]),
    )
