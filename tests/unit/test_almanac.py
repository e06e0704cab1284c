"""Holidays and lunar years agree with independent sources."""

import random
from datetime import date, timedelta
from itertools import pairwise

import chinese_calendar
import holidays
import pytest
from hypothesis import given
from hypothesis import strategies as st

from building.calendars import official, shop_calendar
from shopcare.almanac import years
from shopcare.almanac.years import lunar_year_facts
from shopcare.domain.errors import Refusal

FIRST, LAST = date(2006, 1, 1), date(2026, 12, 31)
CHINA = shop_calendar()


def test_every_day_of_2006_to_2026_agrees_with_chinesecalendar() -> None:
    days = [FIRST + timedelta(days=n) for n in range((LAST - FIRST).days + 1)]
    assert [d for d in days if CHINA.is_working(d) != chinese_calendar.is_workday(d)] == []


def test_random_counts_agree_with_chinesecalendar() -> None:
    chance = random.Random(20260305)
    for _ in range(300):
        start = FIRST + timedelta(days=chance.randrange((LAST - FIRST).days - 120))
        days = chance.randrange(1, 61)
        end, left = start, days
        while left:
            end += timedelta(days=1)
            left -= chinese_calendar.is_workday(end)
        assert CHINA.add_working_days(start, days) == end
        assert CHINA.working_days_between(start, end) == days


def test_chinese_years_are_known_as_far_as_the_arrangement_is_published() -> None:
    assert official("CN", "", 2026).known
    assert not official("CN", "", 2031).known
    assert official("CN", "", 1995).known


def test_days_off_and_make_up_days_are_named_by_their_holiday() -> None:
    facts = official("CN", "", 2026)
    assert facts.off[date(2026, 2, 16)] == "除夕"
    assert facts.off[date(2026, 2, 20)] == "春节"  # exchanged
    assert facts.off[date(2026, 2, 22)] == "春节"  # a Sunday between days off
    assert facts.off[date(2026, 10, 7)] == "国庆节"
    assert facts.work[date(2026, 2, 14)] == "春节"
    assert official("CN", "", 2006).work[date(2006, 12, 30)] == "元旦"
    assert official("CN", "", 2020).off[date(2020, 10, 1)] == "中秋节、国庆节"
    for year in range(2006, 2027):
        names = {*official("CN", "", year).off.values(), *official("CN", "", year).work.values()}
        assert not [name for name in names if "调休" in name or "补假" in name]


def test_other_countries_name_their_holidays_in_letters_that_we_can_show() -> None:
    assert official("DE", "BY", 2026).off[date(2026, 1, 6)] == "Heilige Drei Könige"
    assert official("JP", "", 2026).off[date(2026, 5, 5)] == "こどもの日"
    assert official("US", "", 2026).off[date(2026, 11, 26)] == "Thanksgiving Day"
    assert official("EG", "", 2026).off[date(2026, 3, 20)] == "Eid al-Fitr"
    assert official("IL", "", 2026).off[date(2026, 9, 21)] == "Yom Kippur"
    for country in ("DE", "JP", "US", "EG", "IL"):
        facts = official(country, "", 2026)
        assert facts.known
        assert not facts.work


def test_weekends_differ_by_country() -> None:
    assert years.weekend("EG") == years.weekend("IL") == frozenset({4, 5})
    for country in ("CN", "DE", "JP", "US"):
        found = holidays.country_holidays(country, years=2024).weekend
        assert years.weekend(country) == frozenset(found)


def test_countries_and_regions_can_be_chosen() -> None:
    countries = dict(years.countries())
    assert countries["US"] == "United States"
    assert {"CN", "DE", "JP", "EG", "IL"} <= countries.keys()
    assert dict(years.regions("DE"))["BY"] == "Bayern"
    assert years.regions("JP") == ()


@pytest.mark.parametrize(
    ("country", "region", "year", "code"),
    [
        ("XX", "", 2026, "country_unknown"),
        ("cn", "", 2026, "country_unknown"),
        ("", "", 2026, "country_unknown"),
        ("DE", "ZZ", 2026, "region_unknown"),
        ("CN", "GD", 2026, "region_unknown"),
        ("CN", "", 1800, "year_out_of_range"),
    ],
)
def test_unknown_places_are_refused(country: str, region: str, year: int, code: str) -> None:
    with pytest.raises(Refusal) as refused:
        years.year_facts(country, region, year)
    assert refused.value.code == code


@pytest.mark.parametrize(
    ("year", "new_year", "leap_month", "months"),
    [
        (2020, "2020-01-25", 4, 13),
        (2023, "2023-01-22", 2, 13),
        (2025, "2025-01-29", 6, 13),
        (2026, "2026-02-17", 0, 12),
        (2033, "2033-01-31", 11, 13),  # the year that many tables have wrong
        (2034, "2034-02-19", 0, 12),
    ],
)
def test_lunar_years_begin_and_leap_where_they_should(
    year: int, new_year: str, leap_month: int, months: int
) -> None:
    facts = lunar_year_facts(year)
    assert facts.months[0].first_on == date.fromisoformat(new_year)
    assert (facts.leap_month, len(facts.months)) == (leap_month, months)


@given(st.integers(1901, 2198))
def test_the_months_of_lunar_years_follow_each_other_without_a_gap(year: int) -> None:
    months = (*lunar_year_facts(year).months, lunar_year_facts(year + 1).months[0])
    for month, after in pairwise(months):
        assert month.days in (29, 30)
        assert month.first_on + timedelta(days=month.days) == after.first_on
    assert [month.number for month in months if not month.leap] == [*range(1, 13), 1]
