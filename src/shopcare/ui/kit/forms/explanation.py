"""How a date came about: a sentence, and the days that were counted, one by one."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from html import escape
from typing import Final

from PySide6.QtCore import QEvent, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QHelpEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from shopcare.domain.calendar.explanation import DayStep, Reason
from shopcare.language.day_words import day_text, weekday
from shopcare.language.reason_words import reason_text
from shopcare.services.calls.explain import Explained
from shopcare.ui.kit.layout.box_layouts import column_layout
from shopcare.ui.kit.layout.card import Words
from shopcare.ui.kit.style.tokens import (
    RADIUS,
    SPACE_S,
    SPACE_XS,
    Meaning,
    Role,
    Tokens,
    role_font,
    smooth_painter,
    tokens_of,
)
from shopcare.ui.kit.words.i18n import screen_catalog, tr

CELL: Final = QSize(68, 62)
_SKIPPED: Final = frozenset({Reason.WEEKEND, Reason.HOLIDAY, Reason.OFF_BY_HAND, Reason.CLOSED})


@dataclass(frozen=True, slots=True, kw_only=True)
class _Cell:
    """One day of the strip."""

    day: date
    counted: int | None
    word: str
    """What is written below: why it is skipped, or what happened on it."""
    full: str
    """All reasons of the day, for the tooltip."""
    is_zero: bool
    is_due: bool
    is_provisional: bool


class DayStrip(QWidget):
    """A calendar strip of the days that were looked at; wraps into lines as wide as it is."""

    def __init__(self) -> None:
        super().__init__()
        self._cells: list[_Cell] = []
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setMinimumWidth(CELL.width())

    def set_steps(self, steps: Sequence[DayStep], due_on: date | None = None) -> None:
        """Show the days of an explanation.

        Args:
            steps: as ``DueDate.explanation`` gives them; several may fall on one day.
            due_on: the day that is marked as due.
        """
        self._cells = _cells(steps, due_on)
        self.setAccessibleName(tr("How the date was worked out"))
        self.setAccessibleDescription("; ".join(cell.full for cell in self._cells))
        self.updateGeometry()
        self.update()

    def days(self) -> list[date]:
        """List the days that are shown."""
        return [cell.day for cell in self._cells]

    def words(self) -> list[str]:
        """List what is written below each day: its count, or why it is skipped."""
        return [_below(cell) for cell in self._cells]

    def hasHeightForWidth(self) -> bool:
        """Tell Qt that the lines depend on the width."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Tell Qt how high the lines are."""
        lines = -(-len(self._cells) // self._in_line(width))
        return max(0, lines * (CELL.height() + SPACE_XS) - SPACE_XS)

    def sizeHint(self) -> QSize:
        """Tell Qt the size."""
        return QSize(6 * CELL.width(), self.heightForWidth(max(self.width(), 6 * CELL.width())))

    def event(self, event: QEvent) -> bool:
        """Say all reasons of the day under the mouse."""
        if isinstance(event, QHelpEvent):
            for number, cell in enumerate(self._cells):
                if self._place(number).contains(event.pos()):
                    QToolTip.showText(event.globalPos(), f"<p>{escape(cell.full)}</p>", self)
                    return True
        return super().event(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the days."""
        painter = smooth_painter(self)
        tokens = tokens_of(self.palette())
        for number, cell in enumerate(self._cells):
            rect = self._place(number)
            if rect.intersects(event.rect()):
                _paint_cell(painter, rect.adjusted(1, 1, -3, -1), cell, tokens)

    def _in_line(self, width: int) -> int:
        return max(1, width // CELL.width())

    def _place(self, number: int) -> QRect:
        line, column = divmod(number, self._in_line(self.width()))
        top = line * (CELL.height() + SPACE_XS)
        return QRect(column * CELL.width(), top, CELL.width(), CELL.height())


def _cells(steps: Sequence[DayStep], due_on: date | None) -> list[_Cell]:
    by_day: dict[date, list[DayStep]] = {}
    for step in steps:
        by_day.setdefault(step.day, []).append(step)
    if due_on is not None:
        by_day.setdefault(due_on, [])
    return [_cell(day, by_day[day], day == due_on) for day in sorted(by_day)]


def _cell(day: date, steps: Sequence[DayStep], is_due: bool) -> _Cell:
    words = screen_catalog()
    reasons = [step.why.reason for step in steps]
    counted = next((step.counted for step in steps if step.counted is not None), None)
    said = "; ".join(reason_text(words, step.why) for step in steps)
    return _Cell(
        day=day,
        counted=counted,
        word=_word(steps, is_due),
        full=tr("{day}: {reasons}", day=day_text(words, day), reasons=said or tr("due")),
        is_zero=Reason.DAY_ZERO in reasons,
        is_due=is_due,
        is_provisional=Reason.PROVISIONAL in reasons,
    )


def _word(steps: Sequence[DayStep], is_due: bool) -> str:
    words = screen_catalog()
    for step in steps:
        if step.why.reason is Reason.CLOSED:
            return tr("closed")
        if step.why.reason in _SKIPPED:
            return reason_text(words, step.why)
    if any(step.why.reason is Reason.DAY_ZERO for step in steps):
        return tr("day 0")
    return tr("due") if is_due else ""


def _below(cell: _Cell) -> str:
    return str(cell.counted) if cell.counted is not None else cell.word


def _paint_cell(painter: QPainter, rect: QRect, cell: _Cell, tokens: Tokens) -> None:
    counts = cell.counted is not None or cell.is_due or cell.is_zero
    ground = tokens.accent_tint if cell.is_due else tokens.raised if counts else tokens.paper
    painter.setBrush(QColor(ground))
    edge = tokens.amber if cell.is_provisional else tokens.accent if cell.is_due else tokens.line
    painter.setPen(QPen(QColor(edge), 2 if cell.is_due or cell.is_provisional else 1))
    painter.drawRoundedRect(rect, RADIUS, RADIUS)
    third = rect.height() // 3
    ink = QColor(tokens.ink if counts else tokens.faint)
    faint = QColor(tokens.faint)
    head = QRect(rect.left(), rect.top() + 2, rect.width(), third)
    name = weekday(screen_catalog(), cell.day.weekday())
    _centre(painter, head, f"{cell.day.month}/{cell.day.day}", ink, bold=cell.is_due)
    _centre(painter, head.translated(0, third - 1), name, faint)
    low = head.translated(0, 2 * third - 2)
    if cell.is_provisional:
        _centre(painter, low, tr("Provisional"), tokens.of(Meaning.AMBER))
    else:
        colour = QColor(tokens.accent) if cell.counted is not None or cell.is_due else faint
        _centre(painter, low, _below(cell), colour, bold=cell.counted is not None)


def _centre(
    painter: QPainter, rect: QRect, words: str, colour: QColor, *, bold: bool = False
) -> None:
    font = role_font(Role.CAPTION, bold=bold)
    painter.setFont(font)
    painter.setPen(colour)
    shown = QFontMetrics(font).elidedText(words, Qt.TextElideMode.ElideRight, rect.width() - 2)
    painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, shown)


class WhyBox(QWidget):
    """The explanation of one date, shown when it is asked for."""

    def __init__(self) -> None:
        super().__init__()
        self.sentence = Words(selectable=True)
        self.strip = DayStrip()
        column_layout(self, SPACE_S, self.sentence, self.strip)

    def explain(self, explained: Explained) -> None:
        """Show how a date came about."""
        self.sentence.setText(explained.sentence)
        self.strip.set_steps(explained.steps, explained.due_on)
        self.strip.setVisible(bool(explained.steps))
