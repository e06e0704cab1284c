"""Columns of text that stay aligned with Chinese and Latin letters side by side."""

import unicodedata
from collections.abc import Iterable, Sequence
from itertools import zip_longest

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
