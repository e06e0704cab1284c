"""What is kept of people: figures, and what is past its period, which a manager erases (L-8)."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Final

from shopcare.domain.changes import ChangeKind, Changes
from shopcare.domain.errors import Refusal
from shopcare.domain.ids import CustomerId
from shopcare.domain.people.retention import Outdated, RecordKind, years_before
from shopcare.domain.people.staff import Action, require
from shopcare.services.shop import Shop
from shopcare.storage import customers
from shopcare.storage.file import audit
from shopcare.storage.privacy import erasures, people

_CHILD_YEARS: Final = 14
REVIEWED: Final = "erasure.review"
_REVIEW_EVERY: Final = timedelta(days=365)


def past_period(shop: Shop) -> list[Outdated]:
    """List whoever has records past their period: whole files, measurements, what was locked."""
    today = shop.today()
    years = shop.settings
    return [
        *people.unlocked_by(shop.file, today),
        *people.measured_before(shop.file, years_before(today, years.keep_measured_years)),
        *people.customers_before(shop.file, years_before(today, years.keep_customers_years)),
    ]


def is_review_due(shop: Shop) -> bool:
    """Say whether a list is to be proposed: something has run out, and a year has passed."""
    last = audit.last_of(shop.file, REVIEWED, 0)
    if last is not None and shop.now() - last.at < _REVIEW_EVERY:
        return False
    return bool(past_period(shop))


def note_review(shop: Shop) -> Changes:
    """Record that a manager has gone through the list; it is proposed again in a year.

    Raises:
        Refusal: ``manager_needed``.
    """
    require(shop.deciding, Action.ERASE_PERSON)
    with shop.begin(REVIEWED, "erasure") as step:
        step.values = {"left": len(past_period(shop))}
    return Changes.of(ChangeKind.SETTINGS)


@dataclass(frozen=True, slots=True, kw_only=True)
class LetGo:
    """How many measurements were erased."""

    count: int
    changes: Changes


def erase_measured(shop: Shop, customer_id: CustomerId) -> LetGo:
    """Erase what was measured of somebody before the period; the rest of the file stays.

    Raises:
        NotFound: there is no such customer.
        Refusal: ``manager_needed``, ``nothing_past_period``.
    """
    require(shop.deciding, Action.ERASE_PERSON)
    before = years_before(shop.today(), shop.settings.keep_measured_years)
    with shop.begin("customer.let_go", "customer") as step:
        customers.get(shop.file, customer_id)
        many = people.delete_measured(shop.file, [customer_id], before)
        if not many:
            raise Refusal("nothing_past_period")
        erasures.mark_unwiped(shop.file)
        step.subject_id = customer_id
        step.values = {"records": many}
    changes = Changes.of(ChangeKind.CUSTOMER, record_id=customer_id)
    return LetGo(count=many, changes=changes)


def names_masked(found: list[Outdated]) -> list[Outdated]:
    """Mask the names that a law keeps locked; only their first character is told (L-8)."""
    return [
        replace(one, name=one.name[:1] + "**") if one.kind is RecordKind.LOCKED else one
        for one in found
    ]


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
    counted = people.counted(shop.file, years_before(shop.today(), _CHILD_YEARS).year)
    last = audit.last_moment(shop.file)
    local = last.astimezone(shop.now().tzinfo) if last is not None else None
    return Holdings(last_saved=local, **counted)
