"""What the customer came for, how the request came in, and when."""

from typing import Final

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QComboBox, QHBoxLayout, QWidget

from shopcare.domain.cases.case import CaseKind, Channel
from shopcare.services.shop import Shop
from shopcare.ui.kit.forms.form import Form
from shopcare.ui.kit.layout.flow_line import FlowLine
from shopcare.ui.kit.style.tokens import SPACE_S, SPACE_XL
from shopcare.ui.kit.widgets.buttons import KeyButton
from shopcare.ui.kit.words.i18n import tr
from shopcare.ui.kit.words.labels import label
from shopcare.ui.pages.intake.parts import Part
from shopcare.ui.pages.intake.received import ReceivedEdit

_SIGNS: Final = {
    CaseKind.COMPLAINT: "message-square",
    CaseKind.REPAIR: "wrench",
    CaseKind.RETURN: "undo-2",
    CaseKind.CONSULTATION: "info",
    CaseKind.GUIDANCE: "map-pin",
}
_WIDTH: Final = 160


class KindPart(Part):
    """A row of large choices with their keys; beside it channel and moment (G-1, X-1)."""

    kind_changed = Signal()

    def __init__(self, shop: Shop, form: Form) -> None:
        super().__init__()
        self._kinds = shop.policy.kinds
        self.kind_buttons: dict[CaseKind, KeyButton] = {}
        self._group = QButtonGroup(self)
        self.channel_box = QComboBox()
        for channel in Channel:
            self.channel_box.addItem(label(channel), channel.value)
        self.received_edit = ReceivedEdit(shop.now)
        line = FlowLine(top=True)
        for number, kind in enumerate(self._kinds, 1):
            line.add(self._button(kind, number))
        came_in = QWidget()
        both = QHBoxLayout(came_in)
        both.setContentsMargins(0, 0, 0, 0)
        both.setSpacing(2 * SPACE_S)
        both.addWidget(form.make_row("channel", tr("Came &in"), self.channel_box))
        both.addWidget(form.make_row("received_at", tr("When"), self.received_edit))
        line.add(came_in, before=SPACE_XL)
        self.rows.addWidget(line)
        self.set_kind("")
        self._group.buttonToggled.connect(self._on_kind)
        self.channel_box.currentIndexChanged.connect(self.edited)
        self.received_edit.changed.connect(self.edited)

    def kind(self) -> CaseKind:
        """Give the chosen kind."""
        chosen = (kind for kind, button in self.kind_buttons.items() if button.isChecked())
        return next(chosen, self._kinds[0])

    def set_kind(self, key: str) -> None:
        """Choose a kind by its key; anything else is the usual one."""
        usual = CaseKind.REPAIR if CaseKind.REPAIR in self._kinds else self._kinds[0]
        kind = next((kind for kind in self._kinds if kind.value == key), usual)
        self.kind_buttons[kind].setChecked(True)

    def channel(self) -> Channel:
        """Give the channel."""
        return Channel(self.channel_box.currentData())

    def set_channel(self, key: str) -> None:
        """Choose a channel by its key; anything else is the shop itself."""
        self.channel_box.setCurrentIndex(max(0, self.channel_box.findData(key)))

    def _button(self, kind: CaseKind, number: int) -> KeyButton:
        button = KeyButton(label(kind), f"Alt+{number}", _SIGNS[kind])
        button.setCheckable(True)
        button.setFixedWidth(max(_WIDTH, button.sizeHint().width()))
        self.kind_buttons[kind] = button
        self._group.addButton(button)
        return button

    @Slot(QAbstractButton, bool)
    def _on_kind(self, _button: QAbstractButton, checked: bool) -> None:
        if checked:
            self.kind_changed.emit()
            self.edited.emit()
