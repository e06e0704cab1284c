"""The official holidays of a country and the lunar months of a year as plain facts."""

import re
from collections import Counter
from datetime import date, timedelta
from functools import lru_cache
from typing import Any, Final, NamedTuple

from shopcare.domain.calendar.day_facts import FIRST_YEAR, LunarMonth, LunarYear, require_year
from shopcare.domain.calendar.work_calendar import YearFacts
from shopcare.domain.errors import Refusal

_CHINA: Final = "CN"
_SATURDAY_SUNDAY: Final = frozenset({5, 6})
_AT_HAND: Final = frozenset({"CN", "DE", "JP", "US"})
"""Countries whose weekend is known without an import that the start would wait for."""

_DAY: Final = timedelta(days=1)
_EXCHANGED_FOR: Final = re.compile(r"休息日（由 (\d{4}-\d\d-\d\d) 调休）")
_ADDED_TO_NAME: Final = re.compile(r"（(?:补假|推定|补假，推定)）$|延长假期$")
_EVE: Final = "农历除夕"
_SPRING_FESTIVAL: Final = "春节"
_FOREIGN_SCRIPT: Final = re.compile(r"[\u0370-\u1dff\u2c00-\u2dff\ua000-\uabff\ufb00-\ufdff]")
"""Letters that the bundled fonts lack: Greek, Cyrillic, Hebrew, Arabic, Thai and so on."""
_WORD: Final = re.compile(r"(?<=[a-z])(?=[A-Z])")


class Place(NamedTuple):
    """A country or a region with its name."""

    code: str
    name: str


def year_facts(country: str, region: str, year: int) -> YearFacts:
    """Give the public holidays of a year.

    Args:
        country: ISO code of two letters.
        region: the package's code of the state or province; empty for the whole country.
        year: a year that is not known yet gives what can be said, and ``known`` is False.

    Raises:
        Refusal: ``country_unknown``, ``region_unknown``, ``year_out_of_range``.
    """
    require_year(year)
    if country == _CHINA:
        return _china(year, region)
    found = _holidays_of(country, region, year)
    off = {day: str(name) for day, name in found.items() if day.year == year}
    if any(_FOREIGN_SCRIPT.search(name) for name in off.values()):
        found = _holidays_of(country, region, year, "en_US")
        off = {day: str(name) for day, name in found.items() if day.year == year}
    off = dict(sorted(off.items()))
    work = {day: "" for day in found.weekend_workdays if day.year == year and day not in off}
    return YearFacts(year=year, off=off, work=work, known=True)


def weekend(country: str) -> frozenset[int]:
    """Give the weekdays (Monday is 0) that are off every week.

    Raises:
        Refusal: ``country_unknown``.
    """
    if country in _AT_HAND:
        return _SATURDAY_SUNDAY
    return frozenset(_holidays_of(country, "", 2024).weekend)


def countries() -> tuple[Place, ...]:
    """List the countries that can be chosen, by name."""
    from holidays.registry import COUNTRIES

    places = (Place(entry[1], _WORD.sub(" ", entry[0])) for entry in COUNTRIES.values())
    return tuple(sorted(places, key=lambda place: place.name))


def regions(country: str) -> tuple[Place, ...]:
    """List the regions of a country that have holidays of their own; none for most countries.

    Raises:
        Refusal: ``country_unknown``.
    """
    found = _holidays_of(country, "", 2024)
    names = {code: name for name, code in found.subdivisions_aliases.items()}
    return tuple(Place(code, names.get(code, code)) for code in found.subdivisions)


def _holidays_of(country: str, region: str, year: int, language: str | None = None) -> Any:
    import holidays

    if not re.fullmatch(r"[A-Z]{2}", country):
        raise Refusal("country_unknown", country=country[:20])
    try:
        known = holidays.country_holidays(country)
    except NotImplementedError:
        raise Refusal("country_unknown", country=country[:20]) from None
    if region and region not in known.subdivisions:
        raise Refusal("region_unknown", country=country, region=region[:20])
    if language not in known.supported_languages:
        language = known.default_language
    return holidays.country_holidays(
        country, subdiv=region or None, years=[year], expand=False, language=language
    )


def _china(year: int, region: str) -> YearFacts:
    """Give a Chinese year with its make-up working days, named by the holiday they belong to."""
    from holidays.countries.china import ChinaStaticHolidays

    found = _holidays_of(_CHINA, region, year, "zh_CN")
    said = {day: str(name) for day, name in found.items() if day.year == year}
    off = _filled(said, _china_names(said))
    work = {}
    exchanged = _exchanges(said)
    for day in sorted(found.weekend_workdays):
        if day.year == year:
            for_day = exchanged.get(day)
            # A working day at the end of December makes up for the next year's 元旦.
            work[day] = off.get(for_day, "元旦") if for_day else "元旦"
    published = ChinaStaticHolidays.special_public_holidays
    return YearFacts(
        year=year, off=off, work=work, known=year in published or year < min(published)
    )


def _china_names(said: dict[date, str]) -> dict[date, str]:
    """Name the days off; a day that was exchanged takes the name of the holiday around it."""
    named = {
        day: "、".join(_plain_name(part) for part in name.split("; "))
        for day, name in said.items()
        if not _EXCHANGED_FOR.search(name)
    }
    for day in said.keys() - named.keys():
        near_names = (named.get(near, "") for near in _run(day, said))
        around = [_SPRING_FESTIVAL if name == "除夕" else name for name in near_names if name]
        named[day] = Counter(around).most_common(1)[0][0] if around else "元旦"
    return dict(sorted(named.items()))


def _plain_name(name: str) -> str:
    if name.startswith(_EVE):
        return "除夕" if name == _EVE else _SPRING_FESTIVAL
    return _ADDED_TO_NAME.sub("", name)


def _run(day: date, said: dict[date, str]) -> list[date]:
    """Give the unbroken run of days off and weekend days that a day lies in, nearest first."""
    run = []
    for step in (-_DAY, _DAY):
        near = day + step
        while near in said or near.weekday() in _SATURDAY_SUNDAY:
            run.append(near)
            near += step
    return sorted(run, key=lambda near: (abs(near - day), near))


def _filled(said: dict[date, str], named: dict[date, str]) -> dict[date, str]:
    """Give weekend days between days off the name of the holiday, as the notice does."""
    filled = dict(named)
    for first, name in named.items():
        gap = [first + _DAY]
        while gap[-1] not in said and gap[-1].weekday() in _SATURDAY_SUNDAY:
            gap.append(gap[-1] + _DAY)
        if gap[-1] in said:
            filled.update(dict.fromkeys(gap[:-1], name))
    return dict(sorted(filled.items()))


def _exchanges(said: dict[date, str]) -> dict[date, date]:
    """Map each make-up working day to the day off that it is worked for."""
    exchanged = {}
    for day, name in said.items():
        if found := _EXCHANGED_FOR.search(name):
            exchanged[date.fromisoformat(found[1])] = day
    return exchanged


@lru_cache(maxsize=16)
def lunar_year_facts(year: int) -> LunarYear:
    """Give the lunar year that begins in a solar year.

    Raises:
        Refusal: ``year_out_of_range``.
    """
    from lunar_python import LunarYear as Almanac
    from lunar_python import Solar

    require_year(year, first=FIRST_YEAR - 1)
    months = []
    for month in Almanac.fromYear(year).getMonthsInYear():
        first = Solar.fromJulianDay(month.getFirstJulianDay())
        months.append(
            LunarMonth(
                number=abs(month.getMonth()),
                leap=month.getMonth() < 0,
                days=month.getDayCount(),
                first_on=date(first.getYear(), first.getMonth(), first.getDay()),
            )
        )
    return LunarYear(year=year, months=tuple(months))
