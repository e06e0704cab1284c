"""Writes all customers into a table for a spreadsheet, beside the window."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot

from shopcare.services.exchange.exports import ExportKind, export
from shopcare.ui.kit.context.background import Job
from shopcare.ui.kit.context.page_context import PageContext
from shopcare.ui.kit.navigation import Page
from shopcare.ui.kit.widgets.busy import BusyLine
from shopcare.ui.kit.words.i18n import ntr, screen_catalog, tr


class CustomersExport(QObject):
    """Asks where to, shows how far it is, can be stopped; the audit log has it (G-15)."""

    failed = Signal(str)
    """It was not written: why."""

    def __init__(self, page: Page, context: PageContext) -> None:
        super().__init__(page)
        self._page = page
        self._context = context
        self.busy = BusyLine()

    @Slot()
    def ask(self) -> None:
        """Ask for a file, if nothing is being written."""
        if self.busy.job is not None:
            return
        today = self._context.shop.today()
        name = f"{tr('Customers')} {today.isoformat()}.xlsx"
        self._context.dialogs.save_file(
            self._page,
            tr("Export all customers"),
            Path.home() / name,
            tr("Spreadsheet") + " (*.xlsx);;" + tr("Plain table") + " (*.csv)",
            self._on_file,
        )

    def _on_file(self, path: Path) -> None:
        words = screen_catalog()
        work = partial(export, kind=ExportKind.CUSTOMERS, path=path, words=words)
        job = Job(work, self._on_written)
        job.failed.connect(self._on_failed)
        job.cancelled.connect(self._on_cancelled)
        self.busy.run(self._context.background, job, tr("Exporting {file}", file=path.name))

    def _on_written(self, count: int) -> None:
        self._page.message.emit(ntr("{n} customer exported.", "{n} customers exported.", count))

    @Slot()
    def _on_cancelled(self) -> None:
        self._page.message.emit(tr("The export was stopped; nothing was written."))

    @Slot(str, str)
    def _on_failed(self, words: str, _details: str) -> None:
        self._page.message.emit(words)
        self.failed.emit(words)
