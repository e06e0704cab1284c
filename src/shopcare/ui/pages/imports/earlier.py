"""What was imported before: each with its report, and undone where nothing was built on it."""

from collections.abc import Callable
from functools import partial
from typing import Final

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from shopcare.domain.changes import Changes
from shopcare.domain.shop.import_run import ImportRun
from shopcare.language.catalog import mark
from shopcare.language.day_words import full_moment_text
from shopcare.services.exchange.import_runs import import_runs, undo_import
from shopcare.services.papers.document_spec import Request
from shopcare.ui.kit.context.page_context import PageContext
from shopcare.ui.kit.layout.box_layouts import column_layout, row_layout
from shopcare.ui.kit.layout.card import SectionTitle
from shopcare.ui.kit.lists.table import Table
from shopcare.ui.kit.lists.table_model import Column, ShortListModel
from shopcare.ui.kit.navigation import page_of
from shopcare.ui.kit.papers.document_opener import DocumentOpener
from shopcare.ui.kit.style.tokens import SPACE_S, Meaning
from shopcare.ui.kit.widgets.buttons import plain_button
from shopcare.ui.kit.words.i18n import screen_catalog, tr

MOST: Final = 50
KINDS: Final = {"customer": mark("Customers"), "purchase": mark("Purchases")}


class EarlierImports(QWidget):
    """The newest imports; hidden while there is none."""

    def __init__(self, context: PageContext) -> None:
        super().__init__()
        self._context = context
        self._current: ImportRun | None = None
        self.runs: ShortListModel[ImportRun] = ShortListModel(self._columns())
        self.table = Table(self.runs, context.remember, "earlier_imports")
        self.table.setAccessibleName(tr("Earlier imports"))
        self.papers = DocumentOpener(context, self)
        self.report_button = plain_button(tr("Show the report"))
        self.undo_button = plain_button(tr("Undo this import"))
        line = row_layout(
            None,
            SPACE_S,
            (SectionTitle(tr("Earlier imports")), 1),
            self.report_button,
            self.undo_button,
        )
        column_layout(self, SPACE_S, line, (self.table, 1))
        self.table.current_changed.connect(self._on_current)
        self.report_button.clicked.connect(self._on_report)
        self.undo_button.clicked.connect(self._on_undo)
        self.refresh()

    def refresh(self) -> None:
        """Read the list anew."""
        self.runs.set_rows(import_runs(self._context.shop, MOST))
        self.setVisible(self.runs.rowCount() > 0)
        self.table.select_number(0)
        self._on_current(self.table.current_row())

    def show_report(self, button: QWidget, import_id: int | None) -> None:
        """Show the report of an import as it is printed."""
        found = [run for run in self.runs.rows if run.id == import_id]
        if found:
            self.papers.open(button, "import_report", Request(import_id=found[0].id))

    @Slot(object)
    def _on_current(self, run: ImportRun | None) -> None:
        self._current = run
        self.report_button.setEnabled(run is not None)
        self.undo_button.setEnabled(run is not None and run.undone_at is None)

    @Slot()
    def _on_report(self) -> None:
        if self._current is not None:
            self.show_report(self.report_button, self._current.id)

    @Slot()
    def _on_undo(self) -> None:
        if self._current is not None:
            operation = partial(undo_import, import_id=self._current.id)
            self._context.write_queue.submit(self.undo_button, operation, self._on_undone)

    def _on_undone(self, _changes: Changes) -> None:
        self.refresh()
        page_of(self).message.emit(tr("The import was undone."))

    def _columns(self) -> tuple[Column[ImportRun], ...]:
        return (
            Column(key="at", title=mark("Imported at"), text=self._moment, width=230),
            Column(key="what", title=mark("What"), text=lambda run: tr(KINDS[run.kind]), width=120),
            Column(
                key="file", title=mark("File"), text=lambda run: run.file, whole=True, width=220
            ),
            Column(key="added", title=mark("New"), text=_count_of("added"), width=80, right=True),
            Column(
                key="updated",
                title=mark("Filled in"),
                text=_count_of("updated"),
                width=80,
                right=True,
            ),
            Column(
                key="skipped",
                title=mark("Skipped"),
                text=_count_of("skipped"),
                width=80,
                right=True,
            ),
            Column(key="by", title=mark("Imported by"), text=self._by, width=124, leaves=1),
            Column(key="state", title=mark("State"), text=_state, meaning=_meaning, width=116),
        )

    def _moment(self, run: ImportRun) -> str:
        return full_moment_text(screen_catalog(), run.at)

    def _by(self, run: ImportRun) -> str:
        return self._context.shop.name_of(run.staff_id)


def _count_of(what: str) -> Callable[[ImportRun], str]:
    return lambda run: f"{int(run.report.get(what, 0)):,}"


def _state(run: ImportRun) -> str:
    return tr("Undone") if run.undone_at is not None else tr("Imported")


def _meaning(run: ImportRun) -> Meaning:
    return Meaning.INFO if run.undone_at is not None else Meaning.GREEN
