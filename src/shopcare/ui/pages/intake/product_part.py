"""Which product it is about: one of the customer's purchases, or typed."""

from dataclasses import dataclass
from datetime import date
from operator import attrgetter
from typing import Final

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QAbstractScrollArea

from shopcare.domain.cases.case import Case, CaseDraft
from shopcare.domain.cases.experience import Comeback
from shopcare.domain.ids import PurchaseLineId
from shopcare.domain.purchases.purchase import Purchase, PurchaseLine
from shopcare.language.records.fact_words import fact_label
from shopcare.services.people.customers import CustomerFile
from shopcare.services.policies.verdicts import care_lines, guaranteed_by_repair
from shopcare.services.reports import experience
from shopcare.services.shop import Shop
from shopcare.ui.kit.fields.choice_fields import ChoiceBox, NoProblem
from shopcare.ui.kit.fields.day_edit import DayEdit
from shopcare.ui.kit.fields.text_fields import LineEdit
from shopcare.ui.kit.forms.bound_form import BoundForm, FieldSpec, FormPart
from shopcare.ui.kit.layout.box_layouts import add_items
from shopcare.ui.kit.layout.card import Caption, SectionTitle
from shopcare.ui.kit.lists.row_list import RowContent, RowList
from shopcare.ui.kit.style.tokens import ROW
from shopcare.ui.kit.words.formatting import day_words
from shopcare.ui.kit.words.i18n import screen_catalog, tr
from shopcare.ui.pages.intake.comeback_notice import ComebackNotice

MOST_ROWS: Final = 3
OTHER: Final = 0
PRODUCT_FIELDS: Final = ("product", "category", "spec", "lot", "bought_on")


@dataclass(frozen=True, slots=True, kw_only=True)
class Bought:
    """One line of the list: a product and the receipt it stands on; or another product."""

    purchase: Purchase | None = None
    line: PurchaseLine | None = None

    @property
    def key(self) -> int:
        """Tell lines apart."""
        return self.line.id if self.line is not None else OTHER


class ProductFields(FormPart):
    """Category, product, spec, lot and day of purchase; all may stay empty (G-2)."""

    def __init__(self, shop: Shop, form: BoundForm[CaseDraft]) -> None:
        super().__init__(form)
        self._now = shop.now
        words = screen_catalog()
        known = [(one.key, words.text(one.label)) for one in shop.policy.categories]
        self.product_edit = LineEdit()
        product = FieldSpec("product", tr("&Model or name"), self.product_edit)
        category = FieldSpec("category", tr("Category"), ChoiceBox([("", "–"), *known]))
        self.rows.addLayout(self.line(product, category, stretch=(3, 2)))
        spec = FieldSpec("spec", tr("Specification"), LineEdit())
        lot = FieldSpec("lot", tr("Batch or colour"), LineEdit(10))
        bought = FieldSpec("bought_on", tr("Pu&rchase date"), DayEdit(self._today))
        self.rows.addLayout(self.line(spec, lot, bought, stretch=(1, 0, 0)))

    def missing(self) -> list[str]:
        """Name the facts that are not typed yet, in the screen's language (G-2)."""
        wanted = ("product", "category", "bought_on")
        return [fact_label(screen_catalog(), one) for one in wanted if not self._form.fact(one)]

    def is_typed(self) -> bool:
        """Say whether anything is filled in."""
        return any(self._form.field(name).typed() for name in PRODUCT_FIELDS)

    def focus_first(self) -> None:
        """Go to the product's name."""
        self._form.focus_first("product")

    def _today(self) -> date:
        return self._now().date()


class BoughtList(RowList[Bought], NoProblem):
    """The list of purchase lines; a choice of several is made by hand, Enter takes the first."""

    edited = Signal()

    def __init__(self) -> None:
        super().__init__(_look, attrgetter("key"))
        self.current_changed.connect(self.edited)
        self.setAccessibleName(tr("What the customer bought"))
        self.setTabKeyNavigation(False)

    def value(self) -> PurchaseLineId | None:
        """Give the chosen purchase line; None where the product is typed."""
        current = self.current_row()
        return current.line.id if current is not None and current.line is not None else None

    def set_value(self, line_id: PurchaseLineId | None) -> None:
        """Choose a purchase line."""
        self.restore(line_id)

    def typed(self) -> int | None:
        """Give what is chosen; ``OTHER`` for another product."""
        current = self.current_row()
        return current.key if current is not None else None

    def restore(self, typed: object) -> None:
        """Choose again; with another customer the list is another one."""
        if isinstance(typed, int):
            self.select_key(typed)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take the first with Enter where none is chosen yet."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.current_row() is None:
            self.select_first()
        super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Take the focus without making the first row the current one, as Qt would."""
        QAbstractScrollArea.focusInEvent(self, event)
        self.viewport().update()


class ProductPart(FormPart):
    """The purchase lines, newest first; below them the fields for another product."""

    settled = Signal()
    """Enter was pressed: the product is right, go on with the fault."""

    def __init__(self, shop: Shop, form: BoundForm[CaseDraft]) -> None:
        super().__init__(form)
        self._shop = shop
        self._file: CustomerFile | None = None
        self.bought_list = BoughtList()
        self.fields = ProductFields(shop, form)
        self.comeback = ComebackNotice()
        self.care_words = Caption()
        self.missing_words = Caption()
        add_items(
            self.rows,
            SectionTitle(tr("Product")),
            form.make(FieldSpec("purchase_line_id", "", self.bought_list)),
            self.fields,
            self.care_words,
            self.missing_words,
            form.make(FieldSpec("linked_case_id", "", self.comeback)),
        )
        self.show_customer(None)
        self.bought_list.edited.connect(self._show_fields)
        for name in PRODUCT_FIELDS:
            form.field(name).edited.connect(self._show_fields)
        self.bought_list.row_activated.connect(self._on_activated)
        self.fields.product_edit.returnPressed.connect(self.settled)

    def show_customer(self, file: CustomerFile | None) -> None:
        """List what a customer bought; the chosen line stays if it is still there."""
        same = (
            self._file is not None
            and file is not None
            and (self._file.customer.id == file.customer.id)
        )
        self._file = file
        bought = _bought(file.purchases) if file is not None else []
        self.bought_list.setVisible(bool(bought))
        entries = [*bought, Bought()] if bought else []
        if not same:
            self.bought_list.set_entries([])
        self.bought_list.set_entries(entries)
        if not same and len(bought) == 1:
            self.bought_list.select_first()
        self.bought_list.setFixedHeight(ROW * min(len(entries), MOST_ROWS + 1) + 2)
        self._show_fields()

    def chosen(self) -> Bought | None:
        """Give the chosen purchase line; None where the product is typed."""
        current = self.bought_list.current_row() if self._file is not None else None
        return current if current is not None and current.line is not None else None

    def choose_purchase(self, purchase_id: int) -> None:
        """Choose the first line of a receipt, for example of one that was scanned."""
        for row in self.bought_list.rows():
            if row.purchase is not None and row.purchase.id == purchase_id:
                self.bought_list.select_key(row.key)
                return

    def focus_first(self) -> None:
        """Go to the list, or where there is none to the fields."""
        if self.bought_list.isVisibleTo(self):
            self.bought_list.setFocus()
        else:
            self.fields.focus_first()

    def _product(self) -> str:
        chosen = self.chosen()
        if chosen is not None and chosen.line is not None:
            return chosen.line.product
        return self.fields.product_edit.text()

    @Slot()
    def _show_fields(self) -> None:
        chosen = self.chosen()
        elsewhere = self.bought_list.isHidden() or self.bought_list.typed() == OTHER
        self.fields.setVisible(chosen is None and (elsewhere or self.fields.is_typed()))
        begun = self._file is not None or self.fields.is_typed()
        missing = self.fields.missing() if chosen is None and begun else []
        self.missing_words.setVisible(bool(missing))
        if missing:
            facts = tr(", ").join(missing)
            self.missing_words.setText(
                tr("Missing: {facts}. You can still save; we will ask again.", facts=facts)
            )
        self._show_care(chosen)
        self.show_comebacks()

    @Slot()
    def show_comebacks(self) -> None:
        """Say that the same product or the same fault was here lately (X-6)."""
        found: list[Comeback] = []
        if self._file is not None:
            fault = self._form.fact("fault") or ""
            person = self._file.customer.id
            found = experience.comebacks(self._shop, person, self._product(), fault)
        self.comeback.show_cases(found, self._shop.now().date(), self._guaranteed)

    def _guaranteed(self, case: Case) -> date | None:
        return guaranteed_by_repair(self._shop, case)

    def _show_care(self, chosen: Bought | None) -> None:
        """Say what is left of the free care of the chosen goods (A-6)."""
        line = chosen.line if chosen is not None else None
        said = care_lines(self._shop, screen_catalog(), line.id) if line is not None else []
        self.care_words.setText("\n".join(said))
        self.care_words.setVisible(bool(said))

    @Slot(object)
    def _on_activated(self, row: Bought) -> None:
        if row.line is None:
            self.fields.focus_first()
        else:
            self.settled.emit()


def _bought(purchases: tuple[Purchase, ...]) -> list[Bought]:
    kept = (purchase for purchase in purchases if purchase.voided is None)  # W-8
    newest = sorted(kept, key=_sold_on, reverse=True)
    return [Bought(purchase=one, line=line) for one in newest for line in one.lines]


def _sold_on(purchase: Purchase) -> tuple[object, int]:
    return purchase.sold_on, purchase.id


def _look(row: Bought) -> RowContent:
    if row.line is None or row.purchase is None:
        return RowContent(title=tr("Another product…"), faint=True)
    handed = row.purchase.handed_over_on
    return RowContent(
        lead=day_words(row.purchase.sold_on),
        title=row.line.product,
        detail=" ".join(filter(None, (row.line.spec, row.line.lot))),
        trail=tr("handed over {day}", day=f"{handed:%m-%d}") if handed else tr("not handed over"),
    )
