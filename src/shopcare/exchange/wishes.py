"""How and when a customer wants to be called, and how much the customer counts, in a cell."""

import re
import unicodedata
from datetime import datetime, time
from functools import lru_cache

from shopcare.domain.errors import Refusal
from shopcare.domain.typed.phone import PhoneKind
from shopcare.exchange.cells import Cell, typed_text, words

_KEY_LEVELS = words(
    "大客户 重点客户 重点顾客 重要客户 重点 关键客户 ka ka客户 key keyaccount keycustomer"
)
_KINDS = {
    PhoneKind.MOBILE: words("手机 移动电话 移动 mobile cell cellphone"),
    PhoneKind.LANDLINE: words("座机 固话 固定电话 电话 家庭电话 landline home phone"),
}
_SPAN = re.compile(
    r"(\d{1,2})[:时点](\d{2})?分?\s*(?:-|~|–|—|至|到|to)\s*(\d{1,2})[:时点](\d{2})?分?"
)


def is_key_level(cell: Cell) -> bool:
    """Say whether a member's level (普通, 金卡, 大客户 …) makes a key account (C-3)."""
    return _is_key_word(typed_text(cell))


@lru_cache(maxsize=1024)
def _is_key_word(text: str) -> bool:
    return unicodedata.normalize("NFKC", text).casefold().replace(" ", "") in _KEY_LEVELS


def preferred_from_cell(cell: Cell) -> PhoneKind | None:
    """Read which kind of number the customer wants to be called on (C-10).

    Raises:
        Refusal: ``preferred_phone_unreadable``.
    """
    word = unicodedata.normalize("NFKC", typed_text(cell)).casefold().replace(" ", "")
    if not word:
        return None
    for kind, names in _KINDS.items():
        if word in names:
            return kind
    raise Refusal("preferred_phone_unreadable", text=word[:40])


def hours_from_cell(cell: Cell) -> tuple[tuple[time, time], ...]:
    """Read when the customer wants to be called (C-6): ``09:00-11:30, 14:00-16:00``.

    Raises:
        Refusal: ``call_hours_unreadable``, ``hours_reversed``.
    """
    text = "" if isinstance(cell, datetime) else typed_text(cell)
    hours = []
    for part in re.split(r"[,;、，；/\s]+(?=\d)", unicodedata.normalize("NFKC", text)):
        found = _SPAN.fullmatch(part.strip())
        if part.strip() and found is None:
            raise Refusal("call_hours_unreadable", text=text[:40])
        if found is not None:
            hours.append(_span(found, text))
    return tuple(hours)


def _span(found: re.Match[str], text: str) -> tuple[time, time]:
    try:
        begin = time(int(found[1]), int(found[2] or 0))
        end = time(int(found[3]), int(found[4] or 0))
    except ValueError:
        raise Refusal("call_hours_unreadable", text=text[:40]) from None
    if begin >= end:
        raise Refusal("hours_reversed", text=text[:40])
    return begin, end
