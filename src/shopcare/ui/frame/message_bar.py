"""A word from the program inside the window: what was done, what was refused, what went wrong."""

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QApplication,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from shopcare.ui.kit.layout.box_layouts import row_layout
from shopcare.ui.kit.layout.card import Words
from shopcare.ui.kit.style.tokens import (
    RADIUS,
    SPACE_L,
    SPACE_M,
    SPACE_S,
    Meaning,
    tokens_of,
)
from shopcare.ui.kit.widgets.buttons import plain_button, sign_button
from shopcare.ui.kit.widgets.chip import SignLabel
from shopcare.ui.kit.words.i18n import tr

SHOWN_MS = 8_000
WIDEST = 720


class MessageBar(QWidget):
    """Lies over the bottom of the pages, so that nothing jumps; modal for nobody."""

    undo_pressed = Signal()
    left = Signal()
    """The bar went away while it had the focus: back to the page."""

    def __init__(self, over: QWidget) -> None:
        super().__init__(over)
        self._over = over
        self._meaning = Meaning.GREEN
        self._sign = SignLabel()
        self._words = Words()
        self.undo_button = plain_button(tr("Undo"), "undo-2")
        self.details_button = plain_button(tr("Details"))
        self.details_button.setCheckable(True)
        self.close_button = sign_button("x", tr("Close this message (Esc)"))
        self._details = QPlainTextEdit()
        self._details.setReadOnly(True)
        self._details.setFixedHeight(120)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(SHOWN_MS)
        for button in (self.undo_button, self.details_button, self.close_button):
            # A click leaves the focus in the page: a hidden button would hand it to any other.
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._lay_out()
        self._timer.timeout.connect(self.go_away)
        self.close_button.clicked.connect(self.go_away)
        self.undo_button.clicked.connect(self._on_undo)
        self.details_button.toggled.connect(self._on_details)
        over.installEventFilter(self)
        self.hide()

    def _lay_out(self) -> None:
        line = row_layout(None, SPACE_S, self._sign)
        line.addWidget(self._words, 1)
        line.addWidget(self.undo_button)
        line.addWidget(self.details_button)
        line.addWidget(self.close_button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(SPACE_L, SPACE_S, SPACE_S, SPACE_S)
        layout.addLayout(line)
        layout.addWidget(self._details)

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
        self._words.setText(words)
        self.undo_button.setVisible(undo)
        self.details_button.setVisible(bool(details))
        self.details_button.setChecked(False)
        self._details.setPlainText(details)
        self._details.hide()
        self.setAccessibleName(words)
        self.show()
        self.raise_()
        self._place()
        if meaning in (Meaning.GREEN, Meaning.INFO):
            self._timer.start()
        else:
            self._timer.stop()

    def text(self) -> str:
        """Give what is being said; empty when nothing is shown."""
        return self._words.text() if not self.isHidden() else ""

    @Slot()
    def go_away(self) -> None:
        """Hide; whoever had come here with Tab is sent back to the page."""
        focus = QApplication.focusWidget()
        had_focus = focus is not None and self.isAncestorOf(focus)
        self.hide()
        if had_focus:
            self.left.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay at the bottom of what the bar lies over."""
        if event.type() == QEvent.Type.Resize and not self.isHidden():
            self._place()
        return super().eventFilter(watched, event)

    def _place(self) -> None:
        over = self._over
        width = min(WIDEST, over.width() - 2 * SPACE_L)
        layout = self.layout()
        assert layout is not None
        height = layout.totalHeightForWidth(width)
        height = height if height > 0 else self.sizeHint().height()
        self.setGeometry(
            (over.width() - width) // 2, over.height() - height - SPACE_M, width, height
        )

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the ground in the tint of the meaning."""
        tokens = tokens_of(self.palette())
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(tokens.tint(self._meaning))
        painter.setPen(QPen(QColor(tokens.of(self._meaning)), 1))
        painter.drawRoundedRect(
            self.rect().adjusted(0, 0, -1, -1).toRectF().translated(0.5, 0.5), RADIUS, RADIUS
        )

    @Slot()
    def _on_undo(self) -> None:
        self.go_away()
        self.undo_pressed.emit()

    @Slot(bool)
    def _on_details(self, shown: bool) -> None:
        self._timer.stop()
        self._details.setVisible(shown)
        self._place()
