"""Intake: one page, top to bottom, while the customer waits."""

from collections.abc import Sequence
from functools import partial
from typing import ClassVar

from PySide6.QtCore import QTimer, Slot
from PySide6.QtWidgets import QWidget

from shopcare.domain.cases.case import Case, CaseDraft, CaseKind
from shopcare.domain.cases.case_facts import check_both, check_intake
from shopcare.domain.changes import ChangeKind, Changes
from shopcare.domain.errors import Invalid, Problem
from shopcare.domain.ids import CustomerId
from shopcare.domain.people.customer import CustomerDraft
from shopcare.services import drafts
from shopcare.services.cases import intake
from shopcare.services.cases.intake import Opened
from shopcare.services.papers.document_spec import Request
from shopcare.services.shop import Shop
from shopcare.ui.kit.context.draft_autosave import (
    DraftAutosave,
    DraftKey,
    HalfTyped,
    put_draft_back,
)
from shopcare.ui.kit.context.operation import Operation
from shopcare.ui.kit.context.page_context import PageContext
from shopcare.ui.kit.forms.bound_form import Typed
from shopcare.ui.kit.layout.box_layouts import STRETCH, add_items
from shopcare.ui.kit.navigation import Page
from shopcare.ui.kit.papers.document_opener import DocumentOpener
from shopcare.ui.kit.shortcuts import ButtonKey
from shopcare.ui.kit.words.i18n import tr
from shopcare.ui.pages.intake.form import IntakeForm
from shopcare.ui.pages.intake.saved_strip import RestoredLine, SavedStrip

SAVE_KEY = "Ctrl+S"
DRAFT = DraftKey("intake")


class IntakePage(Page):
    """Records a request; the half-filled form survives a crash, a power cut and a log-out."""

    shows: ClassVar[frozenset[ChangeKind]] = frozenset(
        {ChangeKind.CUSTOMER, ChangeKind.PURCHASE, ChangeKind.CASE, ChangeKind.INTAKE_DRAFT}
    )

    def __init__(self, context: PageContext) -> None:
        """Fill the form with the draft that was kept, if there is one."""
        super().__init__(tr("Intake"))
        self._context = context
        self._print_after = False
        self.papers = DocumentOpener(context, self)
        self.save_print_button = self.set_main_action(tr("Save and print"), "printer")
        self.clear_button = self.add_action(tr("Clear"), "trash-2")
        self.save_button = self.add_action(tr("Save"), "save")
        ButtonKey(SAVE_KEY, self.save_button)
        self.save_button.setToolTip(SAVE_KEY)
        self.saved_strip = SavedStrip()
        self.restored_line = RestoredLine()
        self.form = IntakeForm(context.shop)
        self._autosave = DraftAutosave(self, context.shop, context.write_queue, drafts.Form.INTAKE)
        add_items(self.body, self.saved_strip, self.restored_line, self.form, STRETCH)
        self._connect()
        self.restored_line.setVisible(self._autosave.watch(DRAFT, self.form))

    def reload(self, changes: Changes | None) -> None:
        """Look at the customer again; the typed form stays as it is."""
        if changes is not None and changes.touches(ChangeKind.INTAKE_DRAFT):
            self._autosave.read_again(self._context.shop)
            self.restored_line.setVisible(self.form.is_changed())
            return
        self.form.customer.look_again()
        if changes is None:
            self.form.count_anew()

    def others(self) -> Sequence[QWidget]:
        """Give nothing: the form is of who stands at the counter."""
        return ()

    def open_record(self, kind: str, record_id: int) -> None:
        """Begin a request of a customer; what was half filled in for another can be had back."""
        current = self.form.customer.customer()
        if current is not None and current.id == record_id:
            return
        if self.form.is_changed():
            self._empty(tr("The unfinished form was put aside."))
        self.form.customer.pick(CustomerId(record_id))
        self.form.product.focus_first()

    def count_anew(self) -> None:
        """Count the proposed day and what we promise to do from now on."""
        self.form.count_anew()

    def focus_first(self) -> None:
        """Put the focus into the customer's box; where somebody is picked, into the fault."""
        if self.form.customer.customer() is None:
            self.form.customer.focus_first()
        else:
            self.form.focus_first("fault")

    def keep_draft(self) -> None:
        """Keep what is half filled in, now; what is being saved is no draft any more."""
        self._autosave.keep()

    def _connect(self) -> None:
        self.form.edited.connect(self._on_edited)
        self.save_print_button.clicked.connect(self._on_save_and_print)
        self.save_button.clicked.connect(self._on_save)
        self.clear_button.clicked.connect(self._on_clear)
        self.restored_line.discard_button.clicked.connect(self._on_clear)
        self.saved_strip.print_button.clicked.connect(self._on_print)
        self.saved_strip.labels_button.clicked.connect(self._on_labels)
        self.saved_strip.notice_button.clicked.connect(self._on_notice)

    def _empty(self, words: str) -> None:
        typed = self.form.typed()
        self.form.restore({})
        self._autosave.keep()
        self.restored_line.hide()
        self.undo_offered.emit(words, _putting_back(typed))

    def _save(self) -> None:
        if self._is_just_saved():
            self.form.customer.focus_first()
            return
        self.form.propose_anew()
        if not self.form.check():
            return
        draft, new = self.form.draft(), self.form.new_customer()
        if problems := _problems_of(self._context.shop, draft, new):
            self.form.show_problems(problems)
            return
        self._autosave.keep()  # before the case: nothing may keep it once it is on record
        operation = partial(intake.open_case, draft=draft)
        if new is not None:
            operation = partial(intake.open_case_for_new, customer=new, draft=draft)
        self._context.write_queue.submit(self.form, operation, self._on_saved, self.form)

    def _is_just_saved(self) -> bool:
        """Say whether a second press came after the case was saved and the form emptied."""
        return not self.saved_strip.isHidden() and not self.form.is_changed()

    def _on_saved(self, opened: Opened) -> None:
        self.form.restore({})
        self._autosave.settle()
        self.restored_line.hide()
        self.saved_strip.show_opened(opened)
        self.message.emit(tr("Case {number} is saved.", number=opened.case.number))
        QTimer.singleShot(0, self, self._on_next)
        if self._print_after:
            self._on_print()

    @Slot()
    def _on_next(self) -> None:
        """Wait for the next customer, once the write_queue has given the focus back."""
        self.form.customer.focus_first()

    @Slot()
    def _on_edited(self) -> None:
        if not self.saved_strip.isHidden() and self.form.customer.file is not None:
            self.saved_strip.hide()

    @Slot()
    def _on_save(self) -> None:
        self._print_after = False
        self._save()

    @Slot()
    def _on_save_and_print(self) -> None:
        self._print_after = True
        self._save()

    @Slot()
    def _on_print(self) -> None:
        opened = self.saved_strip.opened
        if opened is not None:
            request = Request(case_id=opened.case.id)
            self.papers.open(self.saved_strip.print_button, _paper_of(opened.case), request)

    @Slot()
    def _on_labels(self) -> None:
        opened = self.saved_strip.opened
        if opened is not None:
            request = Request(case_id=opened.case.id)
            self.papers.open(self.saved_strip.labels_button, "item_label", request)

    @Slot()
    def _on_notice(self) -> None:
        opened = self.saved_strip.opened
        if opened is not None:
            request = Request(customer_id=opened.case.customer_id)
            self.papers.open(self.saved_strip.notice_button, "consent_sheet", request)

    @Slot()
    def _on_clear(self) -> None:
        if self.form.is_changed():
            self._empty(tr("The form was cleared."))
        self.form.customer.focus_first()


def _problems_of(shop: Shop, draft: CaseDraft, new: CustomerDraft | None) -> Sequence[Problem]:
    """Say beforehand what is wrong with both, all at once."""
    try:
        if new is not None:
            check_both(new, draft, shop.now())
        else:
            check_intake(draft, shop.now())
    except Invalid as invalid:
        return invalid.problems
    return ()


def _putting_back(typed: Typed) -> Operation[Changes]:
    def put_back(shop: Shop) -> Changes:
        put_draft_back(shop, drafts.Form.INTAKE, DRAFT, HalfTyped(typed))
        return Changes.of(ChangeKind.INTAKE_DRAFT)

    return put_back


def _paper_of(case: Case) -> str:
    """Name the paper that a request is recorded on: of a return its application (A-2)."""
    return "return_application" if case.kind is CaseKind.RETURN else "service_slip"
