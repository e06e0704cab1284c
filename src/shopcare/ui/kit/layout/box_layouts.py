"""Rows and columns without margins, and what is done to them again and again."""

from collections.abc import Sequence

from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from shopcare.ui.kit.layout.flow_line import FlowLine


def column_layout(
    owner: QWidget | None = None, spacing: int | None = None, *widgets: QWidget
) -> QVBoxLayout:
    """Lay out from top to bottom, without margins.

    Args:
        owner: whose layout it is; None for one that is added to another.
        spacing: pixels between the items; without it as the style says.
        widgets: what is laid out; more may be added.
    """
    layout = QVBoxLayout()
    _fill(layout, owner, spacing, widgets)
    return layout


def row_layout(
    owner: QWidget | None = None, spacing: int | None = None, *widgets: QWidget
) -> QHBoxLayout:
    """Lay out from left to right, without margins; see ``column_layout``."""
    layout = QHBoxLayout()
    _fill(layout, owner, spacing, widgets)
    return layout


def line_of(*widgets: QWidget) -> FlowLine:
    """Lay widgets side by side, pushed to the left."""
    line = FlowLine()
    for widget in widgets:
        line.add(widget)
    return line


def empty_layout(layout: QBoxLayout) -> None:
    """Take everything out of a layout."""
    while (item := layout.takeAt(0)) is not None:
        if (widget := item.widget()) is not None:
            widget.hide()
            widget.deleteLater()


def _fill(
    layout: QBoxLayout, owner: QWidget | None, spacing: int | None, widgets: Sequence[QWidget]
) -> None:
    if owner is not None:
        owner.setLayout(layout)
    layout.setContentsMargins(0, 0, 0, 0)
    if spacing is not None:
        layout.setSpacing(spacing)
    for widget in widgets:
        layout.addWidget(widget)
