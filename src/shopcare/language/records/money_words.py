"""What became of the money of a case: its fee, its deposit, its corrections, its invoice."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any, Final

from shopcare.domain.money import Fen
from shopcare.domain.payments.gift import Gift, GiftKind
from shopcare.domain.payments.payment import PaymentKind, PayMethod
from shopcare.domain.payments.till import TillRow
from shopcare.language.catalog import Catalog
from shopcare.language.day_words import full_day_text, money_text
from shopcare.language.records.record_words import label

Values = Mapping[str, Any]


def fee_answers(words: Catalog, said: Values) -> list[str]:
    """Say what became of the fee (G-9)."""
    answers = []
    for payment in said.get("payments", ()):
        amount = money_text(payment["amount_fen"])
        match PaymentKind(payment["kind"]):
            case PaymentKind.PAID:
                how = label(words, PayMethod(payment["method"]))
                answers.append(words.text("{amount} paid ({how})", amount=amount, how=how))
            case PaymentKind.WAIVED:
                waived = words.text("{amount} waived", amount=amount)
                answers.append(_with_reason(words, waived, payment["reason"]))
            case PaymentKind.OWED:
                until = full_day_text(words, date.fromisoformat(payment["owed_until"]))
                answers.append(words.text("{amount} owed until {day}", amount=amount, day=until))
            case PaymentKind.REFUNDED:
                how = label(words, PayMethod(payment["method"]))
                answers.append(words.text("{amount} paid back ({how})", amount=amount, how=how))
            case PaymentKind.DEPOSIT:
                how = label(words, PayMethod(payment["method"]))
                answers.append(words.text("{amount} paid ahead ({how})", amount=amount, how=how))
    return answers


def _debt_settled(words: Catalog, said: Values) -> str:
    answers = words.text("; ").join(fee_answers(words, said))
    return _with_reason(words, words.text("Originally owed"), answers)


def _settling_undone(words: Catalog, said: Values) -> str:
    answers = words.text("; ").join(fee_answers(words, said))
    sentence = words.text("Undone, it is owed again: {answers}", answers=answers)
    return _with_reason(words, sentence, said.get("reason", ""))


def fee_lines_text(words: Catalog, lines: Sequence[tuple[str, Fen, str]]) -> str:
    """Say what a fee is made of: each line as its kind, amount and words."""
    from shopcare.domain.payments.fee_lines import FeeKind

    return words.text("; ").join(
        " ".join(filter(None, (label(words, FeeKind(kind)), said, money_text(fen))))
        for kind, fen, said in lines
    )


def taken_text(words: Catalog, row: TillRow) -> str:
    """Say what one person took on a day, by method (G-17)."""
    return words.text("; ").join(
        f"{label(words, PayMethod(method))} {money_text(fen)}" for method, fen in row.taken.items()
    )


def _fees_set(words: Catalog, said: Values) -> str:
    lines = [(line["kind"], line["amount_fen"], line["words"]) for line in said["lines"]]
    fee = words.text("Fee {amount}", amount=money_text(said["fee_fen"]))
    return _with_reason(words, fee, fee_lines_text(words, lines))


def _fees_undone(words: Catalog, said: Values) -> str:
    return words.text("The fee is again what it was before")


def _paid_ahead(words: Catalog, said: Values) -> str:
    return words.text("; ").join(fee_answers(words, said))


def _reversed(words: Catalog, said: Values) -> str:
    """Say which entry was reversed and why, and what stands in its place (X-9)."""
    wrong = words.text("; ").join(fee_answers(words, {"payments": [said["reversed"]]}))
    sentence = _with_reason(words, words.text("Reversed: {entry}", entry=wrong), said["reason"])
    instead = words.text("; ").join(fee_answers(words, said))
    if not instead:
        return sentence
    return words.text("{first}; instead {second}", first=sentence, second=instead)


def _invoice_noted(words: Catalog, said: Values) -> str:
    if said.get("invoice") is None:
        return words.text("No invoice wanted")
    if not said["invoice"]:
        return words.text("An invoice is wanted")
    return words.text("Invoice {number}", number=said["invoice"])


def _with_reason(words: Catalog, sentence: str, reason: str) -> str:
    return (
        words.text("{sentence}: {reason}", sentence=sentence, reason=reason) if reason else sentence
    )


def gift_text(words: Catalog, gift: Gift) -> str:
    """Say what was given: kind, number of a voucher, what, value, why."""
    kind = label(words, gift.kind)
    number = gift.code if gift.kind is GiftKind.VOUCHER else ""
    value = money_text(gift.value_fen) if gift.value_fen else ""
    return " ".join(filter(None, (kind, number, gift.what, value)))


def last_gifts_text(words: Catalog, gifts: Sequence[Gift], on: date) -> str:
    """Say what is worth knowing the next time: open vouchers, then the last gift."""
    kept = [gift for gift in gifts if gift.voided is None]
    said = [
        words.text("{gift} until {day}", gift=gift_text(words, gift), day=gift.expires_on)
        for gift in kept
        if gift.is_open(on)
    ]
    last = next((gift for gift in kept if gift.kind is not GiftKind.VOUCHER), None)
    if last is not None:
        day = last.given_at.date().isoformat()
        said.append(words.text("{gift} on {day}", gift=gift_text(words, last), day=day))
    return words.text("; ").join(said)


MONEY_SENTENCES: Final[Mapping[str, Callable[[Catalog, Values], str]]] = {
    "case.payment": _debt_settled,
    "case.undo_payment": _settling_undone,
    "case.fees": _fees_set,
    "case.undo_fees": _fees_undone,
    "case.deposit": _paid_ahead,
    "case.reverse_payment": _reversed,
    "case.invoice": _invoice_noted,
}
"""The sentences of the actions about the money of a case."""
