"""A day as people type it: 3.5, 20260305, tomorrow; what was understood stands beside it."""

from collections.abc import Callable
from datetime import date, datetime, time

from PySide6.QtCore import QDate, QPoint, QSize, Qt, Signal, Slot
from PySide6.QtWidgets import QCalendarWidget, QFrame

from shopcare.domain.errors import Problem
from shopcare.domain.typed.day_text import day_from_text
from shopcare.domain.typed.when_text import when_from_text
from shopcare.ui.kit.fields.text_fields import LineEdit, TextLine, UnderstoodText
from shopcare.ui.kit.layout.box_layouts import column_layout
from shopcare.ui.kit.layout.card import Caption
from shopcare.ui.kit.layout.flow_line import FlowLine
from shopcare.ui.kit.style.tokens import SPACE_S, SPACE_XS
from shopcare.ui.kit.widgets.buttons import sign_button
from shopcare.ui.kit.words.formatting import (
    day_words,
    near_day_words,
    near_moment_words,
    weekday_words,
)
from shopcare.ui.kit.words.i18n import tr

ReadDay = Callable[[str, date], date]


def _read_day(text: str, today: date) -> date:
    return day_from_text(text, today)


class DayEdit(FlowLine, UnderstoodText[date | None]):
    """One line for a day, a small calendar, and the weekday of what was understood."""

    edited = Signal()
    day_changed = Signal()
    """Another day, or none, is understood."""

    def __init__(self, today: Callable[[], date], read_day: ReadDay = _read_day) -> None:
        """Make the field.

        Args:
            today: the shop's own today; asked anew each time, for midnight passes.
            read_day: turns text into a day or refuses.
        """
        super().__init__(SPACE_XS, between_lines=0)
        self._today = today
        self._read_day = read_day
        self._shown: date | None = None
        self._calendar: QFrame | None = None
        self.edit = LineEdit(12, tr("day"))
        self.calendar_button = sign_button("calendar", tr("Choose from the calendar"))
        self.beside = Caption(wrap=False)
        self.add(self.edit)
        self.add(self.calendar_button)
        self.add(self.beside, before=SPACE_S)
        self.setFocusProxy(self.edit)
        self.edit.edited.connect(self._on_typed)
        self.edit.editingFinished.connect(self.write_out)
        self.calendar_button.clicked.connect(self._on_calendar)

    def read(self, text: str) -> date | None:
        """Read a day as it is said today; nothing typed is none."""
        return self._read_day(text, self._today()) if text.strip() else None

    def write(self, value: date | None) -> str:
        """Write a day."""
        return day_words(value) if value is not None else ""

    def value(self) -> date | None:
        """Give the day as it was understood when it was typed; midnight does not change it."""
        return self._shown

    def problem(self) -> Problem | None:
        """Say why the text is no day; one that was understood stays understood."""
        return super().problem() if self._shown is None else None

    def write_out(self) -> None:
        """Write the day as it was understood."""
        if self._shown is not None and self.text() != day_words(self._shown):
            self.set_value(self._shown)

    def tell_anew(self) -> None:
        """Say the understood day as it is said by now: after midnight today is yesterday."""
        words = ""
        if self._shown is not None:
            said = [weekday_words(self._shown), near_day_words(self._shown, self._today())]
            shown = day_words(self._shown) if self.text() == day_words(self._shown) else ""
            words = " · ".join(one for one in said if one != shown)
        self.beside.setText(words)

    @Slot()
    def _on_typed(self) -> None:
        before, self._shown = self._shown, super().value()
        self.tell_anew()
        if self._shown != before:
            self.day_changed.emit()
        self.edited.emit()

    @Slot()
    def _on_calendar(self) -> None:
        frame = QFrame(self, Qt.WindowType.Popup)
        frame.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        calendar = QCalendarWidget()
        calendar.setFirstDayOfWeek(Qt.DayOfWeek.Monday)
        calendar.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        day = self._shown or self._today()
        calendar.setSelectedDate(QDate(day.year, day.month, day.day))
        column_layout(frame, None, calendar, margins=SPACE_XS)
        calendar.clicked.connect(self._on_chosen)
        calendar.activated.connect(self._on_chosen)
        self._calendar = frame
        frame.move(self._place_of(frame.sizeHint()))
        frame.show()
        calendar.setFocus()

    def _place_of(self, size: QSize) -> QPoint:
        """Find the place below the field, above it where the screen ends before."""
        below, above = self.mapToGlobal(QPoint(0, self.height())), self.mapToGlobal(QPoint())
        room = self.screen().availableGeometry().adjusted(SPACE_S, SPACE_S, -SPACE_S, -SPACE_S)
        if below.y() + size.height() <= room.bottom() + 1:
            top = below.y()
        else:
            top = max(room.top(), above.y() - size.height())
        left = min(below.x(), room.right() + 1 - size.width())
        return QPoint(max(room.left(), left), top)

    @Slot(QDate)
    def _on_chosen(self, chosen: QDate) -> None:
        self.set_value(date(chosen.year(), chosen.month(), chosen.day()))
        calendar, self._calendar = self._calendar, None
        if calendar is not None:
            calendar.close()
        self.edit.setFocus()


class ProposedDayEdit(DayEdit):
    """Holds the day that is proposed until somebody types another one."""

    _proposed: date | None = None

    def propose(self, day: date | None) -> None:
        """Propose a day; one that was typed stays."""
        is_untouched = self.typed() is None
        self._proposed = day
        if is_untouched:
            self.set_value(day)

    def typed(self) -> str | None:
        """Give the day as it was changed by hand; None where it is the proposed one."""
        return None if self.text() == self.write(self._proposed) else self.text()

    def restore(self, typed: object) -> None:
        """Show what was typed, else the proposed day."""
        self.set_value(self._proposed)
        if isinstance(typed, str):
            self.setText(typed)


class MomentEdit(TextLine[datetime | None]):
    """A day with an hour, as people type it: tomorrow 9:00, 下周三下午3点."""

    def __init__(self, now: Callable[[], datetime], first_hour: Callable[[date], time]) -> None:
        """Make the field.

        Args:
            now: the shop's clock.
            first_hour: the hour that is meant where only a day is typed.
        """
        super().__init__(20, tr("for example: tomorrow 9:00"))
        self._now = now
        self._first_hour = first_hour
        self.words = Caption()
        """How it was understood; stands beside the field."""
        self.edited.connect(self._on_typed)
        self.editingFinished.connect(self.write_out)

    def read(self, text: str) -> datetime | None:
        """Read the moment."""
        return when_from_text(text, self._now(), self._first_hour) if text.strip() else None

    def write(self, value: datetime | None) -> str:
        """Write a moment as it is read."""
        return "" if value is None else f"{value:%Y-%m-%d %H:%M}"

    @Slot()
    def _on_typed(self) -> None:
        moment = self.value()
        said = "" if moment is None else near_moment_words(moment, self._now().date())
        self.words.setText(said)
