"""The guard of the clock: in doubt nothing is counted until a manager confirms the date."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from shopcare.domain.changes import ChangeKind, Changes
from shopcare.domain.errors import Refusal
from shopcare.domain.people.staff import Action, require
from shopcare.domain.shop.audit import FIRST_SEAL
from shopcare.domain.shop.clock_guard import ClockState, judge_clock
from shopcare.services.shop import CONFIRM_CLOCK, Shop
from shopcare.storage.file import audit
from shopcare.storage.file.errors import DATABASE_ERRORS
from shopcare.storage.file.note import LastEntry
from shopcare.storage.file.reading import damage_refusal, damaged_entries


@dataclass(frozen=True, slots=True, kw_only=True)
class ClockFinding:
    """What the PC's clock says beside what was saved last."""

    state: ClockState
    now: datetime
    last_saved: datetime | None

    @property
    def in_doubt(self) -> bool:
        """Say whether a manager has to confirm the date."""
        return self.state is not ClockState.OK


def look_at_clock(shop: Shop) -> ClockFinding:
    """Compare the clock with the last saved entry, both in the shop's time."""
    now, last = shop.now(), audit.last_moment(shop.file)
    state = judge_clock(now, last) if shop.guards_clock else ClockState.OK
    local = last.astimezone(now.tzinfo) if last is not None else None
    return ClockFinding(state=state, now=now, last_saved=local)


def confirm_clock(shop: Shop) -> Changes:
    """Record that the date is right; from then on it is the last saved moment.

    Raises:
        Refusal: ``manager_needed``; ``confirming_unnamed`` where a script does not say for whom.
    """
    if shop.by_script and not shop.acting_is_named:  # nobody is taken for the manager
        raise Refusal("confirming_unnamed")
    require(shop.deciding, Action.CONFIRM_CLOCK)
    last = audit.last_moment(shop.file)
    with shop.begin(CONFIRM_CLOCK, "clock") as step:
        step.values = {"now": shop.now(), "last_saved": last}
    return Changes.of(ChangeKind.CLOCK, ChangeKind.CALLBACK, ChangeKind.CASE)


def lost_entries(shop: Shop) -> Refusal | None:
    """Say that the file no longer holds what was saved last; None where it does."""
    return None if shop.lost is None else Refusal("entries_lost", last=shop.lost.id)


def last_entry(shop: Shop) -> LastEntry:
    """Give the entry that was saved last; number 0 where damage hides it."""
    try:
        return audit.last_entry(shop.file)
    except DATABASE_ERRORS:  # the check names it
        return LastEntry(0, FIRST_SEAL)


def holds(shop: Shop, entry: LastEntry) -> bool:
    """Say whether an entry is still on file; it is not where another program restored a backup."""
    try:
        return audit.has_entry(shop.file, entry)
    except DATABASE_ERRORS:  # damage is no restore
        return True


def damaged(shop: Shop) -> Iterator[Refusal]:
    """Name the entries that could not be read since the shop was opened."""
    for entry in damaged_entries(shop.file):
        yield damage_refusal(entry)
