"""A meaning as colour, sign and word together, readable in grey."""

from typing import Final

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QSizePolicy, QWidget

from shopcare.ui.kit.style.icons import draw_sign
from shopcare.ui.kit.style.tokens import SPACE_S, Meaning, Role, role_font, tokens_of

SIGNS: Final = {
    Meaning.RED: "circle-alert",
    Meaning.AMBER: "triangle-alert",
    Meaning.GREEN: "circle-check",
    Meaning.INFO: "info",
}
SIGN: Final = 16
HEIGHT: Final = 26


def chip_width(text: str, sign: str | None) -> int:
    """Tell how wide a chip is, in device-independent pixels."""
    room = QFontMetrics(role_font(Role.CAPTION)).horizontalAdvance(text) + 2 * SPACE_S
    return room + (SIGN + (4 if text else -2) if sign else 0)


def paint_chip(
    painter: QPainter,
    rect: QRect,
    text: str,
    meaning: Meaning | None,
    palette: QPalette,
    sign: str | None = None,
) -> None:
    """Paint a chip into a rectangle, its text cut with dots if need be.

    Args:
        meaning: ``None`` for a plain chip in ink, for example a purpose.
        sign: another sign than the meaning's own.
    """
    tokens = tokens_of(palette)
    ground = tokens.tint(meaning) if meaning else QColor(tokens.line)
    ink = tokens.of(meaning) if meaning else QColor(tokens.ink)
    sign = sign or (SIGNS[meaning] if meaning else None)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(ground)
    painter.drawRoundedRect(rect, 4, 4)
    words = rect.adjusted(SPACE_S, 0, -SPACE_S, 0)
    if sign:
        square = QRect(words.left() - 1, 0, SIGN, SIGN)
        square.moveTop(rect.center().y() - SIGN // 2 + 1)
        draw_sign(painter, sign, square, ink)
        words.setLeft(words.left() + SIGN + 3)
    font = role_font(Role.CAPTION)
    painter.setFont(font)
    painter.setPen(ink)
    metrics = QFontMetrics(font)
    if metrics.horizontalAdvance(text) > words.width() + 1:
        text = metrics.elidedText(text, Qt.TextElideMode.ElideRight, words.width() + 1)
    painter.drawText(words, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, text)
    painter.restore()


class Chip(QWidget):
    """A small word on a tinted ground."""

    def __init__(
        self, text: str = "", meaning: Meaning | None = None, sign: str | None = None
    ) -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.say(text, meaning, sign)

    def say(self, text: str, meaning: Meaning | None = None, sign: str | None = None) -> None:
        """Show another word."""
        self._text, self._meaning = text, meaning
        self._sign = sign or (SIGNS[meaning] if meaning else None)
        self.setAccessibleName(text)
        self.updateGeometry()
        self.update()

    def text(self) -> str:
        """Give the word."""
        return self._text

    def meaning(self) -> Meaning | None:
        """Give the meaning."""
        return self._meaning

    def sizeHint(self) -> QSize:
        """Tell Qt the size."""
        return QSize(chip_width(self._text, self._sign), HEIGHT)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the chip."""
        painter = QPainter(self)
        paint_chip(painter, self.rect(), self._text, self._meaning, self.palette(), self._sign)


class SignLabel(QWidget):
    """The sign of a meaning, in its colour."""

    def __init__(
        self, meaning: Meaning = Meaning.INFO, pixels: int = 20, height: int | None = None
    ) -> None:
        super().__init__()
        self._meaning = meaning
        self.setFixedSize(pixels, height or pixels)

    def set_meaning(self, meaning: Meaning) -> None:
        """Show another meaning."""
        self._meaning = meaning
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the sign."""
        painter = QPainter(self)
        ink = tokens_of(self.palette()).of(self._meaning)
        draw_sign(painter, SIGNS[self._meaning], self.rect(), ink)
