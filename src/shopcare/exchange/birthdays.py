"""Birthdays as members' lists hold them, in either calendar (C-4)."""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime
from functools import lru_cache

from shopcare.domain.errors import Refusal
from shopcare.domain.people.birthday import birthday_from_text, calendar_said
from shopcare.domain.people.customer import BirthdayCalendar, CustomerBirthday
from shopcare.exchange.cells import Cell, DayWithoutYear, text_from_cell, typed_text
from shopcare.exchange.days import date_from_cell, date_from_text
from shopcare.exchange.recognition.headings import read_heading
from shopcare.exchange.value_words import folded, value_words

_FOUR_DIGITS = re.compile(r"(0[1-9]|1[0-2])([0-2]\d|3[01])")


def birthday_from_cell(
    value: Cell, calendar: BirthdayCalendar | None = None
) -> CustomerBirthday | None:
    """Read a birthday; None where the cell is empty.

    Args:
        value: A day, with or without its year, or words such as 农历闰四月初二.
        calendar: What the column's heading or a column beside it says about the calendar.

    Raises:
        Refusal: those of ``birthday_from_text`` and of ``date_from_cell``.
    """
    if isinstance(value, datetime | date):
        day = date_from_cell(value)
        assert day is not None
        year = None if isinstance(value, DayWithoutYear) else day.year
        return CustomerBirthday(
            calendar=calendar or BirthdayCalendar.SOLAR, month=day.month, day=day.day, year=year
        )
    text = typed_text(value)
    return _birthday_from_words(text, calendar) if text else None


@lru_cache(maxsize=65536)
def _birthday_from_words(text: str, calendar: BirthdayCalendar | None) -> CustomerBirthday:
    try:
        return birthday_from_text(text, calendar)
    except Refusal as refusal:
        if refusal.code != "birthday_unreadable" or calendar_said(text):
            raise
    plain = unicodedata.normalize("NFKC", text).strip()
    return replace(_as_tills_write(plain, text), calendar=calendar or BirthdayCalendar.SOLAR)


def _as_tills_write(plain: str, text: str) -> CustomerBirthday:
    """Read what nobody types but files hold: 0806, serial numbers, days with a time."""
    if short := _FOUR_DIGITS.fullmatch(plain):
        return birthday_from_text(f"{short[1]}-{short[2]}")
    try:
        day = date_from_text(plain)
    except Refusal as refusal:
        code = "birthday_unreadable" if refusal.code == "date_unreadable" else refusal.code
        raise Refusal(code, text=text[:40]) from None
    solar = BirthdayCalendar.SOLAR
    return CustomerBirthday(calendar=solar, month=day.month, day=day.day, year=day.year)


CalendarSigns = Mapping[str, BirthdayCalendar]
"""What bare signs such as 0 and 1 mean in one list, as the shop says."""


_SIGN_TOLD = re.compile(
    r"([0-9yn])[-:=、.为是表示]{0,3}(农历|阴历|旧历|公历|阳历|新历|lunar|solar)"
)


def signs_of_heading(heading: str) -> CalendarSigns | None:
    """Say what yes and no mean below a heading; None where it asks no question (生日类型).

    是否农历 asks whether the birthday is lunar, 是否公历 the other way round; 生日类型(0农历1公历)
    says it all.
    """
    told = {
        found[1]: calendar
        for found in _SIGN_TOLD.finditer(folded(heading))
        if (calendar := calendar_said(found[2]))
    }
    if told:
        return told
    tags = read_heading(heading).tags
    lunar, solar = "lunar" in tags, "solar" in tags
    if lunar == solar:
        return None
    yes = BirthdayCalendar.LUNAR if lunar else BirthdayCalendar.SOLAR
    no = BirthdayCalendar.SOLAR if lunar else BirthdayCalendar.LUNAR
    ticked = dict.fromkeys(value_words("birthday", "ticked"), yes)
    return ticked | dict.fromkeys(value_words("birthday", "not_ticked"), no)


_LUNAR_TICKS = signs_of_heading("农历")


def calendar_from_cell(
    cell: Cell, signs: CalendarSigns | None = _LUNAR_TICKS
) -> BirthdayCalendar | None:
    """Read a column that says in which calendar the birthday beside it stands.

    Args:
        cell: 农历, 公历, L, or a bare sign.
        signs: what bare signs mean; None: nobody has said.

    Raises:
        Refusal: ``birthday_calendar_unclear``, ``birthday_sign_unclear`` for a bare sign.
    """
    word = folded(typed_text(cell) or text_from_cell(cell))
    if not word:
        return None
    if said := _CALENDAR_LETTERS.get(word) or calendar_said(word):
        return said
    if signs is not None and word in signs:
        return signs[word]
    is_sign = len(word) == 1 or word in _TICKS
    code = "birthday_sign_unclear" if is_sign else "birthday_calendar_unclear"
    raise Refusal(code, text=word[:40])


_CALENDAR_LETTERS = {
    "l": BirthdayCalendar.LUNAR,
    "s": BirthdayCalendar.SOLAR,
    "g": BirthdayCalendar.SOLAR,
    "旧": BirthdayCalendar.LUNAR,
    "新": BirthdayCalendar.SOLAR,
}
_TICKS = value_words("birthday", "ticked") | value_words("birthday", "not_ticked")


def number_from_cell(cell: Cell) -> int | None:
    """Read a month or a day that stands in a column of its own: 8, 8月, 08.

    Raises:
        Refusal: ``birthday_unreadable``.
    """
    text = folded(typed_text(cell)).rstrip("月日号").removesuffix(".0")
    if not text:
        return None
    if not text.isdecimal() or len(text) > 2:
        raise Refusal("birthday_unreadable", text=text[:40])
    return int(text)


def birthday_of_month_and_day(
    month: int, day: int, calendar: BirthdayCalendar | None
) -> CustomerBirthday:
    """Put a birthday together that stands in two columns.

    Raises:
        Refusal: ``birthday_impossible``.
    """
    return birthday_from_text(f"{month}-{day}", calendar)


def says_calendar(cell: Cell) -> bool:
    """Say whether a birthday names its own calendar: 农历八月十五, (阴)8-15."""
    text = text_from_cell(cell)
    try:
        return (
            calendar_said("".join(unicodedata.normalize("NFKC", text).split()).lstrip("("))
            is not None
        )
    except Refusal:
        return True
