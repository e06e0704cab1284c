"""A list of rows in sections, as calls are shown: when, who, why, how late, how often tried."""

from collections.abc import Callable, Hashable, Sequence
from typing import Generic

from PySide6.QtCore import QModelIndex, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QListView

from shopcare.ui.kit.lists.row_delegate import SECTION_HEIGHT, Row, RowDelegate, RowsModel
from shopcare.ui.kit.lists.row_layout import RowChip, RowContent, RowFold, RowSection, flowing

__all__ = [
    "SECTION_HEIGHT",
    "RowChip",
    "RowContent",
    "RowFold",
    "RowList",
    "RowSection",
]


class RowList(QListView, Generic[Row]):
    """Shows rows in sections. Arrows walk over the rows, Enter or a double click opens one."""

    row_activated = Signal(object)
    """A row is to be opened."""
    current_changed = Signal(object)
    """Another row is the current one, or None."""

    def __init__(
        self,
        look: Callable[[Row], RowContent],
        key_of: Callable[[Row], Hashable],
        lead_width: int = 112,
    ) -> None:
        """Make the list.

        Args:
            look: says what is painted of a row.
            key_of: tells rows apart over a reload, so that the current one stays the current one.
            lead_width: pixels of the first column; 0 for none.
        """
        super().__init__()
        self._key_of = key_of
        self._rows_model: RowsModel[Row] = RowsModel(look)
        self._rows_model.setParent(self)
        self._announced: Row | None = None
        self.setModel(self._rows_model)
        self.setItemDelegate(RowDelegate(self._rows_model, flowing(lead_width), self))
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.setMinimumWidth(280)
        self.selectionModel().currentChanged.connect(self._on_current)
        self.doubleClicked.connect(self._on_double_clicked)

    def set_entries(self, entries: "Sequence[Row | RowSection]") -> None:
        """Show other rows; the current one stays, and nothing scrolls away."""
        current = self.current_row()
        key = self._key_of(current) if current is not None else None
        scrolled = self.verticalScrollBar().value()
        selection = self.selectionModel()
        selection.blockSignals(True)
        self._rows_model.set_entries(entries)
        selection.blockSignals(False)
        self.doItemsLayout()
        if key is None or not self.select_key(key):
            self._announce(None)
        self.verticalScrollBar().setValue(scrolled)

    def rows(self) -> "list[Row]":
        """Give the rows that are shown, without the sections."""
        return self._rows_model.rows()

    def current_row(self) -> "Row | None":
        """Give the row that the user is on."""
        return self._rows_model.row(self.currentIndex().row())

    def select_key(self, key: Hashable) -> bool:
        """Go to a row; False if it is not there."""
        for number, entry in enumerate(self._rows_model.entries):
            if not isinstance(entry, RowSection) and self._key_of(entry) == key:
                self.setCurrentIndex(self._rows_model.index(number))
                self._announce(entry)
                return True
        return False

    def select_first(self) -> bool:
        """Go to the first row; False if there is none."""
        rows = self.rows()
        return bool(rows) and self.select_key(self._key_of(rows[0]))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open with Enter."""
        row = self.current_row()
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and row is not None:
            self.row_activated.emit(row)
        else:
            super().keyPressEvent(event)

    def _announce(self, row: "Row | None") -> None:
        if row is not self._announced:
            self._announced = row
            self.current_changed.emit(row)

    @Slot(QModelIndex)
    def _on_current(self, _index: QModelIndex) -> None:
        self._announce(self.current_row())

    @Slot(QModelIndex)
    def _on_double_clicked(self, index: QModelIndex) -> None:
        row = self._rows_model.row(index.row())
        if row is not None:
            self.row_activated.emit(row)
