"""What an intake form needs before it becomes a case."""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Final

from shopcare.domain.cases.case import CaseDraft
from shopcare.domain.cases.case_facts import fact_problems, facts_of, tidy_facts, values_of
from shopcare.domain.cases.case_moves import plan_problems, tidy_plan
from shopcare.domain.errors import Invalid, Problem

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
            ``amount_too_large``.
    """
    facts = tidy_facts(facts_of(draft))
    draft = replace(draft, **values_of(facts), plan=draft.plan and tidy_plan(draft.plan))
    problems = fact_problems(facts, (draft.received_at or now).date())
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
    if draft.promised_on is not None and draft.promised_on < received_at.date():
        problems.append(Problem(field="promised_on", code="promised_in_past"))
    if draft.promised_on is not None and draft.promised_on > now.date() + LONGEST_AHEAD:
        problems.append(Problem(field="promised_on", code="day_too_far"))
    return problems
