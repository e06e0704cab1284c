"""Notes in a case's timeline which of its papers were printed or saved."""

from functools import partial

from PySide6.QtWidgets import QWidget

from shopcare.domain.document import DocumentKind
from shopcare.domain.ids import CaseId
from shopcare.services.papers_given import Way, note_paper
from shopcare.ui.desk import Desk
from shopcare.ui.widgets.paper_preview import PaperPreview


class GivenPapers(QWidget):
    """Watches previews of papers of cases. Has no face of its own."""

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        super().__init__(parent)
        self._desk = desk
        self.hide()

    def watch(self, preview: PaperPreview, case_id: CaseId, kind: DocumentKind) -> None:
        """Note it when what a preview shows is printed or saved."""
        preview.printed.connect(partial(self._note, case_id, kind, Way.PRINTED))
        preview.saved.connect(partial(self._note, case_id, kind, Way.SAVED))

    def _note(self, case_id: CaseId, kind: DocumentKind, way: Way, _path: str = "") -> None:
        self._desk.performer.do(self, partial(note_paper, case_id=case_id, kind=kind, way=way))
