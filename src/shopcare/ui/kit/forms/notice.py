"""Lines that say something about what stands above them."""

from PySide6.QtCore import QEvent, Qt, QTimer, Slot
from PySide6.QtGui import QPalette, QShowEvent
from PySide6.QtWidgets import QLabel, QWidget

from shopcare.ui.kit.layout.box_layouts import row_layout
from shopcare.ui.kit.layout.card import breakable
from shopcare.ui.kit.style.tokens import SPACE_S, Meaning, Role, role_font, tokens_of
from shopcare.ui.kit.widgets.chip import SignLabel


class NoticeLine(QWidget):
    """A sign and a sentence in the colour of its meaning."""

    def __init__(self, meaning: Meaning = Meaning.INFO) -> None:
        super().__init__()
        self._meaning = meaning
        self._sign = SignLabel(meaning, 16, 22)
        self._words = QLabel()
        self._words.setWordWrap(True)
        self._words.setTextFormat(Qt.TextFormat.PlainText)
        self._words.setFont(role_font(Role.CAPTION))
        row_layout(self, SPACE_S, (self._sign, 0, Qt.AlignmentFlag.AlignTop), (self._words, 1))
        self._dress()

    def say(self, words: str, meaning: Meaning | None = None) -> None:
        """Show other words, with another meaning if one is given."""
        if meaning is not None and meaning is not self._meaning:
            self._meaning = meaning
            self._sign.set_meaning(meaning)
            self._dress()
        self._words.setText(breakable(words))

    def tell(self, words: str, meaning: Meaning | None = None) -> None:
        """Show other words, or take no room where there are none; not before it has a parent."""
        self.say(words, meaning)
        self.setVisible(bool(words))

    def text(self) -> str:
        """Give the words."""
        return self._words.text()

    def changeEvent(self, event: QEvent) -> None:
        """Take the colours of another theme."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._dress()
            QTimer.singleShot(0, self, self._dress)  # a new style sheet puts the old palette back

    def showEvent(self, event: QShowEvent) -> None:
        """Take the colour again: a new parent puts the old palette back without a word."""
        super().showEvent(event)
        self._dress()

    @Slot()
    def _dress(self) -> None:
        ink = tokens_of(self.palette()).of(self._meaning)
        palette = self._words.palette()
        if palette.color(QPalette.ColorRole.WindowText) != ink:
            palette.setColor(QPalette.ColorRole.WindowText, ink)
            self._words.setPalette(palette)


class ProblemLine(NoticeLine):
    """What is wrong with a field, and what to do; takes no room while nothing is."""

    def __init__(self) -> None:
        super().__init__(Meaning.RED)
        self.hide()
