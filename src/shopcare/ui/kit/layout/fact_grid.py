"""Facts of a record: a faint name on the left, what is on file on the right."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from shopcare.ui.kit.layout.card import Words
from shopcare.ui.kit.style.tokens import SPACE_L, SPACE_S, Role, set_role

NAME_WIDTH = 104
"""Pixels of the left column; a longer name wraps."""


class FactGrid(QWidget):
    """Rows are made once; a fact that is empty takes no room."""

    def __init__(self) -> None:
        super().__init__()
        self._rows: dict[str, tuple[QLabel, QWidget]] = {}
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(SPACE_L)
        self._grid.setVerticalSpacing(SPACE_S)
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
        number = len(self._rows)
        self._grid.addWidget(title, number, 0, middle)
        self._grid.addWidget(widget, number, 1)
        self._rows[key] = (title, widget)

    def say(self, key: str, words: str) -> None:
        """Show a fact; nothing hides its row."""
        widget = self._rows[key][1]
        assert isinstance(widget, Words)
        widget.setText(words)
        self.show_row(key, shown=bool(words))

    def show_row(self, key: str, *, shown: bool) -> None:
        """Show or hide a row."""
        for widget in self._rows[key]:
            widget.setVisible(shown)

    def said(self) -> dict[str, str]:
        """Give the words of the rows that are shown."""
        return {
            key: widget.text()
            for key, (_title, widget) in self._rows.items()
            if isinstance(widget, Words) and not widget.isHidden()
        }
