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
    ],
)
def test_a_time_to_call_again_is_read(text: str, moment: datetime) -> None:
    assert when_from_text(text, NOW, first_hour) == moment


@pytest.mark.parametrize(
    "text",
    ["", "   ", "25:00", "10:75", "哪天有空", "x" * 10_000, "🙂", "<b>&", "99点"],
)
def test_what_is_no_time_is_refused(text: str) -> None:
    with pytest.raises(Refusal):
        when_from_text(text, NOW, first_hour)
