"""The two calendars of dates.md, by exact dates."""

from datetime import date, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from building.calendars import ALL_DAY, LUNCH_BREAK, official, shop_calendar
from building.moments import SHANGHAI, at, day
from shopcare.domain.calendar.explanation import Reason
from shopcare.domain.calendar.opening import DayException, OpenWeek
from shopcare.domain.calendar.work_calendar import WorkCalendar, YearFacts
from shopcare.domain.errors import Refusal

DAYS = st.dates(date(2006, 1, 1), date(2025, 12, 31))
CHINA = shop_calendar()


def test_holidays_weekends_and_make_up_days_are_told_apart() -> None:
    assert CHINA.day_view(day("2026-10-01")).why.reason is Reason.HOLIDAY
    assert CHINA.names(day("2026-10-01")) == ("国庆节",)
    assert CHINA.day_view(day("2026-10-10")).why.reason is Reason.MAKE_UP
    assert CHINA.names(day("2026-10-10")) == ("国庆节",)
    assert CHINA.day_view(day("2026-10-11")).why.reason is Reason.WEEKEND
    assert CHINA.is_working(day("2026-10-12"))
    assert not CHINA.is_working(day("2026-10-11"))
    assert CHINA.is_open(day("2026-10-01"))  # an open day need not be a working day


def test_working_days_skip_national_day_and_count_make_up_days() -> None:
    start = day("2026-09-30")
    assert CHINA.add_working_days(start, 0) == start
    assert CHINA.add_working_days(start, 1) == day("2026-10-08")
    assert CHINA.add_working_days(start, 3) == day("2026-10-10")  # a Saturday, made up
    assert CHINA.add_working_days(start, 30) == day("2026-11-17")
    assert CHINA.add_working_days(day("2026-02-13"), 2) == day("2026-02-24")


def test_working_days_are_not_calendar_days_less_the_free_ones() -> None:
    # 3 calendar days after Friday hold one working day; the 3rd working day is Wednesday.
    assert CHINA.add_working_days(day("2026-03-06"), 3) == day("2026-03-11")


def test_elapsed_compares_whole_dates_across_month_and_year_end() -> None:
    assert CHINA.working_days_between(day("2025-12-31"), day("2026-01-04")) == 1
    assert CHINA.working_days_between(day("2026-01-04"), day("2025-12-31")) == -1
    assert CHINA.working_days_between(day("2026-01-31"), day("2026-02-02")) == 1


@given(DAYS, st.integers(0, 400))
def test_elapsed_is_the_inverse_of_add(start: date, days: int) -> None:
    assert CHINA.working_days_between(start, CHINA.add_working_days(start, days)) == days


@given(DAYS, st.integers(0, 60), st.integers(0, 5), st.integers(0, 5))
def test_adding_is_monotonic_in_both_arguments(
    start: date, days: int, more_days: int, later: int
) -> None:
    first = CHINA.add_working_days(start, days)
    assert first <= CHINA.add_working_days(start, days + more_days)
    assert first <= CHINA.add_working_days(start + timedelta(days=later), days)


def test_negative_numbers_of_days_are_a_mistake_of_the_caller() -> None:
    with pytest.raises(ValueError, match="forward"):
        CHINA.add_working_days(day("2026-03-06"), -1)


def test_a_calendar_without_any_open_day_is_refused() -> None:
    with pytest.raises(Refusal) as refused:
        shop_calendar(week=((),) * 7)
    assert refused.value.code == "calendar_never_open"


def test_searching_for_an_open_day_ends_when_only_one_opening_was_ever_planned() -> None:
    once = DayException(day=day("2026-03-07"), intervals=ALL_DAY, reason="店庆")
    calendar = shop_calendar(week=((),) * 7, exceptions=(once,))
    assert calendar.next_open_day(day("2026-03-01")) == day("2026-03-07")
    with pytest.raises(Refusal) as refused:
        calendar.next_open_day(day("2026-03-08"))
    assert refused.value.code == "calendar_never_open"
    with pytest.raises(Refusal) as refused:
        calendar.add_open_minutes(at("2026-03-07 20:00"), 31)
    assert refused.value.code == "calendar_never_open"


def test_a_calendar_without_any_working_day_is_refused() -> None:
    week = OpenWeek(intervals=(ALL_DAY,) * 7)
    with pytest.raises(Refusal) as refused:
        WorkCalendar({}, weekend=frozenset(range(7)), open_week=week, time_zone=SHANGHAI)
    assert refused.value.code == "calendar_never_working"
    first = date(2026, 1, 1)
    off = dict.fromkeys((first + timedelta(days=n) for n in range(1200)), "停业")
    closed = {year: YearFacts(year=year, off=off, known=True) for year in range(2026, 2031)}
    calendar = WorkCalendar(closed, weekend=frozenset({5, 6}), open_week=week, time_zone=SHANGHAI)
    with pytest.raises(Refusal) as refused:
        calendar.add_working_days(day("2026-01-01"), 1)
    assert refused.value.code == "calendar_never_working"


def test_a_year_beyond_the_calendar_is_refused() -> None:
    with pytest.raises(Refusal) as refused:
        CHINA.is_working(date(9999, 12, 30))
    assert refused.value.code == "year_out_of_range"


def test_a_year_that_is_not_arranged_yet_is_provisional() -> None:
    assert not CHINA.is_provisional(day("2026-12-31"))
    assert CHINA.is_provisional(day("2027-01-04"))
    unknown = WorkCalendar(
        {},
        weekend=frozenset({5, 6}),
        open_week=OpenWeek(intervals=(ALL_DAY,) * 7),
        time_zone=SHANGHAI,
    )
    assert unknown.is_provisional(day("2030-03-01"))
    assert unknown.is_working(day("2030-03-01"))


def test_a_day_set_by_hand_wins_over_every_other_source() -> None:
    calendar = shop_calendar(
        exceptions=(
            DayException(day=day("2026-10-01"), working=True, reason="补班"),
            DayException(day=day("2026-10-10"), working=False, reason="店休"),
            DayException(day=day("2027-01-04"), working=False, reason="元旦"),
        )
    )
    assert calendar.is_working(day("2026-10-01"))
    assert calendar.names(day("2026-10-01")) == ("补班",)
    assert not calendar.is_working(day("2026-10-10"))
    assert calendar.add_working_days(day("2026-09-30"), 1) == day("2026-10-01")
    assert not calendar.is_provisional(day("2027-01-04"))
    assert calendar.is_open(day("2026-10-10"))  # hours were left untouched


def test_half_days_lunch_breaks_and_one_off_openings_have_their_own_intervals() -> None:
    sunday_closed = (LUNCH_BREAK,) * 6 + ((),)
    calendar = shop_calendar(
        week=sunday_closed,
        exceptions=(
            DayException(day=day("2026-03-08"), intervals=((time(10), time(16)),), reason="活动"),
            DayException(day=day("2026-03-11"), intervals=((time(9), time(12)),), reason="半天"),
            DayException(day=day("2026-03-12"), intervals=(), reason="盘点"),
        ),
    )
    assert calendar.intervals(day("2026-03-08")) == ((time(10), time(16)),)
    assert calendar.intervals(day("2026-03-10")) == LUNCH_BREAK
    assert calendar.closing(day("2026-03-11")) == at("2026-03-11 12:00")
    assert calendar.closing(day("2026-03-12")) is None
    assert calendar.names(day("2026-03-12")) == ("盘点",)
    assert calendar.next_open_day(day("2026-03-15")) == day("2026-03-16")
    assert calendar.open_day_before(day("2026-03-15")) == day("2026-03-14")
    assert calendar.next_open_day(day("2026-03-11"), after=True) == day("2026-03-13")
    assert calendar.open_day_before(day("2026-03-13"), before=True) == day("2026-03-11")


def test_gaps_between_open_days_of_four_days_and_of_more_than_two_weeks() -> None:
    four = tuple(date(2026, 3, n) for n in range(10, 14))
    assert shop_calendar(closed=four).next_open_day(day("2026-03-10")) == day("2026-03-14")
    festival = tuple(date(2026, 2, 8) + timedelta(days=n) for n in range(18))
    calendar = shop_calendar(closed=festival)
    assert calendar.next_open_day(day("2026-02-08")) == day("2026-02-26")
    assert calendar.open_day_before(day("2026-02-25")) == day("2026-02-07")
    assert calendar.add_open_minutes(at("2026-02-07 20:00"), 31) == at("2026-02-26 09:01")


def test_a_budget_that_equals_the_rest_of_the_day_ends_at_closing_today() -> None:
    assert CHINA.add_open_minutes(at("2026-03-10 18:30"), 120) == at("2026-03-10 20:30")
    assert CHINA.add_open_minutes(at("2026-03-10 18:30"), 121) == at("2026-03-11 09:01")
    lunch = shop_calendar(week=(LUNCH_BREAK,) * 7)
    assert lunch.add_open_minutes(at("2026-03-10 11:30"), 30) == at("2026-03-10 12:00")
    assert lunch.add_open_minutes(at("2026-03-10 11:30"), 31) == at("2026-03-10 13:31")


@pytest.mark.parametrize(
    ("start", "end"),
    [
        ("2026-03-10 07:00", "2026-03-10 10:00"),  # before opening
        ("2026-03-10 09:00", "2026-03-10 10:00"),  # exactly at opening
        ("2026-03-10 20:30", "2026-03-11 10:00"),  # exactly at closing
        ("2026-03-10 21:15", "2026-03-11 10:00"),  # after closing
        ("2026-03-14 12:00", "2026-03-15 10:00"),  # on a closed day
        ("2026-12-31 20:00", "2027-01-01 09:30"),  # across the year's end
    ],
)
def test_an_hour_of_opening_time_from_every_corner_of_the_day(start: str, end: str) -> None:
    calendar = shop_calendar(closed=(day("2026-03-14"),))
    assert calendar.add_open_minutes(at(start), 60) == at(end)


def test_waiting_for_the_customer_is_measured_in_open_hours_not_wall_clock_hours() -> None:
    # Friday 20:00 to Monday 9:15, closed on Sunday: 30 + 690 + 15 minutes.
    calendar = shop_calendar(week=(ALL_DAY,) * 6 + ((),))
    start, end = at("2026-03-06 20:00"), at("2026-03-09 09:15")
    assert calendar.open_minutes_between(start, end) == 735
    assert calendar.open_minutes_between(end, start) == -735
    assert calendar.open_minutes_between(start, start) == 0


@given(
    st.datetimes(
        at("2026-01-01 00:00").replace(tzinfo=None), at("2026-11-30 00:00").replace(tzinfo=None)
    ),
    st.integers(0, 20_000),
)
def test_open_minutes_are_the_inverse_of_adding_them(start, minutes: int) -> None:  # type: ignore[no-untyped-def]
    moment = start.replace(tzinfo=SHANGHAI)
    end = LUNCH.add_open_minutes(moment, minutes)
    assert LUNCH.open_minutes_between(moment, end) == minutes
    assert end <= LUNCH.add_open_minutes(moment, minutes + 1)


LUNCH = shop_calendar(week=(LUNCH_BREAK,) * 6 + ((),), closed=(day("2026-05-01"),))


def test_daylight_saving_lengthens_and_shortens_a_night_opening() -> None:
    berlin = ZoneInfo("Europe/Berlin")
    night = shop_calendar(country="DE", region="BE", zone=berlin, week=(((time(0), time(6)),),) * 7)
    spring, autumn = at("2026-03-29 00:00", berlin), at("2026-10-25 00:00", berlin)
    assert night.open_minutes_between(spring, at("2026-03-29 06:00", berlin)) == 300
    assert night.open_minutes_between(autumn, at("2026-10-25 06:00", berlin)) == 420
    assert night.add_open_minutes(spring, 180) == at("2026-03-29 04:00", berlin)
    assert night.moment(day("2026-03-29"), time(2, 30)).hour == 3  # an hour that does not exist


@pytest.mark.parametrize(
    ("hours", "code"),
    [
        (((time(12), time(9)),), "hours_reversed"),
        (((time(9), time(9)),), "hours_reversed"),
        (((time(9), time(12)), (time(11), time(14))), "hours_overlap"),
        (((time(13), time(14)), (time(9), time(12))), "hours_overlap"),
    ],
)
def test_impossible_opening_hours_are_refused(hours, code: str) -> None:  # type: ignore[no-untyped-def]
    with pytest.raises(Refusal) as refused:
        OpenWeek(intervals=(hours,) * 7)
    assert refused.value.code == code
    with pytest.raises(Refusal) as refused:
        DayException(day=day("2026-03-01"), intervals=hours)
    assert refused.value.code == code


def test_a_week_of_another_length_is_a_mistake_of_the_caller() -> None:
    with pytest.raises(ValueError, match="seven"):
        OpenWeek(intervals=(ALL_DAY,) * 6)
    with pytest.raises(ValueError, match="time zone"):
        CHINA.local(at("2026-03-01 10:00").replace(tzinfo=None))


def test_facts_of_a_year_travel_as_plain_values() -> None:
    facts = official("CN", "", 2026)
    assert YearFacts.from_plain(facts.to_plain()) == facts


def test_other_countries_have_their_own_weekends_and_no_make_up_days() -> None:
    germany = shop_calendar(country="DE", region="BY", zone=ZoneInfo("Europe/Berlin"))
    assert germany.add_working_days(day("2026-12-23"), 2) == day("2026-12-28")
    assert germany.add_working_days(day("2026-01-05"), 1) == day("2026-01-07")  # Epiphany
    hamburg = shop_calendar(country="DE", region="HH", zone=ZoneInfo("Europe/Berlin"))
    assert hamburg.add_working_days(day("2026-01-05"), 1) == day("2026-01-06")
    japan = shop_calendar(country="JP", zone=ZoneInfo("Asia/Tokyo"))
    assert japan.add_working_days(day("2026-05-01"), 1) == day("2026-05-07")
    states = shop_calendar(country="US", zone=ZoneInfo("America/New_York"))
    assert states.add_working_days(day("2026-11-25"), 1) == day("2026-11-27")
    egypt = shop_calendar(country="EG", zone=ZoneInfo("Africa/Cairo"))
    assert egypt.add_working_days(day("2026-03-05"), 1) == day("2026-03-08")  # Thu → Sun
    israel = shop_calendar(country="IL", zone=ZoneInfo("Asia/Jerusalem"))
    assert israel.add_working_days(day("2026-03-05"), 1) == day("2026-03-08")
