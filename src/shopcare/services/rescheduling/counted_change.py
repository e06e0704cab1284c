"""One change of the calendar: saved, and everything open counted again, in one transaction."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from shopcare.domain.calendar.work_calendar import WorkCalendar
from shopcare.domain.changes import ChangeKind, Changes
from shopcare.domain.ids import CallbackId
from shopcare.domain.shop.settings import ShopSettings
from shopcare.services.calendar.calendar import calendar_on
from shopcare.services.rescheduling import recount
from shopcare.services.rescheduling.recount import Moves, Progress
from shopcare.services.shop import Shop
from shopcare.storage.file import audit


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarChanged:
    """A change of the calendar that was saved, with what it moved."""

    subject_id: int
    """The notice's id, or the day as an ordinal."""
    moves: Moves
    changes: Changes


def moves_on(
    shop: Shop,
    work: WorkCalendar,
    *,
    progress: Progress | None = None,
    proposed: Mapping[CallbackId, date] | None = None,
    settings: ShopSettings | None = None,
) -> Moves:
    """Count everything open on a calendar that is only being considered."""
    considered = calendar_on(shop, work, settings or shop.settings)
    return recount.moves(shop, considered, progress, before=shop.calendar, proposed=proposed)


def change_calendar(
    shop: Shop,
    action: str,
    said: dict[str, object],
    save: Callable[[], int],
    progress: Progress | None,
    proposed: Mapping[CallbackId, date] | None = None,
) -> CalendarChanged:
    """Save a change and everything that it moves, or leave the file as it was.

    Args:
        shop: the shop.
        action: for the audit log.
        said: what was said with it.
        save: writes the change itself and gives what it is about.
        progress: called with calls done and their number; an exception it raises cancels.
        proposed: days that calls go back to where they can.
    """
    try:
        before = shop.calendar
        with shop.begin(action, "calendar") as step:
            step.subject_id = save()
            shop.refresh()
            changed = recount.moves(shop, shop.calendar, progress, before=before, proposed=proposed)
            recount.store(shop, changed)
            step.values = {**said, "moved": len(changed.moved_calls), "calls": _noted(changed)}
    finally:
        shop.refresh()
    changes = Changes.of(ChangeKind.CALENDAR, ChangeKind.CALLBACK, ChangeKind.CASE)
    return CalendarChanged(subject_id=step.subject_id, moves=changed, changes=changes)


def _noted(changed: Moves) -> list[list[object]]:
    """Write down which call went from where to where, so that it can go back."""
    return [
        [move.before.id, move.before.due_on.isoformat(), move.after.due_on.isoformat()]
        for move in changed.calls
        if move.is_moved
    ]


def proposed_before(shop: Shop, subject_id: int) -> dict[CallbackId, date]:
    """Give the days from which the last change of a notice or a day moved calls away."""
    entry = audit.last_about(shop.file, "calendar", subject_id)
    noted: Iterable[tuple[int, str, str]] = entry.said().get("calls", ()) if entry else ()
    return {CallbackId(number): date.fromisoformat(before) for number, before, _ in noted}
