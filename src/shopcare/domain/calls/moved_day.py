"""What moved a call away from the day that was counted or promised for it."""

from datetime import date, datetime
from enum import StrEnum
from typing import NamedTuple


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


class MovedDay(NamedTuple):
    """One move; each begins on the day where the one before it ended."""

    by: MovedBy
    before: date
    day: date
    at: datetime | None = None
    """The hour, where one was chosen."""
