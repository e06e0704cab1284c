"""Facts as they are written on the screen."""

from datetime import date, datetime, time
from typing import Final

from shopcare.domain.money import Fen, yuan_text
from shopcare.domain.phone import grouped, masked
from shopcare.language.catalog import mark
from shopcare.ui.i18n import tr

_WEEKDAYS: Final = (
    mark("Monday"),
    mark("Tuesday"),
    mark("Wednesday"),
    mark("Thursday"),
    mark("Friday"),
    mark("Saturday"),
    mark("Sunday"),
)
_MONTHS: Final = (
    mark("January"),
    mark("February"),
    mark("March"),
    mark("April"),
    mark("May"),
    mark("June"),
    mark("July"),
    mark("August"),
    mark("September"),
    mark("October"),
    mark("November"),
    mark("December"),
)


def weekday_words(day: date) -> str:
    """Name the day of the week."""
    return tr(_WEEKDAYS[day.weekday()])


def month_words(month: int) -> str:
    """Name a month, January being 1."""
    return tr(_MONTHS[month - 1])


def day_words(day: date) -> str:
    """Write a day for a table: ``2026-03-05``, the same in every language."""
    return day.isoformat()


def near_day_words(day: date, today: date) -> str:
    """Write a day as people say it when it is near: today, tomorrow, yesterday, else the day."""
    near = {-1: tr("yesterday"), 0: tr("today"), 1: tr("tomorrow")}
    return near.get((day - today).days, day_words(day))


def long_day_words(day: date) -> str:
    """Write a day out: ``Thursday, 5 March 2026``."""
    month = month_words(day.month)
    words = {"weekday": weekday_words(day), "day": day.day, "month": month, "year": day.year}
    return tr("{weekday}, {day} {month} {year}", **words)


def time_words(moment: datetime | time) -> str:
    """Write a time of day: ``09:30``."""
    return f"{moment.hour:02d}:{moment.minute:02d}"  # a tenth of what strftime costs


def moment_words(moment: datetime) -> str:
    """Write a moment for a table: ``2026-03-05 09:30``."""
    return f"{moment:%Y-%m-%d %H:%M}"


def near_moment_words(moment: datetime, today: date) -> str:
    """Write a moment as people say it when it is near: ``tomorrow 09:30``."""
    return f"{near_day_words(moment.date(), today)} {time_words(moment)}"


def money_words(amount: Fen) -> str:
    """Write an amount: ``¥1,280.00``."""
    text = yuan_text(amount)
    return f"-¥{text[1:]}" if text.startswith("-") else f"¥{text}"


def phone_words(digits: str, *, hidden: bool = False) -> str:
    """Write a number as it is dialled, or with its middle hidden (G-15)."""
    return masked(digits) if hidden else grouped(digits)
