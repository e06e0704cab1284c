"""Paints one month: its name, the weekdays, a cell for each day; and what its marks mean."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, time, timedelta
from typing import Final

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent, QPalette, QPen
from PySide6.QtWidgets import QWidget

from shopcare.domain.calendar.day_facts import DayView
from shopcare.domain.calendar.explanation import Reason, Why
from shopcare.language.day_words import weekday
from shopcare.ui.kit.layout.flow_line import FlowLine
from shopcare.ui.kit.style.tokens import (
    RADIUS,
    SPACE_S,
    Meaning,
    Role,
    Tokens,
    role_font,
    smooth_painter,
    tokens_of,
)
from shopcare.ui.kit.widgets.chip import HEIGHT as CHIP_HEIGHT
from shopcare.ui.kit.widgets.chip import chip_width, paint_chip
from shopcare.ui.kit.words.i18n import screen_catalog, tr
from shopcare.ui.pages.calendar.facts import (
    DayFacts,
    Hours,
    MonthFacts,
    holiday_words,
    month_words,
    off_mark,
    work_mark,
)

HEAD: Final = 32
WEEKDAYS: Final = 22
CELL_HEIGHT: Final = 44
WEEKS: Final = 6
MONTH_HEIGHT: Final = HEAD + WEEKDAYS + WEEKS * CELL_HEIGHT
_LINE: Final = 20
"""The height of the upper half of a cell, with the number."""
_FULL: Final = 12
"""So many calls fill the load bar."""
_ENTRY_HEIGHT: Final = 28
_DAY: Final = date(2026, 1, 1)
_OPEN: Final = ((time(9), time(18)),)


@dataclass(frozen=True, slots=True, kw_only=True)
class Marks:
    """What the user and the clock point at."""

    today: date
    current: date | None
    focused: bool = False


def cell_of(month: MonthFacts, day: date, area: QRect) -> QRect:
    """Give the place of a day inside the area of its month."""
    row, column = divmod(month.first.weekday() + day.day - 1, 7)
    width = area.width() // 7
    top = area.top() + HEAD + WEEKDAYS + row * CELL_HEIGHT
    return QRect(area.left() + column * width, top, width, CELL_HEIGHT)


def paint_month(
    painter: QPainter, month: MonthFacts, area: QRect, marks: Marks, palette: QPalette
) -> None:
    """Paint a month into its area."""
    tokens = tokens_of(palette)
    _paint_head(painter, month, area, palette)
    _paint_weekdays(painter, area, tokens)
    for day, facts in month.days.items():
        cell = cell_of(month, day, area).adjusted(1, 1, -1, -1)
        _paint_ground(painter, cell, facts, tokens)
        _paint_day(painter, cell, facts, tokens)
        if day == marks.today:
            _paint_ring(painter, cell, tokens)
        if day == marks.current:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(tokens.accent), 3 if marks.focused else 2))
            painter.drawRoundedRect(cell.toRectF(), RADIUS, RADIUS)
    _paint_names(painter, month, area, tokens)


def _paint_head(painter: QPainter, month: MonthFacts, area: QRect, palette: QPalette) -> None:
    painter.setFont(role_font(Role.EMPHASISED))
    painter.setPen(palette.color(QPalette.ColorRole.WindowText))
    head = QRect(area.left() + 4, area.top(), area.width() - 4, HEAD)
    left = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
    painter.drawText(head, left, month_words(month.first))
    if month.provisional:
        words = tr("Provisional")
        wide = chip_width(words, "triangle-alert")
        chip = QRect(area.right() - wide, area.top() + 3, wide, CHIP_HEIGHT)
        paint_chip(painter, chip, words, Meaning.AMBER, palette)


def _paint_weekdays(painter: QPainter, area: QRect, tokens: Tokens) -> None:
    painter.setFont(role_font(Role.CAPTION))
    painter.setPen(QColor(tokens.faint))
    words, width = screen_catalog(), area.width() // 7
    for number in range(7):
        place = QRect(area.left() + number * width, area.top() + HEAD, width, WEEKDAYS)
        painter.drawText(place, Qt.AlignmentFlag.AlignCenter, short_weekday(weekday(words, number)))


def short_weekday(name: str) -> str:
    """Give the last character of a Chinese weekday, the first two letters of another."""
    return name[-1] if not name.isascii() else name[:2]


def _paint_ground(painter: QPainter, cell: QRect, facts: DayFacts, tokens: Tokens) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    if facts.view.working:
        painter.setBrush(QColor(tokens.raised))
    elif facts.is_holiday:
        painter.setBrush(QColor(tokens.info_tint))
    else:
        painter.setBrush(QColor(tokens.paper))
    painter.drawRoundedRect(cell.toRectF(), RADIUS, RADIUS)
    if facts.hours is Hours.CLOSED:
        _hatch(painter, cell, QColor(tokens.edge))


def _hatch(painter: QPainter, cell: QRect, ink: QColor) -> None:
    ink.setAlpha(110)
    painter.save()
    painter.setClipRect(cell.adjusted(2, 2, -2, -2))
    painter.setPen(QPen(ink, 1))
    for x in range(cell.left() - cell.height(), cell.right(), 7):
        painter.drawLine(x, cell.bottom(), x + cell.height(), cell.top())
    painter.restore()


def _paint_day(painter: QPainter, cell: QRect, facts: DayFacts, tokens: Tokens) -> None:
    number = QRect(cell.left() + 3, cell.top() + 2, cell.width() - 5, _LINE)
    painter.setFont(role_font(Role.BODY))
    working = facts.view.working
    painter.setPen(QColor(tokens.ink if working else tokens.faint))
    left = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
    painter.drawText(number, left, str(facts.view.day.day))
    if facts.makes_up or facts.is_holiday:
        painter.setFont(role_font(Role.CAPTION, bold=facts.makes_up))
        painter.setPen(QColor(tokens.ink) if facts.makes_up else tokens.of(Meaning.INFO))
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(number, right, work_mark() if facts.makes_up else off_mark())
    elif facts.hours is Hours.OTHER:
        _paint_half(painter, QPointF(cell.right() - 10, number.center().y() + 1), tokens)
    if facts.planned:
        _paint_load(painter, cell, facts.planned, tokens)


def _paint_half(painter: QPainter, centre: QPointF, tokens: Tokens) -> None:
    """Paint the sign of other hours: a circle that is half full."""
    disc = QRectF(centre.x() - 5, centre.y() - 5, 10, 10)
    painter.setPen(QPen(tokens.of(Meaning.INFO), 1))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawEllipse(disc)
    painter.setBrush(tokens.of(Meaning.INFO))
    painter.drawPie(disc, 90 * 16, 180 * 16)


def _paint_load(painter: QPainter, cell: QRect, planned: int, tokens: Tokens) -> None:
    room = cell.width() - 8
    width = max(4, room * min(planned, _FULL) // _FULL)
    bar = QRectF(cell.left() + 4, cell.bottom() - 5, width, 4)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(tokens.accent))
    painter.drawRoundedRect(bar, 2, 2)


def _paint_ring(painter: QPainter, cell: QRect, tokens: Tokens) -> None:
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(QColor(tokens.accent), 2))
    painter.drawEllipse(QRectF(cell.left() + 1, cell.top() + 1, 22, 22))


def _paint_names(painter: QPainter, month: MonthFacts, area: QRect, tokens: Tokens) -> None:
    """Write each holiday once below its days of a week, where there is room for its name."""
    font = role_font(Role.CAPTION)
    painter.setFont(font)
    painter.setPen(tokens.of(Meaning.INFO))
    metrics = QFontMetrics(font)
    for name, run in _runs(month):
        place = cell_of(month, run[0], area).united(cell_of(month, run[-1], area))
        place = place.adjusted(5, _LINE + 1, -3, -6)
        if metrics.horizontalAdvance(name) <= place.width():
            flags = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
            painter.drawText(place, flags, name)


def _runs(month: MonthFacts) -> Iterator[tuple[str, list[date]]]:
    """Give the runs of days in one week that are off for the same holiday."""
    run: list[date] = []
    said = ""
    for day, facts in month.days.items():
        names = facts.view.names if facts.is_holiday else ()
        name = holiday_words(names[0]) if names else ""
        goes_on = run and name == said and day.weekday() and day - run[-1] == timedelta(days=1)
        if run and not goes_on:
            yield said, run
            run = []
        if name:
            said = name
            run = [*run, day]
    if run:
        yield said, run


def _paint_sample(painter: QPainter, square: QRect, facts: DayFacts, tokens: Tokens) -> None:
    """Paint a mark without its day, for the legend."""
    _paint_ground(painter, square, facts, tokens)
    if facts.makes_up or facts.is_holiday:
        painter.setFont(role_font(Role.CAPTION, bold=facts.makes_up))
        painter.setPen(QColor(tokens.ink) if facts.makes_up else tokens.of(Meaning.INFO))
        words = work_mark() if facts.makes_up else off_mark()
        painter.drawText(square, Qt.AlignmentFlag.AlignCenter, words)
    elif facts.hours is Hours.OTHER:
        _paint_half(painter, square.toRectF().center(), tokens)
    elif facts.planned:
        _paint_load(painter, square.adjusted(0, 0, 0, -6), facts.planned, tokens)


class Legend(FlowLine):
    """Shows each mark with its word."""

    def __init__(self, *, make_up_days: bool) -> None:
        """Make the legend.

        Args:
            make_up_days: False in countries that have none.
        """
        super().__init__(0, between_lines=0)
        entries = [
            (tr("Non-working day"), _sample(Reason.HOLIDAY)),
            (tr("Make-up working day"), _sample(Reason.MAKE_UP)),
            (tr("Shop closed"), _sample(Reason.COUNTED, hours=Hours.CLOSED)),
            (tr("other hours"), _sample(Reason.COUNTED, hours=Hours.OTHER)),
            (tr("calls planned"), _sample(Reason.COUNTED, planned=6)),
        ]
        if not make_up_days:
            del entries[1]
        for words, facts in entries:
            self.add(_Entry(words, facts))
        self.setAccessibleName(", ".join(words for words, _ in entries))


class _Entry(QWidget):
    """A mark and its word."""

    def __init__(self, words: str, facts: DayFacts) -> None:
        super().__init__()
        self._words = words
        self._facts = facts
        width = 30 + QFontMetrics(role_font(Role.CAPTION)).horizontalAdvance(words) + 2 * SPACE_S
        self.setFixedSize(width, _ENTRY_HEIGHT)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the mark and its word."""
        painter = smooth_painter(self)
        tokens = tokens_of(self.palette())
        _paint_sample(painter, QRect(0, 3, 24, 22), self._facts, tokens)
        painter.setFont(role_font(Role.CAPTION))
        painter.setPen(QColor(tokens.faint))
        flags = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(self.rect().adjusted(30, 0, 0, 0), flags, self._words)


def _sample(reason: Reason, *, hours: Hours = Hours.ORDINARY, planned: int = 0) -> DayFacts:
    view = DayView(
        day=_DAY,
        working=reason in (Reason.COUNTED, Reason.MAKE_UP),
        open=hours is not Hours.CLOSED,
        intervals=() if hours is Hours.CLOSED else _OPEN,
        names=(),
        provisional=False,
        why=Why(reason),
        closed_why=None,
        by_hand=False,
    )
    return DayFacts(view=view, hours=hours, planned=planned)
