"""The left side: the calls, or what to do where there are none, and what was promised."""

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QStackedWidget, QWidget

from shopcare.domain.people.customer import Customer
from shopcare.services.calls.today import Panel
from shopcare.ui.kit.layout.box_layouts import column_layout
from shopcare.ui.kit.layout.card import Card, EmptyState
from shopcare.ui.kit.navigation import RecordLink
from shopcare.ui.kit.style.tokens import SPACE_M
from shopcare.ui.kit.words.i18n import tr
from shopcare.ui.pages.today.call_list import CallList
from shopcare.ui.pages.today.call_rows import NameOf, RowWords

if TYPE_CHECKING:
    from shopcare.services.cases.case_lists import DueToday
    from shopcare.ui.pages.today.due_list import DueList

LEAST_WIDTH = 400
"""Pixels; a narrower row would cut who is to be called, or why."""


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
