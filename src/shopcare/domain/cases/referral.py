"""What of a case is put to somebody else: the manager (G-13), who is responsible (A-11)."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from shopcare.domain.errors import Invalid, Problem
from shopcare.domain.ids import CaseId, ReferralId, StaffId
from shopcare.domain.money import Fen
from shopcare.domain.typed.text import clean_text, too_long


class ReferralKind(StrEnum):
    """To whom something is put."""

    ESCALATION = "escalation"
    """What a clerk cannot solve, to a manager (G-13)."""
    FEEDBACK = "feedback"
    """What the customer says, to who is responsible (A-11)."""


class Responsible(StrEnum):
    """Who answers for what (A-11)."""

    MAKER = "maker"
    """For quality."""
    WAREHOUSE = "warehouse"
    """For packaging."""
    SALES_MANAGER = "sales_manager"
    """For how staff behaved."""
    OTHER = "other"


@dataclass(frozen=True, slots=True, kw_only=True)
class ReferralDraft:
    """What is asked, of whom, until when."""

    case_id: CaseId
    kind: ReferralKind | None = ReferralKind.ESCALATION
    responsible: Responsible | None = None
    """Of feedback."""
    question: str = ""
    due_at: datetime | None = None
    """None: until the shop closes on the next open day."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What came back."""

    text: str
    at: datetime
    by: StaffId
    compensation_fen: Fen | None = None
    """What the customer was promised for it, by a manager (G-13)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Referral:
    """Something that was put to somebody, and its answer."""

    id: ReferralId
    case_id: CaseId
    kind: ReferralKind
    responsible: Responsible | None
    question: str
    asked_at: datetime
    asked_by: StaffId
    due_at: datetime
    answer: Answer | None = None
    withdrawn_at: datetime | None = None

    @property
    def is_open(self) -> bool:
        """Say whether its answer is waited for."""
        return self.answer is None and self.withdrawn_at is None


def check_referral(draft: ReferralDraft, due_at: datetime, now: datetime) -> ReferralDraft:
    """Give a draft tidied, with its due time, or say what is wrong with it.

    Raises:
        Invalid: ``question_missing``, ``responsible_missing``, ``due_in_past``, ``text_too_long``.
    """
    question = clean_text(draft.question)
    problems = too_long({"question": question}, {"question": 2000})
    kind = draft.kind or ReferralKind.ESCALATION
    if not question:
        problems.append(Problem(field="question", code="question_missing"))
    is_feedback = kind is ReferralKind.FEEDBACK
    if is_feedback and draft.responsible is None:
        problems.append(Problem(field="responsible", code="responsible_missing"))
    if due_at <= now:
        problems.append(Problem(field="due_at", code="due_in_past"))
    if problems:
        raise Invalid(*problems)
    return ReferralDraft(
        case_id=draft.case_id,
        kind=kind,
        responsible=draft.responsible if is_feedback else None,
        question=question,
        due_at=due_at,
    )


def check_answer(text: str, compensation_fen: Fen | None) -> str:
    """Give an answer tidied, or say what is wrong with it.

    Raises:
        Invalid: ``answer_missing``, ``amount_negative``, ``text_too_long``.
    """
    answer = clean_text(text)
    problems = too_long({"answer": answer}, {"answer": 2000})
    if not answer:
        problems.append(Problem(field="answer", code="answer_missing"))
    if compensation_fen is not None and compensation_fen < 0:
        problems.append(Problem(field="compensation_fen", code="amount_negative"))
    if problems:
        raise Invalid(*problems)
    return answer
