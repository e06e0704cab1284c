"""Which product it is about: one of the customer's purchases, or typed."""

from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QAbstractScrollArea

from shopcare.domain.purchases.purchase import Purchase, PurchaseLine
from shopcare.services.cases import intake
from shopcare.services.people.customers import CustomerFile
from shopcare.services.shop import Shop
from shopcare.ui.kit.forms.form import Form
from shopcare.ui.kit.layout.card import Caption, SectionTitle
from shopcare.ui.kit.lists.row_list import RowContent, RowList
from shopcare.ui.kit.style.tokens import ROW
from shopcare.ui.kit.words.formatting import day_words
from shopcare.ui.kit.words.i18n import tr
from shopcare.ui.pages.intake.comeback_notice import ComebackNotice
from shopcare.ui.pages.intake.parts import Part
from shopcare.ui.pages.intake.product_fields import ProductFields

MOST_ROWS: Final = 3
OTHER: Final = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Bought:
    """One line of the list: a product and the receipt it stands on; or another product."""

    purchase: Purchase | None = None
    line: PurchaseLine | None = None

    @property
    def key(self) -> int:
        """Tell lines apart."""
        return self.line.id if self.line is not None else OTHER


class BoughtList(RowList[Bought]):
    """The list of purchase lines; nothing is chosen before somebody chooses it."""

    def __init__(self) -> None:
        super().__init__(_look, _key)
        self.setAccessibleName(tr("What the customer bought"))
        self.setTabKeyNavigation(False)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Take the focus without making the first row the current one, as Qt would."""
        QAbstractScrollArea.focusInEvent(self, event)
        self.viewport().update()


class ProductPart(Part):
    """The purchase lines, newest first; below them the fields for another product."""

    case_wanted = Signal(int)
    settled = Signal()
    """Enter was pressed: the product is right, go on with the fault."""

    def __init__(self, shop: Shop, form: Form) -> None:
        super().__init__()
        self._shop = shop
        self._file: CustomerFile | None = None
        self.bought_list = BoughtList()
        self.fields = ProductFields(shop, form)
        self.comeback = ComebackNotice()
        self.missing_words = Caption()
        self.rows.addWidget(SectionTitle(tr("Product")))
        for widget in (self.bought_list, self.fields, self.missing_words, self.comeback):
            self.rows.addWidget(widget)
        self.show_customer(None)
        self.bought_list.current_changed.connect(self._on_current)
        self.fields.edited.connect(self._on_typed)
        self.comeback.edited.connect(self.edited)
        self.comeback.case_wanted.connect(self.case_wanted)
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
        self.bought_list.setFixedHeight(ROW * min(len(entries), MOST_ROWS + 1) + 2)
        self._show_fields()

    def chosen(self) -> Bought | None:
        """Give the chosen purchase line; None where the product is typed."""
        current = self.bought_list.current_row() if self._file is not None else None
        return current if current is not None and current.line is not None else None

    def line_key(self) -> int | None:
        """Give what is chosen in the list, for the draft."""
        current = self.bought_list.current_row()
        return current.key if current is not None else None

    def choose(self, key: int | None) -> None:
        """Choose a line of the list by its key."""
        if key is not None:
            self.bought_list.select_key(key)

    def choose_purchase(self, purchase_id: int) -> None:
        """Choose the first line of a receipt, for example of one that was scanned."""
        for row in self.bought_list.rows():
            if row.purchase is not None and row.purchase.id == purchase_id:
                self.bought_list.select_key(row.key)
                return

    def put_into(self, draft: dict[str, object]) -> None:
        """Write the product into the values of a draft."""
        chosen = self.chosen()
        if chosen is not None and chosen.line is not None:
            draft["purchase_line_id"] = chosen.line.id
        else:
            self.fields.put_into(draft)
        linked = self.comeback.linked_case()
        draft["linked_case_id"] = linked.id if linked is not None else None

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

    def _show_fields(self) -> None:
        chosen, missing = self.chosen(), self.fields.missing()
        elsewhere = self.bought_list.isHidden() or self.line_key() == OTHER
        self.fields.setVisible(chosen is None and (elsewhere or self.fields.is_typed()))
        begun = self._file is not None or self.fields.is_typed()
        self.missing_words.setVisible(chosen is None and begun and bool(missing))
        words = tr("Missing: {facts}. It can be saved so; we ask again.", facts=_listed(missing))
        self.missing_words.setText(words)
        found = []
        if self._file is not None:
            found = intake.comebacks(self._shop, self._file.customer.id, self._product())
        self.comeback.show_cases(found, self._shop.now().date())

    @Slot(object)
    def _on_current(self, _row: object) -> None:
        self._show_fields()
        self.edited.emit()

    @Slot(object)
    def _on_activated(self, row: Bought) -> None:
        if row.line is None:
            self.fields.focus_first()
        else:
            self.settled.emit()

    @Slot()
    def _on_typed(self) -> None:
        self._show_fields()
        self.edited.emit()


def _bought(purchases: tuple[Purchase, ...]) -> list[Bought]:
    newest = sorted(purchases, key=_sold_on, reverse=True)
    return [Bought(purchase=one, line=line) for one in newest for line in one.lines]


def _sold_on(purchase: Purchase) -> tuple[object, int]:
    return purchase.sold_on, purchase.id


def _listed(facts: list[str]) -> str:
    return tr(", ").join(facts)


def _key(row: Bought) -> int:
    return row.key


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
