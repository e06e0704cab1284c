"""A section of the file with a form for one more entry; what is half typed is kept."""

from typing import Any, Generic, TypeVar

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent

from shopcare.domain.people.customer import Customer
from shopcare.ui.kit.context.draft_autosave import DraftAutosave, DraftKey
from shopcare.ui.kit.context.page_context import PageContext
from shopcare.ui.kit.forms.bound_form import BoundForm, Draft, Row
from shopcare.ui.kit.shortcuts import MAIN_ACTION_WORDS
from shopcare.ui.kit.widgets.buttons import main_button, plain_button, quiet_button
from shopcare.ui.kit.words.i18n import tr
from shopcare.ui.pages.customers.parts import Section, ask_to_give_up


class FileForm(BoundForm[Draft]):
    """Records one entry of a customer's file. Ctrl+Enter saves, Esc leaves."""

    left = Signal()
    """It is to be closed, and what was typed given up."""

    def __init__(
        self,
        context: PageContext,
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
        self._context = context
        self.key = key
        self._question = question
        super().__init__(draft, *rows)
        self.save_button = main_button(save_words, "save")
        self.save_button.setToolTip(MAIN_ACTION_WORDS)
        self.leave_button = quiet_button(tr("Cancel"))
        self.save_button.clicked.connect(self._on_save)
        self.leave_button.clicked.connect(self._on_leave)

    def count_anew(self) -> None:
        """Propose today, whatever day it was when the form was opened."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave with Esc."""
        if event.key() == Qt.Key.Key_Escape:
            self._on_leave()
        else:
            super().keyPressEvent(event)

    @Slot()
    def _on_save(self) -> None:
        raise NotImplementedError

    @Slot()
    def _on_leave(self) -> None:
        if not self.is_changed():
            self.left.emit()
            return
        ask_to_give_up(self._context.dialogs, self, self._question, self._on_given_up)

    @Slot()
    def _on_given_up(self) -> None:
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
