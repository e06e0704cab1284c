"""Fields that only settings need: hours of a day, a day of the year, a box of choices."""

from calendar import monthrange
from collections.abc import Sequence

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QSizePolicy, QWidget

from shopcare.domain.calendar.opening import Intervals
from shopcare.domain.errors import Problem, Refusal
from shopcare.domain.typed.hours_text import hours_as_typed, hours_from_text
from shopcare.language.hours import hours_text
from shopcare.ui.kit.fields.fields import LineEdit
from shopcare.ui.kit.style.tokens import SPACE_M, SPACE_S, Role, set_role
from shopcare.ui.kit.words.formatting import month_words
from shopcare.ui.kit.words.i18n import screen_catalog, tr

_LEAP_YEAR = 2024


class ChoiceBox(QComboBox):
    """A box of choices by their keys. Rollover the wheel scrolls the page, not the choice."""

    def __init__(self, choices: Sequence[tuple[str, str]] = ()) -> None:
        """Make the box.

        Args:
            choices: each as (key, words).
        """
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.setMaxVisibleItems(16)
        self.offer(choices)

    def offer(self, choices: Sequence[tuple[str, str]]) -> None:
        """Offer other choices; what was chosen stays where it is still there."""
        before = self.text()
        self.blockSignals(True)
        self.clear()
        for key, words in choices:
            self.addItem(words, key)
        self.setCurrentIndex(max(0, self.findData(before)))
        self.blockSignals(False)

    def text(self) -> str:
        """Give the key that is chosen."""
        return str(self.currentData() or "")

    def setText(self, key: str) -> None:
        """Choose by the key."""
        if (found := self.findData(key)) >= 0:
            self.setCurrentIndex(found)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave the wheel to the page."""
        event.ignore()


class HoursEdit(QWidget):
    """The hours of a day as they are typed; what was understood stands beside them."""

    edited = Signal()
    """Something else is typed or chosen."""

    def __init__(self, nothing: str) -> None:
        """Make the field.

        Args:
            nothing: what no hours mean: closed, or no calls.
        """
        super().__init__()
        self._nothing = nothing
        self.edit = LineEdit(32, "9:00-12:00, 13:30-20:30")
        self._understood = QLabel(nothing)
        set_role(self._understood, Role.CAPTION)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE_M)
        layout.addWidget(self.edit)
        layout.addWidget(self._understood, 1)
        self.setFocusProxy(self.edit)
        self.edit.textChanged.connect(self._on_typed)
        self.edit.editingFinished.connect(self._on_finished)

    def hours(self) -> Intervals:
        """Give the hours; none where they cannot be read, see ``problem``."""
        try:
            return hours_from_text(self.edit.text())
        except Refusal:
            return ()

    def text(self) -> str:
        """Give what is typed."""
        return self.edit.text()

    def setText(self, text: str) -> None:
        """Show hours as they are typed."""
        self.edit.setText(text)

    def understood(self) -> str:
        """Give the words beside the field."""
        return self._understood.text()

    def problem(self) -> Problem | None:
        """Say why what is typed is no hours."""
        try:
            hours_from_text(self.edit.text())
        except Refusal as refusal:
            return Problem(field="", code=refusal.code, values=refusal.values)
        return None

    @Slot()
    def _on_typed(self) -> None:
        hours = self.hours()
        words = hours_text(screen_catalog(), hours) if hours else self._nothing
        self._understood.setText("" if self.problem() else words)
        self.edited.emit()

    @Slot()
    def _on_finished(self) -> None:
        if self.problem() is None:
            self.edit.setText(hours_as_typed(self.hours()))


class YearDayEdit(QWidget):
    """A day of every year: its month and its day."""

    edited = Signal()
    """Something else is typed or chosen."""

    def __init__(self) -> None:
        super().__init__()
        months = [(str(n), month_words(n)) for n in range(1, 13)]
        self.month_box = ChoiceBox(months)
        self.day_box = ChoiceBox()
        self._offer_days()
        self.month_box.setAccessibleName(tr("Month"))
        self.day_box.setAccessibleName(tr("Day"))
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE_S)
        layout.addWidget(self.month_box)
        layout.addWidget(self.day_box)
        self.setFocusProxy(self.month_box)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.month_box.currentIndexChanged.connect(self._on_month)
        self.day_box.currentIndexChanged.connect(self._on_day)

    def month_day(self) -> tuple[int, int]:
        """Give month and day."""
        return int(self.month_box.text()), int(self.day_box.text())

    def text(self) -> str:
        """Give both as one text."""
        return "{}-{}".format(*self.month_day())

    def setText(self, text: str) -> None:
        """Show a month and a day."""
        month, _sign, day = text.partition("-")
        self.month_box.setText(month)
        self.day_box.setText(day)

    def _offer_days(self) -> None:
        days = monthrange(_LEAP_YEAR, int(self.month_box.text()))[1]
        self.day_box.offer([(str(n), str(n)) for n in range(1, days + 1)])

    @Slot()
    def _on_month(self) -> None:
        self._offer_days()
        self.edited.emit()

    @Slot()
    def _on_day(self) -> None:
        self.edited.emit()
