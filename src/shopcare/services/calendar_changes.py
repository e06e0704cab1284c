"""Changing the calendar: pasted notices and days set by hand, shown first, then saved (X-14)."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from shopcare.domain.changes import Changes
from shopcare.domain.errors import NotFound, Refusal
from shopcare.domain.notice import Notice, notice_from_text
from shopcare.domain.opening import DayException
from shopcare.domain.text import clean_line
from shopcare.services import calendar_facts, recount
from shopcare.services.calendar import calendar_on
from shopcare.services.recount import Moves, Progress
from shopcare.services.shop import Shop
from shopcare.storage import calendar as calendar_store


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeRead:
    """A pasted notice, what it says and what it would move."""

    notice: Notice
    off: tuple[date, ...]
    """Every day that is off by it, those an extension fills in included."""
    work: tuple[date, ...]
    moves: Moves


@dataclass(frozen=True, slots=True, kw_only=True)
class AppliedNotice:
    """A notice that was saved."""

    id: int
    year: int
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarChanged:
    """A change of the calendar that was saved, with what it moved."""

    moves: Moves
    changes: Changes


def read_notice(shop: Shop, text: str, progress: Progress | None = None) -> NoticeRead:
    """Read an official notice and see what it would move; nothing is saved.

    A notice with a line that is not understood moves nothing.

    Raises:
        Refusal: ``notice_only_china``.
    """
    _require_china(shop)
    notice = notice_from_text(text)
    off, work = {day for day, _ in notice.off}, {day for day, _ in notice.work}
    moves = Moves(calls=(), deadlines=())
    if not notice.not_understood:
        considered = calendar_facts.work_calendar(shop, notice=text)
        for year in notice.years:
            before = shop.calendar.work.year_facts(year)
            after = considered.year_facts(year)
            off |= after.off.keys() - before.off.keys()
            work |= after.work.keys() - before.work.keys()
        calendar = calendar_on(shop, considered, shop.settings)
        moves = recount.moves(shop, calendar, progress)
    return NoticeRead(notice=notice, off=tuple(sorted(off)), work=tuple(sorted(work)), moves=moves)


def apply_notice(shop: Shop, text: str, progress: Progress | None = None) -> CalendarChanged:
    """Save an official notice and count everything open again, in one transaction.

    Raises:
        Refusal: ``notice_only_china``, ``notice_not_understood``, ``notice_empty``.
    """
    _require_china(shop)
    notice = notice_from_text(text)
    if notice.not_understood:
        lines = ", ".join(str(line.number) for line in notice.not_understood)
        raise Refusal("notice_not_understood", lines=lines)
    if not (notice.off or notice.work or notice.extensions):
        raise Refusal("notice_empty")

    def save() -> int:
        return calendar_store.add_notice(shop.file, notice.year, text, shop.now())

    said: dict[str, object] = {"year": notice.year, "off": len(notice.off)}
    return _change(shop, "calendar.notice", said, save, progress)


def undo_notice(shop: Shop, notice_id: int, progress: Progress | None = None) -> CalendarChanged:
    """Take a notice back and count everything open again.

    Raises:
        NotFound: no such notice is applied.
    """
    if notice_id not in {notice.id for notice in applied_notices(shop)}:
        raise NotFound("notice", notice_id)

    def save() -> int:
        calendar_store.undo_notice(shop.file, notice_id, shop.now())
        return notice_id

    return _change(shop, "calendar.undo_notice", {}, save, progress)


def applied_notices(shop: Shop) -> list[AppliedNotice]:
    """List the notices that count, oldest first."""
    return [
        AppliedNotice(id=notice_id, year=year, text=text)
        for notice_id, year, text in calendar_store.notices(shop.file)
    ]


def preview_day(shop: Shop, exception: DayException) -> Moves:
    """See what setting one day by hand would move; nothing is saved."""
    exceptions = {**calendar_facts.day_exceptions(shop), exception.day: exception}
    work = calendar_facts.work_calendar(shop, exceptions=exceptions)
    return recount.moves(shop, calendar_on(shop, work, shop.settings))


def set_day(
    shop: Shop, exception: DayException, progress: Progress | None = None
) -> CalendarChanged:
    """Set one day by hand: working or not, open or closed; count everything open again.

    Raises:
        Refusal: ``hours_reversed``, ``hours_overlap``, ``calendar_never_open``.
    """

    def save() -> int:
        calendar_store.set_exception(
            shop.file,
            day=exception.day,
            working=exception.working,
            intervals=exception.intervals,
            reason=clean_line(exception.reason)[:120],
        )
        return exception.day.toordinal()

    said: dict[str, object] = {"day": exception.day, "reason": exception.reason}
    return _change(shop, "calendar.set_day", said, save, progress)


def clear_day(shop: Shop, day: date, progress: Progress | None = None) -> CalendarChanged:
    """Let a day be as the other sources say again; count everything open again."""

    def save() -> int:
        calendar_store.clear_exception(shop.file, day)
        return day.toordinal()

    return _change(shop, "calendar.clear_day", {"day": day}, save, progress)


def count_again(shop: Shop, progress: Progress | None = None) -> CalendarChanged:
    """Count everything open again, after other opening hours or a newer almanac."""
    return _change(shop, "calendar.recount", {}, _nothing, progress)


def _nothing() -> int:
    return 0


def _change(
    shop: Shop,
    action: str,
    said: dict[str, object],
    save: Callable[[], int],
    progress: Progress | None,
) -> CalendarChanged:
    try:
        with shop.begin(action, "calendar") as step:
            step.subject_id = save()
            shop.refresh()
            changed = recount.moves(shop, shop.calendar, progress)
            recount.store(shop, changed)
            step.values = {**said, "moved": len(changed.moved_calls)}
    finally:
        shop.refresh()
    changes = Changes.of("calendar", "callback", "case")
    return CalendarChanged(moves=changed, changes=changes)


def _require_china(shop: Shop) -> None:
    if shop.settings.country != "CN":
        raise Refusal("notice_only_china", country=shop.settings.country)
