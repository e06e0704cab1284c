"""What the shop has lent to a customer: until when, and what came back (X-5)."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from shopcare.domain.goods.loan import Loan
from shopcare.domain.ids import CustomerId
from shopcare.services.goods.loans import Lent
from shopcare.services.papers.document_spec import Request
from shopcare.ui.kit.context.operation import undoing
from shopcare.ui.kit.context.page_context import PageContext
from shopcare.ui.kit.forms.loan_forms import BackForm, LendForm
from shopcare.ui.kit.layout.box_layouts import column_layout, line_of
from shopcare.ui.kit.layout.card import Caption, Words
from shopcare.ui.kit.layout.flow_line import FlowLine
from shopcare.ui.kit.navigation import page_of
from shopcare.ui.kit.papers.document_opener import DocumentOpener
from shopcare.ui.kit.style.tokens import SPACE_XS, Meaning
from shopcare.ui.kit.widgets.buttons import main_button, plain_button, quiet_button
from shopcare.ui.kit.widgets.chip import Chip
from shopcare.ui.kit.words.formatting import moment_words, near_day_words
from shopcare.ui.kit.words.i18n import tr
from shopcare.ui.pages.customers.parts import Section


class LoanEntry(QWidget):
    """One loan: what, until when, or when it came back."""

    back_wanted = Signal(object)
    slip_wanted = Signal(object)

    def __init__(self, loan: Loan, context: PageContext) -> None:
        super().__init__()
        self._loan = loan
        today = context.shop.today()
        self.back_button = quiet_button(tr("It is back"), "check")
        self.slip_button = quiet_button(tr("Loan slip"), "printer")
        head = FlowLine()
        head.add(Words(loan.what))
        if loan.returned_at is not None:
            head.add(Chip(tr("Back {moment}", moment=moment_words(loan.returned_at))))
        else:
            until = tr("Until {day}", day=near_day_words(loan.due_on, today))
            head.add(Chip(until, Meaning.RED if loan.is_late(today) else Meaning.INFO))
            head.add(self.slip_button, push=True)
            head.add(self.back_button)
        said = " → ".join(filter(None, (loan.condition, loan.condition_back)))
        column_layout(self, SPACE_XS, head, *([Caption(said)] if said else []))
        self.back_button.clicked.connect(self._on_back)
        self.slip_button.clicked.connect(self._on_slip)

    @Slot()
    def _on_back(self) -> None:
        self.back_wanted.emit(self._loan)

    @Slot()
    def _on_slip(self) -> None:
        self.slip_wanted.emit(self._loan)


class LoanFrame(QWidget):
    """A form about a loan with its buttons; Enter saves, Esc leaves."""

    saved = Signal(object)
    left = Signal()

    def __init__(self, context: PageContext, form: LendForm | BackForm, save: str) -> None:
        super().__init__()
        self._context = context
        self.form = form
        self.save_button = main_button(save, "check")
        self.leave_button = quiet_button(tr("Cancel"))
        buttons = line_of(self.save_button, self.leave_button)
        column_layout(self, SPACE_XS, form, buttons)
        self.save_button.clicked.connect(self._on_save)
        self.leave_button.clicked.connect(self.left)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Save with Enter in a line, leave with Esc."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._on_save()
        else:
            super().keyPressEvent(event)

    @Slot()
    def _on_save(self) -> None:
        if self.isEnabled() and self.form.check():
            operation = self.form.operation()
            self._context.write_queue.submit(self, operation, self._on_done, self.form)

    def _on_done(self, lent: Lent) -> None:
        self.saved.emit(lent)


class Loans(Section):
    """What is out first, then what came back."""

    def __init__(self, context: PageContext) -> None:
        super().__init__(tr("Nothing is lent."))
        self._context = context
        self._customer_id: CustomerId | None = None
        self.papers = DocumentOpener(context, self)
        self.lend_button = plain_button(tr("Lend goods"), "plus")
        self.head.addWidget(self.lend_button)
        self.lend_button.clicked.connect(self._on_lend)

    def show_loans(self, customer_id: CustomerId, loans: Sequence[Loan]) -> None:
        """Show a customer's loans."""
        if customer_id != self._customer_id:
            self.close_entry()
        self._customer_id = customer_id
        sorted_loans = sorted(loans, key=lambda loan: not loan.is_out)
        entries = [LoanEntry(loan, self._context) for loan in sorted_loans]
        for entry in entries:
            entry.back_wanted.connect(self._on_back_wanted)
            entry.slip_wanted.connect(self._on_slip)
        self.set_title(tr("Loan goods"))
        self.set_entries(entries)

    def _open(self, form: LendForm | BackForm, save: str) -> None:
        frame = LoanFrame(self._context, form, save)
        frame.saved.connect(self._on_done)
        self.open_entry(frame, frame.left, self.lend_button)
        form.focus_first()

    @Slot()
    def _on_lend(self) -> None:
        if self._customer_id is not None:
            form = LendForm(self._context.shop, self._customer_id, None)
            self._open(form, tr("Lend and print the slip"))

    @Slot(object)
    def _on_back_wanted(self, loan: Loan) -> None:
        self._open(BackForm(loan), tr("It is back"))

    @Slot(object)
    def _on_slip(self, loan: Loan) -> None:
        self.papers.open(self.lend_button, "loan_slip", Request(loan_id=loan.id))

    @Slot(object)
    def _on_done(self, lent: Lent) -> None:
        self.close_entry()
        page_of(self).undo_offered.emit(tr("Saved."), undoing(lent.undo))
        if lent.loan.is_out:
            self._on_slip(lent.loan)
