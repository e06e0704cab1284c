"""What a fee is made of: labour, parts, freight, a difference in price (G-9)."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Final

from shopcare.domain.errors import Problem
from shopcare.domain.money import MOST_FEN, Fen
from shopcare.domain.typed.text import clean_line, too_long

MOST_LINES: Final = 20


class FeeKind(StrEnum):
    """What is paid for."""

    LABOUR = "labour"
    PART = "part"
    FREIGHT = "freight"
    DIFFERENCE = "difference"
    """In price, for other goods (A-7)."""
    OTHER = "other"


@dataclass(frozen=True, slots=True, kw_only=True)
class FeeLine:
    """One line of a fee."""

    kind: FeeKind
    amount_fen: Fen
    words: str = ""
    """Which part, which way: what stands on the receipt beside the kind."""


def fee_total(lines: Sequence[FeeLine]) -> Fen:
    """Add up the lines."""
    return Fen(sum(line.amount_fen for line in lines))


def tidy_lines(lines: Sequence[FeeLine]) -> tuple[FeeLine, ...]:
    """Give the lines back without what cannot be seen."""
    return tuple(replace(line, words=clean_line(line.words)) for line in lines)


def fee_line_problems(lines: Sequence[FeeLine]) -> list[Problem]:
    """Say what is wrong with the lines of a fee.

    The codes are ``fee_lines_missing``, ``fee_lines_too_many``, ``amount_negative``,
    ``amount_too_large``, ``text_too_long``.
    """
    if not lines:
        return [Problem(field="fee_lines", code="fee_lines_missing")]
    if len(lines) > MOST_LINES:
        values = {"most": MOST_LINES}
        return [Problem(field="fee_lines", code="fee_lines_too_many", values=values)]
    problems: list[Problem] = []
    for line in lines:
        problems += too_long({"fee_lines": line.words}, {"fee_lines": 100})
        if line.amount_fen < 0:
            problems.append(Problem(field="fee_lines", code="amount_negative"))
        if line.amount_fen > MOST_FEN:
            problems.append(Problem(field="fee_lines", code="amount_too_large"))
    return problems
