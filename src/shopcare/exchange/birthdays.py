"""Birthdays as members' lists hold them, in either calendar (C-4)."""

import re
import unicodedata
from datetime import date, datetime
from functools import lru_cache

from shopcare.domain.customer import BirthdayCalendar, CustomerBirthday
from shopcare.domain.errors import Refusal
from shopcare.exchange.cells import Cell, DayWithoutYear, typed_text, words
from shopcare.exchange.days import date_from_cell, date_from_text

_LUNAR_WORD = re.compile(r"农历|阴历|旧历|夏历|lunar|\(农\)|\(阴\)|^农|^阴", re.IGNORECASE)
_SOLAR_WORD = re.compile(r"公历|阳历|新历|西历|solar|\(公\)|\(阳\)|^公|^阳", re.IGNORECASE)
_ONLY_LUNAR = re.compile(r"闰|正月|腊月|冬月|初[一二三四五六七八九十]|廿|卅")
_NUMERAL = r"〇零一二三四五六七八九十两廿卅"
_LUNAR_DAY = re.compile(
    rf"(?:(\d{{4}}|[〇零一二三四五六七八九]{{4}})\s*[-年/.\s]?\s*)?(闰)?\s*"
    rf"(\d{{1,2}}|正|冬|腊|[一二三四五六七八九十]{{1,2}})\s*[-月/.]\s*"
    rf"(\d{{1,2}}|初?[{_NUMERAL}]{{1,3}})\s*[日号]?"
)
_MONTH_AND_DAY = re.compile(r"(\d{1,2})\s*[-月/.]\s*(\d{1,2})\s*[日号]?")
_FOUR_DIGITS = re.compile(r"(0[1-9]|1[0-2])([0-2]\d|3[01])")


def birthday_from_cell(
    value: Cell, calendar: BirthdayCalendar | None = None
) -> CustomerBirthday | None:
    """Read a birthday; None where the cell is empty.

    Args:
        value: A day, with or without its year, or words such as 农历闰四月初二.
        calendar: What the column's heading or a column beside it says about the calendar.

    Raises:
        Refusal: ``birthday_unreadable``, ``birthday_impossible``, ``birthday_calendar_unclear``,
            and those of ``date_from_cell``.
    """
    if isinstance(value, datetime | date):
        day = date_from_cell(value)
        assert day is not None
        year = None if isinstance(value, DayWithoutYear) else day.year
        return _checked(calendar, day.month, day.day, year=year, text=day.isoformat())
    text = typed_text(value)
    return _birthday_from_text(text, calendar) if text else None


def calendar_from_cell(cell: Cell) -> BirthdayCalendar | None:
    """Read a column that says in which calendar the birthday beside it stands.

    Raises:
        Refusal: ``birthday_calendar_unclear``.
    """
    word = unicodedata.normalize("NFKC", typed_text(cell)).casefold()
    if not word:
        return None
    lunar, solar = _LUNAR_WORD.search(word), _SOLAR_WORD.search(word)
    if (lunar or word in _TICKED) and not solar:
        return BirthdayCalendar.LUNAR
    if (solar or word in _NOT_TICKED) and not lunar:
        return BirthdayCalendar.SOLAR
    raise Refusal("birthday_calendar_unclear", text=word[:40])


_TICKED = words("是 √ ✓ y yes 1 true")
_NOT_TICKED = words("否 × n no 0 false")


@lru_cache(maxsize=65536)
def _birthday_from_text(text: str, calendar: BirthdayCalendar | None) -> CustomerBirthday:
    plain = unicodedata.normalize("NFKC", text).strip()
    said_lunar, said_solar = _LUNAR_WORD.search(plain), _SOLAR_WORD.search(plain)
    if said_lunar and said_solar:
        raise Refusal("birthday_calendar_unclear", text=text[:40])
    bare = _SOLAR_WORD.sub("", _LUNAR_WORD.sub("", plain)).strip(" :()")
    if said_lunar or (not said_solar and _ONLY_LUNAR.search(bare)):
        return _lunar(bare, text)
    if calendar is BirthdayCalendar.LUNAR and not said_solar:
        return _lunar(bare, text)
    if re.search(r"[一二三四五六七八九十]月", bare) and calendar is None and not said_solar:
        # 八月十五 alone: most mean the lunar day, but a wrong day is worse than none.
        raise Refusal("birthday_calendar_unclear", text=text[:40])
    return _solar(bare, text)


def _solar(bare: str, text: str) -> CustomerBirthday:
    short = _MONTH_AND_DAY.fullmatch(bare) or _FOUR_DIGITS.fullmatch(bare)
    if short:
        return _checked(None, int(short[1]), int(short[2]), text=text)
    if not re.search(r"\d", bare) and (found := _LUNAR_DAY.fullmatch(bare)):
        month, day = _number(found[3]), _number(found[4])
        return _checked(None, month, day, year=_year(found[1]), text=text)
    day_born = date_from_text(bare) if bare else None
    if day_born is None:
        raise Refusal("birthday_unreadable", text=text[:40])
    return _checked(None, day_born.month, day_born.day, year=day_born.year, text=text)


def _lunar(bare: str, text: str) -> CustomerBirthday:
    lunar = BirthdayCalendar.LUNAR
    if digits := re.fullmatch(r"(\d{4})(\d\d)(\d\d)", bare):
        return _checked(lunar, int(digits[2]), int(digits[3]), year=int(digits[1]), text=text)
    found = _LUNAR_DAY.fullmatch(bare)
    if found is None:
        raise Refusal("birthday_unreadable", text=text[:40])
    month, day, leap = _number(found[3]), _number(found[4]), found[2] is not None
    return _checked(lunar, month, day, year=_year(found[1]), leap=leap, text=text)


def _checked(
    calendar: BirthdayCalendar | None,
    month: int,
    day: int,
    *,
    year: int | None = None,
    leap: bool = False,
    text: str,
) -> CustomerBirthday:
    lunar = calendar is BirthdayCalendar.LUNAR
    longest = 30 if lunar else (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)[(month - 1) % 12]
    if not (1 <= month <= 12 and 1 <= day <= longest) or not (year is None or year >= 1900):
        raise Refusal("birthday_impossible", text=text[:40])
    return CustomerBirthday(
        calendar=calendar or BirthdayCalendar.SOLAR,
        month=month,
        day=day,
        leap_month=leap,
        year=year,
    )


_DIGIT = {character: number for number, character in enumerate("〇一二三四五六七八九")} | {
    "零": 0,
    "两": 2,
}
_MONTH_NAME = {"正": 1, "冬": 11, "腊": 12}


def _year(text: str | None) -> int | None:
    if text is None:
        return None
    return int("".join(str(_DIGIT.get(character, character)) for character in text))


def _number(text: str) -> int:
    """Give the number of a month or a day: 正, 腊, 初八, 十五, 廿一, 二十三, 三十, 卅."""
    if text in _MONTH_NAME:
        return _MONTH_NAME[text]
    plain = text.removeprefix("初").replace("廿", "二十").replace("卅", "三十")
    plain = plain.replace("十十", "十")
    if plain.isdecimal():
        return int(plain)
    tens, ten, ones = plain.rpartition("十")
    if not ten:
        return _DIGIT.get(ones, 99) if len(ones) == 1 else 99
    if any(part not in _DIGIT for part in (tens, ones) if part):
        return 99
    return _DIGIT.get(tens, 1) * 10 + _DIGIT.get(ones, 0)
