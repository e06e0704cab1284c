"""The time zones of countries, from the table of the ``tzdata`` package."""

from importlib import resources

from shopcare.domain.errors import Refusal


def time_zones(country: str) -> tuple[str, ...]:
    """List the time zones of a country, the most usual first.

    Raises:
        Refusal: ``country_unknown``.
    """
    table = resources.files("tzdata").joinpath("zoneinfo/zone.tab").read_text("utf-8")
    lines = (line.split("\t") for line in table.splitlines() if not line.startswith("#"))
    found = tuple(fields[2] for fields in lines if fields[0] == country)
    if not found:
        raise Refusal("country_unknown", country=country[:20])
    return found
