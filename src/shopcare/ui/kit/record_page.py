"""The frame of a page that leads from a list of records to the card of one of them."""

from collections.abc import Callable
from typing import ClassVar

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QStackedWidget, QWidget

from shopcare.ui.kit.layout.box_layouts import column_layout
from shopcare.ui.kit.layout.card import EmptyState
from shopcare.ui.kit.layout.responsive_splitter import ResponsiveSplitter
from shopcare.ui.kit.navigation import Page
from shopcare.ui.kit.style.tokens import SPACE_M


class RecordPage(Page):
    """Title and actions on top, then filters, then the list with the card beside it.

    A subclass makes its widgets and hands them to ``lay_out``. What its card wants from other
    pages goes through ``open_wanted``.
    """

    own_kinds: ClassVar[frozenset[str]] = frozenset()
    """The kinds of records that this page itself can show, see ``open_record``."""

    def lay_out(
        self,
        *above: QWidget,
        splitter: ResponsiveSplitter,
        nothing: EmptyState | None = None,
    ) -> None:
        """Put the page together.

        Args:
            above: filters and notices, across the whole page.
            splitter: the list and the card.
            nothing: stands in place of everything else where the shop has no record at all.
        """
        filled = QWidget()
        column_layout(filled, SPACE_M, *above, (splitter, 1))
        self.faces = QStackedWidget()
        self.faces.addWidget(filled)
        if nothing is not None:
            self.faces.addWidget(nothing)
        self.body.addWidget(self.faces, 1)

    def show_nothing(self, nothing: bool) -> None:
        """Say that the shop has no record yet, or show the records."""
        self.faces.setCurrentIndex(1 if nothing else 0)

    def add_key(self, key: str, slot: Callable[[], None]) -> None:
        """Let a key do something while the focus is on this page."""
        shortcut = QShortcut(QKeySequence(key), self)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(slot)

    @Slot(str, int)
    def open_wanted(self, kind: str, record_id: int) -> None:
        """Show a record here if it is of this page's own kinds, else let the window find a page."""
        if kind in self.own_kinds:
            self.open_record(kind, record_id)
        else:
            self.open_requested.emit(kind, record_id)
