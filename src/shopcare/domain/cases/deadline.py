"""A promised moment of a case: an answer, a repair."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Final

from shopcare.domain.cases.case import Stage
from shopcare.domain.ids import CaseId, DeadlineId


class DeadlineKind(StrEnum):
    """What was promised."""

    ACKNOWLEDGE = "acknowledge"
    PROMISED = "promised"
    NEXT_STEP = "next_step"
    """Where nothing else is planned: a case is looked at again by then (G-25)."""
    ANSWER = "answer"
    """A consultation or complaint is answered (A-4)."""
    REPLY = "reply"
    """What is done about a complaint is agreed or settled (A-4)."""
    REVIEW = "review"
    """The wish to return or exchange is reviewed (A-2)."""
    SETTLE = "settle"
    """A return or exchange is settled (A-2)."""
    REPAIR = "repair"
    """The repair is done (A-3)."""
    LONGEST = "longest"
    """The law leaves no more time (L-2)."""
    RESULT = "result"
    """The customer is told what was done (A-15)."""
    PART = "part"
    """A spare part is handed over (A-16)."""
    ESCALATED = "escalated"
    """What a person on site could not decide is answered (T-14)."""
    REFERRED = "referred"
    """What was put to a manager or to who is responsible is answered (G-13, A-11)."""
    AUTHORITY = "authority"
    """The shop replies to the authority through which a complaint came (L-6)."""
    REPORT = "report"
    """An adverse reaction is reported to the authority (L-9)."""


_MET_AT: Final = {
    DeadlineKind.ANSWER: Stage.DIAGNOSED,
    DeadlineKind.REVIEW: Stage.AGREED,
    DeadlineKind.REPLY: Stage.AGREED,
    DeadlineKind.ESCALATED: Stage.AGREED,
    DeadlineKind.SETTLE: Stage.READY,
    DeadlineKind.REPAIR: Stage.READY,
    DeadlineKind.LONGEST: Stage.READY,
    DeadlineKind.RESULT: Stage.HANDED_OVER,
    DeadlineKind.PART: Stage.HANDED_OVER,
}
"""At which stage a deadline is met, or at any later one; the others are met by a step of theirs."""
_WAY: Final = (
    Stage.RECEIVED, Stage.CONFIRMED, Stage.DIAGNOSED, Stage.AGREED, Stage.IN_WORK, Stage.CHECKED,
    Stage.READY, Stage.HANDED_OVER, Stage.CLOSED,
)  # fmt: skip
_MET_BY: Final = {
    stage: tuple(kind for kind, at in _MET_AT.items() if _WAY.index(at) <= number)
    for number, stage in enumerate(_WAY)
}
PAUSING: Final = (
    DeadlineKind.ANSWER, DeadlineKind.REPLY, DeadlineKind.REVIEW, DeadlineKind.SETTLE,
    DeadlineKind.REPAIR, DeadlineKind.PART,
)  # fmt: skip
"""What runs in opening hours and stands still while the shop waits for the customer; the law's
limit, hours by the clock and a promised day do not."""
NOT_DONE_AFTER_ALL: Final = (DeadlineKind.SETTLE, DeadlineKind.REPAIR, DeadlineKind.LONGEST)
"""What holds again when finished work goes back to be done once more (G-7)."""


def met_by(stage: Stage) -> tuple[DeadlineKind, ...]:
    """Name the deadlines that are met by reaching a stage."""
    return _MET_BY.get(stage, ())


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
    shown_from: date | None = None
    """It stands on no list before this day (L-2); None: at once."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Deadline(DeadlinePlan):
    """A deadline on file."""

    id: DeadlineId
    case_id: CaseId
    met_at: datetime | None
    """When it was met, or ceased to hold."""
    dropped: bool
    """The case was cancelled, or the promise was replaced by a new one."""
    paused: bool = False
    """It stands still: the shop waits for the customer."""

    def is_shown(self, today: date) -> bool:
        """Say whether it is listed already."""
        return self.shown_from is None or self.shown_from <= today

    def is_late(self, now: datetime) -> bool:
        """Say whether it was missed; late stays late, also after it was met (X-16)."""
        if self.paused and self.met_at is None:
            return False  # what was late before the shop began to wait goes on
        return (self.met_at or now) > self.due_at
