"""The fields of one product on a receipt."""

from datetime import date
from decimal import Decimal
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from shopcare.domain.errors import Invalid
from shopcare.domain.ids import CustomerId
from shopcare.domain.policy.policy import Policy
from shopcare.domain.purchases.purchase import PurchaseDraft, PurchaseLineDraft, check_purchase
from shopcare.language.records.fact_words import fact_label
from shopcare.ui.kit.fields.choice_fields import WordBox
from shopcare.ui.kit.fields.text_fields import LineEdit, MoneyEdit
from shopcare.ui.kit.forms.bound_form import BoundForm, FieldSpec
from shopcare.ui.kit.forms.return_fields import QuantityEdit
from shopcare.ui.kit.layout.box_layouts import STRETCH, add_items, column_layout
from shopcare.ui.kit.layout.flow_line import FlowLine
from shopcare.ui.kit.style.tokens import SPACE_L, SPACE_XL
from shopcare.ui.kit.widgets.buttons import sign_button
from shopcare.ui.kit.words.i18n import screen_catalog, tr

_BLANK: Final = PurchaseLineDraft(product="")
LEAST_FIELD = 96
"""Pixels; a narrower field shows too little of what is typed."""


class PiecesEdit(QuantityEdit):
    """How many, how much; 1 where nothing is typed."""

    def __init__(self) -> None:
        super().__init__("1")

    def read(self, text: str) -> Decimal:
        """Read a quantity."""
        quantity = super().read(text)
        return Decimal(1) if quantity is None else quantity

    def write(self, value: Decimal | None) -> str:
        """Write a quantity; 1 need not be typed."""
        return "" if value == 1 else super().write(value)


class CategoryBox(WordBox):
    """The categories of the policy; the shop's own word can be typed instead."""

    def __init__(self, policy: Policy) -> None:
        words = screen_catalog()
        self._policy = policy
        self._keys = {words.text(one.label): one.key for one in policy.categories}
        super().__init__(list(self._keys), 12)
        line = self.lineEdit()
        assert line is not None
        line.setPlaceholderText(tr("choose or type"))

    def read(self, text: str) -> str:
        """Read the category's key, or the word that was typed."""
        typed = text.strip()
        named = (key for label, key in self._keys.items() if label.casefold() == typed.casefold())
        known = self._policy.category(typed)
        return next(named, known.key if known is not None else typed)


class LineForm(BoundForm[PurchaseLineDraft]):
    """Category, product, spec, lot, quantity, unit, amount and kind of sale."""

    removed = Signal()

    def __init__(self, policy: Policy) -> None:
        super().__init__(_BLANK)
        self.remove_button = sign_button("trash-2", tr("Remove this product"))
        category = fact_label(screen_catalog(), "category")
        first = FlowLine(SPACE_L, top=True)
        for spec, stretch in (
            (FieldSpec("category", category, CategoryBox(policy)), 3),
            (FieldSpec("product", tr("Model or name"), LineEdit(), required=True), 5),
            (FieldSpec("spec", tr("Specification"), LineEdit()), 4),
        ):
            first.add(self.make(spec), stretch=stretch, least=LEAST_FIELD)
        second = FlowLine(top=True)
        for spec in (
            FieldSpec("lot", tr("Batch or colour"), LineEdit(9)),
            FieldSpec("quantity", tr("Quantity"), PiecesEdit()),
            FieldSpec("unit", tr("Unit"), LineEdit(4)),
            FieldSpec("amount_fen", tr("Amount"), MoneyEdit()),
        ):
            second.add(self.make(spec))
        sale_kind = self.make(FieldSpec("sale_kind", tr("Sale kind"), LineEdit()))
        second.add(sale_kind, stretch=1, least=LEAST_FIELD)
        second.add(self._removing())
        self.add_rows(first, second)
        self.remove_button.clicked.connect(self.removed)
        self.load(_BLANK)

    def check(self) -> bool:
        """Ask the fields and the domain; a receipt with many products shows whose problem it is."""
        if not super().check():
            return False
        day = date.max
        alone = PurchaseDraft(customer_id=CustomerId(0), sold_on=day, lines=(self.draft(),))
        try:
            check_purchase(alone, day)
        except Invalid as invalid:
            self.show_problems(invalid.problems)
            return False
        return True

    def _removing(self) -> QWidget:
        ground = QWidget()
        below_labels = column_layout(ground)
        below_labels.addSpacing(SPACE_XL)
        add_items(below_labels, self.remove_button, STRETCH)
        return ground
