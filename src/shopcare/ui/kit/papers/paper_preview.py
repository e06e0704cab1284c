"""Shows a printed document before it is printed; prints it and saves it."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import QRect, QStandardPaths, Qt, Signal, Slot
from PySide6.QtWidgets import QDialog, QWidget

from shopcare.domain.errors import Trouble
from shopcare.services.shop import Shop
from shopcare.system.files import PDF, write_file
from shopcare.ui.kit.context.background import Background, Job
from shopcare.ui.kit.context.operation import Progress
from shopcare.ui.kit.context.page_context import Dialogs
from shopcare.ui.kit.forms.notice import NoticeLine
from shopcare.ui.kit.layout.box_layouts import STRETCH, column_layout, row_layout
from shopcare.ui.kit.style.tokens import SPACE_M, SPACE_S, Meaning
from shopcare.ui.kit.widgets.buttons import main_button, plain_button, quiet_button
from shopcare.ui.kit.words.i18n import problem_text, tr


class PaperPreview(QDialog):
    """A window beside the program's own; work goes on while it is open."""

    printed = Signal()
    """The document went to a printer."""
    saved = Signal(str)
    """The document was saved; carries the path."""

    def __init__(
        self,
        parent: QWidget,
        dialogs: Dialogs,
        background: Background,
        *,
        title: str,
        pdf: bytes,
        file_name: str,
        printer_name: str = "",
    ) -> None:
        """Show a document.

        Args:
            background: writes the file, so that a slow disk holds nobody up.
            title: what it is, for example ``tr("Service slip {number}", number=…)``.
            file_name: proposed for saving, with ``.pdf``.
            printer_name: the printer that prints without asking; empty for the system's own.
        """
        super().__init__(parent)
        from shopcare.ui.kit.papers.pdf_view import PdfPages, PdfView

        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(title)
        self.setModal(False)
        self._dialogs = dialogs
        self._background = background
        self._pdf = pdf
        self._file_name = file_name
        self._printer_name = printer_name
        self._printer: object = None
        self.view = PdfView(PdfPages(pdf), self)
        self.view.setAccessibleName(title)
        self.notice = NoticeLine(Meaning.RED)
        self.notice.hide()
        self._lay_out()
        # Begun on the screen of the window, and so in its scale; Qt begins on the first one.
        room = parent.screen().availableGeometry()
        place = QRect(0, 0, min(640, room.width() - 40), min(760, room.height() - 60))
        place.moveCenter(room.center())
        self.setGeometry(place)

    def _lay_out(self) -> None:
        self.print_now_button = main_button(tr("Print now"), "printer")
        self.print_button = plain_button(tr("Choose a printer …"))
        self.save_button = plain_button(tr("Save as PDF …"), "save")
        self.close_button = quiet_button(tr("Close"))
        buttons = row_layout(
            None,
            SPACE_S,
            self.close_button,
            STRETCH,
            self.save_button,
            self.print_button,
            self.print_now_button,
        )
        column_layout(self, SPACE_M, (self.view, 1), self.notice, buttons, margins=SPACE_M)
        self.print_now_button.setDefault(True)
        self.print_now_button.clicked.connect(self._on_print_now)
        self.print_button.clicked.connect(self._on_print)
        self.save_button.clicked.connect(self._on_save)
        self.close_button.clicked.connect(self.close)

    def print_now(self) -> bool:
        """Print without asking; says so in the window where that is not possible."""
        from PySide6.QtPrintSupport import QPrinter, QPrinterInfo

        info = QPrinterInfo.printerInfo(self._printer_name) if self._printer_name else None
        if info is None or info.isNull():
            info = QPrinterInfo.defaultPrinter()
        if info.isNull():
            self._say(
                tr("No printer is set up on this computer. Save the paper as PDF instead."),
                Meaning.RED,
            )
            return False
        return self._send(QPrinter(info, QPrinter.PrinterMode.HighResolution))

    def warn(self, words: str) -> None:
        """Say what must be known before the document is printed."""
        self._say(words, Meaning.AMBER)

    def _send(self, printer: object) -> bool:
        from PySide6.QtPrintSupport import QPrinter

        from shopcare.ui.kit.papers.pdf_view import print_pdf

        assert isinstance(printer, QPrinter)
        printer.setDocName(self.windowTitle())
        try:
            print_pdf(self.view.pages, printer)
        except Trouble as trouble:
            self._say(problem_text(trouble), Meaning.RED)
            return False
        self._say(tr("Sent to the printer {name}.", name=printer.printerName()), Meaning.GREEN)
        self.printed.emit()
        return True

    def _say(self, words: str, meaning: Meaning) -> None:
        self.notice.tell(words, meaning)

    @Slot()
    def _on_print_now(self) -> None:
        if self.print_now():
            self.close()

    @Slot()
    def _on_print(self) -> None:
        from PySide6.QtPrintSupport import QPrintDialog, QPrinter

        self._printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        dialog = QPrintDialog(self._printer, self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.accepted.connect(self._on_printer_chosen)
        QDialog.open(dialog)

    @Slot()
    def _on_printer_chosen(self) -> None:
        self._send(self._printer)

    @Slot()
    def _on_save(self) -> None:
        places = QStandardPaths.StandardLocation
        folder = Path(QStandardPaths.writableLocation(places.DocumentsLocation))
        self._dialogs.save_file(
            self, tr("Save as PDF"), folder / self._file_name, "PDF (*.pdf)", self._on_path
        )

    def _on_path(self, path: Path) -> None:
        self.save_button.setEnabled(False)
        job = Job(partial(_write, path=path, pdf=self._pdf), self._on_written)
        job.failed.connect(self._on_not_written)
        self._background.start(job)

    def _on_written(self, path: Path) -> None:
        self.save_button.setEnabled(True)
        self._say(tr("Saved as {path}.", path=path), Meaning.GREEN)
        self.saved.emit(str(path))

    @Slot(str)
    def _on_not_written(self, sentence: str) -> None:
        self.save_button.setEnabled(True)
        self._say(sentence, Meaning.RED)


def _write(_shop: Shop, path: Path, pdf: bytes, progress: Progress) -> Path:
    write_file(path, pdf, PDF)
    progress(1, 1)
    return path
