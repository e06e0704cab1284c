"""A column of a table, described once as data."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final, Generic, TypeVar

from PySide6.QtCore import Qt

from shopcare.ui.kit.style.tokens import Meaning

Row = TypeVar("Row")

MEANING_ROLE: Final = Qt.ItemDataRole.UserRole + 1
"""The ``Meaning`` of a cell; the delegate draws it as a chip with its sign."""
ROW_ROLE: Final = Qt.ItemDataRole.UserRole + 2
"""The whole row as the page knows it."""


def _nothing(_row: object) -> None:
    return None


@dataclass(frozen=True, kw_only=True)  # no slots: Column[Row](…) must be able to mark itself
class Column(Generic[Row]):
    """One column: what stands in it and how it behaves."""

    key: str
    """Its name for remembering; never shown."""
    title: str
    """An English literal in ``mark()``; translated when the table is made."""
    text: Callable[[Row], str]
    sort_key: str | None = None
    """What the store sorts by; None: it cannot be sorted."""
    tooltip: Callable[[Row], str | None] = _nothing
    meaning: Callable[[Row], Meaning | None] = _nothing
    width: int = 120
    """Pixels at first; the user's own width is remembered."""
    right: bool = False
    """Numbers stand on the right."""
    hidden: bool = False
    """Hidden until the user wants it."""
    leaves: int = 0
    """Where the table is too narrow for all, the highest is left out first; 0 stays."""
