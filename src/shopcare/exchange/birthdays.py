"""Birthdays as members' lists hold them, in either calendar (C-4)."""

import re
import unicodedata
from dataclasses import replace
from datetime import date, datetime
from functools import lru_cache

from shopcare.domain.errors import Refusal
from shopcare.domain.people.birthday_text import birthday_from_text, calendar_said
from shopcare.domain.people.customer import BirthdayCalendar, CustomerBirthday
from shopcare.exchange.cells import Cell, DayWithoutYear, typed_text, words
from shopcare.exchange.days import date_from_cell, date_from_text

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


_TICKED = words("是 √ ✓ y yes 1 true")
_NOT_TICKED = words("否 × n no 0 false")


def calendar_from_cell(cell: Cell) -> BirthdayCalendar | None:
    """Read a column that says in which calendar the birthday beside it stands.

    Raises:
        Refusal: ``birthday_calendar_unclear``.
    """
    word = unicodedata.normalize("NFKC", typed_text(cell)).casefold()
    if not word:
        return None
    if said := calendar_said(word):
        return said
    if word in _TICKED:
        return BirthdayCalendar.LUNAR
    if word in _NOT_TICKED:
        return BirthdayCalendar.SOLAR
    raise Refusal("birthday_calendar_unclear", text=word[:40])
