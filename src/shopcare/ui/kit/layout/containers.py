"""Containers that ask for the size of what they show: an area that scrolls, and a stack."""

from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtWidgets import QScrollArea, QStackedWidget, QWidget


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
