"""Days as people type them at a counter: 3.5, 3月5日, 20260305, 明天, 下周三, next wed."""

import re
import unicodedata
from calendar import monthrange
from collections.abc import Callable
from datetime import date, timedelta
from typing import Final

from shopcare.domain.calendar.day_facts import require_year
from shopcare.domain.errors import Refusal

MOST_CHARACTERS: Final = 40
_NEAR: Final = timedelta(days=183)

_NAMED: Final = {
    "大前天": -3, "前天": -2, "昨天": -1, "昨日": -1, "今天": 0, "今日": 0, "明天": 1, "明日": 1,
    "后天": 2, "大后天": 3, "yesterday": -1, "today": 0, "tomorrow": 1, "dayaftertomorrow": 2,
    "thedayaftertomorrow": 2, "daybeforeyesterday": -2, "thedaybeforeyesterday": -2,
}  # fmt: skip
_WEEKS: Final = {
    "这": 0, "这个": 0, "本": 0, "下": 1, "下个": 1, "下下": 2, "下下个": 2, "上": -1, "上个": -1,
    "this": 0, "next": 1, "last": -1,
}  # fmt: skip
_WEEKDAYS: Final = "一二三四五六日"
_ENGLISH_WEEKDAYS: Final = (
    "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"
)  # fmt: skip
_ENGLISH_MONTHS: Final = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september",
    "october", "november", "december",
)  # fmt: skip
_CHINESE_SIGNS: Final = str.maketrans("。、", "./")
"""What the keys of the point and the stroke type in Chinese."""
_NUMERAL: Final = r"[一二两三四五六七八九十廿卅]{1,3}"
_NUMBER: Final = rf"(\d{{1,3}}|{_NUMERAL})"

_YEAR_FIRST: Final = re.compile(r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})[日号]?")
_DIGITS: Final = re.compile(r"(\d{4})(\d\d)(\d\d)")
_SHORT_YEAR: Final = re.compile(r"\d{2}[-/.年]\d{1,2}[-/.月]\d{1,2}[日号]?|\d{6}")
_YEAR_WORD: Final = re.compile(rf"(今|明|去|后)年{_NUMBER}月{_NUMBER}[日号]?")
_MONTH_DAY: Final = re.compile(r"(\d{1,2})[-/.月](\d{1,2})[日号]?|(\d\d)(\d\d)")
_CHINESE_DAY: Final = re.compile(rf"{_NUMBER}月{_NUMBER}[日号]?")
_DAY_ONLY: Final = re.compile(rf"(本月|这个月|下个?月|上个?月)?{_NUMBER}[日号]")
_MONTH_END: Final = re.compile(r"(本月|这个月|下个?月|上个?月)?(?:月)?底")
_WEEKDAY: Final = re.compile(r"(这个?|本|下下?个?|上个?)?(?:周|星期|礼拜)([一二三四五六日天])")
_ENGLISH_WEEKDAY: Final = re.compile(r"(this|next|last|on)?([a-z]{3,9})")
_LATER: Final = re.compile(
    rf"(?:过|in|\+)?{_NUMBER}个?(天|日|周|星期|礼拜|days?|weeks?)(?:以?之?后|later)?"
)
_PLUS: Final = re.compile(r"\+(\d{1,3})")
_AGO: Final = re.compile(rf"{_NUMBER}个?(天|日|周|星期|礼拜|days?|weeks?)(?:以?之?前|ago)")
_DAY_MONTH: Final = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?([a-z]{3,9})(\d{4})?")
_MONTH_NAME_DAY: Final = re.compile(r"([a-z]{3,9})(\d{1,2})(?:st|nd|rd|th)?(?:,?(\d{4}))?")


def day_from_text(text: str, today: date) -> date:
    """Read a day. Without its year it is the one nearest to today; a weekday is the next one.

    Args:
        text: what was typed.
        today: the shop's local day.

    Raises:
        Refusal: ``day_unreadable``, ``day_impossible`` (30 February), ``day_year_short``,
            ``day_weekday_wrong`` (a weekday beside the day that is not its own),
            ``year_out_of_range``.
    """
    said = unicodedata.normalize("NFKC", text[: MOST_CHARACTERS + 1]).casefold()
    bare, weekday = _without_weekday(said)
    plain = re.sub(r"(?<=[a-z])\.|\s+", "", bare.translate(_CHINESE_SIGNS))
    if not plain or len(said) > MOST_CHARACTERS:
        raise Refusal("day_unreadable", text=text[:40])
    try:
        day = next(filter(None, (read(plain, today) for read in _READERS)), None)
    except (ValueError, OverflowError):
        raise Refusal("day_impossible", text=text[:40]) from None
    if day is None:
        code = "day_year_short" if _SHORT_YEAR.fullmatch(plain) else "day_unreadable"
        raise Refusal(code, text=text[:40])
    require_year(day.year)
    if weekday is not None and weekday != day.weekday():
        raise Refusal("day_weekday_wrong", text=text[:40], day=day.isoformat())
    return day


def _without_weekday(said: str) -> tuple[str, int | None]:
    """Part a day from a weekday that stands beside it: 3月5日 周四, 2026-03-05 (星期四)."""
    found = re.fullmatch(r"(.*\d.*?)[\s(,]*(?:周|星期|礼拜)([一二三四五六日天])\)?", said)
    if found is None:
        return said, None
    return found[1], _WEEKDAYS.index(found[2].replace("天", "日"))


def _named(plain: str, today: date) -> date | None:
    return today + timedelta(days=_NAMED[plain]) if plain in _NAMED else None


def _with_year(plain: str, today: date) -> date | None:
    found = _YEAR_FIRST.fullmatch(plain) or _DIGITS.fullmatch(plain)
    if found:
        return date(int(found[1]), int(found[2]), int(found[3]))
    if found := _YEAR_WORD.fullmatch(plain):
        year = today.year + {"去": -1, "今": 0, "明": 1, "后": 2}[found[1]]
        return date(year, _number(found[2]), _number(found[3]))
    return None


def _month_and_day(plain: str, today: date) -> date | None:
    if found := _MONTH_DAY.fullmatch(plain):
        return _nearest(int(found[1] or found[3]), int(found[2] or found[4]), today)
    if found := _CHINESE_DAY.fullmatch(plain):
        return _nearest(_number(found[1]), _number(found[2]), today)
    return None


def _in_month(plain: str, today: date) -> date | None:
    found, at_end = _DAY_ONLY.fullmatch(plain), _MONTH_END.fullmatch(plain)
    said = found or at_end
    if said is None:
        return None
    step = {"下": 1, "上": -1}.get((said[1] or "")[:1], 0)
    years, month = divmod(today.month - 1 + step, 12)
    last = monthrange(today.year + years, month + 1)[1]
    number = _number(found[2]) if found else last
    return date(today.year + years, month + 1, number)


def _weekday(plain: str, today: date) -> date | None:
    if found := _WEEKDAY.fullmatch(plain):
        return _of_week(found[1], _WEEKDAYS.index(found[2].replace("天", "日")), today)
    if found := _ENGLISH_WEEKDAY.fullmatch(plain):
        number = _named_number(found[2], _ENGLISH_WEEKDAYS)
        if number is not None:
            return _of_week(found[1] if found[1] != "on" else None, number, today)
    return None


def _of_week(week: str | None, weekday: int, today: date) -> date:
    """Give a weekday: the next one, today included; with a word, that of the week from Monday."""
    if not week:
        return today + timedelta(days=(weekday - today.weekday()) % 7)
    monday = today - timedelta(days=today.weekday())
    return monday + timedelta(days=7 * _WEEKS[week] + weekday)


def _span(plain: str, today: date) -> date | None:
    if found := _PLUS.fullmatch(plain):
        return today + timedelta(days=int(found[1]))
    found = _AGO.fullmatch(plain)
    sign = -1 if found else 1
    if found is None:
        found = _LATER.fullmatch(plain)
        if found is None or not re.search(r"后|later|^in|^过|^\+", plain):
            return None
    days = 7 if found[2][0] in "周星礼w" else 1
    return today + timedelta(days=sign * days * _number(found[1]))


def _english(plain: str, today: date) -> date | None:
    if found := _DAY_MONTH.fullmatch(plain):
        month, day, year = found[2], found[1], found[3]
    elif found := _MONTH_NAME_DAY.fullmatch(plain):
        month, day, year = found[1], found[2], found[3]
    else:
        return None
    number = _named_number(month, _ENGLISH_MONTHS)
    if number is None:
        return None
    if year:
        return date(int(year), number + 1, int(day))
    return _nearest(number + 1, int(day), today)


_READERS: Final[tuple[Callable[[str, date], date | None], ...]] = (
    _named, _with_year, _month_and_day, _in_month, _weekday, _span, _english,
)  # fmt: skip


def _nearest(month: int, day: int, today: date) -> date:
    """Give the day of the year before, this year or the next that is nearest to today."""
    near = []
    for year in (today.year - 1, today.year, today.year + 1):
        if 1 <= month <= 12 and 1 <= day <= monthrange(year, month)[1]:
            near.append(date(year, month, day))
    near = [one for one in near if abs(one - today) <= _NEAR]
    if not near:
        raise ValueError(month, day)
    return min(near, key=lambda one: (abs(one - today), -one.toordinal()))


def _named_number(said: str, names: tuple[str, ...]) -> int | None:
    said = {"sept": "sep", "tues": "tue", "thur": "thu", "thurs": "thu"}.get(said, said)
    found = [number for number, name in enumerate(names) if said in (name, name[:3])]
    return found[0] if found else None


def _number(text: str) -> int:
    """Give a number of one to three digits, also in Chinese numerals up to 99."""
    if text.isdecimal():
        return int(text)
    plain = text.replace("廿", "二十").replace("卅", "三十").replace("两", "二")
    tens, ten, ones = plain.rpartition("十")
    digits = "零一二三四五六七八九"
    if len(tens) > 1 or len(ones) > 1 or (not ten and not ones) or "十" in tens:
        raise ValueError(text)
    if not ten:
        return digits.index(ones)
    return (digits.index(tens) if tens else 1) * 10 + (digits.index(ones) if ones else 0)
