"""Where the calendar's facts come from: the almanac, pasted notices, days set by hand."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Protocol
from zoneinfo import ZoneInfo

from shopcare.domain.calendar.opening import DayException, OpenWeek
from shopcare.domain.calendar.work_calendar import WorkCalendar, YearFacts
from shopcare.domain.shop.settings import ShopSettings
from shopcare.storage import calendar
from shopcare.storage.file.database import ShopFile
from shopcare.storage.file.reading import UNREADABLE, note_damage

if TYPE_CHECKING:
    from shopcare.domain.calendar.day_facts import LunarYear
    from shopcare.domain.calendar.notice_facts import Notice

KEPT_YEARS = range(-1, 3)
"""Around the present year; they are kept in the shop file, so that a start needs no almanac."""


class CalendarSource(Protocol):
    """What the calendar is made of; an open shop is one."""

    @property
    def file(self) -> ShopFile:
        """Give the open shop file."""

    @property
    def settings(self) -> ShopSettings:
        """Give what the shop has set."""

    def now(self) -> datetime:
        """Give the present moment in the shop's time zone."""


def work_calendar(
    shop: CalendarSource,
    *,
    settings: ShopSettings | None = None,
    notice: str = "",
    exceptions: Mapping[date, DayException] | None = None,
) -> WorkCalendar:
    """Make the shop's work calendar; the facts of a year are read when first needed.

    Args:
        shop: the shop.
        settings: other opening hours or another country, to see what they would change.
        notice: the text of one more notice, to see what it would change.
        exceptions: the days set by hand, where they are not those of the shop file.
    """
    settings = settings or shop.settings
    if exceptions is None:
        exceptions = day_exceptions(shop)

    def facts_for(year: int) -> YearFacts:
        return year_facts(shop, settings, year, notice)

    return WorkCalendar(
        facts_for,
        weekend=frozenset(settings.weekend),
        open_week=OpenWeek(intervals=settings.opening, exceptions=exceptions),
        time_zone=ZoneInfo(settings.time_zone),
    )


def year_facts(
    shop: CalendarSource, settings: ShopSettings, year: int, notice: str = ""
) -> YearFacts:
    """Give the official arrangement of a year; notices win over the almanac, later over earlier."""
    facts = _from_file(shop, settings, year) or _from_almanac(settings, year)
    if settings.country == "CN":
        texts = [row["text"] for row in calendar.notices(shop.file)]
        for text in filter(None, (*texts, notice)):
            facts = _with_notice(facts, text)
    return facts


def keep_years(shop: CalendarSource) -> None:
    """Keep the almanac's facts of the years around now in the shop file.

    They are no facts of the shop and come from the almanac at any time, therefore no audit entry.
    """
    settings, this_year = shop.settings, shop.now().year
    for year in (this_year + step for step in KEPT_YEARS):
        facts = _from_almanac(settings, year)
        calendar.keep_year(
            shop.file,
            country=settings.country,
            region=settings.region,
            year=year,
            facts=facts.to_plain(),
            source=_almanac_version(),
        )


def country_settings(settings: ShopSettings, country: str, region: str) -> ShopSettings:
    """Set country and region with their weekend and usual time zone.

    Raises:
        Refusal: ``country_unknown``, ``region_unknown``.
    """
    from shopcare.almanac import years
    from shopcare.almanac.time_zones import time_zones

    code = country.strip().upper()
    years.year_facts(code, region, 2024)  # refuses what is not known
    zones = time_zones(code)
    zone = settings.time_zone if settings.time_zone in zones else zones[0]
    weekend = tuple(sorted(years.weekend(code)))
    return replace(settings, country=code, region=region, time_zone=zone, weekend=weekend)


def years_are_kept(shop: CalendarSource) -> bool:
    """Say whether the kept facts are those of the installed almanac."""
    settings, this_year = shop.settings, shop.now().year
    version = _almanac_version()
    return all(
        calendar.year_source(shop.file, settings.country, settings.region, this_year + step)
        == version
        for step in KEPT_YEARS
    )


def lunar_year(year: int) -> "LunarYear":
    """Give the months of a Chinese lunar year."""
    from shopcare.almanac.years import lunar_year_facts

    return lunar_year_facts(year)


def day_exceptions(shop: CalendarSource) -> dict[date, DayException]:
    """Give the days that were set by hand."""
    found = {}
    for row in calendar.exceptions(shop.file):
        day = date.fromisoformat(row["day"])
        found[day] = DayException(
            day=day,
            working=None if row["working"] is None else bool(row["working"]),
            intervals=calendar.hours_of(row),
            reason=row["reason"],
        )
    return found


def _from_file(shop: CalendarSource, settings: ShopSettings, year: int) -> YearFacts | None:
    plain = calendar.year_facts(shop.file, settings.country, settings.region, year)
    try:
        return YearFacts.from_plain(plain) if plain else None
    except UNREADABLE:  # the almanac has them as well
        note_damage(shop.file, "calendar_year", year)
        return None


def _from_almanac(settings: ShopSettings, year: int) -> YearFacts:
    from shopcare.almanac.years import year_facts as almanac_facts

    return almanac_facts(settings.country, settings.region, year)


def _with_notice(facts: YearFacts, text: str) -> YearFacts:
    from shopcare.domain.calendar.notice_facts import apply

    return apply(_notice(text), facts)


@lru_cache(maxsize=64)
def _notice(text: str) -> "Notice":
    """Read a notice once, not for every year and every shop that is opened."""
    from shopcare.domain.calendar.notice import notice_from_text

    return notice_from_text(text)


@cache
def _almanac_version() -> str:
    from importlib.metadata import version

    return f"holidays {version('holidays')}"
