"""What the intake page lets the worker do: record a case, put a draft back."""

from collections.abc import Sequence

from shopcare.domain.cases.case import CaseDraft
from shopcare.domain.cases.case_facts import check_intake
from shopcare.domain.changes import ChangeKind, Changes
from shopcare.domain.errors import Invalid, Problem
from shopcare.domain.people.customer import CustomerDraft
from shopcare.services import drafts
from shopcare.services.cases import intake
from shopcare.services.cases.intake import Opened
from shopcare.services.shop import Shop
from shopcare.ui.kit.context.draft_autosave import DraftKey, HalfTyped, put_draft_back
from shopcare.ui.kit.context.operation import Operation
from shopcare.ui.kit.forms.bound_form import Typed

DRAFT = DraftKey("intake")


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


def saving(draft: CaseDraft, new: CustomerDraft | None) -> Operation[Opened]:
    """Make the operation that records the case."""

    def save(shop: Shop) -> Opened:
        if new is not None:
            return intake.open_case_for_new(shop, new, draft)
        return intake.open_case(shop, draft)

    return save


def putting_back(typed: Typed) -> Operation[Changes]:
    """Make the operation that takes the emptying of a form back."""

    def put_back(shop: Shop) -> Changes:
        put_draft_back(shop, drafts.Form.INTAKE, DRAFT, HalfTyped(typed))
        return Changes.of(ChangeKind.INTAKE_DRAFT)

    return put_back
