"""The call sheet on paper, for calling away from the PC."""

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from shopcare.ui.kit.context.page_context import PageContext
from shopcare.ui.kit.words.i18n import tr

if TYPE_CHECKING:
    from shopcare.services.shop import Shop


class CallSheetPrint(QWidget):
    """Draws the sheet on the worker and shows it before it is printed. Has no face of its own."""

    def __init__(self, context: PageContext, page: QWidget) -> None:
        super().__init__(page)
        self._context = context
        self.hide()

    def open(self, button: QWidget) -> None:
        """Show today's call sheet; the button is disabled until it is drawn."""
        self._context.write_queue.submit(button, _draw, self._on_drawn)

    def _on_drawn(self, pdf: bytes) -> None:
        from shopcare.ui.kit.papers.paper_preview import PaperPreview

        preview = PaperPreview(
            self.window(),
            self._context.dialogs,
            title=tr("Call sheet"),
            pdf=pdf,
            file_name=f"{tr('Call sheet')} {self._context.shop.now():%Y-%m-%d}.pdf",
        )
        preview.show()


def _draw(shop: "Shop") -> bytes:
    from shopcare.domain.papers.document import DocumentKind
    from shopcare.services.papers import documents

    paper = documents.usual_paper(shop, DocumentKind.CALL_SHEET)
    return documents.pdf(shop, documents.call_sheet(shop), paper)
