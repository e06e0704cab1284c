"""The preview: shows, prints at true size, saves, and says why if it cannot."""

from collections.abc import Callable, Iterator
from io import BytesIO

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtGui import QImage
from PySide6.QtPrintSupport import QPrinter, QPrinterInfo
from PySide6.QtWidgets import QApplication, QWidget

from building.screen import FakeDialogs
from shopcare.domain.errors import Trouble
from shopcare.ui.kit.context.background import Background
from shopcare.ui.kit.papers.paper_preview import PaperPreview
from shopcare.ui.kit.papers.pdf_view import MARGIN, PdfPages, PdfView, print_pdf

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


def darkest(image: QImage, x: int, y: int) -> int:
    """Look a pixel or two around, because a line may lie between pixels."""
    near = range(-2, 3)
    return min(image.pixelColor(x + dx, y + dy).lightness() for dx in near for dy in near)


@pytest.fixture
def window(qtbot) -> QWidget:
    window = QWidget()
    qtbot.addWidget(window)
    return window


@pytest.fixture
def background(qapp, fake_shop) -> Iterator[Background]:
    background = Background(lambda: fake_shop)
    yield background
    assert background.stop(5_000)


@pytest.fixture
def preview(window, background) -> Callable[[FakeDialogs], PaperPreview]:
    def show(dialogs: FakeDialogs) -> PaperPreview:
        facts = {"title": "Service slip", "pdf": pdf(A5), "file_name": "slip.pdf"}
        shown = PaperPreview(window, dialogs, background, **facts)
        shown.show()
        return shown

    return show


def save(qtbot, shown: PaperPreview, dialogs: FakeDialogs) -> None:
    shown.save_button.click()
    assert dialogs.asked == ["slip.pdf"]
    assert not shown.save_button.isEnabled()
    qtbot.waitUntil(shown.save_button.isEnabled)


def test_a_document_is_shown_without_blocking(qtbot, preview, tmp_path) -> None:
    dialogs = FakeDialogs(tmp_path / "x.pdf")
    shown = preview(dialogs)
    assert not shown.isModal()
    assert len(shown.view.pages) == 1


def test_it_is_saved_as_it_was_made(qtbot, preview, tmp_path) -> None:
    dialogs = FakeDialogs(tmp_path / "x.pdf")
    shown = preview(dialogs)
    with qtbot.waitSignal(shown.saved):
        save(qtbot, shown, dialogs)
    assert (tmp_path / "x.pdf").read_bytes().startswith(b"%PDF-")


def test_a_folder_that_is_gone_is_said_in_words(qtbot, preview, tmp_path) -> None:
    dialogs = FakeDialogs(tmp_path / "gone" / "x.pdf")
    shown = preview(dialogs)
    save(qtbot, shown, dialogs)
    assert "There is no folder" in shown.notice.text()


def test_it_is_not_saved_over_the_shops_own_file(qtbot, preview, tmp_path) -> None:
    (tmp_path / "shop.db").write_bytes(b"the shop")
    dialogs = FakeDialogs(tmp_path / "shop.db")
    shown = preview(dialogs)
    save(qtbot, shown, dialogs)
    assert "belongs to the shop" in shown.notice.text()
    assert (tmp_path / "shop.db").read_bytes() == b"the shop"


def test_without_a_printer_it_says_what_to_do(qtbot, preview, tmp_path, monkeypatch) -> None:
    monkeypatch.setattr(QPrinterInfo, "defaultPrinter", QPrinterInfo)  # this PC may have one
    dialogs = FakeDialogs(tmp_path / "x.pdf")
    shown = preview(dialogs)
    assert not shown.print_now()
    assert "PDF" in shown.notice.text()


@pytest.mark.parametrize("sizes", [(A5,), (ROLL,), (A5[::-1],), (A5, ROLL)])
def test_pages_come_out_at_their_true_size(qapp, tmp_path, sizes) -> None:
    printer = QPrinter()
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "out.pdf"))
    pages = PdfPages(pdf(*sizes))
    print_pdf(pages, printer)
    out = PdfPages((tmp_path / "out.pdf").read_bytes())
    got = [out.points(n) for n in range(len(out))]
    assert [(s.width(), s.height()) for s in got] == [
        (pytest.approx(w, abs=1), pytest.approx(h, abs=1)) for w, h in sizes
    ]
    for number, (width, height) in enumerate(sizes):  # the frame of pdf() is where it was drawn
        page = out.image(number, 2)
        for x, y in ((width, 20), (width, 2 * height - 20), (20, height), (2 * width - 20, height)):
            assert darkest(page, round(x), round(y)) < 128


def test_a_printer_that_refuses_is_trouble(qapp, tmp_path) -> None:
    pages = PdfPages(pdf(A5))
    printer = QPrinter()
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "gone" / "out.pdf"))
    with pytest.raises(Trouble) as met:
        print_pdf(pages, printer)
    assert met.value.code == "printer_refused"


def test_a_driver_that_knows_no_such_paper_is_told_before_anything_is_printed(
    qapp, tmp_path
) -> None:
    class OfficePrinter(QPrinter):
        def setPageLayout(self, _layout) -> bool:
            return False

    printer = OfficePrinter()
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "out.pdf"))
    with pytest.raises(Trouble) as met:
        print_pdf(PdfPages(pdf(ROLL)), printer)
    assert met.value.code == "paper_refused"
    assert met.value.values["width"] == round(ROLL[0] / 72 * 25.4)
    assert not (tmp_path / "out.pdf").exists()


def test_a_closed_preview_is_deleted(qtbot, preview, tmp_path) -> None:
    dialogs = FakeDialogs(tmp_path / "x.pdf")
    shown = preview(dialogs)
    with qtbot.waitSignal(shown.destroyed):
        shown.close()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def test_each_page_is_as_wide_as_the_view_and_is_reached_by_scrolling(qtbot) -> None:
    pages = PdfPages(pdf(ROLL, A5, A5[::-1]))
    view = PdfView(pages)
    qtbot.addWidget(view)
    view.resize(420, 300)
    view.show()
    width = view.viewport().width() - 2 * MARGIN
    heights = [width * size[1] / size[0] for size in (ROLL, A5, A5[::-1])]
    bar = view.verticalScrollBar()
    assert bar.maximum() == pytest.approx(sum(heights) + 4 * MARGIN - 300, abs=5)
    for value in (0, bar.maximum()):
        bar.setValue(value)
        seen = view.viewport().grab().toImage()
        assert seen.pixelColor(MARGIN // 2, 150) == view.palette().dark().color()
        assert seen.pixelColor(MARGIN + 3, 150).lightness() > 250
        assert seen.pixelColor(MARGIN + width - 4, 150).lightness() > 250
    last = view.viewport().height() - MARGIN - round(10 * width / A5[1])  # the frame's last line
    assert darkest(seen, view.width() // 2, last) < 160
