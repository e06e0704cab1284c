"""What is painted of a year: months of days, as plain facts."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import Enum, auto

from shopcare.domain.calendar.day_facts import DayView
from shopcare.domain.calendar.explanation import Reason
from shopcare.services.shop import Shop

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
