"""The fields for a product that is not among the customer's purchases."""

from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox

from shopcare.language.record_words import fact_label
from shopcare.services.shop import Shop
from shopcare.ui.kit.fields.day_edit import DayEdit
from shopcare.ui.kit.fields.text_fields import LineEdit
from shopcare.ui.kit.forms.form import Form
from shopcare.ui.kit.words.i18n import screen_catalog, tr
from shopcare.ui.pages.intake.parts import Part, side_by_side


class ProductFields(Part):
    """Category, product, spec, lot and day of purchase; all may stay empty (G-2)."""

    def __init__(self, shop: Shop, form: Form) -> None:
        super().__init__()
        self.category_box = QComboBox()
        self.category_box.addItem("–", "")
        for known in shop.policy.categories:
            self.category_box.addItem(screen_catalog().text(known.label), known.key)
        self.product_edit = LineEdit()
        self.spec_edit = LineEdit()
        self.lot_edit = LineEdit(10)
        self._now = shop.now
        self.bought_edit = DayEdit(self._today)
        product = form.make_row("product", tr("&Model or name"), self.product_edit)
        category = form.make_row("category", tr("Category"), self.category_box)
        self.rows.addLayout(side_by_side(product, category, stretch=(3, 2)))
        spec = form.make_row("spec", tr("Specification"), self.spec_edit)
        lot = form.make_row("lot", tr("Lot or colour"), self.lot_edit)
        bought = form.make_row("bought_on", tr("Bou&ght on"), self.bought_edit)
        self.rows.addLayout(side_by_side(spec, lot, bought, stretch=(1, 0, 0)))
        for edit in (self.product_edit, self.spec_edit, self.lot_edit, self.bought_edit.edit):
            edit.textChanged.connect(self.edited)
        self.category_box.currentIndexChanged.connect(self.edited)

    def put_into(self, draft: dict[str, object]) -> None:
        """Write the product into the values of a draft."""
        draft["category"] = self.category_box.currentData()
        draft["product"] = self.product_edit.text()
        draft["spec"] = self.spec_edit.text()
        draft["lot"] = self.lot_edit.text()
        draft["bought_on"] = self.bought_edit.day()

    def missing(self) -> list[str]:
        """Name the facts that are not typed yet, in the screen's language (G-2)."""
        facts: dict[str, object] = {}
        self.put_into(facts)
        words = screen_catalog()
        wanted = ("product", "category", "bought_on")
        return [fact_label(words, fact) for fact in wanted if not facts[fact]]

    def is_typed(self) -> bool:
        """Say whether anything is filled in."""
        edits = (self.product_edit, self.spec_edit, self.lot_edit, self.bought_edit)
        return bool(self.category_box.currentData()) or any(edit.text() for edit in edits)

    def restore(self, category: str, product: str, spec: str, lot: str, bought_on: str) -> None:
        """Show what was typed before."""
        self.category_box.setCurrentIndex(max(0, self.category_box.findData(category)))
        self.product_edit.setText(product)
        self.spec_edit.setText(spec)
        self.lot_edit.setText(lot)
        self.bought_edit.setText(bought_on)

    def focus_first(self) -> None:
        """Go to the product's name."""
        self.product_edit.setFocus(Qt.FocusReason.OtherFocusReason)

    def _today(self) -> date:
        return self._now().date()
