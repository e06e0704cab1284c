"""Every counting rule of dates.md with its exact date."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from building.calendars import ALL_DAY, call_windows, shop_calendar
from building.moments import SHANGHAI, at, day
from shopcare.domain.calendar import count_rule as by
from shopcare.domain.calendar.call_windows import Override
from shopcare.domain.calendar.count_rule import CountRule
from shopcare.domain.calendar.due_date import DueDate, Reason, count, retry
from shopcare.domain.calendar.opening import DayException
from shopcare.domain.calendar.work_calendar import WorkCalendar
from shopcare.domain.errors import Refusal

OPEN = shop_calendar()
FESTIVAL = tuple(date(2026, 2, 10) + timedelta(days=n) for n in range(17))  # to 26 February


def due(
    rule: CountRule,
    basis: str | datetime,
    calendar: WorkCalendar = OPEN,
    *,
    loads: dict[str, int] | None = None,
    override: Override | None = None,
    not_before: date | None = None,
) -> DueDate:
    moment = at(basis) if isinstance(basis, str) else basis
    planned = {day(text): number for text, number in (loads or {}).items()}
    return count(
        rule,
        moment,
        calendar,
        call_windows(calendar),
        clause="C-2",
        load=lambda on: planned.get(on, 0),
        override=override,
        not_before=not_before,
    )


def told(result: DueDate) -> list[tuple[str, int | None, str, str]]:
    return [
        (f"{step.day:%m-%d}", step.counted, step.why.reason.value, step.why.name)
        for step in result.explanation
    ]


def test_the_third_working_day_is_the_third_strictly_after_day_zero_c2() -> None:
    result = due(by.working_day(3), "2026-03-06 10:00")  # a Friday
    assert result.rule_on == result.due_on == day("2026-03-11")
    assert (result.opens_on, result.closes_on, result.due_at) == (
        result.due_on,
        result.due_on,
        None,
    )
    assert told(result) == [
        ("03-06", None, "day_zero", ""),
        ("03-07", None, "weekend", ""),
        ("03-08", None, "weekend", ""),
        ("03-09", 1, "counted", ""),
        ("03-10", 2, "counted", ""),
        ("03-11", 3, "counted", ""),
    ]


def test_day_zero_may_be_a_sunday_and_is_never_counted_c2() -> None:
    assert due(by.working_day(3), "2026-03-08 10:00").due_on == day("2026-03-11")
    assert due(by.working_day(1), "2026-10-10 10:00").due_on == day("2026-10-12")  # make-up day


def test_holidays_are_skipped_by_name_and_make_up_days_are_counted_c2() -> None:
    result = due(by.working_day(3), "2026-09-30 10:00")
    assert result.due_on == day("2026-10-10")
    assert told(result)[1] == ("10-01", None, "holiday", "国庆节")
    assert told(result)[-1] == ("10-10", 3, "make_up", "国庆节")
    assert due(by.working_day(30), "2026-09-30 10:00").due_on == day("2026-11-17")


def test_a_closed_day_moves_to_the_next_open_day_and_both_dates_are_kept_c2() -> None:
    calendar = shop_calendar(closed=(day("2026-03-11"), day("2026-03-12")))
    result = due(by.working_day(3), "2026-03-06 10:00", calendar)
    assert (result.rule_on, result.due_on) == (day("2026-03-11"), day("2026-03-13"))
    assert told(result)[-3:] == [
        ("03-11", None, "closed", "盘点"),
        ("03-12", None, "closed", "盘点"),
        ("03-13", None, "moved_to_open", ""),
    ]


@pytest.mark.parametrize(("closed_days", "due_on"), [(4, "2026-03-15"), (16, "2026-03-27")])
def test_gaps_of_more_than_three_days_and_of_more_than_two_weeks(
    closed_days: int, due_on: str
) -> None:
    closed = tuple(day("2026-03-11") + timedelta(days=n) for n in range(closed_days))
    result = due(by.working_day(3), "2026-03-06 10:00", shop_calendar(closed=closed))
    assert (result.rule_on, result.due_on) == (day("2026-03-11"), day(due_on))


def test_over_spring_festival_with_the_shop_closed_for_two_and_a_half_weeks_c2() -> None:
    result = due(by.working_day(3), "2026-02-09 18:00", shop_calendar(closed=FESTIVAL))
    assert (result.rule_on, result.due_on) == (day("2026-02-12"), day("2026-02-27"))


@pytest.mark.parametrize(
    ("happened", "due_at"),
    [
        ("2026-03-10 08:00", "2026-03-10 09:30"),  # before opening
        ("2026-03-10 09:00", "2026-03-10 09:30"),  # exactly at opening
        ("2026-03-10 10:15", "2026-03-10 10:15"),  # in a call window
        ("2026-03-10 12:00", "2026-03-10 14:00"),  # between two
        ("2026-03-10 17:30", "2026-03-11 09:30"),  # exactly at the end of the last
        ("2026-03-10 20:30", "2026-03-11 09:30"),  # exactly at closing
        ("2026-03-10 21:00", "2026-03-11 09:30"),  # after closing
        ("2026-03-14 10:00", "2026-03-15 09:30"),  # on a closed day
        ("2026-02-09 19:00", "2026-02-27 09:30"),  # on the eve of a long holiday
        ("2026-12-31 19:00", "2027-01-01 09:30"),  # at the year's end
    ],
)
def test_on_the_day_of_handling_from_every_corner_of_the_day_c2(happened: str, due_at: str) -> None:
    calendar = shop_calendar(closed=(day("2026-03-14"), *FESTIVAL))
    result = due(by.same_day(), happened, calendar)
    assert result.due_at == at(due_at)
    assert result.due_on == day(due_at[:10])
    assert result.rule_on == day(happened[:10])  # stays day 0
    assert result.opens_on == result.closes_on == result.due_on


def test_what_was_handled_late_in_the_day_says_so_c2() -> None:
    assert told(due(by.same_day(), "2026-03-10 19:00")) == [
        ("03-10", None, "day_zero", ""),
        ("03-10", None, "late_in_day", ""),
        ("03-11", None, "to_next_window", "09:30"),
    ]
    half = DayException(day=day("2026-03-11"), intervals=((time(12), time(13)),), reason="半天")
    calendar = shop_calendar(exceptions=(half,))
    assert told(due(by.same_day(), "2026-03-10 19:00", calendar))[2:] == [
        ("03-11", None, "no_call_window", ""),
        ("03-12", None, "to_next_window", "09:30"),
    ]


def test_a_window_opens_on_the_first_and_closes_on_the_seventh_working_day_c1() -> None:
    result = due(by.working_day_window(1, 7, 3), "2026-03-06 10:00")
    assert (result.opens_on, result.closes_on) == (day("2026-03-09"), day("2026-03-17"))
    assert result.rule_on == result.due_on == day("2026-03-11")
    assert told(result)[-1] == ("03-11", None, "proposed", "")


def test_inside_a_window_the_emptiest_day_nearest_to_the_target_is_proposed_c1() -> None:
    rule = by.working_day_window(1, 7, 3)
    busy = {"2026-03-11": 1, "2026-03-10": 1}
    assert due(rule, "2026-03-06 10:00", loads=busy).due_on == day("2026-03-12")
    assert due(rule, "2026-03-06 10:00", loads={"2026-03-11": 1}).due_on == day("2026-03-10")
    full = {f"2026-03-{n:02d}": 9 for n in range(9, 18)} | {"2026-03-17": 2}
    result = due(rule, "2026-03-06 10:00", loads=full)
    assert result.due_on == day("2026-03-17")
    assert result.explanation[-1].why.number == 2


def test_inside_a_window_only_open_days_are_proposed_and_none_that_has_passed_c1() -> None:
    rule = by.working_day_window(1, 7, 3)
    calendar = shop_calendar(closed=(day("2026-03-11"), day("2026-03-10")))
    assert due(rule, "2026-03-06 10:00", calendar).due_on == day("2026-03-12")
    late = due(rule, "2026-03-06 10:00", not_before=day("2026-03-16"))
    assert late.due_on == day("2026-03-16")
    over = due(rule, "2026-03-06 10:00", not_before=day("2026-04-01"))
    assert over.due_on == over.closes_on == day("2026-03-17")


def test_a_window_that_lies_inside_a_closure_moves_to_the_next_open_day_c1() -> None:
    result = due(by.working_day_window(1, 3, 2), "2026-02-10 10:00", shop_calendar(closed=FESTIVAL))
    assert (result.rule_on, result.due_on) == (day("2026-02-12"), day("2026-02-27"))
    assert (result.opens_on, result.closes_on) == (day("2026-02-11"), day("2026-02-27"))


def test_a_window_over_national_day_c1() -> None:
    result = due(by.working_day_window(1, 7, 3), "2026-09-29 10:00")
    assert (result.opens_on, result.closes_on) == (day("2026-09-30"), day("2026-10-14"))
    assert result.due_on == day("2026-10-09")


def test_twenty_four_hours_after_advice_inside_and_outside_the_call_windows_c5() -> None:
    inside = due(by.hours(24), "2026-03-10 10:20")
    assert (inside.due_at, inside.rule_on) == (at("2026-03-11 10:20"), day("2026-03-11"))
    lunch = due(by.hours(24), "2026-03-10 12:10")
    assert lunch.due_at == at("2026-03-11 14:00")
    evening = due(by.hours(24), "2026-03-10 19:00")
    assert (evening.rule_on, evening.due_at) == (day("2026-03-11"), at("2026-03-12 09:30"))
    assert told(evening)[1:] == [
        ("03-11", None, "hours_after", ""),
        ("03-11", None, "late_in_day", ""),
        ("03-12", None, "to_next_window", "09:30"),
    ]
    assert due(by.hours(2), "2026-03-10 13:00").due_at == at("2026-03-10 15:00")  # T-7
    assert due(by.hours(72), "2026-03-10 10:00").due_at == at("2026-03-13 10:00")
    closed = shop_calendar(closed=(day("2026-03-11"),))
    assert due(by.hours(24), "2026-03-10 10:20", closed).due_at == at("2026-03-12 09:30")


def test_an_answer_within_24_hours_runs_by_the_clock_alone_g3() -> None:
    result = due(by.hours(24, within_windows=False), "2026-03-10 21:40")
    assert (result.due_at, result.due_on) == (at("2026-03-11 21:40"), day("2026-03-11"))


def test_hours_elapse_when_the_clocks_change() -> None:
    berlin = ZoneInfo("Europe/Berlin")
    germany = shop_calendar(country="DE", region="BE", zone=berlin)
    spring = due(by.hours(24, within_windows=False), at("2026-03-28 12:00", berlin), germany)
    assert spring.due_at == at("2026-03-29 13:00", berlin)
    autumn = due(by.hours(24, within_windows=False), at("2026-10-24 12:00", berlin), germany)
    assert autumn.due_at == at("2026-10-25 11:00", berlin)
    sunday_off = shop_calendar(country="DE", region="BE", zone=berlin, week=(ALL_DAY,) * 6 + ((),))
    moved = due(by.hours(24), at("2026-03-28 10:00", berlin), sunday_off)
    assert (moved.rule_on, moved.due_at) == (day("2026-03-29"), at("2026-03-30 09:30", berlin))


def test_no_later_than_12_hours_before_laying_takes_the_window_before_t5() -> None:
    result = due(by.hours_before(12), "2026-03-11 08:00")
    assert result.rule_on == result.due_on == day("2026-03-10")
    assert (result.due_at, result.latest_at) == (at("2026-03-10 14:00"), at("2026-03-10 17:30"))
    assert told(result)[-1] == ("03-10", None, "to_window_before", "17:30")
    inside = due(by.hours_before(12), "2026-03-12 03:00")
    assert (inside.due_at, inside.latest_at) == (at("2026-03-11 14:00"), at("2026-03-11 15:00"))
    early = due(by.hours_before(12), "2026-03-10 21:00")  # limit 9:00, before the first window
    assert (early.rule_on, early.latest_at) == (day("2026-03-10"), at("2026-03-09 17:30"))
    assert told(early)[2] == ("03-10", None, "early_in_day", "")
    closed = shop_calendar(closed=(day("2026-03-09"),))
    assert due(by.hours_before(12), "2026-03-10 21:00", closed).due_on == day("2026-03-08")


def test_one_working_day_runs_until_closing_on_a_day_that_is_working_and_open_a2() -> None:
    result = due(by.until_working_day(1), "2026-03-06 10:00")
    assert result.due_at == at("2026-03-09 20:30")
    assert told(result)[-1] == ("03-09", None, "until_closing", "20:30")
    closed = shop_calendar(closed=(day("2026-03-09"),))
    later = due(by.until_working_day(1), "2026-03-06 10:00", closed)
    assert later.due_at == at("2026-03-10 20:30")
    assert ("03-09", None, "closed", "盘点") in told(later)
    assert due(by.until_working_day(3), "2026-03-06 10:00", closed).due_at == at("2026-03-12 20:30")
    eve = due(by.until_working_day(1), "2026-09-30 21:00")
    assert eve.due_at == at("2026-10-08 20:30")


def test_a_shop_of_weekends_only_still_has_a_deadline() -> None:
    weekends = shop_calendar(week=((),) * 5 + (ALL_DAY,) * 2)
    result = due(by.until_working_day(1), "2026-03-07 10:00", weekends)
    assert (result.rule_on, result.due_at) == (day("2026-03-09"), at("2026-03-14 20:30"))


def test_calendar_days_are_all_counted_g8() -> None:
    result = due(by.days(7), "2026-03-04 10:00", shop_calendar(closed=(day("2026-03-11"),)))
    assert (result.rule_on, result.due_on) == (day("2026-03-11"), day("2026-03-12"))


def test_monthly_calls_do_not_drift_after_a_short_month_c3() -> None:
    first = "2026-01-31 12:00"
    dates = [due(by.months(1).times(n), first).rule_on for n in range(1, 5)]
    assert dates == [day("2026-02-28"), day("2026-03-31"), day("2026-04-30"), day("2026-05-31")]
    assert told(due(by.months(1), first))[1] == ("02-28", None, "short_month", "")
    assert due(by.months(25), "2026-01-31 12:00").rule_on == day("2028-02-29")
    assert due(by.months(11), "2026-01-31 12:00").rule_on == day("2026-12-31")


def test_a_birthday_call_moves_to_the_open_day_before_c4() -> None:
    assert due(by.birthday_eve(), "2026-03-12 12:00").due_on == day("2026-03-11")
    calendar = shop_calendar(closed=(day("2026-03-11"), day("2026-03-10")))
    result = due(by.birthday_eve(), "2026-03-12 12:00", calendar)
    assert (result.rule_on, result.due_on) == (day("2026-03-11"), day("2026-03-09"))
    assert told(result)[1:] == [
        ("03-11", None, "eve", ""),
        ("03-11", None, "closed", "盘点"),
        ("03-10", None, "closed", "盘点"),
        ("03-09", None, "moved_before", ""),
    ]


def test_31_december_while_next_year_is_provisional() -> None:
    result = due(by.working_day(3), "2026-12-31 10:00")
    assert (result.due_on, result.provisional) == (day("2027-01-06"), True)
    assert result.explanation[-1].why == (Reason.PROVISIONAL, "", 2027)
    assert result.explanation[-1].day == day("2027-01-01")
    same = due(by.same_day(), "2026-12-31 10:00")
    assert not same.provisional
    assert due(by.same_day(), "2026-12-31 20:00").provisional
    assert due(by.same_day(), "2027-03-01 10:00").provisional
    assert due(by.working_day_window(1, 7, 3), "2026-12-24 10:00").provisional  # closes in 2027
    eve = due(by.birthday_eve(), "2027-01-01 12:00")
    assert (eve.due_on, eve.provisional) == (day("2026-12-31"), False)


def test_an_arrangement_that_becomes_known_is_counted_again_without_a_mark() -> None:
    provisional = due(by.working_day(3), "2025-12-31 10:00", shop_calendar())
    assert (provisional.due_on, provisional.provisional) == (day("2026-01-06"), False)


def test_a_retry_says_when_and_why_c13() -> None:
    windows = call_windows(OPEN)
    result = retry(at("2026-03-10 10:00"), windows)
    assert (result.clause, result.due_at) == ("C-13", at("2026-03-10 14:00"))
    late = retry(at("2026-03-10 15:00"), windows)
    assert late.due_at == at("2026-03-11 09:30")
    assert told(late)[-1] == ("03-11", None, "to_next_window", "09:30")
    own = retry(at("2026-03-10 19:00"), windows, override=((time(19), time(20)),))
    assert own.due_at == at("2026-03-11 19:00")


def test_a_customers_own_hours_decide_when_a_call_is_due_c6() -> None:
    evening = ((time(19), time(20)),)
    assert due(by.same_day(), "2026-03-10 10:00", override=evening).due_at == at("2026-03-10 19:00")
    assert due(by.hours(24), "2026-03-10 10:00", override=evening).due_at == at("2026-03-11 19:00")


def test_moments_of_another_time_zone_are_local_days() -> None:
    utc = datetime(2026, 3, 10, 18, 0, tzinfo=ZoneInfo("UTC"))  # 02:00 on the 11th in the shop
    assert due(by.same_day(), utc).rule_on == day("2026-03-11")
    assert due(by.working_day(1), utc).due_on == day("2026-03-12")
    assert due(by.same_day(), utc).basis_at.tzinfo is SHANGHAI


@pytest.mark.parametrize(
    ("rule", "basis"),
    [
        (by.working_day(3000), "2195-01-01 10:00"),
        (by.hours(90_000), "2195-01-01 10:00"),
        (by.months(1200), "2150-01-01 10:00"),
        (by.same_day(), "0001-01-01 10:00"),
        (by.hours_before(90_000), "1901-01-01 10:00"),
        (by.days(3660), "9999-12-31 10:00"),
    ],
)
def test_a_count_beyond_the_calendar_is_refused(rule: CountRule, basis: str) -> None:
    with pytest.raises(Refusal) as refused:
        due(rule, basis)
    assert refused.value.code == "year_out_of_range"


@pytest.mark.parametrize(
    ("plain", "code"),
    [
        ({"kind": "soon"}, "count_kind_unknown"),
        ({}, "count_kind_unknown"),
        ({"kind": "hours"}, "count_key_missing"),
        ({"kind": "hours", "n": "2"}, "count_not_a_number"),
        ({"kind": "hours", "n": True}, "count_not_a_number"),
        ({"kind": "hours", "n": 2, "m": 1}, "count_key_unknown"),
        ({"kind": "hours", "n": -1}, "count_out_of_range"),
        ({"kind": "working_day", "n": 10**9}, "count_out_of_range"),
        ({"kind": "working_day_window", "first": 1}, "count_key_missing"),
        ({"kind": "working_day_window", "first": 7, "last": 1}, "count_window_reversed"),
        (
            {"kind": "working_day_window", "first": 1, "last": 7, "target": 9},
            "count_window_reversed",
        ),
    ],
)
def test_a_rule_that_makes_no_sense_is_refused(plain: dict[str, object], code: str) -> None:
    with pytest.raises(Refusal) as refused:
        CountRule.from_plain(plain)
    assert refused.value.code == code


@pytest.mark.parametrize(
    "rule",
    [
        by.same_day(),
        by.working_day(3),
        by.working_day_window(1, 7, 3),
        by.hours(24),
        by.hours(24, within_windows=False),
        by.hours_before(12),
        by.until_working_day(1),
        by.days(15),
        by.months(1),
        by.birthday_eve(),
    ],
)
def test_rules_travel_as_plain_values(rule: CountRule) -> None:
    assert CountRule.from_plain(rule.to_plain()) == rule
