"""Buttons of every kind that pages use."""

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent, QPalette, QPen, QPixmap
from PySide6.QtWidgets import QAbstractButton, QPushButton, QSizePolicy, QToolButton

from shopcare.ui.kit.style.icons import draw_sign, set_sign
from shopcare.ui.kit.style.tokens import (
    RADIUS,
    SPACE_M,
    SPACE_S,
    Meaning,
    Role,
    Tokens,
    role_font,
    tokens_of,
)

KEY_BUTTON_HEIGHT = 60
NARROWEST_KEY = 84
SIGN = 20


def plain_button(words: str, sign: str | None = None) -> QPushButton:
    """Make an ordinary button; Enter presses it while it has the focus, as Space does."""
    button = QPushButton(words)
    button.setAutoDefault(True)
    if sign is not None:
        set_sign(button, sign)
    return button


def main_button(words: str, sign: str | None = None) -> QPushButton:
    """Make a button in the accent: one on a page or a card, never two."""
    button = QPushButton(words)
    button.setAutoDefault(True)
    button.setProperty("look", "main")
    if sign is not None:
        set_sign(button, sign, QPalette.ColorRole.HighlightedText)
    return button


def quiet_button(words: str, sign: str | None = None) -> QPushButton:
    """Make a button without a border, for what is seldom wanted."""
    button = plain_button(words, sign)
    button.setProperty("look", "quiet")
    return button


def sign_button(sign: str, name: str) -> QToolButton:
    """Make a button of a sign alone; its name is the tooltip and what a screen reader says."""
    button = QToolButton()
    button.setProperty("look", "quiet")
    set_sign(button, sign)
    button.setAccessibleName(name)
    button.setToolTip(name)
    return button


class KeyButton(QAbstractButton):
    """A large button with its key on it, for results that are given in one press.

    It only shows the key; ``ButtonKey`` listens to it.
    """

    def __init__(
        self, words: str, key: str, sign: str | None = None, meaning: Meaning | None = None
    ) -> None:
        """Make the button.

        Args:
            key: one key, for example ``"1"`` or ``"N"``; empty for none.
            meaning: the colour of the sign.
        """
        super().__init__()
        self.setText(words)
        self._key = key
        self._sign = sign
        self._meaning = meaning
        self._picture = QPixmap()
        self._shown: tuple[object, ...] = ()
        self.setAccessibleName(f"{words}, {key}" if key else words)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Tell Qt the size: sign above word, key beside."""
        words = QFontMetrics(role_font(Role.BODY)).horizontalAdvance(self.text())
        return QSize(max(96, words + 2 * SPACE_M + 28), KEY_BUTTON_HEIGHT)

    def minimumSizeHint(self) -> QSize:
        """Never cut the word."""
        words = QFontMetrics(role_font(Role.BODY)).horizontalAdvance(self.text())
        return QSize(max(NARROWEST_KEY, words + 2 * SPACE_S), KEY_BUTTON_HEIGHT)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Show ground, key, sign and word; painted anew only where something of them changed."""
        tokens, ratio = tokens_of(self.palette()), self.devicePixelRatioF()
        lit = self.isEnabled() and (self.isDown() or self.isChecked())
        hovered = self.isEnabled() and self.underMouse()
        ground = tokens.accent_tint if lit else tokens.hover if hovered else tokens.raised
        ring = self.hasFocus() or self.isChecked()
        size = self.size()
        shown = (size, ratio, tokens.paper, self.text(), self.isEnabled(), ground, ring)
        if shown != self._shown:
            self._picture = QPixmap(size * ratio)
            self._picture.setDevicePixelRatio(ratio)
            self._picture.fill(Qt.GlobalColor.transparent)
            inner = QPainter(self._picture)
            self._paint(inner, tokens, ground, ring)
            inner.end()
            self._shown = shown
        QPainter(self).drawPixmap(0, 0, self._picture)

    def _paint(self, painter: QPainter, tokens: Tokens, ground: str, ring: bool) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(QColor(ground))
        edge = tokens.accent if ring else tokens.edge if self.isEnabled() else tokens.line
        painter.setPen(QPen(QColor(edge), 2 if ring else 1))
        painter.drawRoundedRect(self.rect().adjusted(1, 1, -1, -1), RADIUS, RADIUS)
        self._paint_key(painter, tokens)
        self._paint_words(painter, tokens)

    def _paint_key(self, painter: QPainter, tokens: Tokens) -> None:
        if not self._key:
            return
        width = max(20, key_cap_width(self._key))
        paint_key_cap(painter, QRect(self.width() - width - 6, 6, width, 20), self._key, tokens)

    def _paint_words(self, painter: QPainter, tokens: Tokens) -> None:
        ink = QColor(tokens.ink if self.isEnabled() else tokens.edge)
        painter.setFont(role_font(Role.BODY))
        painter.setPen(ink)
        metrics = painter.fontMetrics()
        words = self.rect().adjusted(SPACE_S, 0, -SPACE_S, 0)
        if self._sign is not None:
            colour = tokens.of(self._meaning) if self._meaning else ink
            height = SIGN + 2 + metrics.height()
            top = (self.height() - height) // 2
            draw_sign(painter, self._sign, QRect(0, top, self.width(), SIGN), colour)
            words = QRect(words.left(), top + SIGN + 2, words.width(), metrics.height())
        text = self.text()
        if metrics.horizontalAdvance(text) > words.width():
            text = metrics.elidedText(text, Qt.TextElideMode.ElideRight, words.width())
        painter.drawText(words, Qt.AlignmentFlag.AlignCenter, text)


def key_cap_width(key: str) -> int:
    """Tell how wide the picture of a key is, in device-independent pixels."""
    return QFontMetrics(role_font(Role.CAPTION, bold=True)).horizontalAdvance(key) + 10


def paint_key_cap(painter: QPainter, cap: QRect, key: str, tokens: Tokens) -> None:
    """Paint a key of the keyboard with what is written on it."""
    painter.setPen(QPen(QColor(tokens.edge), 1))
    painter.setBrush(QColor(tokens.paper))
    painter.drawRoundedRect(cap, 3, 3)
    painter.setPen(QColor(tokens.faint))
    painter.setFont(role_font(Role.CAPTION, bold=True))
    painter.drawText(cap, Qt.AlignmentFlag.AlignCenter, key)


def escaped(words: str) -> str:
    """Write words for a button so that an ampersand in a name is no mnemonic."""
    return words.replace("&", "&&")
