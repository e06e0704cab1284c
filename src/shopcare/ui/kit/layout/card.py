"""Grounds and titles that give a page its order, and the facts of a record by their names."""

import re
from functools import cache
from typing import Final

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QColor,
    QPainter,
    QPaintEvent,
    QPalette,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QLabel, QPushButton, QSizePolicy, QWidget

from shopcare.ui.kit.layout.box_layouts import column_layout, grid_layout
from shopcare.ui.kit.style.icons import draw_sign
from shopcare.ui.kit.style.tokens import (
    RADIUS,
    SPACE_L,
    SPACE_M,
    SPACE_S,
    SPACE_XL,
    Role,
    set_role,
    smooth_painter,
    tokens_of,
)
from shopcare.ui.kit.widgets.buttons import plain_button

WORDS_WIDTH = 468
"""Pixels, with the room beside; a longer line is hard to read."""
WORDS_LEAST = 240
"""Pixels, with the room beside."""
_LONG_RUN: Final = 24
"""So many letters without a blank may widen a page."""


class Words(QLabel):
    """Words of the customer or the program: never interpreted, wrapped, selectable if wanted.

    Words that wrap never widen their page, whatever was pasted.
    """

    def __init__(
        self,
        words: str = "",
        role: Role = Role.BODY,
        *,
        wrap: bool = True,
        selectable: bool = False,
    ) -> None:
        super().__init__()
        set_role(self, role)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(wrap)
        self.setText(words)
        if selectable:
            self.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)

    def setText(self, words: str) -> None:
        """Show other words."""
        super().setText(breakable(words) if self.wordWrap() else words)


def announce(speaker: QWidget, words: str) -> None:
    """Let a screen reader say what is shown where the keyboard is not; without one nothing."""
    if QAccessible.isActive():
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(speaker, words))


def plain_tip(words: str) -> str:
    """Write a tooltip of somebody's words, which Qt would else take for markup."""
    plain = words.replace("&", "&amp;").replace("<", "&lt;").replace("\n", "<br>")
    return f"<p>{plain}</p>" if words else ""


def breakable(words: str) -> str:
    """Let a long run of letters without a blank be broken, so that no name widens the page."""
    return words if len(words) < _LONG_RUN else _long_run().sub(_with_gap, words)


@cache  # 3 ms, which no start needs
def _long_run() -> re.Pattern[str]:
    """Find letters of a script that is broken at blanks only, with their accents."""
    return re.compile(f"[^\\s\u200b\u2e80-\uffff]{{{_LONG_RUN}}}[\u0300-\u036f]*")


def _with_gap(run: re.Match[str]) -> str:
    return run[0] + "\u200b"


class SectionTitle(Words):
    """The title of a group of things."""

    def __init__(self, words: str) -> None:
        super().__init__(words, Role.EMPHASISED, wrap=False)


class Caption(Words):
    """Small faint words."""

    def __init__(self, words: str = "", *, wrap: bool = True) -> None:
        super().__init__(words, Role.CAPTION, wrap=wrap)


class Card(QWidget):
    """A raised ground with a hairline; put things into ``body``."""

    def __init__(self, title: str = "") -> None:
        super().__init__()
        self.body = column_layout(self, SPACE_M, margins=SPACE_L)
        if title:
            self.body.addWidget(SectionTitle(title))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the ground."""
        tokens = tokens_of(self.palette())
        painter = smooth_painter(self)
        painter.setPen(QPen(QColor(tokens.line), 1))
        painter.setBrush(QColor(tokens.raised))
        rect = self.rect().toRectF().adjusted(0.5, 0.5, -0.5, -0.5)
        painter.drawRoundedRect(rect, RADIUS, RADIUS)


class _LargeSign(QWidget):
    """A sign of 40 pixels in faint ink."""

    def __init__(self, sign: str) -> None:
        super().__init__()
        self._sign = sign
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Tell Qt the size."""
        return QSize(40, 40)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the sign in the middle."""
        ink = self.palette().color(QPalette.ColorRole.PlaceholderText)
        square = QRect((self.width() - 40) // 2, 0, 40, 40)
        draw_sign(QPainter(self), self._sign, square, ink)


class EmptyState(QWidget):
    """Says what belongs here and offers the first step."""

    pressed = Signal()
    """The first step is wanted."""

    def __init__(self, sign: str, words: str, first_step: str = "") -> None:
        """Make the page's empty face.

        Args:
            first_step: the words of the button; ``self.button`` is None without them.
        """
        super().__init__()
        self.button: QPushButton | None = None
        text = Words(words)
        text.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        text.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        layout = column_layout(
            self,
            SPACE_L,
            2,
            _LargeSign(sign),
            (text, 0, Qt.AlignmentFlag.AlignHCenter),
            margins=SPACE_XL,
        )
        if first_step:
            self.button = plain_button(first_step)
            self.button.clicked.connect(self.pressed)
            layout.addWidget(self.button, 0, Qt.AlignmentFlag.AlignHCenter)
        layout.addStretch(3)
        self._words = text
        self._make_room()

    def minimumSizeHint(self) -> QSize:
        """Let the words wrap sooner where the room is narrow."""
        return QSize(WORDS_LEAST, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Wrap the words as the room is wide."""
        super().resizeEvent(event)
        self._make_room()

    def say(self, words: str, first_step: str = "") -> None:
        """Say something else, for example that the filter is too narrow.

        Args:
            first_step: other words for the button, if it has one.
        """
        self._words.setText(words)
        if self.button is not None and first_step:
            self.button.setText(first_step)
        self._make_room()

    def _make_room(self) -> None:
        """Keep every line: a layout that is wider than the words would ask for one line only."""
        width = max(WORDS_LEAST, min(WORDS_WIDTH, self.width())) - 2 * SPACE_XL
        self._words.setFixedWidth(width)
        self._words.setMinimumHeight(max(0, self._words.heightForWidth(width)))


NAME_WIDTH = 104
"""Pixels for the names beside facts; a longer one wraps."""


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
