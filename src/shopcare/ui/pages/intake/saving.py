"""What the intake page lets the worker do: record a case, draw its slip, put a draft back."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from shopcare.domain.cases.case import CaseDraft
from shopcare.domain.cases.intake import check_intake
from shopcare.domain.changes import Changes
from shopcare.domain.errors import Invalid, Problem
from shopcare.domain.ids import CaseId
from shopcare.domain.papers.document import DocumentKind
from shopcare.domain.people.customer import CustomerDraft
from shopcare.services import drafts
from shopcare.services.cases import intake
from shopcare.services.cases.intake import Opened
from shopcare.services.papers import documents
from shopcare.services.shop import Shop
from shopcare.ui.kit.context.draft_autosave import DraftKey, HalfTyped, put_draft_back
from shopcare.ui.kit.forms.bound_form import Typed

DRAFT = DraftKey("intake")
DRAFT_KIND = "intake_draft"
"""The kind of ``Changes`` after which the form is filled anew from the shop file."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Slip:
    """A slip, drawn."""

    case_id: CaseId
    number: str
    pdf: bytes
    unprintable: Sequence[str]
    """Characters that no font has; they are told before printing."""


def problems_of(shop: Shop, draft: CaseDraft, new: CustomerDraft | None) -> Sequence[Problem]:
    """Say beforehand what is wrong with the request and the new customer, all at once."""
    try:
        if new is not None:
            intake.check_both(new, draft, shop.now())
        else:
            check_intake(draft, shop.now())
    except Invalid as invalid:
        return invalid.problems
    return ()


def saving(draft: CaseDraft, new: CustomerDraft | None) -> Callable[[Shop], Opened]:
    """Make the operation that records the case."""

    def save(shop: Shop) -> Opened:
        if new is not None:
            return intake.open_case_for_new(shop, new, draft)
        return intake.open_case(shop, draft)

    return save


def drawing(case_id: CaseId, number: str) -> Callable[[Shop], Slip]:
    """Make the operation that draws the slip."""

    def draw(shop: Shop) -> Slip:
        slip = documents.service_slip(shop, case_id)
        paper = documents.usual_paper(shop, DocumentKind.SERVICE_SLIP)
        pdf = documents.pdf(shop, slip, paper)
        return Slip(
            case_id=case_id, number=number, pdf=pdf, unprintable=documents.unprintable(slip)
        )

    return draw


def putting_back(typed: Typed) -> Callable[[Shop], Changes]:
    """Make the operation that takes the emptying of a form back."""

    def put_back(shop: Shop) -> Changes:
        put_draft_back(shop, drafts.Form.INTAKE, DRAFT, HalfTyped(typed))
        return Changes.of(DRAFT_KIND)

    return put_back
