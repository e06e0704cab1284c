"""Columns of a table described as data, the cells they make, and the two models of rows."""

from collections import OrderedDict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from operator import attrgetter
from typing import Any, Final, Generic, TypeVar

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from shopcare.ui.kit.layout.card import plain_tip
from shopcare.ui.kit.style.tokens import Meaning
from shopcare.ui.kit.words.i18n import tr

Index = QModelIndex | QPersistentModelIndex
NOWHERE = QModelIndex()
_LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
_BEFORE_ARROW = "\N{EN SPACE}"
"""Keeps a title that stands on the right off the sign of the order."""
_RIGHT = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)

Row = TypeVar("Row")

MEANING_ROLE: Final = Qt.ItemDataRole.UserRole + 1
"""The ``Meaning`` of a cell; the delegate draws it as a chip with its sign."""
ROW_ROLE: Final = Qt.ItemDataRole.UserRole + 2
"""The whole row as the page knows it."""
PAGE: Final = 64
PAGES_KEPT: Final = 32


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
    whole: bool = False
    """What does not fit the cell is seen whole in the tooltip."""
    meaning: Callable[[Row], Meaning | None] = _nothing
    width: int = 120
    """Pixels at first; the user's own width is remembered."""
    right: bool = False
    """Numbers stand on the right."""
    hidden: bool = False
    """Hidden until the user wants it."""
    leaves: int = 0
    """Where the table is too narrow for all, the highest is left out first; 0 stays."""


class ColumnsModel(QAbstractTableModel, Generic[Row]):
    """Turns rows into cells by the columns' own functions. The two models say where rows are."""

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


class ShortListModel(ColumnsModel[Row]):
    """Holds its rows; for up to some hundreds."""

    def __init__(self, columns: Sequence[Column[Row]], rows: Sequence[Row] = ()) -> None:
        super().__init__(columns)
        self.rows: list[Row] = list(rows)

    def set_rows(self, rows: Sequence[Row]) -> None:
        """Show other rows."""
        self.beginResetModel()
        self.rows = list(rows)
        self.endResetModel()

    def row_at(self, number: int) -> Row | None:
        """Give one row."""
        return self.rows[number] if 0 <= number < len(self.rows) else None

    def rowCount(self, parent: Index = NOWHERE) -> int:
        """Tell Qt how many rows there are."""
        return 0 if parent.isValid() else len(self.rows)


def _text(column: Column[Any], row: Any) -> str:
    return column.text(row)


def _tip(column: Column[Any], row: Any) -> str:
    return plain_tip((column.text(row) if column.whole else column.tooltip(row)) or "")


_ASKED: Final[dict[int, Callable[[Column[Any], Any], Any]]] = {
    int(Qt.ItemDataRole.DisplayRole): _text,
    int(Qt.ItemDataRole.AccessibleTextRole): _text,
    int(Qt.ItemDataRole.ToolTipRole): _tip,
    int(MEANING_ROLE): lambda column, row: column.meaning(row),
    int(ROW_ROLE): lambda _column, row: row,
}
"""What each of Qt's questions about a cell is answered with."""


class PagedModel(ColumnsModel[Row]):
    """Fetches the page a row is on when the view first asks for it, and keeps the last few."""

    def __init__(
        self,
        columns: Sequence[Column[Row]],
        fetch_many: Callable[[Sequence[int]], Sequence[Row]],
        id_of: Callable[[Row], int] = attrgetter("id"),
    ) -> None:
        """Start empty; ``set_ids`` fills the table.

        Args:
            fetch_many: gives the rows of some ids, in any order; a row that is gone may miss.
            id_of: tells a row's id.
        """
        super().__init__(columns)
        self._fetch_many = fetch_many
        self._id_of = id_of
        self._ids: Sequence[int] = ()
        self._pages: OrderedDict[int, dict[int, Row]] = OrderedDict()

    def set_ids(self, ids: Sequence[int]) -> None:
        """Show other rows, or the same in another order; rows are fetched anew."""
        self.beginResetModel()
        self._ids = ids
        self._pages.clear()
        self.endResetModel()

    def ids(self) -> Sequence[int]:
        """Give the ids that are shown, in their order."""
        return self._ids

    def row_number(self, record_id: int) -> int | None:
        """Tell where a record stands; None if it is not shown."""
        try:
            return self._ids.index(record_id)
        except ValueError:
            return None

    def forget_rows(self) -> None:
        """Fetch the rows anew, as after a change that moved none of them."""
        self._pages.clear()
        if self._ids:
            last = self.index(len(self._ids) - 1, len(self.columns) - 1)
            self.dataChanged.emit(self.index(0, 0), last)

    def row_at(self, number: int) -> Row | None:
        """Give one row, fetching its page if need be; None if the record is gone."""
        if not 0 <= number < len(self._ids):
            return None
        return self._page(number // PAGE).get(self._ids[number])

    def rowCount(self, parent: Index = NOWHERE) -> int:
        """Tell Qt how many rows there are."""
        return 0 if parent.isValid() else len(self._ids)

    def _page(self, number: int) -> dict[int, Row]:
        page = self._pages.get(number)
        if page is None:
            ids = self._ids[number * PAGE : (number + 1) * PAGE]
            page = {self._id_of(row): row for row in self._fetch_many(ids)}
            self._pages[number] = page
            if len(self._pages) > PAGES_KEPT:
                self._pages.popitem(last=False)
        else:
            self._pages.move_to_end(number)
        return page
