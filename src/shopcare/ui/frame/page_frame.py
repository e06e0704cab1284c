"""What a page stands in: on a small screen at 200 % everything stays within reach."""

from PySide6.QtCore import QPoint, QRect, Qt, QTimer, Slot
from PySide6.QtWidgets import QApplication, QScrollArea, QWidget

from shopcare.ui.kit.layout.responsive_splitter import ResponsiveSplitter
from shopcare.ui.kit.style.tokens import SPACE_L

_ENOUGH = 120
"""Pixels; so much of something large is enough to see where one is."""


class PageFrame(QScrollArea):
    """Scrolls a page that is higher than the window; where the keyboard is, is seen."""

    def __init__(self, page: QWidget) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._page = page
        self.setWidget(page)
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        application.focusChanged.connect(self._on_focus)

    @Slot(QWidget, QWidget)
    def _on_focus(self, _before: QWidget | None, now: QWidget | None) -> None:
        """Scroll to where the focus went by itself; under the mouse nothing moves."""
        if now is not None and not QApplication.mouseButtons() and self.isAncestorOf(now):
            QTimer.singleShot(0, self, self._on_laid_out)

    @Slot()
    def _on_laid_out(self) -> None:
        now = QApplication.focusWidget()
        if now is None or not self.verticalScrollBar().maximum() or not self.isAncestorOf(now):
            return
        seen = QRect(now.mapTo(self.viewport(), QPoint()), now.size())
        seen.setHeight(min(seen.height(), _ENOUGH))
        if self.viewport().rect().contains(seen):
            return
        part = self._part_of(now)
        if part is not None:
            self.verticalScrollBar().setValue(part.mapTo(self._page, QPoint()).y() - SPACE_L)
        self.ensureWidgetVisible(now, 0, SPACE_L)

    def _part_of(self, widget: QWidget) -> QWidget | None:
        """Find the part, of those below each other, that a widget is in."""
        parent = widget.parentWidget()
        while parent is not None and parent is not self:
            if isinstance(parent, ResponsiveSplitter):
                return widget if parent.is_stacked() else None
            widget, parent = parent, parent.parentWidget()
        return None
