"""What a customer was given, in words (G-18)."""

from collections.abc import Sequence
from datetime import date

from shopcare.domain.payments.gift import Gift, GiftKind
from shopcare.language.catalog import Catalog
from shopcare.language.day_words import money_text
from shopcare.language.record_words import label


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
