"""Rows and columns without margins, and what is done to them again and again."""

from typing import Any, Final

from PySide6.QtWidgets import QBoxLayout, QGridLayout, QHBoxLayout, QLayout, QVBoxLayout, QWidget

from shopcare.ui.kit.layout.flow_line import FlowLine

STRETCH: Final = 1
"""Empty room that takes what is left over."""
Item = QWidget | QLayout | int | tuple[Any, ...]
"""What is laid out: a widget or a layout, either also with its stretch and alignment as Qt's own
methods take them; or empty room that stretches by so much."""
Margins = tuple[int, int, int, int] | int
"""Pixels on the left, on top, on the right and at the bottom; or the same on all sides."""


def column_layout(
    owner: QWidget | None = None, spacing: int | None = None, *items: Item, margins: Margins = 0
) -> QVBoxLayout:
    """Lay out from top to bottom.

    Args:
        owner: whose layout it is; None for one that is added to another.
        spacing: pixels between the items; without it as the style says.
        items: what is laid out; more may be added.
    """
    layout = QVBoxLayout()
    _fill(layout, owner, spacing, items, margins)
    return layout


def row_layout(
    owner: QWidget | None = None, spacing: int | None = None, *items: Item, margins: Margins = 0
) -> QHBoxLayout:
    """Lay out from left to right; see ``column_layout``."""
    layout = QHBoxLayout()
    _fill(layout, owner, spacing, items, margins)
    return layout


def grid_layout(
    owner: QWidget | None, across: int, down: int, stretch: int | None = None
) -> QGridLayout:
    """Lay out in rows and columns, without margins.

    Args:
        owner: whose layout it is; None for one that is added to another.
        across: pixels between the columns.
        down: pixels between the rows.
        stretch: the column that takes what room is left.
    """
    layout = QGridLayout(owner)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setHorizontalSpacing(across)
    layout.setVerticalSpacing(down)
    if stretch is not None:
        layout.setColumnStretch(stretch, 1)
    return layout


def add_items(layout: QBoxLayout, *items: Item) -> None:
    """Lay more out; see ``Item``."""
    for item in items:
        what, *how = item if isinstance(item, tuple) else (item,)
        if isinstance(what, QWidget):
            layout.addWidget(what, *how)
        elif isinstance(what, QLayout):
            layout.addLayout(what, *how)
        else:
            layout.addStretch(what)


def grow_to_fit(window: QWidget) -> None:
    """Make a window as high as its lines need at this width; not before they know where they wrap.

    Call it through a timer of no time after what is shown has changed.
    """
    window.resize(window.width(), max(window.height(), window.heightForWidth(window.width())))


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
    layout: QBoxLayout,
    owner: QWidget | None,
    spacing: int | None,
    items: tuple[Item, ...],
    margins: Margins,
) -> None:
    if owner is not None:
        owner.setLayout(layout)
    left, top, right, bottom = (margins,) * 4 if isinstance(margins, int) else margins
    layout.setContentsMargins(left, top, right, bottom)
    if spacing is not None:
        layout.setSpacing(spacing)
    add_items(layout, *items)
