"""Words to send: the message of a step, copied at once and recorded when it was sent (W-7)."""

from dataclasses import dataclass

from PySide6.QtCore import Slot

from shopcare.domain.cases.case import Case, How
from shopcare.domain.policy.policy import MessageStep
from shopcare.services.contact import messages
from shopcare.services.shop import Shop
from shopcare.ui.kit.clipboard import copy_text
from shopcare.ui.kit.context.operation import Operation
from shopcare.ui.kit.fields.choice_fields import ChoiceLine
from shopcare.ui.kit.fields.text_fields import TextArea
from shopcare.ui.kit.forms.bound_form import BoundForm, FieldSpec
from shopcare.ui.kit.layout.card import Caption
from shopcare.ui.kit.widgets.buttons import plain_button
from shopcare.ui.kit.words.i18n import ntr, tr
from shopcare.ui.pages.cases.forms.step_panel import StepPanel, StepResult


@dataclass(frozen=True, slots=True, kw_only=True)
class Sending:
    """What is sent, about what, and how."""

    step: MessageStep | None = None
    text: str = ""
    how: How | None = How.WECHAT


class MessagePanel(StepPanel[Sending]):
    """Shows the words for the step that the case has reached; another one is a press away."""

    def __init__(self, shop: Shop, case: Case) -> None:
        """Make the form and copy the words."""
        self._shop = shop
        self._case = case
        self.step_line = ChoiceLine(tuple(MessageStep), columns=3)
        self.text_edit = TextArea(3, 7)
        self.length = Caption()
        self.left_out = Caption()
        how_line = ChoiceLine((How.WECHAT, How.PHONE))
        form = BoundForm(
            Sending(),
            FieldSpec("step", tr("About"), self.step_line),
            FieldSpec("text", tr("Message text"), self.text_edit),
            self.length,
            self.left_out,
            FieldSpec("how", tr("How"), how_line),
        )
        super().__init__("message", tr("Words to send"), tr("Sent: record it"), form)
        self.copy_button = plain_button(tr("Copy the message"), "copy")
        self.buttons.add(self.copy_button)
        self._write(messages.usual_step(shop, case))
        self.step_line.edited.connect(self._on_step)
        self.text_edit.edited.connect(self._on_typed)
        self.copy_button.clicked.connect(self.copy)
        self.copy()

    def operation(self) -> Operation[StepResult]:
        """Give the record that it was sent."""
        case_id, sent = self._case.id, self.form.draft()
        step, how = sent.step, sent.how
        assert step is not None and how is not None
        return lambda shop: messages.record_told(shop, case_id, step, how)

    def start(self, _field: str = "") -> None:
        """Put the focus on the button that records it: the words are copied already."""
        self.save_button.setFocus()

    @Slot()
    def copy(self) -> None:
        """Put the words on the clipboard."""
        copy_text(self.text_edit.value())

    def _write(self, step: MessageStep) -> None:
        sent = messages.message(self._shop, self._case.id, step)
        self.form.load(Sending(step=step, text=sent.text))
        missing = tr(", ").join(f"{{{name}}}" for name in sent.missing)
        self.left_out.setText(tr("Not known, so left out: {facts}", facts=missing))
        self.left_out.setVisible(bool(missing))
        self._on_typed()

    @Slot()
    def _on_step(self) -> None:
        step = self.step_line.value()
        if step is not None:
            self._write(step)
            self.copy()

    @Slot()
    def _on_typed(self) -> None:
        typed = messages.counted(self.text_edit.value())
        self.length.setText(
            ntr(
                "{n} character, as a text message {parts}",
                "{n} characters, as text messages {parts}",
                typed.characters,
                parts=typed.short_messages,
            )
        )
