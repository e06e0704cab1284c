"""Money as whole fen, never a fraction, never a float."""

import re
import unicodedata
from decimal import Decimal
from typing import NewType

from shopcare.domain.errors import Refusal

Fen = NewType("Fen", int)

MOST_FEN = 10_000_000_000
"""A hundred million yuan; a larger amount on a counter is a slip of the hand."""

_AMOUNT = re.compile(r"-?(\d+|\d{1,3}(,\d{3})+)(\.\d+)?")
_SIGNS = str.maketrans("", "", "¥￥元圆 \u00a0\u3000")


def fen_from_text(text: str) -> Fen:
    """Read an amount in yuan as typed: ``1,280.00``, ``¥99``, ``６８元``.

    Raises:
        Refusal: ``amount_unreadable``, ``amount_negative``, ``amount_too_fine`` (parts of a
            fen) or ``amount_too_large``.
    """
    plain = unicodedata.normalize("NFKC", text).translate(_SIGNS)
    if not _AMOUNT.fullmatch(plain) or not plain.isascii():
        raise Refusal("amount_unreadable", text=text[:40])
    fen = Decimal(plain.replace(",", "")) * 100
    if fen < 0:
        raise Refusal("amount_negative", text=text[:40])
    if fen > MOST_FEN:
        raise Refusal("amount_too_large", text=text[:40])
    if fen != fen.to_integral_value():
        raise Refusal("amount_too_fine", text=text[:40])
    return Fen(int(fen))


def yuan_text(fen: Fen) -> str:
    """Write an amount for a form or a paper: ``1,280.00``."""
    sign, whole = ("-", -fen) if fen < 0 else ("", fen)
    return f"{sign}{whole // 100:,}.{whole % 100:02d}"
