"""Calendars of made-up shops for the tests that count."""

from datetime import date, time
from functools import cache
from zoneinfo import ZoneInfo

from building.moments import SHANGHAI
from shopcare.almanac import years
from shopcare.domain.calendar.call_windows import CallTimetable, CallWindows
from shopcare.domain.calendar.opening import DayException, Intervals, OpenWeek
from shopcare.domain.calendar.work_calendar import WorkCalendar, YearFacts

ALL_DAY: Intervals = ((time(9), time(20, 30)),)
LUNCH_BREAK: Intervals = ((time(9), time(12)), (time(13, 30), time(18)))
TIMETABLE = CallTimetable(
    summer=((time(9, 30), time(11, 30)), (time(15), time(18, 30))),
    winter=((time(9, 30), time(11, 30)), (time(14), time(17, 30))),
    summer_from=(5, 1),
    summer_until=(9, 30),
)


@cache
def official(country: str, region: str, year: int) -> YearFacts:
    """Give the facts of a year, read once for all tests."""
    return years.year_facts(country, region, year)


def shop_calendar(
    *,
    country: str = "CN",
    region: str = "",
    zone: ZoneInfo = SHANGHAI,
    week: tuple[Intervals, ...] = (ALL_DAY,) * 7,
    closed: tuple[date, ...] = (),
    exceptions: tuple[DayException, ...] = (),
) -> WorkCalendar:
    """Build the calendar of a shop that is open every day from 9:00 to 20:30."""
    by_hand = [DayException(day=day, intervals=(), reason="盘点") for day in closed]
    return WorkCalendar(
        lambda year: official(country, region, year),
        weekend=years.weekend(country),
        open_week=OpenWeek(
            intervals=week, exceptions={one.day: one for one in (*by_hand, *exceptions)}
        ),
        time_zone=zone,
    )


def call_windows(calendar: WorkCalendar, timetable: CallTimetable = TIMETABLE) -> CallWindows:
    """Build the call windows of a shop."""
    return CallWindows(timetable, calendar)
