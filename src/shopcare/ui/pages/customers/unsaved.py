"""A quiet line that names what was typed and not saved, each a press away."""

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QPushButton

from shopcare.ui.kit.context.draft_autosave import DraftKey, HalfTyped, HalfTypedForms
from shopcare.ui.kit.layout.card import Caption
from shopcare.ui.kit.layout.flow_line import FlowLine
from shopcare.ui.kit.widgets.buttons import escaped, quiet_button
from shopcare.ui.kit.words.i18n import ntr, tr
from shopcare.ui.pages.customers.parts import FormKind

MOST_NAMED = 3


class Unsaved(FlowLine):
    """Shown only while there is something; nothing half typed is ever forgotten."""

    wanted = Signal(object)
    """One of them is to be gone on with: its ``DraftKey``."""

    def __init__(self) -> None:
        super().__init__()
        self.buttons: dict[DraftKey, QPushButton] = {}
        self.hide()

    def show_halves(self, halves: HalfTypedForms) -> None:
        """Name these forms."""
        self.clear()
        self.buttons = {}
        self.setVisible(bool(halves))
        if not halves:
            return
        self.add(Caption(tr("Not saved yet:"), wrap=False))
        for key, half in list(halves.items())[:MOST_NAMED]:
            button = quiet_button(escaped(_words(key, half)), "pencil")
            button.clicked.connect(self._on_clicked)
            self.buttons[key] = button
            self.add(button)
        if len(halves) > MOST_NAMED:
            count = len(halves) - MOST_NAMED
            self.add(Caption(ntr("and {n} more", "and {n} more", count), wrap=False))

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
        return tr("{name}'s file", name=name)
    if key.form == FormKind.PRESCRIPTION:
        return tr("{name}'s prescription", name=name)
    if key.form == FormKind.MEASUREMENT:
        return tr("{name}'s measurement", name=name)
    if key.form == FormKind.GIFT:
        return tr("{name}'s gift", name=name)
    return tr("{name}'s purchase", name=name)
