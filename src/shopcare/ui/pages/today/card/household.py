"""Other calls that are due to the same household, to be settled with the same conversation."""

from datetime import date
from itertools import compress

from PySide6.QtCore import QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QCheckBox, QSizePolicy, QWidget

from shopcare.domain.ids import CallbackId, CustomerId
from shopcare.services.calls.today import CallRow
from shopcare.ui.kit.layout.box_layouts import column_layout, used_lines
from shopcare.ui.kit.layout.card import Caption
from shopcare.ui.kit.widgets.buttons import escaped
from shopcare.ui.kit.words.i18n import tr
from shopcare.ui.pages.today.call_rows import late_words, purpose_words

_BETWEEN = " · "
_LEAST = 240
_BESIDE_WORDS = 32
"""Pixels for the tick itself."""


class Tick(QCheckBox):
    """A tick whose words go on in a second line where they are too long for one."""

    def __init__(self) -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._words = ""

    def say(self, words: str) -> None:
        """Show other words."""
        self._words = words
        self._break()

    def minimumSizeHint(self) -> QSize:
        """Ask for half of the words."""
        return QSize(_LEAST, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Break the words anew."""
        super().resizeEvent(event)
        self._break()

    def _break(self) -> None:
        room = self.width() - _BESIDE_WORDS
        words, metrics = self._words, self.fontMetrics()
        if self.isVisible() and metrics.horizontalAdvance(words) > room:
            first, _, last = words.rpartition(_BETWEEN)
            words = f"{first}\n{last}" if first else last
        if words != self.text():
            self.setText(words)


class Household(QWidget):
    """One tick for each call; what is ticked counts as reached when this call is (X-7)."""

    def __init__(self) -> None:
        super().__init__()
        self.boxes: list[Tick] = []
        self._calls: list[CallbackId] = []
        self._layout = column_layout(self, 0, Caption(tr("Also settled when this call is reached")))

    def show_calls(self, rows: tuple[CallRow, ...], own: CustomerId, today: date) -> None:
        """Offer other calls; a tick stays as long as its call is offered."""
        ticked = set(self.ticked())
        self._calls = []
        for box, row in used_lines(self._layout, self.boxes, rows, Tick):
            self._calls.append(row.callback.id)
            box.say(escaped(_words(row, own, today)))
            box.setChecked(row.callback.id in ticked)
        self.setVisible(bool(rows))

    def ticked(self) -> tuple[CallbackId, ...]:
        """List the calls that this one settles, too."""
        return tuple(compress(self._calls, map(QCheckBox.isChecked, self.boxes)))


def _words(row: CallRow, own: CustomerId, today: date) -> str:
    who = tr("The same customer") if row.customer.id == own else row.customer.name
    parts = [who, purpose_words(row.callback), late_words(row, today)]
    return _BETWEEN.join(part for part in parts if part)
