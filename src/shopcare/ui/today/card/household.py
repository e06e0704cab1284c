"""Other calls that are due to the same household, to be settled with the same conversation."""

from datetime import date

from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from shopcare.domain.ids import CallbackId, CustomerId
from shopcare.services.today import CallRow
from shopcare.ui.i18n import tr
from shopcare.ui.today.call_rows import late_words, purpose_words
from shopcare.ui.today.keys import escaped
from shopcare.ui.widgets.card import Caption


class Household(QWidget):
    """One tick for each call; what is ticked counts as reached when this call is (X-7)."""

    def __init__(self) -> None:
        super().__init__()
        self.boxes: list[QCheckBox] = []
        self._calls: list[CallbackId] = []
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(0)
        self._layout.addWidget(Caption(tr("Also settled when this call is reached")))

    def show_calls(self, rows: tuple[CallRow, ...], own: CustomerId, today: date) -> None:
        """Offer other calls; a tick stays as long as its call is offered."""
        ticked = set(self.ticked())
        self._calls = [row.callback.id for row in rows]
        while len(self.boxes) < len(rows):
            self.boxes.append(QCheckBox())
            self._layout.addWidget(self.boxes[-1])
        for number, box in enumerate(self.boxes):
            box.setVisible(number < len(rows))
            if number < len(rows):
                box.setText(escaped(_words(rows[number], own, today)))
                box.setChecked(self._calls[number] in ticked)
        self.setVisible(bool(rows))

    def ticked(self) -> tuple[CallbackId, ...]:
        """List the calls that this one settles, too."""
        pairs = zip(self._calls, self.boxes, strict=False)
        return tuple(call for call, box in pairs if box.isChecked())


def _words(row: CallRow, own: CustomerId, today: date) -> str:
    who = tr("the same customer") if row.customer.id == own else row.customer.name
    parts = [who, purpose_words(row.callback), late_words(row, today)]
    return " · ".join(part for part in parts if part)
