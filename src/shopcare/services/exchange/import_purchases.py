"""Bringing purchases in from a till's export."""

from collections.abc import Callable, Mapping, Sequence
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Final

from shopcare.domain.errors import Problem
from shopcare.domain.shop.backups import BackupReason
from shopcare.services.exchange.import_preview import remember_columns, remembered_columns
from shopcare.services.exchange.import_report import ImportReport
from shopcare.services.exchange.import_runs import RunningImport
from shopcare.services.exchange.import_sales import Completion, SalesPlan
from shopcare.services.exchange.import_staging import Staged, staged_beside
from shopcare.services.follow_ups import agreed_calls
from shopcare.services.purchases import purchase_calls
from shopcare.services.shop import Shop
from shopcare.services.upkeep.backups import back_up_if_needed
from shopcare.storage import purchases
from shopcare.storage.file.work import RollbackSignal, Step
from shopcare.system.garbage_collection import garbage_collection_paused

if TYPE_CHECKING:
    from shopcare.exchange.receipts import Receipt, Receipts

Progress = Callable[[int, int], None]
Columns = Mapping[str, Sequence[str]]

_MOST_PLANS: Final = 3
"""So often a plan is made anew because others have saved; then they have to wait for it."""


@garbage_collection_paused()
def import_purchases(
    shop: Shop,
    path: Path,
    *,
    columns: Columns | None = None,
    dry_run: bool = False,
    progress: Progress | None = None,
) -> ImportReport:
    """Bring the purchases of a file in; the same file once more changes nothing.

    Rows of one receipt number are one purchase. A buyer who is not on file is added. Goods that
    were handed over start the calls of the policy where their time has not passed (C-1).
    Everything is saved in one short transaction or nothing is; until then, others go on saving.

    Args:
        shop: the shop.
        path: a spreadsheet or a text file.
        columns: field to headings or column letters, where the recognised ones are not right;
            None: what was said for such headings before.
        dry_run: only say what would happen.
        progress: called with rows done and their number; an exception it raises cancels.

    Raises:
        Refusal, Trouble: the file cannot be read, or has no such columns.
    """
    from shopcare.exchange.purchases import purchases_of
    from shopcare.exchange.receipts import receipts_of, without_promises
    from shopcare.exchange.recognition.words import TableKind
    from shopcare.exchange.table import open_table

    remembered = remembered_columns(shop, "purchase")
    with open_table(path, TableKind.PURCHASES, columns, progress, remembered) as table:
        report = ImportReport.of(table, dry_run=dry_run)
        told = without_promises(receipts_of(purchases_of(table)), shop.now().date())
        headings = table.recognised.headings
    _list(report, told)
    with closing(shop.reopened()) as reader:
        if dry_run:
            report = SalesPlan(reader, told.receipts, report, progress).report
        else:
            shop.require_clock()
            back_up_if_needed(reader, BackupReason.IMPORT)
            save = _Saving(shop, reader, told.receipts, report, path.name, progress)
            report = save.bring_in(lambda: remember_columns(shop, "purchase", headings, columns))
    report.put_in_order()
    return report


def _list(report: ImportReport, told: "Receipts") -> None:
    """Put what the file itself has wrong into the report."""
    skipped: dict[int, Problem] = {}
    for entry in told.skipped:
        skipped.setdefault(entry.row, entry.problem)
    for row, problem in skipped.items():
        report.skip(row, problem)
    for entry in (*told.noted, *told.aside):
        report.note(entry.row, entry.problem)


class _Saving:
    """Makes the receipts of a list ready and takes them in."""

    def __init__(
        self,
        shop: Shop,
        reader: Shop,
        receipts: Sequence["Receipt"],
        report: ImportReport,
        file_name: str,
        progress: Progress | None,
    ) -> None:
        self._shop = shop
        self._reader = reader
        self._receipts = receipts
        self._report = report
        self._progress = progress
        self._run = RunningImport(shop, "purchase", file_name)

    def bring_in(self, remember: Callable[[], None]) -> ImportReport:
        """Save everything; a list that says nothing new leaves no trace."""
        with staged_beside(self._shop) as staged:
            plan = self._planned(staged)
            for _ in range(_MOST_PLANS - 1):
                if not plan.is_outdated():
                    break
                staged.clear()
                plan = self._planned(staged)
            with self._shop.begin("purchase.import", "purchase") as step:
                self._run.begin()
                if plan.is_outdated():
                    staged.clear()
                    plan = self._planned(staged)
                remember()
                self._save(step, staged, plan)
        return plan.report

    def _planned(self, staged: Staged) -> SalesPlan:
        plan = SalesPlan(self._reader, self._receipts, self._report, self._progress)
        staged.add_people([(draft, None) for draft in plan.buyers.new])
        staged.add_receipts([sale.draft for sale in plan.new])
        staged.set_measured(plan.measured)
        staged.wait()
        return plan

    def _save(self, step: Step, staged: Staged, plan: SalesPlan) -> None:
        report = plan.report
        if not (report.added or report.updated or report.prescriptions):
            raise RollbackSignal
        _, receipt_of = staged.take_in()
        for place, sale in enumerate(plan.new, start=1):
            if sale.starts_calls and sale.draft.handed_over_on is not None:
                new = purchases.get(self._shop.file, receipt_of(place))
                purchase_calls.start_calls(self._shop, new, sale.draft.handed_over_on)
        for completion in plan.completions:
            self._complete(completion)
        agreed_calls.keep_up_all(self._shop)
        self._run.keep(step, report)

    def _complete(self, completion: Completion) -> None:
        for position, line in enumerate(completion.lines, completion.position):
            purchases.add_line(self._shop.file, completion.id, position, line)
        if completion.promised_on is not None:
            purchases.promise(self._shop.file, completion.id, completion.promised_on)
            self._run.promised.append(completion.id)
        if completion.handed_over_on is not None:
            on = completion.handed_over_on
            purchase_calls.store_handed_over(self._shop, completion.id, on)
            self._run.handed_over.append(completion.id)
