"""Bringing customers in from a till's export."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing
from datetime import date
from functools import partial
from itertools import chain, islice
from pathlib import Path

from shopcare.domain.ids import CustomerId
from shopcare.domain.people.customer import CustomerDraft
from shopcare.services.exchange.import_people import People, Person
from shopcare.services.exchange.import_preview import (
    calendar_signs,
    remember_columns,
    remembered_columns,
)
from shopcare.services.exchange.import_report import ImportReport
from shopcare.services.exchange.import_runs import RunningImport
from shopcare.services.follow_ups import recurring_calls
from shopcare.services.people import customers as customer_service
from shopcare.services.people.prescriptions import store_measured
from shopcare.services.search import search
from shopcare.services.shop import Shop
from shopcare.storage import customers
from shopcare.storage.file.work import RollbackSignal
from shopcare.storage.search import CHUNK
from shopcare.system.garbage_collection import garbage_collection_paused

Progress = Callable[[int, int], None]
Columns = Mapping[str, Sequence[str]]


@garbage_collection_paused()
def import_customers(
    shop: Shop,
    path: Path,
    *,
    columns: Columns | None = None,
    lunar_sign: str | None = None,
    dry_run: bool = False,
    progress: Progress | None = None,
) -> ImportReport:
    """Bring the customers of a file in; the same file once more changes nothing.

    What the shop has typed is never overwritten: the file fills what is empty, and what differs
    is listed. Everything is saved in one transaction or nothing is.

    Args:
        shop: the shop.
        path: a spreadsheet or a text file.
        columns: field to headings or column letters, where the recognised ones are not right;
            None: what was said for such headings before.
        lunar_sign: which of signs such as 0 and 1 means a lunar birthday (C-4).
        dry_run: only say what would happen.
        progress: called with rows done and their number; an exception it raises cancels.

    Raises:
        Refusal, Trouble: the file cannot be read, or has no such columns.
    """
    from shopcare.exchange.customers import customers_of
    from shopcare.exchange.recognition.words import TableKind
    from shopcare.exchange.table import open_table

    telling = _Telling(progress)
    with (
        closing(shop.reopened()) as reader,
        open_table(
            path,
            TableKind.CUSTOMERS,
            columns,
            telling.read,
            remembered_columns(reader, "customer"),
        ) as table,
    ):
        report = ImportReport.of(table, dry_run=dry_run)
        people = People(reader, report)
        # Text is read while what was read before it is written. A spreadsheet takes longer to
        # read than to write, and nobody can save meanwhile: it is read first.
        rows = customers_of(table, calendar_signs(lunar_sign))
        unknown = people.read(rows, CHUNK if table.is_text else None)
        last_id = None
        if dry_run:
            for _ in unknown:
                pass
            people.sorted_out()
        else:
            told = telling.again if table.is_text else partial(telling.written, people)
            run = RunningImport(shop, "customer", path.name)
            remember = partial(
                remember_columns, shop, "customer", table.recognised.headings, columns
            )
            last_id = customers.next_id(reader.file) - 1
            _save(shop, run, people, unknown, report, told, remember)
        report.merge_candidates += people.merge_candidates(last_id)
    report.put_in_order()
    return report


class _Telling:
    """Tells how far the import is, and lets it be cancelled, while it reads and while it writes."""

    def __init__(self, progress: Progress | None) -> None:
        self._progress = progress
        self._last = (0, 0)

    def read(self, done: int, total: int) -> None:
        """Rows were read."""
        self._last = (done, total)
        if self._progress is not None:
            self._progress(done, total)

    def again(self, _written: int) -> None:
        """Rows were written, which takes no time of its own where reading goes on meanwhile."""
        self.read(*self._last)

    def written(self, people: People, done: int) -> None:
        """People were written, after all of them were read."""
        self.read(done, people.count)


def _save(
    shop: Shop,
    run: RunningImport,
    people: People,
    unknown: Iterator[Person],
    report: ImportReport,
    told: Callable[[int], None],
    remember: Callable[[], None],
) -> None:
    first = list(islice(unknown, 1))  # before anybody else has to wait for the file
    written: list[tuple[Person, CustomerDraft]] = []

    def everybody() -> Iterator[tuple[CustomerDraft, date | None]]:
        starts = recurring_calls.starts_of_rhythm(shop.now().date())
        for person in chain(first, unknown):
            written.append((person, person.draft))
            yield person.draft, next(starts) if person.draft.key_account else None

    with shop.begin("customer.import", "customer") as step:
        run.begin()
        remember()
        ids = search.file_customers(shop, everybody(), told)
        changed = people.sorted_out()
        if not (report.added or changed or any(people.measured())):
            raise RollbackSignal
        run.before_change(customer.id for customer in changed)
        for customer_id, (person, draft) in zip(ids, written, strict=True):
            _finish(shop, customer_id, draft, None if people.known(person) else person.draft)
        for customer in changed:
            customer_service.store_changed(shop, customer.id, customer_service.draft_of(customer))
        by_person = {id(person): i for i, (person, _) in zip(ids, written, strict=True)}
        for person, known in people.measured():
            whose = known.id if known is not None else by_person[id(person)]
            report.prescriptions += store_measured(shop, whose, person.prescriptions)
        if not (report.added or changed or report.prescriptions):
            raise RollbackSignal
        run.keep(step, report)


def _finish(
    shop: Shop, customer_id: CustomerId, written: CustomerDraft, final: CustomerDraft | None
) -> None:
    """Do what the rest of the file asks for; a key account gets its first calls (C-3, C-4).

    Args:
        shop: inside the action.
        customer_id: somebody whom the first rows showed as new.
        written: what was written then.
        final: what the whole file says; None: the person was on file after all.
    """
    if final is None:
        search.forget_customer(shop, customer_id)
        customers.remove(shop.file, customer_id)
    elif final is not written:
        customer_service.store_changed(shop, customer_id, final)
    elif final.key_account:
        recurring_calls.keep_up(shop, customer_service.with_id(final, customer_id))
