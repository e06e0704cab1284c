"""A sketch on which marks are set with a click or with the keyboard (X-4)."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from shopcare.domain.goods.condition import WHOLE, Sketch
from shopcare.ui.kit.style.tokens import RADIUS, Role, Tokens, role_font, smooth_painter, tokens_of
from shopcare.ui.kit.words.i18n import tr

_MARGIN: Final = 12
_DOT: Final = 20
_STEP: Final = 20
"""Thousandths by which an arrow key moves the cross."""
_ARROWS: Final = {
    Qt.Key.Key_Left: (-_STEP, 0),
    Qt.Key.Key_Right: (_STEP, 0),
    Qt.Key.Key_Up: (0, -_STEP),
    Qt.Key.Key_Down: (0, _STEP),
}
Place = tuple[int, int]
"""In thousandths of the sketch's width and height."""


class SketchView(QWidget):
    """Shows the outline and numbered marks. Arrows move a cross, Space sets a mark there."""

    set_wanted = Signal(int, int)
    """A mark is wanted at a place, in thousandths."""

    def __init__(self, sketch: Sketch) -> None:
        super().__init__()
        self._sketch = sketch
        self._places: tuple[Place, ...] = ()
        self._cross = (WHOLE // 2, WHOLE // 2)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(tr("Sketch"))
        self.setAccessibleDescription(
            tr("Click, or move the cross with the arrows and set a mark with Space.")
        )

    def show_marks(self, places: Sequence[Place]) -> None:
        """Show marks at these places, numbered in their order."""
        self._places = tuple(places)
        self.update()

    def sizeHint(self) -> QSize:
        """Tell Qt the size."""
        return QSize(360, round(336 * self._sketch.height / self._sketch.width) + 2 * _MARGIN)

    def minimumSizeHint(self) -> QSize:
        """Shrink with the form, but stay large enough to point at."""
        return QSize(200, self.sizeHint().height())

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
        """Set a mark where the sketch is pressed."""
        area = self._area()
        at = event.position()
        if event.button() is Qt.MouseButton.LeftButton and area.contains(at):
            x = round((at.x() - area.left()) / area.width() * WHOLE)
            y = round((at.y() - area.top()) / area.height() * WHOLE)
            self._cross = (_inside(x), _inside(y))
            self.set_wanted.emit(*self._cross)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint ground, outline, marks, and the cross while the keyboard is here."""
        tokens = tokens_of(self.palette())
        painter = smooth_painter(self)
        painter.setPen(QPen(QColor(tokens.accent if self.hasFocus() else tokens.line), 1))
        painter.setBrush(QColor(tokens.raised))
        painter.drawRoundedRect(
            self.rect().toRectF().adjusted(0.5, 0.5, -0.5, -0.5), RADIUS, RADIUS
        )
        area = self._area()
        painter.setPen(QPen(QColor(tokens.faint), 1.5))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for stroke in self._sketch.strokes:
            painter.drawPolyline(QPolygonF([self._point(area, *point) for point in stroke]))
        for number, place in enumerate(self._places, 1):
            self._paint_mark(painter, tokens, area, number, place)
        if self.hasFocus():
            at = _at(area, self._cross)
            painter.setPen(QPen(QColor(tokens.accent), 1))
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
        """Give where the sketch is, as large as it fits, in the middle."""
        room = self.rect().toRectF().adjusted(_MARGIN, _MARGIN, -_MARGIN, -_MARGIN)
        scale = min(room.width() / self._sketch.width, room.height() / self._sketch.height)
        width, height = self._sketch.width * scale, self._sketch.height * scale
        left = room.left() + (room.width() - width) / 2
        return QRectF(left, room.top() + (room.height() - height) / 2, width, height)

    def _point(self, area: QRectF, x: float, y: float) -> QPointF:
        across, down = x / self._sketch.width, y / self._sketch.height
        return QPointF(area.left() + across * area.width(), area.top() + down * area.height())


def _at(area: QRectF, place: Place) -> QPointF:
    x, y = place
    return QPointF(area.left() + x / WHOLE * area.width(), area.top() + y / WHOLE * area.height())


def _inside(place: int) -> int:
    return max(0, min(WHOLE, place))
