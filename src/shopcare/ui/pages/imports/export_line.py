"""Writing tables out: which, in which format, and where to."""

from functools import partial
from pathlib import Path
from typing import Final

from PySide6.QtCore import QStandardPaths, QUrl, Slot
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QLabel, QWidget

from shopcare.language.catalog import mark
from shopcare.services.exchange.exports import ExportKind, export
from shopcare.ui.kit.context.background import Job
from shopcare.ui.kit.context.page_context import PageContext
from shopcare.ui.kit.fields.choice_fields import ChoiceBox
from shopcare.ui.kit.forms.notice import NoticeLine
from shopcare.ui.kit.layout.box_layouts import column_layout, row_layout
from shopcare.ui.kit.layout.card import SectionTitle
from shopcare.ui.kit.layout.flow_line import FlowLine
from shopcare.ui.kit.navigation import page_of
from shopcare.ui.kit.style.tokens import SPACE_S, Meaning
from shopcare.ui.kit.widgets.busy import BusyLine
from shopcare.ui.kit.widgets.buttons import plain_button, quiet_button
from shopcare.ui.kit.words.i18n import ntr, screen_catalog, tr

NAMES: Final = {
    ExportKind.CUSTOMERS: mark("Customers"),
    ExportKind.PURCHASES: mark("Purchases"),
    ExportKind.CASES: mark("Cases"),
    ExportKind.CALLBACKS: mark("Calls"),
    ExportKind.PRESCRIPTIONS: mark("Prescriptions"),
    ExportKind.MEASUREMENTS: mark("Measurements"),
    ExportKind.PAYMENTS: mark("Payments"),
    ExportKind.GIFTS: mark("Gifts and vouchers"),
    ExportKind.EVERYTHING: mark("Everything"),
}
FORMATS: Final = ((".xlsx", "XLSX"), (".csv", "CSV"))
_ARCHIVE: Final = ((".zip", "ZIP"),)


class ExportLine(QWidget):
    """A quiet line at the bottom of the page."""

    def __init__(self, context: PageContext) -> None:
        super().__init__()
        self._context = context
        self._path = Path()
        self.kind_box = ChoiceBox([(kind, tr(name)) for kind, name in NAMES.items()])
        self.kind_box.setAccessibleName(tr("What to export"))
        self.format_box: ChoiceBox[str] = ChoiceBox(FORMATS)
        self.format_box.setAccessibleName(tr("Format"))
        self.button = plain_button(tr("Export …"))
        self.busy = BusyLine()
        self.notice = NoticeLine()
        self.folder_button = quiet_button(tr("Open the folder"))
        self._lay_out()
        self.kind_box.edited.connect(self._on_kind)
        self.button.clicked.connect(self._on_button)
        self.folder_button.clicked.connect(self._on_folder)

    def _lay_out(self) -> None:
        line = FlowLine()
        line.add(SectionTitle(tr("Export")))
        line.add(self.kind_box, before=SPACE_S)
        line.add(QLabel(tr("Format")))
        line.add(self.format_box)
        line.add(self.button)
        said = row_layout(None, None, (self.notice, 1), self.folder_button)
        column_layout(self, SPACE_S, line, self.busy, said)
        self.notice.hide()
        self.folder_button.hide()

    @Slot()
    def _on_kind(self) -> None:
        is_everything = self.kind_box.value() is ExportKind.EVERYTHING
        self.format_box.offer(_ARCHIVE if is_everything else FORMATS)

    @Slot()
    def _on_button(self) -> None:
        places = QStandardPaths.StandardLocation
        folder = Path(QStandardPaths.writableLocation(places.DocumentsLocation))
        what, ending = tr(NAMES[self.kind_box.value()]), self.format_box.value()
        name = f"{what} {self._context.shop.now():%Y-%m-%d}{ending}"
        title = tr("Export {what}", what=what)
        kinds = f"{self.format_box.currentText()} (*{ending})"
        self._context.dialogs.save_file(self, title, folder / name, kinds, self._on_path)

    def _on_path(self, path: Path) -> None:
        self._path = path
        self._say("", Meaning.INFO)
        work = partial(export, kind=self.kind_box.value(), path=path, words=screen_catalog())
        job = Job(work, self._on_written)
        job.failed.connect(self._on_failed)
        job.cancelled.connect(self._on_cancelled)
        self._set_busy(True)
        self.busy.run(self._context.background, job, tr("Exporting {file} …", file=path.name))

    def _set_busy(self, busy: bool) -> None:
        for widget in (self.kind_box, self.format_box, self.button):
            widget.setEnabled(not busy)

    def _say(self, words: str, meaning: Meaning) -> None:
        self.notice.tell(words, meaning)
        self.folder_button.setVisible(bool(words) and meaning is Meaning.GREEN)

    def _on_written(self, rows: int) -> None:
        self._set_busy(False)
        words = ntr("{n} row exported: {file}", "{n} rows exported: {file}", rows, file=self._path)
        self._say(words, Meaning.GREEN)
        page_of(self).message.emit(words)

    @Slot(str, str)
    def _on_failed(self, sentence: str, technical: str) -> None:
        self._set_busy(False)
        self._say(sentence, Meaning.RED)
        self.notice.setToolTip(technical)

    @Slot()
    def _on_cancelled(self) -> None:
        self._set_busy(False)
        self._say(tr("Stopped. No file was written."), Meaning.INFO)

    @Slot()
    def _on_folder(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._path.parent)))
