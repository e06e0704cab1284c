"""A promised moment of a case: an answer, a repair."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from shopcare.domain.ids import CaseId, DeadlineId


class DeadlineKind(StrEnum):
    """What was promised."""

    ACKNOWLEDGE = "acknowledge"
    PROMISED = "promised"
    NEXT_STEP = "next_step"
    """Where nothing else is planned: a case is looked at again by then (G-25)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DeadlinePlan:
    """A deadline that the policy or a promise sets, before it is on file."""

    kind: DeadlineKind
    clause: str
    rule: str
    """The counting rule as JSON; empty for a date given by hand."""
    basis_at: datetime
    rule_on: date
    due_at: datetime
    provisional: bool
    by_hand: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Deadline(DeadlinePlan):
    """A deadline on file."""

    id: DeadlineId
    case_id: CaseId
    met_at: datetime | None
    """When it was met, or ceased to hold."""
    dropped: bool
    """The case was cancelled, or the promise was replaced by a new one."""

    def is_late(self, now: datetime) -> bool:
        """Say whether it was missed; late stays late, also after it was met (X-16)."""
        return (self.met_at or now) > self.due_at
