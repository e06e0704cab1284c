"""The narrow bar on the left: a sign and a word for each page, with what waits there."""

from PySide6.QtCore import QPoint, QRect, QSize, Qt, Signal, Slot
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QWidget

from shopcare.ui.kit.layout.box_layouts import column_layout
from shopcare.ui.kit.navigation import PageSpec
from shopcare.ui.kit.style.icons import draw_sign
from shopcare.ui.kit.style.tokens import (
    BAR,
    RADIUS,
    SPACE_S,
    SPACE_XS,
    Role,
    role_font,
    smooth_painter,
    tokens_of,
)
from shopcare.ui.kit.words.i18n import ntr

SIGN = 22
SMALL_SIGN = 18
"""Where the window is low, so that the word keeps off it."""
TALL = 64
"""Height of a button with its word."""
SHORT = 32
"""Height of a button without; its tooltip says the word."""
MOST_SHOWN = 99


class BarButton(QAbstractButton):
    """One page's button."""

    def __init__(self, spec: PageSpec, parent: QWidget) -> None:
        super().__init__(parent)
        self.key = spec.key
        self._sign = spec.sign
        self._count = -1  # none was shown yet
        self._title = spec.title
        self._shortcut = spec.shortcut
        self.setText(spec.title)
        self.setCheckable(True)
        self.setFixedWidth(BAR)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.set_count(0)

    def set_count(self, count: int) -> None:
        """Show how many things wait there; 0 shows nothing."""
        if count == self._count:
            return
        self._count = count
        name = self._title
        if count:
            name += ", " + ntr("{n} waiting", "{n} waiting", count)
        self.setAccessibleName(name)
        self.setToolTip(f"{name}  {self._shortcut}".rstrip())
        self.update()

    def sizeHint(self) -> QSize:
        """Tell Qt the size."""
        return QSize(BAR, TALL)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint ground, sign, word, badge and focus ring."""
        tokens = tokens_of(self.palette())
        painter = smooth_painter(self)
        ground = self.rect().adjusted(6, 2, -6, -2)
        if self.isChecked() or self.underMouse():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(tokens.accent_tint if self.isChecked() else tokens.hover))
            painter.drawRoundedRect(ground, RADIUS, RADIUS)
        ink = QColor(tokens.accent if self.isChecked() else tokens.faint)
        sign = self._paint_sign_and_word(painter, ink)
        if self._count:
            self._paint_badge(painter, sign.topRight())
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(tokens.accent), 2))
            painter.drawRoundedRect(ground.adjusted(1, 1, -1, -1), RADIUS, RADIUS)

    def _paint_sign_and_word(self, painter: QPainter, ink: QColor) -> QRect:
        worded = self.height() >= TALL - 12
        side = SMALL_SIGN if worded and self.height() < TALL else SIGN
        sign = QRect(0, 0, side, side)
        sign.moveCenter(self.rect().center())
        if worded:
            font = role_font(Role.CAPTION, bold=self.isChecked())
            height = QFontMetrics(font).height()
            sign.moveTop((self.height() - side - SPACE_XS - height) // 2)
            painter.setFont(font)
            painter.setPen(ink)
            words = QRect(2, sign.bottom() + SPACE_XS, self.width() - 4, height)
            text = QFontMetrics(font).elidedText(
                self._title, Qt.TextElideMode.ElideRight, words.width()
            )
            painter.drawText(words, Qt.AlignmentFlag.AlignCenter, text)
        draw_sign(painter, self._sign, sign, ink)
        return sign

    def _paint_badge(self, painter: QPainter, corner: QPoint) -> None:
        tokens = tokens_of(self.palette())
        font = role_font(Role.CAPTION, bold=True)
        text = str(self._count) if self._count <= MOST_SHOWN else f"{MOST_SHOWN}+"
        metrics = QFontMetrics(font)
        height = metrics.height() - 2
        badge = QRect(0, 0, max(height, metrics.horizontalAdvance(text) + 10), height)
        badge.moveTopLeft(corner + QPoint(-6, -6))
        badge.moveTop(max(2, badge.top()))
        badge.moveRight(min(badge.right(), self.width() - 6))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(tokens.accent))
        painter.drawRoundedRect(badge, height / 2, height / 2)
        painter.setPen(QColor(tokens.accent_ink))
        painter.setFont(font)
        painter.drawText(badge, Qt.AlignmentFlag.AlignCenter, text)


class NavigationBar(QWidget):
    """All pages' buttons, top to bottom."""

    chosen = Signal(str)
    """A page's button was pressed; carries the page's key."""

    def __init__(self, specs: list[PageSpec]) -> None:
        super().__init__()
        self.setFixedWidth(BAR)
        self.setObjectName("navigation")
        self.buttons: dict[str, BarButton] = {}
        self._group = QButtonGroup(self)
        layout = column_layout(self, 0, margins=(0, SPACE_S, 0, SPACE_S))
        for spec in specs:
            button = BarButton(spec, self)
            self.buttons[spec.key] = button
            self._group.addButton(button)
            layout.addWidget(button)
        layout.addStretch(1)
        self._group.buttonClicked.connect(self._on_clicked)

    def select(self, key: str) -> None:
        """Mark a page as the one that is shown."""
        self.buttons[key].setChecked(True)

    def minimumSizeHint(self) -> QSize:
        """Let the window be as low as a small screen at 200 % asks for."""
        return QSize(BAR, SHORT * len(self.buttons) + SPACE_S)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give up the words when the window is too low for them."""
        super().resizeEvent(event)
        room = (self.height() - 2 * SPACE_S) // max(1, len(self.buttons))
        height = TALL if room >= TALL else max(TALL - 12, room) if room >= TALL - 12 else SHORT
        for button in self.buttons.values():
            button.setFixedHeight(height)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the hairline to the right."""
        painter = QPainter(self)
        painter.setPen(QColor(tokens_of(self.palette()).line))
        painter.drawLine(self.width() - 1, 0, self.width() - 1, self.height())

    @Slot(QAbstractButton)
    def _on_clicked(self, button: BarButton) -> None:
        self.chosen.emit(button.key)
