"""What an official notice says, and what it makes of the facts of a year."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Final

from shopcare.domain.calendar.work_calendar import YearFacts
from shopcare.domain.errors import Refusal

_WEEKEND: Final = (5, 6)
_DAY: Final = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeLine:
    """A line that cannot be understood, with the reason as a code."""

    number: int
    """As in the text, from 1."""
    text: str
    code: str
    values: Mapping[str, str | int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Extension:
    """A holiday that goes on until a day; where it ended before, only the calendar knows."""

    name: str
    until: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """What a notice says."""

    year: int
    """0 where the text does not say it."""
    whole_year: bool
    """The yearly notice; otherwise it changes only the days that it names."""
    off: tuple[tuple[date, str], ...]
    work: tuple[tuple[date, str], ...]
    extensions: tuple[Extension, ...]
    not_understood: tuple[NoticeLine, ...]

    @property
    def years(self) -> tuple[int, ...]:
        """List the years whose days it names; New Year reaches into the year before."""
        days = [day for day, _ in (*self.off, *self.work)]
        days += [extension.until for extension in self.extensions]
        return tuple(sorted({day.year for day in days}))


def apply(notice: Notice, facts: YearFacts) -> YearFacts:
    """Give the facts of a year with what the notice says about its days.

    Raises:
        Refusal: ``notice_not_understood``, ``notice_nothing_to_extend``.
    """
    if notice.not_understood:
        lines = ", ".join(str(line.number) for line in notice.not_understood)
        raise Refusal("notice_not_understood", lines=lines)
    whole = notice.whole_year and facts.year == notice.year
    off, work = dict(facts.off), dict(facts.work)
    if whole:
        # The last days of December may be settled by the next year's notice.
        tail = date(facts.year, 12, 25)
        off = {day: name for day, name in off.items() if day >= tail}
        work = {day: name for day, name in work.items() if day >= tail}
    for day, name in (*_extended(notice, facts), *notice.off):
        if day.year == facts.year:
            off[day] = name
            work.pop(day, None)
    for day, name in notice.work:
        if day.year == facts.year:
            off.pop(day, None)
            if day.weekday() in _WEEKEND:
                work[day] = name
    return YearFacts(
        year=facts.year,
        off=dict(sorted(off.items())),
        work=dict(sorted(work.items())),
        known=facts.known or whole,
    )


def _extended(notice: Notice, facts: YearFacts) -> list[tuple[date, str]]:
    days = []
    for extension in notice.extensions:
        if extension.until.year != facts.year:
            continue
        near = [
            day
            for day, name in facts.off.items()
            if extension.name in name and timedelta() <= extension.until - day <= 31 * _DAY
        ]
        if not near:
            until = extension.until.isoformat()
            raise Refusal("notice_nothing_to_extend", name=extension.name, until=until)
        count = (extension.until - max(near)).days
        days += [(max(near) + n * _DAY, extension.name) for n in range(1, count + 1)]
    return days
