"""What the marks of the calendar mean, in one line that wraps."""

from datetime import date, time
from typing import Final

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from shopcare.domain.calendar.day_facts import DayView
from shopcare.domain.calendar.explanation import Reason, Why
from shopcare.ui.kit.style.tokens import Role, role_font, tokens_of
from shopcare.ui.kit.words.i18n import tr
from shopcare.ui.pages.calendar.facts import DayFacts, Hours
from shopcare.ui.pages.calendar.month_painter import legend_width, paint_sample

_LINE: Final = 28
_DAY: Final = date(2026, 1, 1)
_OPEN: Final = ((time(9), time(18)),)


class Legend(QWidget):
    """Shows each mark with its word."""

    def __init__(self, *, make_up_days: bool) -> None:
        """Make the legend.

        Args:
            make_up_days: False in countries that have none.
        """
        super().__init__()
        self._entries = [
            (tr("Non-working day"), _sample(Reason.HOLIDAY)),
            (tr("Make-up working day"), _sample(Reason.MAKE_UP)),
            (tr("Shop closed"), _sample(Reason.COUNTED, hours=Hours.CLOSED)),
            (tr("other hours"), _sample(Reason.COUNTED, hours=Hours.OTHER)),
            (tr("calls planned"), _sample(Reason.COUNTED, planned=6)),
        ]
        if not make_up_days:
            del self._entries[1]
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setAccessibleName(", ".join(words for words, _ in self._entries))

    def hasHeightForWidth(self) -> bool:
        """Tell Qt that the lines depend on the width."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Tell Qt how high the lines are."""
        places = self._places(width)
        return places[-1].bottom() + 1 if places else 0

    def sizeHint(self) -> QSize:
        """Tell Qt the size."""
        return QSize(480, self.heightForWidth(max(self.width(), 480)))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint each mark and its word."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        tokens = tokens_of(self.palette())
        for place, (words, facts) in zip(self._places(self.width()), self._entries, strict=True):
            mark = QRect(place.left(), place.top() + 3, 24, 22)
            paint_sample(painter, mark, facts, tokens)
            painter.setFont(role_font(Role.CAPTION))
            painter.setPen(QColor(tokens.faint))
            flags = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
            painter.drawText(place.adjusted(30, 0, 0, 0), flags, words)

    def _places(self, width: int) -> list[QRect]:
        places = []
        left = top = 0
        for words, _ in self._entries:
            wide = legend_width(words)
            if left and left + wide > width:
                left, top = 0, top + _LINE
            places.append(QRect(left, top, wide, _LINE))
            left += wide
        return places


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
