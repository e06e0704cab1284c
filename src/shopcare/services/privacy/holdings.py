"""What the shop file holds of people, as figures: for the sheet after a loss (L-8)."""

from dataclasses import dataclass
from datetime import datetime

from shopcare.domain.people.retention import years_before
from shopcare.services.shop import Shop
from shopcare.storage.file import audit
from shopcare.storage.privacy import figures

_CHILD_YEARS = 14


@dataclass(frozen=True, slots=True, kw_only=True)
class Holdings:
    """How much of whom is in the file."""

    people: int
    with_phone: int
    with_address: int
    with_birthday: int
    children: int
    """Under 14, as far as the year of birth is known (L-7)."""
    measured: int
    locked: int
    erased: int
    purchases: int
    cases: int
    calls: int
    last_saved: datetime | None


def holdings(shop: Shop) -> Holdings:
    """Count what is on file at this moment."""
    counted = figures.counted(shop.file, years_before(shop.today(), _CHILD_YEARS).year)
    last = audit.last_moment(shop.file)
    local = last.astimezone(shop.now().tzinfo) if last is not None else None
    return Holdings(last_saved=local, **counted)
