"""A field of lines that are added below each other and taken off again."""

from typing import Generic, TypeVar

from PySide6.QtCore import Signal, SignalInstance, Slot
from PySide6.QtWidgets import QWidget

from shopcare.ui.kit.layout.box_layouts import column_layout
from shopcare.ui.kit.style.tokens import SPACE_S

Line = TypeVar("Line", bound=QWidget)


class LinesField(QWidget, Generic[Line]):
    """Keeps the lines; what a line is, and when there is another one, says the heir."""

    edited = Signal()

    def __init__(self, spacing: int = SPACE_S) -> None:
        """Start without lines; the heir places ``below``.

        Args:
            spacing: pixels between the lines.
        """
        super().__init__()
        self.lines: list[Line] = []
        self.below = column_layout(spacing=spacing)

    def add_line(self, line: Line, edited: SignalInstance, removed: SignalInstance) -> Line:
        """Put a line below the others.

        Args:
            edited: the line's signal that something was typed into it.
            removed: its signal that it is to be taken off.
        """
        edited.connect(self.edited)
        removed.connect(self._on_removed)
        self.lines.append(line)
        self.below.addWidget(line)
        self.show_count()
        return line

    def take_off(self, line: Line) -> None:
        """Take a line away."""
        self.lines.remove(line)
        line.hide()
        line.deleteLater()
        self.show_count()

    def show_count(self) -> None:
        """Show what depends on how many lines there are."""

    def go_on(self) -> None:
        """Put the focus somewhere after a line was taken off by hand."""

    @Slot()
    def _on_removed(self) -> None:
        removed = self.sender()
        self.take_off(next(line for line in self.lines if line is removed))
        self.go_on()
        self.edited.emit()
