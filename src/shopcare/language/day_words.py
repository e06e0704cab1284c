"""How days, hours, amounts, birthdays and holidays are said."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, time
from typing import Final

from shopcare.domain.money import Fen, yuan_text
from shopcare.domain.people.customer import BirthdayCalendar, CustomerBirthday
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


def birthday_words(words: Catalog, birthday: CustomerBirthday) -> str:
    """Say a birthday with its calendar, and its year where that is known."""
    values = {"month": birthday.month, "day": birthday.day}
    if birthday.calendar is BirthdayCalendar.SOLAR:
        said = words.text("solar {month}-{day}", **values)
    elif birthday.leap_month:
        said = words.text("lunar, leap month {month}, day {day}", **values)
    else:
        said = words.text("lunar month {month}, day {day}", **values)
    if birthday.year is None:
        return said
    return words.text("{birthday}, born {year}", birthday=said, year=birthday.year)


_NAMES: Final[Mapping[str, str]] = {
    "元旦": mark("New Year's Day"),
    "除夕": mark("Chinese New Year's Eve"),
    "春节": mark("Spring Festival"),
    "清明节": mark("Tomb-Sweeping Day"),
    "劳动节": mark("Labour Day"),
    "端午节": mark("Dragon Boat Festival"),
    "中秋节": mark("Mid-Autumn Festival"),
    "国庆节": mark("National Day"),
}
"""China's, as the official notices name them; what others call theirs stays in their language."""
_BETWEEN: Final = "、"
"""Stands between two holidays that fall together, as in the notices."""


def holiday_text(words: Catalog, name: str) -> str:
    """Say a holiday, or several that fall together; what is no known name stays as it is."""
    parts = name.split(_BETWEEN)
    said = [words.text(_NAMES[part]) if part in _NAMES else part for part in parts]
    return name if said == parts else words.text(", ").join(said)


Intervals = tuple[tuple[time, time], ...]


def hours_text(words: Catalog, hours: Intervals) -> str:
    """Say the intervals of a day."""
    if not hours:
        return words.text("closed")
    return words.text(", ").join(f"{time_text(begin)}–{time_text(end)}" for begin, end in hours)


def opening_text(words: Catalog, week: Sequence[Intervals]) -> str:
    """Say the opening hours of a week, Monday first."""
    if len(set(week)) == 1:
        return words.text("daily {hours}", hours=hours_text(words, week[0]))
    runs: list[tuple[int, int]] = []
    for number, hours in enumerate(week):
        if runs and week[runs[-1][0]] == hours:
            runs[-1] = (runs[-1][0], number)
        else:
            runs.append((number, number))
    return words.text("; ").join(_run(words, week, first, last) for first, last in runs)


def _run(words: Catalog, week: Sequence[Intervals], first: int, last: int) -> str:
    days = weekday(words, first)
    if last > first:
        days = words.text("{first}–{last}", first=days, last=weekday(words, last))
    return f"{days} {hours_text(words, week[first])}"


def money_text(amount: Fen) -> str:
    """Write an amount: ``¥1,280.00``, ``-¥5.00``."""
    text = yuan_text(amount)
    return f"-¥{text[1:]}" if text.startswith("-") else f"¥{text}"
