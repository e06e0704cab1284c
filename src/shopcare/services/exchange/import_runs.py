"""What was brought in from lists: kept, shown and, until something was built on it, undone."""

from collections.abc import Iterable
from typing import Final

from shopcare.domain.changes import ChangeKind, Changes
from shopcare.domain.errors import Refusal
from shopcare.domain.ids import ImportId, PurchaseId
from shopcare.domain.shop.import_run import ImportRun, Stood
from shopcare.services.exchange.import_report import ImportReport
from shopcare.services.follow_ups import agreed_calls, recurring_calls
from shopcare.services.search import search
from shopcare.services.shop import Shop
from shopcare.storage import customers, imports, purchases
from shopcare.storage.file.work import Step

_MOST_ROWS: Final = 2000
"""So many rows that were not taken are kept in a report by number and reason."""


class RunningImport:
    """Notes, inside the transaction of an import, what it makes and changes."""

    def __init__(self, shop: Shop, kind: str, file_name: str) -> None:
        """Take what is going to be brought in."""
        self._shop = shop
        self._kind = kind
        self._file_name = file_name
        self._before: dict[str, int] = {}
        self._stood: Stood = {}
        self.promised: list[PurchaseId] = []
        """Receipts on file whose promised day the list told."""
        self.handed_over: list[PurchaseId] = []
        """Receipts on file whose day of handing over the list told."""

    def begin(self) -> None:
        """Begin where the ids stand now, inside the transaction."""
        self._before = imports.last_ids(self._shop.file)

    def before_change(self, customer_ids: Iterable[int]) -> None:
        """Keep how customers on file stand, before the list completes them."""
        self._stood = imports.stood(self._shop.file, customer_ids)

    def keep(self, step: Step, report: ImportReport) -> None:
        """Write the report and what it takes to undo the import."""
        report.import_id = imports.add(
            self._shop.file,
            at=self._shop.now(),
            staff_id=self._shop.acting.id,
            kind=self._kind,
            file=self._file_name,
            report=_plain(report),
            made=imports.made_since(self._shop.file, self._before),
            changed={
                "customers": self._stood,
                "promised": self.promised,
                "handed_over": self.handed_over,
            },
        )
        step.values = {
            "file": self._file_name,
            "added": report.added,
            "updated": report.updated,
            "import": report.import_id,
        }


def _plain(report: ImportReport) -> dict[str, object]:
    rows = [
        {"row": note.row, "code": note.problem.code, "values": dict(note.problem.values)}
        for note in report.skipped[:_MOST_ROWS]
    ]
    return {
        "read": report.read,
        "added": report.added,
        "updated": report.updated,
        "unchanged": report.unchanged,
        "skipped": len(report.skipped),
        "noted": len(report.noted),
        "new_customers": report.new_customers,
        "prescriptions": report.prescriptions,
        "calls": report.calls,
        "columns": {field: list(names) for field, names in report.columns.items()},
        "left_out": list(report.left_out),
        "rows_not_taken": rows,
    }


def import_runs(shop: Shop, most: int = 200) -> list[ImportRun]:
    """List what was brought in, the newest first; ``import_run`` reads one with all its rows."""
    return imports.newest(shop.file, most)


def import_run(shop: Shop, import_id: ImportId) -> ImportRun:
    """Read the report of one bringing in.

    Raises:
        NotFound: there is none of this id.
    """
    return imports.get(shop.file, import_id)


def undo_import(shop: Shop, import_id: ImportId) -> Changes:
    """Take a whole import back: what it added goes, what it changed stands as before.

    Raises:
        NotFound: there is none of this id.
        Refusal: ``import_undone_already``, ``import_built_upon`` with what was built.
    """
    with shop.begin("import.undo", "import") as step:
        run = imports.get(shop.file, import_id)
        if run.undone_at is not None:
            raise Refusal("import_undone_already", on=run.undone_at.date().isoformat())
        people = [int(customer_id) for customer_id in run.changed["customers"]]
        if what := imports.built_on(shop.file, run, people):
            raise Refusal("import_built_upon", what=what)
        imports.remove_made(shop.file, run.made)
        imports.put_back(shop.file, run.changed["customers"])
        for customer in customers.many(shop.file, people):
            search.index_customer(shop, customer)
            recurring_calls.keep_up(shop, customer)  # C-3, C-4: the flags are as before, too
        for purchase_id in run.changed["promised"]:
            purchases.promise(shop.file, PurchaseId(purchase_id), None)
        for purchase_id in run.changed["handed_over"]:
            purchases.hand_over(shop.file, PurchaseId(purchase_id), None)
        agreed_calls.keep_up_all(shop)
        imports.set_undone(shop.file, import_id, shop.now())
        step.subject_id = import_id
        step.values = {"file": run.file}
    return Changes.of(ChangeKind.CUSTOMER, ChangeKind.PURCHASE, ChangeKind.CALLBACK)
