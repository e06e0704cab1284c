"""Countries, their regions and their time zones, to choose from."""

from typing import NamedTuple


class Place(NamedTuple):
    """A country or a region."""

    code: str
    name: str
    """In the country's own words or in English."""


def countries() -> tuple[Place, ...]:
    """List the countries whose holidays and time zones are known."""
    from shopcare.almanac import holiday_facts
    from shopcare.almanac.time_zones import countries_with_zones

    there = countries_with_zones()
    return tuple(
        Place(place.code, place.name) for place in holiday_facts.countries() if place.code in there
    )


def regions(country: str) -> tuple[Place, ...]:
    """List the regions of a country that have holidays of their own; none for most countries.

    Raises:
        Refusal: ``country_unknown``.
    """
    from shopcare.almanac import holiday_facts

    return tuple(Place(place.code, place.name) for place in holiday_facts.regions(country))


def time_zones(country: str) -> tuple[str, ...]:
    """List the time zones of a country, the most usual first.

    Raises:
        Refusal: ``country_unknown``.
    """
    from shopcare.almanac import time_zones as zones

    return zones.time_zones(country)
