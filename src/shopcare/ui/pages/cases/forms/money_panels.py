"""The money of a case on its card: fee lines, deposit, reversing an entry, invoice."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QWidget

from shopcare.domain.cases.case import Case, How
from shopcare.domain.errors import Problem
from shopcare.domain.ids import PaymentId
from shopcare.domain.money import Fen
from shopcare.domain.payments.fee_lines import FeeKind, FeeLine, fee_total
from shopcare.domain.payments.payment import (
    MONEY_METHODS,
    Payment,
    PaymentDraft,
    PaymentKind,
    PayMethod,
    standing_payments,
)
from shopcare.services.payments import fees
from shopcare.services.payments.debts import payments_of_case
from shopcare.services.payments.reversals import reverse_payment
from shopcare.services.shop import Shop
from shopcare.ui.kit.context.operation import Operation
from shopcare.ui.kit.fields.choice_fields import ChoiceBox, ChoiceLine, TickBox
from shopcare.ui.kit.fields.day_edit import DayEdit
from shopcare.ui.kit.fields.text_fields import LineEdit, MoneyEdit
from shopcare.ui.kit.forms.bound_form import BoundForm, Facts, FieldSpec
from shopcare.ui.kit.layout.box_layouts import column_layout, line_of
from shopcare.ui.kit.layout.card import Caption
from shopcare.ui.kit.style.tokens import SPACE_S
from shopcare.ui.kit.words.formatting import moment_words, money_words
from shopcare.ui.kit.words.i18n import label, tr
from shopcare.ui.pages.cases.forms.payment_fields import payments_of
from shopcare.ui.pages.cases.forms.step_panel import StepPanel, StepResult
from shopcare.ui.pages.cases.step_bar import DEPOSIT, FEES, INVOICE, REVERSE

LEAST_LINES = 4


class FeeLineEdit(QWidget):
    """One line of a fee: what for, which, how much; without an amount it is none."""

    edited = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.kind_box = ChoiceBox([(kind.value, label(kind)) for kind in FeeKind])
        self.words_edit, self.amount_edit = LineEdit(18), MoneyEdit()
        self.kind_box.setAccessibleName(tr("What for"))
        self.words_edit.setAccessibleName(tr("Details"))
        self.amount_edit.setAccessibleName(tr("Amount, ¥"))
        line = line_of(self.kind_box, self.words_edit, self.amount_edit)
        column_layout(self, 0, line)
        for edit in (self.kind_box, self.words_edit, self.amount_edit):
            edit.edited.connect(self.edited)

    def value(self) -> FeeLine | None:
        """Give the line, if it has an amount."""
        amount = self.amount_edit.value()
        if amount is None:
            return None
        kind = FeeKind(self.kind_box.value())
        return FeeLine(kind=kind, amount_fen=amount, words=self.words_edit.value())


class FeeLinesEdit(QWidget):
    """The lines of a fee below each other, with their total."""

    edited = Signal()

    def __init__(self, count: int) -> None:
        super().__init__()
        self.lines = [FeeLineEdit() for _ in range(count)]
        self.total_words = Caption()
        column_layout(self, SPACE_S, *self.lines, self.total_words)
        self.setFocusProxy(self.lines[0].kind_box)
        for line in self.lines:
            line.edited.connect(self._on_edited)

    def value(self) -> tuple[FeeLine, ...]:
        """Give the lines that have an amount."""
        found = (line.value() for line in self.lines)
        return tuple(line for line in found if line is not None)

    def set_value(self, lines: Sequence[FeeLine]) -> None:
        """Show lines."""
        blank = [FeeLine(kind=kind, amount_fen=Fen(0)) for kind in FeeKind]
        shown = [*lines, *blank[len(lines) :], *blank]
        for edit, line in zip(self.lines, shown, strict=False):
            edit.kind_box.set_value(line.kind.value)
            edit.words_edit.set_value(line.words)
            edit.amount_edit.set_value(line.amount_fen or None)

    def typed(self) -> list[object]:
        """Give what is typed, line by line."""
        return [
            [line.kind_box.typed(), line.words_edit.typed(), line.amount_edit.typed()]
            for line in self.lines
        ]

    def restore(self, typed: object) -> None:
        """Show again what was typed."""
        rows = typed if isinstance(typed, list) else []
        for edit, row in zip(self.lines, rows, strict=False):
            if isinstance(row, list) and len(row) == 3:
                edit.kind_box.restore(row[0])
                edit.words_edit.restore(row[1])
                edit.amount_edit.restore(row[2])

    def problem(self) -> Problem | None:
        """Say which amount cannot be read first."""
        return next(filter(None, (line.amount_edit.problem() for line in self.lines)), None)

    @Slot()
    def _on_edited(self) -> None:
        total = money_words(fee_total(self.value()))
        self.total_words.setText(tr("Total {amount}", amount=total))
        self.edited.emit()


@dataclass(frozen=True, slots=True, kw_only=True)
class Fees:
    """What the form of a fee holds."""

    fee_lines: tuple[FeeLine, ...] = ()
    how: How | None = None


def fees_panel(shop: Shop, case: Case) -> StepPanel[Fees]:
    """Ask what the fee is made of, and how the customer agreed to a higher one (G-5)."""
    agreed = (case.plan.fee_fen if case.plan else None) or Fen(0)
    lines = case.fee_lines
    if not lines and agreed:
        lines = (FeeLine(kind=FeeKind.LABOUR, amount_fen=agreed),)
    edit = FeeLinesEdit(max(LEAST_LINES, len(lines) + 1))
    again = tr("Only where the fee is higher than agreed.")
    form = BoundForm(
        Fees(fee_lines=lines),
        Caption(tr("Agreed so far: {amount}", amount=money_words(agreed))),
        FieldSpec("fee_lines", tr("Lines of the fee"), edit),
        FieldSpec("how", tr("How the customer agreed"), ChoiceLine(tuple(How)), help_text=again),
    )
    title = tr("What the fee is made of")
    form.reset()

    def operation(said: Fees) -> Operation[StepResult]:
        setting = partial(fees.set_fees, case_id=case.id, lines=said.fee_lines)
        return partial(setting, how=said.how)

    return StepPanel(FEES, title, tr("Save the fee"), form, operation)


def deposit_panel(shop: Shop, case: Case) -> StepPanel[PaymentDraft]:
    """Ask what is paid ahead, and how (G-9)."""
    form = BoundForm(
        PaymentDraft(kind=PaymentKind.DEPOSIT, method=PayMethod.CASH),
        FieldSpec("amount_fen", tr("Amount, ¥"), MoneyEdit(), missing="pay_amount_missing"),
        FieldSpec("method", tr("Payment method"), ChoiceLine(MONEY_METHODS, columns=3)),
    )
    form.reset()
    return StepPanel(
        DEPOSIT,
        tr("Take a deposit"),
        tr("Deposit taken"),
        form,
        lambda said: partial(fees.take_deposit, case_id=case.id, draft=said),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Reversing:
    """What the form of a reversing entry holds."""

    entry: str
    reason: str = ""
    payments: Fen | None = None
    pay_method: PayMethod | None = None
    waived: str = ""
    owed_until: object = None


def reverse_panel(shop: Shop, case: Case) -> StepPanel[Reversing]:
    """Ask which entry to reverse, why, and what became of the amount really (X-9)."""
    decides = shop.acting.id
    zone = shop.now().tzinfo
    entries = standing_payments(payments_of_case(shop, case.id))[::-1]
    choices = [
        (str(one.id), f"{_entry_words(one)}  {moment_words(one.at.astimezone(zone))}")
        for one in entries
    ]
    note = tr("A deposit or a settled debt needs no other answer: it is due again.")
    form = BoundForm(
        Reversing(entry=choices[0][0]),
        FieldSpec("entry", tr("Entry"), ChoiceBox(choices)),
        FieldSpec("reason", tr("Reason"), LineEdit(), required=True, missing="reason_missing"),
        Caption(tr("What is right instead")),
        FieldSpec("payments", tr("Paid, ¥"), MoneyEdit()),
        FieldSpec("pay_method", tr("Payment method"), ChoiceLine(MONEY_METHODS, columns=3)),
        FieldSpec("waived", tr("Waived, because"), LineEdit()),
        FieldSpec("owed_until", tr("Owed until"), DayEdit(shop.today)),
        Caption(note),
    )
    title = tr("Reverse an entry about money")
    form.reset()

    def operation(said: Reversing) -> Operation[StepResult]:
        entry = next(one for one in entries if str(one.id) == said.entry)
        facts: Facts = {
            "payments": said.payments,
            "pay_method": said.pay_method or PayMethod.CASH,
            "waived": said.waived,
            "owed_until": said.owed_until,
        }
        is_back = entry.kind is PaymentKind.REFUNDED
        instead = payments_of(facts, decides, refunds=is_back)
        reversing = partial(reverse_payment, payment_id=PaymentId(entry.id))
        return partial(reversing, reason=said.reason, instead=instead)

    return StepPanel(REVERSE, title, tr("Reverse the entry"), form, operation)


def _entry_words(payment: Payment) -> str:
    how = label(payment.method) if payment.method is not None else payment.reason
    parts = (label(payment.kind), money_words(payment.amount_fen), how)
    return " · ".join(filter(None, parts))


@dataclass(frozen=True, slots=True, kw_only=True)
class Invoice:
    """Whether an invoice is wanted, and its number."""

    wanted: bool = True
    invoice: str = ""


def invoice_panel(shop: Shop, case: Case) -> StepPanel[Invoice]:
    """Ask whether an invoice is wanted, and for its number once it is written (G-23)."""
    form = BoundForm(
        Invoice(invoice=case.invoice or ""),
        FieldSpec("wanted", "", TickBox(tr("An invoice is wanted"))),
        FieldSpec("invoice", tr("Invoice number"), LineEdit(20)),
    )
    form.reset()

    def operation(said: Invoice) -> Operation[StepResult]:
        number = said.invoice if said.wanted else None
        return partial(fees.note_invoice, case_id=case.id, number=number)

    return StepPanel(INVOICE, tr("Invoice"), tr("Save"), form, operation)
