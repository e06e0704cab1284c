"""What the customer came for, how the request came in, and when."""

from collections.abc import Callable, Sequence
from datetime import date, datetime
from typing import Final

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QSizePolicy, QWidget

from shopcare.domain.cases.case import CaseDraft, CaseKind, Channel
from shopcare.domain.errors import Problem, Refusal
from shopcare.domain.typed.when_text import time_from_text
from shopcare.services.shop import Shop
from shopcare.ui.kit.fields.choice_fields import ChoiceBox, ChosenValue
from shopcare.ui.kit.fields.day_edit import DayEdit
from shopcare.ui.kit.fields.text_fields import LineEdit
from shopcare.ui.kit.forms.bound_form import BoundForm, FieldSpec, FormPart
from shopcare.ui.kit.layout.box_layouts import row_layout
from shopcare.ui.kit.layout.card import Words
from shopcare.ui.kit.layout.flow_line import FlowLine
from shopcare.ui.kit.shortcuts import ButtonKey
from shopcare.ui.kit.style.tokens import CONTROL, SPACE_S, SPACE_XL
from shopcare.ui.kit.widgets.buttons import KeyButton, quiet_button
from shopcare.ui.kit.words.i18n import label, tr

_SIGNS: Final = {
    CaseKind.COMPLAINT: "message-square",
    CaseKind.REPAIR: "wrench",
    CaseKind.RETURN: "undo-2",
    CaseKind.CONSULTATION: "info",
    CaseKind.GUIDANCE: "map-pin",
}
_WIDTH: Final = 160


class KindField(FlowLine, ChosenValue[CaseKind]):
    """A row of large choices with their keys (G-1)."""

    edited = Signal()

    def __init__(self, kinds: Sequence[CaseKind]) -> None:
        super().__init__(top=True)
        self._kinds = tuple(kinds)
        self.buttons: dict[CaseKind, KeyButton] = {}
        self._group = QButtonGroup(self)
        for number, kind in enumerate(kinds, 1):
            key = f"Alt+{number}"
            button = KeyButton(label(kind), key, _SIGNS[kind])
            button.setCheckable(True)
            button.setFixedWidth(max(_WIDTH, button.sizeHint().width()))
            ButtonKey(key, button)
            self.buttons[kind] = button
            self._group.addButton(button)
            self.add(button)
        self.restore(None)
        self._group.buttonToggled.connect(self._on_toggled)

    def value(self) -> CaseKind:
        """Give the chosen kind."""
        for kind, button in self.buttons.items():
            if button.isChecked():
                return kind
        return self._kinds[0]

    def set_value(self, kind: CaseKind) -> None:
        """Choose a kind."""
        self.buttons[kind].setChecked(True)

    def restore(self, typed: object) -> None:
        """Choose a kind by its key; anything else is the usual one."""
        usual = CaseKind.REPAIR if CaseKind.REPAIR in self._kinds else self._kinds[0]
        self.set_value(next((kind for kind in self._kinds if kind == typed), usual))

    @Slot(QAbstractButton, bool)
    def _on_toggled(self, _button: QAbstractButton, checked: bool) -> None:
        if checked:
            self.edited.emit()


class ReceivedEdit(QWidget):
    """Says "now"; a button opens a day and a time for what was written on paper before."""

    edited = Signal()

    def __init__(self, now: Callable[[], datetime]) -> None:
        super().__init__()
        self._now = now
        self._now_words = Words(tr("Now"), wrap=False)
        self.earlier_button = quiet_button(tr("&Earlier…"), "clock")
        self.day_edit = DayEdit(self._today)
        self.time_edit = LineEdit(7, "14:30")
        self.time_edit.setAccessibleName(tr("Time of day"))
        self.now_button = quiet_button(tr("Now"))
        row_layout(
            self,
            SPACE_S,
            self._now_words,
            self.earlier_button,
            self.day_edit,
            self.time_edit,
            self.now_button,
        )
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setMinimumHeight(CONTROL)
        self._open(False)
        self.earlier_button.clicked.connect(self._on_earlier)
        self.now_button.clicked.connect(self._on_now)
        self.day_edit.edit.textChanged.connect(self.edited)
        self.time_edit.textChanged.connect(self.edited)

    def is_earlier(self) -> bool:
        """Say whether a moment in the past is being given."""
        return not self.day_edit.isHidden()

    def value(self) -> datetime | None:
        """Give the moment; None for now, or where it cannot be read."""
        if not self.is_earlier():
            return None
        now = self._now()
        try:
            at = time_from_text(self.time_edit.text())
        except Refusal:
            return None
        return datetime.combine(self.day_edit.value() or now.date(), at, now.tzinfo)

    def set_value(self, moment: datetime | None) -> None:
        """Show a moment; None: now."""
        at = [False, "", ""] if moment is None else [True, f"{moment:%Y-%m-%d}", f"{moment:%H:%M}"]
        self.restore(at)

    def typed(self) -> list[object]:
        """Give whether a moment in the past is given, and its day and time as typed."""
        return [self.is_earlier(), self.day_edit.text(), self.time_edit.text()]

    def restore(self, typed: object) -> None:
        """Show what was typed before."""
        match typed:
            case [bool(earlier), str(day), str(time)]:
                pass
            case _:
                earlier, day, time = False, "", ""
        self._open(earlier)
        self.day_edit.setText(day)
        self.time_edit.setText(time)

    def problem(self) -> Problem | None:
        """Say why what is typed is no moment."""
        if not self.is_earlier():
            return None
        if (problem := self.day_edit.problem()) is not None:
            return problem
        if not self.time_edit.text().strip():
            return Problem(field="", code="time_missing")
        try:
            time_from_text(self.time_edit.text())
        except Refusal as refusal:
            return Problem(field="", code=refusal.code, values=refusal.values)
        return None

    def _today(self) -> date:
        return self._now().date()

    def _open(self, earlier: bool) -> None:
        for widget in (self.day_edit, self.time_edit, self.now_button):
            widget.setVisible(earlier)
        self._now_words.setVisible(not earlier)
        self.earlier_button.setVisible(not earlier)
        self.setFocusProxy(self.day_edit if earlier else self.earlier_button)

    @Slot()
    def _on_earlier(self) -> None:
        self._open(True)
        self.day_edit.setFocus(Qt.FocusReason.OtherFocusReason)
        self.edited.emit()

    @Slot()
    def _on_now(self) -> None:
        self._open(False)
        self.earlier_button.setFocus(Qt.FocusReason.OtherFocusReason)
        self.edited.emit()


class KindPart(FormPart):
    """The kind; beside it channel and moment (X-1)."""

    def __init__(self, shop: Shop, form: BoundForm[CaseDraft]) -> None:
        super().__init__(form)
        self.kind_field = KindField(shop.policy.kinds)
        self.received_edit = ReceivedEdit(shop.now)
        channels = ChoiceBox([(channel, label(channel)) for channel in Channel])
        line = self.kind_field
        form.make(FieldSpec("kind", "", self.kind_field))
        came_in = QWidget()
        row_layout(
            came_in,
            2 * SPACE_S,
            form.make(FieldSpec("channel", tr("Reached us b&y"), channels)),
            form.make(FieldSpec("received_at", tr("When"), self.received_edit)),
        )
        line.add(came_in, before=SPACE_XL)
        self.rows.addWidget(line)
