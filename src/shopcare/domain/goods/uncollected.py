"""Goods that nobody collects: how long, and which notice is due (X-3, G-8)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from shopcare.domain.ids import CaseId, NoticeId, StaffId


class SentBy(StrEnum):
    """How a notice went out."""

    LETTER = "letter"
    MESSAGE = "message"
    PHONE = "phone"
    BY_HAND = "by_hand"


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """A notice that was sent."""

    id: NoticeId
    case_id: CaseId
    step: int
    sent_at: datetime
    sent_by: StaffId
    how: SentBy


def step_of(days: int, steps: Sequence[int]) -> int | None:
    """Give the step that has been reached after some days, or None before the first (X-3).

    Args:
        days: since the customer knows that the goods are ready.
        steps: of the policy, see ``Schedule.uncollected_days``.
    """
    return max((step for step in steps if step <= days), default=None)


def is_urgent(step: int, steps: Sequence[int]) -> bool:
    """Say whether a step is one of the last two: the customer is asked for an answer (X-3)."""
    return step in steps[-2:]


def days_uncollected(told_ready_at: datetime | None, today: date) -> int:
    """Count the days since the customer knows that the goods are ready (G-8).

    Nobody is late in collecting what they do not know to be ready.
    """
    return 0 if told_ready_at is None else max(0, (today - told_ready_at.date()).days)


def counting(notices: Sequence[Notice], told_ready_at: datetime | None) -> list[Notice]:
    """Leave out what was sent before the goods went back to work and became ready anew."""
    return [one for one in notices if told_ready_at is None or one.sent_at >= told_ready_at]


def due_step(days: int, notices: Sequence[Notice], steps: Sequence[int]) -> int | None:
    """Give the step whose notice is due now; a later one stands for those that were left out."""
    step = step_of(days, steps)
    return step if step is not None and all(one.step < step for one in notices) else None
