"""Which call stands where on the Today page, for a day and a moment (screens.md)."""

from collections.abc import Sequence
from datetime import datetime
from enum import StrEnum
from typing import NamedTuple

from shopcare.domain.calls.callback import RANK, Callback, CallbackState, MovedBy


class Section(StrEnum):
    """The parts of the list of calls, top to bottom."""

    OVERDUE = "overdue"
    NOW = "now"
    LATER = "later"
    OPTIONAL = "optional"
    DONE = "done"


class Place(NamedTuple):
    """Where a call stands and when it is to be made today."""

    section: Section
    starts_at: datetime | None = None
    """The beginning of the window that it waits for or is in."""
    ends_at: datetime | None = None
    late: bool = False
    """Its last window of today has passed, or it should have been made before today (C-4)."""


def place(
    callback: Callback, moment: datetime, windows: Sequence[tuple[datetime, datetime]]
) -> Place | None:
    """Say where a call stands at a moment, or None where it is not on that day's list.

    A call inside an open window whose proposed day has passed counts as proposed for today, so
    that nothing falls between two sections.

    Args:
        callback: the call.
        moment: the day and time of the list.
        windows: the call windows of that day that suit the customer, in order.
    """
    day = moment.date()
    if callback.state is CallbackState.DONE:
        settled = callback.settled_at
        on_day = settled is not None and settled.astimezone(moment.tzinfo).date() == day
        return Place(section=Section.DONE) if on_day else None
    if callback.state is not CallbackState.OPEN or callback.opens_on > day:
        return None
    if callback.closes_on < day:
        return Place(section=Section.OVERDUE, late=True)
    if callback.due_on > day:
        return Place(section=Section.OPTIONAL)
    return _today(callback, moment, windows)


def _today(
    callback: Callback, moment: datetime, windows: Sequence[tuple[datetime, datetime]]
) -> Place:
    not_before = callback.due_at and callback.due_at.astimezone(moment.tzinfo)
    if not_before and not_before.date() != moment.date():
        not_before = None
    is_late = any(m.by is MovedBy.EVE_PASSED and m.day > callback.rule_on for m in callback.moves)
    for opens, ends in windows:
        begins = max(opens, not_before) if not_before else opens
        if begins >= ends:
            continue
        if moment < begins:
            return Place(section=Section.LATER, starts_at=begins, ends_at=ends, late=is_late)
        if moment < ends:
            return Place(section=Section.NOW, starts_at=begins, ends_at=ends, late=is_late)
    if not_before and moment < not_before:  # an hour agreed by hand, outside every window
        return Place(section=Section.LATER, starts_at=not_before)
    return Place(section=Section.NOW, late=True)


def order_key(callback: Callback) -> tuple[int, str, str, int]:
    """Sort inside a section: rank of the purpose, earlier due moment, longer wait (C-7)."""
    due = callback.due_at.isoformat() if callback.due_at else f"{callback.closes_on}T99"
    return (RANK[callback.purpose], due, callback.basis_at.isoformat(), callback.id)
