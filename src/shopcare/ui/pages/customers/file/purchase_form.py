"""The form for a purchase: the receipt, and its products one below the other."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QVBoxLayout

from shopcare.domain.errors import Problem
from shopcare.domain.people.customer import Customer
from shopcare.domain.purchases.purchase import MOST_LINES, PurchaseDraft
from shopcare.services import drafts
from shopcare.services.purchases import purchases
from shopcare.services.purchases.purchases import Recorded
from shopcare.services.shop import Shop
from shopcare.ui.kit.context.draft_autosave import clearing_draft
from shopcare.ui.kit.context.operation import Operation
from shopcare.ui.kit.context.page_context import PageContext
from shopcare.ui.kit.fields.day_edit import DayEdit
from shopcare.ui.kit.fields.fields import LineEdit
from shopcare.ui.kit.forms.form import Form
from shopcare.ui.kit.layout.card import Caption
from shopcare.ui.kit.shortcuts import MAIN_ACTION
from shopcare.ui.kit.style.tokens import SPACE_L
from shopcare.ui.kit.widgets.buttons import main_button, quiet_button
from shopcare.ui.kit.words.i18n import tr
from shopcare.ui.pages.customers.customer_draft import FormKey, FormKind, without
from shopcare.ui.pages.customers.discarding import ask_to_give_up
from shopcare.ui.pages.customers.file.line_form import LineForm
from shopcare.ui.pages.customers.file.started import expected_words
from shopcare.ui.pages.customers.parts import line_of


class PurchaseForm(Form):
    """Records one receipt of a customer. Ctrl+Enter saves, Esc leaves."""

    recorded = Signal(object)
    """It is saved: ``Recorded``."""
    left = Signal()
    """It is to be closed, and what was typed given up."""

    def __init__(self, context: PageContext, customer: Customer) -> None:
        super().__init__()
        self._context = context
        self._customer = customer
        self.customer_id = customer.id
        self.sold_edit = DayEdit(self._today)
        self.handed_over_edit = DayEdit(self._today)
        self.receipt_edit = LineEdit(18)
        self.seller_box = QComboBox()
        self.lines: list[LineForm] = []
        self._lines = QVBoxLayout()
        self._lines.setSpacing(SPACE_L)
        self.call_words = Caption()
        self.add_button = quiet_button(tr("Another product"), "plus")
        self.save_button = main_button(tr("Save the purchase"), "save")
        self.leave_button = quiet_button(tr("Cancel"))
        self._lay_out()
        self._begin()
        self._connect()
        self._say_call()
        self._blank = self.typed()

    def is_changed(self) -> bool:
        """Say whether something is typed that would be lost."""
        return self.typed() != self._blank

    def check(self) -> bool:
        """Ask every field; the problem stands beside it, also in the line of a product."""
        fine = super().check()
        if fine and self.sold_edit.day() is None:
            self.show_problems([Problem(field="sold_on", code="sold_on_missing")])
            fine = False
        for line in self._used():
            fine = line.check() and fine
        return fine

    def draft(self) -> PurchaseDraft:
        """Give what is filled in, after ``check()``."""
        sold_on = self.sold_edit.day()
        assert sold_on is not None
        return PurchaseDraft(
            customer_id=self.customer_id,
            sold_on=sold_on,
            receipt_number=self.receipt_edit.text().strip() or None,
            handed_over_on=self.handed_over_edit.day(),
            seller=self.seller_box.currentText(),
            lines=tuple(line.draft() for line in self._used()),
        )

    def typed(self) -> dict[str, Any]:
        """Give what is typed, readable or not."""
        return {
            "sold_on": self.sold_edit.text(),
            "handed_over_on": self.handed_over_edit.text(),
            "receipt_number": self.receipt_edit.text(),
            "seller": self.seller_box.currentText(),
            "lines": [line.typed() for line in self.lines],
        }

    def restore(self, typed: Mapping[str, object]) -> None:
        """Show again what was typed."""
        self.sold_edit.setText(str(typed.get("sold_on", "")))
        self.handed_over_edit.setText(str(typed.get("handed_over_on", "")))
        self.receipt_edit.setText(str(typed.get("receipt_number", "")))
        self.seller_box.setEditText(str(typed.get("seller", "")))
        lines = typed.get("lines")
        for number, line in enumerate(lines if isinstance(lines, list) else []):
            if number == len(self.lines):
                self._add_line()
            if isinstance(line, Mapping):
                self.lines[number].restore(line)

    def focus_first(self) -> None:
        """Go to the first product: the days and the seller stand there already."""
        self.lines[0].focus_first()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave with Esc."""
        if event.key() == Qt.Key.Key_Escape:
            self._on_leave()
        else:
            super().keyPressEvent(event)

    def _begin(self) -> None:
        self.seller_box.setEditable(True)
        self.seller_box.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.seller_box.setMinimumContentsLength(8)
        self.seller_box.addItem("")
        for member in self._context.shop.staff:
            if member.active:
                self.seller_box.addItem(member.name)
        line = self.seller_box.lineEdit()
        assert line is not None
        line.setMaxLength(10_000)
        self.seller_box.setEditText(self._context.shop.acting.name)
        self.sold_edit.set_day(self._today())
        self._add_line()

    def _lay_out(self) -> None:
        self._layout.setContentsMargins(0, 0, 0, SPACE_L)
        self.pair(
            self.make_row("sold_on", tr("Sold on"), self.sold_edit, required=True),
            self.make_row(
                "handed_over_on",
                tr("Handed over on"),
                self.handed_over_edit,
                help_text=tr("Leave it empty until the customer has the goods."),
            ),
        )
        self.pair(
            self.make_row("receipt_number", tr("Receipt number"), self.receipt_edit),
            self.make_row("seller", tr("Seller"), self.seller_box),
        )
        self._layout.addLayout(self._lines)
        self._layout.addWidget(line_of(self.add_button))
        self._layout.addWidget(self.call_words)
        self.save_button.setToolTip(MAIN_ACTION.replace("Return", "Enter"))
        self._layout.addWidget(line_of(self.save_button, self.leave_button))

    def _connect(self) -> None:
        for edit in (self.sold_edit.edit, self.handed_over_edit.edit, self.receipt_edit):
            edit.textChanged.connect(self.edited)
        self.seller_box.editTextChanged.connect(self.edited)
        self.edited.connect(self._say_call)
        self.add_button.clicked.connect(self._on_add)
        self.save_button.clicked.connect(self._on_save)
        self.leave_button.clicked.connect(self._on_leave)

    def _today(self) -> date:
        return self._context.shop.now().date()

    def _used(self) -> list[LineForm]:
        """Give the lines that say something; the first one always counts."""
        return [line for line in self.lines if line is self.lines[0] or not line.is_blank()]

    def _add_line(self) -> LineForm:
        line = LineForm(self._context.shop.policy)
        line.edited.connect(self.edited)
        line.removed.connect(self._on_removed)
        self.lines.append(line)
        self._lines.addWidget(line)
        self._show_removing()
        return line

    def _show_removing(self) -> None:
        for line in self.lines:
            line.remove_button.setVisible(len(self.lines) > 1)
        self.add_button.setEnabled(len(self.lines) < MOST_LINES)

    @Slot()
    def _say_call(self) -> None:
        """Say quietly which call will follow, or that none will (C-1)."""
        lines = [line for line in self.lines if not line.is_blank()]
        self.call_words.setVisible(bool(lines))
        if lines:
            draft = PurchaseDraft(
                customer_id=self.customer_id,
                sold_on=self._today(),
                handed_over_on=self.handed_over_edit.day(),
                lines=tuple(line.draft() for line in lines),
            )
            self.call_words.setText(expected_words(self._context.shop, self._customer, draft))

    @Slot()
    def _on_add(self) -> None:
        self._add_line().focus_first()
        self.edited.emit()

    @Slot()
    def _on_removed(self) -> None:
        line = self.sender()
        assert isinstance(line, LineForm)
        self.lines.remove(line)
        line.hide()
        line.deleteLater()
        self._show_removing()
        self.edited.emit()

    @Slot()
    def _on_save(self) -> None:
        if self.check():
            key = FormKey(FormKind.PURCHASE, self.customer_id)
            operation = clearing_draft(
                drafts.Form.CUSTOMERS, _recording(self.draft()), without(key)
            )
            self._context.write_queue.submit(self, operation, self._on_saved, self)

    def _on_saved(self, recorded: Recorded) -> None:
        self.recorded.emit(recorded)

    @Slot()
    def _on_leave(self) -> None:
        if not self.is_changed():
            self.left.emit()
            return
        question = tr("Give up what you typed for this purchase?")
        ask_to_give_up(self._context.dialogs, self, question, self._on_given_up)

    @Slot()
    def _on_given_up(self) -> None:
        self.left.emit()


def _recording(draft: PurchaseDraft) -> Operation[Recorded]:
    def record(shop: Shop) -> Recorded:
        return purchases.add_purchase(shop, draft)

    return record
