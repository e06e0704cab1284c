"""How facts and tables are written: plain values for programs, aligned columns for people."""

import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import fields, is_dataclass
from datetime import date, time
from decimal import Decimal
from enum import StrEnum
from itertools import zip_longest
from types import NoneType
from typing import Any, Final

_GAP = "  "


def width(text: str) -> int:
    """Count the columns that a text takes on a terminal."""
    return sum(_columns(character) for character in text)


def table(rows: Iterable[Sequence[str]], headings: Sequence[str] = ()) -> list[str]:
    """Set rows in columns; the last column is not filled up."""
    lines = [[cell.replace("\n", " ") for cell in row] for row in rows]
    if not lines:
        return []
    if headings:
        lines.insert(0, list(headings))
    columns = list(zip_longest(*lines, fillvalue=""))
    widths = [max(map(width, column)) for column in columns]
    return [
        _GAP.join(_filled(cell, wide) for cell, wide in zip(line, widths, strict=False)).rstrip()
        for line in lines
    ]


def labelled(pairs: Iterable[tuple[str, str]]) -> list[str]:
    """Set names and values in two columns; what is empty is left out."""
    return table([(name, value) for name, value in pairs if value])


def _filled(text: str, wide: int) -> str:
    return text + " " * (wide - width(text))


def _columns(character: str) -> int:
    if unicodedata.combining(character) or unicodedata.category(character) == "Cf":
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def plain(value: object) -> Any:
    """Write any fact as plain values; money stays whole fen."""
    for kind, write in _WRITTEN:
        if isinstance(value, kind):
            return write(value)
    if is_dataclass(value):
        return {field.name: plain(getattr(value, field.name)) for field in fields(value)}
    raise TypeError(type(value).__name__)


def _number(value: Decimal) -> int | float:
    return int(value) if value == value.to_integral_value() else float(value)


_WRITTEN: Final[tuple[tuple[type, Callable[[Any], Any]], ...]] = (
    (NoneType, lambda value: value),
    (StrEnum, lambda choice: choice.value),
    (str, lambda value: value),
    (int, lambda value: value),  # also true and false
    (float, lambda value: value),
    (date, lambda day: day.isoformat()),  # also a moment
    (time, lambda hour: f"{hour:%H:%M}"),
    (Decimal, _number),
    (Mapping, lambda pairs: {str(plain(key)): plain(item) for key, item in pairs.items()}),
    (Iterable, lambda items: [plain(item) for item in items]),
)
