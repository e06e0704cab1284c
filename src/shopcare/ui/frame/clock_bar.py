"""The bar above everything while the PC's clock is in doubt: both dates, and the way out."""

from datetime import datetime

from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from shopcare.ui.kit.layout.card import Words
from shopcare.ui.kit.style.tokens import (
    SPACE_M,
    SPACE_S,
    SPACE_XL,
    Meaning,
    tokens_of,
)
from shopcare.ui.kit.widgets.buttons import plain_button
from shopcare.ui.kit.widgets.chip import SignLabel
from shopcare.ui.kit.words.formatting import moment_words
from shopcare.ui.kit.words.i18n import tr


class ClockBar(QWidget):
    """Calm and standing: nothing can be saved until a manager has confirmed the date."""

    def __init__(self) -> None:
        super().__init__()
        self._words = Words()
        self._ask = QLabel(tr("Please ask a manager."))
        self.confirm_button = plain_button(tr("The date is right"), "check")
        layout = QHBoxLayout(self)
        layout.setContentsMargins(SPACE_XL, SPACE_S, SPACE_XL, SPACE_S)
        layout.setSpacing(SPACE_M)
        layout.addWidget(SignLabel(Meaning.AMBER))
        layout.addWidget(self._words, 1)
        layout.addWidget(self._ask)
        layout.addWidget(self.confirm_button)

    def say(self, now: datetime, last_saved: datetime, *, may_confirm: bool) -> None:
        """Show both moments, and the button to who may press it."""
        self._words.setText(
            tr(
                "The PC's clock says {now}, but the last entry was saved on {last}. "
                "No date is counted and nothing saved until a manager confirms the date.",
                now=moment_words(now),
                last=moment_words(last_saved),
            )
        )
        self.confirm_button.setVisible(may_confirm)
        self._ask.setVisible(not may_confirm)

    def text(self) -> str:
        """Give what is said."""
        return self._words.text()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the ground."""
        QPainter(self).fillRect(self.rect(), tokens_of(self.palette()).tint(Meaning.AMBER))
