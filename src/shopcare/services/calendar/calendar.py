"""The shop's calendar: working days, opening hours, call windows; made once per open shop."""

from collections.abc import Mapping
from datetime import date, datetime, time
from typing import Final

from shopcare.domain.calendar.call_windows import CallTimetable, CallWindows
from shopcare.domain.calendar.work_calendar import WorkCalendar
from shopcare.domain.people.customer import CustomerBirthday
from shopcare.domain.shop.settings import Intervals, ShopSettings
from shopcare.services.calendar import calendar_facts
from shopcare.services.calendar.calendar_facts import CalendarSource
from shopcare.storage import callbacks
from shopcare.storage.file.database import ShopFile

_REMINDED_FROM: Final = (11, 1)
"""Month and day: the State Council publishes in November, and dates begin to cross New Year."""


class ShopCalendar:
    """The calendar and the call windows of one open shop."""

    def __init__(self, file: ShopFile, work: WorkCalendar, windows: CallWindows) -> None:
        """Take what ``load_calendar`` has put together."""
        self.work = work
        self.windows = windows
        self._file = file

    def load(self, day: date) -> int:
        """Count the calls planned for a day, so that no day drowns."""
        return callbacks.planned_on(self._file, day)

    def promised(self, day: date) -> int:
        """Count the cases whose goods are promised for a day and not ready yet (X-11)."""
        # It brings in the facts of cases, which no start needs.
        from shopcare.storage.cases import deadlines

        return deadlines.promised_on(self._file, day)

    def planned_calls(self, first: date, last: date) -> Mapping[date, int]:
        """Count the open calls planned for each day from one to another (X-11)."""
        return callbacks.planned_between(self._file, first, last)

    def unknown_year(self, today: date) -> int | None:
        """Give the year whose official arrangement is missing, once that matters; else None.

        From 1 November on that is the coming year; a present year that is unknown comes first.
        """
        if not self.work.year_facts(today.year).known:
            return today.year
        if (today.month, today.day) < _REMINDED_FROM:
            return None
        return None if self.work.year_facts(today.year + 1).known else today.year + 1

    def last_call_on(self, day: date, call_hours: Intervals = ()) -> datetime | None:
        """Give the beginning of a day's last call window, or None where it has none."""
        windows = self.windows.moments(day, call_hours)
        return windows[-1][0] if windows else None

    def closing(self, day: date) -> datetime:
        """Give when the shop closes on a day; on a closed day, when the day ends."""
        return self.work.closing(day) or self.end_of_day(day)

    def opening_hour(self, day: date) -> time:
        """Give when the shop opens on a day; on a closed day, when it opens next."""
        return self.work.intervals(self.work.next_open_day(day))[0][0]

    def end_of_day(self, day: date) -> datetime:
        """Give the last second of a day."""
        return self.work.moment(day, time(23, 59, 59))

    def promised_day(self, received_at: datetime, working_days: int) -> date:
        """Give the open day on or after the n-th working day, the first that can be promised."""
        day = self.work.add_working_days(received_at.date(), working_days)
        return self.work.next_open_day(day)

    def day_for_call(self, chosen: date) -> date:
        """Give the day on which a call set by hand is made: that day, or the next open one."""
        return self.work.next_open_day(chosen)

    def day_for_promise(self, promised: date, not_before: date) -> date:
        """Give the day on which promised goods are due: that day, or the open day before.

        Where no open day is left before it, they are due on the next one.
        """
        before = self.work.open_day_before(promised)
        return before if before >= not_before else self.work.next_open_day(promised)

    def next_birthday(self, born: CustomerBirthday, after: date) -> date:
        """Give the next birthday later than a day, lunar ones converted (C-4)."""
        from shopcare.domain.people.birthday import Birthday, next_birthday

        birthday = Birthday(
            calendar=born.calendar.value,
            month=born.month,
            day=born.day,
            leap=born.leap_month,
            year=born.year,
        )
        return next_birthday(birthday, after, calendar_facts.lunar_year)


def load_calendar(shop: CalendarSource) -> ShopCalendar:
    """Put the shop's calendar together; a year's facts are read when they are first needed."""
    return calendar_on(shop, calendar_facts.work_calendar(shop), shop.settings)


def calendar_on(shop: CalendarSource, work: WorkCalendar, settings: ShopSettings) -> ShopCalendar:
    """Put call windows on a work calendar, also on one that is only being considered."""
    timetable = CallTimetable(
        summer=settings.summer_calls,
        winter=settings.winter_calls,
        summer_from=settings.summer_from,
        summer_until=settings.summer_until,
    )
    return ShopCalendar(shop.file, work, CallWindows(timetable, work))
