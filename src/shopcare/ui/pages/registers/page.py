"""The Registers page: every entry on the left, the card of one on the right."""

from collections.abc import Sequence
from typing import Any, ClassVar, Final

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from shopcare.domain.changes import ChangeKind, Changes
from shopcare.domain.feedback.reaction import Reaction
from shopcare.domain.feedback.recall import RecallDraft
from shopcare.domain.feedback.suggestion import Suggestion
from shopcare.services.contact.recalls import RecallFile, RecallStarted
from shopcare.services.contact.suggestions import SuggestionKept
from shopcare.services.drafts import Form
from shopcare.ui.kit.context.draft_autosave import DraftAutosave, DraftKey
from shopcare.ui.kit.context.operation import Operation
from shopcare.ui.kit.context.page_context import PageContext
from shopcare.ui.kit.context.write_queue import ProblemView
from shopcare.ui.kit.layout.box_layouts import column_layout
from shopcare.ui.kit.layout.card import EmptyState
from shopcare.ui.kit.layout.containers import ResponsiveSplitter, TallArea
from shopcare.ui.kit.lists.record_table import RecordPage
from shopcare.ui.kit.lists.row_list import RowContent, RowList
from shopcare.ui.kit.words.i18n import tr
from shopcare.ui.pages.registers.entries import Entry, entries_of, look_of
from shopcare.ui.pages.registers.entry_card import CaseEntryCard, EntryCard
from shopcare.ui.pages.registers.recall_card import NewRecallCard, RecallCard
from shopcare.ui.pages.registers.suggestion_card import CARE, SETTLING, SuggestionCard

KINDS: Final = frozenset({"suggestion", "authority", "reaction", "recall"})


class RegistersPage(RecordPage):
    """Suggestions, complaints through an authority, reactions, recalls."""

    shows: ClassVar[frozenset[ChangeKind]] = frozenset(
        {ChangeKind.CASE, ChangeKind.CALLBACK, ChangeKind.CUSTOMER}
    )
    own_kinds: ClassVar[frozenset[str]] = KINDS

    def __init__(self, context: PageContext) -> None:
        super().__init__(tr("Registers"))
        self._context = context
        self._wanted_key = ""
        """The entry that was just made, to be shown once the list has it."""
        self._said = ""
        self._saving: list[DraftKey] = []
        self._autosave = DraftAutosave(self, context.shop, context.write_queue, Form.REGISTERS)
        self.new_button = self.add_action(tr("New suggestion"), "plus")
        self.recall_button = self.add_action(tr("Recall a batch"), "phone-call")
        self.rows: RowList[Entry] = RowList(self._look, _key_of, lead_width=104)
        self.rows.setAccessibleName(tr("Registers"))
        self.card: EntryCard | None = None
        self.place = QWidget()
        self._layout = column_layout(self.place)
        self.nothing = EmptyState(
            "file-spreadsheet",
            tr(
                "Nothing in the registers yet. What customers suggest is kept here, with what came "
                "through 12315, adverse reactions and recalled batches."
            ),
            tr("New suggestion"),
        )
        self.lay_out(
            splitter=ResponsiveSplitter(self.rows, TallArea(self.place), sizes=(640, 520)),
            nothing=self.nothing,
        )
        self.new_button.clicked.connect(self._on_new)
        self.nothing.pressed.connect(self._on_new)
        self.recall_button.clicked.connect(self._on_recall)
        self.rows.current_changed.connect(self._on_current)
        self.rows.row_activated.connect(self._on_activated)
        self.reload(None)

    def reload(self, _changes: Changes | None) -> None:
        """Look again; the chosen entry stays, and so does what is half typed."""
        entries = entries_of(self._context.shop)
        chosen = self.rows.current_row()
        self.rows.set_entries(entries)
        if self._wanted_key and self.rows.select_key(self._wanted_key):
            self._wanted_key = ""
        elif chosen is None and self.card is None:
            self.rows.select_first()
        now = self.rows.current_row()
        if chosen is not None and now is not None and now.key == chosen.key and now != chosen:
            self._show(now)
        self.show_nothing(not entries and self.card is None)

    def count_anew(self) -> None:
        """Say anew what is due."""
        self.reload(None)

    def open_record(self, kind: str, record_id: int) -> None:
        """Show an entry that another page asked for."""
        if self.rows.select_key(f"{kind}/{record_id}") and self.card is not None:
            self.card.start()

    def focus_first(self) -> None:
        """Begin in the list."""
        self.rows.setFocus()

    def others(self) -> Sequence[QWidget]:
        """Give the list, and the card where a batch's buyers stand on it (X-8)."""
        lists_people = isinstance(self.card, RecallCard | NewRecallCard)
        return (self.rows, self.place) if lists_people else (self.rows,)

    def keep_draft(self) -> None:
        """Keep what is half typed, now."""
        self._autosave.keep()

    def _look(self, entry: Entry) -> RowContent:
        return look_of(entry, self._context.shop.today())

    def _show(self, entry: Entry) -> None:
        record = entry.record
        match record:
            case Suggestion():
                self._place(SuggestionCard(self._context, self._autosave, record))
            case RecallFile():
                self._place(RecallCard(record))
            case _:
                card = CaseEntryCard(self._context, entry)
                if isinstance(record, Reaction):
                    card.batch_button.clicked.connect(self._on_batch)
                self._place(card)

    def _place(self, card: EntryCard) -> None:
        """Put another card in the place of the one that is shown."""
        self._clear()
        self.card = card
        card.wanted.connect(self._on_wanted)
        self._layout.addWidget(card)
        self.main_action = card.main_button or self.new_button
        self.show_nothing(False)

    def _clear(self) -> None:
        card, self.card = self.card, None
        self.main_action = self.new_button
        if card is None:
            return
        if isinstance(card, SuggestionCard):
            for form in (CARE, SETTLING):
                self._autosave.leave(DraftKey(form, card.record_id))
        self._layout.removeWidget(card)
        card.hide()
        card.deleteLater()

    @Slot(object)
    def _on_current(self, entry: Entry | None) -> None:
        if entry is not None:
            self._show(entry)

    @Slot(object)
    def _on_activated(self, _entry: Entry) -> None:
        if self.card is not None:
            self.card.start()

    @Slot()
    def _on_new(self) -> None:
        self._begin(SuggestionCard(self._context, self._autosave, None))

    @Slot()
    def _on_recall(self) -> None:
        self._begin(NewRecallCard(self._context, RecallDraft()))

    @Slot()
    def _on_batch(self) -> None:
        """Recall the batch of the reaction that is shown."""
        entry = self.rows.current_row()
        if entry is not None and isinstance(entry.record, Reaction):
            case_id = entry.record.case_id
            draft = RecallDraft(lot=entry.record.lot, case_id=case_id)
            self._begin(NewRecallCard(self._context, draft))

    def _begin(self, card: EntryCard) -> None:
        """Show the card of what is not in the list yet."""
        self.rows.setCurrentIndex(self.rows.rootIndex())
        self._place(card)
        card.start()

    @Slot(object, object, str)
    def _on_wanted(
        self, operation: Operation[Any], problems: ProblemView | None, said: str
    ) -> None:
        self._said = said
        self._saving = self._done_with(problems)
        saving = self._autosave.saving(operation, *self._saving)
        self._context.write_queue.submit(self.place, saving, self._on_done, problems=problems)

    def _done_with(self, form: ProblemView | None) -> list[DraftKey]:
        """Name the half-typed forms that an operation lets go: what it saves, or what it ends."""
        card = self.card
        if not isinstance(card, SuggestionCard):
            return []
        ended = (CARE,) if form is card.form else (CARE, SETTLING)
        return [DraftKey(key, card.record_id) for key in ended]

    def _on_done(self, result: Any) -> None:
        self._autosave.drop(*self._saving)
        if isinstance(result, SuggestionKept):
            self._wanted_key = f"suggestion/{result.suggestion.id}"
        elif isinstance(result, RecallStarted):
            self._wanted_key = f"recall/{result.recall.id}"
        self._clear()
        self.reload(None)
        entry = self.rows.current_row()
        if self.card is None and entry is not None:
            self._show(entry)
        self.undo_offered.emit(self._said, result.undo)
        self.focus_first()


def _key_of(entry: Entry) -> str:
    return entry.key
