"""Small things that the parts of the intake form share."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from shopcare.ui.kit.style.tokens import SPACE_L, SPACE_M, SPACE_S


class Part(QWidget):
    """One part of the form: a few rows below each other."""

    edited = Signal()
    """Something was typed or chosen."""

    def __init__(self, spacing: int = SPACE_S) -> None:
        super().__init__()
        self.rows = QVBoxLayout(self)
        self.rows.setContentsMargins(0, 0, 0, 0)
        self.rows.setSpacing(spacing)


def side_by_side(*widgets: QWidget, stretch: tuple[int, ...] = ()) -> QGridLayout:
    """Lay widgets in one line, their tops aligned.

    Args:
        widgets: from left to right.
        stretch: how the room is shared; equally without it.
    """
    grid = QGridLayout()
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(SPACE_L)
    grid.setVerticalSpacing(SPACE_M)
    for column, widget in enumerate(widgets):
        grid.addWidget(widget, 0, column, Qt.AlignmentFlag.AlignTop)
        grid.setColumnStretch(column, stretch[column] if stretch else 1)
    return grid
