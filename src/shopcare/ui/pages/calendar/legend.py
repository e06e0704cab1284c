"""What the marks of the calendar mean, in one line that wraps."""

from datetime import date, time
from typing import Final

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from shopcare.domain.calendar.day_facts import DayView
from shopcare.domain.calendar.explanation import Reason, Why
from shopcare.ui.kit.layout.flow_line import FlowLine
from shopcare.ui.kit.style.tokens import Role, role_font, tokens_of
from shopcare.ui.kit.words.i18n import tr
from shopcare.ui.pages.calendar.facts import DayFacts, Hours
from shopcare.ui.pages.calendar.month_painter import legend_width, paint_sample

_LINE: Final = 28
_DAY: Final = date(2026, 1, 1)
_OPEN: Final = ((time(9), time(18)),)


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
        self.setFixedSize(legend_width(words), _LINE)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the mark and its word."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        tokens = tokens_of(self.palette())
        paint_sample(painter, QRect(0, 3, 24, 22), self._facts, tokens)
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
