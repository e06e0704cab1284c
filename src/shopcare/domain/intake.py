"""What an intake form needs before it becomes a case."""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Final

from shopcare.domain.case import CaseDraft
from shopcare.domain.case_moves import plan_problems, tidy_plan
from shopcare.domain.errors import Invalid, Problem
from shopcare.domain.text import clean_line, clean_text, too_long

LONGEST_AGO: Final = timedelta(days=3660)
"""A slip that was written longer ago is a year mistyped."""
LONGEST_AHEAD: Final = timedelta(days=366)
_LONGEST = {
    "category": 40, "product": 200, "spec": 200, "lot": 80,
    "fault": 4000, "wishes": 4000, "condition": 4000,
}  # fmt: skip


def check_intake(draft: CaseDraft, now: datetime) -> CaseDraft:
    """Give the draft back tidied, or say what is wrong with it.

    Missing facts are shown as missing and never block saving (G-2), the fault as little as any
    other; what a case cannot be without is a customer.

    Raises:
        Invalid: ``customer_missing``, ``text_too_long``, ``received_in_future``,
            ``received_too_long_ago``, ``bought_in_future``, ``promised_in_past``,
            ``day_too_far``, ``accessories_too_many``, ``plan_missing``, ``amount_negative``,
            ``amount_too_large``.
    """
    draft = replace(
        draft,
        category=clean_line(draft.category),
        product=clean_line(draft.product),
        spec=clean_line(draft.spec),
        lot=clean_line(draft.lot),
        fault=clean_text(draft.fault),
        wishes=clean_text(draft.wishes),
        condition=clean_text(draft.condition),
        accessories=tuple(filter(None, map(clean_line, draft.accessories))),
        plan=draft.plan and tidy_plan(draft.plan),
    )
    problems = too_long({field: getattr(draft, field) for field in _LONGEST}, _LONGEST)
    if len(draft.accessories) > 40 or any(len(item) > 80 for item in draft.accessories):
        problems.append(Problem(field="accessories", code="accessories_too_many"))
    if draft.customer_id is None:
        problems.append(Problem(field="customer_id", code="customer_missing"))
    if draft.plan is not None:
        problems += plan_problems(draft.plan)
    problems += _day_problems(draft, now)
    if problems:
        raise Invalid(*problems)
    return draft


def _day_problems(draft: CaseDraft, now: datetime) -> list[Problem]:
    problems = []
    received_at = draft.received_at or now
    if received_at > now:
        problems.append(Problem(field="received_at", code="received_in_future"))
    if received_at < now - LONGEST_AGO:
        problems.append(Problem(field="received_at", code="received_too_long_ago"))
    if draft.bought_on is not None and draft.bought_on > now.date():
        problems.append(Problem(field="bought_on", code="bought_in_future"))
    if draft.promised_on is not None and draft.promised_on < received_at.date():
        problems.append(Problem(field="promised_on", code="promised_in_past"))
    if draft.promised_on is not None and draft.promised_on > now.date() + LONGEST_AHEAD:
        problems.append(Problem(field="promised_on", code="day_too_far"))
    return problems
