"""The fields of one product on a receipt."""

import re
import unicodedata
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QVBoxLayout, QWidget

from shopcare.domain.errors import Invalid, Problem
from shopcare.domain.ids import CustomerId
from shopcare.domain.policy.policy import Policy
from shopcare.domain.purchases.purchase import PurchaseDraft, PurchaseLineDraft, check_purchase
from shopcare.language.record_words import fact_label
from shopcare.ui.kit.fields.fields import LineEdit, MoneyEdit
from shopcare.ui.kit.forms.form import Form
from shopcare.ui.kit.layout.flow_line import FlowLine
from shopcare.ui.kit.style.tokens import SPACE_L, SPACE_XL
from shopcare.ui.kit.widgets.buttons import sign_button
from shopcare.ui.kit.words.i18n import screen_catalog, tr

_QUANTITY: Final = re.compile(r"\d{1,9}(\.\d{1,9})?")

LEAST_FIELD = 96
"""Pixels; a narrower field shows too little of what is typed."""


class QuantityEdit(LineEdit):
    """How many, how much: a number with up to three decimals; 1 where nothing is typed."""

    def __init__(self) -> None:
        super().__init__(7, "1")
        self.setAlignment(Qt.AlignmentFlag.AlignRight)

    def quantity(self) -> Decimal | None:
        """Give the quantity; None if it cannot be read."""
        plain = unicodedata.normalize("NFKC", self.text()).strip()
        if not plain:
            return Decimal(1)
        return Decimal(plain) if _QUANTITY.fullmatch(plain) and plain.isascii() else None

    def problem(self) -> Problem | None:
        """Say that what is typed is no quantity."""
        wrong = self.quantity() is None
        return Problem(field="", code="quantity_impossible") if wrong else None


class CategoryBox(QComboBox):
    """The categories of the policy; the shop's own word can be typed instead."""

    def __init__(self, policy: Policy) -> None:
        super().__init__()
        self._policy = policy
        self.setEditable(True)
        self.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.setMinimumContentsLength(12)
        self.addItem("", "")
        for category in policy.categories:
            self.addItem(screen_catalog().text(category.label), category.key)
        line = self.lineEdit()
        assert line is not None
        line.setMaxLength(10_000)
        line.setPlaceholderText(tr("choose or type"))

    def category(self) -> str:
        """Give the category's key, or the word that was typed."""
        typed = self.currentText().strip()
        place = self.findText(typed, Qt.MatchFlag.MatchFixedString)
        if place >= 0:
            return str(self.itemData(place))
        known = self._policy.category(typed)
        return known.key if known is not None else typed


class LineForm(Form):
    """Category, product, spec, lot, quantity, unit, amount and kind of sale."""

    removed = Signal()

    def __init__(self, policy: Policy) -> None:
        super().__init__()
        self.category_box = CategoryBox(policy)
        self.product_edit = LineEdit()
        self.spec_edit = LineEdit()
        self.lot_edit = LineEdit(9)
        self.quantity_edit = QuantityEdit()
        self.unit_edit = LineEdit(4)
        self.amount_edit = MoneyEdit()
        self.sale_kind_edit = LineEdit()
        self.remove_button = sign_button("trash-2", tr("Take this product off"))
        self._lay_out()
        for edit in self._texts().values():
            edit.textChanged.connect(self.edited)
        self.category_box.editTextChanged.connect(self.edited)
        self.remove_button.clicked.connect(self.removed)

    def draft(self) -> PurchaseLineDraft:
        """Give what is filled in; ``check()`` tells whether all of it can be read."""
        return PurchaseLineDraft(
            product=self.product_edit.text(),
            category=self.category_box.category(),
            spec=self.spec_edit.text(),
            lot=self.lot_edit.text(),
            quantity=self.quantity_edit.quantity() or Decimal(0),
            unit=self.unit_edit.text(),
            amount_fen=self.amount_edit.fen(),
            sale_kind=self.sale_kind_edit.text(),
        )

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

    def is_blank(self) -> bool:
        """Say whether nothing is typed."""
        return not any(self.typed().values())

    def typed(self) -> dict[str, str]:
        """Give what is typed, readable or not."""
        texts = {name: edit.text() for name, edit in self._texts().items()}
        return {**texts, "category": self.category_box.currentText()}

    def restore(self, typed: Mapping[str, object]) -> None:
        """Show again what was typed."""
        for name, edit in self._texts().items():
            edit.setText(str(typed.get(name, "")))
        self.category_box.setEditText(str(typed.get("category", "")))

    def focus_first(self) -> None:
        """Go to the category."""
        self.category_box.setFocus(Qt.FocusReason.OtherFocusReason)

    def _texts(self) -> dict[str, LineEdit]:
        return {
            "product": self.product_edit,
            "spec": self.spec_edit,
            "lot": self.lot_edit,
            "quantity": self.quantity_edit,
            "unit": self.unit_edit,
            "amount_fen": self.amount_edit,
            "sale_kind": self.sale_kind_edit,
        }

    def _lay_out(self) -> None:
        words = screen_catalog()
        category = self.make_row("category", fact_label(words, "category"), self.category_box)
        product = self.make_row("product", tr("Model or name"), self.product_edit, required=True)
        spec = self.make_row("spec", tr("Specification"), self.spec_edit)
        first = FlowLine(SPACE_L, top=True)
        for row, stretch in ((category, 3), (product, 5), (spec, 4)):
            first.add(row, stretch=stretch, least=LEAST_FIELD)
        self._layout.addWidget(first)
        second = FlowLine(top=True)
        for row in (
            self.make_row("lot", tr("Lot or colour"), self.lot_edit),
            self.make_row("quantity", tr("Quantity"), self.quantity_edit),
            self.make_row("unit", tr("Unit"), self.unit_edit),
            self.make_row("amount_fen", tr("Amount"), self.amount_edit),
        ):
            second.add(row)
        sale_kind = self.make_row("sale_kind", tr("Sale kind"), self.sale_kind_edit)
        second.add(sale_kind, stretch=1, least=LEAST_FIELD)
        removing = QWidget()
        beside_fields = QVBoxLayout(removing)
        beside_fields.setContentsMargins(0, 0, 0, 0)
        beside_fields.addSpacing(SPACE_XL)
        beside_fields.addWidget(self.remove_button)
        beside_fields.addStretch(1)
        second.add(removing)
        self._layout.addWidget(second)
