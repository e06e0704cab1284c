"""A table whose columns can be resized, sorted and hidden, and stay as they were left."""

import json
from typing import Any, Final

from PySide6.QtCore import QModelIndex, QPoint, QRect, QSize, Qt, QTimer, Signal, Slot
from PySide6.QtGui import (
    QAction,
    QColor,
    QHideEvent,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPalette,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QMenu,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
)

from shopcare.ui.kit.clipboard import copy_text
from shopcare.ui.kit.context.page_context import Remember
from shopcare.ui.kit.lists.table_model import MEANING_ROLE, ROW_ROLE, ColumnsModel, Index
from shopcare.ui.kit.style.tokens import ROW, SPACE_M, SPACE_S, Meaning, tokens_of
from shopcare.ui.kit.widgets.chip import HEIGHT, SIGNS, chip_width, paint_chip

SAVE_AFTER_MS: Final = 400


class _CellDelegate(QStyledItemDelegate):
    """Paints a cell: a chip where it has a meaning, else one line of text under its title."""

    def __init__(self, table: QTableView) -> None:
        super().__init__(table)
        self._table = table

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint one cell."""
        tokens = tokens_of(option.palette)
        rect: QRect = option.rect
        if index.row() == self._table.currentIndex().row():
            painter.fillRect(rect, QColor(tokens.accent_tint))
            if rect.left() <= 0:  # a bar as well, as lists have: not by the ground's colour alone
                painter.fillRect(rect.left(), rect.top(), 3, rect.height(), QColor(tokens.accent))
        text = index.data(Qt.ItemDataRole.DisplayRole)
        if not text:
            return
        meaning = index.data(MEANING_ROLE)
        if meaning is not None:
            self._paint_chip(painter, rect, text, Meaning(meaning), option.palette)
            return
        painter.setPen(QColor(tokens.ink))
        painter.setFont(option.font)
        room = rect.adjusted(SPACE_M, 0, -SPACE_M, 0)
        line = text.partition("\n")[0]
        shown = option.fontMetrics.elidedText(line, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, int(index.data(Qt.ItemDataRole.TextAlignmentRole)), shown)

    def _paint_chip(
        self, painter: QPainter, rect: QRect, text: str, meaning: Meaning, palette: QPalette
    ) -> None:
        room = rect.adjusted(SPACE_S, 0, -SPACE_S, 0)
        width = min(room.width(), chip_width(text, SIGNS[meaning]))
        chip = QRect(room.left(), room.center().y() - HEIGHT // 2 + 1, width, HEIGHT)
        paint_chip(painter, chip, text, meaning, palette)


class Table(QTableView):
    """Shows one of the two table models. Enter or a double click opens a row."""

    row_activated = Signal(object)
    """A row is to be opened."""
    current_changed = Signal(object)
    """Another row is the current one, or None."""
    sort_changed = Signal()
    """The user wants another order, see ``sorting``; the store sorts."""

    def __init__(self, model: ColumnsModel[Any], remember: Remember | None, key: str) -> None:
        """Make the table.

        Args:
            remember: keeps widths, hidden columns and the order.
            key: this table's name there.
        """
        super().__init__()
        self._columns_model = model
        self._remember = remember
        self._key = f"table/{key}"
        self._sort: tuple[int, bool] | None = None
        self._widths = [column.width for column in model.columns]
        self._hidden = {column.key for column in model.columns if column.hidden}
        self._wanted: set[str] = set()
        """What the user asked for is never left out for want of room."""
        self._fitting = False
        self._timer = QTimer(self, singleShot=True, interval=SAVE_AFTER_MS)
        self.setModel(model)
        model.setParent(self)
        self.setItemDelegate(_CellDelegate(self))
        self._look()
        self._restore()
        self._fit_columns()
        self._connect()

    def _look(self) -> None:
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        rows = self.verticalHeader()
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)  # else 100,000 rows are measured
        rows.setDefaultSectionSize(ROW)
        rows.hide()
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setStretchLastSection(True)
        header.setSectionsClickable(True)
        header.setSortIndicatorShown(True)
        header.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        header.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)

    def _connect(self) -> None:
        header = self.horizontalHeader()
        header.customContextMenuRequested.connect(self._on_menu)
        header.sectionResized.connect(self._on_resized)
        header.sortIndicatorChanged.connect(self._on_sorted)
        self.doubleClicked.connect(self._on_double_clicked)
        self.selectionModel().currentRowChanged.connect(self._on_current)
        self._timer.timeout.connect(self.save_columns)

    def current_row(self) -> Any:
        """Give the row that the user is on; None without one."""
        index = self.currentIndex()
        return index.data(ROW_ROLE) if index.isValid() else None

    def select_number(self, number: int) -> None:
        """Go to a row by its place."""
        first = self.horizontalHeader().logicalIndexAt(0)
        self.setCurrentIndex(self._columns_model.index(number, max(0, first)))

    def sorting(self) -> tuple[str, bool] | None:
        """Tell by what the user wants the rows sorted: the sort key, and largest first."""
        if self._sort is None:
            return None
        key = self._columns_model.columns[self._sort[0]].sort_key
        return (key, self._sort[1]) if key is not None else None

    def show_sorting(self, sort_key: str, *, descending: bool) -> None:
        """Show an order that the rows already have, unless the user chose one before."""
        if self._sort is not None:
            return
        for number, column in enumerate(self._columns_model.columns):
            if column.sort_key == sort_key:
                self._sort = (number, descending)
                self._show_indicator()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open with Enter, copy the cell with Ctrl+C."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self.row_activated.emit(self.current_row())
        elif event.matches(QKeySequence.StandardKey.Copy) and self.currentIndex().isValid():
            copy_text(str(self.currentIndex().data() or ""))
        else:
            super().keyPressEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        """Keep the columns when the page is left."""
        super().hideEvent(event)
        timer: QTimer | None = getattr(self, "_timer", None)  # None: emptied by the collector
        if timer is not None and timer.isActive():
            self.save_columns()

    @Slot()
    def save_columns(self) -> None:
        """Remember widths, hidden columns and the order."""
        self._timer.stop()
        if self._remember is None:
            return
        columns = self._columns_model.columns
        widths = {c.key: self._widths[n] for n, c in enumerate(columns)}
        sort = [columns[self._sort[0]].key, self._sort[1]] if self._sort is not None else None
        kept = {
            "widths": widths,
            "hidden": sorted(self._hidden),
            "wanted": sorted(self._wanted),
            "sort": sort,
        }
        self._remember.put(self._key, json.dumps(kept))

    def _restore(self) -> None:
        text = self._remember.get(self._key) if self._remember is not None else None
        if not text:
            return
        kept = json.loads(text)
        self._hidden = set(kept["hidden"])
        self._wanted = set(kept.get("wanted", ()))
        for number, column in enumerate(self._columns_model.columns):
            self._widths[number] = kept["widths"].get(column.key, column.width)
            if kept["sort"] and kept["sort"][0] == column.key and column.sort_key is not None:
                self._sort = (number, bool(kept["sort"][1]))
        self._show_indicator()

    def _show_indicator(self) -> None:
        header = self.horizontalHeader()
        header.blockSignals(True)
        column, descending = self._sort if self._sort is not None else (-1, False)
        orders = Qt.SortOrder
        header.setSortIndicator(
            column, orders.DescendingOrder if descending else orders.AscendingOrder
        )
        header.blockSignals(False)
        header.viewport().update()

    @Slot(int, Qt.SortOrder)
    def _on_sorted(self, column: int, order: Qt.SortOrder) -> None:
        if column < 0 or self._columns_model.columns[column].sort_key is None:
            self._show_indicator()  # that column cannot be sorted: the sign goes back
            return
        self._sort = (column, order is Qt.SortOrder.DescendingOrder)
        self._timer.start()
        self.sort_changed.emit()

    @Slot(QPoint)
    def _on_menu(self, position: QPoint) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for number, column in enumerate(self._columns_model.columns):
            title = self._columns_model.headerData(number, Qt.Orientation.Horizontal)
            action = menu.addAction(str(title).strip())
            action.setCheckable(True)
            action.setChecked(not self.isColumnHidden(number))
            action.setData(column.key)
        menu.triggered.connect(self._on_column_chosen)
        menu.popup(self.horizontalHeader().mapToGlobal(position))

    @Slot(QAction)
    def _on_column_chosen(self, action: QAction) -> None:
        self.show_column(str(action.data()), shown=action.isChecked())

    def show_column(self, key: str, *, shown: bool) -> None:
        """Show or hide a column; the last one stays."""
        columns = self._columns_model.columns
        number = next(n for n, column in enumerate(columns) if column.key == key)
        others = any(not self.isColumnHidden(n) for n in range(len(columns)) if n != number)
        if not shown and not others:
            return
        (self._hidden.discard if shown else self._hidden.add)(key)
        (self._wanted.add if shown else self._wanted.discard)(key)
        if self._widths[number] < SPACE_S:
            self._widths[number] = columns[number].width
        self._fit_columns()
        self._timer.start()

    def minimumSizeHint(self) -> QSize:
        """Ask for the columns that are never left out, where it is known which those are."""
        columns = self._columns_model.columns
        if not any(column.leaves for column in columns):
            return super().minimumSizeHint()
        staying = [column.width for column in columns if not column.leaves]
        beside = 2 * self.frameWidth() + self.verticalScrollBar().sizeHint().width()
        return QSize(sum(staying) + beside, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave columns out, or take them in again, as there is room."""
        super().resizeEvent(event)
        self._fit_columns()

    def _fit_columns(self) -> None:
        """Show the columns that have room; the others can still be asked for by the menu."""
        columns = self._columns_model.columns
        shown = [n for n, column in enumerate(columns) if column.key not in self._hidden]
        taken = sum(self._widths[n] for n in shown)
        yielding = [n for n in shown if columns[n].leaves and columns[n].key not in self._wanted]
        for number in sorted(yielding, key=self._leaves, reverse=True):
            if taken > self.viewport().width():
                shown.remove(number)
                taken -= self._widths[number]
        self._fitting = True
        for number in range(len(columns)):
            self.setColumnHidden(number, number not in shown)
        for number in shown[:-1]:  # the last one takes what is left
            self.setColumnWidth(number, self._widths[number])
        if shown:
            self.setColumnWidth(shown[-1], self._widths[shown[-1]])
        self._fitting = False

    def _leaves(self, number: int) -> int:
        return self._columns_model.columns[number].leaves

    @Slot(int, int, int)
    def _on_resized(self, number: int, _before: int, width: int) -> None:
        header = self.horizontalHeader()
        last = max((n for n in range(header.count()) if not self.isColumnHidden(n)), default=-1)
        if not self._fitting and width and number != last:
            self._widths[number] = width
            self._timer.start()

    @Slot(QModelIndex)
    def _on_double_clicked(self, index: QModelIndex) -> None:
        self.row_activated.emit(index.data(ROW_ROLE))

    @Slot(QModelIndex)
    def _on_current(self, index: QModelIndex) -> None:
        self.current_changed.emit(index.data(ROW_ROLE) if index.isValid() else None)
