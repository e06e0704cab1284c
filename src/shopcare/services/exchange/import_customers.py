"""Bringing customers in from a till's export."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

from shopcare.domain.shop.backups import BackupReason
from shopcare.services.exchange.import_people import People, Person
from shopcare.services.exchange.import_preview import (
    calendar_signs,
    remember_columns,
    remembered_columns,
)
from shopcare.services.exchange.import_report import ImportReport
from shopcare.services.exchange.import_runs import RunningImport
from shopcare.services.exchange.import_staging import AT_ONCE, NewPerson, Staged, staged_beside
from shopcare.services.follow_ups import recurring_calls
from shopcare.services.people import customers as customer_service
from shopcare.services.shop import Shop
from shopcare.services.upkeep.backups import back_up_if_needed
from shopcare.storage.file.work import RollbackSignal
from shopcare.system.garbage_collection import garbage_collection_paused

if TYPE_CHECKING:
    from shopcare.exchange.table import Table

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
    is listed. Everything is saved in one short transaction or nothing is; while the file is read,
    others go on saving.

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

    with (
        closing(shop.reopened()) as reader,
        open_table(
            path, TableKind.CUSTOMERS, columns, progress, remembered_columns(reader, "customer")
        ) as table,
    ):
        report = ImportReport.of(table, dry_run=dry_run)
        people = People(reader, report)
        read = people.read(customers_of(table, calendar_signs(lunar_sign)), AT_ONCE)
        if dry_run:
            _try(people, read, report)
        else:
            shop.require_clock()
            back_up_if_needed(reader, BackupReason.IMPORT)
            run = _Run(shop, people, report, table, columns)
            run.bring_in(read, path.name)
    report.put_in_order()
    return report


def _try(people: People, read: Iterator[list[Person]], report: ImportReport) -> None:
    for _ in read:
        pass
    people.settle()
    report.merge_candidates += people.merge_candidates()
    people.sorted_out()
    report.prescriptions = len(people.measured())


class _Run:
    """Makes the people of a list ready while it is read, and then takes them in."""

    def __init__(
        self,
        shop: Shop,
        people: People,
        report: ImportReport,
        table: "Table",
        columns: Columns | None,
    ) -> None:
        self._shop = shop
        self._people = people
        self._report = report
        self._headings = table.recognised.headings
        self._columns = columns
        self._starts = recurring_calls.starts_of_rhythm(shop.now().date())

    def bring_in(self, read: Iterator[list[Person]], file_name: str) -> None:
        """Read everybody and save them; a list that says nothing new leaves no trace."""
        with staged_beside(self._shop) as staged:
            for fresh in read:
                self._stage(staged, fresh)
            self._people.settle()
            self._report.merge_candidates += self._people.merge_candidates()
            self._people.look_again()
            self._restage(staged)
            staged.wait()
            self._save(staged, file_name)

    def _stage(self, staged: Staged, people: Sequence[Person]) -> None:
        first = staged.add_people(list(map(self._new, people)))
        for place, person in enumerate(people, first):
            person.place, person.waits = place, person.draft

    def _new(self, person: Person) -> NewPerson:
        return person.draft, next(self._starts) if person.draft.key_account else None

    def _restage(self, staged: Staged) -> None:
        """Let those wait, and only those, who are not on file, with all that the list says."""
        on_file, changed, late = self._people.waiting_otherwise()
        staged.leave_people_out([person.place for person in on_file])
        staged.change_people([p.place for p in changed], list(map(self._new, changed)))
        for person in on_file:
            person.waits = None
        for person in changed:
            person.waits = person.draft
        self._stage(staged, late)
        measured = self._people.measured()
        self._report.prescriptions = len(measured)
        staged.set_measured(measured)

    def _save(self, staged: Staged, file_name: str) -> None:
        shop, report = self._shop, self._report
        run = RunningImport(shop, "customer", file_name)
        with shop.begin("customer.import", "customer") as step:
            run.begin()
            if self._people.look_again():  # somebody has saved in this very moment
                self._restage(staged)
            changed = self._people.sorted_out()
            if not (report.added or changed or report.prescriptions):
                raise RollbackSignal
            remember_columns(shop, "customer", self._headings, self._columns)
            run.before_change(customer.id for customer in changed)
            customer_of, _ = staged.take_in()
            for person in self._people.new():
                if person.draft.key_account:  # C-3, C-4
                    new = customer_service.with_id(person.draft, customer_of(person.place))
                    recurring_calls.keep_up(shop, new)
            for customer in changed:
                draft = customer_service.draft_of(customer)
                customer_service.store_changed(shop, customer.id, draft)
            run.keep(step, report)
