"""The papers of a case: drawn on the worker, shown before they are printed."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from shopcare.domain.cases.case import Case
from shopcare.domain.ids import CaseId
from shopcare.domain.papers.document import Document, DocumentKind
from shopcare.ui.kit.context.page_context import PageContext
from shopcare.ui.kit.papers.printed_papers import PrintedPapers
from shopcare.ui.kit.words.i18n import tr

if TYPE_CHECKING:
    from shopcare.services.shop import Shop
    from shopcare.ui.kit.papers.paper_preview import PaperPreview


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawn:
    """A paper, drawn."""

    title: str
    pdf: bytes
    unprintable: str
    """Characters that no font has; they are told before printing."""
    kind: DocumentKind
    case_id: CaseId | None
    """Whose paper it is; None: nobody's, a blank one."""


class CasePapers(QWidget):
    """Draws what is asked for and opens its preview. Has no face of its own."""

    warned = Signal(str)
    """Something about the paper must be known before it is handed out."""

    def __init__(self, context: PageContext, parent: QWidget) -> None:
        super().__init__(parent)
        self._context = context
        self._given = PrintedPapers(context, self)
        self.preview: PaperPreview | None = None
        self.hide()

    def open_slip(self, case: Case, button: QWidget) -> None:
        """Show a case's slip; the button is disabled until it is drawn."""
        title = tr("Service slip {number}", number=case.number)
        case_id = case.id

        def draw(shop: "Shop") -> Drawn:
            from shopcare.services.papers import documents

            slip = documents.service_slip(shop, case_id)
            return drawn(shop, slip, DocumentKind.SERVICE_SLIP, title, case_id)

        self.open(draw, button)

    def open_blank_notes(self, button: QWidget) -> None:
        """Show a sheet of blank door notes."""
        title = tr("Blank door notes")

        def draw(shop: "Shop") -> Drawn:
            from shopcare.services.papers import documents

            notes = documents.blank_door_notes(shop)
            return drawn(shop, notes, DocumentKind.DOOR_NOTE, title, None)

        self.open(draw, button)

    def open(self, draw: "Callable[[Shop], Drawn]", button: QWidget) -> None:
        """Draw something and show it."""
        self._context.write_queue.submit(button, draw, self.show_drawn)

    def show_drawn(self, paper: Drawn) -> None:
        """Open the preview of a paper."""
        from shopcare.ui.kit.papers.paper_preview import PaperPreview

        self.preview = PaperPreview(
            self.window(),
            self._context.dialogs,
            title=paper.title,
            pdf=paper.pdf,
            file_name=f"{paper.title}.pdf",
        )
        if paper.case_id is not None:
            self._given.watch(self.preview, paper.case_id, paper.kind)
        self.preview.show()
        if paper.unprintable:
            self.warned.emit(
                tr(
                    "No font has these characters, they are missing on the paper: {characters}",
                    characters=paper.unprintable,
                )
            )


def drawn(
    shop: "Shop", document: Document, kind: DocumentKind, title: str, case_id: CaseId | None
) -> Drawn:
    """Draw a document on its usual paper."""
    from shopcare.services.papers import documents

    pdf = documents.pdf(shop, document, documents.usual_paper(shop, kind))
    unprintable = " ".join(documents.unprintable(document))
    return Drawn(title=title, pdf=pdf, unprintable=unprintable, kind=kind, case_id=case_id)
