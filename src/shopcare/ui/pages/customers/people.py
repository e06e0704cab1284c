"""The list of all customers, the first at once; the line above finds one as it is typed."""

from collections.abc import Sequence
from functools import partial
from typing import Final

from PySide6.QtCore import QEvent, QObject, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from shopcare.domain.ids import CustomerId
from shopcare.domain.people.customer import Customer, call_order
from shopcare.language.catalog import mark
from shopcare.services.people import customers
from shopcare.services.search import search
from shopcare.services.shop import Shop
from shopcare.ui.kit.context.background import Job
from shopcare.ui.kit.context.operation import Progress
from shopcare.ui.kit.context.page_context import PageContext
from shopcare.ui.kit.fields.text_fields import LineEdit
from shopcare.ui.kit.layout.box_layouts import column_layout
from shopcare.ui.kit.layout.card import EmptyState
from shopcare.ui.kit.lists.record_table import RecordTable
from shopcare.ui.kit.lists.table_model import Column
from shopcare.ui.kit.style.tokens import SPACE_S
from shopcare.ui.kit.words.formatting import phone_words
from shopcare.ui.kit.words.i18n import tr

MOST_FOUND: Final = 200
NEWEST_FIRST: Final = ("recent", True)
AT_ONCE: Final = 500
"""So many are read in a few milliseconds; a million take a second."""


def _first_phone(customer: Customer) -> str:
    phones = call_order(customer)
    return phone_words(phones[0].digits) if phones else ""


COLUMNS: Final = (
    Column[Customer](
        key="name",
        title=mark("Name"),
        text=lambda customer: customer.name,
        sort_key="name",
        tooltip=lambda customer: customer.name,
        width=104,
    ),
    Column[Customer](
        key="phone",
        title=mark("Phone"),
        text=_first_phone,
        whole=True,
        width=136,
    ),
    Column[Customer](
        key="number",
        title=mark("Member no."),
        text=lambda customer: customer.number or "",
        sort_key="number",
        width=116,
        leaves=1,
    ),
    Column[Customer](
        key="file",
        title=mark("File no."),
        text=lambda customer: str(customer.id),
        sort_key="recent",
        width=88,
        right=True,
        leaves=2,
    ),
    Column[Customer](
        key="address",
        title=mark("Address"),
        text=lambda customer: customer.address,
        tooltip=lambda customer: customer.address,
        width=240,
        hidden=True,
        leaves=3,
    ),
)


class People(QWidget):
    """Finds by everything the search knows; a case or a receipt leads to its customer."""

    new_wanted = Signal()
    """Enter was pressed and nobody is found: what is typed begins somebody new."""
    counted = Signal(int)
    """How many customers there are is known."""

    def __init__(self, context: PageContext) -> None:
        super().__init__()
        self._context = context
        self._everyone = Everyone(context, self)
        self.find_edit = LineEdit(placeholder=tr("Name, pinyin, phone, receipt or case number"))
        self.find_edit.setAccessibleName(tr("Find the customer"))
        self.find_edit.installEventFilter(self)
        self.records: RecordTable[Customer] = RecordTable(
            COLUMNS,
            self._fetch,
            context.remember,
            "customers",
            sort=NEWEST_FIRST,
            empty=EmptyState("users", "", tr("New customer")),
        )
        self.records.table.setAccessibleName(tr("Customers"))
        column_layout(self, SPACE_S, self.find_edit, (self.records, 1))
        self._everyone.listed.connect(self._on_listed)
        self.find_edit.textChanged.connect(self._on_typed)
        self.records.sort_changed.connect(self._on_sort)

    def load(self) -> None:
        """Read the list anew; the current customer stays the current one."""
        key, descending = self.records.sorting()
        self._everyone.load(key, descending=descending)
        if self.is_finding():
            self._find()

    @Slot()
    def focus_find(self) -> None:
        """Go to the line that finds."""
        self.find_edit.setFocus(Qt.FocusReason.OtherFocusReason)

    def is_finding(self) -> bool:
        """Tell whether something is typed that narrows the list."""
        return bool(self.find_edit.text().strip())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Go on into the list with Down and Enter; Esc begins anew."""
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress:
            return watched is self.find_edit and self._on_find_key(event.key())
        return super().eventFilter(watched, event)

    def _on_find_key(self, key: int) -> bool:
        if key == Qt.Key.Key_Escape and self.find_edit.text():
            self.find_edit.clear()
            return True
        if key not in (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            return False
        if key != Qt.Key.Key_Down and self.is_finding() and self.records.is_empty():
            self.new_wanted.emit()
        else:
            self.records.enter()
        return True

    def _fetch(self, ids: Sequence[int]) -> list[Customer]:
        return customers.customers_of(self._context.shop, list(ids))

    def _find(self) -> None:
        found = search.find(self._context.shop, self.find_edit.text(), MOST_FOUND)
        ids: dict[int, None] = dict.fromkeys(hit.customer_id for hit in found)
        self._show(list(ids))

    def _show(self, ids: list[int]) -> None:
        self.records.show_ids(ids)
        if not ids:
            self.records.empty.say(
                tr("No customer matches “{typed}”.", typed=self.find_edit.text().strip()[:40])
                if self.is_finding()
                else tr(
                    "All customers of the shop are listed here, with their purchases and calls."
                )
            )

    @Slot(object)
    def _on_listed(self, ids: list[int]) -> None:
        self.counted.emit(len(ids))
        if not self.is_finding():
            self._show(ids)

    @Slot()
    def _on_typed(self) -> None:
        if self.is_finding():
            self._find()
        else:
            self._show(self._everyone.ids)

    @Slot()
    def _on_sort(self) -> None:
        key, descending = self.records.sorting()
        self._everyone.load(key, descending=descending)
        if self.is_finding():
            self._show(self._sorted(list(self.records.model.ids()), key, descending=descending))

    def _sorted(self, ids: list[int], key: str, *, descending: bool) -> list[int]:
        rows = customers.customers_of(self._context.shop, ids)
        values = {row.id: row.name if key == "name" else row.number or "" for row in rows}
        return sorted(ids, key=lambda number: values[CustomerId(number)], reverse=descending)


class Everyone(QObject):
    """Lists all customers in an order. A newer wish overtakes an older one."""

    listed = Signal(object)
    """The ids in their order; at first perhaps only the beginning."""

    def __init__(self, context: PageContext, parent: QObject) -> None:
        super().__init__(parent)
        self._context = context
        self._order = ("", False)
        self._wish = 0
        self.ids: list[int] = []

    def load(self, sort: str, *, descending: bool) -> None:
        """Read the list; ``listed`` follows, for a large shop a second time.

        Args:
            sort: name, number or recent.
        """
        self._wish += 1
        first = customers.customer_ids(
            self._context.shop, sort=sort, descending=descending, most=AT_ONCE
        )
        known = (sort, descending) == self._order and self.ids[:AT_ONCE] == first
        self._order = (sort, descending)
        if not known or len(first) < AT_ONCE:  # else the long list stays until the new one is here
            self._tell(first)
        if len(first) == AT_ONCE:
            self._read_rest(sort, descending=descending)

    def _read_rest(self, sort: str, *, descending: bool) -> None:
        work = partial(_read, wish=self._wish, sort=sort, descending=descending)
        self._context.background.start(Job(work, self._on_read))

    def _tell(self, ids: list[int]) -> None:
        self.ids = ids
        self.listed.emit(ids)

    def _on_read(self, answer: tuple[int, list[int]]) -> None:
        wish, ids = answer
        if wish == self._wish:
            self._tell(ids)


def _read(
    shop: Shop, wish: int, sort: str, descending: bool, progress: Progress
) -> tuple[int, list[int]]:
    return wish, customers.customer_ids(shop, sort=sort, descending=descending)
