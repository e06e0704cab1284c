"""What is painted of a year, as plain facts, and a day said in words."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import Enum, auto
from typing import Final

from shopcare.domain.calendar.day_facts import DayView
from shopcare.domain.calendar.explanation import Reason
from shopcare.language.catalog import mark
from shopcare.language.day_words import holiday_text, hours_text
from shopcare.language.reason_words import reason_text
from shopcare.services.shop import Shop
from shopcare.ui.kit.words.formatting import long_day_words
from shopcare.ui.kit.words.i18n import ntr, screen_catalog, tr

MONTHS_SHOWN = 12


class Hours(Enum):
    """How a day's hours differ from the ordinary week."""

    ORDINARY = auto()
    CLOSED = auto()
    """Closed where the shop would be open, or on its weekly closing day."""
    OTHER = auto()
    """A half day, longer hours or a one-off opening."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DayFacts:
    """One day of the grid."""

    view: DayView
    hours: Hours
    planned: int = 0
    """Open calls planned for it (X-11)."""

    @property
    def makes_up(self) -> bool:
        """Say whether it is a working day on a weekend."""
        return self.view.why.reason is Reason.MAKE_UP

    @property
    def is_holiday(self) -> bool:
        """Say whether it is off for more than the weekend."""
        return self.view.why.reason in (Reason.HOLIDAY, Reason.OFF_BY_HAND)


@dataclass(frozen=True, slots=True, kw_only=True)
class MonthFacts:
    """One month of the grid."""

    first: date
    days: Mapping[date, DayFacts] = field(default_factory=dict)

    @property
    def provisional(self) -> bool:
        """Say whether the arrangement of any of its days is not known yet."""
        return any(facts.view.provisional for facts in self.days.values())


def month_after(first: date, steps: int) -> date:
    """Give the first day of the month that many months later, or earlier below zero."""
    years, month = divmod(first.month - 1 + steps, 12)
    return date(first.year + years, month + 1, 1)


def year_from(shop: Shop, first: date) -> list[MonthFacts]:
    """Read the twelve months from a first one on."""
    work = shop.calendar.work
    end = month_after(first, MONTHS_SHOWN)
    planned = shop.calendar.planned_calls(first, end - timedelta(days=1))
    views = [work.day_view(first + timedelta(days=n)) for n in range((end - first).days)]
    return months_of(shop, views, planned)


def months_of(
    shop: Shop, views: Iterable[DayView], planned: Mapping[date, int] | None = None
) -> list[MonthFacts]:
    """Put days together to their months, in order."""
    week = shop.settings.opening
    months: dict[date, dict[date, DayFacts]] = {}
    for view in views:
        ordinary = week[view.day.weekday()]
        hours = Hours.ORDINARY if view.intervals == ordinary else Hours.OTHER
        facts = DayFacts(
            view=view,
            hours=hours if view.intervals else Hours.CLOSED,
            planned=(planned or {}).get(view.day, 0),
        )
        months.setdefault(view.day.replace(day=1), {})[view.day] = facts
    return [MonthFacts(first=first, days=days) for first, days in months.items()]


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
