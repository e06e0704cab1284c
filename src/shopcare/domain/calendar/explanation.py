"""Why a date is what it is: one step for each day that was looked at."""

from datetime import date
from enum import StrEnum
from typing import NamedTuple


class Reason(StrEnum):
    """What a day did for the count; sentences are made elsewhere."""

    DAY_ZERO = "day_zero"
    """The day of the event; never counted."""
    COUNTED = "counted"
    """An ordinary working day."""
    MAKE_UP = "make_up"
    """A working day on a weekend, to make up for the holiday ``name``."""
    WORKING_BY_HAND = "working_by_hand"
    """Set as a working day by the manager; ``name`` is the reason that was given."""
    WEEKEND = "weekend"
    HOLIDAY = "holiday"
    """Off for the holiday ``name``."""
    OFF_BY_HAND = "off_by_hand"
    """Set as a day off by the manager; ``name`` is the reason that was given."""
    CLOSED = "closed"
    """The shop is closed; ``name`` is the reason, empty for the weekly closing day."""
    MOVED_TO_OPEN = "moved_to_open"
    """Moved here, to the next open day."""
    MOVED_BEFORE = "moved_before"
    """Moved here, to the open day before."""
    PROPOSED = "proposed"
    """Chosen inside a window; ``number`` is how many calls were planned there already, None where
    it was chosen before."""
    LATE_IN_DAY = "late_in_day"
    """It happened after the last call window of this day."""
    EARLY_IN_DAY = "early_in_day"
    """The first call window of this day begins too late."""
    NO_CALL_WINDOW = "no_call_window"
    """The shop is open, but not while calls are made."""
    TO_NEXT_WINDOW = "to_next_window"
    """Moved to the call window that begins at ``name`` (HH:MM)."""
    TO_WINDOW_BEFORE = "to_window_before"
    """Moved to the call window that ends at ``name`` (HH:MM)."""
    HOURS_AFTER = "hours_after"
    """``number`` hours after the event."""
    HOURS_BEFORE = "hours_before"
    """``number`` hours before the appointment."""
    DAYS_AFTER = "days_after"
    """``number`` days after the event, every day counted."""
    MONTHS_AFTER = "months_after"
    """``number`` months after the first date."""
    SHORT_MONTH = "short_month"
    """``number`` months after the first date, on the last day of a shorter month."""
    EVE = "eve"
    """The day before the birthday."""
    UNTIL_CLOSING = "until_closing"
    """Until the shop closes at ``name`` (HH:MM)."""
    WAITED = "waited"
    """Put off by the opening hours, ``number`` minutes, in which the customer was waited for."""
    PROVISIONAL = "provisional"
    """The official arrangement of the year ``number`` is not known yet."""


class Why(NamedTuple):
    """A reason with the name or the number that belongs to it."""

    reason: Reason
    name: str = ""
    number: int | None = None


class DayStep(NamedTuple):
    """One day of an explanation."""

    day: date
    counted: int | None
    """Which counted day it is; None for a day that was skipped or moved over."""
    why: Why
