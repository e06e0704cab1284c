"""Which months are shown, and the ways to others."""

from datetime import date
from typing import Final

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QComboBox, QWidget

from shopcare.domain.calendar.day_facts import FIRST_YEAR, LAST_YEAR
from shopcare.ui.kit.layout.box_layouts import STRETCH, add_items, row_layout
from shopcare.ui.kit.layout.card import Words
from shopcare.ui.kit.style.tokens import SPACE_S, Role
from shopcare.ui.kit.widgets.buttons import quiet_button, sign_button
from shopcare.ui.kit.words.i18n import tr
from shopcare.ui.pages.calendar.facts import MONTHS_SHOWN, month_after, month_words

EARLIEST: Final = date(FIRST_YEAR + 1, 1, 1)
LATEST: Final = date(LAST_YEAR - 1, 1, 1)
_YEARS: Final = range(-6, 7)
"""Around the year that is shown; the list moves along with it."""


class MonthsLine(QWidget):
    """A month back, a month on, a year to jump to, and back to today."""

    chosen = Signal(object)
    """Another first month is wanted."""
    today_pressed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._first = date.min
        self.back_button = sign_button("chevron-left", tr("Previous month"))
        self.on_button = sign_button("chevron-right", tr("Next month"))
        self._words = Words(role=Role.EMPHASISED, wrap=False)
        self.year_box = QComboBox()
        self.year_box.setAccessibleName(tr("Year"))
        self.year_box.setToolTip(tr("Year"))
        self.today_button = quiet_button(tr("Today"))
        layout = row_layout(self, SPACE_S, self.back_button, self._words, self.on_button)
        layout.addSpacing(SPACE_S)
        add_items(layout, self.year_box, self.today_button, STRETCH)
        self.back_button.clicked.connect(self._on_back)
        self.on_button.clicked.connect(self._on_on)
        self.year_box.activated.connect(self._on_year)
        self.today_button.clicked.connect(self.today_pressed)

    def show_from(self, first: date) -> None:
        """Say which twelve months are shown."""
        self._first = first
        last = month_after(first, MONTHS_SHOWN - 1)
        self._words.setText(
            tr("{first} – {last}", first=month_words(first), last=month_words(last))
        )
        years = [str(first.year + step) for step in _YEARS]
        self.year_box.clear()
        self.year_box.addItems(
            [year for year in years if EARLIEST.year <= int(year) <= LATEST.year]
        )
        self.year_box.setCurrentText(str(first.year))

    @Slot()
    def _on_back(self) -> None:
        self.chosen.emit(month_after(self._first, -1))

    @Slot()
    def _on_on(self) -> None:
        self.chosen.emit(month_after(self._first, 1))

    @Slot()
    def _on_year(self) -> None:
        self.chosen.emit(self._first.replace(year=int(self.year_box.currentText())))
