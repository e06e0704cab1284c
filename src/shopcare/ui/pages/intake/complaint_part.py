"""What is asked only of a complaint: how severe, how insistent, whether advice was given."""

from datetime import datetime

from PySide6.QtCore import Signal, Slot

from shopcare.domain.cases.case import CaseDraft, Severity
from shopcare.domain.people.customer import Customer
from shopcare.services.cases import intake
from shopcare.services.shop import Shop
from shopcare.ui.kit.fields.choice_fields import TickBox
from shopcare.ui.kit.forms.bound_form import BoundForm, FieldSpec, FormPart
from shopcare.ui.kit.forms.notice import NoticeLine
from shopcare.ui.kit.layout.box_layouts import add_items
from shopcare.ui.kit.layout.flow_line import FlowLine
from shopcare.ui.kit.style.tokens import SPACE_L, SPACE_XS, Meaning
from shopcare.ui.kit.words.formatting import near_moment_words
from shopcare.ui.kit.words.i18n import tr


class ComplaintPart(FormPart):
    """Three ticks, and beside them what each of them leads to (O-3, O-4, C-5)."""

    ticked = Signal()

    def __init__(self, shop: Shop, form: BoundForm[CaseDraft]) -> None:
        super().__init__(form, SPACE_XS)
        self._shop = shop
        self.severe_box = TickBox(tr("&Severe"))
        self.insistent_box = TickBox(tr("Customer insists"))
        self.advice_box = TickBox(tr("Advice on &use given by phone"))
        self.visit_notice = NoticeLine(Meaning.INFO)
        self.advice_notice = NoticeLine(Meaning.INFO)
        line = FlowLine(SPACE_L, between_lines=0)
        for spec in (
            FieldSpec("severity", "", self.severe_box, reader=_severity),
            FieldSpec("insistent", "", self.insistent_box),
            FieldSpec("misuse_advised", "", self.advice_box),
        ):
            line.add(form.make(spec))
        for box in (self.severe_box, self.insistent_box, self.advice_box):
            box.edited.connect(self._on_ticked)
        add_items(self.rows, line, self.visit_notice, self.advice_notice)

    def show_consequences(self, customer: Customer | None, received_at: datetime | None) -> None:
        """Say what the ticks lead to."""
        hint = tr("Offer an appointment outside the shop's peak hours.")  # O-4
        if self.severe_box.isChecked() or self.insistent_box.isChecked():  # O-3
            hint = tr("Plan at least one home visit.") + " " + hint
        self.visit_notice.say(hint)
        self.advice_notice.setVisible(self.advice_box.isChecked())
        if not self.advice_box.isChecked():
            return
        call_at = intake.advice_call_at(self._shop, customer, received_at)  # C-5
        if call_at is None:
            self.advice_notice.say(tr("The customer wants no follow-up calls: none is planned."))
        else:
            when = near_moment_words(call_at, self._shop.now().date())
            self.advice_notice.say(
                tr("We call 24 hours later and ask whether it helped: {when}.", when=when)
            )

    @Slot()
    def _on_ticked(self) -> None:
        self.ticked.emit()


def _severity(severe: bool) -> Severity:
    return Severity.SEVERE if severe else Severity.NORMAL
