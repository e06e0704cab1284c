"""Grids: small widgets in as many columns as have room; the facts of a record by their names."""

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from shopcare.ui.kit.layout.box_layouts import grid_layout
from shopcare.ui.kit.layout.card import Words
from shopcare.ui.kit.style.tokens import SPACE_L, SPACE_S, SPACE_XS, Role, set_role

NAME_WIDTH = 104
"""Pixels of the left column; a longer name wraps."""


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
        self._grid = grid_layout(self, SPACE_S if even else SPACE_L, SPACE_S if even else SPACE_XS)
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


class FactGrid(QWidget):
    """Rows are made once; a fact that is empty takes no room."""

    def __init__(self) -> None:
        super().__init__()
        self.rows: dict[str, tuple[QLabel, QWidget]] = {}
        self._grid = grid_layout(self, SPACE_L, SPACE_S)
        self._grid.setColumnMinimumWidth(0, NAME_WIDTH)
        self._grid.setColumnStretch(1, 1)

    def add_words(self, key: str, name: str, role: Role = Role.BODY) -> Words:
        """Add a row for words of the customer or the program."""
        words = Words("", role, selectable=True)
        words.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        self.add_widget(key, name, words)
        return words

    def add_widget(self, key: str, name: str, widget: QWidget) -> None:
        """Add a row for something else, for example a button with the customer's name."""
        middle = Qt.AlignmentFlag.AlignTop
        if not isinstance(widget, Words):
            middle = Qt.AlignmentFlag.AlignVCenter
        title = QLabel(name)
        title.setWordWrap(True)
        title.setFixedWidth(NAME_WIDTH)
        set_role(title, Role.CAPTION)
        title.setAlignment(middle | Qt.AlignmentFlag.AlignLeft)
        number = len(self.rows)
        self._grid.addWidget(title, number, 0, middle)
        self._grid.addWidget(widget, number, 1)
        self.rows[key] = (title, widget)

    def say(self, key: str, words: str) -> None:
        """Show a fact; nothing hides its row."""
        widget = self.rows[key][1]
        assert isinstance(widget, Words)
        widget.setText(words)
        self.show_row(key, shown=bool(words))

    def show_row(self, key: str, *, shown: bool) -> None:
        """Show or hide a row."""
        for widget in self.rows[key]:
            widget.setVisible(shown)
