"""A word from the program inside the window: what was done, what was refused, what went wrong."""

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QApplication, QPlainTextEdit, QWidget

from shopcare.ui.kit.layout.box_layouts import column_layout, row_layout
from shopcare.ui.kit.layout.card import Words, announce
from shopcare.ui.kit.style.tokens import SPACE_L, SPACE_S, SPACE_XS, Meaning, tokens_of
from shopcare.ui.kit.widgets.buttons import plain_button, sign_button
from shopcare.ui.kit.widgets.chip import SignLabel
from shopcare.ui.kit.words.i18n import tr

SHOWN_MS = 8_000
LOW = 28
"""Pixels: so high is a button here, so that the bar takes no more room than the status line."""


class MessageBar(QWidget):
    """Stands in place of the status line: nothing jumps, nothing is covered; modal for nobody."""

    undo_pressed = Signal()
    left = Signal()
    """The bar went away while it had the focus: back to the page."""

    def __init__(self, in_place_of: QWidget) -> None:
        """Make the bar; the caller lays it out beside what it stands in for."""
        super().__init__()
        self._in_place_of = in_place_of
        self._meaning = Meaning.GREEN
        self._sign = SignLabel()
        self.words = Words()
        self.undo_button = plain_button(tr("Undo"), "undo-2")
        self.details_button = plain_button(tr("Details"))
        self.details_button.setCheckable(True)
        self.close_button = sign_button("x", tr("Close this message (Esc)"))
        self._details = QPlainTextEdit()
        self._details.setReadOnly(True)
        self._details.setFixedHeight(120)
        self._timer = QTimer(self, singleShot=True, interval=SHOWN_MS)
        for button in (self.undo_button, self.details_button, self.close_button):
            # A click leaves the focus in the page: a hidden button would hand it to any other.
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            button.setStyleSheet(f"min-height: {LOW - 2}px; max-height: {LOW - 2}px;")
        self._lay_out()
        self._timer.timeout.connect(self.go_away)
        self.close_button.clicked.connect(self.go_away)
        self.undo_button.clicked.connect(self._on_undo)
        self.details_button.toggled.connect(self._on_details)
        self.hide()

    def _lay_out(self) -> None:
        line = row_layout(
            None,
            SPACE_S,
            self._sign,
            (self.words, 1),
            self.undo_button,
            self.details_button,
            self.close_button,
        )
        column_layout(self, SPACE_XS, line, self._details, margins=(SPACE_L, 3, SPACE_S, 3))

    def say(
        self,
        words: str,
        meaning: Meaning = Meaning.GREEN,
        *,
        undo: bool = False,
        details: str = "",
    ) -> None:
        """Show a message; good news goes away by itself, bad news waits to be closed.

        Args:
            undo: offer to take it back; ``undo_pressed`` follows.
            details: the technical part, folded away.
        """
        self._meaning = meaning
        self._sign.set_meaning(meaning)
        self.words.setText(words)
        self.undo_button.setVisible(undo)
        self.details_button.setVisible(bool(details))
        self.details_button.setChecked(False)
        self._details.setPlainText(details)
        self._details.hide()
        self.setAccessibleName(words)
        self._in_place_of.hide()
        self.show()
        announce(self, words)
        if meaning in (Meaning.GREEN, Meaning.INFO):
            self._timer.start()
        else:
            self._timer.stop()

    @Slot()
    def go_away(self) -> None:
        """Hide; whoever had come here with Tab is sent back to the page."""
        focus = QApplication.focusWidget()
        had_focus = focus is not None and self.isAncestorOf(focus)
        self.hide()
        self._in_place_of.show()
        if had_focus:
            self.left.emit()

    def withdraw_undo(self) -> None:
        """Offer no Undo any more: something else was done since."""
        if self.undo_button.isVisibleTo(self):
            self.go_away()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the ground in the tint of the meaning."""
        tokens = tokens_of(self.palette())
        painter = QPainter(self)
        painter.fillRect(self.rect(), tokens.tint(self._meaning))
        painter.setPen(QPen(QColor(tokens.of(self._meaning)), 1))
        painter.drawLine(0, 0, self.width(), 0)

    @Slot()
    def _on_undo(self) -> None:
        self.go_away()
        self.undo_pressed.emit()

    @Slot(bool)
    def _on_details(self, shown: bool) -> None:
        self._timer.stop()
        self._details.setVisible(shown)
