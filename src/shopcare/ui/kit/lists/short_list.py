"""A table of a few rows that are all at hand."""

from collections.abc import Sequence

from shopcare.ui.kit.lists.column import Column, Row
from shopcare.ui.kit.lists.table_model import NOWHERE, ColumnsModel, Index


class ShortListModel(ColumnsModel[Row]):
    """Holds its rows; for up to some hundreds."""

    def __init__(self, columns: Sequence[Column[Row]], rows: Sequence[Row] = ()) -> None:
        super().__init__(columns)
        self._rows: list[Row] = list(rows)

    def set_rows(self, rows: Sequence[Row]) -> None:
        """Show other rows."""
        self.beginResetModel()
        self._rows = list(rows)
        self.endResetModel()

    def rows(self) -> Sequence[Row]:
        """Give the rows that are shown, in their order."""
        return tuple(self._rows)

    def row_at(self, number: int) -> Row | None:
        """Give one row."""
        return self._rows[number] if 0 <= number < len(self._rows) else None

    def rowCount(self, parent: Index = NOWHERE) -> int:
        """Tell Qt how many rows there are."""
        return 0 if parent.isValid() else len(self._rows)
