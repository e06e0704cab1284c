"""Rows and columns without margins, and what is done to them again and again."""

from collections.abc import Callable, Iterator, Sequence
from typing import Any, Final, Literal, TypeVar

from PySide6.QtWidgets import QBoxLayout, QGridLayout, QHBoxLayout, QLayout, QVBoxLayout, QWidget

from shopcare.ui.kit.layout.flow_line import FlowLine
from shopcare.ui.kit.style.tokens import SPACE_S

_TITLE_BAR: Final = 48
"""Pixels of a screen that no window may fill: the system's own frame and title."""

Line = TypeVar("Line", bound=QWidget)
Shown = TypeVar("Shown")
STRETCH: Final = 1
"""Empty room that takes what is left over."""
Item = QWidget | QLayout | int | tuple[Any, ...]
"""What is laid out: a widget or a layout, either also with its stretch and alignment as Qt's own
methods take them; or empty room that stretches by so much."""
PUSH: Final = "push"
"""What follows stands at the right end of its line."""
LineItem = QWidget | tuple[QWidget, int] | tuple[QWidget, int, int] | Literal["push"]
"""A widget, also with its stretch and its least width in pixels; or ``PUSH``."""
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


def grow_to_fit(window: QWidget, content: QWidget | None = None) -> None:
    """Make a window as high as its lines need at this width, and no higher than its screen.

    Call it through a timer of no time after what is shown has changed: not before they know where
    they wrap.

    Args:
        content: what scrolls in the window, if anything does.
    """
    shown = content or window
    around = (content and content.parentWidget()) or window
    lacking = shown.heightForWidth(shown.width()) - around.height()
    most = window.screen().availableSize().height() - _TITLE_BAR
    if lacking > 0 and window.height() < most:
        window.resize(window.width(), min(window.height() + lacking, most))


def line_of(
    *items: LineItem,
    spacing: int = SPACE_S,
    between_lines: int = SPACE_S,
    top: bool = False,
) -> FlowLine:
    """Lay widgets side by side, and further below where the width ends; see ``LineItem``."""
    line = FlowLine(spacing, between_lines=between_lines, top=top)
    is_pushed = False
    for item in items:
        if isinstance(item, str):
            is_pushed = True
            continue
        widget, *room = item if isinstance(item, tuple) else (item,)
        stretch, least = (*room, 0, 0)[:2]
        line.add(widget, stretch=stretch, least=least, push=is_pushed)
        is_pushed = False
    return line


def used_lines(
    layout: QBoxLayout, lines: list[Line], items: Sequence[Shown], make: Callable[[], Line]
) -> Iterator[tuple[Line, Shown]]:
    """Give each item its line; lines are made once, used again, and hidden where there are more.

    Args:
        layout: holds the lines.
        lines: those that were made already; more are added to them.
        items: what is shown.
        make: makes another line.
    """
    while len(lines) < len(items):
        lines.append(make())
        layout.addWidget(lines[-1])
    return filled_lines(lines, items)


def filled_lines(lines: Sequence[Line], items: Sequence[Shown]) -> Iterator[tuple[Line, Shown]]:
    """Give the first items each its widget, and hide the widgets that are left over."""
    for number, line in enumerate(lines):
        line.setVisible(number < len(items))
    return zip(lines, items, strict=False)


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
