"""Why a date is what it is, in a clerk's words (dates.md, "Every date explains itself")."""

from datetime import date

import pytest

from shopcare.domain.calendar.explanation import DayStep, Reason, Why
from shopcare.language.catalog import catalog
from shopcare.language.reason_words import explanation_text, reason_text

WEEK = [
    DayStep(date(2026, 11, 24), None, Why(Reason.DAY_ZERO)),
    DayStep(date(2026, 11, 25), 1, Why(Reason.COUNTED)),
    DayStep(date(2026, 11, 26), 2, Why(Reason.COUNTED)),
    DayStep(date(2026, 11, 27), 3, Why(Reason.COUNTED)),
    DayStep(date(2026, 11, 28), None, Why(Reason.WEEKEND)),
    DayStep(date(2026, 11, 30), 4, Why(Reason.COUNTED)),
]


def test_a_run_of_counted_days_names_its_first_and_its_last_number() -> None:
    said = explanation_text(catalog("en"), WEEK)
    assert "Wed 25 Nov–Fri 27 Nov days 1–3: working day" in said
    assert said.endswith("Mon 30 Nov day 4: working day")
    chinese = explanation_text(catalog("zh_CN"), WEEK)
    assert "11月25日 周三至11月27日 周五 第 1–3 天，工作日" in chinese


@pytest.mark.parametrize(
    ("reason", "one", "two"),
    [
        (Reason.MONTHS_AFTER, "1 month after the first date", "2 months after the first date"),
        (Reason.HOURS_AFTER, "1 hour after", "2 hours after"),
        (Reason.DAYS_AFTER, "1 day after", "2 days after"),
    ],
)
def test_one_is_said_as_one(reason: Reason, one: str, two: str) -> None:
    assert reason_text(catalog("en"), Why(reason, number=1)) == one
    assert reason_text(catalog("en"), Why(reason, number=2)) == two


def test_a_holiday_is_named_in_the_readers_language() -> None:
    both = Why(Reason.HOLIDAY, name="国庆节、中秋节")
    assert reason_text(catalog("en"), both) == "National Day, Mid-Autumn Festival"
    assert reason_text(catalog("zh_CN"), both) == "国庆节、中秋节"
    made_up = Why(Reason.MAKE_UP, name="春节")
    assert reason_text(catalog("en"), made_up) == "make-up working day (Spring Festival)"
    assert "春节" in reason_text(catalog("zh_CN"), made_up)
    other = Why(Reason.HOLIDAY, name="Tag der Deutschen Einheit")
    assert reason_text(catalog("en"), other) == "Tag der Deutschen Einheit"
    by_hand = Why(Reason.OFF_BY_HAND, name="春节")  # somebody's own words stay
    assert "春节" in reason_text(catalog("en"), by_hand)
