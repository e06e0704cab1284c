"""Calling everybody who bought goods of a batch (L-9)."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from shopcare.domain.errors import Invalid, Problem
from shopcare.domain.ids import CaseId, RecallId, StaffId
from shopcare.domain.typed.text import clean_line, too_long


class RecallProgress(StrEnum):
    """How far one buyer of a batch is."""

    TO_CALL = "to_call"
    TRIED = "tried"
    """Called in vain; it is tried again."""
    REACHED = "reached"
    NOT_REACHED = "not_reached"
    """It ended without anybody having been spoken to."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RecallDraft:
    """Which batch is recalled, and why."""

    lot: str = ""
    product: str = ""
    """Only goods whose name has this in it; empty: every line of the batch."""
    reason: str = ""
    case_id: CaseId | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Recall:
    """A recall on file."""

    id: RecallId
    lot: str
    product: str
    reason: str
    case_id: CaseId | None
    started_at: datetime
    started_by: StaffId
    ended_at: datetime | None = None
    withdrawn_at: datetime | None = None

    @property
    def is_open(self) -> bool:
        """Say whether its calls are still made."""
        return self.ended_at is None and self.withdrawn_at is None


def check_recall(draft: RecallDraft) -> RecallDraft:
    """Give the draft back tidied, or say what is wrong with it.

    Raises:
        Invalid: ``lot_missing``, ``reason_missing``, ``text_too_long``.
    """
    draft = RecallDraft(
        lot=clean_line(draft.lot),
        product=clean_line(draft.product),
        reason=clean_line(draft.reason),
        case_id=draft.case_id,
    )
    most = {"lot": 60, "product": 200, "reason": 200}
    problems = too_long({name: getattr(draft, name) for name in most}, most)
    if not draft.lot:
        problems.append(Problem(field="lot", code="lot_missing"))
    if not draft.reason:
        problems.append(Problem(field="reason", code="reason_missing"))
    if problems:
        raise Invalid(*problems)
    return draft
