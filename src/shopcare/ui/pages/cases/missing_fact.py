"""A fact that nobody has written down yet, and the button that does it (G-2)."""

from PySide6.QtCore import Signal, Slot

from shopcare.language.record_words import fact_label
from shopcare.ui.kit.layout.flow_line import FlowLine
from shopcare.ui.kit.style.tokens import Meaning
from shopcare.ui.kit.widgets.buttons import quiet_button
from shopcare.ui.kit.widgets.chip import Chip
from shopcare.ui.kit.words.i18n import screen_catalog, tr


class MissingFact(FlowLine):
    """Stands in the place of the fact until it is on file."""

    wanted = Signal(str)
    """The fact is to be written down; carries its name."""

    def __init__(self, fact: str) -> None:
        super().__init__(between_lines=0)
        self._fact = fact
        self.button = quiet_button(tr("Write down"), "pencil")
        named = tr("{fact}: write down", fact=fact_label(screen_catalog(), fact))
        self.button.setAccessibleName(named)
        self.add(Chip(tr("missing"), Meaning.AMBER))
        self.add(self.button)
        self.button.clicked.connect(self._on_clicked)

    @Slot()
    def _on_clicked(self) -> None:
        self.wanted.emit(self._fact)
