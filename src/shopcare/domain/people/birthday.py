"""Birthdays: as they are typed, and on which day the next one falls."""

import re
import unicodedata
from calendar import isleap
from dataclasses import dataclass
from datetime import date
from typing import Final

from shopcare.domain.calendar.day_facts import LunarFacts
from shopcare.domain.errors import Refusal
from shopcare.domain.people.customer import BirthdayCalendar, CustomerBirthday

_SOLAR: Final = "solar"


@dataclass(frozen=True, slots=True, kw_only=True)
class Birthday:
    """A birthday as rules need it."""

    calendar: str
    """``solar`` or ``lunar``."""
    month: int
    day: int
    leap: bool = False
    """Born in a leap month; kept in the ordinary month of that number."""
    year: int | None = None


def birthday_in_year(birthday: Birthday, year: int, lunar_years: LunarFacts) -> date:
    """Give the birthday of a year: of the solar year, or of the lunar year that begins in it.

    29 February is kept on the 28th in other years. A lunar birthday of the last months may fall
    into the solar year after.
    """
    if birthday.calendar == _SOLAR:
        short = (birthday.month, birthday.day) == (2, 29) and not isleap(year)
        return date(year, birthday.month, 28 if short else birthday.day)
    return lunar_years(year).day(birthday.month, birthday.day)


def next_birthday(birthday: Birthday, after: date, lunar_years: LunarFacts) -> date:
    """Give the first birthday later than a day.

    A solar year can hold two birthdays of the lunar calendar, or none.
    """
    year = after.year if birthday.calendar == _SOLAR else after.year - 1
    while (on := birthday_in_year(birthday, year, lunar_years)) <= after:
        year += 1
    return on


_LUNAR = re.compile(r"农历|阴历|旧历|夏历|lunar|^农|^阴", re.IGNORECASE)
_SOLAR_WORD = re.compile(r"公历|阳历|新历|西历|solar|^公|^阳", re.IGNORECASE)
_ONLY_LUNAR = re.compile(r"闰|正月|腊月|冬月|初[一二三四五六七八九十]|廿|卅")
_CHINESE = "〇零一二三四五六七八九十廿卅"
_SHAPE = re.compile(
    rf"(?:(\d{{4}}|[〇零一二三四五六七八九]{{4}})[-/.年]?)?(闰)?"
    rf"(\d{{1,2}}|正|冬|腊|[{_CHINESE}]{{1,2}})[-/.月](\d{{1,2}}|初?[{_CHINESE}]{{1,3}})[日号]?"
)
_DIGITS = re.compile(r"(\d{4})(\d\d)(\d\d)")
_NUMBERS = {character: number for number, character in enumerate("〇一二三四五六七八九")}
_NUMBERS |= {"零": 0}
_MONTHS = {"正": 1, "冬": 11, "腊": 12}
_MONTH_SIGNS = "正二三四五六七八九十冬腊"
_TEN_SIGNS = ("初", "十", "廿")
_FULL_TENS = {10: "初十", 20: "二十", 30: "三十"}
_LONGEST = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


def calendar_said(text: str) -> BirthdayCalendar | None:
    """Give the calendar that a text names; None where it names none.

    Raises:
        Refusal: ``birthday_calendar_unclear`` where it names both.
    """
    lunar, solar = _LUNAR.search(text), _SOLAR_WORD.search(text)
    if lunar and solar:
        raise Refusal("birthday_calendar_unclear", text=text[:40])
    if lunar:
        return BirthdayCalendar.LUNAR
    return BirthdayCalendar.SOLAR if solar else None


def birthday_from_text(text: str, beside: BirthdayCalendar | None = None) -> CustomerBirthday:
    """Read a birthday; the year may be left out.

    八月十五 alone is refused: most mean the lunar day, but a wrong day is worse than none.

    Args:
        text: what was typed.
        beside: the calendar that counts where the text itself does not say one.

    Raises:
        Refusal: ``birthday_unreadable``, ``birthday_impossible``, ``birthday_calendar_unclear``.
    """
    plain = "".join(unicodedata.normalize("NFKC", text).split())
    bare = _LUNAR.sub("", _SOLAR_WORD.sub("", plain)).strip(":()")
    calendar = calendar_said(plain)
    if calendar is None:
        calendar = BirthdayCalendar.LUNAR if _ONLY_LUNAR.search(bare) else beside
    if found := _DIGITS.fullmatch(bare):
        return _checked(calendar, found[1], int(found[2]), int(found[3]), False, text)
    shape = _SHAPE.fullmatch(bare)
    if shape is None:
        raise Refusal("birthday_unreadable", text=text[:40])
    if calendar is None and not shape[3].isdecimal():
        raise Refusal("birthday_calendar_unclear", text=text[:40])
    month, day = _number(shape[3]), _number(shape[4])
    return _checked(calendar, shape[1], month, day, bool(shape[2]), text)


def birthday_as_typed(birthday: CustomerBirthday) -> str:
    """Write a birthday as ``birthday_from_text`` reads it: ``1980-03-05``, ``农历八月十五``."""
    if birthday.calendar is BirthdayCalendar.SOLAR:
        year = f"{birthday.year}-" if birthday.year else ""
        return f"{year}{birthday.month:02d}-{birthday.day:02d}"
    year = f"{birthday.year}年" if birthday.year else ""
    leap = "闰" if birthday.leap_month else ""
    return f"农历{year}{leap}{_MONTH_SIGNS[birthday.month - 1]}月{_lunar_day(birthday.day)}"


def _lunar_day(day: int) -> str:
    return _FULL_TENS.get(day) or _TEN_SIGNS[day // 10] + "〇一二三四五六七八九"[day % 10]


def _checked(
    said: BirthdayCalendar | None, year: str | None, month: int, day: int, leap: bool, text: str
) -> CustomerBirthday:
    calendar = said or BirthdayCalendar.SOLAR
    born = int("".join(str(_NUMBERS.get(sign, sign)) for sign in year)) if year else None
    longest = 30 if calendar is BirthdayCalendar.LUNAR else _LONGEST[(month - 1) % 12]
    if not (1 <= month <= 12 and 1 <= day <= longest) or (born is not None and born < 1900):
        raise Refusal("birthday_impossible", text=text[:40])
    return CustomerBirthday(calendar=calendar, month=month, day=day, leap_month=leap, year=born)


def _number(text: str) -> int:
    """Give the number of a month or a day: 正, 腊, 初八, 十五, 廿一, 二十三, 卅."""
    if text.isdecimal():
        return int(text)
    if text in _MONTHS:
        return _MONTHS[text]
    plain = text.removeprefix("初").replace("廿", "二十").replace("卅", "三十")
    tens, ten, ones = plain.replace("十十", "十").rpartition("十")
    if not ten:
        return _NUMBERS.get(ones, 99)
    return _NUMBERS.get(tens, 99 if tens else 1) * 10 + _NUMBERS.get(ones, 99 if ones else 0)
