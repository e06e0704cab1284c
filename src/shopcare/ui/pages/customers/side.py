"""The right side of the page: one customer's file, or the form that is being filled in."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QFrame, QPushButton, QStackedWidget, QWidget

from shopcare.domain.errors import Refusal
from shopcare.domain.ids import CustomerId
from shopcare.domain.people.customer import CustomerDraft
from shopcare.services import drafts
from shopcare.services.people import customers
from shopcare.services.people.customers import Filed
from shopcare.ui.kit.context.draft_autosave import DraftAutosave, DraftKey, HalfTypedForms
from shopcare.ui.kit.context.page_context import PageContext
from shopcare.ui.kit.layout.card import Card, EmptyState
from shopcare.ui.kit.layout.containers import TallArea
from shopcare.ui.kit.navigation import page_of
from shopcare.ui.kit.words.i18n import problem_text, tr
from shopcare.ui.pages.customers.editor import NEW, Editor
from shopcare.ui.pages.customers.file.view import FileView
from shopcare.ui.pages.customers.parts import FormKind

if TYPE_CHECKING:
    from shopcare.ui.pages.customers.twice.twice import Twice


class Side(QStackedWidget):
    """Changes between file and form; what is half typed is kept whatever happens."""

    dressed = Signal()
    """Something else is shown: ask for the main button and the forms that wait."""
    left = Signal()
    """A form was left."""

    def __init__(self, context: PageContext) -> None:
        super().__init__()
        self._context = context
        self._shown: CustomerId | None = None
        self._autosave = DraftAutosave(
            self, context.shop, context.write_queue, drafts.Form.CUSTOMERS
        )
        self.view = FileView(context, self._autosave)
        self.editor = Editor(context, self._autosave)
        nothing = EmptyState("user", tr("Choose a customer from the list, or add a new one."))
        self._nothing = Card()
        self._nothing.body.addWidget(nothing)
        self._form_frame = TallArea(self.editor)
        self._form_frame.setFrameShape(QFrame.Shape.NoFrame)
        for widget in (self._nothing, self.view, self._form_frame):
            self.addWidget(widget)
        self.twice: Twice | None = None
        """Made when it is first wanted."""
        self._is_twice_shown = False
        self._connect()

    def customer_id(self) -> CustomerId | None:
        """Give the customer whose file is open."""
        return self._shown

    def listed_id(self) -> int:
        """Give the customer to be marked in the list; 0 while somebody new is typed in."""
        return 0 if self.editor.key == NEW else self._shown or 0

    def main_button(self) -> QPushButton | None:
        """Give the button that saves what is being filled in or merged, if anything is."""
        if self._is_twice_shown and self.twice is not None:
            return self.twice.merge_button
        if self.editor.key is not None:
            return self.editor.save_button
        form = self.view.open_form()
        return form.save_button if self._shown is not None and form is not None else None

    def waiting(self) -> HalfTypedForms:
        """Give what is half typed and not to be seen now."""
        seen = {form.key for form in self.view.open_forms()} if self._shown else set()
        seen = {self.editor.key} if self.editor.key else seen
        return {key: half for key, half in self._autosave.half_typed().items() if key not in seen}

    def keep(self) -> None:
        """Keep what is half typed, now."""
        self._autosave.keep()

    def focus_form(self) -> bool:
        """Go to the open form; False if there is none."""
        if self._is_twice_shown and self.twice is not None:
            self.twice.focus_first()
            return True
        form = self.view.open_form()
        if self.editor.key is not None:
            self.editor.form.focus_first()
        elif self._shown is not None and form is not None:
            form.focus_first()
        else:
            return False
        return True

    @Slot(int)
    def show_customer(self, customer_id: int) -> None:
        """Show a customer's file, with the forms that were left open."""
        self._autosave.keep()
        self.editor.end()
        self._is_twice_shown = False
        if self._read(CustomerId(customer_id)):
            half_typed = self._autosave.half_typed()
            for kind, section in self.view.form_sections.items():
                if DraftKey(kind, customer_id) in half_typed:
                    section.open_form()
            if DraftKey(FormKind.EDIT, customer_id) in half_typed:
                self._edit()
        self._dress()

    def look_again(self) -> None:
        """Read the file anew; the open forms stay as they are."""
        if self._shown is not None:
            self._read(self._shown)
            self._dress()
        for form in self.view.open_forms():
            form.count_anew()

    def begin_new(self, draft: CustomerDraft) -> None:
        """Open the form for somebody new, with what was half typed before or is known."""
        self._autosave.keep()
        self._is_twice_shown = False
        self.editor.begin_new(draft)
        self._dress()
        self.editor.form.focus_first()

    def show_twice(self, about: int = 0) -> None:
        """Show who may be on file twice; all, or only pairs with one customer (W-2)."""
        self._autosave.keep()
        if self.twice is None:
            from shopcare.ui.pages.customers.twice.twice import Twice

            self.twice = Twice(self._context)
            self.twice.left.connect(self._on_twice_left)
            self._twice_frame = TallArea(self.twice)
            self._twice_frame.setFrameShape(QFrame.Shape.NoFrame)
            self.addWidget(self._twice_frame)
        self._is_twice_shown = True
        self.twice.begin(about)
        self._dress()

    def _connect(self) -> None:
        self.editor.saved.connect(self._on_saved)
        self.editor.left.connect(self._on_editor_left)
        self.view.head.edit_button.clicked.connect(self._on_edit)
        for section in self.view.form_sections.values():
            section.form_changed.connect(self._dress)

    def _read(self, customer_id: CustomerId) -> bool:
        try:
            file = customers.customer_file(self._context.shop, customer_id)
        except Refusal as refusal:  # gone meanwhile, or damaged
            self._shown = None
            page_of(self).message.emit(problem_text(refusal))
            return False
        self._shown = file.customer.id  # a merged record leads to another
        self.view.show_file(file)
        return True

    def _edit(self) -> None:
        assert self.view.file is not None
        self.editor.begin_edit(self.view.file.customer)

    @Slot()
    def _dress(self) -> None:
        shown: QWidget = self.view if self._shown is not None else self._nothing
        if self._is_twice_shown:
            shown = self._twice_frame
        elif self.editor.key is not None:
            shown = self._form_frame
        self.setCurrentWidget(shown)
        self.dressed.emit()

    @Slot()
    def _on_twice_left(self) -> None:
        self._is_twice_shown = False
        self.look_again()
        self._dress()
        self.left.emit()

    @Slot()
    def _on_edit(self) -> None:
        self._edit()
        self._dress()
        self.editor.form.focus_first("name")

    @Slot(object, bool)
    def _on_saved(self, filed: Filed, is_new: bool) -> None:
        """Forget what was typed; go on with the customer unless the user has moved on."""
        customer = filed.customer
        key = NEW if is_new else DraftKey(FormKind.EDIT, customer.id)
        is_open = self.editor.key == key
        self._forget(key)
        if is_new:
            page_of(self).message.emit(tr("{name} is on file now.", name=customer.name))
        else:
            page_of(self).message.emit(tr("{name}'s file has been changed.", name=customer.name))
        if is_open:
            self.show_customer(customer.id)

    def _forget(self, key: DraftKey) -> None:
        """Drop a form that is saved, or given up on purpose."""
        self._autosave.drop(key)
        if self.editor.key == key:
            self.editor.end()

    @Slot()
    def _on_editor_left(self) -> None:
        if self.editor.key is not None:
            self._forget(self.editor.key)
        self._dress()
        self.left.emit()
