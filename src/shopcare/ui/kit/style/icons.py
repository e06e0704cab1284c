"""Lucide's signs, drawn in the ink of the palette and only when they are shown."""

from typing import Final

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QIconEngine, QPainter, QPalette, QPixmap, QPixmapCache
from PySide6.QtWidgets import QAbstractButton, QApplication

from shopcare.system.paths import resource

SIDE: Final = 18
GAP: Final = 4
FOLDER: Final = resource("icons")


def icon_file(name: str) -> str:
    """Give the path of a sign, with forward slashes as style sheets want them."""
    return (FOLDER / f"{name}.svg").as_posix()


def sign(name: str, colour: QColor, pixels: int, ratio: float = 1.0) -> QPixmap:
    """Draw a sign as a pixmap.

    Args:
        name: the file's name without ``.svg``.
        pixels: the side's length in device-independent pixels.
        ratio: device pixels per device-independent pixel.
    """
    side = round(pixels * ratio)
    key = f"shopcare/{name}/{colour.rgba()}/{side}/{ratio}"
    pixmap = QPixmap()
    if QPixmapCache.find(key, pixmap):
        return pixmap
    text = (FOLDER / f"{name}.svg").read_text("utf-8")
    text = text.replace("currentColor", colour.name())
    text = text.replace('width="24"', f'width="{side}"', 1)
    text = text.replace('height="24"', f'height="{side}"', 1)
    pixmap.loadFromData(text.encode(), "SVG")
    pixmap.setDevicePixelRatio(ratio)
    QPixmapCache.insert(key, pixmap)
    return pixmap


def draw_sign(painter: QPainter, name: str, rect: QRect, colour: QColor) -> None:
    """Draw a sign into the middle of a rectangle, as large as fits."""
    side = min(rect.width(), rect.height())
    corner = rect.center() - QPoint(side // 2, side // 2)
    painter.drawPixmap(corner, sign(name, colour, side, pixel_ratio(painter)))


def pixel_ratio(painter: QPainter) -> float:
    """Tell how many pixels a painter has to a unit.

    Its device would say so as well, but Qt then prepares every type of widget for Python, a
    twentieth of the start.
    """
    return painter.deviceTransform().m11()


class _SignEngine(QIconEngine):
    """Draws one sign in the colour that the palette has at that moment."""

    def __init__(self, name: str, role: QPalette.ColorRole) -> None:
        super().__init__()
        self._name = name
        self._role = role

    def clone(self) -> QIconEngine:
        return _SignEngine(self._name, self._role)

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, _state: QIcon.State) -> None:
        side = min(rect.width(), rect.height())  # what is left of a wide icon is the gap
        square = QRect(rect.left(), rect.center().y() - (side - 1) // 2, side, side)
        groups = QPalette.ColorGroup
        group = groups.Disabled if mode is QIcon.Mode.Disabled else groups.Active
        draw_sign(painter, self._name, square, QApplication.palette().color(group, self._role))

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        return self.scaledPixmap(size, mode, state, 1.0)

    def scaledPixmap(
        self, size: QSize, mode: QIcon.Mode, state: QIcon.State, scale: float
    ) -> QPixmap:
        pixmap = QPixmap(size * scale)  # since Qt 6.8 the size is device-independent
        pixmap.fill(Qt.GlobalColor.transparent)
        pixmap.setDevicePixelRatio(scale)
        painter = QPainter(pixmap)
        self.paint(painter, QRect(QPoint(0, 0), size), mode, state)
        painter.end()
        return pixmap


def icon(name: str, role: QPalette.ColorRole = QPalette.ColorRole.ButtonText) -> QIcon:
    """Make a sign for a button or a menu; it is drawn when it is first shown.

    Args:
        role: whose colour it takes; ``HighlightedText`` on a button with the accent as ground.
    """
    return QIcon(_SignEngine(name, role))


def set_sign(
    button: QAbstractButton, name: str, role: QPalette.ColorRole = QPalette.ColorRole.ButtonText
) -> None:
    """Put a sign before a button's words, with a little room between them."""
    button.setIcon(icon(name, role))
    button.setIconSize(QSize(SIDE + (GAP if button.text() else 0), SIDE))
