"""The line in which cash is handed over to the till: how much, and what was noted (G-17)."""

from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent

from shopcare.domain.money import Fen
from shopcare.domain.payments.till import TillRow
from shopcare.ui.kit.fields.choice_fields import TickBox
from shopcare.ui.kit.fields.text_fields import LineEdit, MoneyEdit
from shopcare.ui.kit.forms.bound_form import BoundForm, FieldSpec
from shopcare.ui.kit.layout.box_layouts import line_of
from shopcare.ui.kit.widgets.buttons import plain_button
from shopcare.ui.kit.words.i18n import tr

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


@dataclass(frozen=True, slots=True, kw_only=True)
class HandOver:
    """What is handed over."""

    amount_fen: Fen | None = None
    note: str = ""
    back: bool = False


class TillArea(BoundForm[HandOver]):
    """Asks for the counted amount; what is left is proposed. Enter takes it."""

    counted = Signal(object)
    """It is handed over: the ``HandOver``."""

    def __init__(self) -> None:
        self.amount_edit = MoneyEdit()
        self.hand_over_button = plain_button(tr("Handed to the till"), "check")
        super().__init__(
            HandOver(),
            (
                FieldSpec(
                    "amount_fen", tr("Counted, ¥"), self.amount_edit, missing="pay_amount_missing"
                ),
                FieldSpec("note", tr("Note"), LineEdit()),
            ),
            FieldSpec("back", "", TickBox(tr("Money given back by the till"))),
            line_of(self.hand_over_button),
        )
        self.hand_over_button.clicked.connect(self._on_hand_over)
        self.load(HandOver())

    def show_row(self, row: TillRow) -> None:
        """Propose all that is left of one person's cash."""
        self.load(HandOver(amount_fen=Fen(row.left_fen) if row.left_fen > 0 else None))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take it with Enter."""
        if event.key() in _ENTER:
            self._on_hand_over()
        else:
            super().keyPressEvent(event)

    @Slot()
    def _on_hand_over(self) -> None:
        if self.check():
            self.counted.emit(self.draft())
