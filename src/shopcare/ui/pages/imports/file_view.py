"""The file on the page: its line, its columns, what would happen, its first rows."""

from PySide6.QtWidgets import QTabWidget, QWidget

from shopcare.services.exchange.import_preview import ImportPreview
from shopcare.services.exchange.import_report import ImportReport
from shopcare.ui.kit.forms.notice import NoticeLine
from shopcare.ui.kit.layout.box_layouts import column_layout
from shopcare.ui.kit.layout.card import Card
from shopcare.ui.kit.layout.responsive_splitter import ResponsiveSplitter
from shopcare.ui.kit.style.tokens import SPACE_M, Meaning
from shopcare.ui.kit.widgets.busy import BusyLine
from shopcare.ui.kit.words.i18n import tr
from shopcare.ui.pages.imports.ask_line import AskLine
from shopcare.ui.pages.imports.columns_box import ColumnsBox
from shopcare.ui.pages.imports.first_rows import FirstRows
from shopcare.ui.pages.imports.outcome import Outcome
from shopcare.ui.pages.imports.source_box import SourceLine

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
        self.tabs.addTab(self.outcome, tr("What would happen"))
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
        self.tabs.setTabText(0, tr("What would happen") if trial else tr("What has happened"))
        self.tabs.setCurrentWidget(self.outcome)
        self.outcome.show_report(report)
        self.ask_line.show_report(report)

    def set_working(self, working: bool) -> None:
        """Keep the choices still while the file is being brought in."""
        self.columns.setEnabled(not working)
        self.ask_line.setEnabled(not working)
        self.source_line.setEnabled(not working)
