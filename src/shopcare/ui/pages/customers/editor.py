"""The card for somebody new, and for a file that is being changed."""

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent

from shopcare.domain.ids import CustomerId
from shopcare.domain.people.customer import Customer, CustomerDraft
from shopcare.services import drafts
from shopcare.services.people import customers
from shopcare.services.people.customers import Filed
from shopcare.services.shop import Shop
from shopcare.ui.kit.context.draft_autosave import clearing_draft
from shopcare.ui.kit.context.operation import Operation
from shopcare.ui.kit.context.page_context import PageContext
from shopcare.ui.kit.customers.customer_form import CustomerForm
from shopcare.ui.kit.forms.notice import NoticeLine
from shopcare.ui.kit.layout.card import Card, SectionTitle
from shopcare.ui.kit.shortcuts import MAIN_ACTION
from shopcare.ui.kit.style.tokens import Meaning
from shopcare.ui.kit.widgets.buttons import main_button, plain_button
from shopcare.ui.kit.words.i18n import tr
from shopcare.ui.pages.customers.customer_draft import FormKey, FormKind, without
from shopcare.ui.pages.customers.discarding import ask_to_give_up
from shopcare.ui.pages.customers.known import Known
from shopcare.ui.pages.customers.parts import line_of


class Editor(Card):
    """One form for both; Ctrl+Enter saves, Esc leaves and asks only if something was typed."""

    edited = Signal()
    saved = Signal(object, bool)
    """It is on file: ``Filed``, and whether it is somebody new."""
    left = Signal()
    """Nothing was typed, or it is given up."""
    open_wanted = Signal(int)
    """Somebody who is on file already is to be shown."""

    def __init__(self, context: PageContext) -> None:
        super().__init__()
        self._context = context
        self.customer_id = CustomerId(0)
        self._before = CustomerDraft(name="")
        self._blank: Mapping[str, object] = {}
        self._title = SectionTitle("")
        self.restored_notice = NoticeLine(Meaning.INFO)
        self.restored_notice.say(tr("You typed this before and did not save it yet."))
        self.known = Known(context.shop)
        self.form = CustomerForm()
        self.save_button = main_button(tr("&Save"), "save")
        self.save_button.setToolTip(MAIN_ACTION.replace("Return", "Enter"))
        self.leave_button = plain_button(tr("Cancel"))
        self.leave_button.setToolTip("Esc")
        for widget in (self._title, self.restored_notice, self.known, self.form):
            self.body.addWidget(widget)
        self.body.addWidget(line_of(self.save_button, self.leave_button))
        self.body.addStretch(1)
        self._connect()

    def begin_new(self, draft: CustomerDraft, typed: Mapping[str, object] | None) -> None:
        """Begin with somebody new.

        Args:
            draft: what is known already.
            typed: what was half typed before.
        """
        self.customer_id = CustomerId(0)
        self._title.setText(tr("New customer"))
        self._begin(CustomerDraft(name=""), typed)
        if typed is None:
            self.form.fill(draft)

    def begin_edit(self, customer: Customer, typed: Mapping[str, object] | None) -> None:
        """Begin with a customer on file."""
        self.customer_id = customer.id
        self._title.setText(tr("Change the file"))
        self._begin(customers.draft_of(customer), typed)

    def is_changed(self) -> bool:
        """Say whether something is typed that would be lost."""
        return self.form.typed() != self._blank

    def typed(self) -> dict[str, object]:
        """Give what is typed, readable or not."""
        return self.form.typed()

    def name(self) -> str:
        """Give the name as it is typed."""
        return self.form.name_edit.text().strip()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave with Esc."""
        if event.key() == Qt.Key.Key_Escape:
            self._on_leave()
        else:
            super().keyPressEvent(event)

    def _begin(self, draft: CustomerDraft, typed: Mapping[str, object] | None) -> None:
        self.form.fill(draft)
        self._before = self.form.draft()
        self._blank = self.form.typed()
        self.restored_notice.setVisible(typed is not None)
        if typed is not None:
            self.form.restore(typed)
        self._on_edited()

    def _connect(self) -> None:
        self.form.edited.connect(self._on_edited)
        self.known.open_wanted.connect(self.open_wanted)
        self.save_button.clicked.connect(self._on_save)
        self.leave_button.clicked.connect(self._on_leave)

    @Slot()
    def _on_edited(self) -> None:
        self.known.look(self.form.draft(), self.customer_id)
        self.edited.emit()

    @Slot()
    def _on_save(self) -> None:
        if not self.form.check():
            return
        draft = self.form.draft()
        if self.customer_id:
            operation, then = _changing(self.customer_id, self._before, draft), self._on_changed
            key = FormKey(FormKind.EDIT, self.customer_id)
        else:
            operation, then = _adding(draft), self._on_added
            key = FormKey(FormKind.NEW)
        operation = clearing_draft(drafts.Form.CUSTOMERS, operation, without(key))
        self._context.write_queue.submit(self, operation, then, self.form)

    def _on_added(self, filed: Filed) -> None:
        self.saved.emit(filed, True)

    def _on_changed(self, filed: Filed) -> None:
        self.saved.emit(filed, False)

    @Slot()
    def _on_leave(self) -> None:
        if not self.is_changed():
            self.left.emit()
            return
        question = tr("Give up what you typed for this customer?")
        ask_to_give_up(self._context.dialogs, self, question, self._on_given_up)

    @Slot()
    def _on_given_up(self) -> None:
        self.left.emit()


def _adding(draft: CustomerDraft) -> Operation[Filed]:
    def add(shop: Shop) -> Filed:
        return customers.add_customer(shop, draft)

    return add


def _changing(
    customer_id: CustomerId, before: CustomerDraft, after: CustomerDraft
) -> Operation[Filed]:
    def change(shop: Shop) -> Filed:
        return customers.change_fields(shop, customer_id, before, after)

    return change
