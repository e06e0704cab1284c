"""The first rows of the file, as they are read."""

from collections.abc import Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from shopcare.language.catalog import mark
from shopcare.services.exchange.import_preview import ImportPreview
from shopcare.ui.kit.layout.box_layouts import column_layout
from shopcare.ui.kit.lists.table import Table
from shopcare.ui.kit.lists.table_model import Column, ShortListModel
from shopcare.ui.kit.style.tokens import SPACE_S

Row = tuple[int, tuple[str, ...]]


class _FileRows(ShortListModel[Row]):
    """Writes the file's own headings over the columns, never translated."""

    def __init__(self, headings: Sequence[str]) -> None:
        columns = [Column[Row](key="row", title=mark("Row"), text=_number, width=64, right=True)]
        columns += [
            Column[Row](key=str(at), title="Column", text=partial(_cell, at), width=132)
            for at in range(len(headings))
        ]
        super().__init__(columns)
        self._headings = headings

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Give Qt a column's title."""
        is_title = role == Qt.ItemDataRole.DisplayRole
        if is_title and orientation is Qt.Orientation.Horizontal and section > 0:
            return self._headings[section - 1]
        return super().headerData(section, orientation, role)


class FirstRows(QWidget):
    """A small table with the file's own headings."""

    def __init__(self) -> None:
        super().__init__()
        self.table: Table | None = None
        self._headings: tuple[str, ...] = ()
        self._layout = column_layout(self, margins=(0, SPACE_S, 0, 0))

    def show_preview(self, preview: ImportPreview) -> None:
        """Show the rows of a file."""
        headings = tuple(column.heading for column in preview.columns)
        if self.table is None or headings != self._headings:
            self._headings = headings
            self._build(headings)
        assert self.table is not None
        model = self.table.model()
        assert isinstance(model, ShortListModel)
        model.set_rows(preview.rows)

    def _build(self, headings: tuple[str, ...]) -> None:
        if self.table is not None:
            self._layout.removeWidget(self.table)
            self.table.deleteLater()
        self.table = Table(_FileRows(headings), None, "import_first_rows")
        self._layout.addWidget(self.table)


def _number(row: Row) -> str:
    return f"{row[0]:,}"


def _cell(position: int, row: Row) -> str:
    return row[1][position] if position < len(row[1]) else ""
