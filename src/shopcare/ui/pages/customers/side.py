"""The right side of the page: one customer's file, or the form that is being filled in."""

from typing import Final

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QFrame, QPushButton, QStackedWidget, QWidget

from shopcare.domain.errors import NotFound
from shopcare.domain.ids import CustomerId
from shopcare.domain.people.customer import CustomerDraft
from shopcare.services import drafts
from shopcare.services.people import customers
from shopcare.services.people.customers import Filed
from shopcare.ui.kit.context.draft_autosave import DraftAutosave
from shopcare.ui.kit.context.page_context import PageContext
from shopcare.ui.kit.layout.card import Card, EmptyState
from shopcare.ui.kit.layout.tall_area import TallArea
from shopcare.ui.kit.style.tokens import SPACE_S
from shopcare.ui.kit.words.i18n import tr
from shopcare.ui.pages.customers.customer_draft import FormKey, FormKind, Half, HalfTyped
from shopcare.ui.pages.customers.editor import Editor
from shopcare.ui.pages.customers.file.view import FileView
from shopcare.ui.pages.customers.parts import column

NEW: Final = FormKey(FormKind.NEW)


class Side(QStackedWidget):
    """Changes between file and form; what is half typed is kept whatever happens."""

    dressed = Signal()
    """Something else is shown: ask for the main button and the forms that wait."""
    left = Signal()
    """A form was left."""
    message = Signal(str)

    def __init__(self, context: PageContext) -> None:
        super().__init__()
        self._context = context
        self._shown: CustomerId | None = None
        self._editing: FormKey | None = None
        self.view = FileView(context)
        self.editor = Editor(context)
        self._halves = HalfTyped()
        self._halves.restore(drafts.kept(context.shop, drafts.Form.CUSTOMERS))
        self._autosave = DraftAutosave(
            self, context.write_queue, drafts.Form.CUSTOMERS, self._gathered
        )
        self._autosave.settle()
        nothing = EmptyState("user", tr("Choose a customer from the list, or add a new one."))
        self._nothing = Card()
        self._nothing.body.addWidget(nothing)
        ground = QWidget()
        rows = column(ground)
        rows.setContentsMargins(0, 0, SPACE_S, 0)
        rows.addWidget(self.editor)
        self._form_frame = TallArea(ground)
        self._form_frame.setFrameShape(QFrame.Shape.NoFrame)
        for widget in (self._nothing, self.view, self._form_frame):
            self.addWidget(widget)
        self._connect()

    def customer_id(self) -> CustomerId | None:
        """Give the customer whose file is open."""
        return self._shown

    def listed_id(self) -> int:
        """Give the customer to be marked in the list; 0 while somebody new is typed in."""
        return 0 if self._editing == NEW else self._shown or 0

    def main_button(self) -> QPushButton | None:
        """Give the button that saves what is being filled in, if anything is."""
        if self._editing is not None:
            return self.editor.save_button
        form = self.view.purchases.form
        return form.save_button if self._shown is not None and form is not None else None

    def waiting(self) -> dict[FormKey, Half]:
        """Give what is half typed and not to be seen now."""
        open_forms = {self._editing}
        if self._editing is None and self._shown is not None:
            open_forms.add(FormKey(FormKind.PURCHASE, self._shown))
        return {key: half for key, half in self._halves.all().items() if key not in open_forms}

    def keep(self) -> None:
        """Keep what is half typed, now."""
        self._autosave.keep()

    def focus_form(self) -> bool:
        """Go to the open form; False if there is none."""
        form = self.view.purchases.form
        if self._editing is not None:
            self.editor.form.focus_first()
        elif self._shown is not None and form is not None:
            form.focus_first()
        else:
            return False
        return True

    @Slot(int)
    def show_customer(self, customer_id: int) -> None:
        """Show a customer's file, with the forms that were left open."""
        self._leave()
        if not self._read(CustomerId(customer_id)):
            self._dress()
            return
        bought = self._halves.get(FormKey(FormKind.PURCHASE, customer_id))
        if bought is not None:
            self.view.purchases.open_form(bought.typed)
        half = self._halves.get(FormKey(FormKind.EDIT, customer_id))
        if half is not None:
            self._edit(half)
        self._dress()

    def look_again(self) -> None:
        """Read the file anew; the open forms stay as they are."""
        if self._shown is not None:
            self._read(self._shown)
            self._dress()

    def begin_new(self, draft: CustomerDraft) -> None:
        """Open the form for somebody new, with what was half typed before or is known."""
        self._leave()
        half = self._halves.get(NEW)
        self._editing = NEW
        self.editor.begin_new(draft, half.typed if half else None)
        self._dress()
        self.editor.form.focus_first()

    def _connect(self) -> None:
        self.editor.edited.connect(self._autosave.touch)
        self.editor.saved.connect(self._on_saved)
        self.editor.left.connect(self._on_editor_left)
        self.editor.open_wanted.connect(self.show_customer)
        self.view.customer_wanted.connect(self.show_customer)
        self.view.head.edit_button.clicked.connect(self._on_edit)
        self.view.purchases.edited.connect(self._autosave.touch)
        self.view.purchases.form_changed.connect(self._dress)
        self.view.purchases.form_done.connect(self._on_purchase_done)
        self.view.purchases.message.connect(self.message)
        self.view.calls.moved.connect(self.message)

    def _read(self, customer_id: CustomerId) -> bool:
        try:
            file = customers.customer_file(self._context.shop, customer_id)
        except NotFound:
            self._shown = None
            self.message.emit(tr("This record is not on file any more."))
            return False
        self._shown = customer_id
        self.view.show_file(file)
        return True

    def _gathered(self) -> object:
        """Put what is in the open forms with those that were left, and give all of them.

        What is being saved stays as it was noted: the saving itself lets it go.
        """
        if self._editing is not None and self.editor.isEnabled():
            half = Half(name=self.editor.name(), typed=self.editor.typed())
            self._halves.put(self._editing, half if self.editor.is_changed() else None)
        form, file = self.view.purchases.form, self.view.file
        if form is not None and file is not None and form.isEnabled():
            bought = Half(name=file.customer.name, typed=form.typed())
            key = FormKey(FormKind.PURCHASE, form.customer_id)
            self._halves.put(key, bought if form.is_changed() else None)
        return self._halves.plain()

    def _leave(self) -> None:
        self._autosave.keep()
        self._editing = None

    def _edit(self, half: Half | None) -> None:
        assert self.view.file is not None
        customer = self.view.file.customer
        self._editing = FormKey(FormKind.EDIT, customer.id)
        self.editor.begin_edit(customer, half.typed if half else None)

    @Slot()
    def _dress(self) -> None:
        shown: QWidget = self.view if self._shown is not None else self._nothing
        self.setCurrentWidget(self._form_frame if self._editing is not None else shown)
        self.dressed.emit()

    @Slot()
    def _on_edit(self) -> None:
        self._leave()
        self._edit(None)
        self._dress()
        self.editor.form.name_edit.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot(object, bool)
    def _on_saved(self, filed: Filed, is_new: bool) -> None:
        """Forget what was typed; go on with the customer unless the user has moved on."""
        customer = filed.customer
        key = NEW if is_new else FormKey(FormKind.EDIT, customer.id)
        is_open = self._editing == key
        self._forget(key)
        if is_new:
            self.message.emit(tr("{name} is on file now.", name=customer.name))
        else:
            self.message.emit(tr("The file of {name} is changed.", name=customer.name))
        if is_open:
            self.show_customer(customer.id)

    def _forget(self, key: FormKey) -> None:
        """Drop a form that is saved, or given up on purpose."""
        if self._editing == key:
            self._editing = None
        self._halves.put(key, None)
        self._autosave.keep()

    @Slot()
    def _on_editor_left(self) -> None:
        if self._editing is not None:
            self._forget(self._editing)
        self._dress()
        self.left.emit()

    @Slot(int)
    def _on_purchase_done(self, customer_id: int) -> None:
        self._forget(FormKey(FormKind.PURCHASE, customer_id))
        self._dress()
