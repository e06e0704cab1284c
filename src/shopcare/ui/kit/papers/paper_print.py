"""Puts a PDF on paper, each page at its true size."""

from PySide6.QtCore import QMarginsF, QSizeF
from PySide6.QtGui import QPageLayout, QPageSize, QPainter
from PySide6.QtPrintSupport import QPrinter

from shopcare.domain.errors import Trouble
from shopcare.ui.kit.papers.pdf_view import PdfPages

MOST_DPI = 300
"""Sharper is not seen, and an A4 sheet at 600 dpi is 139 MB of picture."""
POINTS_AN_INCH = 72


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
        Trouble: ``printer_refused`` when the printer cannot be written to.
    """
    if printer.resolution() > MOST_DPI:
        printer.setResolution(MOST_DPI)
    printer.setPageLayout(page_layout(pages.points(0)))
    painter = QPainter()
    if not painter.begin(printer):
        raise Trouble("printer_refused", technical=printer.printerName())
    try:
        for number in range(len(pages)):
            if number:
                printer.setPageLayout(page_layout(pages.points(number)))
                printer.newPage()
            # not stretched to the printer's own idea of a full page, which is 0.1 to 0.2 % off
            painter.drawImage(0, 0, pages.image(number, printer.resolution() / POINTS_AN_INCH))
    finally:
        painter.end()


_MATCH = QPageSize.SizeMatchPolicy.FuzzyMatch
