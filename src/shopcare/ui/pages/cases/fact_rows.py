"""The rows in which the facts of a case are written down or put right (G-2)."""

from datetime import date

from PySide6.QtWidgets import QComboBox

from shopcare.domain.cases.case import WITHOUT_GOODS, Case
from shopcare.domain.cases.case_facts import CaseFacts
from shopcare.language.record_words import fact_label
from shopcare.services.shop import Shop
from shopcare.ui.kit.fields.accessories import AccessoriesField
from shopcare.ui.kit.fields.day_edit import DayEdit
from shopcare.ui.kit.fields.text_fields import LineEdit, TextArea
from shopcare.ui.kit.forms.form import Form
from shopcare.ui.kit.words.i18n import screen_catalog
from shopcare.ui.pages.cases.parts import Content, Part


class GoodsPart(Part):
    """Which goods it is about, and since when the customer has them."""

    def __init__(self, form: Form, shop: Shop, shown: CaseFacts) -> None:
        super().__init__(form)
        self._now = shop.now
        self.product_edit, self.spec_edit, self.lot_edit = LineEdit(), LineEdit(), LineEdit()
        self.category_box = _category_box(shop, shown.category)
        self.bought_edit = DayEdit(self._today)
        self.first = self.product_edit
        self._lines: dict[str, LineEdit | DayEdit] = {
            "product": self.product_edit,
            "spec": self.spec_edit,
            "lot": self.lot_edit,
            "bought_on": self.bought_edit,
        }
        words = screen_catalog()
        form.row("product", fact_label(words, "product"), self.product_edit)
        form.pair(
            form.make_row("category", fact_label(words, "category"), self.category_box),
            form.make_row("bought_on", fact_label(words, "bought_on"), self.bought_edit),
        )
        form.pair(
            form.make_row("spec", fact_label(words, "spec"), self.spec_edit),
            form.make_row("lot", fact_label(words, "lot"), self.lot_edit),
        )
        self.product_edit.setText(shown.product)
        self.spec_edit.setText(shown.spec)
        self.lot_edit.setText(shown.lot)
        self.bought_edit.set_day(shown.bought_on)
        for edit in (self.product_edit, self.spec_edit, self.lot_edit, self.bought_edit.edit):
            edit.textChanged.connect(self.edited)
        self.category_box.currentIndexChanged.connect(self.edited)

    def facts(self) -> Content:
        """Give what is written about the goods."""
        return self.content() | {"bought_on": self.bought_edit.day()}

    def content(self) -> Content:
        """Give the typed texts."""
        texts = {name: line.text() for name, line in self._lines.items()}
        return texts | {"category": self.category_box.currentData()}

    def restore(self, content: Content) -> None:
        """Show the typed texts again."""
        for name, line in self._lines.items():
            line.setText(content.get(name, ""))
        self.category_box.setCurrentIndex(
            max(0, self.category_box.findData(content.get("category")))
        )

    def _today(self) -> date:
        return self._now().date()


class RequestPart(Part):
    """What is wrong and what is wanted, in the customer's words."""

    def __init__(self, form: Form, shown: CaseFacts) -> None:
        super().__init__(form)
        self.fault_edit, self.wishes_edit = TextArea(2, 8), TextArea(1, 6)
        self.first = self.fault_edit
        self._areas = {"fault": self.fault_edit, "wishes": self.wishes_edit}
        for name, area in self._areas.items():
            form.row(name, fact_label(screen_catalog(), name), area)
            area.setText(getattr(shown, name))
            area.textChanged.connect(self.edited)

    def facts(self) -> Content:
        """Give the words."""
        return self.content()

    def content(self) -> Content:
        """Give the words."""
        return {name: area.text() for name, area in self._areas.items()}

    def restore(self, content: Content) -> None:
        """Show the words again."""
        for name, area in self._areas.items():
            area.setText(content.get(name, ""))


class HandedInPart(Part):
    """What was handed in, and how it looked (X-4)."""

    def __init__(self, form: Form, shop: Shop, shown: CaseFacts) -> None:
        super().__init__(form)
        words = screen_catalog()
        self.goods = AccessoriesField(shop.policy.accessories)
        self.condition_edit = TextArea(1, 6)
        self.first = self.goods
        form.row("accessories", fact_label(words, "accessories"), self.goods)
        form.row("condition", fact_label(words, "condition"), self.condition_edit)
        self.goods.show_accessories(shown.accessories)
        self.condition_edit.setText(shown.condition)
        self.goods.edited.connect(self.edited)
        self.condition_edit.textChanged.connect(self.edited)

    def facts(self) -> Content:
        """Give what was handed in."""
        condition = self.condition_edit.text()
        return {"accessories": self.goods.accessories(), "condition": condition}

    def content(self) -> Content:
        """Give the ticks and the typed texts."""
        accessories = [list(self.goods.ticked()), self.goods.own_edit.text()]
        return {"accessories": accessories, "condition": self.condition_edit.text()}

    def restore(self, content: Content) -> None:
        """Tick and show the same again."""
        match content.get("accessories"):
            case [[*ticked], str(own)]:
                self.goods.tick(ticked)
                self.goods.own_edit.setText(own)
        self.condition_edit.setText(content.get("condition", ""))


def fact_parts(form: Form, shop: Shop, case: Case, shown: CaseFacts) -> list[Part]:
    """Make the rows of a case; nobody is asked what was handed in where nothing is."""
    parts: list[Part] = [GoodsPart(form, shop, shown), RequestPart(form, shown)]
    if case.kind not in WITHOUT_GOODS or shown.accessories or shown.condition:
        parts.append(HandedInPart(form, shop, shown))
    return parts


def _category_box(shop: Shop, present: str) -> QComboBox:
    """Offer the policy's categories, and the one on file if the policy does not know it."""
    box = QComboBox()
    box.addItem("–", "")
    for known in shop.policy.categories:
        box.addItem(screen_catalog().text(known.label), known.key)
    if box.findData(present) < 0:
        box.addItem(present, present)
    box.setCurrentIndex(box.findData(present))
    return box
