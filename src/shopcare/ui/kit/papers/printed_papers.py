"""Notes in a case's timeline which of its papers were printed or saved."""

from functools import partial

from PySide6.QtWidgets import QWidget

from shopcare.domain.ids import CaseId
from shopcare.domain.papers.document import DocumentKind
from shopcare.services.cases.printed_papers import Way, note_paper
from shopcare.ui.kit.context.page_context import PageContext
from shopcare.ui.kit.papers.paper_preview import PaperPreview


class PrintedPapers(QWidget):
    """Watches previews of papers of cases. Has no face of its own."""

    def __init__(self, context: PageContext, parent: QWidget) -> None:
        super().__init__(parent)
        self._context = context
        self.hide()

    def watch(self, preview: PaperPreview, case_id: CaseId, kind: DocumentKind) -> None:
        """Note it when what a preview shows is printed or saved."""
        preview.printed.connect(partial(self._note, case_id, kind, Way.PRINTED))
        preview.saved.connect(partial(self._note, case_id, kind, Way.SAVED))

    def _note(self, case_id: CaseId, kind: DocumentKind, way: Way, _path: str = "") -> None:
        self._context.write_queue.submit(
            self, partial(note_paper, case_id=case_id, kind=kind, way=way)
        )
