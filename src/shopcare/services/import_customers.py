"""Bringing customers in from a till's export."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from shopcare.domain.customer import Customer, CustomerDraft
from shopcare.domain.errors import Problem
from shopcare.domain.ids import CustomerId
from shopcare.services import customers as customer_service
from shopcare.services import search, standing_calls
from shopcare.services.customer_merge import merged
from shopcare.services.import_report import ImportReport
from shopcare.services.shop import Shop
from shopcare.storage import customers
from shopcare.system.collecting import collector_at_rest

if TYPE_CHECKING:
    from shopcare.exchange.customers import CustomerRow

T = TypeVar("T")
Progress = Callable[[int, int], None]
Columns = Mapping[str, Sequence[str]]
_CHUNK = 1000


@dataclass(slots=True)
class _Person:
    """Somebody in the file, put together from the rows that speak of them."""

    draft: CustomerDraft
    keys: tuple[str, ...]
    """By what the rows name the person, see ``same_person_keys``."""
    rows: list[int]


@collector_at_rest()
def import_customers(
    shop: Shop,
    path: Path,
    *,
    columns: Columns | None = None,
    dry_run: bool = False,
    progress: Progress | None = None,
) -> ImportReport:
    """Bring the customers of a file in; the same file once more changes nothing.

    What the shop has typed is never overwritten: the file fills what is empty, and what differs
    is listed. Everything is saved in one transaction or nothing is.

    Args:
        shop: the shop.
        path: XLSX or CSV.
        columns: field to headings or column letters, where the recognised ones are not right.
        dry_run: only say what would happen.
        progress: called with rows done and their number; an exception it raises cancels.

    Raises:
        Refusal, Trouble: the file cannot be read, or has no such columns.
    """
    from shopcare.exchange.customers import customers_of
    from shopcare.exchange.headings import TableKind
    from shopcare.exchange.table import open_table

    with open_table(path, TableKind.CUSTOMERS, columns, progress) as table:
        report = ImportReport(columns=table.recognised.shown(), dry_run=dry_run)
        people = _people(report, customers_of(table))
    new, changed = _sorted_out(shop, report, people)
    if not dry_run and (new or changed):
        _save(shop, path.name, new, changed, progress)
    report.put_in_order()
    return report


def _people(report: ImportReport, rows: "Iterable[CustomerRow]") -> list[_Person]:
    """Put the rows of one person together; a household on one phone stays apart (X-7)."""
    from shopcare.exchange.customers import same_person_keys

    people: list[_Person] = []
    by_key: dict[str, _Person] = {}
    for row in rows:
        if row.aside:
            continue
        if row.draft is None:
            report.skip(row.row, row.problems[0])
            continue
        if row.problems:
            report.note(row.row, *row.problems)
        keys = same_person_keys(row.draft)
        person = _first_known(keys, by_key)
        if person is None:
            person = _Person(row.draft, keys, [row.row])
            people.append(person)
            for key in keys:
                by_key[key] = person
            continue
        if (problem := _stranger(person.draft, row.draft)) is not None:
            report.skip(row.row, problem)
            continue
        person.draft, problems = merged(person.draft, row.draft)
        report.note(row.row, *problems)
        person.keys = tuple(dict.fromkeys((*person.keys, *keys)))
        person.rows.append(row.row)
        by_key.update(dict.fromkeys(keys, person))
    return people


def _first_known(keys: Iterable[str], known: Mapping[str, T]) -> T | None:
    for key in keys:
        if key in known:
            return known[key]
    return None


def _stranger(known: CustomerDraft, new: CustomerDraft) -> Problem | None:
    """Say where one member number stands for two people: other name, other phones."""
    if known.name == new.name or set(known.phones) & set(new.phones):
        return None
    values = {"number": new.number, "name": known.name}
    return Problem(field="number", code="number_taken", values=values)


def _sorted_out(
    shop: Shop, report: ImportReport, people: Sequence[_Person]
) -> tuple[list[_Person], list[Customer]]:
    """Tell new people from those on file, and those to whom the file adds something."""
    from shopcare.exchange.customers import same_person_keys

    on_file = {
        key: customer
        for customer in _candidates(shop, people)
        for key in same_person_keys(customer)
    }
    new: list[_Person] = []
    changed: list[Customer] = []
    for person in people:
        known = _first_known(person.keys, on_file)
        if known is None:
            new.append(person)
            report.added += 1
            report.unchanged += len(person.rows) - 1
        elif (problem := _stranger(known, person.draft)) is not None:
            for row in person.rows:
                report.skip(row, problem)
            continue
        else:
            _compare(report, known, person, changed)
        report.read += len(person.rows)
    return new, changed


def _compare(
    report: ImportReport, known: Customer, person: _Person, changed: list[Customer]
) -> None:
    draft, problems = merged(customer_service.draft_of(known), person.draft)
    report.note(person.rows[0], *problems)
    if draft == customer_service.draft_of(known):
        report.unchanged += len(person.rows)
        return
    changed.append(customer_service.with_id(draft, known.id))
    report.updated += 1
    report.unchanged += len(person.rows) - 1


def _candidates(shop: Shop, people: Sequence[_Person]) -> list[Customer]:
    """Read everybody on file who shares a number, a phone or a name with somebody in the file."""
    numbers = [person.draft.number for person in people if person.draft.number]
    digits = [phone.digits for person in people for phone in person.draft.phones]
    names = [p.draft.name for p in people if not p.draft.phones and not p.draft.number]
    return customers.many(shop.file, customers.like(shop.file, numbers, digits, names))


def _save(
    shop: Shop,
    file_name: str,
    new: Sequence[_Person],
    changed: Sequence[Customer],
    progress: Progress | None,
) -> None:
    with shop.begin("customer.import", "customer") as step:
        step.values = {"file": file_name, "added": len(new), "updated": len(changed)}
        for customer in changed:
            customer_service.store_changed(shop, customer.id, customer_service.draft_of(customer))
        _add(shop, [person.draft for person in new], progress)


def _add(shop: Shop, drafts: Sequence[CustomerDraft], progress: Progress | None) -> None:
    """Write the new customers, then their search keys; each is half of the work."""

    def told(done: int) -> None:
        if progress is not None:
            progress(done // 2, len(drafts))

    today = shop.now().date()
    ids: list[CustomerId] = []
    for start in range(0, len(drafts), _CHUNK):
        ids += customers.add_many(shop.file, drafts[start : start + _CHUNK], today)
        told(len(ids))
    search.index_customers(shop, ids, drafts, lambda done: told(len(ids) + done))
    for customer_id, draft in zip(ids, drafts, strict=True):
        if draft.key_account:
            standing_calls.keep_up(shop, customer_service.with_id(draft, customer_id))
