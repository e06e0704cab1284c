"""Why a call is due today: the sentence, and the days that were counted."""

from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

from shopcare.ui.kit.layout.card import Words
from shopcare.ui.kit.style.tokens import SPACE_S
from shopcare.ui.kit.widgets.day_strip import DayStrip

if TYPE_CHECKING:
    from shopcare.services.calls.explain import Explained


class WhyBox(QWidget):
    """The explanation of one date, shown when it is asked for."""

    def __init__(self) -> None:
        super().__init__()
        self.sentence = Words(selectable=True)
        self.strip = DayStrip()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE_S)
        layout.addWidget(self.sentence)
        layout.addWidget(self.strip)

    def explain(self, explained: "Explained") -> None:
        """Show how a date came about."""
        due_on: date = explained.due_on
        self.sentence.setText(explained.sentence)
        self.strip.set_steps(explained.steps, due_on)
        self.strip.setVisible(bool(explained.steps))
