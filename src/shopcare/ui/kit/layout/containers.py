"""Containers: an area that scrolls, a stack that is as large as what it shows, a page's frame."""

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QSize, Qt, QTimer, Slot
from PySide6.QtWidgets import QApplication, QScrollArea, QStackedWidget, QWidget

from shopcare.ui.kit.layout.responsive_splitter import ResponsiveSplitter
from shopcare.ui.kit.style.tokens import SPACE_L

_ENOUGH = 120
"""Pixels; so much of something large is enough to see where one is."""


class TallArea(QScrollArea):
    """Asks for the width of what lies on it, so that nothing is cut at its right."""

    def __init__(self, content: QWidget) -> None:
        """Take the content; the ground below shows through."""
        super().__init__()
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWidget(content)

    def minimumSizeHint(self) -> QSize:
        """Ask for the width of the content and of the scroll bar beside it."""
        content = self.widget()
        if content is None:
            return super().minimumSizeHint()
        bar = self.verticalScrollBar().sizeHint().width()
        return QSize(content.minimumSizeHint().width() + bar, super().minimumSizeHint().height())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Ask anew when the content wants another size."""
        if event.type() == QEvent.Type.LayoutRequest:
            self.updateGeometry()
        return super().eventFilter(watched, event)


class ShownStack(QStackedWidget):
    """Asks for the size of the widget that is shown, not of the largest of all."""

    def __init__(self, *widgets: QWidget) -> None:
        """Take the widgets; the first one is shown."""
        super().__init__()
        for widget in widgets:
            self.addWidget(widget)
        self.currentChanged.connect(self.updateGeometry)

    def minimumSizeHint(self) -> QSize:
        """Ask for what is shown."""
        shown = self.currentWidget()
        return shown.minimumSizeHint() if shown is not None else super().minimumSizeHint()

    def sizeHint(self) -> QSize:
        """Ask for what is shown."""
        shown = self.currentWidget()
        return shown.sizeHint() if shown is not None else super().sizeHint()

    def hasHeightForWidth(self) -> bool:
        """Depend on the width where what is shown does."""
        shown = self.currentWidget()
        return shown is not None and shown.hasHeightForWidth()

    def heightForWidth(self, width: int) -> int:
        """Ask for what is shown."""
        shown = self.currentWidget()
        return shown.heightForWidth(width) if shown is not None else -1


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
