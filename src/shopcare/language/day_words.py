"""Days and moments as people read them, on the screen, on paper and on the command line."""

from datetime import date, datetime, time
from typing import Final

from shopcare.language.catalog import Catalog, mark

_WEEKDAYS: Final = (
    mark("Monday"), mark("Tuesday"), mark("Wednesday"), mark("Thursday"), mark("Friday"),
    mark("Saturday"), mark("Sunday"),
)  # fmt: skip
_SHORT_WEEKDAYS: Final = (
    mark("Mon"), mark("Tue"), mark("Wed"), mark("Thu"), mark("Fri"), mark("Sat"), mark("Sun"),
)  # fmt: skip
_MONTHS: Final = (
    mark("January"), mark("February"), mark("March"), mark("April"), mark("May"), mark("June"),
    mark("July"), mark("August"), mark("September"), mark("October"), mark("November"),
    mark("December"),
)  # fmt: skip
_SHORT_MONTHS: Final = (
    mark("Jan"), mark("Feb"), mark("Mar"), mark("Apr"), mark("May"), mark("Jun"), mark("Jul"),
    mark("Aug"), mark("Sep"), mark("Oct"), mark("Nov"), mark("Dec"),
)  # fmt: skip


def weekday(words: Catalog, number: int) -> str:
    """Give the short name of a weekday, Monday being 0."""
    return words.text(_SHORT_WEEKDAYS[number])


def weekday_name(words: Catalog, number: int) -> str:
    """Give the full name of a weekday, Monday being 0."""
    return words.text(_WEEKDAYS[number])


def month_name(words: Catalog, number: int) -> str:
    """Give the full name of a month, January being 1."""
    return words.text(_MONTHS[number - 1])


def day_text(words: Catalog, day: date) -> str:
    """Write a day with its weekday, where its year is plain: ``Tue 24 Nov``."""
    return words.text(
        "{weekday} {day} {month}",
        weekday=weekday(words, day.weekday()),
        day=day.day,
        month=words.text(_SHORT_MONTHS[day.month - 1]),
    )


def full_day_text(words: Catalog, day: date) -> str:
    """Write a day with its weekday and year: ``Tue 24 Nov 2026``."""
    return words.text(
        "{weekday} {day} {month} {year}",
        weekday=weekday(words, day.weekday()),
        day=day.day,
        month=words.text(_SHORT_MONTHS[day.month - 1]),
        year=day.year,
    )


def long_day_text(words: Catalog, day: date) -> str:
    """Write a day out: ``Tuesday, 24 November 2026``."""
    return words.text(
        "{weekday}, {day} {month} {year}",
        weekday=weekday_name(words, day.weekday()),
        day=day.day,
        month=month_name(words, day.month),
        year=day.year,
    )


def near_day_text(words: Catalog, day: date, today: date) -> str:
    """Write a day as people say it when it is near: today, tomorrow, yesterday, else the day."""
    near = {
        -1: words.text("yesterday"),
        0: words.text("today"),
        1: words.text("tomorrow"),
    }
    return near.get((day - today).days, day.isoformat())


def time_text(at: datetime | time) -> str:
    """Write a time of day: ``09:30``."""
    return f"{at.hour:02d}:{at.minute:02d}"  # a tenth of what strftime costs


def minute_text(at: datetime) -> str:
    """Write a moment to the minute for a table, the same in every language: 2026-11-24 09:30."""
    return f"{at.date().isoformat()} {time_text(at)}"


def full_moment_text(words: Catalog, at: datetime) -> str:
    """Write a moment with its weekday and year: ``Tue 24 Nov 2026 09:30``."""
    return f"{full_day_text(words, at.date())} {time_text(at)}"
