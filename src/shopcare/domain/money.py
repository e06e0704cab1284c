"""Money as whole fen, never a fraction, never a float."""

import re
import unicodedata
from typing import NewType

from shopcare.domain.errors import Problem, Refusal

Fen = NewType("Fen", int)

MOST_FEN = 10_000_000_000
"""A hundred million yuan; a larger amount on a counter is a slip of the hand."""

_AMOUNT = re.compile(
    r"(?P<sign>-\s*¥?|¥?\s*-?)\s*"
    r"(?P<yuan>(?:\d+|\d{1,3}(?:[, ]\d{3})+)(?:\.(?P<parts>\d+))?)\s*[元圆]?",
    re.ASCII,
)
_GROUPS = str.maketrans("", "", ", ")


def fen_from_text(text: str) -> Fen:
    """Read an amount in yuan as typed: ``1,280.00``, ``¥99``, ``６８元``.

    Raises:
        Refusal: ``amount_unreadable``, ``amount_negative``, ``amount_too_fine`` (parts of a
            fen) or ``amount_too_large``.
    """
    found = _AMOUNT.fullmatch(unicodedata.normalize("NFKC", text).strip())
    if not found:
        raise Refusal("amount_unreadable", text=text[:40])
    from decimal import Decimal  # not at the start: the list of calls has no amounts

    yuan = Decimal(found["yuan"].translate(_GROUPS))
    if "-" in found["sign"] and yuan:
        raise Refusal("amount_negative", text=text[:40])
    if yuan > MOST_FEN // 100:
        raise Refusal("amount_too_large", text=text[:40])
    if len((found["parts"] or "").rstrip("0")) > 2:
        raise Refusal("amount_too_fine", text=text[:40])
    return Fen(int(yuan * 100))


def yuan_text(fen: Fen) -> str:
    """Write an amount for a form or a paper: ``1,280.00``."""
    sign, whole = ("-", -fen) if fen < 0 else ("", fen)
    return f"{sign}{whole // 100:,}.{whole % 100:02d}"


def amount_problems(field: str, fen: Fen | None) -> list[Problem]:
    """Say what is wrong with an amount: ``amount_negative``, ``amount_too_large``."""
    if fen is not None and fen < 0:
        return [Problem(field=field, code="amount_negative")]
    if fen is not None and fen > MOST_FEN:
        return [Problem(field=field, code="amount_too_large")]
    return []
