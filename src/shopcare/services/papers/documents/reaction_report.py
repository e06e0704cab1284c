"""What stands on the report of an adverse reaction (L-9)."""

from shopcare.domain.cases.deadline import DeadlineKind
from shopcare.language.records.feedback_words import advice_text, symptoms_text
from shopcare.language.records.record_words import label
from shopcare.printing.documents.feedback.reaction_report import ReactionReport
from shopcare.services.cases import cases as case_service
from shopcare.services.papers.document_spec import Request
from shopcare.services.papers.shared_facts import (
    masked_phones,
    paper_words,
    printed_by,
    shop_head,
)
from shopcare.services.shop import Shop, local


def gather_reaction_report(shop: Shop, request: Request) -> ReactionReport:
    """Put the reaction of a case on its report; without a case, a form to fill in.

    Raises:
        NotFound: there is no such case.
    """
    head, printed = shop_head(shop), printed_by(shop)
    if request.case_id is None:
        return ReactionReport(shop=head, printed=printed)
    words = paper_words(shop)
    file = case_service.case_file(shop, request.case_id)
    case, one = file.case, file.reaction
    due = (d for d in file.deadlines if d.kind is DeadlineKind.REPORT and not d.dropped)
    report_by = next((local(shop, d.due_at).date() for d in due), None)
    return ReactionReport(
        shop=head,
        printed=printed,
        number=case.number,
        severity=label(words, one.severity) if one and one.severity else "",
        symptoms=symptoms_text(words, one.symptoms) if one else "",
        course=one.course if one else case.fault,
        began_on=one.began_on if one else None,
        doctor=one.doctor if one else "",
        customer_name=file.customer.name,
        customer_phone=masked_phones(file.customer),
        product=one.product if one else case.product,
        lot=one.lot if one else case.lot,
        expires_on=one.expires_on if one else None,
        purchased_on=case.bought_on,
        advice=advice_text(words, one.advice) if one else "",
        learned_on=local(shop, one.learned_at).date() if one else None,
        report_by=report_by,
        reported_on=one.reported_on if one else None,
        report_number=one.report if one else "",
        handled_by=shop.name_of(case.handler_id or case.received_by),
    )
