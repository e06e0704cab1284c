"""When to call again, as clerks type it."""

from datetime import date, datetime, time

import pytest

from building.moments import SHANGHAI
from shopcare.domain.errors import Refusal
from shopcare.domain.typed.when_text import when_from_text

NOW = datetime(2026, 11, 20, 10, 5, tzinfo=SHANGHAI)  # a Friday


def at(day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2026, 11, day, hour, minute, tzinfo=SHANGHAI)


def first_hour(day: date) -> time:
    return time(9, 30)


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("15:00", at(20, 15)),
        ("15：30", at(20, 15, 30)),
        ("3点", at(20, 15)),
        ("11点", at(20, 11)),
        ("下午3点半", at(20, 15, 30)),
        ("晚上七点", at(20, 19)),
        ("中午12点", at(20, 12)),
        ("明天 15:00", at(21, 15)),
        ("明天下午两点二十", at(21, 14, 20)),
        ("明天上午十点", at(21, 10)),
        ("明天", at(21, 9, 30)),
        ("后天14点15分", at(22, 14, 15)),
        ("三点一刻", at(20, 15, 15)),
        ("下周三 10:30", at(25, 10, 30)),
        ("11.24 16:00", at(24, 16)),
        ("2026-11-24 16:00", at(24, 16)),
        ("半小时后", at(20, 10, 35)),
        ("半个小时后", at(20, 10, 35)),
        ("两小时后", at(20, 12, 5)),
        ("40分钟后", at(20, 10, 45)),
        ("tomorrow 3pm", at(21, 15)),
        ("in 2 hours", at(20, 12, 5)),
        ("Monday 10:00", at(23, 10)),
        ("明天,15:00", at(21, 15)),
        ("2026-11-24T16:00", at(24, 16)),
        ("0:00", at(20, 0)),
        ("7:59", at(20, 19, 59)),
        ("8:00", at(20, 8)),
        ("23:59", at(20, 23, 59)),
        ("上午7点", at(20, 7)),
        ("早上8点整", at(20, 8)),
        ("早晨7:30", at(20, 7, 30)),
        ("上午12:00", at(20, 0)),
        ("中午11点", at(20, 11)),
        ("中午10点", at(20, 22)),
        ("中午1点", at(20, 13)),
        ("下午12点", at(20, 12)),
        ("下午15:00", at(20, 15)),
        ("傍晚6点", at(20, 18)),
        ("今晚8点", at(20, 20)),
        ("PM 3:15", at(20, 15, 15)),
        ("3:15 PM", at(20, 15, 15)),
        ("12 am", at(20, 0)),
        ("12 pm", at(20, 12)),
        ("9 AM", at(20, 9)),
        ("十二点三刻", at(20, 12, 45)),
        ("十点五十九分", at(20, 10, 59)),
        ("9点05分", at(20, 9, 5)),
        ("90分", at(20, 11, 35)),
        ("1h", at(20, 11, 5)),
        ("100 min", at(20, 11, 45)),
        ("一个钟头以后", at(20, 11, 5)),
        ("明天" + " " * 53 + "15:00", at(21, 15)),
    ],
)
def test_a_time_to_call_again_is_read(text: str, moment: datetime) -> None:
    assert when_from_text(text, NOW, first_hour) == moment


@pytest.mark.parametrize(
    "text",
    ["", "   ", "25:00", "10:75", "哪天有空", "x" * 10_000, "🙂", "<b>&", "99点"],
)
def test_what_is_no_time_is_refused(text: str) -> None:
    with pytest.raises(Refusal) as refused:
        when_from_text(text, NOW, first_hour)
    assert refused.value.code in {"moment_unreadable", "day_unreadable"}
    assert refused.value.values == {"text": text[:40]}


def test_an_hour_may_be_typed_in_sixty_characters_and_no_more() -> None:
    with pytest.raises(Refusal, match="moment_unreadable"):
        when_from_text("明天" + " " * 54 + "15:00", NOW, first_hour)


def test_a_day_alone_means_its_own_first_hour() -> None:
    opening = {date(2026, 11, 21): time(11), date(2026, 11, 22): time(12)}
    assert when_from_text("后天", NOW, opening.__getitem__) == at(22, 12)
