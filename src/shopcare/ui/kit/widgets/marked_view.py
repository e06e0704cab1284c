"""A sketch or a photo with numbered marks, set with a click or with the keyboard (X-4)."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPixmap,
    QPolygonF,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from shopcare.domain.goods.condition import WHOLE, Sketch
from shopcare.ui.kit.style.tokens import RADIUS, Role, Tokens, role_font, smooth_painter, tokens_of
from shopcare.ui.kit.words.i18n import tr

_MARGIN: Final = 12
_DOT: Final = 20
_WIDTH: Final = 336
_TALLEST: Final = 420
_STEP: Final = 20
"""Thousandths by which an arrow key moves the cross."""
_ARROWS: Final = {
    Qt.Key.Key_Left: (-_STEP, 0),
    Qt.Key.Key_Right: (_STEP, 0),
    Qt.Key.Key_Up: (0, -_STEP),
    Qt.Key.Key_Down: (0, _STEP),
}
Place = tuple[int, int]
"""In thousandths of the width and height of what is marked."""


class MarkedView(QWidget):
    """Shows a ground and numbered marks. Arrows move a cross, Space sets a mark there."""

    set_wanted = Signal(int, int)
    """A mark is wanted at a place, in thousandths."""

    def __init__(self, width: float, height: float, name: str) -> None:
        """Take the size of what is marked, and what a screen reader calls it."""
        super().__init__()
        self._ground = QRectF(0, 0, width, height)
        self._places: tuple[Place, ...] = ()
        self._cross = (WHOLE // 2, WHOLE // 2)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(name)
        self.setAccessibleDescription(
            tr("Click, or move the cross with the arrows and set a mark with Space.")
        )

    def paint_ground(self, painter: QPainter, tokens: Tokens, area: QRectF) -> None:
        """Paint what the marks stand on."""
        raise NotImplementedError

    def only_show(self) -> None:
        """Take no mark, and as much room as there is."""
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAccessibleDescription("")

    def show_ground(self, width: float, height: float) -> None:
        """Show something of another size."""
        self._ground = QRectF(0, 0, width, height)
        self.updateGeometry()
        self.update()

    def show_marks(self, places: Sequence[Place]) -> None:
        """Show marks at these places, numbered in their order."""
        self._places = tuple(places)
        self.update()

    def sizeHint(self) -> QSize:
        """Tell Qt the size."""
        height = round(_WIDTH * self._ground.height() / self._ground.width())
        return QSize(_WIDTH + 2 * _MARGIN, min(height, _TALLEST) + 2 * _MARGIN)

    def minimumSizeHint(self) -> QSize:
        """Shrink with the form, but stay large enough to point at."""
        is_fixed = self.sizePolicy().verticalPolicy() == QSizePolicy.Policy.Fixed
        return QSize(200, self.sizeHint().height() if is_fixed else 200)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move the cross, or set a mark at it."""
        key = Qt.Key(event.key())
        if key in _ARROWS:
            right, down = _ARROWS[key]
            x, y = self._cross
            self._cross = (_inside(x + right), _inside(y + down))
            self.update()
        elif key == Qt.Key.Key_Space:
            self.set_wanted.emit(*self._cross)
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Set a mark where it is pressed."""
        area = self._area()
        at = event.position()
        if event.button() is Qt.MouseButton.LeftButton and area.contains(at):
            x = round((at.x() - area.left()) / area.width() * WHOLE)
            y = round((at.y() - area.top()) / area.height() * WHOLE)
            self._cross = (_inside(x), _inside(y))
            self.set_wanted.emit(*self._cross)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint ground, marks, and the cross while the keyboard is here."""
        tokens = tokens_of(self.palette())
        painter = smooth_painter(self)
        painter.setPen(QPen(QColor(tokens.accent if self.hasFocus() else tokens.line), 1))
        painter.setBrush(QColor(tokens.raised))
        painter.drawRoundedRect(
            self.rect().toRectF().adjusted(0.5, 0.5, -0.5, -0.5), RADIUS, RADIUS
        )
        area = self._area()
        self.paint_ground(painter, tokens, area)
        for number, place in enumerate(self._places, 1):
            self._paint_mark(painter, tokens, area, number, place)
        if self.hasFocus():
            self._paint_cross(painter, tokens, _at(area, self._cross))

    def _paint_cross(self, painter: QPainter, tokens: Tokens, at: QPointF) -> None:
        """Paint the cross with an edge, so that it is seen on dark and on light."""
        for colour, width in ((tokens.raised, 4), (tokens.accent, 2)):
            painter.setPen(QPen(QColor(colour), width))
            painter.drawLine(at + QPointF(-10, 0), at + QPointF(10, 0))
            painter.drawLine(at + QPointF(0, -10), at + QPointF(0, 10))

    def _paint_mark(
        self, painter: QPainter, tokens: Tokens, area: QRectF, number: int, place: Place
    ) -> None:
        at = _at(area, place)
        dot = QRectF(at.x() - _DOT / 2, at.y() - _DOT / 2, _DOT, _DOT)
        painter.setPen(QPen(QColor(tokens.accent), 1))
        painter.setBrush(QColor(tokens.raised))
        painter.drawEllipse(dot)
        painter.setPen(QColor(tokens.ink))
        painter.setFont(role_font(Role.CAPTION, bold=True))
        painter.drawText(dot, Qt.AlignmentFlag.AlignCenter, str(number))

    def _area(self) -> QRectF:
        """Give where the ground is, as large as it fits, in the middle."""
        room = self.rect().toRectF().adjusted(_MARGIN, _MARGIN, -_MARGIN, -_MARGIN)
        scale = min(room.width() / self._ground.width(), room.height() / self._ground.height())
        width, height = self._ground.width() * scale, self._ground.height() * scale
        left = room.left() + (room.width() - width) / 2
        return QRectF(left, room.top() + (room.height() - height) / 2, width, height)


class SketchView(MarkedView):
    """The outline of a category of goods."""

    def __init__(self, sketch: Sketch) -> None:
        super().__init__(sketch.width, sketch.height, tr("Sketch"))
        self._sketch = sketch

    def show_sketch(self, sketch: Sketch) -> None:
        """Show the outline of another category."""
        self._sketch = sketch
        self.show_ground(sketch.width, sketch.height)

    def paint_ground(self, painter: QPainter, tokens: Tokens, area: QRectF) -> None:
        """Paint the outline."""
        painter.setPen(QPen(QColor(tokens.faint), 1.5))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for stroke in self._sketch.strokes:
            painter.drawPolyline(QPolygonF([self._point(area, *point) for point in stroke]))

    def _point(self, area: QRectF, x: float, y: float) -> QPointF:
        across, down = x / self._sketch.width, y / self._sketch.height
        return QPointF(area.left() + across * area.width(), area.top() + down * area.height())


class PhotoView(MarkedView):
    """A photo; one that cannot be drawn says so in its place."""

    def __init__(self) -> None:
        super().__init__(4, 3, tr("Photo"))
        self._pixmap = QPixmap()

    def show_photo(self, jpeg: bytes) -> None:
        """Show another photo."""
        self._pixmap = pixmap_of(jpeg)
        is_sound = not self._pixmap.isNull()
        self.show_ground(*(self._pixmap.size().toTuple() if is_sound else (4, 3)))

    def paint_ground(self, painter: QPainter, tokens: Tokens, area: QRectF) -> None:
        """Paint the photo."""
        if self._pixmap.isNull():
            painter.setPen(QColor(tokens.faint))
            painter.drawText(area, Qt.AlignmentFlag.AlignCenter, tr("This photo is damaged."))
            return
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawPixmap(area, self._pixmap, self._pixmap.rect().toRectF())


def pixmap_of(jpeg: bytes) -> QPixmap:
    """Decode a picture of the shop file; null where it is damaged."""
    pixmap = QPixmap()
    pixmap.loadFromData(jpeg, "JPG")
    return pixmap


def _at(area: QRectF, place: Place) -> QPointF:
    x, y = place
    return QPointF(area.left() + x / WHOLE * area.width(), area.top() + y / WHOLE * area.height())


def _inside(place: int) -> int:
    return max(0, min(WHOLE, place))
