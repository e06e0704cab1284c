"""Changing the calendar: pasted notices and days set by hand, shown first, then saved (X-14)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from shopcare.domain.calendar.day_facts import DayView
from shopcare.domain.calendar.notice import Notice, notice_from_text
from shopcare.domain.calendar.opening import DayException
from shopcare.domain.calendar.work_calendar import WorkCalendar
from shopcare.domain.errors import Invalid, NotFound, Refusal
from shopcare.domain.people.staff import Action, require
from shopcare.domain.shop.settings import ShopSettings
from shopcare.domain.typed.text import clean_line, too_long
from shopcare.services.calendar import calendar_facts
from shopcare.services.rescheduling.counted_change import (
    CalendarChanged,
    change_calendar,
    moves_on,
    proposed_before,
)
from shopcare.services.rescheduling.recount import Moves, Progress
from shopcare.services.shop import Shop
from shopcare.storage import calendar as calendar_store

_LONGEST_REASON = 120


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeRead:
    """A pasted notice, what it says and what it would move."""

    notice: Notice
    off: tuple[date, ...]
    """Every day that is off by it, those an extension fills in included."""
    work: tuple[date, ...]
    days: tuple[DayView, ...]
    """Every day of the months that it names, as they would be."""
    moves: Moves


@dataclass(frozen=True, slots=True, kw_only=True)
class AppliedNotice:
    """A notice that was saved."""

    id: int
    year: int
    text: str
    applied_at: datetime


def read_notice(shop: Shop, text: str, progress: Progress | None = None) -> NoticeRead:
    """Read an official notice and see what it would move; nothing is saved.

    A notice with a line that is not understood moves nothing.

    Raises:
        Refusal: ``notice_only_china``, ``notice_nothing_to_extend``.
    """
    _require_china(shop)
    notice = notice_from_text(text)
    off, work = {day for day, _ in notice.off}, {day for day, _ in notice.work}
    days: tuple[DayView, ...] = ()
    moved = Moves()
    if not notice.not_understood:
        considered = calendar_facts.work_calendar(shop, notice=text)
        for year in notice.years:
            before = shop.calendar.work.year_facts(year)
            after = considered.year_facts(year)
            off |= after.off.keys() - before.off.keys()
            work |= after.work.keys() - before.work.keys()
        days = _whole_months(considered, off | work)
        moved = moves_on(shop, considered, progress=progress)
    return NoticeRead(
        notice=notice,
        off=tuple(sorted(off)),
        work=tuple(sorted(work)),
        days=days,
        moves=moved,
    )


def apply_notice(shop: Shop, text: str, progress: Progress | None = None) -> CalendarChanged:
    """Save an official notice and count everything open again, in one transaction.

    The same text once more is kept once.

    Raises:
        Refusal: ``manager_needed``, ``notice_only_china``, ``notice_not_understood``,
            ``notice_empty``, ``notice_nothing_to_extend``.
    """
    require(shop.deciding, Action.CHANGE_CALENDAR)
    _require_china(shop)
    notice = notice_from_text(text)
    if notice.not_understood:
        lines = ", ".join(str(line.number) for line in notice.not_understood)
        raise Refusal("notice_not_understood", lines=lines)
    if not (notice.off or notice.work or notice.extensions):
        raise Refusal("notice_empty")

    def save() -> int:
        applied = calendar_store.notices(shop.file)
        if applied and applied[-1]["text"] == text:
            return int(applied[-1]["id"])
        return calendar_store.add_notice(shop.file, notice.year, text, shop.now())

    said: dict[str, object] = {"year": notice.year, "off": len(notice.off)}
    return change_calendar(shop, "calendar.notice", said, save, progress)


def undo_notice(shop: Shop, notice_id: int, progress: Progress | None = None) -> CalendarChanged:
    """Take a notice back; what it moved goes back where it was, if that is possible still.

    Raises:
        NotFound: no such notice is applied.
        Refusal: ``manager_needed``.
    """
    require(shop.deciding, Action.CHANGE_CALENDAR)
    if notice_id not in {notice.id for notice in applied_notices(shop)}:
        raise NotFound("notice", notice_id)

    def save() -> int:
        calendar_store.undo_notice(shop.file, notice_id, shop.now())
        return notice_id

    proposed = proposed_before(shop, notice_id)
    return change_calendar(shop, "calendar.undo_notice", {}, save, progress, proposed)


def applied_notices(shop: Shop) -> list[AppliedNotice]:
    """List the notices that count, oldest first."""
    return [
        AppliedNotice(
            id=row["id"],
            year=row["year"],
            text=row["text"],
            applied_at=datetime.fromisoformat(row["applied_at"]),
        )
        for row in calendar_store.notices(shop.file)
    ]


def day_exception(shop: Shop, day: date) -> DayException | None:
    """Give what was set by hand for a day, if anything."""
    return calendar_facts.day_exceptions(shop).get(day)


def preview_day(
    shop: Shop, day: date, exception: DayException | None, progress: Progress | None = None
) -> Moves:
    """See what setting one day by hand, or letting it be again, would move; nothing is saved.

    Args:
        shop: the shop.
        day: the day.
        exception: None lets it be as the other sources say.
        progress: called with calls done and their number.

    Raises:
        Refusal: ``calendar_never_open``.
    """
    exceptions = calendar_facts.day_exceptions(shop)
    exceptions.pop(day, None)
    if exception is not None:
        exceptions[day] = exception
    work = calendar_facts.work_calendar(shop, exceptions=exceptions)
    return moves_on(shop, work, progress=progress, proposed=proposed_before(shop, _key(day)))


def preview_settings(shop: Shop, settings: ShopSettings, progress: Progress | None = None) -> Moves:
    """See what other opening hours, call windows or another country would move.

    Raises:
        Refusal: ``calendar_never_open``.
    """
    work = calendar_facts.work_calendar(shop, settings=settings)
    return moves_on(shop, work, progress=progress, settings=settings)


def set_day(
    shop: Shop, exception: DayException, progress: Progress | None = None
) -> CalendarChanged:
    """Set one day by hand: working or not, open or closed; count everything open again.

    Raises:
        Refusal: ``manager_needed``, ``calendar_never_open``.
        Invalid: ``text_too_long``.
    """
    require(shop.deciding, Action.CHANGE_CALENDAR)
    reason = clean_line(exception.reason)
    if problems := too_long({"reason": reason}, {"reason": _LONGEST_REASON}):
        raise Invalid(*problems)

    def save() -> int:
        calendar_store.set_exception(
            shop.file,
            day=exception.day,
            working=exception.working,
            intervals=exception.intervals,
            reason=reason,
        )
        return _key(exception.day)

    said: dict[str, object] = {"day": exception.day, "reason": reason}
    proposed = proposed_before(shop, _key(exception.day))
    return change_calendar(shop, "calendar.set_day", said, save, progress, proposed)


def clear_day(shop: Shop, day: date, progress: Progress | None = None) -> CalendarChanged:
    """Let a day be as the other sources say again; count everything open again.

    Raises:
        Refusal: ``manager_needed``, ``calendar_never_open``.
    """
    require(shop.deciding, Action.CHANGE_CALENDAR)

    def save() -> int:
        calendar_store.clear_exception(shop.file, day)
        return _key(day)

    proposed = proposed_before(shop, _key(day))
    return change_calendar(shop, "calendar.clear_day", {"day": day}, save, progress, proposed)


def take_newer_almanac(shop: Shop, progress: Progress | None = None) -> CalendarChanged | None:
    """Keep the facts of the installed almanac and count again; None where they are kept already.

    An arrangement may become known with an update of the program, too.
    """
    if calendar_facts.years_are_kept(shop):
        return None

    def save() -> int:
        calendar_facts.keep_years(shop)
        return 0

    return change_calendar(shop, "calendar.almanac", {}, save, progress)


def _nothing() -> int:
    return 0


def _key(day: date) -> int:
    """Give the audit log's number of a day; far beyond the ids of notices."""
    return day.toordinal()


def _whole_months(work: WorkCalendar, days: Iterable[date]) -> tuple[DayView, ...]:
    firsts = sorted({day.replace(day=1) for day in days})
    views = []
    for first in firsts:
        day = first
        while day.month == first.month:
            views.append(work.day_view(day))
            day += timedelta(days=1)
    return tuple(views)


def _require_china(shop: Shop) -> None:
    if shop.settings.country != "CN":
        raise Refusal("notice_only_china", country=shop.settings.country)
