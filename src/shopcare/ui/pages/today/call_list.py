"""The list of calls; what is done and what is optional folds away."""

from collections.abc import Callable, Sequence
from operator import attrgetter
from typing import Final

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QMouseEvent

from shopcare.domain.calls.call_order import Section
from shopcare.language.catalog import mark
from shopcare.services.calls.today import CallRow, Panel
from shopcare.ui.kit.lists.row_list import RowContent, RowFold, RowList, RowSection
from shopcare.ui.kit.shortcuts import Key
from shopcare.ui.kit.words.i18n import tr

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
