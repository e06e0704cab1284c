"""A section of the file with a form for one more entry; what is half typed is kept."""

from typing import Any, Generic, TypeVar

from PySide6.QtCore import Qt, Signal, Slot

from shopcare.domain.changes import Changes
from shopcare.domain.people.customer import Customer
from shopcare.ui.kit.context.draft_autosave import DraftAutosave, DraftKey
from shopcare.ui.kit.context.operation import Operation
from shopcare.ui.kit.context.page_context import PageContext
from shopcare.ui.kit.forms.bound_form import Draft, Row
from shopcare.ui.kit.navigation import page_of
from shopcare.ui.kit.shortcuts import MAIN_ACTION_WORDS
from shopcare.ui.kit.style.tokens import SPACE_L
from shopcare.ui.kit.widgets.buttons import main_button, plain_button
from shopcare.ui.pages.customers.asking_row import EntryForm
from shopcare.ui.pages.customers.parts import Section, ask_to_give_up


class FileForm(EntryForm[Draft]):
    """Records one entry of a customer's file. Ctrl+Enter saves."""

    def __init__(
        self,
        context: PageContext,
        autosave: DraftAutosave,
        key: DraftKey,
        save_words: str,
        question: str,
        draft: Draft,
        *rows: Row,
    ) -> None:
        """Make the form; its buttons are placed by the heir.

        Args:
            key: under which what is half typed is kept.
            save_words: what the button says that saves.
            question: asked before what was typed is given up.
            draft: what the form holds while nothing is loaded.
        """
        self._autosave = autosave
        self.key = key
        self._question = question
        super().__init__(context, main_button(save_words, "save"), draft, *rows)
        self.save_button.setToolTip(MAIN_ACTION_WORDS)
        self._layout.setContentsMargins(0, 0, 0, SPACE_L)

    def count_anew(self) -> None:
        """Propose today, whatever day it was when the form was opened."""

    def _submit(self, operation: Operation[Any]) -> None:
        super()._submit(self._autosave.saving(operation, self.key))

    @Slot()
    def _on_leave(self) -> None:
        if self.is_changed():
            ask_to_give_up(self._context.dialogs, self, self._question, self.left.emit)
        else:
            self.left.emit()


Form = TypeVar("Form", bound=FileForm[Any])


class FormSection(Section, Generic[Form]):
    """Shows entries and, when its button is pressed, the form for one more."""

    form_changed = Signal()
    """The form was opened or closed."""

    def __init__(
        self, context: PageContext, autosave: DraftAutosave, empty: str, add_words: str
    ) -> None:
        """Make the section.

        Args:
            empty: what is said where there is nothing.
            add_words: what the button does that opens the form.
        """
        super().__init__(empty)
        self._context = context
        self._autosave = autosave
        self._customer: Customer | None = None
        self.form: Form | None = None
        self.add_button = plain_button(add_words, "plus")
        self.head.addWidget(self.add_button)
        self.add_button.clicked.connect(self._on_add)

    def show_customer(self, customer: Customer) -> bool:
        """Take whose entries are shown; say whether it is somebody else than before."""
        is_another = self._customer is None or self._customer.id != customer.id
        if is_another:
            self.close_form()
        self._customer = customer
        return is_another

    def open_form(self) -> None:
        """Open the form, with what was typed into it before."""
        if self.form is None and self._customer is not None:
            self.form = self._make_form(self._customer)
            self.form.saved.connect(self._on_saved)
            self.form.left.connect(self._on_left)
            self.body.insertWidget(1, self.form)
            self.add_button.hide()
            self._autosave.watch(self.form.key, self.form, self._name)
            self.form_changed.emit()

    def close_form(self) -> None:
        """Take the form away; what is typed waits, unless it was dropped."""
        form, self.form = self.form, None
        if form is not None:
            self._autosave.leave(form.key)
            form.hide()
            form.deleteLater()
            self.add_button.show()
            self.form_changed.emit()

    def _make_form(self, customer: Customer) -> Form:
        """Make the form for one more entry."""
        raise NotImplementedError

    @Slot(object)
    def _on_saved(self, result: Any) -> None:
        """Close the form, and offer to take back what was saved."""
        self._done_with_form()
        page_of(self).undo_offered.emit(*self._undo_of(result))

    def _undo_of(self, result: Any) -> tuple[str, Operation[Changes]]:
        """Say what was saved, and give what takes it back."""
        raise NotImplementedError

    def _done_with_form(self) -> None:
        if self.form is not None:
            self._autosave.drop(self.form.key)
            self.close_form()

    def _name(self) -> str:
        return self._customer.name if self._customer is not None else ""

    @Slot()
    def _on_add(self) -> None:
        self.open_form()
        if self.form is not None:
            self.form.focus_first()

    @Slot()
    def _on_left(self) -> None:
        self._done_with_form()
        self.add_button.setFocus(Qt.FocusReason.OtherFocusReason)
