"""The shelves of the shop: what is where, what is free, and moves by scanning (X-2, W-1)."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from shopcare.domain.cases.case_number import scanned_at_end
from shopcare.domain.errors import Problem
from shopcare.domain.ids import CaseId
from shopcare.services.goods.places import Lying, PlaceUse, Shelved, places_of, take_scan
from shopcare.services.papers.documents.goods_papers import LabelRequest
from shopcare.ui.kit.context.operation import undoing
from shopcare.ui.kit.context.page_context import PageContext
from shopcare.ui.kit.fields.text_fields import CodeEdit
from shopcare.ui.kit.forms.form_row import FormRow
from shopcare.ui.kit.layout.box_layouts import STRETCH, add_items, column_layout, line_of
from shopcare.ui.kit.layout.card import Caption, Card, Words
from shopcare.ui.kit.layout.containers import ResponsiveSplitter
from shopcare.ui.kit.lists.row_list import RowContent, RowList, RowSection
from shopcare.ui.kit.navigation import page_of
from shopcare.ui.kit.papers.document_opener import DocumentOpener
from shopcare.ui.kit.style.tokens import SPACE_M, Role
from shopcare.ui.kit.widgets.buttons import plain_button, quiet_button
from shopcare.ui.kit.words.i18n import ntr, problem_text, tr

_MOST_TOLD = 8


class ScanLine(CodeEdit):
    """Takes one code after the other: Enter hands it over and empties the line (W-9)."""

    scanned = Signal(str)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Hand the code over with Enter."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if code := self.text().strip():
                self.clear()
                self.scanned.emit(code)
        else:
            super().keyPressEvent(event)


class ShelfView(QWidget):
    """On the left one line to scan into, on the right every shelf."""

    open_wanted = Signal(int)
    """A case that lies on a shelf is to be opened."""
    left = Signal()

    def __init__(self, context: PageContext) -> None:
        super().__init__()
        self._context = context
        self._moved: list[CaseId] = []
        self.place = ""
        """The shelf that was scanned last."""
        self.scan_edit = ScanLine(tr("shelf or label"))
        self.scan_row = FormRow(tr("Scan"), self.scan_edit)
        self.place_words = Words("", Role.HEADING, wrap=False)
        self.told_words = Caption()
        self.labels_button = plain_button(tr("Print labels"), "printer")
        self.back_button = quiet_button(tr("Back to the list"), "chevron-left")
        self.papers = DocumentOpener(context, self)
        self.rows: RowList[PlaceUse | Lying] = RowList(_look, _key_of, lead_width=96)
        self._told: list[str] = []
        self._waiting: list[str] = []
        """Codes that were scanned while the one before was carried out."""
        self._taking = ""
        self._gate = QWidget(self)
        """Disabled while a code is carried out; the line to scan into never is."""
        self._gate.hide()
        self._lay_out()
        self._show_place("")
        self.labels_button.setEnabled(False)
        self.scan_edit.scanned.connect(self._on_scanned)
        self.rows.row_activated.connect(self._on_activated)
        self.labels_button.clicked.connect(self._on_labels)
        self.back_button.clicked.connect(self.left)

    def look(self) -> None:
        """Read the shelves anew."""
        uses = places_of(self._context.shop)
        free = [use for use in uses if use.is_free]
        full = [use for use in uses if not use.is_free]
        lying = [one for use in full for one in use.lying]
        used = RowSection(ntr("In use: {n} shelf", "In use: {n} shelves", len(full)), len(lying))
        unused = RowSection(ntr("Free: {n} shelf", "Free: {n} shelves", len(free)), len(free))
        entries: list[PlaceUse | Lying | RowSection] = [used, *lying, unused, *free]
        self.rows.set_entries(entries)

    def start(self) -> None:
        """Put the focus into the line to scan into."""
        self.scan_edit.setFocus(Qt.FocusReason.OtherFocusReason)

    def _lay_out(self) -> None:
        card = Card(tr("Shelves"))
        how = Caption(tr("Scan or type a shelf, then the labels of what is put there."))
        buttons = line_of(self.labels_button, self.back_button)
        add_items(
            card.body, how, self.scan_row, self.place_words, self.told_words, buttons, STRETCH
        )
        splitter = ResponsiveSplitter(card, self.rows, sizes=(420, 640))
        column_layout(self, SPACE_M, (splitter, 1))

    def _show_place(self, place: str) -> None:
        self.place = place
        self.place_words.setText(tr("Shelf {place}", place=place) if place else tr("No shelf yet"))

    def _tell(self, words: str) -> None:
        self._told = [words, *self._told][:_MOST_TOLD]
        self.told_words.setText("\n".join(self._told))
        self.labels_button.setEnabled(bool(self._moved))

    @Slot(str)
    def _on_scanned(self, code: str) -> None:
        self._waiting.append(code)
        self._take_next()

    def _take_next(self) -> None:
        """Carry one code out after the other, however fast they are scanned."""
        if self._waiting and self._gate.isEnabled():
            self._taking = self._waiting.pop(0)
            operation = partial(take_scan, place=self.place, text=self._taking)
            self._context.write_queue.submit(self._gate, operation, self._on_taken, self)

    def show_problems(self, problems: Sequence[Problem]) -> None:
        """Say why a code was not taken."""
        self.show_refusal(problem_text(problems[0]))

    def show_refusal(self, sentence: str) -> None:
        """Say why a code was not taken; behind a wrong shelf no label goes to the one before."""
        if not scanned_at_end(self._taking):
            self._show_place("")
        self.scan_row.show_problem(sentence)
        self._tell(f"{self._taking}: {sentence}")
        self._take_next()

    def clear_problems(self) -> None:
        """Take what was wrong with the last code away."""
        self.scan_row.show_problem("")

    def _on_taken(self, taken: Shelved | str) -> None:
        if isinstance(taken, str):
            self._show_place(taken)
            self.rows.select_key(taken)
        else:
            self._say_moved(taken)
        self._take_next()

    def _say_moved(self, taken: Shelved) -> None:
        self._moved = [*(one for one in self._moved if one != taken.case.id), taken.case.id]
        names = tr(", ").join(item.what for item in taken.items if item.what)
        said = " · ".join(filter(None, (self.place, taken.case.number, names)))
        self._tell(said)
        page_of(self).undo_offered.emit(said, undoing(taken.changed.undo))

    @Slot(object)
    def _on_activated(self, row: PlaceUse | Lying) -> None:
        if isinstance(row, Lying):
            self.open_wanted.emit(row.case.id)
        else:
            self._show_place(row.code)
            self.start()

    @Slot()
    def _on_labels(self) -> None:
        first, *more = self._moved
        self.papers.open(
            self.labels_button, "item_label", LabelRequest(case_id=first, more=tuple(more))
        )


def _look(row: PlaceUse | Lying) -> RowContent:
    if isinstance(row, PlaceUse):
        return RowContent(lead=row.code, title=tr("free"))
    return RowContent(lead=row.item.place, title=row.item.what, detail="", trail=row.case.number)


def _key_of(row: PlaceUse | Lying) -> str:
    if isinstance(row, PlaceUse):
        return row.code
    return f"{row.item.place} {row.case.id}/{row.item.position}"
