"""Shows a PDF: its pages as pictures, a view that scrolls through them, and the same on paper."""

from itertools import accumulate

from pypdfium2 import PdfDocument
from PySide6.QtCore import QMarginsF, QRect, QSizeF, Qt
from PySide6.QtGui import (
    QImage,
    QPageLayout,
    QPageSize,
    QPainter,
    QPaintEvent,
    QPalette,
    QResizeEvent,
)
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QAbstractScrollArea, QWidget

from shopcare.domain.errors import Trouble

MARGIN = 6
"""Around the pages and between them, in pixels."""
MOST_DPI = 300
"""Sharper is not seen, and an A4 sheet at 600 dpi is 139 MB of picture."""
POINTS_AN_INCH = 72
MM_A_POINT = 25.4 / POINTS_AN_INCH
_MATCH = QPageSize.SizeMatchPolicy.FuzzyMatch


class PdfPages:
    """The pages of a PDF in memory."""

    def __init__(self, pdf: bytes) -> None:
        self._document = PdfDocument(pdf)

    def __len__(self) -> int:
        return len(self._document)

    def points(self, number: int) -> QSizeF:
        """Give the size of a page."""
        return QSizeF(*self._document.get_page_size(number))

    def image(self, number: int, scale: float) -> QImage:
        """Draw a page; ``scale`` is in pixels a point."""
        drawn = self._document[number].render(scale=scale, prefer_bgrx=True)
        size = (drawn.width, drawn.height, drawn.stride)
        return QImage(drawn.buffer, *size, QImage.Format.Format_RGB32).copy()


class PdfView(QAbstractScrollArea):
    """Every page below the other, as wide as the view; only those in sight are drawn."""

    def __init__(self, pages: PdfPages, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.pages = pages
        self._places: list[QRect] = []
        self._drawn: dict[tuple[int, float], QImage] = {}
        """By the number of the page and the pixels that the screen has to a unit."""
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the pages to the new width."""
        super().resizeEvent(event)
        width = max(1, self.viewport().width() - 2 * MARGIN)
        sizes = [self.pages.points(number) for number in range(len(self.pages))]
        heights = [round(size.height() * width / size.width()) for size in sizes]
        tops = accumulate(heights, lambda top, height: top + height + MARGIN, initial=MARGIN)
        self._places = [
            QRect(MARGIN, top, width, height) for top, height in zip(tops, heights, strict=False)
        ]
        self._drawn.clear()
        seen = self.viewport().height()
        total = self._places[-1].bottom() + MARGIN if self._places else 0
        self.verticalScrollBar().setRange(0, max(0, total - seen))
        self.verticalScrollBar().setPageStep(seen)
        self.verticalScrollBar().setSingleStep(seen // 10)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint what is in sight, and forget the other pages."""
        painter = QPainter(self.viewport())
        painter.fillRect(self.viewport().rect(), self.palette().color(QPalette.ColorRole.Dark))
        painter.translate(0, -self.verticalScrollBar().value())
        sight = self.viewport().rect().translated(0, self.verticalScrollBar().value())
        places = {n: place for n, place in enumerate(self._places) if place.intersects(sight)}
        ratio = self.devicePixelRatioF()  # another one on another screen
        self._drawn = {
            (number, ratio): self._drawn.get((number, ratio)) or self._draw(number, place, ratio)
            for number, place in places.items()
        }
        for number, place in places.items():
            painter.drawImage(place.topLeft(), self._drawn[number, ratio])

    def _draw(self, number: int, place: QRect, ratio: float) -> QImage:
        image = self.pages.image(number, place.width() * ratio / self.pages.points(number).width())
        image.setDevicePixelRatio(ratio)
        return image


def page_layout(points: QSizeF) -> QPageLayout:
    """Describe a page of exactly this size, without margins."""
    landscape = points.width() > points.height()
    size = QPageSize(points.transposed() if landscape else points, QPageSize.Unit.Point, "", _MATCH)
    turned = QPageLayout.Orientation.Landscape if landscape else QPageLayout.Orientation.Portrait
    layout = QPageLayout(size, turned, QMarginsF(0, 0, 0, 0))
    layout.setMode(QPageLayout.Mode.FullPageMode)
    return layout


def print_pdf(pages: PdfPages, printer: QPrinter) -> None:
    """Print every page.

    Raises:
        Trouble: ``printer_refused`` when the printer cannot be written to, ``paper_refused`` when
            its driver knows no such paper.
    """
    if printer.resolution() > MOST_DPI:
        printer.setResolution(MOST_DPI)
    _set_paper(printer, pages.points(0))
    painter = QPainter()
    if not painter.begin(printer):
        raise Trouble("printer_refused", technical=printer.printerName())
    try:
        for number in range(len(pages)):
            if number:
                _set_paper(printer, pages.points(number))
                printer.newPage()
            # not stretched to the printer's own idea of a full page, which is 0.1 to 0.2 % off
            painter.drawImage(0, 0, pages.image(number, printer.resolution() / POINTS_AN_INCH))
    finally:
        painter.end()


def _set_paper(printer: QPrinter, points: QSizeF) -> None:
    if not printer.setPageLayout(page_layout(points)):
        raise Trouble(
            "paper_refused",
            technical=printer.printerName(),
            width=round(points.width() * MM_A_POINT),
            height=round(points.height() * MM_A_POINT),
        )
