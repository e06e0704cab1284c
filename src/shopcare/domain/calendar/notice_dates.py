"""The days that a sentence of an official notice names, with what stands in brackets after them."""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

MARK: Final = "▲"
"""Stands for a day or a range of days in a sentence whose days were read."""
WEEKDAYS: Final = "一二三四五六日"

_TRADITIONAL: Final = str.maketrans(
    "調節週補連國慶勞動農曆臘與單號將延長關於辦廳為爲個開後閏陽復歷",
    "调节周补连国庆劳动农历腊与单号将延长关于办厅为为个开后闰阳复历",
)
_DASHES: Final = re.compile(r"起?至|[-‐‑‒–—―─~〜到]+")
_DROPPED: Final = re.compile(r"[\s\u200b\ufeff“”‘’\"'「」『』]+")

_BRACKETS: Final = r"((?:\([^()]*\))*)"
_DAY: Final = r"(?:(\d{4})年)?(?:(\d{1,2})月)?(\d{1,2})"
_RANGE_OR_DAY: Final = re.compile(
    rf"(?<!\d){_DAY}(?:(?:日|号){_BRACKETS}至{_DAY}(?:日|号){_BRACKETS}"
    rf"|()至{_DAY}(?:日|号){_BRACKETS}|(?:日|号){_BRACKETS})"
)
_WEEKDAY: Final = re.compile(r"(?:星期|周|礼拜)([一二三四五六日天])")


class UnreadableNotice(Exception):
    """A sentence cannot be read; carries a code with values."""

    def __init__(self, code: str, **values: str | int) -> None:
        super().__init__(code)
        self.code = code
        self.values: Mapping[str, str | int] = values


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """A day, or an unbroken range of days."""

    first: date
    last: date

    @property
    def days(self) -> tuple[date, ...]:
        """List the days."""
        count = (self.last - self.first).days + 1
        return tuple(self.first + timedelta(days=n) for n in range(count))


def plain_line(line: str) -> str:
    """Give a line with narrow digits and punctuation, one kind of dash and no spaces or quotes."""
    narrow = _DROPPED.sub("", unicodedata.normalize("NFKC", line)).translate(_TRADITIONAL)
    narrow = narrow.replace("【", "(").replace("】", ")").replace("〔", "[").replace("〕", "]")
    return _DASHES.sub("至", narrow)


class DayReader:
    """Reads the days of one holiday's sentences; a bare day takes its month from before."""

    def __init__(self, year: int, *, new_year: bool) -> None:
        """Take the notice's year; around New Year's Day a December lies in the year before."""
        self._year = year
        self._new_year = new_year
        self._last: date | None = None
        self._around: list[date] = []

    def read(self, sentence: str) -> tuple[str, list[Span]]:
        """Replace every day or range by a mark, and give what the marks stand for.

        Raises:
            UnreadableNotice: an impossible day, a wrong weekday, a reversed range.
        """
        spans: list[Span] = []

        def mark(found: re.Match[str]) -> str:
            spans.append(self._span(found))
            return MARK

        return _RANGE_OR_DAY.sub(mark, sentence), spans

    def _span(self, found: re.Match[str]) -> Span:
        part = found.groups()
        if part[13] is not None:
            first = last = self._day(part[0], part[1], part[2], part[13])
        elif part[7] is not None:
            first = self._day(part[0], part[1], part[2], part[3])
            last = self._end(first, part[4:7], part[7])
        else:
            first = self._day(part[0], part[1], part[2], "")
            last = self._end(first, part[9:12], part[12] or "")
        return self._checked(first, last)

    def _checked(self, first: date, last: date) -> Span:
        if last < first or (last - first).days > 31:
            raise UnreadableNotice(
                "notice_range_reversed", first=first.isoformat(), last=last.isoformat()
            )
        span = Span(first=first, last=last)
        self._around += span.days
        self._last = last
        return span

    def _end(self, first: date, part: tuple[str | None, ...], brackets: str) -> date:
        self._last = first
        year, month, day = part
        if year is None and month is None:
            return _real(first.year, first.month, int(day or 0), brackets)
        return self._day(year, month, day, brackets)

    def _day(self, year: str | None, month: str | None, day: str | None, brackets: str) -> date:
        number = int(day or 0)
        if month is None:
            return self._bare_day(number, brackets)
        if year is not None:
            if abs(int(year) - self._year) > 1:
                raise UnreadableNotice("notice_other_year", said=int(year), year=self._year)
            return _real(int(year), int(month), number, brackets)
        if self._new_year and int(month) == 12:
            return _fitting((self._year - 1, self._year), 12, number, brackets)
        return _real(self._year, int(month), number, brackets)

    def _bare_day(self, number: int, brackets: str) -> date:
        named = [day for day in self._around if day.day == number]
        if named:
            return _real(named[0].year, named[0].month, number, brackets)
        if self._last is None:
            raise UnreadableNotice("notice_month_missing", day=number)
        return _real(self._last.year, self._last.month, number, brackets)


def _fitting(years: tuple[int, ...], month: int, day: int, brackets: str) -> date:
    """Give the day in the first year whose weekday agrees with the brackets."""
    for year in years[:-1]:
        try:
            return _real(year, month, day, brackets)
        except UnreadableNotice:
            continue
    return _real(years[-1], month, day, brackets)


def _real(year: int, month: int, number: int, brackets: str) -> date:
    try:
        day = date(year, month, number)
    except ValueError:
        text = f"{year}-{month}-{number}"
        raise UnreadableNotice("notice_day_impossible", day=text) from None
    for content in re.findall(r"\(([^()]*)\)", brackets):
        for part in re.split(r"[、,;/]", content):
            _check_bracket(day, part)
    return day


def _check_bracket(day: date, part: str) -> None:
    said = _WEEKDAY.fullmatch(part)
    if said:
        weekday = WEEKDAYS.index(said[1].replace("天", "日"))
        if weekday != day.weekday():
            raise UnreadableNotice(
                "notice_weekday_wrong",
                day=day.isoformat(),
                said=f"星期{WEEKDAYS[weekday]}",
                real=f"星期{WEEKDAYS[day.weekday()]}",
            )
    elif re.search(r"\d|星期|周|礼拜", part):
        # A lunar date or a festival's name is a comment; anything else might change the meaning.
        raise UnreadableNotice("notice_brackets_unclear", text=part[:40])
