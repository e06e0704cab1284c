"""What stands on the service slip of a case."""

from shopcare.domain.cases.case import Case, CaseKind
from shopcare.domain.typed.phone import grouped
from shopcare.language.catalog import Catalog
from shopcare.language.records.eye_words import eyes_text
from shopcare.language.records.record_words import label
from shopcare.printing.documents.service_slip import PlannedPart, ServiceSlip
from shopcare.services.cases import cases as case_service
from shopcare.services.papers.document_spec import Request
from shopcare.services.papers.shared_facts import (
    condition_facts,
    listed,
    more_items,
    paper_words,
    printed_by,
    promise_on,
    shop_head,
)
from shopcare.services.policies.verdicts import care_lines
from shopcare.services.shop import Shop


def gather_service_slip(shop: Shop, request: Request) -> ServiceSlip:
    """Put a case on its slip.

    Raises:
        NotFound: there is no such case.
    """
    assert request.case_id is not None
    words = paper_words(shop)
    file = case_service.case_file(shop, request.case_id)
    case, plan = file.case, file.case.plan
    receiver = shop.member(case.received_by)
    category = shop.policy.category(case.category)
    parts: tuple[PlannedPart, ...] = ()
    if plan and plan.parts:
        parts = (PlannedPart(name=plan.parts, origin=label(words, plan.parts_origin)),)
    return ServiceSlip(
        shop=shop_head(shop),
        printed=printed_by(shop),
        number=case.number,
        is_repair=case.kind is CaseKind.REPAIR,
        at_home=shop.policy.is_at_home(case.service),
        kind=_kind_and_service(shop, words, case),
        customer_name=file.customer.name,
        customer_phone=" / ".join(grouped(phone.digits) for phone in file.customer.phones),
        customer_address=file.customer.address,
        category=words.text(category.label) if category else case.category,
        model=case.product,
        spec=case.spec,
        lot=case.lot,
        purchased_on=case.bought_on,
        fault=case.fault,
        wishes=case.wishes,
        accessories=listed(words, [words.text(item) for item in case.accessories]),
        condition=case.condition,
        more_items=more_items(words, file.items),
        **condition_facts(shop, file),
        plan=plan.work if plan else "",
        parts=parts,
        eyes=_eyes(shop, words, case),
        fee=plan.fee_fen if plan else None,
        promise=promise_on(shop, case.promised_on),
        steps=tuple(words.text(step) for step in shop.policy.steps.get(case.kind, ())),
        consent=label(words, case.consent.how) if case.consent else "",
        terms=(*map(words.text, shop.policy.terms.get(case.kind, ())), *_care(shop, words, case)),
        received_by=receiver.name if receiver else "",
        received_at=case.received_at,
    )


def _eyes(shop: Shop, words: Catalog, case: Case) -> str:
    """Give the prescription to which a remake is made (R-2, R-4)."""
    if case.remake is None:
        return ""
    from shopcare.services.cases.remakes import prescription_of

    measured = prescription_of(shop, case.remake)
    return "" if measured is None else eyes_text(words, measured)


def _care(shop: Shop, words: Catalog, case: Case) -> list[str]:
    """Say what is left of the free care of the goods (A-6)."""
    if case.purchase_line_id is None:
        return []
    return care_lines(shop, words, case.purchase_line_id)


def _kind_and_service(shop: Shop, words: Catalog, case: Case) -> str:
    service = shop.policy.service(case.service)
    kind = label(words, case.kind)
    if service is None or words.text(service.label) == kind:
        return kind
    return words.text("{kind}: {service}", kind=kind, service=words.text(service.label))
