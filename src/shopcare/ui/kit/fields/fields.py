"""Fields for one line, for money and for longer text."""

from PySide6.QtCore import QSize, Qt, Slot
from PySide6.QtGui import QFocusEvent, QFontMetrics
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QSizePolicy

from shopcare.domain.errors import Problem, Refusal
from shopcare.domain.money import Fen, fen_from_text, yuan_text
from shopcare.ui.kit.style.tokens import CONTROL

LONGEST_LINE = 10_000


class LineEdit(QLineEdit):
    """One line, as wide as its content is expected to be."""

    def __init__(self, characters: int | None = None, placeholder: str = "") -> None:
        """Make the field.

        Args:
            characters: how many fit; without it the field takes what room there is.
        """
        super().__init__()
        self.setMaxLength(LONGEST_LINE)
        self.setPlaceholderText(placeholder)
        if characters is not None:
            self.setFixedWidth(QFontMetrics(self.font()).horizontalAdvance("0") * characters + 28)
            self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)


class MoneyEdit(LineEdit):
    """An amount in yuan, written out properly when the field is left."""

    def __init__(self) -> None:
        super().__init__(12, "0.00")
        self.setAlignment(Qt.AlignmentFlag.AlignRight)

    def fen(self) -> Fen | None:
        """Give the amount; None if nothing is typed or it cannot be read."""
        try:
            return fen_from_text(self.text()) if self.text().strip() else None
        except Refusal:
            return None

    def set_fen(self, amount: Fen | None) -> None:
        """Show an amount."""
        self.setText(yuan_text(amount) if amount is not None else "")

    def problem(self) -> Problem | None:
        """Say why what is typed is no amount."""
        return _problem_of(fen_from_text, self.text())

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Write the amount out."""
        super().focusOutEvent(event)
        if (amount := self.fen()) is not None:
            self.set_fen(amount)


class TextArea(QPlainTextEdit):
    """A few lines of text; the field grows with them. Tab goes on to the next field."""

    def __init__(self, lines: int = 3, most_lines: int = 10) -> None:
        super().__init__()
        self._lines, self._most_lines = lines, most_lines
        self.setTabChangesFocus(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.textChanged.connect(self._on_changed)
        self._on_changed()

    def text(self) -> str:
        """Give the text."""
        return self.toPlainText()

    def setText(self, text: str) -> None:
        """Show a text."""
        self.setPlainText(text)

    def sizeHint(self) -> QSize:
        """Tell Qt the size."""
        return QSize(320, self.height())

    @Slot()
    def _on_changed(self) -> None:
        shown = round(self.document().size().height())
        lines = max(self._lines, min(shown, self._most_lines))
        height = max(CONTROL, lines * QFontMetrics(self.font()).lineSpacing() + 22)
        if height != self.minimumHeight():
            self.setFixedHeight(height)


def _problem_of(read: object, text: str) -> Problem | None:
    if not text.strip() or not callable(read):
        return None
    try:
        read(text)
    except Refusal as refusal:
        return Problem(field="", code=refusal.code, values=refusal.values)
    return None
