"""The file on the page: its line, its columns, what would happen, its first rows."""

from collections.abc import Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QTabWidget, QWidget

from shopcare.language.catalog import mark
from shopcare.services.exchange.import_preview import ImportPreview
from shopcare.services.exchange.import_report import ImportReport
from shopcare.ui.kit.forms.notice import NoticeLine
from shopcare.ui.kit.layout.box_layouts import column_layout
from shopcare.ui.kit.layout.card import Card
from shopcare.ui.kit.layout.containers import ResponsiveSplitter
from shopcare.ui.kit.lists.table import Table
from shopcare.ui.kit.lists.table_model import Column, ShortListModel
from shopcare.ui.kit.style.tokens import SPACE_M, SPACE_S, Meaning
from shopcare.ui.kit.widgets.busy import BusyLine
from shopcare.ui.kit.words.i18n import tr
from shopcare.ui.pages.imports.columns_box import ColumnsBox
from shopcare.ui.pages.imports.outcome import Outcome
from shopcare.ui.pages.imports.source_box import AskLine, SourceLine

COLUMNS_WIDTH = 500


class FileView(QWidget):
    """Shows what the page knows about a file; decides nothing."""

    def __init__(self) -> None:
        super().__init__()
        self.source_line = SourceLine()
        self.notice = NoticeLine()
        self.busy = BusyLine()
        self.columns = ColumnsBox()
        self.ask_line = AskLine()
        self.outcome = Outcome()
        self.first_rows = FirstRows()
        self.tabs = QTabWidget()
        self.tabs.setDocumentMode(True)
        self.tabs.tabBar().setDrawBase(False)
        self.tabs.addTab(self.outcome, tr("Import preview"))
        self.tabs.addTab(self.first_rows, tr("First rows"))
        right = Card()
        right.body.addWidget(self.tabs)
        self._rest = QWidget()
        self._parts = ResponsiveSplitter(self.columns, right, fixed=(COLUMNS_WIDTH, 0))
        column_layout(
            self,
            SPACE_M,
            self.source_line,
            self.notice,
            self.busy,
            self.ask_line,
            (self._parts, 1),
            (self._rest, 1),
        )

    def say(self, words: str, meaning: Meaning, technical: str = "") -> None:
        """Say how it stands; the technical part is folded away into the tooltip."""
        self.notice.tell(words, meaning)
        self.notice.setToolTip(technical)

    def show_preview(self, preview: ImportPreview | None) -> None:
        """Show columns and first rows; None where the file is not read yet or cannot be."""
        self._parts.setVisible(preview is not None)
        self._rest.setVisible(preview is None)
        self.outcome.clear()
        if preview is None:
            self.ask_line.clear()
        else:
            self.source_line.show_preview(preview)
            self.columns.show_preview(preview)
            self.first_rows.show_preview(preview)
            if preview.missing:
                self.tabs.setCurrentWidget(self.first_rows)

    def show_report(self, report: ImportReport) -> None:
        """Show what would happen, or has happened."""
        trial = report.dry_run
        self.tabs.setTabText(0, tr("Import preview") if trial else tr("Import result"))
        self.tabs.setCurrentWidget(self.outcome)
        self.outcome.show_report(report)
        self.ask_line.show_report(report)

    def set_working(self, working: bool) -> None:
        """Keep the choices still while the file is being brought in."""
        self.columns.setEnabled(not working)
        self.ask_line.setEnabled(not working)
        self.source_line.setEnabled(not working)


Row = tuple[int, tuple[str, ...]]


class _FileRows(ShortListModel[Row]):
    """Writes the file's own headings over the columns, never translated."""

    def __init__(self, headings: Sequence[str]) -> None:
        columns = [Column[Row](key="row", title=mark("Row"), text=_number, width=64, right=True)]
        columns += [
            Column[Row](key=str(at), title="Column", text=partial(_cell, at), width=132)
            for at in range(len(headings))
        ]
        super().__init__(columns)
        self._headings = headings

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Give Qt a column's title."""
        is_title = role == Qt.ItemDataRole.DisplayRole
        if is_title and orientation is Qt.Orientation.Horizontal and section > 0:
            return self._headings[section - 1]
        return super().headerData(section, orientation, role)


class FirstRows(QWidget):
    """A small table with the file's own headings."""

    def __init__(self) -> None:
        super().__init__()
        self.table: Table | None = None
        self._headings: tuple[str, ...] = ()
        self._layout = column_layout(self, margins=(0, SPACE_S, 0, 0))

    def show_preview(self, preview: ImportPreview) -> None:
        """Show the rows of a file."""
        headings = tuple(column.heading for column in preview.columns)
        if self.table is None or headings != self._headings:
            self._headings = headings
            self._build(headings)
        assert self.table is not None
        model = self.table.model()
        assert isinstance(model, ShortListModel)
        model.set_rows(preview.rows)

    def _build(self, headings: tuple[str, ...]) -> None:
        if self.table is not None:
            self._layout.removeWidget(self.table)
            self.table.deleteLater()
        self.table = Table(_FileRows(headings), None, "import_first_rows")
        self._layout.addWidget(self.table)


def _number(row: Row) -> str:
    return f"{row[0]:,}"


def _cell(position: int, row: Row) -> str:
    return row[1][position] if position < len(row[1]) else ""
