"""A quiet line that names what was typed and not saved, each a press away."""

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QPushButton, QWidget

from shopcare.ui.kit.context.draft_autosave import DraftKey, HalfTyped, HalfTypedForms
from shopcare.ui.kit.layout.box_layouts import empty_layout, row_layout
from shopcare.ui.kit.layout.card import Caption
from shopcare.ui.kit.style.tokens import SPACE_S
from shopcare.ui.kit.widgets.buttons import escaped, quiet_button
from shopcare.ui.kit.words.i18n import ntr, tr
from shopcare.ui.pages.customers.parts import FormKind

MOST_NAMED = 3


class Unsaved(QWidget):
    """Shown only while there is something; nothing half typed is ever forgotten."""

    wanted = Signal(object)
    """One of them is to be gone on with: its ``DraftKey``."""

    def __init__(self) -> None:
        super().__init__()
        self.buttons: dict[DraftKey, QPushButton] = {}
        self._line = row_layout(self, SPACE_S)
        self.hide()

    def show_halves(self, halves: HalfTypedForms) -> None:
        """Name these forms."""
        empty_layout(self._line)
        self.buttons = {}
        self.setVisible(bool(halves))
        if not halves:
            return
        self._line.addWidget(Caption(tr("Typed and not saved yet:"), wrap=False))
        for key, half in list(halves.items())[:MOST_NAMED]:
            button = quiet_button(escaped(_words(key, half)), "pencil")
            button.clicked.connect(self._on_clicked)
            self.buttons[key] = button
            self._line.addWidget(button)
        if len(halves) > MOST_NAMED:
            count = len(halves) - MOST_NAMED
            self._line.addWidget(Caption(ntr("and {n} more", "and {n} more", count)))
        self._line.addStretch(1)

    @Slot()
    def _on_clicked(self) -> None:
        for key, button in self.buttons.items():
            if button is self.sender():
                self.wanted.emit(key)
                return


def _words(key: DraftKey, half: HalfTyped) -> str:
    name = half.title if len(half.title) <= 16 else f"{half.title[:15]}…"
    if key.form == FormKind.NEW:
        return tr("new customer {name}", name=name).strip()
    if key.form == FormKind.EDIT:
        return tr("file of {name}", name=name)
    return tr("purchase of {name}", name=name)
