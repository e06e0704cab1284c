"""An opened table file: its sheets and their rows."""

from collections.abc import Callable, Generator
from dataclasses import dataclass

from shopcare.exchange.cells import Cell

Progress = Callable[[int, int], None]
"""Called with rows done and rows in all; raising inside it cancels the work."""
Merge = tuple[tuple[int, int], tuple[int, int]]
"""Row and column of the first and of the last cell, the first being 0."""


def no_merges() -> tuple[Merge, ...]:
    """Give the merged cells of a sheet that has none."""
    return ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """One sheet of a spreadsheet, or the whole of a text file."""

    name: str
    total: Callable[[], int]
    """Counts about how many rows there are, for a progress bar."""
    rows: Callable[[], Generator[list[Cell]]]
    """Starts reading from the first row; the n-th row is row n as the spreadsheet shows it."""
    is_text: bool
    """A text file: a cell beyond the headings means that the columns of its row have shifted."""
    merges: Callable[[], tuple[Merge, ...]] = no_merges
    hidden: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Book:
    """An opened file with its sheets."""

    sheets: tuple[Sheet, ...]
    format: str
    """``XLSX``, or for text its encoding and separator, to be shown: ``CSV GB18030 ;``."""
