"""The guard of the clock: in doubt nothing is counted until a manager confirms the date."""

from dataclasses import dataclass
from datetime import datetime

from shopcare.domain.changes import ChangeKind, Changes
from shopcare.domain.errors import Refusal
from shopcare.domain.people.permissions import Action, require
from shopcare.domain.shop.clock_guard import ClockState, judge_clock
from shopcare.services.shop import CONFIRM_CLOCK, Shop
from shopcare.storage.file import audit


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
    require(shop.acting, Action.CONFIRM_CLOCK)
    last = audit.last_moment(shop.file)
    with shop.begin(CONFIRM_CLOCK, "clock") as step:
        step.values = {"now": shop.now(), "last_saved": last}
    return Changes.of(ChangeKind.CLOCK, ChangeKind.CALLBACK, ChangeKind.CASE)
