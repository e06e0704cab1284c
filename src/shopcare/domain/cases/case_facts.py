"""What the customer said about goods and wishes: asked at intake, corrected later (G-2)."""

from dataclasses import dataclass, fields, replace
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any, Final

from shopcare.domain.cases.case import Case, CaseDraft
from shopcare.domain.cases.case_moves import plan_problems, tidy_plan
from shopcare.domain.errors import Invalid, Problem
from shopcare.domain.ids import CustomerId
from shopcare.domain.people.customer import CustomerDraft, check_customer
from shopcare.domain.typed.text import clean_line, clean_text, too_long

if TYPE_CHECKING:
    from shopcare.domain.cases.returns import Wish

MOST_ACCESSORIES: Final = 40
LONGEST_ACCESSORY: Final = 80
_LONGEST = {
    "category": 40, "product": 200, "spec": 200, "lot": 80,
    "fault": 4000, "wishes": 4000, "condition": 4000,
}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseFacts:
    """The facts of a case that may be written down, or be put right, after intake.

    Kind, customer and the moment of intake are none of them: on those hang the case's number,
    its steps, deadlines and calls.
    """

    service: str = ""
    """Of the policy (O-1); empty: nobody has said it."""
    category: str = ""
    product: str = ""
    spec: str = ""
    lot: str = ""
    bought_on: date | None = None
    fault: str = ""
    """In the customer's words."""
    wishes: str = ""
    accessories: tuple[str, ...] = ()
    condition: str = ""
    laying_at: datetime | None = None
    """When the customer has the goods laid (T-5)."""
    wish: "Wish | None" = None
    """Of a return or exchange; None: nobody has said it."""


FACT_NAMES: Final = tuple(field.name for field in fields(CaseFacts))
_OF_THE_CASE: Final = tuple(name for name in FACT_NAMES if name != "wish")
"""All but the wish, which stands in the request of a return."""


def facts_of(source: Case | CaseDraft) -> CaseFacts:
    """Give the facts of a case on file or of an intake form."""
    own = {name: getattr(source, name) for name in _OF_THE_CASE}
    request = source.return_request
    return CaseFacts(**own, wish=request.wish if request is not None else None)


def with_facts(case: Case, facts: CaseFacts) -> Case:
    """Give a case with other facts; only a return or exchange has a wish."""
    case = replace(case, **{name: getattr(facts, name) for name in _OF_THE_CASE})
    if case.return_request is None:
        return case
    return replace(case, return_request=replace(case.return_request, wish=facts.wish))


def values_of(facts: CaseFacts) -> dict[str, Any]:
    """Give the facts by name."""
    return {name: getattr(facts, name) for name in FACT_NAMES}


def check_facts(facts: CaseFacts, received_on: date) -> CaseFacts:
    """Give the facts back tidied, or say what is wrong with them.

    Raises:
        Invalid: see ``fact_problems``.
    """
    facts = replace(facts, **_tidied(facts))
    if problems := fact_problems(facts, received_on):
        raise Invalid(*problems)
    return facts


def _tidied(facts: CaseFacts | CaseDraft) -> dict[str, Any]:
    """Give the facts without what cannot be seen."""
    return {
        "category": clean_line(facts.category),
        "product": clean_line(facts.product),
        "spec": clean_line(facts.spec),
        "lot": clean_line(facts.lot),
        "fault": clean_text(facts.fault),
        "wishes": clean_text(facts.wishes),
        "accessories": tuple(filter(None, map(clean_line, facts.accessories))),
        "condition": clean_text(facts.condition),
    }


def fact_problems(facts: CaseFacts | CaseDraft, received_on: date) -> list[Problem]:
    """Say what is wrong with tidied facts; what is missing is no problem (G-2).

    The codes are ``text_too_long``, ``accessories_too_many``, ``bought_after_intake``,
    ``laying_before_intake`` and ``day_too_far``.
    """
    problems = too_long({field: getattr(facts, field) for field in _LONGEST}, _LONGEST)
    is_long = max(map(len, facts.accessories), default=0) > LONGEST_ACCESSORY
    if len(facts.accessories) > MOST_ACCESSORIES or is_long:
        problems.append(Problem(field="accessories", code="accessories_too_many"))
    if facts.bought_on is not None and facts.bought_on > received_on:
        problems.append(bought_after_intake(received_on))
    if facts.laying_at is not None and facts.laying_at.date() < received_on:
        problems.append(Problem(field="laying_at", code="laying_before_intake"))
    if facts.laying_at is not None and facts.laying_at.date() > received_on + LONGEST_AHEAD:
        problems.append(Problem(field="laying_at", code="day_too_far"))
    return problems


def bought_after_intake(received_on: date) -> Problem:
    """Say that nobody complains about what is not sold yet."""
    values = {"received": received_on.isoformat()}
    return Problem(field="bought_on", code="bought_after_intake", values=values)


LONGEST_AGO: Final = timedelta(days=3660)
"""A slip that was written longer ago is a year mistyped."""
LONGEST_AHEAD: Final = timedelta(days=366)


def check_intake(draft: CaseDraft, now: datetime) -> CaseDraft:
    """Give the draft back tidied, or say what is wrong with it.

    Missing facts are shown as missing and never block saving (G-2), the fault as little as any
    other; what a case cannot be without is a customer.

    Raises:
        Invalid: ``customer_missing``, ``text_too_long``, ``received_in_future``,
            ``received_too_long_ago``, ``bought_after_intake``, ``promised_in_past``,
            ``day_too_far``, ``accessories_too_many``, ``plan_missing``, ``amount_negative``,
            ``amount_too_large``; see ``item_problems`` and
            ``mark_problems``.
    """
    tidied = {**_tidied(draft), "plan": draft.plan and tidy_plan(draft.plan)}
    for name, value in tidied.items():
        if getattr(draft, name) != value:  # seldom, and a new draft takes 20 us of each save
            draft = replace(draft, **tidied)
            break
    problems = []
    if draft.items:
        from shopcare.domain.goods.item import item_problems, tidy_items

        draft = replace(draft, items=tidy_items(draft.items))
        problems += item_problems(draft.items)
        draft = _with_first_item_named(draft)
    if draft.marks:
        from shopcare.domain.goods.condition import mark_problems, tidy_marks

        draft = replace(draft, marks=tidy_marks(draft.marks))
        problems += mark_problems(draft.marks)
    problems += fact_problems(draft, (draft.received_at or now).date())
    if draft.customer_id is None:
        problems.append(Problem(field="customer_id", code="customer_missing"))
    if draft.plan is not None:
        problems += plan_problems(draft.plan)
    problems += _day_problems(draft, now)
    if draft.return_request is not None:
        from shopcare.domain.cases.returns import request_problems, tidy_request

        request = tidy_request(draft.return_request)
        draft = replace(draft, return_request=request)
        problems += request_problems(request)
    if draft.authority is not None or draft.reaction is not None:
        draft, found = _with_feedback(draft, now)
        problems += found
    if problems:
        raise Invalid(*problems)
    return draft


def check_both(
    customer: CustomerDraft, draft: CaseDraft, now: datetime
) -> tuple[CustomerDraft, CaseDraft]:
    """Give a new customer and the request back tidied, or say what is wrong with both.

    Raises:
        Invalid: see ``check_customer`` and ``check_intake``.
    """
    problems: list[Problem] = []
    try:
        customer = check_customer(customer)
    except Invalid as invalid:
        problems += invalid.problems
    try:
        draft = check_intake(replace(draft, customer_id=CustomerId(0)), now)
    except Invalid as invalid:
        problems += invalid.problems
    if problems:
        raise Invalid(*problems)
    return customer, draft


def _with_feedback(draft: CaseDraft, now: datetime) -> tuple[CaseDraft, list[Problem]]:
    """Tidy through whom it came (L-6) and a reaction (L-9); give what is wrong with them."""
    from shopcare.domain.feedback.authority import check_authority
    from shopcare.domain.feedback.reaction import check_reaction

    problems: list[Problem] = []
    try:
        if draft.authority is not None:
            draft = replace(draft, authority=check_authority(draft.authority, now.date()))
        if draft.reaction is not None:
            received_on = (draft.received_at or now).date()
            draft = replace(draft, reaction=check_reaction(draft.reaction, received_on))
    except Invalid as invalid:
        problems += invalid.problems
    return draft, problems


def _with_first_item_named(draft: CaseDraft) -> CaseDraft:
    """Let the case be about the first item that was handed in where no product was named (W-1)."""
    if draft.product or draft.purchase_line_id is not None or not draft.items:
        return draft
    first, *others = draft.items
    if not first.what or first.quantity != 1:
        return draft
    return replace(
        draft,
        product=first.what,
        accessories=(*draft.accessories, *first.accessories),
        condition="\n".join(filter(None, (draft.condition, first.condition))),
        items=tuple(others),
    )


def _day_problems(draft: CaseDraft, now: datetime) -> list[Problem]:
    problems = []
    received_at = draft.received_at or now
    if received_at > now:
        problems.append(Problem(field="received_at", code="received_in_future"))
    if received_at < now - LONGEST_AGO:
        problems.append(Problem(field="received_at", code="received_too_long_ago"))
    if draft.promised_on is not None and draft.promised_on < received_at.date():
        problems.append(Problem(field="promised_on", code="promised_in_past"))
    if draft.promised_on is not None and draft.promised_on > now.date() + LONGEST_AHEAD:
        problems.append(Problem(field="promised_on", code="day_too_far"))
    return problems
