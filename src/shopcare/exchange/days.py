"""Days as tills and spreadsheets write them."""

import re
import unicodedata
from calendar import monthrange
from datetime import date, datetime, timedelta
from functools import lru_cache

from shopcare.domain.errors import Refusal
from shopcare.exchange.cells import Cell, typed_text

EARLIEST_YEAR = 1900
LATEST_YEAR = 2199

_TIME = (
    r"(?:[T\s]*(?:(?:星期|周)[一二三四五六日天]|上午|下午|晚上|\(.{1,4}\))?"
    r"[T\s]*(?:\d{1,2}[:时点]\d{1,2}分?(?::?\d{1,2}秒?(?:\.\d+)?)?"
    r"\s*(?:[AaPp]\.?[Mm]\.?)?(?:Z|[+-]\d\d:?\d\d)?)?)?"
)
_YEAR_FIRST = re.compile(
    r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*[日号]?\s*" + _TIME
)
_DIGITS = re.compile(r"(\d{4})(\d\d)(\d\d)(?:\s*(?:\d{4}|\d{6}|\d\d:\d\d(?::\d\d)?))?(?:\.0+)?")
_YEAR_LAST = re.compile(r"(\d{1,2})\s*[-/.]\s*(\d{1,2})\s*[-/.]\s*(\d{4})\s*" + _TIME)
_SHORT_YEAR = re.compile(r"(\d{2})\s*([-/.年])\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*[日号]?")
_SERIAL = re.compile(r"(\d{5})(?:\.\d+)?")
_DAY_MONTH = re.compile(
    r"(\d{1,2})(?:st|nd|rd|th)?[-\s./]*([A-Za-z]{3,9})\.?[-\s,./]*(\d{4}|\d{2})\s*" + _TIME
)
_MONTH_DAY = re.compile(
    r"([A-Za-z]{3,9})\.?[-\s./]*(\d{1,2})(?:st|nd|rd|th)?[-\s,./]+(\d{4})\s*" + _TIME
)
_MONTHS = "january february march april may june july august september october november december"

_FIRST_SERIAL = 10_000  # 1927; smaller numbers are rather quantities or ages
_LAST_SERIAL = 73_050  # the last day of 2099


def date_from_cell(value: Cell) -> date | None:
    """Read a day; None where the cell is empty.

    A serial number counts days as Excel does. The order of day and month is never guessed.

    Raises:
        Refusal: ``date_unreadable``, ``date_impossible`` (30 February), ``date_order_unclear``
            (3/4/2026), ``date_year_short`` (26-3-7).
    """
    if isinstance(value, datetime):
        return _checked(value.date(), str(value))
    if isinstance(value, date):
        return _checked(value, str(value))
    if isinstance(value, bool):
        raise Refusal("date_unreadable", text=str(value))
    text = typed_text(value)
    return date_from_text(text) if text else None


@lru_cache(maxsize=65536)
def date_from_text(text: str) -> date:
    """Read a day from a text as files hold it; same refusals as ``date_from_cell``."""
    plain = unicodedata.normalize("NFKC", text).strip()
    if found := _YEAR_FIRST.fullmatch(plain) or _DIGITS.fullmatch(plain):
        return _day(found[1], found[2], found[3], text)
    if found := _YEAR_LAST.fullmatch(plain):
        return _year_last(found, text)
    if found := _SHORT_YEAR.fullmatch(plain):
        return _short_year(found, text)
    if found := _SERIAL.fullmatch(plain):
        return _from_serial(int(found[1]), text)
    if found := _DAY_MONTH.fullmatch(plain):
        return _day_named_month(found[3], found[2], found[1], text)
    if found := _MONTH_DAY.fullmatch(plain):
        return _day_named_month(found[3], found[1], found[2], text)
    raise Refusal("date_unreadable", text=text[:40])


def last_day_from_cell(value: Cell) -> date | None:
    """Read an expiry day; a month alone (2027-05) means its last day, as packages mean it.

    Raises:
        Refusal: as ``date_from_cell``.
    """
    if isinstance(value, str):
        plain = unicodedata.normalize("NFKC", value).strip()
        if found := re.fullmatch(r"(20\d\d)\s*[-/.年]?\s*(0?[1-9]|1[0-2])\s*月?", plain):
            year, month = int(found[1]), int(found[2])
            return date(year, month, monthrange(year, month)[1])
    return date_from_cell(value)


def _year_last(found: re.Match[str], text: str) -> date:
    first, second = int(found[1]), int(found[2])
    if first > 12 or first == second:
        return _day(found[3], found[2], found[1], text)
    if second > 12:
        return _day(found[3], found[1], found[2], text)
    raise Refusal("date_order_unclear", text=text[:40])


def _short_year(found: re.Match[str], text: str) -> date:
    # 98-12-31 can only begin with its year; 26-3-7 could be three different days.
    if int(found[1]) > 31:
        return _day("19" + found[1], found[3], found[4], text)
    raise Refusal("date_year_short", text=text[:40])


def _day_named_month(year: str, month: str, day: str, text: str) -> date:
    numbers = [
        number
        for number, name in enumerate(_MONTHS.split(), 1)
        if name.startswith(month.casefold()) or (name == "september" and month.lower() == "sept")
    ]
    if len(numbers) != 1:
        raise Refusal("date_unreadable", text=text[:40])
    if len(year) == 2:
        raise Refusal("date_year_short", text=text[:40])
    return _day(year, str(numbers[0]), day, text)


def _from_serial(serial: int, text: str) -> date:
    if not _FIRST_SERIAL <= serial <= _LAST_SERIAL:
        raise Refusal("date_unreadable", text=text[:40])
    return date(1899, 12, 30) + timedelta(days=serial)


def _day(year: str, month: str, day: str, text: str) -> date:
    try:
        return _checked(date(int(year), int(month), int(day)), text)
    except ValueError:
        raise Refusal("date_impossible", text=text[:40]) from None


def _checked(day: date, text: str) -> date:
    if not EARLIEST_YEAR <= day.year <= LATEST_YEAR:
        raise Refusal("date_impossible", text=text[:40])
    return day
