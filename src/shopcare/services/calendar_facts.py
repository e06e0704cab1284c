"""Where the calendar's facts come from: the almanac, pasted notices, days set by hand."""

from datetime import date
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from shopcare.domain.opening import DayException, OpenWeek
from shopcare.domain.work_calendar import WorkCalendar, YearFacts
from shopcare.services.shop import Shop
from shopcare.storage import calendar

if TYPE_CHECKING:
    from shopcare.domain.lunar import LunarYear

KEPT_YEARS = range(-1, 3)
"""Around the present year; they are kept in the shop file, so that a start needs no almanac."""


def work_calendar(shop: Shop) -> WorkCalendar:
    """Make the shop's work calendar; the facts of a year are read when first needed."""
    settings = shop.settings

    def facts_for(year: int) -> YearFacts:
        return year_facts(shop, year)

    return WorkCalendar(
        facts_for,
        weekend=frozenset(settings.weekend),
        open_week=OpenWeek(intervals=settings.opening, exceptions=_exceptions(shop)),
        time_zone=ZoneInfo(settings.time_zone),
    )


def year_facts(shop: Shop, year: int) -> YearFacts:
    """Give the official arrangement of a year; notices win over the almanac, later over earlier."""
    facts = _from_file(shop, year) or _from_almanac(shop, year)
    for _id, _year, text in calendar.notices(shop.file):
        facts = _with_notice(facts, text, year)
    return facts


def keep_years(shop: Shop) -> None:
    """Keep the almanac's facts of the years around now in the shop file.

    They are no facts of the shop and come from the almanac at any time, therefore no audit entry.
    """
    settings, this_year = shop.settings, shop.now().year
    for year in (this_year + step for step in KEPT_YEARS):
        facts = _from_almanac(shop, year)
        calendar.keep_year(
            shop.file,
            country=settings.country,
            region=settings.region,
            year=year,
            facts=facts.to_plain(),
            source=_almanac_version(),
        )


def years_are_kept(shop: Shop) -> bool:
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
    from shopcare.almanac.lunar_facts import lunar_year_facts

    return lunar_year_facts(year)


def _exceptions(shop: Shop) -> dict[date, DayException]:
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


def _from_file(shop: Shop, year: int) -> YearFacts | None:
    settings = shop.settings
    plain = calendar.year_facts(shop.file, settings.country, settings.region, year)
    return YearFacts.from_plain(plain) if plain else None


def _from_almanac(shop: Shop, year: int) -> YearFacts:
    from shopcare.almanac.holiday_facts import year_facts as almanac_facts

    return almanac_facts(shop.settings.country, shop.settings.region, year)


def _with_notice(facts: YearFacts, text: str, year: int) -> YearFacts:
    from shopcare.domain.notice import apply, notice_from_text

    notice = notice_from_text(text)
    return apply(notice, facts) if year in (notice.year, notice.year - 1) else facts


def _almanac_version() -> str:
    from importlib.metadata import version

    return f"holidays {version('holidays')}"
