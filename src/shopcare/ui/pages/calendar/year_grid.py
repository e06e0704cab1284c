"""Twelve months side by side; arrows walk over the days, Enter opens one."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Final

from PySide6.QtCore import QEvent, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QHelpEvent, QKeyEvent, QMouseEvent, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from shopcare.ui.kit.style.tokens import SPACE_L, smooth_painter
from shopcare.ui.pages.calendar.facts import DayFacts, MonthFacts, day_spoken, month_after
from shopcare.ui.pages.calendar.month_painter import MONTH_HEIGHT, Marks, cell_of, paint_month

MONTH_WIDTH: Final = 240
"""Pixels; a cell of a day has room for its number and its mark."""
_STEPS: Final = {
    Qt.Key.Key_Left: -1,
    Qt.Key.Key_Right: 1,
    Qt.Key.Key_Up: -7,
    Qt.Key.Key_Down: 7,
}


class YearGrid(QWidget):
    """Paints months and keeps the current day. Knows nothing of the shop."""

    current_changed = Signal(object)
    """Another day is the current one."""
    opened = Signal()
    """Enter or a click: the day is to be worked on."""
    wanted = Signal(object)
    """A day that is not shown was walked to."""

    def __init__(self, *, walks: bool = True) -> None:
        """Make the grid.

        Args:
            walks: False shows days without a current one, as in a preview.
        """
        super().__init__()
        self.months: list[MonthFacts] = []
        self._today = date.min
        self._current: date | None = None
        self._walks = walks
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setMinimumWidth(MONTH_WIDTH)
        if walks:
            self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def set_months(self, months: Sequence[MonthFacts], today: date) -> None:
        """Show other months; the current day stays if it is among them."""
        self.months = list(months)
        self._today = today
        self.setMinimumHeight(self.heightForWidth(max(self.width(), MONTH_WIDTH)))
        self.updateGeometry()
        self.update()

    def current(self) -> date | None:
        """Give the day that the user is on."""
        return self._current

    def facts_of(self, day: date) -> DayFacts | None:
        """Give what is shown of a day, or None."""
        for month in self.months:
            if day in month.days:
                return month.days[day]
        return None

    def go_to(self, day: date) -> None:
        """Make a day the current one; asks for its month if it is not shown."""
        if self.facts_of(day) is None:
            self.wanted.emit(day)
        if (facts := self.facts_of(day)) is None:
            return
        self._current = day
        self.setAccessibleName(day_spoken(facts))
        self.update()
        self.current_changed.emit(day)

    def place_of(self, day: date) -> QRect:
        """Give where a day is painted."""
        for number, month in enumerate(self.months):
            if day in month.days:
                return cell_of(month, day, self._area(number))
        return QRect()

    def hasHeightForWidth(self) -> bool:
        """Tell Qt that the rows depend on the width."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Tell Qt how high the months are."""
        rows = -(-len(self.months) // self._columns(width))
        return max(0, rows * (MONTH_HEIGHT + SPACE_L) - SPACE_L)

    def sizeHint(self) -> QSize:
        """Tell Qt the size."""
        return QSize(3 * MONTH_WIDTH, self.heightForWidth(max(self.width(), MONTH_WIDTH)))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Ask for the height of as many rows as there are now."""
        super().resizeEvent(event)
        self.setMinimumHeight(self.heightForWidth(self.width()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Walk by day, week, month and year; open with Enter."""
        if self._current is None:
            super().keyPressEvent(event)
            return
        key = Qt.Key(event.key())
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space) and not (
            event.modifiers() & Qt.KeyboardModifier.ControlModifier
        ):
            self.opened.emit()
        elif (day := self._walked(self._current, key, event.modifiers())) is not None:
            self.go_to(day)
        else:
            super().keyPressEvent(event)

    def _walked(self, day: date, key: Qt.Key, modifiers: Qt.KeyboardModifier) -> date | None:
        if key in _STEPS:
            return day + timedelta(days=_STEPS[key])
        months = 12 if modifiers & Qt.KeyboardModifier.ControlModifier else 1
        first = day.replace(day=1)
        if key == Qt.Key.Key_PageUp:
            return _same_day(day, month_after(first, -months))
        if key == Qt.Key.Key_PageDown:
            return _same_day(day, month_after(first, months))
        if key == Qt.Key.Key_Home:
            return first
        return month_after(first, 1) - timedelta(days=1) if key == Qt.Key.Key_End else None

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Make the day under the mouse the current one."""
        day = self._day_at(event.position().toPoint())
        if self._walks and day is not None:
            self.go_to(day)

    def event(self, event: QEvent) -> bool:
        """Say everything about the day under the mouse."""
        if isinstance(event, QHelpEvent):
            day = self._day_at(event.pos())
            facts = self.facts_of(day) if day is not None else None
            if facts is not None:
                QToolTip.showText(event.globalPos(), day_spoken(facts), self)
                return True
        return super().event(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the months that are seen."""
        painter = smooth_painter(self)
        marks = Marks(today=self._today, current=self._current, focused=self.hasFocus())
        for number, month in enumerate(self.months):
            area = self._area(number)
            if area.intersects(event.rect()):
                paint_month(painter, month, area, marks, self.palette())

    def _columns(self, width: int) -> int:
        return min(4, max(1, (width + SPACE_L) // (MONTH_WIDTH + SPACE_L)))

    def _area(self, number: int) -> QRect:
        columns = self._columns(self.width())
        row, column = divmod(number, columns)
        width = (self.width() - (columns - 1) * SPACE_L) // columns
        width = min(width, MONTH_WIDTH + 60)
        left = column * (width + SPACE_L)
        return QRect(left, row * (MONTH_HEIGHT + SPACE_L), width, MONTH_HEIGHT)

    def _day_at(self, point: QPoint) -> date | None:
        for number, month in enumerate(self.months):
            area = self._area(number)
            if area.contains(point):
                days = (day for day in month.days if cell_of(month, day, area).contains(point))
                return next(days, None)
        return None


def _same_day(day: date, first: date) -> date:
    last = month_after(first, 1) - timedelta(days=1)
    return first.replace(day=min(day.day, last.day))
