"""Controls side by side that go on below where the width ends: in a line, in even columns."""

from dataclasses import dataclass

from PySide6.QtCore import QEvent, QRect, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QWidget

from shopcare.ui.kit.style.tokens import SPACE_L, SPACE_S, SPACE_XS

_SHOWN_OR_HIDDEN = Qt.WidgetAttribute.WA_WState_ExplicitShowHide


@dataclass(slots=True)
class _Item:
    widget: QWidget
    stretch: int
    least: int
    before: int
    """Pixels to the left of it where it is not the first of its line."""
    pushed: bool
    """It and what follows stand at the right."""
    tight: int = 0
    """What it needs at least, alone on a line."""
    narrow: int = 0
    """What it needs beside others."""
    wide: int = 0
    width: int = 0
    """What it has."""
    height: int = 0


class FlowLine(QWidget):
    """Lays its widgets out from left to right, and further below where the width ends."""

    def __init__(
        self, spacing: int = SPACE_S, *, between_lines: int = SPACE_S, top: bool = False
    ) -> None:
        """Make an empty line.

        Args:
            top: the tops stand in one line, else the middles.
        """
        super().__init__()
        self._spacing = spacing
        self._between = between_lines
        self._top = top
        self._items: list[_Item] = []
        self._height = 0
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def add(
        self,
        widget: QWidget,
        *,
        stretch: int = 0,
        least: int = 0,
        before: int = 0,
        push: bool = False,
    ) -> None:
        """Put a widget at the end.

        Args:
            stretch: its share of the room that is left over; 0: it keeps its own width.
            least: a widget that stretches is never narrower, in pixels.
            before: more room to the left of it, in pixels.
            push: it and what follows stand at the right end of their line.
        """
        gap = self._spacing + before if self._items else 0
        is_put_away = widget.isHidden() and widget.testAttribute(_SHOWN_OR_HIDDEN)
        widget.setParent(self)
        self._items.append(_Item(widget, stretch, least, gap, push))
        self._height = max(self._height, _height(widget, widget.sizeHint().width()))
        self.updateGeometry()
        if self.isVisible() and not is_put_away:
            widget.show()

    def clear(self) -> None:
        """Throw away everything that is in it."""
        for item in self._items:
            item.widget.hide()
            item.widget.deleteLater()
        self._items = []
        self._height = 0

    def lines(self) -> int:
        """Count the lines."""
        return len(self._broken(self.width()))

    def minimumSizeHint(self) -> QSize:
        """Ask for the widest of the widgets, and for the height of the lines as they are."""
        widest = 0
        for item in self._visible_items():
            widest = max(widest, item.tight)
        return QSize(widest, self._height)

    def sizeHint(self) -> QSize:
        """Ask for one line."""
        width = 0
        for number, item in enumerate(self._visible_items()):
            width += item.wide + (item.before if number else 0)
        return QSize(width, self._height)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Break the line anew."""
        super().resizeEvent(event)
        self._fit()

    def event(self, event: QEvent) -> bool:
        """Look again when a widget wants another size."""
        if event.type() == QEvent.Type.LayoutRequest:
            self._fit()
            self.updateGeometry()
        return super().event(event)

    def _visible_items(self) -> list[_Item]:
        """Ask the widgets that are not hidden how wide they may be."""
        items = []
        for item in self._items:
            widget = item.widget
            if not widget.isHidden():
                least = max(item.least, widget.minimumWidth())
                item.tight = max(least, widget.minimumSizeHint().width())
                wide = max(widget.minimumWidth(), widget.sizeHint().width())
                item.wide = min(wide, widget.maximumWidth())
                item.narrow = item.tight if item.stretch else item.wide
                items.append(item)
        return items

    def _broken(self, width: int) -> list[list[_Item]]:
        lines: list[list[_Item]] = []
        taken = 0
        for item in self._visible_items():
            if lines and taken + item.before + item.narrow <= width:
                lines[-1].append(item)
                taken += item.before + item.narrow
            else:
                lines.append([item])
                taken = item.narrow
        return lines

    def _fit(self) -> None:
        top = 0
        for number, line in enumerate(self._broken(self.width())):
            top += self._between if number else 0
            top += self._place(line, top)
        if top != self._height:
            self._height = top
            self.updateGeometry()

    def _place(self, line: list[_Item], top: int) -> int:
        """Place one line and give its height."""
        _share(line, self.width())
        highest = left = 0
        for item in line:
            item.height = _height(item.widget, item.width)
            highest = max(highest, item.height)
        for number, item in enumerate(line):
            left += item.before if number else 0
            if item.pushed:
                left = self.width() - _extent(line[number:])
            lower = 0 if self._top else (highest - item.height) // 2
            item.widget.setGeometry(QRect(left, top + lower, item.width, item.height))
            left += item.width
        return highest


def _extent(line: list[_Item]) -> int:
    width = -line[0].before
    for item in line:
        width += item.before + item.width
    return width


def _share(line: list[_Item], room: int) -> None:
    """Give each item its width; those that stretch share what the others leave."""
    left, whole = room, 0
    elastic: list[tuple[float, int, _Item]] = []
    for number, item in enumerate(line):
        item.width = min(item.wide, room)
        left -= item.before if number else 0
        if item.stretch:
            elastic.append((item.narrow / item.stretch, -number, item))
            whole += item.stretch
        else:
            left -= item.width
    for _want, _number, item in sorted(elastic, reverse=True):  # first who needs more than a share
        item.width = max(item.narrow, left * item.stretch // whole)
        whole -= item.stretch
        left -= item.width


def _height(widget: QWidget, width: int) -> int:
    if widget.hasHeightForWidth():
        return widget.heightForWidth(width)
    return max(widget.minimumHeight(), min(widget.sizeHint().height(), widget.maximumHeight()))


class FlowGrid(QWidget):
    """A grid that is filled line by line; narrow, it has fewer columns and more lines."""

    def __init__(self, most: int, *, even: bool = False) -> None:
        """Make an empty grid.

        Args:
            most: columns where there is room for them.
            even: the columns share the whole width, else the last one takes what is left.
        """
        super().__init__()
        self._most = most
        self._even = even
        self.columns = 0
        self._widgets: list[QWidget] = []
        self._last: QWidget | None = None
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(SPACE_S if even else SPACE_L)
        self._grid.setVerticalSpacing(SPACE_S if even else SPACE_XS)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)

    def fill(self, widgets: list[QWidget], last: QWidget | None = None) -> None:
        """Put the widgets in.

        Args:
            last: one more, which takes what is left of its line.
        """
        self._widgets = [*widgets, last] if last is not None else widgets
        self._last = last
        self._arrange(self._most)

    def minimumSizeHint(self) -> QSize:
        """Ask for one column."""
        return QSize(self._width(1), super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Take as many columns as have room."""
        super().resizeEvent(event)
        self._fit()

    def event(self, event: QEvent) -> bool:
        """Look again when a widget wants another size."""
        if event.type() == QEvent.Type.LayoutRequest:
            self._fit()
        return super().event(event)

    def _fit(self) -> None:
        fitting = (n for n in range(self._most, 1, -1) if self._width(n) <= self.width())
        columns = next(fitting, 1)
        if columns != self.columns:
            self._arrange(columns)

    def _width(self, columns: int) -> int:
        widest = [0] * columns
        for place, widget in enumerate(self._widgets):
            least = max(widget.minimumWidth(), widget.minimumSizeHint().width())
            widest[place % columns] = max(widest[place % columns], least)
        gaps = self._grid.horizontalSpacing() * (columns - 1)
        return (max(widest) * columns if self._even else sum(widest)) + gaps

    def _arrange(self, columns: int) -> None:
        for column in range(self.columns):
            self._grid.setColumnStretch(column, 0)
        self.columns = columns
        for place, widget in enumerate(self._widgets):
            line, column = divmod(place, columns)
            span = columns - column if widget is self._last else 1
            self._grid.removeWidget(widget)
            self._grid.addWidget(widget, line, column, 1, span)
        for column in range(0 if self._even else columns - 1, columns):
            self._grid.setColumnStretch(column, 1)
