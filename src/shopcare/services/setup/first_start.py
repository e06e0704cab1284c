"""Making a new shop in under a minute: trade, language, name, and where its data lies."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import NamedTuple

from shopcare.domain.errors import Invalid, Problem
from shopcare.domain.people.staff import Staff
from shopcare.domain.policy.clause import Clause, Unit
from shopcare.domain.policy.policy_changes import NUMBERS, PolicyChangeDraft
from shopcare.domain.shop.settings import ShopSettings
from shopcare.domain.typed.text import clean_line
from shopcare.services.calendar.calendar_facts import country_settings, keep_years
from shopcare.services.policies.policy_changes import change_policy
from shopcare.services.policies.verdicts import clauses_for
from shopcare.services.setup.new_shop import create_shop
from shopcare.services.setup.settings import check_settings, first_manager
from shopcare.services.shop import Shop
from shopcare.system.clock import Clock


def trades() -> dict[str, str]:
    """Name the trades that a shop can be made for: key and label, a literal to translate."""
    from shopcare.policies import profile

    return profile.trades()


class ChosenFigure(NamedTuple):
    """Which of the figures that rule books give a new shop takes (A-18)."""

    clause: str
    name: str
    value: int
    unit: Unit


def open_choices(trade: str) -> list[tuple[Clause, str]]:
    """List the figures about which rule books differ: the clause, and the figure's name (A-18).

    Raises:
        Refusal: ``trade_unknown``.
    """
    return [
        (clause, name)
        for clause in clauses_for(trade)
        for name, figure in clause.figures.items()
        if figure.others
    ]


def new_shop(
    path: Path,
    *,
    trade: str,
    name: str,
    language: str,
    manager_initials: str,
    manager_name: str,
    country: str = "CN",
    region: str = "",
    clock: Clock | None = None,
    figures: Sequence[ChosenFigure] = (),
) -> Shop:
    """Make a shop file and open it.

    Args:
        path: where the file is made.
        trade: one that there is a profile for, see ``trades``.
        name: the shop's name.
        language: of screen and papers.
        manager_initials: who signs first.
        manager_name: the same person's name.
        country: whose holidays count, as two letters.
        region: its state or province, where holidays differ.
        clock: None for the PC's.
        figures: which the shop takes where rule books differ; the usual one of those left out.

    Raises:
        Invalid: ``name_missing``, ``initials_missing``, ``trade_unknown``, ``text_too_long`` …
        Refusal: ``country_unknown``, ``region_unknown``.
        Trouble: there is a shop file already, or the disk says no.
    """
    settings = check_settings(
        country_settings(
            ShopSettings(name=name, trade=trade, screen_language=language, paper_language=language),
            country,
            region,
        )
    )
    staff = [_manager(manager_initials, manager_name)]
    shop = create_shop(path, settings, staff, clock=clock, fill=keep_years)
    if figures:
        change_policy(shop, [_taking(figure, shop.today()) for figure in figures])
    return shop


def _manager(initials: str, name: str) -> Staff:
    initials, name = clean_line(initials), clean_line(name)
    if not initials or len(initials) > 12:
        raise Invalid(Problem(field="initials", code="initials_missing"))
    if not name or len(name) > 60:
        raise Invalid(Problem(field="manager", code="name_missing"))
    return first_manager(initials, name)


def _taking(figure: ChosenFigure, on: date) -> PolicyChangeDraft:
    return PolicyChangeDraft(
        clause=figure.clause,
        field=f"{NUMBERS}{figure.name}",
        numbers=(figure.value,),
        unit=figure.unit,
        from_on=on,
    )


class Place(NamedTuple):
    """A country or a region."""

    code: str
    name: str
    """In the country's own words or in English."""


def countries() -> tuple[Place, ...]:
    """List the countries whose holidays and time zones are known."""
    from shopcare.almanac import years
    from shopcare.almanac.time_zones import countries_with_zones

    there = countries_with_zones()
    return tuple(
        Place(place.code, place.name) for place in years.countries() if place.code in there
    )


def regions(country: str) -> tuple[Place, ...]:
    """List the regions of a country that have holidays of their own; none for most countries.

    Raises:
        Refusal: ``country_unknown``.
    """
    from shopcare.almanac import years

    return tuple(Place(place.code, place.name) for place in years.regions(country))


def time_zones(country: str) -> tuple[str, ...]:
    """List the time zones of a country, the most usual first.

    Raises:
        Refusal: ``country_unknown``.
    """
    from shopcare.almanac import time_zones as zones

    return zones.time_zones(country)
