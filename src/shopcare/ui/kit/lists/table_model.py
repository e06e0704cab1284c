"""What both table models share: cells from columns, and wishes to be sorted."""

from collections.abc import Callable, Sequence
from typing import Any, Final, Generic

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal

from shopcare.ui.kit.lists.column import MEANING_ROLE, ROW_ROLE, Column, Row
from shopcare.ui.kit.words.i18n import tr

Index = QModelIndex | QPersistentModelIndex
NOWHERE = QModelIndex()
_LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
_BEFORE_ARROW = "\N{EN SPACE}"
"""Keeps a title that stands on the right off the sign of the order."""
_RIGHT = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)


class ColumnsModel(QAbstractTableModel, Generic[Row]):
    """Turns rows into cells by the columns' own functions. The two models say where rows are."""

    sort_requested = Signal(str, bool)
    """The user clicked a title: the column's sort key, and whether largest first."""

    def __init__(self, columns: Sequence[Column[Row]]) -> None:
        super().__init__()
        self.columns = tuple(columns)
        self._titles = [
            tr(column.title) + (_BEFORE_ARROW if column.right and column.sort_key else "")
            for column in self.columns
        ]

    def row_at(self, _number: int) -> Row | None:
        """Give one row; None where it is not to be had."""
        raise NotImplementedError

    def columnCount(self, parent: Index = NOWHERE) -> int:
        """Tell Qt how many columns there are."""
        return 0 if parent.isValid() else len(self.columns)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Give Qt a column's title."""
        if orientation is not Qt.Orientation.Horizontal or section >= len(self.columns):
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self._titles[section]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _RIGHT if self.columns[section].right else _LEFT
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Give Qt what a cell says."""
        column = self.columns[index.column()]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _RIGHT if column.right else _LEFT
        asked = _ASKED.get(role)
        row = self.row_at(index.row()) if asked is not None else None
        return asked(column, row) if asked is not None and row is not None else None

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Pass Qt's wish on to the page; the store sorts."""
        key = self.columns[column].sort_key if 0 <= column < len(self.columns) else None
        if key is not None:
            self.sort_requested.emit(key, order is Qt.SortOrder.DescendingOrder)


def _text(column: Column[Any], row: Any) -> str:
    return column.text(row)


_ASKED: Final[dict[int, Callable[[Column[Any], Any], Any]]] = {
    int(Qt.ItemDataRole.DisplayRole): _text,
    int(Qt.ItemDataRole.AccessibleTextRole): _text,
    int(Qt.ItemDataRole.ToolTipRole): lambda column, row: column.tooltip(row),
    int(MEANING_ROLE): lambda column, row: column.meaning(row),
    int(ROW_ROLE): lambda _column, row: row,
}
"""What each of Qt's questions about a cell is answered with."""
