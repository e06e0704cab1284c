"""The card of one case: head, next step, its form, and everything that is on file."""

from functools import partial
from typing import Final

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QFrame, QWidget

from shopcare.domain.calls.callback import Callback
from shopcare.domain.cases.case import Case, Stage
from shopcare.domain.cases.deadline import Deadline
from shopcare.domain.changes import Changes
from shopcare.domain.ids import LoanId
from shopcare.services.calls import explain
from shopcare.services.cases import case_facts
from shopcare.services.cases.case_facts import Corrected
from shopcare.services.cases.cases import CaseFile, Moved
from shopcare.services.cases.promises import Kept
from shopcare.services.cases.remakes import RemakeNoted
from shopcare.services.contact.suggestions import SuggestionKept
from shopcare.services.feedback.authorities import FeedbackNoted
from shopcare.services.goods.items import GoodsChanged
from shopcare.services.goods.loans import Lent
from shopcare.services.papers.document_spec import Request
from shopcare.services.papers.drawing import Drawn
from shopcare.services.payments.fees import MoneyNoted
from shopcare.ui.kit.context.operation import Operation, undoing
from shopcare.ui.kit.context.page_context import PageContext
from shopcare.ui.kit.forms.bound_form import Typed
from shopcare.ui.kit.layout.box_layouts import STRETCH, add_items, column_layout
from shopcare.ui.kit.layout.card import Card
from shopcare.ui.kit.layout.containers import TallArea
from shopcare.ui.kit.navigation import page_of
from shopcare.ui.kit.papers.document_opener import DocumentOpener
from shopcare.ui.kit.style.tokens import SPACE_L, SPACE_M
from shopcare.ui.kit.words.i18n import screen_catalog, tr
from shopcare.ui.pages.cases.due_words import call_due, deadline_due
from shopcare.ui.pages.cases.dues import DueList
from shopcare.ui.pages.cases.facts import CaseFacts, NameOf
from shopcare.ui.pages.cases.forms.correction_panels import undo_of_form
from shopcare.ui.pages.cases.forms.move_panels import ENDS, move_operation, waiting_operation
from shopcare.ui.pages.cases.forms.step_forms import StepForms, stage_of
from shopcare.ui.pages.cases.forms.step_panel import StepResult
from shopcare.ui.pages.cases.goods.goods_list import GoodsList, LoansList, RepairWords
from shopcare.ui.pages.cases.goods.goods_steps import LEND
from shopcare.ui.pages.cases.goods.photo_strip import PhotoStrip
from shopcare.ui.pages.cases.head import CaseHead
from shopcare.ui.pages.cases.step_bar import (
    FACTS,
    GO_ON,
    MESSAGE,
    MOVE,
    SETTLE,
    WAIT,
    SlipOffer,
    StepBar,
)
from shopcare.ui.pages.cases.steps import PAPER, UndoStep, asked, next_step, undo_step
from shopcare.ui.pages.cases.timeline import Timeline

_UNDONE: Final = (MoneyNoted, RemakeNoted, FeedbackNoted, SuggestionKept)
"""Results that bring along what takes them back (X-9)."""


class CaseCard(Card):
    """Shows one case and carries its steps out; forms open inline, nothing is modal."""

    left = Signal()
    """Back to the list."""

    def __init__(self, context: PageContext, name_of: NameOf) -> None:
        super().__init__()
        self._context = context
        self.file: CaseFile | None = None
        self.goes_on = False
        """Open the form of the next step once this one is saved, instead of leaving the card."""
        self._go_on_with: int | None = None
        self._undo: UndoStep | None = None
        """Takes the last step back."""
        self.head = CaseHead(context.shop.policy, name_of)
        self.bar = StepBar(context.shop.policy)
        self.offer = SlipOffer()
        self.forms = StepForms(context)
        self.facts = CaseFacts(context, name_of)
        self.goods = GoodsList()
        self.photos = PhotoStrip(context)
        self.loans = LoansList()
        self.repairs = RepairWords(name_of)
        self.deadlines = DueList(tr("Deadlines"), self._explained)
        self.calls = DueList(tr("Calls"), self._explained)
        self.timeline = Timeline(name_of)
        self.papers = DocumentOpener(context, self)
        self._content = QWidget()
        self._scroll = TallArea(self._content)
        self._lay_out()
        self._connect()

    def show_file(self, file: CaseFile) -> None:
        """Show a case; a form that is open for it stays open while its stage is the same."""
        before, self.file = self.file, file
        now = self._context.shop.now()
        self.head.show_file(file, now)
        self.bar.show_file(file)
        self.goods.show_file(file)
        self.photos.show_file(file)
        self.loans.show_loans(file.loans, now.date())
        self.repairs.show_file(file)
        self.facts.show_file(file)
        self.deadlines.show_dues([deadline_due(one, now) for one in file.deadlines])
        self.calls.show_dues([call_due(call, now) for call in file.callbacks])
        self.timeline.show_entries(file.timeline)
        self.forms.show_case(file.case, self.bar.keys())
        if before is None or before.case.id != file.case.id:
            self.offer.hide()
            self._scroll.verticalScrollBar().setValue(0)
        if self._go_on_with == file.case.id:
            self._go_on(file.case)

    def _go_on(self, case: Case) -> None:
        """Open the form of the next step; handing over waits until the customer is there."""
        self._go_on_with = None
        step = next_step(case)
        if step in (None, Stage.HANDED_OVER) or not asked(case, step):
            self.left.emit()
        else:
            self.open_step(f"{MOVE}{step}")

    def bring_back(self) -> None:
        """Something was taken back: no slip of it is offered, and a step's form opens again."""
        self.offer.hide()
        undo, self._undo = self._undo, None
        if undo is not None and undo.form is not None:
            self.forms.bring_back(undo.case_id, *undo.form)

    def start_step(self) -> None:
        """Put the focus where the next step is taken."""
        if self.forms.panel is not None:
            self.forms.panel.start()
        elif not self.bar.next_button.isHidden():
            self.bar.next_button.setFocus()
        else:
            self.bar.slip_button.setFocus()

    def start_photos(self) -> None:
        """Put the focus where photos are added."""
        self.photos.add_button.setFocus(Qt.FocusReason.OtherFocusReason)
        QTimer.singleShot(0, self.photos, self._on_photos_placed)  # once the card has its room

    @Slot()
    def _on_photos_placed(self) -> None:
        self._scroll.ensureWidgetVisible(self.photos.add_button)

    @Slot()
    def print_slip(self) -> None:
        """Show the slip of the case."""
        if self.file is not None:
            request = Request(case_id=self.file.case.id)
            self.papers.open(self.bar.slip_button, "service_slip", request)

    @Slot(str)
    def open_step(self, key: str) -> None:
        """Open the form of a step, or take it at once where nothing is asked."""
        if self.file is None:
            return
        if key.startswith(PAPER):
            kind, _, loan_id = key.removeprefix(PAPER).partition("/")
            loan = LoanId(int(loan_id)) if loan_id else None
            request = Request(case_id=self.file.case.id, loan_id=loan)
            self.papers.open(self.bar.more_button, kind, request)
            return
        case, stage = self.file.case, stage_of(key)
        if key in (WAIT, GO_ON):
            operation = waiting_operation(case, waits=key == WAIT)
            self._context.write_queue.submit(self.bar, operation, self._on_waiting)
        elif stage is not None and not asked(case, stage) and not self._points_out(stage):
            self._context.write_queue.submit(self.bar, move_operation(case, stage), self._on_moved)
        else:
            self.goes_on = False
            self.forms.open(key)
            if key == MESSAGE:
                page_of(self).message.emit(
                    tr("The message is copied: paste it into WeChat or a text message.")
                )

    def _points_out(self, stage: Stage) -> bool:
        """Say whether the form of a step has something to say though it asks nothing (W-5)."""
        assert self.file is not None
        return stage in ENDS and any(loan.is_out for loan in self.file.loans)

    @Slot(str)
    def open_facts(self, field: str = "") -> None:
        """Open the form that corrects the facts and go to a field of it, else to its first."""
        case = self.file.case if self.file is not None else None
        if case is not None and case.is_correctable:
            self.forms.open(FACTS, field)

    def open_missing(self) -> None:
        """Open the form that corrects the facts where the first one is missing."""
        if self.file is not None:
            self.open_facts(next(iter(self.file.case.missing), ""))

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take photos that are dropped anywhere on the card."""
        if self.photos.can_take(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Add the photos that were dropped."""
        self.photos.take(event.mimeData())

    def _lay_out(self) -> None:
        self.setAcceptDrops(True)
        column_layout(
            self._content,
            SPACE_L,
            self.forms,
            self.facts,
            self.goods,
            self.photos,
            self.loans,
            self.repairs,
            self.deadlines,
            self.calls,
            self.timeline,
            STRETCH,
        )
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._content.setAutoFillBackground(False)
        self._scroll.viewport().setAutoFillBackground(False)
        self.body.setSpacing(SPACE_M)
        add_items(self.body, self.head, self.bar, self.offer, (self._scroll, 1), self.forms.foot)

    def _connect(self) -> None:
        self.bar.step_wanted.connect(self.open_step)
        self.bar.slip_button.clicked.connect(self.print_slip)
        self.offer.print_button.clicked.connect(self.print_slip)
        self.forms.turned.connect(self._on_form_turned)
        self.forms.done.connect(self._on_form_done)
        self.forms.answered.connect(self._on_answered)
        self.forms.left.connect(self.left)
        self.forms.blank_wanted.connect(self._on_blank_wanted)
        self.facts.correction_wanted.connect(self.open_facts)
        self.facts.settle_button.clicked.connect(self._on_settling)

    def _say_done(self, case: Case, key: str) -> None:
        if self.file is None or self.file.case.id != case.id:
            return  # another case is looked at by now
        self.offer.hide()
        if case.stage is Stage.HANDED_OVER:  # G-9
            self.offer.offer(tr("Handed over. Print the slip for the customer?"))
        elif key in ("promise", FACTS) or stage_of(key) is Stage.AGREED:
            self.offer.offer(tr("Saved. The slip has changed: print it again?"))
        if self.goes_on and stage_of(key) is not None:
            self._go_on_with = case.id
        else:
            self.left.emit()
        self.goes_on = False

    def _say_moved(self, moved: Moved, form: tuple[str, Typed] | None) -> None:
        """Say where the case stands now, and offer to take the step back where that is right."""
        case = moved.case
        words = tr("{number} is now: {stage}", number=case.number, stage=self.head.stage_of(case))
        self._undo = undo_step(moved, form)
        if self._undo is not None:
            page_of(self).undo_offered.emit(words, self._undo)
        else:
            page_of(self).message.emit(words)
        self._say_done(case, f"{MOVE}{case.stage}")

    def _on_moved(self, moved: Moved) -> None:
        self._say_moved(moved, None)

    def _on_waiting(self, _changes: Changes) -> None:
        page_of(self).message.emit(tr("Saved."))

    @Slot(bool)
    def _on_form_turned(self, opened: bool) -> None:
        self.bar.setVisible(not opened)  # the form has its own main button
        if opened:
            self.offer.hide()
        self._scroll.verticalScrollBar().setValue(0)

    @Slot()
    def _on_answered(self) -> None:
        self.goes_on = True
        if self.forms.panel is not None:
            self.forms.panel.save()

    @Slot(object, str)
    def _on_form_done(self, result: StepResult, key: str) -> None:
        if isinstance(result, Drawn):
            self.papers.show_drawn(result)
            return
        if isinstance(result, Moved) and result.before is not None:
            self._say_moved(result, self.forms.carried_out)
            return
        if isinstance(result, Corrected):
            self._undo = None
            words = tr("{number} is corrected", number=result.case.number)
            page_of(self).undo_offered.emit(words, undoing(_correcting_back(result)))
            self._say_done(result.case, key)
            return
        if isinstance(result, GoodsChanged):
            self._undo = None
            page_of(self).undo_offered.emit(tr("Saved."), undoing(result.undo))
            self.left.emit()
            if isinstance(result, Lent) and key == LEND:
                request = Request(loan_id=result.loan.id)
                self.papers.open(self.bar.more_button, "loan_slip", request)
            return
        if isinstance(result, _UNDONE) and result.undo is not None:
            self._undo = None
            page_of(self).undo_offered.emit(tr("Saved."), undoing(result.undo))
        elif (undo := undo_of_form(key, result)) is not None:
            self._undo = None
            page_of(self).undo_offered.emit(*undo)
        else:
            page_of(self).message.emit(tr("Saved."))
        if isinstance(result, Moved | Kept):
            self._say_done(result.case, key)
        else:
            self.left.emit()

    @Slot()
    def _on_blank_wanted(self) -> None:
        self.papers.open(self.bar.more_button, "door_note")

    @Slot()
    def _on_settling(self) -> None:
        self.forms.open(SETTLE)

    def _explained(self, record: Deadline | Callback) -> explain.Explained:
        shop, words = self._context.shop, screen_catalog()
        if isinstance(record, Callback):
            return explain.why_call(shop, words, record)
        return explain.why_deadline(shop, words, record)


def _correcting_back(done: Corrected) -> Operation[Changes]:
    """Take a correction back by another one, which is in the timeline, too."""
    correct = partial(case_facts.correct, case_id=done.case.id, facts=done.before, shown=done.after)
    return lambda shop: correct(shop).changes
