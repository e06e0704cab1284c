"""Whether the PC's clock can be believed (dates.md, "Counting")."""

from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final

MOST_AHEAD: Final = timedelta(days=7)
"""A shop that was closed for longer is asked for the date once."""
SLACK: Final = timedelta(minutes=2)
"""How far a clock that is set by the network goes back without anybody noticing."""


class ClockState(StrEnum):
    """What the clock is, measured by the last saved entry."""

    OK = "ok"
    BEHIND = "behind"
    """Earlier than what was saved already."""
    AHEAD = "ahead"
    """More than seven days later than what was saved last."""


def judge_clock(now: datetime, last_saved: datetime | None) -> ClockState:
    """Say whether due dates can be counted from now.

    Args:
        now: what the clock says, aware.
        last_saved: the moment of the last audit entry, a manager's confirmation included; None in
            a new shop. Moments are compared, so that another time zone changes nothing.
    """
    if last_saved is None:
        return ClockState.OK
    if now < last_saved - SLACK:
        return ClockState.BEHIND
    return ClockState.AHEAD if now - last_saved > MOST_AHEAD else ClockState.OK
