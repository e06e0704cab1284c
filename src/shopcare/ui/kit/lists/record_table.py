"""The frame of a page that leads from a list of records to the card of one, and its table."""

from collections.abc import Callable, Sequence
from operator import attrgetter
from typing import ClassVar, Generic

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QStackedWidget, QWidget

from shopcare.ui.kit.context.page_context import Remember
from shopcare.ui.kit.layout.box_layouts import column_layout
from shopcare.ui.kit.layout.card import EmptyState
from shopcare.ui.kit.layout.containers import ResponsiveSplitter
from shopcare.ui.kit.lists.table import Table
from shopcare.ui.kit.lists.table_model import Column, PagedModel, Row
from shopcare.ui.kit.navigation import Page
from shopcare.ui.kit.style.tokens import SPACE_M


class RecordTable(QStackedWidget, Generic[Row]):
    """Shows the rows of some ids, or says why there are none. Scrolling and the choice stay."""

    chosen = Signal(int)
    """The user goes to another record: its id."""
    activated = Signal(int)
    """The user wants to work on a record: Enter or a double click."""
    sort_changed = Signal()
    """The user wants another order, see ``sorting``."""

    def __init__(
        self,
        columns: Sequence[Column[Row]],
        fetch: Callable[[Sequence[int]], Sequence[Row]],
        remember: Remember,
        key: str,
        *,
        sort: tuple[str, bool],
        empty: EmptyState,
        id_of: Callable[[Row], int] = attrgetter("id"),
    ) -> None:
        """Start without rows.

        Args:
            fetch: gives the rows of some ids.
            key: this table's name where the widths of columns are kept.
            sort: the order until the user chooses one: the sort key, and whether largest first.
            empty: stands in place of the table where there are no rows.
        """
        super().__init__()
        self._id_of = id_of
        self._sort = sort
        self._number = 0
        """Where the chosen record stood last."""
        self._kept_id: int | None = None
        """A record that stays though it is not among the rows asked for."""
        self.chosen_id: int | None = None
        self.model: PagedModel[Row] = PagedModel(columns, fetch, id_of)
        self.table = Table(self.model, remember, key)
        self.table.show_sorting(sort[0], descending=sort[1])
        self.empty = empty
        self.addWidget(self.table)
        self.addWidget(empty)
        self._letting_go = QTimer(self)
        self._letting_go.setSingleShot(True)
        # Not at once: the second press of a double click has to meet the same row.
        self._letting_go.setInterval(QGuiApplication.styleHints().mouseDoubleClickInterval())
        self._letting_go.timeout.connect(self._on_let_go)
        self.table.sort_changed.connect(self.sort_changed)
        self.table.current_changed.connect(self._on_current)
        self.table.row_activated.connect(self._on_activated)

    def sorting(self) -> tuple[str, bool]:
        """Tell the order: the sort key, and whether the largest comes first."""
        return self.table.sorting() or self._sort

    def show_ids(self, ids: Sequence[int], *, keep_chosen: bool = False) -> None:
        """Show other rows, or the same anew.

        Args:
            keep_chosen: the chosen record keeps its place also where it is not among the ids,
                until the user goes to another one.
        """
        self._letting_go.stop()
        self._kept_id = None
        if keep_chosen and self.chosen_id is not None and self.chosen_id not in ids:
            self._kept_id = self.chosen_id
            ids = [*ids[: self._number], self.chosen_id, *ids[self._number :]]
        if ids == self.model.ids():
            self.model.forget_rows()
        else:
            self._replace(ids)
        self._mark()
        self.setCurrentWidget(self.table if ids else self.empty)

    def choose(self, record_id: int | None) -> None:
        """Mark a record as the chosen one, if it is among the rows; nothing is emitted."""
        self.chosen_id = record_id
        self._number = 0
        self._mark()

    def current_id(self) -> int | None:
        """Give the chosen record if it is among the rows."""
        return self.chosen_id if self.table.currentIndex().isValid() else None

    def is_empty(self) -> bool:
        """Tell whether there are no rows."""
        return not self.model.ids()

    def enter(self) -> None:
        """Go on into the table with the focus, to its first row if none is the current one."""
        if self.is_empty():
            return
        if not self.table.currentIndex().isValid():
            self.table.select_number(0)
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def choose_first(self) -> None:
        """Mark the record of the first row as the chosen one, if there is any."""
        ids = self.model.ids()
        self.choose(ids[0] if ids else None)

    def _replace(self, ids: Sequence[int]) -> None:
        scrolled = self.table.verticalScrollBar().value()
        self.table.blockSignals(True)
        self.model.set_ids(ids)
        self.table.blockSignals(False)
        self.table.verticalScrollBar().setValue(scrolled)

    def _mark(self) -> None:
        number = self.model.row_number(self.chosen_id) if self.chosen_id is not None else None
        self.table.blockSignals(True)
        if number is None:
            self.table.setCurrentIndex(self.model.index(-1, -1))
        else:
            self._number = number
            if number != self.table.currentIndex().row():
                self.table.select_number(number)
        self.table.blockSignals(False)

    @Slot(object)
    def _on_current(self, row: Row | None) -> None:
        if row is None or self._id_of(row) == self.chosen_id:
            return
        self.chosen_id = self._id_of(row)
        self._number = self.table.currentIndex().row()
        if self._kept_id is not None:
            self._letting_go.start()
        self.chosen.emit(self.chosen_id)

    @Slot(object)
    def _on_activated(self, row: Row | None) -> None:
        if row is not None:
            self.activated.emit(self._id_of(row))

    @Slot()
    def _on_let_go(self) -> None:
        """Let a row go that stayed only because it was chosen."""
        if self._kept_id != self.chosen_id:
            self.show_ids([row for row in self.model.ids() if row != self._kept_id])


class RecordPage(Page):
    """Title and actions on top, then filters, then the list with the card beside it.

    A subclass makes its widgets and hands them to ``lay_out``.
    """

    own_kinds: ClassVar[frozenset[str]] = frozenset()
    """The kinds of records that this page itself can show, see ``open_record``."""

    def lay_out(
        self,
        *above: QWidget,
        splitter: ResponsiveSplitter,
        nothing: EmptyState | None = None,
    ) -> None:
        """Put the page together.

        Args:
            above: filters and notices, across the whole page.
            splitter: the list and the card.
            nothing: stands in place of everything else where the shop has no record at all.
        """
        filled = QWidget()
        column_layout(filled, SPACE_M, *above, (splitter, 1))
        self.faces = QStackedWidget()
        self.faces.addWidget(filled)
        if nothing is not None:
            self.faces.addWidget(nothing)
        self.body.addWidget(self.faces, 1)

    def show_nothing(self, nothing: bool) -> None:
        """Say that the shop has no record yet, or show the records."""
        self.faces.setCurrentIndex(1 if nothing else 0)

    @Slot(str, int)
    def open_wanted(self, kind: str, record_id: int) -> None:
        """Show a record here if it is of this page's own kinds, else let the window find a page."""
        if kind in self.own_kinds:
            self.open_record(kind, record_id)
        else:
            super().open_wanted(kind, record_id)
