"""The Policy page: clauses by subject on the left, one of them with its change on the right."""

from collections.abc import Iterator
from itertools import groupby
from operator import attrgetter
from typing import ClassVar, Final

from PySide6.QtCore import QTimer, Slot
from PySide6.QtWidgets import QWidget

from shopcare.domain.changes import ChangeKind, Changes
from shopcare.domain.policy.clause import Basis
from shopcare.ui.kit.context.page_context import PageContext
from shopcare.ui.kit.layout.box_layouts import column_layout
from shopcare.ui.kit.layout.containers import ResponsiveSplitter, TallArea
from shopcare.ui.kit.lists.row_list import RowContent, RowList, RowSection
from shopcare.ui.kit.navigation import Page
from shopcare.ui.kit.style.tokens import SPACE_M
from shopcare.ui.kit.words.i18n import tr
from shopcare.ui.pages.policy.card import EntryCard
from shopcare.ui.pages.policy.facts import TITLES, PolicyEntry, entries_on, said_texts

CARD_WIDTH: Final = 460


class PolicyPage(Page):
    """A clerk reads it; a manager changes it from a day on."""

    shows: ClassVar[frozenset[ChangeKind]] = frozenset({ChangeKind.SETTINGS})

    def __init__(self, context: PageContext) -> None:
        super().__init__(tr("Policy"))
        self._context = context
        self.rows: RowList[PolicyEntry] = RowList(_look, attrgetter("key"), lead_width=56)
        self.rows.setAccessibleName(tr("Policy"))
        self.save_button = self.set_main_action(tr("Save this change"), "save")
        self.card = EntryCard(context, self.save_button)
        self.insert_action(self.card.discard_button)
        left = QWidget()
        column_layout(left, SPACE_M).addWidget(self.rows, 1)
        self.body.addWidget(ResponsiveSplitter(left, TallArea(self.card), fixed=(0, CARD_WIDTH)), 1)
        self.rows.current_changed.connect(self._on_current)
        self.rows.row_activated.connect(self._on_activated)
        self._show()
        self.rows.select_first()
        if half_typed := self.card.half_typed():
            self.rows.select_key(half_typed)

    def keep_draft(self) -> None:
        """Keep what is half typed, now."""
        self.card.keep()

    def reload(self, _changes: Changes | None) -> None:
        """Look again once the window's own shop has looked again."""
        QTimer.singleShot(0, self._on_look_again)

    def focus_first(self) -> None:
        """Begin in the list."""
        self.rows.setFocus()

    def _show(self) -> None:
        shop = self._context.shop
        self.set_subtitle(tr(shop.policy.label))
        entries = entries_on(shop, shop.today())
        self.rows.set_entries(list(_with_titles(entries)))

    @Slot()
    def _on_look_again(self) -> None:
        self._show()
        entry = self.rows.current_row()
        if entry is not None:
            self.card.show_entry(entry)

    @Slot(object)
    def _on_current(self, entry: PolicyEntry | None) -> None:
        """Go to another entry; what is typed and not saved asks first."""
        before = self.card.entry
        if entry is None or (before is not None and entry.key == before.key):
            return
        if self.card.is_changed():
            self.card.focus_form()
            self.rows.select_key(before.key if before is not None else "")
            self.message.emit(tr("Save this change or discard it first."))
            return
        self.card.show_entry(entry)

    @Slot(object)
    def _on_activated(self, _entry: PolicyEntry) -> None:
        self.card.focus_form()


def _with_titles(entries: list[PolicyEntry]) -> Iterator[PolicyEntry | RowSection]:
    for subject, some in groupby(entries, key=attrgetter("subject")):
        rows = list(some)
        yield RowSection(tr(TITLES[subject]), len(rows))
        yield from rows


def _look(entry: PolicyEntry) -> RowContent:
    is_law = entry.clause is not None and entry.clause.basis is Basis.LAW
    state = ""
    if entry.changes:
        state = tr("Changed by the shop")
    elif entry.has_other_figures:
        state = tr("Rule books differ")
    first = said_texts(entry.texts[:1])
    return RowContent(
        title=entry.title,
        lead=entry.rule,
        detail=first[0] if first else "",
        trail=state,
        faint=is_law,
    )
