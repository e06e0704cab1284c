"""What stands on the claim sheet of a remake (R-4)."""

from dataclasses import replace

from shopcare.language.records.eye_words import eyes_text
from shopcare.language.records.record_words import label
from shopcare.printing.documents.claim_sheet import ClaimSheet
from shopcare.services.cases import cases as case_service
from shopcare.services.cases.remakes import prescription_of
from shopcare.services.papers.document_spec import Request
from shopcare.services.papers.shared_facts import paper_words, printed_by, shop_head
from shopcare.services.shop import Shop


def gather(shop: Shop, request: Request) -> ClaimSheet:
    """Put a remake on its claim sheet; without a case, a form to fill in.

    Raises:
        NotFound: there is no such case.
    """
    blank = ClaimSheet(shop=shop_head(shop), printed=printed_by(shop))
    if request.case_id is None:
        return blank
    words = paper_words(shop)
    case = case_service.case_file(shop, request.case_id).case
    sheet = replace(
        blank,
        number=case.number,
        product=" ".join(filter(None, (case.product, case.spec))),
        lot=case.lot,
        purchased_on=case.bought_on,
        fault=case.fault,
        handled_by=shop.name_of(case.handler_id or case.received_by),
    )
    remake = case.remake
    if remake is None:
        return sheet
    measured = prescription_of(shop, remake)
    return replace(
        sheet,
        maker=remake.maker,
        cause=label(words, remake.cause),
        ordered=remake.ordered,
        wrong=remake.wrong,
        made_to=eyes_text(words, measured) if measured else "",
        payer=label(words, remake.pays),
    )
