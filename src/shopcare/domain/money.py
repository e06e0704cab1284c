"""Money as whole fen, never a fraction, never a float: read, and written."""

import re
import unicodedata
from typing import Final, NewType

from shopcare.domain.errors import Problem, Refusal

Fen = NewType("Fen", int)

MOST_FEN = 10_000_000_000
"""A hundred million yuan; a larger amount on a counter is a slip of the hand."""

_AMOUNT: Final = (  # compiled when it is first needed: the list of calls has no amounts
    r"(?P<sign>-\s*¥?|¥?\s*-?)\s*"
    r"(?P<yuan>(?:\d+|\d{1,3}(?:[, ]\d{3})+)(?:\.(?P<parts>\d+))?)\s*[元圆]?"
)
_GROUPS = str.maketrans("", "", ", ")
_FULL_STOP: Final = "。"
"""What the key of the decimal point types in Chinese."""
_DIGITS: Final = "零壹贰叁肆伍陆柒捌玖"
_UNITS: Final = ("", "拾", "佰", "仟")
_FOURS: Final = ("", "万", "亿", "万亿")


def fen_from_text(text: str) -> Fen:
    """Read an amount in yuan as typed: ``1,280.00``, ``¥99``, ``６８元``.

    Raises:
        Refusal: ``amount_unreadable``, ``amount_negative``, ``amount_too_fine`` (parts of a
            fen) or ``amount_too_large``.
    """
    plain = unicodedata.normalize("NFKC", text).replace(_FULL_STOP, ".").strip()
    found = re.fullmatch(_AMOUNT, plain, re.ASCII)
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


def capital_numerals(fen: Fen) -> str:
    """Write an amount in capital numerals: 1,200.05 is 壹仟贰佰元零伍分.

    A zero is written where digits are left out between others, and 整 where no fen follow.
    """
    sign, whole = ("负", -fen) if fen < 0 else ("", int(fen))
    yuan, jiao, cents = whole // 100, whole // 10 % 10, whole % 10
    text = f"{_whole_number(yuan)}元" if yuan else ""
    if not jiao and not cents:
        return f"{sign}{text or '零元'}整"
    if jiao:
        text += f"{_DIGITS[jiao]}角"
    elif yuan:
        text += "零"
    return f"{sign}{text}{_DIGITS[cents]}分" if cents else f"{sign}{text}整"


def _whole_number(number: int) -> str:
    """Write a number by groups of four digits; a gap between groups is one zero."""
    text, place, gap = "", 0, False
    while number:
        number, group = divmod(number, 10_000)
        if group:
            zero = "零" if gap and text else ""
            text = f"{_four_digits(group)}{_FOURS[place]}{zero}{text}"
            gap = group < 1000
        elif text:
            gap = True
        place += 1
    return text


def _four_digits(group: int) -> str:
    text, gap = "", False
    for place in range(4):
        digit = group // 10**place % 10
        if digit:
            zero = "零" if gap and text else ""
            text = f"{_DIGITS[digit]}{_UNITS[place]}{zero}{text}"
            gap = False
        else:
            gap = True
    return text
