"""What stands on the claim sheet: of a remake (R-4), and of a fault that comes again (X-10)."""

from dataclasses import replace
from typing import Final

from shopcare.domain.cases.experience import Pattern
from shopcare.domain.goods.photo import PhotoKind
from shopcare.language.catalog import Catalog
from shopcare.language.records.eye_words import eyes_text
from shopcare.language.records.record_words import label
from shopcare.printing.documents.claim_sheet import CaseBehind, ClaimSheet
from shopcare.services.cases import cases as case_service
from shopcare.services.cases.cases import CaseFile
from shopcare.services.cases.remakes import prescription_of
from shopcare.services.papers.document_spec import Request
from shopcare.services.papers.shared_facts import (
    paper_words,
    printed_by,
    printed_photos,
    shop_head,
)
from shopcare.services.reports.experience import pattern
from shopcare.services.shop import Shop

_SHOWN: Final = (PhotoKind.FAULT, PhotoKind.ON_RECEIPT)
"""No receipt and nothing of a customer's home goes to a maker; the fault comes first."""
_MOST_PHOTOS: Final = 6
_MOST_CASES: Final = 40


def gather_claim_sheet(shop: Shop, request: Request) -> ClaimSheet:
    """Put a case on its claim sheet; without a case, a form to fill in.

    Raises:
        NotFound: there is no such case.
    """
    blank = ClaimSheet(shop=shop_head(shop), printed=printed_by(shop))
    if request.case_id is None:
        return blank
    words = paper_words(shop)
    file = case_service.case_file(shop, request.case_id)
    case = file.case
    sheet = replace(
        blank,
        number=case.number,
        product=" ".join(filter(None, (case.product, case.spec))),
        lot=case.lot,
        purchased_on=case.bought_on,
        fault=case.fault,
        handled_by=shop.name_of(case.handler_id or case.received_by),
    )
    sheet = _with_pattern(shop, words, _with_photos(shop, sheet, file), file)
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


def _with_photos(shop: Shop, sheet: ClaimSheet, file: CaseFile) -> ClaimSheet:
    photos = [photo for kind in _SHOWN for photo in file.photos if photo.kind is kind]
    shown = printed_photos(shop, photos[:_MOST_PHOTOS])
    return replace(sheet, photos=shown, photo_count=len(photos))


def _with_pattern(shop: Shop, words: Catalog, sheet: ClaimSheet, file: CaseFile) -> ClaimSheet:
    found = pattern(shop, file.case)
    if found is None:
        return sheet
    behind = tuple(
        CaseBehind(number=one.number, received_on=one.received_on, lot=one.lot, fault=one.fault)
        for one in found.alike[:_MOST_CASES]
    )
    return replace(sheet, cases=behind, pattern=pattern_text(words, found))


def pattern_text(words: Catalog, found: Pattern) -> str:
    """Say how often a fault is met in a model, in a batch, and in other models."""
    parts = [
        words.text(
            "{n} of {all} cases of this model in 12 months are about this fault.",
            n=len(found.alike),
            all=found.of_model,
        )
    ]
    if found.of_others:
        parts.append(
            words.text(
                "Of the other models of this kind: {n} of {all}.",
                n=found.others_alike,
                all=found.of_others,
            )
        )
    if found.same_lot > 1:
        parts.append(words.text("From the same batch: {n}.", n=found.same_lot))
    if found.is_above_usual:
        parts.append(words.text("That is more often than usual."))
    return "\n".join(parts)
