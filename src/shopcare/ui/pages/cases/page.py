"""The Cases page: the list on the left, one case with its next step on the right."""

from collections.abc import Sequence
from typing import ClassVar

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from shopcare.domain.changes import CASES_AND_CALLS, ChangeKind, Changes
from shopcare.domain.errors import NotFound
from shopcare.domain.ids import CaseId
from shopcare.services.cases import cases
from shopcare.services.cases.cases import CaseRow
from shopcare.ui.kit.context.page_context import PageContext
from shopcare.ui.kit.layout.card import EmptyState
from shopcare.ui.kit.layout.responsive_splitter import ResponsiveSplitter
from shopcare.ui.kit.lists.paged import PagedModel
from shopcare.ui.kit.lists.table import Table
from shopcare.ui.kit.navigation import Page
from shopcare.ui.kit.shortcuts import COPY
from shopcare.ui.kit.style.tokens import SPACE_M
from shopcare.ui.kit.words.i18n import ntr, tr
from shopcare.ui.pages.cases.card import CaseCard
from shopcare.ui.pages.cases.columns import CaseCells
from shopcare.ui.pages.cases.filters import STAGES, FilterLine, Group
from shopcare.ui.pages.cases.step_bar import SLIP_KEY

MISSING_FACTS = "missing_facts"
"""The kind of record to ask for where a case is opened to write down what is missing in it."""
DEFAULT_SORT = "due"
"""What runs out first stands on top."""


class CasesPage(Page):
    """All cases; the next step of the chosen one is the page's main action."""

    shows: ClassVar[frozenset[ChangeKind]] = CASES_AND_CALLS

    def __init__(self, context: PageContext) -> None:
        """Show the open cases."""
        super().__init__(tr("Cases"))
        self._context = context
        self._chosen: CaseId | None = None
        self._place = 0
        self.new_button = self.add_action(tr("New case"), "plus")
        self.filters = FilterLine(context.shop.policy.kinds, context.shop.staff)
        self._model: PagedModel[CaseRow] = PagedModel(
            CaseCells(context.shop).columns(), self._fetch, _id_of
        )
        self.table = Table(self._model, context.remember, "cases")
        self.card = CaseCard(context, self._name_of)
        self.main_action = self.card.bar.next_button
        self._lay_out()
        self._connect()
        self.reload(None)

    def reload(self, changes: Changes | None) -> None:
        """Look again; the chosen case stays on the card, also where the filter hides it now."""
        if changes is not None and ChangeKind.UNDO in changes.kinds:
            self.card.bring_back()
        self._list()
        self._show_card()

    def open_record(self, kind: str, record_id: int) -> None:
        """Show a case, also where the filter hides it; for its missing facts with their form."""
        self._place = 0
        self._chosen = CaseId(record_id)
        self._list()
        self._show_card()
        if kind == MISSING_FACTS and self._chosen is not None:
            self.card.open_missing()
        else:
            self.card.start_step()

    def focus_first(self) -> None:
        """Put the focus into the list."""
        self.table.setFocus()

    def keep_draft(self) -> None:
        """Keep the forms of steps that are half filled in."""
        self.card.forms.keep()

    def _lay_out(self) -> None:
        self._nothing_fits = EmptyState(
            "clipboard-list", tr("No case fits this filter."), tr("Show all cases")
        )
        self._no_case = EmptyState(
            "clipboard-list",
            tr(
                "No case yet. What customers complain about or bring in for repair is recorded "
                "on the Intake page and then waits here for its next step."
            ),
            tr("New case"),
        )
        self._left = QStackedWidget()
        self._left.addWidget(self.table)
        self._left.addWidget(self._nothing_fits)
        work = QWidget()
        rows = QVBoxLayout(work)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(SPACE_M)
        rows.addWidget(self.filters)
        rows.addWidget(ResponsiveSplitter(self._left, self.card, sizes=(713, 501)), 1)
        self._work = QStackedWidget()
        self._work.addWidget(work)
        self._work.addWidget(self._no_case)
        self.body.addWidget(self._work, 1)

    def _connect(self) -> None:
        self.new_button.clicked.connect(self._on_new)
        self.filters.changed.connect(self._on_filter)
        self._model.sort_requested.connect(self._on_sort)
        self.table.show_sorting(DEFAULT_SORT, descending=False)
        self.table.current_changed.connect(self._on_current)
        self.table.row_activated.connect(self._on_activated)
        self.card.forms.turned.connect(self._on_form_turned)
        self.card.message.connect(self.message)
        self.card.undo_offered.connect(self.undo_offered)
        self.card.open_requested.connect(self._on_open)
        self.card.left.connect(self.table.setFocus)
        for empty, step in (
            (self._nothing_fits, self.filters.show_all),
            (self._no_case, self._on_new),
        ):
            assert empty.button is not None
            empty.button.clicked.connect(step)
        self._add_key(SLIP_KEY).activated.connect(self.card.print_slip)
        self._add_key(COPY).activated.connect(self.card.head.copy)

    def _add_key(self, key: str) -> QShortcut:
        shortcut = QShortcut(QKeySequence(key), self)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        return shortcut

    def _list(self, *, keep_chosen: bool = True) -> None:
        """Read the ids anew and go back to the chosen case.

        Args:
            keep_chosen: also where the filter hides it.
        """
        asked = self.filters.filter()
        sort, descending = self.table.sorting() or (DEFAULT_SORT, False)
        ids = cases.case_ids(
            self._context.shop,
            stages=asked.stages if asked.stages != STAGES[Group.ALL] else (),
            kinds=asked.kinds,
            handler=asked.handler,
            late=asked.late,
            sort=sort,
            descending=descending,
        )
        fitting = len(ids)
        if self._chosen is not None and self._chosen not in ids:
            if keep_chosen:
                ids.insert(min(self._place, len(ids)), self._chosen)
            else:
                self._chosen = None
        if self._chosen is None and ids:
            self._chosen = CaseId(ids[0])
        self._show_ids(ids, fitting)

    def _show_ids(self, ids: list[int], fitting: int) -> None:
        scrolled = self.table.verticalScrollBar().value()
        self.table.blockSignals(True)
        self._model.set_ids(ids)
        number = self._model.row_number(self._chosen) if self._chosen is not None else None
        if number is not None:
            self._place = number
            self.table.verticalScrollBar().setValue(scrolled)
            self.table.select_number(number)
        self.table.blockSignals(False)
        self.filters.count_words.setText(ntr("{n} case", "{n} cases", fitting))
        self._left.setCurrentIndex(0 if ids else 1)
        is_bare = not ids and not cases.case_ids(self._context.shop)
        self._work.setCurrentIndex(1 if is_bare else 0)
        self.new_button.setVisible(not is_bare)

    def _show_card(self) -> None:
        if self._chosen is None:
            self.card.hide()
            return
        try:
            file = cases.case_file(self._context.shop, self._chosen)
        except NotFound:
            self._chosen = None
            self.card.hide()
            return
        self.card.show_file(file)
        self.card.show()

    def _fetch(self, ids: Sequence[int]) -> list[CaseRow]:
        return cases.case_rows(self._context.shop, list(ids))

    def _name_of(self, staff_id: int | None) -> str:
        member = self._context.shop.member(staff_id)
        return member.name if member is not None else ""

    @Slot()
    def _on_new(self) -> None:
        self.open_requested.emit("intake", 0)

    @Slot()
    def _on_filter(self) -> None:
        self._list(keep_chosen=False)
        self._show_card()

    @Slot(str, bool)
    def _on_sort(self, _key: str, _descending: bool) -> None:
        self._list()

    @Slot(object)
    def _on_current(self, row: CaseRow | None) -> None:
        if row is None or row.case.id == self._chosen:
            return
        self._chosen = row.case.id
        self._place = self.table.currentIndex().row()
        self._show_card()

    @Slot(bool)
    def _on_form_turned(self, _opened: bool) -> None:
        panel = self.card.forms.panel
        self.main_action = panel.save_button if panel is not None else self.card.bar.next_button

    @Slot(object)
    def _on_activated(self, _row: CaseRow) -> None:
        self.card.start_step()

    @Slot(str, int)
    def _on_open(self, kind: str, record_id: int) -> None:
        if kind == "case":
            self.open_record(kind, record_id)
        else:
            self.open_requested.emit(kind, record_id)


def _id_of(row: CaseRow) -> int:
    return row.case.id
