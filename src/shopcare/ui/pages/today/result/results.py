"""The results of a try as large buttons, each with its key."""

from typing import Final

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QWidget

from shopcare.domain.calls.callback import CallResult
from shopcare.ui.kit.layout.grids import FlowGrid
from shopcare.ui.kit.shortcuts import ButtonKey
from shopcare.ui.kit.style.tokens import Meaning
from shopcare.ui.kit.widgets.buttons import KeyButton
from shopcare.ui.kit.words.i18n import tr

COLUMNS: Final = 4

RESULT_KEYS: Final = {
    CallResult.REACHED: "R",
    CallResult.NO_ANSWER: "N",
    CallResult.BUSY: "B",
    CallResult.WRONG_NUMBER: "X",
    CallResult.LATER: "L",
    CallResult.COMPLAINT: "C",
    CallResult.DECLINED: "D",
    CallResult.ENDED: "E",
}


class ResultButtons(FlowGrid):
    """Eight buttons; the last is for managers and only where there is something to end."""

    chosen = Signal(str)
    """A result was pressed; carries the ``CallResult``."""

    def __init__(self, scope: QWidget) -> None:
        """Make the buttons.

        Args:
            scope: their keys work while the focus is in it.
        """
        super().__init__(COLUMNS, even=True)
        self.buttons: dict[CallResult, KeyButton] = {}
        for result, (words, sign, meaning) in _looks().items():
            button = KeyButton(words, RESULT_KEYS[result], sign, meaning)
            button.setProperty("result", result.value)
            ButtonKey(RESULT_KEYS[result], button, scope)
            button.clicked.connect(self._on_clicked)
            self.buttons[result] = button
        self.fill(list(self.buttons.values()))

    def offer_end(self, offered: bool) -> None:
        """Offer to end the calls with a reason, or not."""
        self.buttons[CallResult.ENDED].setVisible(offered)

    @Slot()
    def _on_clicked(self) -> None:
        self.chosen.emit(str(self.sender().property("result")))


def _looks() -> dict[CallResult, tuple[str, str, Meaning | None]]:
    return {
        CallResult.REACHED: (tr("Reached"), "phone-call", Meaning.GREEN),
        CallResult.NO_ANSWER: (tr("No answer"), "phone-off", None),
        CallResult.BUSY: (tr("Busy"), "phone", None),
        CallResult.WRONG_NUMBER: (tr("Wrong no."), "x", None),
        CallResult.LATER: (tr("Later"), "clock", None),
        CallResult.COMPLAINT: (tr("Complaint"), "message-square", Meaning.RED),
        CallResult.DECLINED: (tr("Don't call"), "circle-alert", None),
        CallResult.ENDED: (tr("End calls"), "check", Meaning.INFO),
    }
