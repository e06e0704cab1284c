"""A stack that is as large as what it shows."""

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QStackedWidget, QWidget


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
