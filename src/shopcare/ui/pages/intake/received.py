"""When the request was made: now, or a moment in the past that is typed in later (X-1)."""

from collections.abc import Callable
from datetime import date, datetime

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from shopcare.domain.errors import Problem, Refusal
from shopcare.domain.typed.hours_text import time_from_text
from shopcare.ui.kit.fields.day_edit import DayEdit
from shopcare.ui.kit.fields.text_fields import LineEdit
from shopcare.ui.kit.layout.card import Words
from shopcare.ui.kit.style.tokens import CONTROL, SPACE_S
from shopcare.ui.kit.widgets.buttons import quiet_button
from shopcare.ui.kit.words.i18n import tr


class ReceivedEdit(QWidget):
    """Says "now"; a button opens a day and a time for what was written on paper before."""

    changed = Signal()

    def __init__(self, now: Callable[[], datetime]) -> None:
        """Make the field.

        Args:
            now: the shop's own clock.
        """
        super().__init__()
        self._now = now
        self._now_words = Words(tr("now"), wrap=False)
        self.earlier_button = quiet_button(tr("&Earlier…"), "clock")
        self.day_edit = DayEdit(self._today)
        self.time_edit = LineEdit(7, "14:30")
        self.time_edit.setAccessibleName(tr("Time of day"))
        self.now_button = quiet_button(tr("Now"))
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE_S)
        for widget in (self._now_words, self.earlier_button, self.day_edit):
            layout.addWidget(widget)
        layout.addWidget(self.time_edit)
        layout.addWidget(self.now_button)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setMinimumHeight(CONTROL)
        self._open(False)
        self.earlier_button.clicked.connect(self._on_earlier)
        self.now_button.clicked.connect(self._on_now)
        self.day_edit.edit.textChanged.connect(self.changed)
        self.time_edit.textChanged.connect(self.changed)

    def is_earlier(self) -> bool:
        """Say whether a moment in the past is being given."""
        return not self.day_edit.isHidden()

    def moment(self) -> datetime | None:
        """Give the moment; None for now, or where it cannot be read."""
        if not self.is_earlier():
            return None
        now = self._now()
        try:
            at = time_from_text(self.time_edit.text())
        except Refusal:
            return None
        return datetime.combine(self.day_edit.day() or now.date(), at, now.tzinfo)

    def restore(self, earlier: bool, day: str, time: str) -> None:
        """Show what was typed before."""
        self._open(earlier)
        self.day_edit.setText(day)
        self.time_edit.setText(time)

    def problem(self) -> Problem | None:
        """Say why what is typed is no moment."""
        if not self.is_earlier():
            return None
        if (problem := self.day_edit.problem()) is not None:
            return problem
        if not self.time_edit.text().strip():
            return Problem(field="", code="time_missing")
        try:
            time_from_text(self.time_edit.text())
        except Refusal as refusal:
            return Problem(field="", code=refusal.code, values=refusal.values)
        return None

    def _today(self) -> date:
        return self._now().date()

    def _open(self, earlier: bool) -> None:
        for widget in (self.day_edit, self.time_edit, self.now_button):
            widget.setVisible(earlier)
        self._now_words.setVisible(not earlier)
        self.earlier_button.setVisible(not earlier)
        self.setFocusProxy(self.day_edit if earlier else self.earlier_button)

    @Slot()
    def _on_earlier(self) -> None:
        self._open(True)
        self.day_edit.setFocus(Qt.FocusReason.OtherFocusReason)
        self.changed.emit()

    @Slot()
    def _on_now(self) -> None:
        self._open(False)
        self.earlier_button.setFocus(Qt.FocusReason.OtherFocusReason)
        self.changed.emit()
