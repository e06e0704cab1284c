"""A customer's whole file: head, purchases, measurements, cases, calls, consent."""

from datetime import date
from typing import Any

from PySide6.QtCore import QTimer, Slot
from PySide6.QtWidgets import QApplication, QFrame, QWidget

from shopcare.domain.calls.callback import Callback
from shopcare.services.calls.explain import why_call
from shopcare.services.people import customers
from shopcare.services.people.customers import CustomerFile
from shopcare.ui.kit.context.draft_autosave import DraftAutosave
from shopcare.ui.kit.context.page_context import PageContext
from shopcare.ui.kit.layout.box_layouts import STRETCH, column_layout
from shopcare.ui.kit.layout.containers import TallArea
from shopcare.ui.kit.style.tokens import SPACE_M
from shopcare.ui.kit.words.i18n import screen_catalog
from shopcare.ui.pages.customers.file.calls import Calls
from shopcare.ui.pages.customers.file.cases import Cases
from shopcare.ui.pages.customers.file.consents import Consents
from shopcare.ui.pages.customers.file.head import Head
from shopcare.ui.pages.customers.file.loans import Loans
from shopcare.ui.pages.customers.file.personal_data import PersonalData
from shopcare.ui.pages.customers.file.purchases import Purchases
from shopcare.ui.pages.customers.form_section import FileForm, FormSection
from shopcare.ui.pages.customers.gifts.gifts import Gifts
from shopcare.ui.pages.customers.measured.eyes import Eyes
from shopcare.ui.pages.customers.measured.measures import Measures
from shopcare.ui.pages.customers.parts import FormKind


class FileView(TallArea):
    """Shows one customer; the form for a purchase keeps its text while the file is read anew."""

    def __init__(self, context: PageContext, autosave: DraftAutosave) -> None:
        ground = QWidget()
        super().__init__(ground)
        self._context = context
        self.file: CustomerFile | None = None
        self._as_of: date | None = None
        self._wanted = 0
        self.head = Head(context)
        self.purchases = Purchases(context, autosave)
        self.cases = Cases()
        self.calls = Calls(context, self._why, context.shop.name_of)
        self.eyes = Eyes(context, autosave)
        self.measures = Measures(context, autosave)
        self.gifts = Gifts(context, autosave)
        self.form_sections: dict[FormKind, FormSection[Any]] = {
            FormKind.PURCHASE: self.purchases,
            FormKind.PRESCRIPTION: self.eyes,
            FormKind.MEASUREMENT: self.measures,
            FormKind.GIFT: self.gifts,
        }
        self.loans = Loans(context)
        self.consents = Consents(context)
        self.personal_data = PersonalData(context)
        sections = self.form_sections.values()
        parts = (self.head, *sections, self.cases, self.calls, self.loans)
        column_layout(ground, SPACE_M, *parts, self.consents, self.personal_data, STRETCH)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.purchases.recorded.connect(self._bring_into_view)
        self.verticalScrollBar().rangeChanged.connect(self._show_form)

    def open_forms(self) -> list[FileForm[Any]]:
        """Give the forms that are open, from top to bottom."""
        forms = (section.form for section in self.form_sections.values())
        return [form for form in forms if form is not None]

    def open_form(self) -> FileForm[Any] | None:
        """Give the open form in which the cursor stands, else the first one."""
        focus, forms = QApplication.focusWidget(), self.open_forms()
        inside = (form for form in forms if focus is not None and form.isAncestorOf(focus))
        return next(inside, forms[0] if forms else None)

    def show_file(self, file: CustomerFile) -> None:
        """Show a file; one that says the same as before is left in peace, with its scroll place."""
        today = self._context.shop.today()
        if (file, today) == (self.file, self._as_of):
            return
        is_another = self.file is None or self.file.customer.id != file.customer.id
        self.file, self._as_of = file, today
        self.head.show_file(file, customers.next_birthday(self._context.shop, file.customer), today)
        self.purchases.show_purchases(file)
        self.eyes.show_eyes(file)
        self.measures.show_measures(file)
        self.gifts.show_gifts(file)
        self.cases.show_cases(file.cases, today)
        self.calls.show_calls(file.customer, file.callbacks, file.attempts)
        self.loans.show_loans(file.customer.id, file.loans)
        self.consents.show_consents(file)
        self.personal_data.show_person(file)
        if is_another:
            self.verticalScrollBar().setValue(0)

    def go_to_purchase(self, purchase_id: int) -> None:
        """Mark a receipt and bring it into view."""
        self.purchases.go_to(purchase_id)
        self._bring_into_view(purchase_id)

    @Slot(int)
    def _bring_into_view(self, purchase_id: int) -> None:
        self._wanted = purchase_id
        QTimer.singleShot(0, self, self._on_laid_out)

    @Slot()
    def _show_form(self) -> None:
        """Show the form of a purchase that has grown with its button, and with the cursor."""
        form, focus = self.open_form(), QApplication.focusWidget()
        if form is not None and focus is not None and form.isAncestorOf(focus):
            self.ensureWidgetVisible(form.save_button, 0, SPACE_M)
            self.ensureWidgetVisible(focus, 0, SPACE_M)

    @Slot()
    def _on_laid_out(self) -> None:
        found = self.purchases.bought.get(self._wanted)
        if found is not None:
            self.ensureWidgetVisible(found, SPACE_M, SPACE_M)

    def _why(self, call: Callback) -> str:
        return why_call(self._context.shop, screen_catalog(), call).sentence
