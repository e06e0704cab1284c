"""Which day's round is looked at: one day back, one day on, or typed."""

from collections.abc import Callable
from datetime import date, timedelta

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QSizePolicy, QWidget

from shopcare.ui.kit.fields.day_edit import DayEdit
from shopcare.ui.kit.layout.box_layouts import row_layout
from shopcare.ui.kit.style.tokens import SPACE_S
from shopcare.ui.kit.widgets.buttons import quiet_button, sign_button
from shopcare.ui.kit.words.i18n import tr

ONE_DAY = timedelta(days=1)


class DayLine(QWidget):
    """A day with arrows; a day to come is never reached."""

    day_chosen = Signal(object)
    """Another day is looked at."""

    def __init__(self, today: Callable[[], date]) -> None:
        super().__init__()
        self._today = today
        self._day = today()
        self._setting = False
        self.back_button = sign_button("chevron-left", tr("Previous day"))
        self.day_edit = DayEdit(today)
        self.day_edit.edit.setAccessibleName(tr("Day"))
        self.on_button = sign_button("chevron-right", tr("Next day"))
        self.today_button = quiet_button(tr("&Today"))
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)
        row_layout(
            self, SPACE_S, self.back_button, self.on_button, self.day_edit, self.today_button
        )
        self.back_button.clicked.connect(self._on_back)
        self.on_button.clicked.connect(self._on_on)
        self.today_button.clicked.connect(self._on_today)
        self.day_edit.day_changed.connect(self._on_typed)

    def show_day(self, day: date) -> None:
        """Show which day is looked at."""
        self._day = day
        if self.day_edit.value() != day:
            self._setting = True
            self.day_edit.set_value(day)
            self._setting = False
        self.on_button.setEnabled(day < self._today())
        self.today_button.setVisible(day != self._today())

    def _go(self, day: date) -> None:
        if day <= self._today() and day != self._day:
            self.day_chosen.emit(day)

    @Slot()
    def _on_back(self) -> None:
        self._go(self._day - ONE_DAY)

    @Slot()
    def _on_on(self) -> None:
        self._go(self._day + ONE_DAY)

    @Slot()
    def _on_today(self) -> None:
        self._go(self._today())

    @Slot()
    def _on_typed(self) -> None:
        day = self.day_edit.value()
        if not self._setting and day is not None:
            self._go(day)
