"""Opens documents: drawn on the worker, shown before they are printed, noted when they go out."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from shopcare.system.files import usable_name
from shopcare.ui.kit.context.page_context import PageContext
from shopcare.ui.kit.words.i18n import tr

if TYPE_CHECKING:
    from shopcare.services.papers.document_spec import Request
    from shopcare.services.papers.drawing import Drawn
    from shopcare.services.shop import Shop
    from shopcare.ui.kit.papers.paper_preview import PaperPreview


class DocumentOpener(QWidget):
    """Shows one document of its page at a time. Has no face of its own."""

    def __init__(self, context: PageContext, page: QWidget) -> None:
        super().__init__(page)
        self._context = context
        self._drawn: Drawn | None = None
        self.preview: PaperPreview | None = None
        self.hide()

    def open(self, button: QWidget, kind: str, request: "Request | None" = None) -> None:
        """Draw a document on its usual paper and show it.

        Args:
            button: disabled until the document is drawn.
            kind: of the document, as in the registry.
            request: what it is to be about; None where it needs nothing.
        """
        operation = drawing(kind, request)
        self._context.write_queue.submit(button, operation, self.show_drawn)

    def show_drawn(self, drawn: "Drawn") -> None:
        """Show a document; the one that was shown before is closed."""
        from shopcare.ui.kit.papers.paper_preview import PaperPreview  # loads the PDF view

        if self.preview is not None:
            self.preview.close()
        title = f"{tr(drawn.spec.title)} {drawn.about}"
        self._drawn = drawn
        self.preview = preview = PaperPreview(
            self.window(),
            self._context.dialogs,
            self._context.background,
            title=title,
            pdf=drawn.pdf,
            file_name=f"{usable_name(title)}.pdf",
        )
        if drawn.unprintable:
            characters = tr(", ").join(drawn.unprintable)
            preview.warn(
                tr(
                    "No font has these characters; their codes are printed instead: {characters}",
                    characters=characters,
                )
            )
        preview.printed.connect(self._on_printed)
        preview.saved.connect(self._on_saved)
        preview.finished.connect(self._on_closed)
        preview.show()

    def _note(self, *, printed: bool) -> None:
        from shopcare.services.cases.printed_papers import Way
        from shopcare.services.papers.drawing import note_given

        assert self._drawn is not None
        way = Way.PRINTED if printed else Way.SAVED
        operation = partial(note_given, drawn=self._drawn, way=way)
        self._context.write_queue.submit(self, operation)

    @Slot()
    def _on_printed(self) -> None:
        self._note(printed=True)

    @Slot()
    def _on_saved(self) -> None:
        self._note(printed=False)

    @Slot()
    def _on_closed(self) -> None:
        self.preview = None


def drawing(kind: str, request: "Request | None") -> "Callable[[Shop], Drawn]":
    """Make the operation that draws a document on its usual paper."""

    def make(shop: "Shop") -> "Drawn":
        from shopcare.services.papers.document_spec import Request
        from shopcare.services.papers.drawing import draw
        from shopcare.services.papers.registry import spec_of

        return draw(shop, spec_of(kind), request or Request())

    return make
