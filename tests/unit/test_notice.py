"""The official notice is read right, or refused line by line."""

from datetime import date, timedelta
from pathlib import Path

import chinese_calendar
import pytest

from building.official_notices import (
    LABOUR_DAY_2019,
    SPRING_FESTIVAL_2020,
    VICTORY_2015,
    YEARS,
    notice_text,
)
from shopcare.domain.calendar.notice import apply, notice_from_text
from shopcare.domain.calendar.work_calendar import YearFacts
from shopcare.domain.errors import Refusal

PUBLISHED = Path(__file__).parents[1] / "data" / "notices"
SPECIALS = {2015: VICTORY_2015, 2019: LABOUR_DAY_2019, 2020: SPRING_FESTIVAL_2020}


def days_of(year: int) -> list[date]:
    return [date(year, 1, 1) + timedelta(days=n) for n in range(366)][
        : 366 if year % 4 == 0 else 365
    ]


def is_working(facts: YearFacts, day: date) -> bool:
    return day in facts.work or (day not in facts.off and day.weekday() < 5)


def read_year(year: int) -> YearFacts:
    """Apply the notices that settle a year, the next year's for its last days."""
    facts = apply(notice_from_text(notice_text(year)), YearFacts(year=year, known=False))
    if year in SPECIALS:
        facts = apply(notice_from_text(SPECIALS[year]), facts)
    if year + 1 in YEARS:
        facts = apply(notice_from_text(notice_text(year + 1)), facts)
    return facts


@pytest.mark.parametrize("year", YEARS)
def test_every_yearly_notice_since_2006_is_read_right(year: int) -> None:
    notice = notice_from_text(notice_text(year))
    assert notice.not_understood == ()
    assert (notice.year, notice.whole_year) == (year, True)
    facts = read_year(year)
    assert facts.known
    wrong = [d for d in days_of(year) if is_working(facts, d) != chinese_calendar.is_workday(d)]
    assert wrong == []


@pytest.mark.parametrize("year", [2021, 2022, 2024])
def test_the_real_files_are_read_right(year: int) -> None:
    notice = notice_from_text((PUBLISHED / f"{year}.txt").read_text("utf-8"))
    assert notice.not_understood == ()
    assert notice.off == notice_from_text(notice_text(year)).off
    assert notice.work == notice_from_text(notice_text(year)).work


def test_days_off_carry_the_holidays_name() -> None:
    notice = notice_from_text(notice_text(2020))
    assert dict(notice.off)[date(2020, 10, 8)] == "国庆节、中秋节"
    assert dict(notice.work)[date(2020, 1, 19)] == "春节"
    assert dict(notice_from_text(notice_text(2007)).off)[date(2007, 5, 7)] == "劳动节"


def test_one_extra_holiday_changes_only_the_days_that_it_names() -> None:
    notice = notice_from_text(VICTORY_2015)
    assert (notice.whole_year, notice.years) == (False, (2015,))
    assert [day.isoformat() for day, _ in notice.off] == [
        "2015-09-03",
        "2015-09-04",
        "2015-09-05",
    ]
    assert notice.off[0][1] == "中国人民抗日战争暨世界反法西斯战争胜利70周年纪念日"
    assert [day.isoformat() for day, _ in notice.work] == ["2015-09-06"]
    before = YearFacts(year=2015, off={date(2015, 10, 1): "国庆节"}, known=False)
    after = apply(notice, before)
    assert set(after.off) - set(before.off) == {day for day, _ in notice.off}
    assert not after.known


def test_a_change_of_one_holiday_leaves_the_others_alone() -> None:
    before = apply(notice_from_text(notice_text(2019)), YearFacts(year=2019, known=False))
    after = apply(notice_from_text(LABOUR_DAY_2019), before)
    assert set(after.off) - set(before.off) == {date(2019, 5, n) for n in (2, 3, 4)}
    assert set(after.work) - set(before.work) == {date(2019, 4, 28), date(2019, 5, 5)}
    assert after.off[date(2019, 5, 2)] == "劳动节"


def test_an_extension_takes_a_make_up_day_back_and_ends_on_its_day() -> None:
    before = apply(notice_from_text(notice_text(2020)), YearFacts(year=2020, known=False))
    assert date(2020, 2, 1) in before.work
    notice = notice_from_text(SPRING_FESTIVAL_2020)
    assert notice.extensions[0].name == "春节"
    assert notice.off == ((date(2020, 2, 2), "春节"),)  # the days between, only a calendar knows
    after = apply(notice, before)
    assert date(2020, 2, 1) not in after.work
    assert {date(2020, 1, 31), date(2020, 2, 1), date(2020, 2, 2)} <= set(after.off)
    assert date(2020, 2, 3) not in after.off
    with pytest.raises(Refusal) as refused:
        apply(notice, YearFacts(year=2020, known=False))
    assert refused.value.code == "notice_nothing_to_extend"


def test_the_new_year_holiday_reaches_into_the_year_before() -> None:
    notice = notice_from_text(notice_text(2023))
    assert notice.years == (2022, 2023)
    facts = apply(notice, YearFacts(year=2022, known=True))
    assert facts.off == {date(2022, 12, 31): "元旦"}
    again = apply(notice_from_text(notice_text(2022)), facts)  # pasted in the other order
    assert date(2022, 12, 31) in again.off


@pytest.mark.parametrize(
    "change",
    [
        lambda text: text.translate({ord("0") + n: 0xFF10 + n for n in range(10)}),
        lambda text: text.translate({ord(sign): 0xFEE0 + ord(sign) for sign in "(),:;"}),
        lambda text: text.translate({0xFEE0 + ord(sign): sign for sign in "(),:;"}),
        lambda text: text.replace("星期", "周"),
        lambda text: text.replace("星期日", "星期天").replace("周日", "周天"),
        lambda text: text.replace("\n", "\r\n"),
        lambda text: text.replace("\n", "\n\n  "),
        lambda text: text.replace("月", " 月 ").replace("日", " 日"),
        lambda text: text.replace("至", "—"),
        lambda text: text.replace("至", "-"),
        lambda text: text.replace("至", "～"),
        lambda text: text.replace("一、", "1.").replace("二、", "2.").replace("三、", "3."),
        lambda text: text.replace("节:", "节:\n").replace("元旦:", "元旦:\n"),
        lambda text: text.replace("放假调休,", "放假\n调休,"),
        lambda text: text.replace("星期", "星\n期"),
        lambda text: text.replace("。", "。 "),
        lambda text: text.replace("节", "節").replace("调", "調").replace("国庆", "國慶"),
        lambda text: "\ufeff" + text,
    ],
)
@pytest.mark.parametrize("year", [2014, 2020, 2023, 2024, 2025])
def test_typing_and_copying_make_no_difference(year: int, change) -> None:  # type: ignore[no-untyped-def]
    plain, changed = (
        notice_from_text(notice_text(year)),
        notice_from_text(change(notice_text(year))),
    )
    assert changed.not_understood == ()
    assert (changed.off, changed.work) == (plain.off, plain.work)


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("2月4日(星期日)", "2月4日(星期六)", "notice_weekday_wrong"),
        ("4月7日(星期日)上班", "4月7日(周五)上班", "notice_weekday_wrong"),
        ("4月4日至6日", "4月4日至7日", "notice_count_wrong"),
        ("共8天", "共9天", "notice_count_wrong"),
        ("4月4日至6日", "4月31日至5月3日", "notice_day_impossible"),
        ("4月4日至6日", "4月6日至4日", "notice_range_reversed"),
        ("5月11日(星期六)上班", "5月4日(星期六)上班", "notice_off_and_work"),
        ("5月11日(星期六)上班", "5月13日上班", "notice_work_on_weekday"),
        ("6月10日放假,与周末连休", "6月12日放假,与周末连休", "notice_not_beside_weekend"),
        ("6月10日放假", "6月10日也许放假", "notice_clause_unknown"),
        ("6月10日放假", "2027年6月10日放假", "notice_other_year"),
        ("6月10日放假", "10日放假", "notice_month_missing"),
        ("6月10日放假,与周末连休", "放假1天", "notice_clause_unknown"),
        ("6月10日放假,与周末连休", "六月十日放假", "notice_clause_unknown"),
        ("2月4日(星期日)", "2月4日(星期日或星期一)", "notice_brackets_unclear"),
        ("9月15日至17日放假调休", "9月15日至17日放假调休,具体以通知为准,9月18日", None),
        ("六、中秋节:", "六、端午节:", "notice_holiday_missing"),
        ("七、国庆节:", "七、国庆:节", "notice_clause_unknown"),
    ],
)
def test_what_does_not_agree_is_listed_by_line_and_nothing_is_applied(
    old: str, new: str, code: str | None
) -> None:
    text = notice_text(2024)
    assert old in text
    changed = text.replace(old, new)
    notice = notice_from_text(changed)
    assert notice.not_understood, changed
    problem = notice.not_understood[0]
    if code:
        assert problem.code == code
    if code != "notice_holiday_missing":
        assert new in changed.splitlines()[problem.number - 1]
        assert problem.text == changed.splitlines()[problem.number - 1].strip()
    with pytest.raises(Refusal) as refused:
        apply(notice, YearFacts(year=2024, known=False))
    assert refused.value.code == "notice_not_understood"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "notice_year_missing"),
        ("你好", "notice_year_missing"),
        ("国务院办公厅关于2027年部分节假日安排的通知\n国务院办公厅", "notice_nothing_found"),
        ("关于2027年部分节假日安排的通知\n元旦:1月1日放假1天。", "notice_holiday_missing"),
        ("2027年" * 10_000, "notice_too_long"),
        ("关于9999年部分节假日安排的通知", "notice_year_missing"),
    ],
)
def test_what_is_no_notice_says_so(text: str, code: str) -> None:
    notice = notice_from_text(text)
    assert [line.code for line in notice.not_understood] == [code]


def test_every_line_that_is_wrong_is_listed() -> None:
    text = notice_text(2024).replace("共8天", "共9天").replace("共5天", "共6天")
    lines = notice_from_text(text).not_understood
    assert [line.code for line in lines] == ["notice_count_wrong"] * 2
    assert dict(lines[0].values) == {"said": 9, "counted": 8}


def test_other_special_notices() -> None:
    text = (
        "国务院办公厅关于延长2026年国庆节假期的通知\n"
        "将2026年国庆节假期延长至10月8日(星期四),10月9日(星期五)起恢复正常上班。"
    )
    base = apply(notice_from_text(notice_text(2026)), YearFacts(year=2026, known=False))
    after = apply(notice_from_text(text), base)
    assert set(after.off) - set(base.off) == {date(2026, 10, 8)}
    wrong = text.replace("10月9日(星期五)", "10月12日(星期一)")
    assert notice_from_text(wrong).not_understood[0].code == "notice_day_contradicts"
    extra = "关于2026年某纪念日放假的通知\n经国务院批准,2026年9月3日(星期四)全国放假1天。"
    assert [d for d, _ in notice_from_text(extra).off] == [date(2026, 9, 3)]
    assert notice_from_text(extra).not_understood == ()
