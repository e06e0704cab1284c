"""One follow-up call that is due, and the tries to make it."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Final, NamedTuple

from shopcare.domain.ids import CallbackId, CaseId, CustomerId, PurchaseId, StaffId
from shopcare.domain.shop.audit import Voided


class MovedBy(StrEnum):
    """Why a call is due on another day or hour than before."""

    TRIED = "tried"
    """Nobody was reached; it is due again in another call window (C-13)."""
    LATER = "later"
    """The customer named this time."""
    BY_HAND = "by_hand"
    """A person chose this day."""
    CLOSED = "closed"
    """The shop is closed on the day that was chosen or promised."""
    SLIPPED = "slipped"
    """The promised day was changed, which the customer is told (G-6)."""
    EVE_PASSED = "eve_passed"
    """The day before the birthday left no call window when the call was planned (C-4)."""
    AGREED_LATER = "agreed_later"
    """The customer agreed to be called only after the day on which it came due (R-3)."""


class MovedDay(NamedTuple):
    """One move; each begins on the day where the one before it ended."""

    by: MovedBy
    before: date
    day: date
    at: datetime | None = None
    """The hour, where one was chosen."""


MOST_TRIES: Final = 3
"""After so many tries in vain a person decides (C-13)."""


class Purpose(StrEnum):
    """What a call is for, fixed before it is made (C-7); in the order of the Today page."""

    RECALL = "recall"
    """Goods of a batch are called back (L-9)."""
    COMPLAINT = "complaint"
    MISUSE = "misuse"
    GUIDANCE = "guidance"
    PICK_UP = "pick_up"
    ACCEPTANCE = "acceptance"
    """Work at the customer's home is done; they accept it, and nothing is collected."""
    PROGRESS = "progress"
    LOAN = "loan"
    """Goods of the shop are to come back (X-5)."""
    PLANNED = "planned"
    """Planned by hand, for any reason (W-10)."""
    WEARING_CHECK = "wearing_check"
    SERVICE_CHECK = "service_check"
    """Whether all is well after a service (G-21)."""
    MISSING_FACTS = "missing_facts"
    BIRTHDAY = "birthday"
    KEY_ACCOUNT = "key_account"
    CHECK_UP = "check_up"
    """An eyesight check comes due (R-3)."""
    NEW_LENSES = "new_lenses"
    """The contact lenses run out (R-3)."""
    FREE_CARE = "free_care"
    """Cleaning and adjusting come due (R-3)."""


WHEN_READY: Final = (Purpose.PICK_UP, Purpose.ACCEPTANCE)
"""Calls that tell of finished work, and remind of it (G-8)."""
RANK: Final = {
    Purpose.RECALL: 0,
    Purpose.COMPLAINT: 0,
    Purpose.MISUSE: 1,
    Purpose.GUIDANCE: 2,
    Purpose.PICK_UP: 3,
    Purpose.ACCEPTANCE: 3,
    Purpose.PROGRESS: 3,
    Purpose.LOAN: 3,
    Purpose.PLANNED: 3,
    Purpose.WEARING_CHECK: 4,
    Purpose.SERVICE_CHECK: 4,
    Purpose.MISSING_FACTS: 4,
    Purpose.BIRTHDAY: 5,
    Purpose.KEY_ACCOUNT: 6,
    Purpose.CHECK_UP: 6,
    Purpose.NEW_LENSES: 6,
    Purpose.FREE_CARE: 6,
}
"""The order inside a section of the Today page; a retry keeps the rank of its call."""


class CallResult(StrEnum):
    """How one try ended."""

    REACHED = "reached"
    NO_ANSWER = "no_answer"
    BUSY = "busy"
    WRONG_NUMBER = "wrong_number"
    LATER = "later"
    DECLINED = "declined"
    COMPLAINT = "complaint"
    ENDED = "ended"
    """A manager ends it with a reason (C-13, G-11)."""


UNSUCCESSFUL: Final = frozenset({CallResult.NO_ANSWER, CallResult.BUSY, CallResult.WRONG_NUMBER})


class Mood(StrEnum):
    """How the customer was on the phone (C-11)."""

    WARM = "warm"
    NEUTRAL = "neutral"
    IMPATIENT = "impatient"


class CallbackState(StrEnum):
    """Whether a call is still to be made."""

    OPEN = "open"
    PAUSED = "paused"
    """Not on the list while a flag of the customer is off or on; comes back with its dates."""
    DONE = "done"
    DROPPED = "dropped"
    """No longer needed: goods collected, case cancelled; or voided."""


WAITING: Final = frozenset({CallbackState.OPEN, CallbackState.PAUSED})
"""Calls that may still be made."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CallbackPlan:
    """A call that the policy asks for, before it is on file."""

    customer_id: CustomerId
    purpose: Purpose
    clause: str
    rule: str
    """The counting rule as JSON, so that it can be counted again when the calendar changes."""
    basis_at: datetime
    """The moment of day 0."""
    rule_on: date
    """What the rule says, before moves for closed days."""
    due_on: date
    """The day it is due; inside a window, the proposed day."""
    opens_on: date
    closes_on: date
    due_at: datetime | None
    provisional: bool
    case_id: CaseId | None = None
    purchase_id: PurchaseId | None = None
    assignee_id: StaffId | None = None
    by_hand: bool = False
    """A date set by hand is never moved."""
    planned_at: datetime
    """When it was planned."""
    moves: tuple[MovedDay, ...] = ()
    """What moved it away from the counted day, oldest first."""
    reason: str = ""
    """Why somebody planned it by hand (W-10)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Callback(CallbackPlan):
    """A call on file."""

    id: CallbackId
    state: CallbackState
    attempts: int
    """Tries in vain, and the one that settled it."""
    needs_decision: bool
    """Tried in vain often enough; a manager decides (C-13)."""
    settled_at: datetime | None
    result: CallResult | None
    voided: Voided | None = None

    @property
    def known_since(self) -> datetime:
        """Give the moment before which no try can have been made.

        What was written down late counts from when it happened (X-1); a birthday and a monthly
        rhythm are no happenings, so their calls count from when they were planned.
        """
        about_something = self.case_id is not None or self.purchase_id is not None
        return min(self.basis_at, self.planned_at) if about_something else self.planned_at


@dataclass(frozen=True, slots=True, kw_only=True)
class CallAttempt:
    """One try at a callback."""

    callback_id: CallbackId
    at: datetime
    by: StaffId
    phone: str
    result: CallResult
    satisfaction: int | None
    mood: Mood | None
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TryDraft:
    """What the clerk says about one try."""

    result: CallResult
    satisfaction: int | None = None
    mood: Mood | None = None
    note: str = ""
    phone: str = ""
    at: datetime | None = None
    """None: now."""
    later_at: datetime | None = None
    """When to call again, for ``later``."""
    also: tuple[CallbackId, ...] = ()
    """Other calls to the same household that this one settled (X-7)."""
    only_care: bool = False
    """Of ``declined``: only care calls are unwanted, their consent is withdrawn (L-7)."""
