"""Gifts, vouchers and rewards: what a customer was given, why, and until when (G-18, B-6)."""

import re
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum
from typing import Final

from shopcare.domain.errors import Invalid, Problem, Refusal
from shopcare.domain.ids import CaseId, CustomerId, GiftId, GiftItemId, StaffId
from shopcare.domain.money import Fen, amount_problems
from shopcare.domain.shop.audit import Voided
from shopcare.domain.typed.text import clean_line, too_long

_CODE: Final = re.compile(r"V?0*(\d{1,12})", re.IGNORECASE)


class GiftKind(StrEnum):
    """What was given."""

    GIFT = "gift"
    VOUCHER = "voucher"
    """A promise of value with an expiry; redeemed once."""
    REWARD = "reward"
    """For a suggestion that was taken up (B-6)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class GiftDraft:
    """What is given."""

    kind: GiftKind
    what: str
    why: str = ""
    value_fen: Fen | None = None
    expires_on: date | None = None
    case_id: CaseId | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Gift(GiftDraft):
    """What was given, on file."""

    id: GiftId
    customer_id: CustomerId
    item_id: GiftItemId | None
    given_at: datetime
    given_by: StaffId
    redeemed_at: datetime | None = None
    redeemed_by: StaffId | None = None
    voided: Voided | None = None

    @property
    def code(self) -> str:
        """The number of a voucher, as it is written on it: ``V00012``."""
        return f"V{self.id:05d}"

    def is_open(self, on: date) -> bool:
        """Say whether it is a voucher that can still be redeemed."""
        is_kept = self.voided is None and self.redeemed_at is None
        lasts = self.expires_on is None or self.expires_on >= on
        return self.kind is GiftKind.VOUCHER and is_kept and lasts


@dataclass(frozen=True, slots=True, kw_only=True)
class GiftItem:
    """A gift that the shop has ready."""

    id: GiftItemId
    name: str
    value_fen: Fen | None
    stock: int


def check_gift(draft: GiftDraft, on: date) -> GiftDraft:
    """Give the draft back tidied, or say what is wrong with it.

    Raises:
        Invalid: ``gift_missing``, ``reason_missing``, ``voucher_value_missing``,
            ``expires_missing``, ``expires_in_past``, ``amount_negative``, ``amount_too_large``,
            ``text_too_long``.
    """
    draft = replace(draft, what=clean_line(draft.what), why=clean_line(draft.why))
    is_voucher = draft.kind is GiftKind.VOUCHER
    codes = [
        ("what", "gift_missing", not draft.what and not is_voucher),
        ("why", "reason_missing", not draft.why),
        ("value_fen", "voucher_value_missing", is_voucher and not draft.value_fen),
        ("expires_on", "expires_missing", is_voucher and draft.expires_on is None),
        (
            "expires_on",
            "expires_in_past",
            draft.expires_on is not None and draft.expires_on < on,
        ),
    ]
    problems = [Problem(field=field, code=code) for field, code, is_so in codes if is_so]
    problems += amount_problems("value_fen", draft.value_fen)
    problems += too_long({"what": draft.what, "why": draft.why}, {"what": 80, "why": 200})
    if problems:
        raise Invalid(*problems)
    return draft


def require_open(voucher: Gift, on: date) -> None:
    """Refuse what cannot be redeemed, with the reason.

    Raises:
        Refusal: ``no_voucher``, ``voided_already``, ``voucher_redeemed``, ``voucher_expired``.
    """
    if voucher.kind is not GiftKind.VOUCHER:
        raise Refusal("no_voucher", number=voucher.code)
    if voucher.voided is not None:
        raise Refusal("voided_already")
    if voucher.redeemed_at is not None:
        raise Refusal("voucher_redeemed", number=voucher.code, on=f"{voucher.redeemed_at:%Y-%m-%d}")
    if voucher.expires_on is not None and voucher.expires_on < on:
        raise Refusal("voucher_expired", number=voucher.code, on=voucher.expires_on.isoformat())


def gift_id_from_code(text: str) -> GiftId | None:
    """Read the number of a voucher as typed: V00012, v12, 12."""
    found = _CODE.fullmatch(text.strip())
    return GiftId(int(found[1])) if found and int(found[1]) else None
