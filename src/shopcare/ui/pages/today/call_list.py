"""The left side: the list of calls, what stands where there are none, what was promised."""

from collections.abc import Callable, Sequence
from datetime import datetime
from operator import attrgetter
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from shopcare.domain.calls.call_order import Section
from shopcare.domain.people.customer import Customer
from shopcare.language.catalog import mark
from shopcare.services.calls.today import CallRow, Panel
from shopcare.ui.kit.layout.box_layouts import column_layout
from shopcare.ui.kit.layout.card import Card, EmptyState
from shopcare.ui.kit.lists.row_list import RowContent, RowFold, RowList, RowSection
from shopcare.ui.kit.navigation import RecordLink
from shopcare.ui.kit.shortcuts import Key
from shopcare.ui.kit.style.tokens import SPACE_M
from shopcare.ui.kit.words.i18n import tr
from shopcare.ui.pages.today.call_rows import NameOf, RowWords

if TYPE_CHECKING:
    from shopcare.services.cases.case_lists import DueToday
    from shopcare.ui.pages.today.due_list import DueList

LEAST_WIDTH = 400
"""Pixels; a narrower row would cut who is to be called, or why."""
TITLES: Final = {
    Section.OVERDUE: mark("Late"),
    Section.NOW: mark("Now"),
    Section.LATER: mark("Later today"),
    Section.OPTIONAL: mark("If there is time"),
    Section.DONE: mark("Done"),
}
FOLD_KEYS: Final = {Section.OPTIONAL: "O", Section.DONE: "F"}
"""Sections that fold, each with its key."""


class CallList(RowList[CallRow]):
    """Shows the panel's sections in their order; optional and done calls are folded at first."""

    folds_changed = Signal()
    """A section was folded or unfolded."""

    def __init__(self, look: Callable[[CallRow], RowContent]) -> None:
        super().__init__(look, attrgetter("callback.id"), lead_width=96)
        self.setAccessibleName(tr("Calls"))
        self._panel: Panel | None = None
        self._open: set[Section] = set()
        self._entries: list[CallRow | RowSection] = []
        self._foldable: dict[int, Section] = {}
        for section, key in FOLD_KEYS.items():
            Key(key, self, self._on_optional if section is Section.OPTIONAL else self._on_done)

    def show_panel(self, panel: Panel) -> None:
        """Show the calls as they stand now; the current one stays the current one."""
        self._panel = panel
        self._entries = []
        self._foldable = {}
        for section, rows in panel.sections.items():
            if not rows:
                continue
            is_open, fold = self.is_open(section), None
            if section in FOLD_KEYS:
                self._foldable[len(self._entries)] = section
                fold = RowFold(FOLD_KEYS[section], is_open)
            self._entries.append(RowSection(tr(TITLES[section]), len(rows), fold))
            if is_open:
                self._entries += rows
        self.set_entries(self._entries)

    def is_open(self, section: Section) -> bool:
        """Say whether the rows of a section are shown."""
        return section not in FOLD_KEYS or section in self._open

    def unfold(self, section: Section) -> None:
        """Show the rows of a section."""
        if not self.is_open(section):
            self._toggle(section)

    def go_to(self, callback_id: int) -> bool:
        """Select a call, unfolding its section; False where it is not on this day's list."""
        for section, rows in (self._panel.sections if self._panel else {}).items():
            if any(row.callback.id == callback_id for row in rows):
                self.unfold(section)
                return self.select_key(callback_id)
        return False

    def select_nothing(self) -> None:
        """Leave no call selected."""
        self.clearSelection()
        self.setCurrentIndex(self.model().index(-1, 0))

    def due_rows(self) -> Sequence[CallRow]:
        """List the calls that are to be made today, in their order."""
        if self._panel is None:
            return ()
        found = self._panel.sections
        return [*found[Section.OVERDUE], *found[Section.NOW], *found[Section.LATER]]

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Fold a section when its title is pressed."""
        number = self.indexAt(event.position().toPoint()).row()
        if number in self._foldable:
            self._toggle(self._foldable[number])
            event.accept()
        else:
            super().mousePressEvent(event)

    def _toggle(self, section: Section) -> None:
        self._open ^= {section}
        if self._panel is not None:
            self.show_panel(self._panel)
        self.folds_changed.emit()

    @Slot()
    def _on_optional(self) -> None:
        self._toggle(Section.OPTIONAL)

    @Slot()
    def _on_done(self) -> None:
        self._toggle(Section.DONE)


class CallColumn(QWidget):
    """Shows the panel as of a moment."""

    def __init__(self, name_of: NameOf) -> None:
        super().__init__()
        self._name_of = name_of
        self._words = RowWords(name_of)
        self.calls = CallList(self._words.look)
        self.calls.setMinimumWidth(LEAST_WIDTH)
        self.due: DueList | None = None
        self.empty: EmptyState | None = None
        self._stack = QStackedWidget()
        self._stack.addWidget(self.calls)
        self._rows = column_layout(self, SPACE_M, (self._stack, 1))

    def show_panel(self, panel: Panel) -> None:
        """Show the calls as they stand."""
        self._words.as_of = panel.as_of
        self.calls.show_panel(panel)
        if not any(panel.sections.values()):
            self._make_empty()
            self._stack.setCurrentIndex(1)
        else:
            self._stack.setCurrentIndex(0)

    def show_due(self, due: "DueToday", unreachable: Sequence[Customer], as_of: datetime) -> None:
        """Show below the calls what was promised, and whose number is to be found."""
        if self.due is None:
            from shopcare.ui.pages.today.due_list import DueList

            self.due = DueList(self._name_of)
            self._rows.addWidget(self.due)
        self.due.show_due(due, unreachable, as_of)

    def is_empty(self) -> bool:
        """Say whether there is no call at all, not even a settled one."""
        return self._stack.currentIndex() == 1

    def focus_first(self) -> None:
        """Put the focus into the list, or on the first step where it is empty."""
        if self.is_empty() and self.empty is not None and self.empty.button is not None:
            self.empty.button.setFocus()
        else:
            self.calls.setFocus()

    def _make_empty(self) -> None:
        if self.empty is not None:
            return
        self.empty = EmptyState(
            "phone",
            tr(
                "No calls to make today. They come by themselves: after goods are handed over, "
                "after a complaint is settled, before birthdays."
            ),
            tr("Record a case"),
        )
        ground = Card()
        ground.body.addWidget(self.empty)
        self._stack.addWidget(ground)
        assert self.empty.button is not None
        RecordLink(self.empty.button, "intake")
