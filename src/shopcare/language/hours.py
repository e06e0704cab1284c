"""Opening hours as they are said: weekdays with the same hours together."""

from collections.abc import Sequence
from datetime import time

from shopcare.language.catalog import Catalog
from shopcare.language.day_words import time_text, weekday

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
