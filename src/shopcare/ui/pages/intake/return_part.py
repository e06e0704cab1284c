"""What is asked of a return or exchange: the wish, how much of it, what is known (A-2)."""

from PySide6.QtCore import Slot

from shopcare.domain.cases.case import CaseDraft, CaseKind
from shopcare.domain.cases.returns import ReturnRequest, Wish
from shopcare.domain.policy.sale_facts import SaleFacts
from shopcare.domain.purchases.purchase import PurchaseLine
from shopcare.language.records.return_words import quantity_text
from shopcare.services.cases import returns
from shopcare.services.policies import verdicts
from shopcare.services.shop import Shop
from shopcare.ui.kit.fields.choice_fields import ChoiceLine
from shopcare.ui.kit.fields.text_fields import LineEdit
from shopcare.ui.kit.forms.bound_form import BoundForm, Facts, FieldSpec, FormPart
from shopcare.ui.kit.forms.return_fields import FaultBox, QuantityEdit, fault_of, yes_no_specs
from shopcare.ui.kit.layout.box_layouts import line_of
from shopcare.ui.kit.layout.card import Caption
from shopcare.ui.kit.layout.flow_line import FlowLine
from shopcare.ui.kit.style.tokens import SPACE_L, SPACE_S
from shopcare.ui.kit.words.i18n import tr

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
        for name in RETURN_FIELDS:
            if self._form.has_field(name):
                self._form.form_row(name).setVisible(kind is CaseKind.RETURN)

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
