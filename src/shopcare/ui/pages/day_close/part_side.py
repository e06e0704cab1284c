"""One part of the round: its rows, and what can be done about the selected one."""

from collections.abc import Callable
from operator import attrgetter

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QPushButton, QStackedWidget, QWidget

from shopcare.ui.kit.layout.box_layouts import STRETCH, add_items, column_layout, row_layout
from shopcare.ui.kit.layout.card import Caption, Card, EmptyState, SectionTitle
from shopcare.ui.kit.lists.row_list import RowContent, RowList
from shopcare.ui.kit.navigation import page_of
from shopcare.ui.kit.style.tokens import SPACE_S, Meaning
from shopcare.ui.kit.widgets.buttons import plain_button
from shopcare.ui.kit.widgets.chip import Chip
from shopcare.ui.kit.words.i18n import tr
from shopcare.ui.pages.day_close.parts import (
    EXPLAINED,
    NOTHING,
    TITLES,
    TO_NOTE,
    Entry,
    Part,
    PartView,
)
from shopcare.ui.pages.day_close.reasons import ReasonArea
from shopcare.ui.pages.day_close.till_area import TillArea

_OF_CASES = frozenset({Part.READY, Part.MISSED, Part.NEXT_DAY, Part.OWED, Part.UNTOUCHED})
LEAD_WIDTH = 116
LEAST_WIDTH = 460
"""Pixels; a narrower row would cut how late it is."""


class PartSide(Card):
    """Shows a part; the page carries out what is wanted of its rows."""

    def __init__(self, look: Callable[[Entry], RowContent]) -> None:
        super().__init__()
        self._view: PartView | None = None
        self._title = SectionTitle("")
        self._ticked = Chip(tr("Dealt with"), Meaning.GREEN)
        self._explained = Caption()
        self.rows: RowList[Entry] = RowList(look, attrgetter("key"), lead_width=LEAD_WIDTH)
        self.rows.setMinimumWidth(LEAST_WIDTH)
        self.empty = EmptyState("circle-check", "")
        self.reasons = ReasonArea(self.rows)
        self.till_area = TillArea()
        self.told_button = plain_button(tr("&Told by message"), "message-square")
        self.case_button = plain_button(tr("&Open the case"), "clipboard-list")
        self.call_button = plain_button(tr("&Open the call"), "phone")
        self.customer_button = plain_button(tr("&Open the customer's file"), "user")
        self.note_button = plain_button(tr("&Noted"), "check")
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        head = row_layout(None, SPACE_S, self._title, self._ticked, STRETCH, self.note_button)
        actions = row_layout(None, SPACE_S, *self.buttons(), STRETCH)
        filled = QWidget()
        column_layout(filled, SPACE_S, (self.rows, 1), self.reasons, self.till_area, actions)
        self._faces = QStackedWidget()
        self._faces.addWidget(filled)
        self._faces.addWidget(self.empty)
        self.body.setSpacing(SPACE_S)
        add_items(self.body, head, self._explained, (self._faces, 1))

    def _connect(self) -> None:
        self.rows.current_changed.connect(self._on_current)
        self.rows.row_activated.connect(self._on_activated)
        self.reasons.call_pressed.connect(self._on_open)
        for button in (self.case_button, self.call_button, self.customer_button):
            button.clicked.connect(self._on_open)

    def show_view(self, view: PartView) -> None:
        """Show a part; on the same part the current row stays."""
        other = self._view is None or self._view.part is not view.part
        self._view = view
        part = view.part
        self._title.setText(tr(TITLES[part]))
        self._ticked.setVisible(view.settled and part is not Part.DONE)
        self._explained.setText(tr(EXPLAINED[part]))
        self._explained.setVisible(bool(view.entries))
        self.empty.say(tr(NOTHING[part]))
        self.rows.setAccessibleName(tr(TITLES[part]))
        self.rows.set_entries(view.entries)
        self._faces.setCurrentIndex(0 if view.entries else 1)
        self.note_button.setVisible(part in TO_NOTE and not view.settled)
        self.reasons.setVisible(part is Part.NOT_MADE)
        self.till_area.setVisible(part is Part.TILL)
        self.told_button.setVisible(part is Part.READY)
        self.customer_button.setVisible(part is Part.NUMBERS)
        self.case_button.setVisible(part in _OF_CASES)
        self.call_button.setVisible(part in {Part.TRIED, Part.DONE})
        if view.entries and (other or self.rows.current_row() is None):
            self._go_to_first_open()
        self._on_current(self.rows.current_row())

    def go_on(self) -> None:
        """Select the next call without a reason, from the present one on and then from the top."""
        entries = list(self._view.entries) if self._view is not None else []
        here = self.rows.current_row()
        at = next((n for n, entry in enumerate(entries) if here and entry.key == here.key), -1)
        for entry in entries[at + 1 :] + entries[: at + 1]:
            if entry.call is not None and not entry.call.reason:
                self.rows.select_key(entry.key)
                return

    def buttons(self) -> list[QPushButton]:
        """Give the buttons that are about the selected row."""
        return [self.told_button, self.case_button, self.call_button, self.customer_button]

    def _go_to_first_open(self) -> None:
        assert self._view is not None
        entries = self._view.entries
        if self._view.part is Part.NOT_MADE:
            first = next((e for e in entries if e.call and not e.call.reason), entries[0])
        else:
            first = entries[0]
        self.rows.select_key(first.key)

    def meant(self) -> list[Entry]:
        """Give the calls that a reason is given for: the selected one, and the others if ticked."""
        entry = self.rows.current_row()
        if entry is None:
            return []
        others = self._without_reason(entry) if self.reasons.all_box.isChecked() else []
        return [entry, *others]

    def _without_reason(self, but: Entry) -> list[Entry]:
        assert self._view is not None
        return [
            entry
            for entry in self._view.entries
            if entry.call is not None and not entry.call.reason and entry.key != but.key
        ]

    @Slot(object)
    def _on_current(self, entry: Entry | None) -> None:
        if entry is not None and entry.till is not None:
            self.till_area.show_row(entry.till)
        if entry is None or entry.part is not Part.NOT_MADE:
            return
        assert entry.call is not None
        self.reasons.show_reason(entry.call.reason)
        self.reasons.show_others(len(self._without_reason(entry)))

    @Slot(object)
    def _on_activated(self, entry: Entry) -> None:
        if entry.part is Part.NOT_MADE:
            self.reasons.reason_edit.setFocus(Qt.FocusReason.OtherFocusReason)
        elif entry.part is Part.TILL:
            self.till_area.focus_first()
        else:
            self._on_open()

    @Slot()
    def _on_open(self) -> None:
        entry = self.rows.current_row()
        if entry is not None:
            page_of(self).open_wanted(*entry.opens)
