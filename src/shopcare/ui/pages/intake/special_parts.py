"""What is asked of some requests alone: guidance (T-5), complaints, returns (A-2), L-6, L-9."""

from datetime import date, datetime
from typing import Final

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QWidget

from shopcare.domain.cases.case import CaseDraft, CaseKind, Channel, Severity
from shopcare.domain.cases.returns import ReturnRequest, Wish
from shopcare.domain.feedback.authority import AuthorityDraft
from shopcare.domain.feedback.reaction import ReactionDraft
from shopcare.domain.people.customer import Customer
from shopcare.domain.policy.sale_facts import SaleFacts
from shopcare.domain.purchases.purchase import PurchaseLine
from shopcare.language.records.return_words import quantity_text
from shopcare.services.cases import intake, returns
from shopcare.services.cases import step_effects as guidance
from shopcare.services.follow_ups.case_deadlines import too_late_for
from shopcare.services.policies import verdicts
from shopcare.services.shop import Shop
from shopcare.ui.kit.fields.choice_fields import ChoiceLine, TickBox
from shopcare.ui.kit.fields.day_edit import DayEdit, MomentEdit
from shopcare.ui.kit.fields.text_fields import LineEdit
from shopcare.ui.kit.forms.bound_form import BoundForm, Facts, FieldSpec, FormPart
from shopcare.ui.kit.forms.feedback_forms import advice_field, expires_field, symptoms_field
from shopcare.ui.kit.forms.notice import NoticeLine
from shopcare.ui.kit.forms.return_fields import FaultBox, QuantityEdit, fault_of, yes_no_specs
from shopcare.ui.kit.layout.box_layouts import add_items, column_layout, line_of
from shopcare.ui.kit.layout.card import Caption
from shopcare.ui.kit.layout.flow_line import FlowLine
from shopcare.ui.kit.style.tokens import SPACE_L, SPACE_S, SPACE_XS, Meaning
from shopcare.ui.kit.words.formatting import near_moment_words
from shopcare.ui.kit.words.i18n import ntr, tr


class LayingPart(FormPart):
    """When the customer has the goods laid; asked only of guidance (T-5)."""

    def __init__(self, shop: Shop, form: BoundForm[CaseDraft]) -> None:
        super().__init__(form, SPACE_XS)
        self._shop = shop
        self.laying_edit = MomentEdit(shop.now, shop.calendar.opening_hour)
        self.notice = NoticeLine(Meaning.AMBER)
        laying = self.laying_edit
        spec = FieldSpec("laying_at", tr("Lay&ing begins"), laying, beside=laying.words)
        self.rows.addWidget(form.make(spec))
        self.rows.addWidget(self.notice)
        laying.edited.connect(self._on_typed)
        self._on_typed()

    @Slot()
    def _on_typed(self) -> None:
        laying_at = self.laying_edit.value()
        is_short = laying_at is not None and guidance.is_short_notice(self._shop, laying_at)
        days = self._shop.schedule.notice_days if is_short else 0
        words = ntr("Guidance needs {n} day's notice; make sure that a technician is free.",
                    "Guidance needs {n} days' notice; make sure that a technician is free.",
                    days)  # fmt: skip
        self.notice.say(words)
        self.notice.setVisible(is_short)


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
            box.edited.connect(self.ticked)
        self.late_notice = NoticeLine(Meaning.AMBER)
        add_items(self.rows, line, self.visit_notice, self.advice_notice, self.late_notice)
        self.show_age(None, shop.today())

    def show_age(self, bought_on: date | None, received_on: date) -> None:
        """Point out that a complaint comes too long after the purchase (A-4)."""
        term = too_late_for(self._shop, CaseKind.COMPLAINT, bought_on, received_on)
        days = term.accepted_days if term is not None else 0
        words = ntr("The policy accepts complaints within {n} day of the purchase; what the law "
                    "grants for a fault stays.",
                    "The policy accepts complaints within {n} days of the purchase; what the law "
                    "grants for a fault stays.",
                    days)  # fmt: skip
        self.late_notice.say(words if days else "")
        self.late_notice.setVisible(bool(days))

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
            self.advice_notice.say(tr("The customer wants no follow-up calls, so none is planned."))
        else:
            when = near_moment_words(call_at, self._shop.now().date())
            self.advice_notice.say(tr("We call and ask whether it helped: {when}.", when=when))


def _severity(severe: bool) -> Severity:
    return Severity.SEVERE if severe else Severity.NORMAL


RETURN_FIELDS = (
    "wish", "quantity", "receipt", "saleable", "laid", "goods_fault", "fault_proof",
)  # fmt: skip


class ReturnPart(FormPart):
    """The wish, the quantity with what is left of the line, what is known, what proves it."""

    def __init__(self, shop: Shop, form: BoundForm[CaseDraft]) -> None:
        super().__init__(form)
        self._shop = shop
        asked = verdicts.facts_asked(verdicts.clauses_of(shop))
        self.rest_words = Caption("", wrap=False)
        self.wish_line = ChoiceLine(tuple(Wish), columns=3)
        self.missing_words = Caption(
            tr("Missing: {facts}. You can still save; we will ask again.", facts=tr("Wish"))
        )
        self.quantity_edit = QuantityEdit()
        wish = form.make(FieldSpec("wish", tr("Wish"), self.wish_line))
        spec = FieldSpec("quantity", tr("Quantity"), self.quantity_edit, beside=self.rest_words)
        first = line_of((wish, 1, 240), form.make(spec), spacing=SPACE_L, top=True)
        known = FlowLine(SPACE_L, between_lines=SPACE_S, top=True)
        fault = FieldSpec("goods_fault", tr("What is wrong"), FaultBox(), reader=fault_of)
        for one in (*yes_no_specs(asked), fault):
            known.add(form.make(one))
        proof = form.make(FieldSpec("fault_proof", tr("Proof of the fault"), LineEdit()))
        for widget in (first, self.missing_words, known, proof):
            self.rows.addWidget(widget)
        self.wish_line.edited.connect(self._show_missing)
        self._show_missing()

    def show_kind(self, kind: CaseKind) -> None:
        """Ask only of a return or exchange."""
        self.setVisible(kind is CaseKind.RETURN)
        self._show_missing()

    @Slot()
    def _show_missing(self) -> None:
        """Say that nobody has told the wish yet (G-2)."""
        self.missing_words.setVisible(self.wish_line.value() is None)

    def show_line(self, line: PurchaseLine | None) -> None:
        """Say what of the chosen purchase line is left to return or exchange."""
        if line is None:
            self.rest_words.setText("")
            return
        split = returns.line_split(self._shop, line.id)
        kept = quantity_text(split.kept, line.unit)
        whole = quantity_text(split.whole, line.unit)
        self.rest_words.setText(tr("{kept} left of {whole}", kept=kept, whole=whole))

    def with_told(self, known: SaleFacts) -> SaleFacts:
        """Put what the customer has told of the goods over what is on file, for the verdict."""
        facts = {name: self._fact(name) for name in RETURN_FIELDS}
        return returns.with_request(known, request_of(facts))

    def _fact(self, name: str) -> object:
        return self._form.fact(name) if self._form.has_field(name) else None


def request_of(facts: Facts) -> ReturnRequest:
    """Put the request together of what the fields hold."""
    return ReturnRequest(
        wish=facts["wish"],
        quantity=facts["quantity"],
        receipt=facts.get("receipt"),
        fault=facts["goods_fault"],
        saleable=facts.get("saleable"),
        laid=facts.get("laid"),
        fault_proof=facts["fault_proof"] or "",
    )


AUTHORITY_FIELDS: Final = ("official_number", "reply_until")
REACTION_FIELDS: Final = ("reacted", "symptoms", "expires_on", "advice")

WITH_REACTIONS: Final = frozenset({CaseKind.COMPLAINT, CaseKind.RETURN, CaseKind.CONSULTATION})


class AuthorityPart(FormPart):
    """The authority's number and the reply-by date; asked only of what came through one."""

    def __init__(self, shop: Shop, form: BoundForm[CaseDraft]) -> None:
        super().__init__(form)
        number = FieldSpec("official_number", tr("Official number"), LineEdit())
        until = FieldSpec("reply_until", tr("Reply by"), DayEdit(shop.today))
        self.rows.addLayout(self.line(number, until))
        form.field("channel").edited.connect(self.show_channel)
        self.show_channel()

    @Slot()
    def show_channel(self) -> None:
        """Ask only where the request came through an authority."""
        self.setVisible(self._form.fact("channel") is Channel.AUTHORITY)


class ReactionPart(FormPart):
    """A tick, and below it what is done at once and what the report needs."""

    def __init__(self, shop: Shop, form: BoundForm[CaseDraft]) -> None:
        super().__init__(form, SPACE_XS)
        self.reacted_box = TickBox(tr("Red eye, pain or a skin reaction"))
        self.notice = NoticeLine(Meaning.RED)
        self.notice.say(
            tr("Stop using it, see a doctor, keep the goods and the packaging, tell the manager.")
        )
        self._fields = QWidget()
        rows = column_layout(self._fields, SPACE_S)
        rows.addWidget(form.make(symptoms_field()))
        rows.addLayout(self.line(expires_field(shop), advice_field(), stretch=(1, 2)))
        reacted = form.make(FieldSpec("reacted", "", self.reacted_box))
        add_items(self.rows, reacted, self.notice, self._fields)
        self.reacted_box.edited.connect(self._on_ticked)
        self._on_ticked()

    def show_kind(self, kind: CaseKind) -> None:
        """Ask of the kinds for which goods may have done harm."""
        self.setVisible(kind in WITH_REACTIONS)

    @Slot()
    def _on_ticked(self) -> None:
        self.notice.setVisible(self.reacted_box.isChecked())
        self._fields.setVisible(self.reacted_box.isChecked())


def authority_of(facts: Facts) -> AuthorityDraft | None:
    """Put together through whom it came; None where nothing of it is known."""
    number, until = facts["official_number"].strip(), facts["reply_until"]
    return AuthorityDraft(number=number, reply_until=until) if number or until else None


def reaction_of(facts: Facts) -> ReactionDraft:
    """Put a reaction together."""
    return ReactionDraft(
        symptoms=facts["symptoms"], expires_on=facts["expires_on"], advice=facts["advice"]
    )
