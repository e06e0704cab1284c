"""How the power of both eyes went over the years, as a small chart."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Final, NamedTuple

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from shopcare.domain.people.dioptres import dioptres_text
from shopcare.domain.people.prescription import EyeMeasure, Prescription
from shopcare.ui.kit.style.tokens import SPACE_S, Role, Tokens, role_font, smooth_painter, tokens_of
from shopcare.ui.kit.words.formatting import day_words
from shopcare.ui.kit.words.i18n import tr

HEIGHT: Final = 132
_MARK: Final = 3.5
_LEFT: Final = Qt.AlignmentFlag.AlignLeft
_RIGHT: Final = Qt.AlignmentFlag.AlignRight


class Point(NamedTuple):
    """One eye on one day."""

    on: date
    power: Decimal


def mean_power(eye: EyeMeasure) -> Decimal | None:
    """Give the power of an eye as one figure: the sphere and half of the cylinder."""
    if eye.sphere is None:
        return None
    return eye.sphere + (eye.cylinder or Decimal(0)) / 2


class PowerChart(QWidget):
    """A solid line with dots for the right eye, a dashed one with squares for the left."""

    def __init__(self, measured: Sequence[Prescription]) -> None:
        """Take the measurements that can be compared, in any order."""
        super().__init__()
        oldest_first = sorted(measured, key=lambda one: (one.measured_on, one.id))
        self.right = _points(oldest_first, "right")
        self.left = _points(oldest_first, "left")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        said = [
            f"{day_words(one.on)} {name} {dioptres_text(one.power)}"
            for name, points in ((tr("R"), self.right), (tr("L"), self.left))
            for one in points
        ]
        self.setAccessibleName(tr("Power over the years: {points}", points=tr("; ").join(said)))
        self.setToolTip(tr("Sphere and half of the cylinder"))

    def sizeHint(self) -> QSize:
        """Tell Qt the size."""
        return QSize(280, HEIGHT)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the axis, both lines and their ends."""
        points = [*self.right, *self.left]
        if not points:
            return
        painter = smooth_painter(self)
        painter.setFont(role_font(Role.CAPTION))
        tokens = tokens_of(self.palette())
        scale = _Scale(points, QRectF(self.rect()), QFontMetrics(painter.font()))
        _paint_axes(painter, scale, tokens)
        _paint_line(painter, scale, self.right, QColor(tokens.accent), is_right=True)
        _paint_line(painter, scale, self.left, QColor(tokens.ink), is_right=False)


class _Scale:
    """Where a day and a power stand on the widget."""

    def __init__(self, points: Sequence[Point], room: QRectF, metrics: QFontMetrics) -> None:
        days, powers = [one.on for one in points], [one.power for one in points]
        self.first, self.last = min(days), max(days)
        self.lowest, self.highest = min(powers), max(powers)
        wide = metrics.horizontalAdvance("-00.000") + SPACE_S
        high = metrics.height()
        self.area = room.adjusted(wide, high + SPACE_S, -wide, -high - SPACE_S)
        self.text_height = high

    def x(self, on: date) -> float:
        span = (self.last - self.first).days or 1
        return self.area.left() + self.area.width() * ((on - self.first).days / span)

    def y(self, power: Decimal) -> float:
        span = float(self.highest - self.lowest) or 1.0
        return self.area.bottom() - self.area.height() * (float(power - self.lowest) / span)


def _points(measured: Sequence[Prescription], side: str) -> list[Point]:
    powers = ((one.measured_on, mean_power(getattr(one, side))) for one in measured)
    return [Point(on, power) for on, power in powers if power is not None]


def _paint_axes(painter: QPainter, scale: _Scale, tokens: Tokens) -> None:
    area = scale.area
    painter.setPen(QPen(QColor(tokens.line), 1))
    ends = {scale.lowest, scale.highest}
    for height in map(scale.y, ends):
        painter.drawLine(QPointF(area.left(), height), QPointF(area.right(), height))
    painter.setPen(QColor(tokens.faint))
    for power in ends:
        top = scale.y(power) - scale.text_height / 2
        box = QRectF(0, top, area.left() - SPACE_S, scale.text_height)
        painter.drawText(box, int(_RIGHT), dioptres_text(power))
    below = area.bottom() + SPACE_S
    for on, align in ((scale.first, _LEFT), (scale.last, _RIGHT)):
        box = QRectF(area.left(), below, area.width(), scale.text_height)
        painter.drawText(box, int(align), f"{on:%Y-%m}")


def _paint_line(
    painter: QPainter, scale: _Scale, points: Sequence[Point], ink: QColor, *, is_right: bool
) -> None:
    style = Qt.PenStyle.SolidLine if is_right else Qt.PenStyle.DashLine
    painter.setPen(QPen(ink, 1.6, style))
    places = [QPointF(scale.x(one.on), scale.y(one.power)) for one in points]
    painter.drawPolyline(places)
    painter.setPen(QPen(ink, 1))
    painter.setBrush(ink)
    for place in places:
        if is_right:
            painter.drawEllipse(place, _MARK, _MARK)
        else:
            painter.drawRect(QRectF(place.x() - 3, place.y() - 3, 6, 6))
    if places:
        end, lift = places[-1], -scale.text_height if is_right else 0
        name = tr("R") if is_right else tr("L")
        box = QRectF(end.x() + SPACE_S, end.y() + lift, 24, scale.text_height)
        painter.drawText(box, int(_LEFT), name)
