"""The one question that only the shop can answer: which sign means a lunar birthday (C-4)."""

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QComboBox, QWidget

from shopcare.services.exchange.import_report import ImportReport
from shopcare.ui.kit.layout.box_layouts import row_layout
from shopcare.ui.kit.layout.card import Words
from shopcare.ui.kit.style.tokens import SPACE_S
from shopcare.ui.kit.words.i18n import tr


class AskLine(QWidget):
    """Asks once for the whole list; until it is answered these birthdays are left out."""

    answered = Signal(str)
    """The sign that means lunar; empty: it is not known."""

    def __init__(self) -> None:
        super().__init__()
        self._words = Words("")
        self.box = QComboBox()
        row_layout(self, SPACE_S, (self._words, 1), self.box)
        self.box.activated.connect(self._on_activated)
        self.hide()

    def show_report(self, report: ImportReport) -> None:
        """Ask what a trial could not read; what was answered stays to be changed."""
        if not report.asks:
            return
        ask = report.asks[0]
        self._words.setText(tr("Column “{heading}”: which sign means lunar?", heading=ask.heading))
        self.box.setAccessibleName(self._words.text())
        self.box.clear()
        self.box.addItem(tr("I do not know"), "")
        for sign in ask.signs:
            self.box.addItem(sign, sign)
        self.show()

    def clear(self) -> None:
        """Ask nothing: another file is looked at."""
        self.hide()

    @Slot()
    def _on_activated(self) -> None:
        self.answered.emit(str(self.box.currentData()))
