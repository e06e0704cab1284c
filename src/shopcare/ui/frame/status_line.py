"""What stands for long: the quiet line at the bottom, and the bar while the clock is in doubt."""

from datetime import datetime

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QLabel, QWidget

from shopcare.ui.kit.layout.box_layouts import row_layout
from shopcare.ui.kit.layout.card import Words, announce, plain_tip
from shopcare.ui.kit.style.tokens import (
    SPACE_L,
    SPACE_M,
    SPACE_S,
    SPACE_XL,
    Meaning,
    Role,
    set_role,
    tokens_of,
)
from shopcare.ui.kit.widgets.buttons import plain_button
from shopcare.ui.kit.widgets.chip import Chip, SignLabel
from shopcare.ui.kit.words.formatting import moment_words
from shopcare.ui.kit.words.i18n import tr


class StatusLine(QWidget):
    """Slots from left to right; a slot without words takes no room."""

    def __init__(self) -> None:
        super().__init__()
        self.words = ""
        self._last = QLabel()
        self._last.setTextFormat(Qt.TextFormat.PlainText)
        self._last.setMinimumWidth(1)  # a long message gives way, the window does not
        set_role(self._last, Role.CAPTION)
        self._slots: dict[str, QLabel | Chip] = {}
        self._layout = row_layout(self, SPACE_L, (self._last, 1), margins=(SPACE_L, 3, SPACE_L, 3))
        self.setMinimumHeight(34)

    def say(self, words: str) -> None:
        """Show the last message."""
        self.words = words
        self._last.setAccessibleName(words)
        self._elide()
        announce(self, words)

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
            shown = QLabel(words, textFormat=Qt.TextFormat.PlainText)
            set_role(shown, Role.CAPTION)
        else:
            shown = Chip(words, meaning)
        shown.setToolTip(plain_tip(tooltip))
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
        line = " ".join(self.words.split())
        room = self._last.width()
        shown = self._last.fontMetrics().elidedText(line, Qt.TextElideMode.ElideRight, room)
        self._last.setText(shown)
        self._last.setToolTip(plain_tip(self.words) if shown != line else "")

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the hairline above."""
        painter = QPainter(self)
        painter.setPen(QColor(tokens_of(self.palette()).line))
        painter.drawLine(0, 0, self.width(), 0)


class ClockBar(QWidget):
    """Calm and standing: nothing can be saved until a manager has confirmed the date."""

    def __init__(self) -> None:
        super().__init__()
        self.words = Words()
        self._ask = QLabel(tr("Please ask a manager."))
        self.confirm_button = plain_button(tr("The date is right"), "check")
        row_layout(
            self,
            SPACE_M,
            SignLabel(Meaning.AMBER),
            (self.words, 1),
            self._ask,
            self.confirm_button,
            margins=(SPACE_XL, SPACE_S, SPACE_XL, SPACE_S),
        )

    def say(self, now: datetime, last_saved: datetime, *, may_confirm: bool) -> None:
        """Show both moments, and the button to who may press it."""
        self.words.setText(
            tr(
                "The PC's clock says {now}, but the last entry was saved on {last}. No dates are "
                "worked out and nothing is saved until a manager confirms the date.",
                now=moment_words(now),
                last=moment_words(last_saved),
            )
        )
        self.confirm_button.setVisible(may_confirm)
        self._ask.setVisible(not may_confirm)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the ground."""
        QPainter(self).fillRect(self.rect(), tokens_of(self.palette()).tint(Meaning.AMBER))
