"""A calm horizontal track of steps with the present one marked."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QEvent, QPoint, QRect, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QFontMetrics,
    QHelpEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from shopcare.ui.kit.style.tokens import (
    SPACE_XS,
    Meaning,
    Role,
    Tokens,
    role_font,
    smooth_painter,
    tokens_of,
)
from shopcare.ui.kit.words.i18n import tr

DOT: Final = 5
"""The radius of a step; the present one is larger."""
PRESENT_DOT: Final = 8
LINE_Y: Final = 12
HEIGHT: Final = 46
_ROW: Final = 20
"""The height of a row of names."""


class StageTrack(QWidget):
    """Dots on a line: done, present, to come. Long names stand in two rows, by turns."""

    def __init__(self) -> None:
        super().__init__()
        self._names: tuple[str, ...] = ()
        self._present = 0
        self._meaning: Meaning | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_steps(
        self, names: Sequence[str], present: int, meaning: Meaning | None = None
    ) -> None:
        """Show other steps.

        Args:
            names: in order, already in the screen's language.
            present: the number of the present one, from 0.
            meaning: colours the present one; None for the accent.
        """
        self._names, self._present, self._meaning = tuple(names), present, meaning
        spoken = {"n": present + 1, "all": len(self._names), "name": self.present_name()}
        self.setAccessibleName(tr("Stage {n} of {all}: {name}", **spoken))
        self._keep_height()
        self.update()

    def present_name(self) -> str:
        """Give the name of the present step."""
        return self._names[self._present] if self._names else ""

    def sizeHint(self) -> QSize:
        """Tell Qt the size."""
        return QSize(320, self._height())

    def minimumSizeHint(self) -> QSize:
        """Tell Qt how small it may be."""
        return QSize(200, self._height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Make room for a second row of names where one is too short for them."""
        super().resizeEvent(event)
        self._keep_height()

    def event(self, event: QEvent) -> bool:
        """Name the step under the mouse."""
        if isinstance(event, QHelpEvent) and self._names:
            nearest = min(range(len(self._names)), key=lambda n: abs(self._x(n) - event.pos().x()))
            QToolTip.showText(event.globalPos(), self._names[nearest], self)
            return True
        return super().event(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the track."""
        if not self._names:
            return
        painter = smooth_painter(self)
        tokens = tokens_of(self.palette())
        colour = tokens.of(self._meaning) if self._meaning else QColor(tokens.accent)
        self._paint_line(painter, tokens)
        for number in range(len(self._names)):
            self._paint_dot(painter, number, tokens, colour)
        for number, rect in self.labels():
            is_present = number == self._present
            ink = colour if is_present else QColor(tokens.faint)
            painter.setFont(role_font(Role.CAPTION, bold=is_present))
            painter.setPen(ink)
            painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, self._names[number])

    def _keep_height(self) -> None:
        if self.height() != self._height():
            self.setFixedHeight(self._height())

    def _height(self) -> int:
        return HEIGHT if self._gap() > 2 * SPACE_XS else HEIGHT + _ROW

    def _gap(self) -> float:
        """Give the white between two names if they all stand in one row."""
        widths = [self._label_width(n) for n in range(len(self._names))]
        return (self.width() - sum(widths)) / max(1, len(widths) - 1)

    def _x(self, number: int) -> int:
        if len(self._names) == 1:
            return self.width() // 2
        widths = [self._label_width(n) for n in range(len(self._names))]
        gap = self._gap()
        if gap > 2 * SPACE_XS:  # every name has room if the gaps between them are even
            return round(sum(widths[:number]) + gap * number + widths[number] / 2)
        first, last = self._half(0), self.width() - self._half(len(self._names) - 1)
        return round(first + (last - first) * number / (len(self._names) - 1))

    def _half(self, number: int) -> int:
        """Give half the width of a name, so that the ends are not cut."""
        return max(PRESENT_DOT + 2, self._label_width(number) // 2 + 1)

    def _label_width(self, number: int) -> int:
        font = role_font(Role.CAPTION, bold=number == self._present)
        return QFontMetrics(font).horizontalAdvance(self._names[number]) + SPACE_XS

    def labels(self) -> list[tuple[int, QRect]]:
        """Place the names that fit: the present one, the ends, then its neighbours.

        In two rows, every other name stands below.
        """
        last = len(self._names) - 1
        ways = sorted(range(last + 1), key=lambda n: abs(n - self._present))
        placed: list[tuple[int, QRect]] = []
        for number in dict.fromkeys((self._present, 0, last, *ways)):
            width = self._label_width(number)
            left = min(max(0, self._x(number) - width // 2), self.width() - width)
            row = number % 2 if self._height() > HEIGHT else 0
            rect = QRect(left, HEIGHT - 22 + row * _ROW, width, _ROW)
            roomy = rect.adjusted(-SPACE_XS, 0, SPACE_XS, 0)
            if not any(roomy.intersects(other) for _n, other in placed):
                placed.append((number, rect))
        return placed

    def _paint_line(self, painter: QPainter, tokens: Tokens) -> None:
        here, last = self._x(self._present), self._x(len(self._names) - 1)
        painter.setPen(QPen(QColor(tokens.accent), 2))
        painter.drawLine(self._x(0), LINE_Y, here, LINE_Y)
        painter.setPen(QPen(QColor(tokens.line), 2))
        painter.drawLine(here, LINE_Y, last, LINE_Y)

    def _paint_dot(self, painter: QPainter, number: int, tokens: Tokens, colour: QColor) -> None:
        middle = QPoint(self._x(number), LINE_Y)
        raised = QColor(tokens.raised)
        if number == self._present:
            painter.setPen(QPen(colour, 2))
            painter.setBrush(raised)
            painter.drawEllipse(middle, PRESENT_DOT, PRESENT_DOT)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colour)
            painter.drawEllipse(middle, PRESENT_DOT - SPACE_XS, PRESENT_DOT - SPACE_XS)
            return
        done = number < self._present
        painter.setPen(QPen(QColor(tokens.accent if done else tokens.edge), 2 if done else 1))
        painter.setBrush(QColor(tokens.accent) if done else raised)
        painter.drawEllipse(middle, DOT - (1 if done else 0), DOT - (1 if done else 0))
