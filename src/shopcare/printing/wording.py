"""Days, moments and amounts as they stand on papers."""

from datetime import date, datetime, time
from typing import Final

from shopcare.domain.document import Promise
from shopcare.domain.money import Fen, yuan_text
from shopcare.language.catalog import Catalog, mark

_WEEKDAYS: Final = (
    mark("Mon"),
    mark("Tue"),
    mark("Wed"),
    mark("Thu"),
    mark("Fri"),
    mark("Sat"),
    mark("Sun"),
)
_MONTHS: Final = (
    mark("Jan"),
    mark("Feb"),
    mark("Mar"),
    mark("Apr"),
    mark("May"),
    mark("Jun"),
    mark("Jul"),
    mark("Aug"),
    mark("Sep"),
    mark("Oct"),
    mark("Nov"),
    mark("Dec"),
)


def day_text(words: Catalog, on: date | None) -> str:
    """Write a day with its year and weekday; empty for no day."""
    if on is None:
        return ""
    return words.text(
        "{weekday} {day} {month} {year}",
        weekday=words.text(_WEEKDAYS[on.weekday()]),
        day=on.day,
        month=words.text(_MONTHS[on.month - 1]),
        year=on.year,
    )


def short_day_text(words: Catalog, on: date) -> str:
    """Write a day without its year, where it is near."""
    return words.text(
        "{weekday} {day} {month}",
        weekday=words.text(_WEEKDAYS[on.weekday()]),
        day=on.day,
        month=words.text(_MONTHS[on.month - 1]),
    )


def time_text(at: time | None) -> str:
    """Write a time of day; empty for none."""
    return at.strftime("%H:%M") if at else ""


def moment_text(words: Catalog, at: datetime | None) -> str:
    """Write a day and time; empty for none."""
    return f"{day_text(words, at.date())} {time_text(at.time())}" if at else ""


def promise_text(words: Catalog, promise: Promise | None) -> str:
    """Write a promised day, with its hour if there is one; empty for none."""
    if promise is None:
        return ""
    return f"{short_day_text(words, promise.on)} {time_text(promise.at)}".rstrip()


def fee_text(words: Catalog, fee: Fen | None) -> str:
    """Write a fee; empty where none is agreed yet."""
    if fee is None:
        return ""
    return f"¥{yuan_text(fee)}" if fee else words.text("Free of charge")
