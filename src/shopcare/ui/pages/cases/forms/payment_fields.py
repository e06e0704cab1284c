"""What became of a fee, as the fields of the hand-over say it (G-9)."""

from typing import Final

from shopcare.domain.ids import StaffId
from shopcare.domain.money import Fen
from shopcare.domain.payments.payment import PaymentDraft, PaymentKind, PayMethod
from shopcare.ui.kit.forms.bound_form import Facts

PAYMENT_FIELDS: Final = ("payments", "pay_method", "waived", "owed_until")


def paid(fen: Fen | None, method: PayMethod | None) -> tuple[PaymentDraft, ...]:
    """Say that an amount was paid; nothing where there is none."""
    if not fen:
        return ()
    return (PaymentDraft(kind=PaymentKind.PAID, amount_fen=fen, method=method),)


def facts_of_payments(payments: tuple[PaymentDraft, ...]) -> Facts:
    """Lay the answers out over the fields."""
    by_kind = {payment.kind: payment for payment in payments}
    money = by_kind.get(PaymentKind.PAID)
    waived, owed = by_kind.get(PaymentKind.WAIVED), by_kind.get(PaymentKind.OWED)
    return {
        "payments": money.amount_fen if money else None,
        "pay_method": money.method if money else None,
        "waived": waived.reason if waived else "",
        "owed_until": owed.owed_until if owed else None,
    }


def payments_of(facts: Facts, decides: StaffId | None) -> tuple[PaymentDraft, ...]:
    """Put the answers together.

    Args:
        facts: what the fields hold.
        decides: who waives it.
    """
    answers = list(paid(facts["payments"], facts.get("pay_method", PayMethod.CASH)))
    if facts.get("waived"):
        kind, reason = PaymentKind.WAIVED, facts["waived"]
        answers.append(PaymentDraft(kind=kind, decided_by=decides, reason=reason))
    if facts.get("owed_until") is not None:
        answers.append(PaymentDraft(kind=PaymentKind.OWED, owed_until=facts["owed_until"]))
    return tuple(answers)
