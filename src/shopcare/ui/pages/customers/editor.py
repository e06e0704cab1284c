"""The card for somebody new, and for a file that is being changed."""

from functools import partial

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent

from shopcare.domain.ids import CustomerId
from shopcare.domain.people.customer import Customer, CustomerDraft
from shopcare.services.people import customers
from shopcare.services.people.customers import Filed
from shopcare.ui.kit.context.draft_autosave import DraftAutosave, DraftKey
from shopcare.ui.kit.context.page_context import PageContext
from shopcare.ui.kit.customers.customer_form import NOBODY, CustomerForm
from shopcare.ui.kit.forms.notice import NoticeLine
from shopcare.ui.kit.layout.box_layouts import STRETCH, add_items, line_of
from shopcare.ui.kit.layout.card import Card, SectionTitle
from shopcare.ui.kit.shortcuts import MAIN_ACTION_WORDS
from shopcare.ui.kit.style.tokens import Meaning
from shopcare.ui.kit.widgets.buttons import main_button, plain_button
from shopcare.ui.kit.words.i18n import tr
from shopcare.ui.pages.customers.known import Known
from shopcare.ui.pages.customers.parts import FormKind, ask_to_give_up

NEW = DraftKey(FormKind.NEW)


class Editor(Card):
    """One form for both; Enter saves, Esc leaves and asks only if something was typed."""

    saved = Signal(object, bool)
    """It is on file: ``Filed``, and whether it is somebody new."""
    left = Signal()
    """Nothing was typed, or it is given up."""

    def __init__(self, context: PageContext, autosave: DraftAutosave) -> None:
        super().__init__()
        self._context = context
        self._autosave = autosave
        self.key: DraftKey | None = None
        """Whose form is open; None while none is."""
        self._before = NOBODY
        self._title = SectionTitle("")
        self.restored_notice = NoticeLine(Meaning.INFO)
        self.restored_notice.say(tr("You typed this earlier and have not saved it yet."))
        self.known = Known(context.shop)
        self.form = CustomerForm()
        self.save_button = main_button(tr("&Save"), "save")
        self.save_button.setToolTip(MAIN_ACTION_WORDS)
        self.leave_button = plain_button(tr("Cancel"))
        self.leave_button.setToolTip("Esc")
        add_items(
            self.body,
            self._title,
            self.restored_notice,
            self.known,
            self.form,
            line_of(self.save_button, self.leave_button),
            STRETCH,
        )
        self._connect()

    def begin_new(self, known: CustomerDraft) -> None:
        """Begin with somebody new: what was half typed before, else what is known already."""
        self._begin(NEW, tr("New customer"), NOBODY)
        if not self.form.is_changed():
            self.form.fill(known)
            self._on_edited()

    def begin_edit(self, customer: Customer) -> None:
        """Begin with a customer on file."""
        key = DraftKey(FormKind.EDIT, customer.id)
        self._begin(key, tr("Change the file"), customers.draft_of(customer))

    def end(self) -> None:
        """Close the form; what is typed waits, unless it was dropped."""
        if self.key is not None:
            self._autosave.leave(self.key)
            self.key = None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave with Esc; Enter in a line saves."""
        if event.key() == Qt.Key.Key_Escape:
            self._on_leave()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._on_save()
        else:
            super().keyPressEvent(event)

    def _begin(self, key: DraftKey, title: str, draft: CustomerDraft) -> None:
        self.end()
        self.key = key
        self._title.setText(title)
        self.form.load(draft)
        self._before = self.form.draft()
        self.restored_notice.setVisible(self._autosave.watch(key, self.form, self._name))
        self._on_edited()

    def _name(self) -> str:
        return self.form.draft().name.strip()

    def _connect(self) -> None:
        self.form.edited.connect(self._on_edited)
        self.save_button.clicked.connect(self._on_save)
        self.leave_button.clicked.connect(self._on_leave)

    @Slot()
    def _on_edited(self) -> None:
        if self.key is not None:
            self.known.look(self.form.draft(), self.key.record_id)

    @Slot()
    def _on_save(self) -> None:
        if self.key is None or not self.form.check():
            return
        draft = self.form.draft()
        save, then = partial(customers.add_customer, draft=draft), self._on_added
        if self.key != NEW:
            change = partial(customers.change_fields, customer_id=CustomerId(self.key.record_id))
            save, then = partial(change, before=self._before, after=draft), self._on_changed
        operation = self._autosave.saving(save, self.key)
        self._context.write_queue.submit(self, operation, then, self.form)

    def _on_added(self, filed: Filed) -> None:
        self.saved.emit(filed, True)

    def _on_changed(self, filed: Filed) -> None:
        self.saved.emit(filed, False)

    @Slot()
    def _on_leave(self) -> None:
        if not self.form.is_changed():
            self.left.emit()
            return
        question = tr("Discard what you typed for this customer?")
        ask_to_give_up(self._context.dialogs, self, question, self.left.emit)
