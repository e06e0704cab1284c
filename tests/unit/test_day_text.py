"""Days as they are typed at a counter."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shopcare.domain.errors import Refusal
from shopcare.domain.typed.day_text import day_from_text

THURSDAY = date(2026, 3, 5)
DAYS = st.dates(date(2000, 1, 1), date(2100, 12, 31))


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("3.5", "2026-03-05"),
        ("3月5日", "2026-03-05"),
        ("3月5号", "2026-03-05"),
        ("3/5", "2026-03-05"),
        ("３。５", "2026-03-05"),
        ("2026、3、5", "2026-03-05"),
        ("3-5", "2026-03-05"),
        ("0305", "2026-03-05"),
        ("20260305", "2026-03-05"),
        ("2026-03-05", "2026-03-05"),
        ("2026/3/5", "2026-03-05"),
        ("2026.3.5", "2026-03-05"),
        ("2026年3月5日", "2026-03-05"),
        ("\uff12\uff10\uff12\uff16\uff0d\uff10\uff13\uff0d\uff10\uff15", "2026-03-05"),
        (" 2026 年 3 月 5 日 ", "2026-03-05"),
        ("3月5日 周四", "2026-03-05"),
        ("2026-03-05 (星期四)", "2026-03-05"),
        ("三月十五日", "2026-03-15"),
        ("十二月三十一号", "2025-12-31"),  # nearer than the one to come
        ("明年3月5日", "2027-03-05"),
        ("去年12月31日", "2025-12-31"),
        ("今年十月一日", "2026-10-01"),
        ("8月31日", "2026-08-31"),
        ("9月30日", "2025-09-30"),
        ("15号", "2026-03-15"),
        ("31号", "2026-03-31"),
        ("十五号", "2026-03-15"),
        ("下月5号", "2026-04-05"),
        ("下个月5日", "2026-04-05"),
        ("上月28日", "2026-02-28"),
        ("月底", "2026-03-31"),
        ("下月底", "2026-04-30"),
        ("今天", "2026-03-05"),
        ("明天", "2026-03-06"),
        ("后天", "2026-03-07"),
        ("大后天", "2026-03-08"),
        ("昨天", "2026-03-04"),
        ("前天", "2026-03-03"),
        ("today", "2026-03-05"),
        ("Tomorrow", "2026-03-06"),
        ("the day after tomorrow", "2026-03-07"),
        ("yesterday", "2026-03-04"),
        ("周四", "2026-03-05"),
        ("周五", "2026-03-06"),
        ("周三", "2026-03-11"),
        ("本周三", "2026-03-04"),
        ("这周日", "2026-03-08"),
        ("下周三", "2026-03-11"),
        ("下周一", "2026-03-09"),
        ("下下周三", "2026-03-18"),
        ("上周五", "2026-02-27"),
        ("星期天", "2026-03-08"),
        ("礼拜六", "2026-03-07"),
        ("wed", "2026-03-11"),
        ("next wed", "2026-03-11"),
        ("Next Monday", "2026-03-09"),
        ("on friday", "2026-03-06"),
        ("this tues", "2026-03-03"),
        ("last fri", "2026-02-27"),
        ("3天后", "2026-03-08"),
        ("三天后", "2026-03-08"),
        ("两周以后", "2026-03-19"),
        ("2周后", "2026-03-19"),
        ("3天前", "2026-03-02"),
        ("in 3 days", "2026-03-08"),
        ("2 weeks ago", "2026-02-19"),
        ("+10", "2026-03-15"),
        ("5 March", "2026-03-05"),
        ("Mar 5", "2026-03-05"),
        ("March 5, 2027", "2027-03-05"),
        ("5th Sept. 2026", "2026-09-05"),
        ("Dec. 24", "2025-12-24"),
        ("3月8日 星期天", "2026-03-08"),
        ("后年3月5日", "2028-03-05"),
        ("三月廿一日", "2026-03-21"),
        ("卅一号", "2026-03-31"),
        ("两周前", "2026-02-19"),
        ("一礼拜后", "2026-03-12"),
        ("二十天后", "2026-03-25"),
        ("next thur", "2026-03-12"),
        ("next thurs", "2026-03-12"),
        ("3" + " " * 37 + ".5", "2026-03-05"),
    ],
)
def test_days_are_read_as_they_are_typed(text: str, day: str) -> None:
    assert day_from_text(text, THURSDAY) == date.fromisoformat(day)


def test_a_day_without_its_year_is_the_nearest_one() -> None:
    assert day_from_text("1.3", date(2026, 12, 30)) == date(2027, 1, 3)
    assert day_from_text("12.30", date(2027, 1, 3)) == date(2026, 12, 30)
    assert day_from_text("2.29", date(2027, 12, 1)) == date(2028, 2, 29)
    assert day_from_text("7.2", date(2026, 12, 31)) == date(2026, 7, 2)  # 182 days, not 183


def test_last_and_next_month_may_be_in_another_year() -> None:
    assert day_from_text("下月5号", date(2026, 12, 30)) == date(2027, 1, 5)
    assert day_from_text("下月底", date(2027, 12, 30)) == date(2028, 1, 31)
    assert day_from_text("上月5号", date(2026, 1, 30)) == date(2025, 12, 5)
    assert day_from_text("上月底", date(2024, 3, 30)) == date(2024, 2, 29)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "day_unreadable"),
        ("   ", "day_unreadable"),
        ("abc", "day_unreadable"),
        ("5", "day_unreadable"),
        ("农历八月十五", "day_unreadable"),
        ("1.2.3.4", "day_unreadable"),
        ("9" * 10_000, "day_unreadable"),
        ("<b>3.5</b>", "day_unreadable"),
        ("2.30", "day_impossible"),
        ("2.29", "day_impossible"),
        ("2026-13-01", "day_impossible"),
        ("2026-02-29", "day_impossible"),
        ("20261301", "day_impossible"),
        ("下月31号", "day_impossible"),
        ("三十二号", "day_impossible"),
        ("十十号", "day_impossible"),
        ("十十一号", "day_impossible"),
        ("十一一号", "day_impossible"),
        ("一二号", "day_impossible"),
        ("13.5", "day_impossible"),
        ("3" + " " * 38 + ".5", "day_unreadable"),
        ("3天", "day_unreadable"),
        ("0000-01-01", "day_impossible"),
        ("1066-10-14", "year_out_of_range"),
        ("9999-12-31", "year_out_of_range"),
        ("26-3-5", "day_year_short"),
        ("260305", "day_year_short"),
        ("3月5日 周五", "day_weekday_wrong"),
    ],
)
def test_what_is_no_day_says_why(text: str, code: str) -> None:
    with pytest.raises(Refusal) as refused:
        day_from_text(text, THURSDAY)
    assert refused.value.code == code


@given(DAYS, DAYS)
def test_a_day_written_in_full_is_read_back_whatever_today_is(day: date, today: date) -> None:
    for text in (day.isoformat(), f"{day:%Y%m%d}", f"{day.year}年{day.month}月{day.day}日"):
        assert day_from_text(text, today) == day


@given(DAYS, st.integers(-180, 180))
def test_a_near_day_is_read_back_without_its_year(today: date, days: int) -> None:
    day = today + timedelta(days=days)
    assert day_from_text(f"{day.month}.{day.day}", today) == day


@given(st.text(max_size=50), DAYS)
def test_any_text_is_a_day_or_a_refusal(text: str, today: date) -> None:
    try:
        day_from_text(text, today)
    except Refusal as refusal:
        assert refusal.code.startswith("day_")
