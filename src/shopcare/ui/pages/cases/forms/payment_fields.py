"""What became of a fee: as the fields of the hand-over say it, and once it is settled (G-9)."""

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from typing import Final

from PySide6.QtCore import Slot

from shopcare.domain.cases.case import Case
from shopcare.domain.ids import GiftId, StaffId
from shopcare.domain.money import Fen
from shopcare.domain.payments.gift import Gift
from shopcare.domain.payments.payment import (
    MONEY_METHODS,
    PaymentDraft,
    PaymentKind,
    PayMethod,
)
from shopcare.services.payments import debts
from shopcare.services.shop import Shop
from shopcare.ui.kit.context.operation import Operation
from shopcare.ui.kit.fields.choice_fields import ChoiceBox, ChoiceLine
from shopcare.ui.kit.fields.text_fields import LineEdit, MoneyEdit
from shopcare.ui.kit.forms.bound_form import BoundForm, Facts, FieldSpec
from shopcare.ui.kit.forms.form_row import FormRow
from shopcare.ui.kit.words.formatting import day_words, money_words
from shopcare.ui.kit.words.i18n import tr
from shopcare.ui.pages.cases.forms.step_panel import StepPanel, StepResult
from shopcare.ui.pages.cases.step_bar import SETTLE

PAYMENT_FIELDS: Final = ("payments", "pay_method", "waived", "owed_until", "voucher")


def paid(fen: Fen | None, method: PayMethod | None) -> tuple[PaymentDraft, ...]:
    """Say that an amount was paid; nothing where there is none."""
    if not fen:
        return ()
    return (PaymentDraft(kind=PaymentKind.PAID, amount_fen=fen, method=method),)


def proposed(due_fen: int) -> tuple[PaymentDraft, ...]:
    """Propose that all of what is due is paid, or paid back (A-7)."""
    if due_fen >= 0:
        return paid(Fen(due_fen), PayMethod.CASH)
    kind, amount = PaymentKind.REFUNDED, Fen(-due_fen)
    return (PaymentDraft(kind=kind, amount_fen=amount, method=PayMethod.CASH),)


def facts_of_payments(payments: tuple[PaymentDraft, ...]) -> Facts:
    """Lay the answers out over the fields."""
    by_kind = {payment.kind: payment for payment in payments}
    money = by_kind.get(PaymentKind.PAID) or by_kind.get(PaymentKind.REFUNDED)
    waived, owed = by_kind.get(PaymentKind.WAIVED), by_kind.get(PaymentKind.OWED)
    return {
        "payments": money.amount_fen if money else None,
        "pay_method": money.method if money else None,
        "waived": waived.reason if waived else "",
        "owed_until": owed.owed_until if owed else None,
        "voucher": "",
    }


class VoucherBox(ChoiceBox[str]):
    """A customer's open vouchers; the chosen one is taken off the amount to be paid (G-18)."""

    def __init__(self, vouchers: Sequence[Gift], due: Fen, amount_edit: MoneyEdit) -> None:
        """Offer the vouchers; none is taken at first."""
        choices = [(str(one.id), _voucher_words(one)) for one in vouchers]
        super().__init__([("", tr("no voucher")), *choices])
        self._worth = {str(one.id): Fen(min(due, one.value_fen or 0)) for one in vouchers}
        self._due = due
        self._amount_edit = amount_edit
        self.edited.connect(self._on_chosen)

    def payment(self) -> tuple[PaymentDraft, ...]:
        """Give what is paid with the chosen voucher."""
        key = self.value()
        if not key:
            return ()
        voucher = PaymentDraft(
            kind=PaymentKind.PAID,
            amount_fen=self._worth[key],
            method=PayMethod.VOUCHER,
            voucher_id=GiftId(int(key)),
        )
        return (voucher,)

    @Slot()
    def _on_chosen(self) -> None:
        left = self._due - self._worth.get(self.value(), 0)
        self._amount_edit.set_value(Fen(left) if left else None)


def _voucher_words(voucher: Gift) -> str:
    until = day_words(voucher.expires_on) if voucher.expires_on else ""
    return f"{voucher.code}  {money_words(voucher.value_fen or Fen(0))}  {until}".strip()


def payments_of(
    facts: Facts, decides: StaffId | None, *, refunds: bool = False
) -> tuple[PaymentDraft, ...]:
    """Put the answers together.

    Args:
        facts: what the fields hold.
        decides: who waives it.
        refunds: the amount is paid back.
    """
    answers = list(paid(facts["payments"], facts.get("pay_method", PayMethod.CASH)))
    if refunds:
        return tuple(replace(answer, kind=PaymentKind.REFUNDED) for answer in answers)
    if facts.get("waived"):
        kind, reason = PaymentKind.WAIVED, facts["waived"]
        answers.append(PaymentDraft(kind=kind, decided_by=decides, reason=reason))
    if facts.get("owed_until") is not None:
        answers.append(PaymentDraft(kind=PaymentKind.OWED, owed_until=facts["owed_until"]))
    return tuple(answers)


class SettleForm(BoundForm[PaymentDraft]):
    """Paid or waived; each asks for its own part."""

    def __init__(self, left: Fen) -> None:
        self._kind_line = ChoiceLine((PaymentKind.PAID, PaymentKind.WAIVED))
        super().__init__(
            PaymentDraft(kind=PaymentKind.PAID, amount_fen=left, method=PayMethod.CASH),
            FieldSpec("kind", tr("Paid or not"), self._kind_line),
            FieldSpec("amount_fen", tr("Amount, ¥"), MoneyEdit(), missing="pay_amount_missing"),
            FieldSpec("method", tr("Payment method"), ChoiceLine(MONEY_METHODS, columns=3)),
            FieldSpec(
                "reason",
                tr("Waived, because"),
                LineEdit(),
                required=True,
                missing="reason_missing",
            ),
        )
        self._kind_line.edited.connect(self._on_kind)
        self.reset()
        self._on_kind()

    def draft_of(self, onto: PaymentDraft, facts: Facts) -> PaymentDraft:
        """Give what was answered, and nothing of what was not asked."""
        if facts["kind"] is PaymentKind.WAIVED:
            return replace(onto, **facts | {"method": None})
        return replace(onto, **facts | {"reason": ""})

    def _row_of(self, field: str) -> FormRow | None:
        return super()._row_of("amount_fen" if field == "payments" else field)

    @Slot()
    def _on_kind(self) -> None:
        is_waived = self._kind_line.value() is PaymentKind.WAIVED
        self.form_row("method").setVisible(not is_waived)
        self.form_row("reason").setVisible(is_waived)


def settle_panel(shop: Shop, case: Case) -> StepPanel[PaymentDraft]:
    """Ask what of a debt was paid or is waived; the rest stays owed."""
    debt, left = debts.debts_of(shop, case.id)[0]
    title = tr("Owed: {amount}", amount=money_words(left))

    def operation(draft: PaymentDraft) -> Operation[StepResult]:
        if draft.kind is PaymentKind.WAIVED:
            draft = replace(draft, decided_by=shop.acting.id)
        return partial(debts.settle_debt, debt_id=debt.id, draft=draft)

    return StepPanel(SETTLE, title, tr("Settle"), SettleForm(left), operation)
