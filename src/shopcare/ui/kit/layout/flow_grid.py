"""Small widgets in columns under each other: as many columns as have room."""

from PySide6.QtCore import QEvent, QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QWidget

from shopcare.ui.kit.style.tokens import SPACE_L, SPACE_S, SPACE_XS


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
        self._columns = 0
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

    def columns(self) -> int:
        """Count the columns."""
        return self._columns

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
        if columns != self._columns:
            self._arrange(columns)

    def _width(self, columns: int) -> int:
        widest = [0] * columns
        for place, widget in enumerate(self._widgets):
            least = max(widget.minimumWidth(), widget.minimumSizeHint().width())
            widest[place % columns] = max(widest[place % columns], least)
        gaps = self._grid.horizontalSpacing() * (columns - 1)
        return (max(widest) * columns if self._even else sum(widest)) + gaps

    def _arrange(self, columns: int) -> None:
        for column in range(self._columns):
            self._grid.setColumnStretch(column, 0)
        self._columns = columns
        for place, widget in enumerate(self._widgets):
            line, column = divmod(place, columns)
            span = columns - column if widget is self._last else 1
            self._grid.removeWidget(widget)
            self._grid.addWidget(widget, line, column, 1, span)
        for column in range(0 if self._even else columns - 1, columns):
            self._grid.setColumnStretch(column, 1)
