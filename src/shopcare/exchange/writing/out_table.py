"""A table on its way out of the program: its columns, its values."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum

OutCell = str | int | Decimal | bool | date | datetime | None
"""What a service hands out; money as whole fen in a MONEY column."""


class ColumnKind(StrEnum):
    """How a column is written."""

    TEXT = "text"
    NUMBER = "number"
    MONEY = "money"
    """Fen, written as yuan with two places."""
    DATE = "date"
    MOMENT = "moment"
    """An aware datetime, written as its own wall clock shows it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One column of a table to write."""

    heading: str
    kind: ColumnKind = ColumnKind.TEXT
    width: int = 14
    """In characters, for XLSX."""


TableRows = Iterable[Sequence[OutCell]]


def yuan(fen: int | Decimal) -> Decimal:
    """Give fen as yuan with two places, exactly."""
    return (Decimal(fen) / 100).quantize(Decimal("0.01"))
