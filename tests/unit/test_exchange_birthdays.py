"""Birthdays in files, in either calendar (C-4)."""

from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shopcare.domain.errors import Refusal
from shopcare.domain.people.customer import BirthdayCalendar, CustomerBirthday
from shopcare.exchange.birthdays import birthday_from_cell, calendar_from_cell
from shopcare.exchange.cells import DayWithoutYear

SOLAR, LUNAR = BirthdayCalendar.SOLAR, BirthdayCalendar.LUNAR
_MONTHS = ["正", "二", "三", "四", "五", "六", "七", "八", "九", "十", "冬", "腊"]
_ONES = "一二三四五六七八九十"


def lunar_day(day):
    if day <= 10:
        return "初" + _ONES[day - 1]
    if day == 20:
        return "二十"
    if day == 30:
        return "三十"
    return ("十" if day < 20 else "廿") + _ONES[day % 10 - 1]


@given(st.one_of(st.text(), st.floats(), st.integers(), st.datetimes()))
def test_no_cell_does_more_than_refuse(cell):
    for calendar in (None, SOLAR, LUNAR):
        try:
            birthday_from_cell(cell, calendar)
        except Refusal as refusal:
            assert refusal.code


@given(
    st.integers(1, 12),
    st.integers(1, 30),
    st.booleans(),
    st.one_of(st.none(), st.integers(1900, 2099)),
    st.sampled_from(["农历", "阴历", "农历 ", "旧历"]),
)
def test_lunar_birthdays_in_words_and_digits_c4(month, day, leap, year, word):
    meant = CustomerBirthday(calendar=LUNAR, month=month, day=day, leap_month=leap, year=year)
    run = "闰" if leap else ""
    years = "" if year is None else f"{year}年"
    assert birthday_from_cell(f"{word}{years}{run}{_MONTHS[month - 1]}月{lunar_day(day)}") == meant
    assert birthday_from_cell(f"{word}{years}{run}{month}月{day}日") == meant
    assert birthday_from_cell(f"{years}{run}{month}月{day}", LUNAR) == meant


@pytest.mark.parametrize(
    ("text", "month", "day", "leap", "year"),
    [
        ("农历闰四月初二", 4, 2, True, None),
        ("农历腊月三十", 12, 30, False, None),
        ("农历正月初八", 1, 8, False, None),
        ("农历八月十五", 8, 15, False, None),
        ("农历1980年八月十五", 8, 15, False, 1980),
        ("农历一九八〇年十一月廿三", 11, 23, False, 1980),
        ("农历十二月二十九", 12, 29, False, None),
        ("农历1980-8-15", 8, 15, False, 1980),
        ("1980-8-15(农历)", 8, 15, False, 1980),
        ("农历19800815", 8, 15, False, 1980),
        ("腊月廿三", 12, 23, False, None),
        ("Lunar 8-15", 8, 15, False, None),
    ],
)
def test_lunar_birthdays_as_shops_write_them_c4(text, month, day, leap, year):
    assert birthday_from_cell(text) == CustomerBirthday(
        calendar=LUNAR, month=month, day=day, leap_month=leap, year=year
    )


@given(st.dates(date(1900, 1, 1), date(2099, 12, 31)))
def test_solar_birthdays_with_their_year(day):
    meant = CustomerBirthday(calendar=SOLAR, month=day.month, day=day.day, year=day.year)
    for way in (
        day.isoformat(),
        f"{day.year}/{day.month}/{day.day}",
        f"{day.year}年{day.month}月{day.day}日",
        f"{day:%Y%m%d}",
        int(f"{day:%Y%m%d}"),
        datetime(day.year, day.month, day.day),
        f"公历{day.isoformat()}",
    ):
        assert birthday_from_cell(way) == meant


@pytest.mark.parametrize("cell", ["8月6日", "8-6", "08/06", "8.6", "0806", "阳历8月6日"])
def test_a_birthday_without_its_year_has_none(cell):
    assert birthday_from_cell(cell) == CustomerBirthday(calendar=SOLAR, month=8, day=6)


def test_a_day_that_the_sheet_shows_without_a_year_has_none():
    assert birthday_from_cell(DayWithoutYear(2026, 8, 6)).year is None


def test_a_column_beside_it_can_say_the_calendar():
    assert birthday_from_cell("1980-8-15", LUNAR).calendar is LUNAR
    assert birthday_from_cell(datetime(1980, 8, 15), LUNAR).calendar is LUNAR
    assert birthday_from_cell("公历1980-8-15", LUNAR).calendar is SOLAR
    assert birthday_from_cell("八月十五", SOLAR).calendar is SOLAR
    assert calendar_from_cell("农历") is LUNAR
    assert calendar_from_cell("是") is LUNAR
    assert calendar_from_cell("阳历") is SOLAR
    assert calendar_from_cell("") is None
    with pytest.raises(Refusal, match="birthday_calendar_unclear"):
        calendar_from_cell("都过")


@pytest.mark.parametrize(
    ("cell", "code"),
    [
        ("八月十五", "birthday_calendar_unclear"),
        ("农历公历8-15", "birthday_calendar_unclear"),
        ("农历八月三十一", "birthday_impossible"),
        ("农历十三月初一", "birthday_impossible"),
        ("2月30日", "birthday_impossible"),
        ("1980-02-31", "birthday_impossible"),
        ("3/4/1980", "date_order_unclear"),
        ("农历", "birthday_unreadable"),
        ("属猴", "birthday_unreadable"),
        (30, "birthday_unreadable"),
    ],
)
def test_no_birthday_is_guessed(cell, code):
    with pytest.raises(Refusal) as refused:
        birthday_from_cell(cell)
    assert refused.value.code == code
