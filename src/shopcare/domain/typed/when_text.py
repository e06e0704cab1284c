"""Hours and moments as they are typed at the counter."""

import re
import unicodedata
from collections.abc import Callable
from datetime import date, datetime, time, timedelta

from shopcare.domain.calendar.opening import Intervals, check_intervals
from shopcare.domain.errors import Refusal
from shopcare.domain.typed.day_text import day_from_text

_NUMBERS = {
    "一": 1,
    "二": 2,
    "两": 2,
    "三": 3,
    "四": 4,
    "五": 5,
    "六": 6,
    "七": 7,
    "八": 8,
    "九": 9,
}
_NUMBER = r"(?P<{}>\d{{1,2}}|十[一二]?|[一二两三四五六七八九])"
_HALF = r"(?P<part>上午|早上|早晨|中午|下午|傍晚|晚上|今晚|am|pm)?"
_CLOCK = re.compile(_HALF + r"\s*(?P<hour>\d{1,2})[:：](?P<minute>\d\d)\s*(?P<after>am|pm)?$", re.I)
_SPOKEN = re.compile(
    _HALF
    + r"\s*"
    + _NUMBER.format("hour")
    + r"[点點时]\s*(?:整|(?P<half>半)|(?P<quarter>[一三])刻|"
    + r"(?P<minute>\d\d?|[二三四五]?十[一二三四五六七八九]?)分?)?$"
)
_ENGLISH = re.compile(r"(?P<hour>\d{1,2})\s*(?P<after>am|pm)$", re.I)
_SPAN = re.compile(
    r"(?:in\s+)?(?:(?P<half>半)个?|" + _NUMBER.format("n") + r"个?|(?P<long>\d{2,3}))\s*"
    r"(?P<unit>小时|钟头|分钟|分|hours?|h|minutes?|min)\s*(?:后|以后|之后|later)?",
    re.I,
)
_AFTERNOON = frozenset({"中午", "下午", "傍晚", "晚上", "今晚", "pm"})
_MORNING = frozenset({"上午", "早上", "早晨", "am"})
EARLIEST_PLAIN_HOUR = 8
"""An hour below it without a word beside it is meant for the afternoon: nobody calls at 3 a.m."""
MOST_CHARACTERS = 60


def when_from_text(text: str, now: datetime, first_hour: Callable[[date], time]) -> datetime:
    """Read a moment to come, in the time zone of ``now``.

    Args:
        text: an hour of today, a day, a day with an hour, or a span from now.
        now: the present moment.
        first_hour: the hour that is meant where only a day is given.

    Raises:
        Refusal: ``moment_unreadable``, or what ``day_text`` says about the day.
    """
    plain = unicodedata.normalize("NFKC", text[: MOST_CHARACTERS + 1]).strip()
    if not plain or len(plain) > MOST_CHARACTERS:
        raise Refusal("moment_unreadable", text=text[:40])
    if span := _SPAN.fullmatch(plain):
        return now + _span(span)
    for pattern in (_CLOCK, _SPOKEN, _ENGLISH):
        if found := pattern.search(plain):
            rest = plain[: found.start()].rstrip(" ,，T")
            day = day_from_text(rest, now.date()) if rest else now.date()
            return datetime.combine(day, _hour(found, text), now.tzinfo)
    day = day_from_text(plain, now.date())
    return datetime.combine(day, first_hour(day), now.tzinfo)


def _span(found: re.Match[str]) -> timedelta:
    length = 0.5 if found["half"] else float(found["long"] or _number(found["n"]))
    in_hours = found["unit"].lower()[0] in "小钟h"
    return timedelta(hours=length) if in_hours else timedelta(minutes=length)


def _hour(found: re.Match[str], text: str) -> time:
    groups = found.groupdict()
    hour = _number(groups["hour"])
    minute = _minute(groups)
    part = (groups.get("part") or groups.get("after") or "").lower()
    noon = part == "中午" and hour >= 11
    if (part in _AFTERNOON and not noon and hour < 12) or (
        not part and 0 < hour < EARLIEST_PLAIN_HOUR
    ):
        hour += 12
    elif part in _MORNING and hour == 12:
        hour = 0
    if hour > 23 or minute > 59:
        raise Refusal("moment_unreadable", text=text[:40])
    return time(hour, minute)


def _minute(groups: dict[str, str | None]) -> int:
    if groups.get("half"):
        return 30
    if quarters := groups.get("quarter"):
        return 15 * _NUMBERS[quarters]
    return _number(groups.get("minute") or "0")


def _number(text: str) -> int:
    if text.isdecimal():
        return int(text)
    tens, ten, ones = text.rpartition("十")
    if not ten:
        return _NUMBERS[text]
    return 10 * _NUMBERS.get(tens, 1) + _NUMBERS.get(ones, 0)


_TIME = r"(\d{1,2})(?:[:.时点](\d{2})?分?)?"
_FROM_TO = re.compile(rf"{_TIME}(?:-|~|–|—|至|到|to){_TIME}", re.IGNORECASE)
_BETWEEN = re.compile(r"[,;、]+")


def hours_from_text(text: str) -> Intervals:
    """Read the hours of a day; nothing typed is no hours.

    Raises:
        Refusal: ``hours_unreadable``, ``hours_reversed``, ``hours_overlap``.
    """
    plain = "".join(unicodedata.normalize("NFKC", text).split())
    parts = [part for part in _BETWEEN.split(plain) if part]
    return check_intervals(tuple(_interval(part, text) for part in parts))


def time_from_text(text: str) -> time:
    """Read a time of day: ``9:30``, ``0930``, ``14``, ``9点半``.

    Raises:
        Refusal: ``time_unreadable``.
    """
    plain = "".join(unicodedata.normalize("NFKC", text).split()).replace("半", "30")
    found = re.fullmatch(_TIME, plain) or re.fullmatch(r"(\d{1,2})(\d{2})", plain)
    try:
        if found is not None:
            return time(int(found[1]), int(found[2] or 0))
    except ValueError:
        pass
    raise Refusal("time_unreadable", text=text[:40])


def hours_as_typed(hours: Intervals) -> str:
    """Write hours as ``hours_from_text`` reads them."""
    return ", ".join(f"{begin:%H:%M}-{end:%H:%M}" for begin, end in hours)


def _interval(part: str, text: str) -> tuple[time, time]:
    found = _FROM_TO.fullmatch(part)
    if found is None:
        raise Refusal("hours_unreadable", text=text[:40])
    try:
        begin = time(int(found[1]), int(found[2] or 0))
        return begin, time(int(found[3]), int(found[4] or 0))
    except ValueError:
        raise Refusal("hours_unreadable", text=text[:40]) from None
