"""The Cases page: the list on the left, one case with its next step on the right."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QWidget

from shopcare.domain.changes import CASES_AND_CALLS, ChangeKind, Changes
from shopcare.domain.errors import Refusal
from shopcare.domain.ids import CaseId, PhotoId
from shopcare.services.cases import cases
from shopcare.services.cases.cases import CaseRow
from shopcare.ui.kit.context.page_context import PageContext
from shopcare.ui.kit.layout.card import EmptyState
from shopcare.ui.kit.layout.containers import ResponsiveSplitter
from shopcare.ui.kit.lists.record_table import RecordPage, RecordTable
from shopcare.ui.kit.navigation import RecordLink
from shopcare.ui.kit.shortcuts import COPY, ButtonKey
from shopcare.ui.kit.words.i18n import ntr, problem_text, tr
from shopcare.ui.pages.cases.card import CaseCard
from shopcare.ui.pages.cases.columns import CaseCells
from shopcare.ui.pages.cases.filters import STAGES, FilterLine, Group
from shopcare.ui.pages.cases.goods.photo_strip import PASTE_KEY
from shopcare.ui.pages.cases.step_bar import MESSAGE_KEY, SLIP_KEY

if TYPE_CHECKING:
    from shopcare.ui.pages.cases.goods.photo_viewer import PhotoViewer
    from shopcare.ui.pages.cases.goods.shelf_view import ShelfView

SHELVES_KEY = "Alt+S"
PHOTOS = "photos"
"""The kind of record to ask for where photos of a case are to be added (X-4)."""
MISSING_FACTS = "missing_facts"
"""The kind of record to ask for where a case is opened to write down what is missing in it."""
SOONEST_FIRST = ("due", False)
"""The order at first: what runs out first stands on top."""


class CasesPage(RecordPage):
    """All cases; the next step of the chosen one is the page's main action."""

    shows: ClassVar[frozenset[ChangeKind]] = CASES_AND_CALLS
    own_kinds: ClassVar[frozenset[str]] = frozenset({"case"})

    def __init__(self, context: PageContext) -> None:
        """Show the open cases."""
        super().__init__(tr("Cases"))
        self._context = context
        self.new_button = self.add_action(tr("New case"), "plus")
        self.shelves_button = self.add_action(tr("Shelves"), "store")
        self.shelves_button.setToolTip(SHELVES_KEY)
        self.shelves: ShelfView | None = None
        """Made when it is first wanted."""
        self.filters = FilterLine(
            context.shop.policy.kinds, context.shop.staff, self._uncollected_days
        )
        sign = "clipboard-list"
        nothing_fits = EmptyState(sign, "", tr("Show all cases"))
        self._all_voided = False
        """There are cases, and each of them was voided."""
        self.records: RecordTable[CaseRow] = RecordTable(
            CaseCells(context.shop).columns(),
            self._fetch,
            context.remember,
            "cases",
            sort=SOONEST_FIRST,
            empty=nothing_fits,
            id_of=_id_of,
        )
        self.records.table.setAccessibleName(tr("Cases"))
        self.viewer: PhotoViewer | None = None
        """Likewise."""
        self.card = CaseCard(context, context.shop.name_of)
        self.main_action = self.card.bar.next_button
        self.nothing = EmptyState(
            sign,
            tr(
                "No case yet. What customers complain about or bring in for repair is recorded "
                "on the Intake page and then waits here for its next step."
            ),
            tr("New case"),
        )
        self.lay_out(
            self.filters,
            splitter=ResponsiveSplitter(self.records, self.card, sizes=(713, 501)),
            nothing=self.nothing,
        )
        self._connect()
        self.reload(None)

    def reload(self, changes: Changes | None) -> None:
        """Look again; the chosen case stays on the card, also where the filter hides it now."""
        if changes is not None and changes.touches(ChangeKind.UNDO):
            self.card.bring_back()
        self._list()
        self._show_card()
        if self.shelves is not None and self._shows_shelves():
            self.shelves.look()

    def press_main_action(self) -> None:
        """Take the step with Ctrl+Enter and go on to the form of the next one."""
        self.card.goes_on = True
        super().press_main_action()

    def count_anew(self) -> None:
        """Say anew what runs out when."""
        self._list()
        self._show_card()

    def others(self) -> Sequence[QWidget]:
        """Give the lists; the card is of who stands at the counter."""
        return (self.records,) if self.shelves is None else (self.records, self.shelves)

    def open_record(self, kind: str, record_id: int) -> None:
        """Show a case, also where the filter hides it; for its missing facts with their form."""
        self._leave_shelves()
        if self.viewer is not None and self._shows(self.viewer):
            self.show_nothing(False)
        self.records.choose(record_id)
        self._list()
        self._show_card()
        if kind == MISSING_FACTS and self.records.chosen_id is not None:
            self.card.open_missing()
        elif kind == PHOTOS and self.records.chosen_id is not None:
            self.card.start_photos()
        else:
            self.card.start_step()

    def focus_first(self) -> None:
        """Put the focus into the list, or into the line to scan into."""
        if self.shelves is not None and self._shows_shelves():
            self.shelves.start()
            return
        self.records.table.setFocus()

    def keep_draft(self) -> None:
        """Keep the forms of steps that are half filled in."""
        self.card.forms.keep()

    def _connect(self) -> None:
        RecordLink(self.new_button, "intake")
        self.shelves_button.clicked.connect(self._on_shelves)
        ButtonKey(SHELVES_KEY, self.shelves_button, self)
        self.filters.changed.connect(self._on_filter)
        self.records.sort_changed.connect(self._list)
        self.records.chosen.connect(self._show_card)
        self.records.activated.connect(self.card.start_step)
        self.records.empty.pressed.connect(self._on_widen)
        assert self.nothing.button is not None
        RecordLink(self.nothing.button, "intake")
        self.card.forms.turned.connect(self._on_form_turned)
        self.card.left.connect(self.focus_first)
        ButtonKey(SLIP_KEY, self.card.bar.slip_button, self)
        ButtonKey(MESSAGE_KEY, self.card.bar.message_button, self)
        ButtonKey(COPY, self.card.head.copy_button, self)
        ButtonKey(PASTE_KEY, self.card.photos.paste_button, self)
        self.card.photos.open_wanted.connect(self._on_photo)

    @Slot()
    def _list(self, *, keep_chosen: bool = True) -> None:
        """Read the ids anew.

        Args:
            keep_chosen: the chosen case stays also where the filter hides it.
        """
        asked = self.filters.filter()
        sort, descending = self.records.sorting()
        ids = cases.case_ids(
            self._context.shop,
            stages=asked.stages if asked.stages != STAGES[Group.ALL] else (),
            kinds=asked.kinds,
            handler=asked.handler,
            late=asked.late,
            due_today=asked.due_today,
            voided=asked.voided,
            uncollected_days=asked.uncollected_days,
            sort=sort,
            descending=descending,
        )
        self.records.show_ids(ids, keep_chosen=keep_chosen)
        if self.records.current_id() is None:
            self.records.choose_first()
        self.filters.count_words.setText(ntr("{n} case", "{n} cases", len(ids)))
        is_bare = self.records.is_empty() and not cases.case_ids(self._context.shop)
        self._all_voided = is_bare and bool(cases.case_ids(self._context.shop, voided=True))
        self._say_empty()
        is_bare = is_bare and not self._all_voided
        if self.faces.currentWidget() not in (self.shelves, self.viewer):
            self.show_nothing(is_bare)
        self.new_button.setVisible(not is_bare)

    @Slot()
    def _show_card(self) -> None:
        case_id = self.records.chosen_id
        try:
            file = cases.case_file(self._context.shop, CaseId(case_id)) if case_id else None
        except Refusal as refusal:  # gone meanwhile, or damaged
            self.records.choose(None)
            self.message.emit(problem_text(refusal))
            file = None
        if file is not None:
            self.card.show_file(file)
            if self.viewer is not None and self._shows(self.viewer):
                self.viewer.show_file(file)
        self.card.setVisible(file is not None)

    def _uncollected_days(self) -> Sequence[int]:
        return self._context.shop.schedule.uncollected_days

    def _fetch(self, ids: Sequence[int]) -> list[CaseRow]:
        return cases.case_rows(self._context.shop, list(ids))

    def _say_empty(self) -> None:
        """Say why the list is empty, and lead to what there is."""
        if self._all_voided:
            words, way = tr("Every case on file was voided."), tr("Show the voided cases")
        else:
            words, way = tr("No case fits this filter."), tr("Show all cases")
        self.records.empty.say(words, way)

    @Slot()
    def _on_widen(self) -> None:
        if self._all_voided:
            self.filters.show_voided()
        else:
            self.filters.show_all()

    def _shows(self, face: QWidget) -> bool:
        return self.faces.currentWidget() is face

    def _shows_shelves(self) -> bool:
        return self.shelves is not None and self._shows(self.shelves)

    @Slot(int)
    def _on_photo(self, photo_id: int) -> None:
        """Show a photo of the chosen case as large as the page."""
        if self.viewer is None:
            from shopcare.ui.pages.cases.goods.photo_viewer import PhotoViewer  # seldom wanted

            self.viewer = PhotoViewer(self._context, self._context.shop.name_of)
            self.faces.addWidget(self.viewer)
            self.viewer.left.connect(self._leave_viewer)
            self.viewer.form_wanted.connect(self._on_photo_form)
        if self.card.file is not None:
            self.viewer.show_file(self.card.file, PhotoId(photo_id))
            self.faces.setCurrentWidget(self.viewer)
            self.viewer.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def _leave_viewer(self) -> None:
        self.show_nothing(False)
        self.card.start_step()

    @Slot(str)
    def _on_photo_form(self, key: str) -> None:
        self.show_nothing(False)
        self.card.open_step(key)

    @Slot()
    def _on_shelves(self) -> None:
        """Show the shelves instead of the list, or the list again."""
        if self._shows_shelves():
            self._leave_shelves()
            return
        if self.shelves is None:
            from shopcare.ui.pages.cases.goods.shelf_view import ShelfView  # seldom wanted

            self.shelves = ShelfView(self._context)
            self.faces.addWidget(self.shelves)
            self.shelves.open_wanted.connect(self._on_shelved)
            self.shelves.left.connect(self._leave_shelves)
        self.shelves.look()
        self.faces.setCurrentWidget(self.shelves)
        self.shelves.start()

    @Slot()
    def _leave_shelves(self) -> None:
        if self._shows_shelves():
            self.show_nothing(False)
            self._list()
            self.focus_first()

    @Slot(int)
    def _on_shelved(self, case_id: int) -> None:
        self.open_record("case", case_id)

    @Slot()
    def _on_filter(self) -> None:
        self._list(keep_chosen=False)
        self._show_card()

    @Slot(bool)
    def _on_form_turned(self, _opened: bool) -> None:
        panel = self.card.forms.panel
        self.main_action = panel.save_button if panel is not None else self.card.bar.next_button


def _id_of(row: CaseRow) -> int:
    return row.case.id
