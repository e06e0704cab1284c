"""The audit log to be read: what was done on a day, and what was done to one record (G-14)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from shopcare.domain.ids import CaseId, CustomerId
from shopcare.domain.shop.audit import AuditEntry
from shopcare.services.shop import Shop
from shopcare.storage import customers
from shopcare.storage.cases import case_numbers
from shopcare.storage.file import audit

MOST = 1_000


@dataclass(frozen=True, slots=True, kw_only=True)
class LogLine:
    """One entry, with the names of whoever and whatever it is about."""

    entry: AuditEntry
    at: datetime
    """When it was written, in the shop's time."""
    by: str
    """The name of who did it."""
    approved_by: str
    """The name of the manager who approved of it on the spot (X-13); empty: nobody had to."""
    case: str
    """The number of its case; empty where it is about none."""
    customer: str
    """The name of its customer; empty where it is about none."""


def log_of_day(shop: Shop, day: date, most: int = MOST) -> list[LogLine]:
    """Give what was written on a day, the newest first.

    Args:
        shop: the shop.
        day: in the shop's time.
        most: so many at the most.
    """
    begin = datetime.combine(day, time(), shop.now().tzinfo)
    return _lines(shop, audit.between(shop.file, begin, begin + timedelta(days=1), most))


def log_about(shop: Shop, kind: str, record_id: int) -> list[LogLine]:
    """Give what was written about one record, the newest first.

    Args:
        shop: the shop.
        kind: ``case``, ``customer``, ``purchase``, ``callback``, ``staff`` …
        record_id: its id.
    """
    if kind == "case":
        return _lines(shop, audit.of_case(shop.file, CaseId(record_id))[::-1])
    return _lines(shop, audit.all_about(shop.file, kind, record_id))


def _lines(shop: Shop, entries: Sequence[AuditEntry]) -> list[LogLine]:
    zone = shop.now().tzinfo
    numbers = case_numbers.of(shop.file, [one.case_id for one in entries if one.case_id])
    about = {one.subject_id for one in entries if one.subject_kind == "customer"} - {0}
    people = {one.id: one.name for one in customers.many(shop.file, sorted(map(CustomerId, about)))}
    return [
        LogLine(
            entry=one,
            at=one.at.astimezone(zone),
            by=shop.name_of(one.staff_id),
            approved_by=shop.name_of(one.approved_by()),
            case=numbers.get(one.case_id or 0, ""),
            customer=people.get(CustomerId(one.subject_id), "")
            if one.subject_kind == "customer"
            else "",
        )
        for one in entries
    ]
