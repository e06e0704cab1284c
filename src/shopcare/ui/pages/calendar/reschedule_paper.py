"""The list of customers to be told on paper (X-14)."""

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from shopcare.ui.kit.context.page_context import PageContext
from shopcare.ui.kit.words.i18n import tr

if TYPE_CHECKING:
    from shopcare.services.rescheduling.recount import Moves
    from shopcare.services.shop import Shop


class ReschedulePaper(QWidget):
    """Draws the list on the worker and shows it before it is printed. Has no face of its own."""

    def __init__(self, context: PageContext, page: QWidget) -> None:
        super().__init__(page)
        self._context = context
        self.hide()

    def open(self, button: QWidget, moves: "Moves", because: str) -> None:
        """Show the list; the button is disabled until it is drawn."""

        def draw(shop: "Shop") -> bytes:
            from shopcare.domain.papers.document import DocumentKind
            from shopcare.services.papers import documents

            paper = documents.usual_paper(shop, DocumentKind.RESCHEDULE_LIST)
            return documents.pdf(shop, documents.reschedule_list(shop, moves, because), paper)

        self._context.write_queue.submit(button, draw, self._on_drawn)

    def _on_drawn(self, pdf: bytes) -> None:
        from shopcare.ui.kit.papers.paper_preview import PaperPreview

        title = tr("Customers to be told")
        preview = PaperPreview(
            self.window(),
            self._context.dialogs,
            title=title,
            pdf=pdf,
            file_name=f"{title} {self._context.shop.now():%Y-%m-%d}.pdf",
        )
        preview.show()
