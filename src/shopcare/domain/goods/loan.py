"""Goods of the shop that a customer has until a day (X-5, W-5)."""

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Final

from shopcare.domain.errors import Problem
from shopcare.domain.ids import CallbackId, CaseId, CustomerId, LoanId, StaffId
from shopcare.domain.typed.text import clean_line, clean_text, too_long

FARTHEST: Final = timedelta(days=366)
_LONGEST: Final = {"what": 200, "condition": 1000}


@dataclass(frozen=True, slots=True, kw_only=True)
class LoanDraft:
    """What is lent to whom until when."""

    customer_id: CustomerId
    what: str
    due_on: date | None
    case_id: CaseId | None = None
    """During which repair; None: by itself."""
    condition: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Loan:
    """A loan on file."""

    id: LoanId
    customer_id: CustomerId
    case_id: CaseId | None
    what: str
    condition: str
    lent_at: datetime
    lent_by: StaffId
    due_on: date
    callback_id: CallbackId
    returned_at: datetime | None = None
    returned_by: StaffId | None = None
    condition_back: str = ""

    @property
    def is_out(self) -> bool:
        """Say whether the customer still has it."""
        return self.returned_at is None

    def is_late(self, today: date) -> bool:
        """Say whether it should be back already."""
        return self.is_out and self.due_on < today


def tidy_loan(draft: LoanDraft) -> LoanDraft:
    """Give a loan back without what cannot be seen."""
    return replace(draft, what=clean_line(draft.what), condition=clean_text(draft.condition))


def loan_problems(draft: LoanDraft, today: date) -> list[Problem]:
    """Say what is wrong with a tidied loan.

    The codes are ``loan_what_missing``, ``text_too_long`` and those of ``due_problems``.
    """
    texts = {"what": draft.what, "condition": draft.condition}
    problems = too_long(texts, _LONGEST)
    if not draft.what:
        problems.append(Problem(field="what", code="loan_what_missing"))
    return problems + due_problems(draft.due_on, today)


def due_problems(due_on: date | None, today: date) -> list[Problem]:
    """Say what is wrong with a return day.

    The codes are ``return_day_missing``, ``return_day_passed`` and ``day_too_far``.
    """
    if due_on is None:
        return [Problem(field="due_on", code="return_day_missing")]
    if due_on < today:
        return [Problem(field="due_on", code="return_day_passed")]
    if due_on > today + FARTHEST:
        return [Problem(field="due_on", code="day_too_far", values={"day": due_on.isoformat()})]
    return []
