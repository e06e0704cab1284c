"""Case numbers that notice a slip of the finger (X-15): ``26-00042-3``."""

import re
import unicodedata
from typing import Final

from shopcare.domain.errors import Refusal

# Damm's table of order 10: finds every wrong digit and every swap of two neighbours.
_DAMM: Final = tuple(
    tuple(map(int, row))
    for row in (
        "0317598642", "7092154863", "4206871359", "1750983426", "6123045978",
        "3674209581", "5869720134", "8945362017", "9438617205", "2581436790",
    )
)  # fmt: skip

_WRITTEN = re.compile(r"(\d{2})-?(\d{5,8})-?(\d)")
_AT_END = re.compile(r"\d{2}-\d{5,8}-\d(?:/\d{1,2})?$")
_BLANKS = re.compile(r"[\s\-‐‑–—]+")


def check_digit(digits: str) -> int:
    """Compute the check digit of a row of digits by Damm's algorithm."""
    state = 0
    for digit in map(int, digits):
        state = _DAMM[state][digit]
    return state


def case_number(year: int, sequence: int) -> str:
    """Write the number of the shop's n-th case of a year; five digits or more."""
    digits = f"{year % 100:02d}{sequence:05d}"
    return f"{digits[:2]}-{digits[2:]}-{check_digit(digits)}"


def case_number_from_text(text: str) -> str:
    """Read a number as typed or scanned, with or without dashes.

    Raises:
        Refusal: ``case_number_unreadable``, or ``case_number_mistyped`` where the check digit
            does not match.
    """
    plain = _BLANKS.sub("", unicodedata.normalize("NFKC", text))
    found = _WRITTEN.fullmatch(plain)
    if not found or not plain.isascii():
        raise Refusal("case_number_unreadable", text=text[:40])
    if check_digit(found[1] + found[2]) != int(found[3]):
        raise Refusal("case_number_mistyped", text=text[:40])
    return "-".join(found.groups())


def scanned_at_end(text: str) -> str:
    """Give the code of a slip or a label with which a text ends as a scanner writes it, or none."""
    found = _AT_END.search(text)
    if found is None:
        return ""
    try:
        case_number_from_text(found[0].partition("/")[0])
    except Refusal:
        return ""
    return found[0]
