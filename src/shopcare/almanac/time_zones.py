"""The time zones of countries, from the table of the ``tzdata`` package."""

from collections.abc import Iterator
from importlib import resources

from shopcare.domain.errors import Refusal


def time_zones(country: str) -> tuple[str, ...]:
    """List the time zones of a country, the most usual first.

    Raises:
        Refusal: ``country_unknown``.
    """
    found = tuple(zone for code, zone in _table() if code == country)
    if not found:
        raise Refusal("country_unknown", country=country[:20])
    return found


def countries_with_zones() -> frozenset[str]:
    """Give the codes of the countries that have a time zone of their own."""
    return frozenset(code for code, _zone in _table())


def _table() -> Iterator[tuple[str, str]]:
    table = resources.files("tzdata").joinpath("zoneinfo/zone.tab").read_text("utf-8")
    for line in table.splitlines():
        if not line.startswith("#"):
            code, _place, zone, *_rest = line.split("\t")
            yield code, zone
