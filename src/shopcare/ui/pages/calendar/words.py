"""The calendar's words: months, marks, and a day said in one sentence."""

from datetime import date
from typing import Final

from shopcare.language.catalog import mark
from shopcare.language.day_words import holiday_text, hours_text
from shopcare.language.reason_words import reason_text
from shopcare.ui.kit.words.formatting import long_day_words
from shopcare.ui.kit.words.i18n import ntr, screen_catalog, tr
from shopcare.ui.pages.calendar.facts import DayFacts

_MONTHS: Final = (
    mark("Jan {year}"), mark("Feb {year}"), mark("Mar {year}"), mark("Apr {year}"),
    mark("May {year}"), mark("Jun {year}"), mark("Jul {year}"), mark("Aug {year}"),
    mark("Sep {year}"), mark("Oct {year}"), mark("Nov {year}"), mark("Dec {year}"),
)  # fmt: skip


def month_words(first: date) -> str:
    """Name a month with its year."""
    return tr(_MONTHS[first.month - 1], year=first.year)


def off_mark() -> str:
    """Give the sign of a day off in the grid."""
    return tr("H")


def work_mark() -> str:
    """Give the sign of a make-up working day in the grid."""
    return tr("W")


def kind_words(facts: DayFacts) -> str:
    """Say what sort of day it is, with the holiday or the reason."""
    return reason_text(screen_catalog(), facts.view.why)


def other_names(facts: DayFacts) -> list[str]:
    """List the holidays and reasons of a day that ``kind_words`` does not name."""
    said = kind_words(facts)
    names = [holiday_words(name) for name in facts.view.names]
    return [name for name in names if name not in said]


def holiday_words(name: str) -> str:
    """Say a holiday in the screen's language."""
    return holiday_text(screen_catalog(), name)


def hours_words(facts: DayFacts) -> str:
    """Say when the shop is open."""
    words = hours_text(screen_catalog(), facts.view.intervals)
    return tr("Open {hours}", hours=words) if facts.view.intervals else tr("Shop closed")


def load_words(planned: int) -> str:
    """Say how full a day is (X-11)."""
    return ntr("{n} call planned", "{n} calls planned", planned) if planned else ""


def day_spoken(facts: DayFacts) -> str:
    """Say a day for a screen reader and the tooltip."""
    said = (
        long_day_words(facts.view.day),
        kind_words(facts),
        *other_names(facts),
        hours_words(facts),
        tr("provisional") if facts.view.provisional else "",
        load_words(facts.planned),
    )
    return tr(", ").join(filter(None, said))
