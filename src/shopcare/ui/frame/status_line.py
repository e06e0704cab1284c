"""The quiet line at the bottom: the last message and a few standing facts."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from shopcare.ui.kit.style.tokens import SPACE_L, Meaning, Role, set_role, tokens_of
from shopcare.ui.kit.widgets.chip import Chip


class StatusLine(QWidget):
    """Slots from left to right; a slot without words takes no room."""

    def __init__(self) -> None:
        super().__init__()
        self._words = ""
        self._last = QLabel()
        self._last.setTextFormat(Qt.TextFormat.PlainText)
        self._last.setMinimumWidth(1)  # a long message gives way, the window does not
        set_role(self._last, Role.CAPTION)
        self._slots: dict[str, QLabel | Chip] = {}
        self._layout = QHBoxLayout(self)
        self._layout.setContentsMargins(SPACE_L, 3, SPACE_L, 3)
        self._layout.setSpacing(SPACE_L)
        self._layout.addWidget(self._last, 1)
        self.setMinimumHeight(34)

    def say(self, words: str) -> None:
        """Show the last message."""
        self._words = words
        self._last.setAccessibleName(words)
        self._elide()

    def text(self) -> str:
        """Give the last message."""
        return self._words

    def set_slot(
        self, key: str, words: str, meaning: Meaning | None = None, tooltip: str = ""
    ) -> None:
        """Show a standing fact on the right.

        Args:
            key: names the slot, for example ``calendar``, ``printer``, ``backup``.
            words: empty takes the slot away.
            meaning: with one it is a chip, without it plain faint words.
        """
        old = self._slots.pop(key, None)
        if old is not None:
            self._layout.removeWidget(old)
            old.hide()
            old.deleteLater()
        if not words:
            return
        shown: QLabel | Chip
        if meaning is None:
            shown = QLabel(words)
            set_role(shown, Role.CAPTION)
        else:
            shown = Chip(words, meaning)
        shown.setToolTip(tooltip)
        self._slots[key] = shown
        self._layout.addWidget(shown)
        self._layout.activate()
        self._elide()

    def slot_text(self, key: str) -> str:
        """Give the words of a slot; empty where there is none."""
        shown = self._slots.get(key)
        return shown.text() if shown is not None else ""

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show as much of the message as there is room for."""
        super().resizeEvent(event)
        self._layout.activate()
        self._elide()

    def _elide(self) -> None:
        line = " ".join(self._words.split())
        room = self._last.width()
        shown = self._last.fontMetrics().elidedText(line, Qt.TextElideMode.ElideRight, room)
        self._last.setText(shown)
        self._last.setToolTip(self._words if shown != line else "")

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the hairline above."""
        painter = QPainter(self)
        painter.setPen(QColor(tokens_of(self.palette()).line))
        painter.drawLine(0, 0, self.width(), 0)
