"""The preview: shows, prints at true size, saves, and says why if it cannot."""

from io import BytesIO
from pathlib import Path

import pytest
from PySide6.QtCore import QBuffer, QByteArray, QEvent, QIODevice
from PySide6.QtPdf import QPdfDocument
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QApplication, QWidget

from shopcare.domain.errors import Trouble
from shopcare.ui.kit.context.dialogs import Dialogs
from shopcare.ui.kit.papers.paper_preview import PaperPreview
from shopcare.ui.kit.papers.paper_print import print_pdf

A5 = (419.53, 595.28)
ROLL = (226.77, 433.7)


def pdf(*sizes: tuple[float, float]) -> bytes:
    from reportlab.pdfgen.canvas import Canvas

    out = BytesIO()
    canvas = Canvas(out)
    for size in sizes:
        canvas.setPageSize(size)
        canvas.rect(10, 10, size[0] - 20, size[1] - 20)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


class Answering(Dialogs):
    """Answers every file question with one path."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self.path = path

    def save_file(self, parent, title, suggested, kinds, then) -> None:
        assert suggested.name == "slip.pdf"
        then(self.path)


@pytest.fixture
def window(qtbot) -> QWidget:
    window = QWidget()
    qtbot.addWidget(window)
    return window


def preview(window: QWidget, path: Path) -> PaperPreview:
    shown = PaperPreview(
        window, Answering(path), title="Service slip", pdf=pdf(A5), file_name="slip.pdf"
    )
    shown.show()
    return shown


def test_a_document_is_shown_without_blocking(qtbot, window, tmp_path) -> None:
    shown = preview(window, tmp_path / "x.pdf")
    assert not shown.isModal()
    assert shown.view.document().pageCount() == 1


def test_it_is_saved_as_it_was_made(qtbot, window, tmp_path) -> None:
    shown = preview(window, tmp_path / "x.pdf")
    with qtbot.waitSignal(shown.saved):
        shown.save_button.click()
    assert (tmp_path / "x.pdf").read_bytes().startswith(b"%PDF-")


def test_a_folder_that_is_gone_is_said_in_words(qtbot, window, tmp_path) -> None:
    shown = preview(window, tmp_path / "gone" / "x.pdf")
    shown.save_button.click()
    assert "There is no folder" in shown.text()


def test_it_is_not_saved_over_the_shops_own_file(qtbot, window, tmp_path) -> None:
    (tmp_path / "shop.db").write_bytes(b"the shop")
    shown = preview(window, tmp_path / "shop.db")
    shown.save_button.click()
    assert "belongs to the shop" in shown.text()
    assert (tmp_path / "shop.db").read_bytes() == b"the shop"


def test_without_a_printer_it_says_what_to_do(qtbot, window, tmp_path) -> None:
    from PySide6.QtPrintSupport import QPrinterInfo

    if not QPrinterInfo.defaultPrinter().isNull():
        pytest.skip("this computer has a printer")
    shown = preview(window, tmp_path / "x.pdf")
    assert not shown.print_now()
    assert "PDF" in shown.text()


@pytest.mark.parametrize("sizes", [(A5,), (ROLL,), (A5[::-1],), (A5, ROLL)])
def test_pages_come_out_at_their_true_size(qapp, tmp_path, sizes) -> None:
    source = QBuffer()
    source.setData(QByteArray(pdf(*sizes)))
    source.open(QIODevice.OpenModeFlag.ReadOnly)
    document = QPdfDocument()
    document.load(source)
    printer = QPrinter()
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "out.pdf"))
    print_pdf(document, printer)
    out = QPdfDocument()
    out.load(str(tmp_path / "out.pdf"))
    got = [out.pagePointSize(n) for n in range(out.pageCount())]
    assert [(s.width(), s.height()) for s in got] == [
        (pytest.approx(w, abs=1), pytest.approx(h, abs=1)) for w, h in sizes
    ]
    out.close()
    document.close()


def test_a_printer_that_refuses_is_trouble(qapp, tmp_path) -> None:
    source = QBuffer()
    source.setData(QByteArray(pdf(A5)))
    source.open(QIODevice.OpenModeFlag.ReadOnly)
    document = QPdfDocument()
    document.load(source)
    printer = QPrinter()
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "gone" / "out.pdf"))
    with pytest.raises(Trouble) as met:
        print_pdf(document, printer)
    assert met.value.code == "printer_refused"
    document.close()


def test_a_closed_preview_is_deleted(qtbot, window, tmp_path) -> None:
    shown = preview(window, tmp_path / "x.pdf")
    with qtbot.waitSignal(shown.destroyed):
        shown.close()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
