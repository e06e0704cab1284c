"""Who may be on file twice: the pairs, and what becomes of each (W-2)."""

from collections.abc import Sequence
from functools import partial
from typing import Final

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QApplication, QLineEdit

from shopcare.domain.changes import Changes
from shopcare.domain.errors import Problem
from shopcare.domain.ids import CustomerId
from shopcare.language.catalog import mark
from shopcare.services.merging.duplicates import Duplicate, duplicates, set_apart, undo_set_apart
from shopcare.services.merging.merge import Merged, merge_customers
from shopcare.services.merging.undo_merge import undo_merge
from shopcare.services.people import customers
from shopcare.ui.kit.context.background import Job
from shopcare.ui.kit.context.page_context import PageContext
from shopcare.ui.kit.forms.notice import ProblemLine
from shopcare.ui.kit.layout.box_layouts import add_items, line_of
from shopcare.ui.kit.layout.card import Caption, Card, EmptyState, SectionTitle
from shopcare.ui.kit.layout.flow_line import FlowLine
from shopcare.ui.kit.lists.table import Table
from shopcare.ui.kit.lists.table_model import Column, ShortListModel
from shopcare.ui.kit.navigation import page_of
from shopcare.ui.kit.widgets.busy import BusyLine
from shopcare.ui.kit.widgets.buttons import main_button, plain_button, quiet_button
from shopcare.ui.kit.words.i18n import label, ntr, problem_text, tr
from shopcare.ui.pages.customers.twice.comparison import Comparison

_TABLE_HEIGHT: Final = 160


class Twice(Card):
    """The list of pairs above, the chosen pair below; nothing is merged without being seen."""

    left = Signal()
    """The file is to be shown again."""

    def __init__(self, context: PageContext) -> None:
        super().__init__()
        self._context = context
        self._about = 0
        self._pair: tuple[CustomerId, CustomerId] | None = None
        self.pairs: ShortListModel[Duplicate] = ShortListModel(_COLUMNS)
        self.table = Table(self.pairs, context.remember, "twice")
        self.comparison = Comparison()
        self.merge_button = main_button(tr("Make one of the two"), "users")
        self.apart_button = plain_button(tr("They are &two people"))
        self.close_button = quiet_button(tr("Close"), "x")
        self.busy = BusyLine()
        self.notice = ProblemLine()
        self.empty = EmptyState("circle-check", tr("Nobody seems to be on file twice."))
        self._lay_out()
        self._connect()

    def begin(self, about: int = 0) -> None:
        """Look for pairs.

        Args:
            about: only those of this customer; 0: all.
        """
        self._about = about
        self.notice.tell("")
        focus = QApplication.focusWidget()
        if focus is not None and self.isAncestorOf(focus):
            self.close_button.setFocus(Qt.FocusReason.OtherFocusReason)
        # What is chosen about pairs of the last search would be lost when the new ones come.
        self._show_pairs([])
        self.empty.hide()
        job = Job(duplicates, self._on_found)
        job.failed.connect(self._on_failed)
        self.busy.run(self._context.background, job, tr("Looking for doubles …"))

    def focus_first(self) -> None:
        """Go to the list, else to the way back."""
        shown = self.table if self.table.isVisibleTo(self) else self.close_button
        shown.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_problems(self, problems: Sequence[Problem]) -> None:
        """Say what is wrong with the choices: two records may have too many phones together."""
        self.notice.tell(" ".join(map(problem_text, problems)))

    def show_refusal(self, sentence: str) -> None:
        """Say why it cannot be."""
        self.notice.tell(sentence)

    def clear_problems(self) -> None:
        """Say nothing."""
        self.notice.tell("")

    def _lay_out(self) -> None:
        self.table.setFixedHeight(_TABLE_HEIGHT)
        top = line_of((SectionTitle(tr("One person twice?")), 1), self.close_button, top=True)
        self._buttons = FlowLine()
        for button in (self.merge_button, self.apart_button, self.comparison.swap_button):
            self._buttons.add(button)
        said = Caption(tr("Everything about both comes together. It can be undone as a whole."))
        self._said = said
        add_items(
            self.body, top, self.busy, self.notice, self.empty, self.table, self._buttons,
            self._said, self.comparison,
        )  # fmt: skip
        self.body.addStretch(1)
        self._show_pairs([])

    def _connect(self) -> None:
        self.table.current_changed.connect(self._on_current)
        self.table.row_activated.connect(self._on_activated)
        self.comparison.swapped.connect(self._on_swap)
        self.merge_button.clicked.connect(self._on_merge)
        self.apart_button.clicked.connect(self._on_apart)
        self.close_button.clicked.connect(self.left)

    def _on_found(self, found: list[Duplicate]) -> None:
        if self._about:
            found = [one for one in found if self._about in (one.first.id, one.second.id)]
        self._show_pairs(found)
        if found:
            self.table.select_number(0)
        if not isinstance(QApplication.focusWidget(), QLineEdit):  # somebody types meanwhile
            self.focus_first()

    def _show_pairs(self, found: list[Duplicate]) -> None:
        self.pairs.set_rows(found)
        self.table.setVisible(bool(found))
        self.empty.setVisible(not found)
        for widget in (self.comparison, self._said, self._buttons):
            widget.setVisible(bool(found))
        self._pair = None

    @Slot(str, str)
    def _on_failed(self, words: str, _details: str) -> None:
        self.notice.tell(words)

    @Slot(object)
    def _on_current(self, pair: Duplicate | None) -> None:
        if pair is not None:
            self._show(pair.first.id, pair.second.id)

    @Slot(object)
    def _on_activated(self, _pair: Duplicate) -> None:
        self.comparison.focus_first()

    @Slot()
    def _on_swap(self) -> None:
        assert self._pair is not None
        self._show(self._pair[1], self._pair[0])

    def _show(self, kept: CustomerId, other: CustomerId) -> None:
        self._pair = (kept, other)
        self.notice.tell("")
        shop = self._context.shop
        files = (customers.customer_file(shop, one) for one in self._pair)
        self.comparison.show_pair(*files)

    @Slot()
    def _on_merge(self) -> None:
        assert self._pair is not None
        kept, other = self._pair
        choices = self.comparison.choices()
        operation = partial(merge_customers, kept_id=kept, other_id=other, choices=choices)
        self._context.write_queue.submit(self.merge_button, operation, self._on_merged, self)

    def _on_merged(self, merged: Merged) -> None:
        customer = merged.customer
        words = tr("{name} has one file now: {id}.", name=customer.name, id=customer.id)
        if merged.voided:
            words += " " + ntr(
                "{n} receipt stood on both and counts once.",
                "{n} receipts stood on both and count once.",
                len(merged.voided),
            )
        page_of(self).undo_offered.emit(words, partial(undo_merge, kept_id=customer.id))
        self.begin(self._about)

    @Slot()
    def _on_apart(self) -> None:
        assert self._pair is not None
        first, second = self._pair
        operation = partial(set_apart, first=first, second=second)
        self._context.write_queue.submit(self.apart_button, operation, self._on_set_apart, self)

    def _on_set_apart(self, _changes: Changes) -> None:
        assert self._pair is not None
        first, second = self._pair
        undo = partial(undo_set_apart, first=first, second=second)
        page_of(self).undo_offered.emit(tr("Noted: they are two people."), undo)
        self.begin(self._about)


def _why(pair: Duplicate) -> str:
    return tr(", ").join(label(why) for why in pair.why)


_COLUMNS: Final = (
    Column[Duplicate](
        key="first",
        title=mark("One file"),
        text=lambda pair: f"{pair.first.name} ({pair.first.id})",
        width=160,
    ),
    Column[Duplicate](
        key="second",
        title=mark("Other file"),
        text=lambda pair: f"{pair.second.name} ({pair.second.id})",
        width=160,
    ),
    Column[Duplicate](
        key="why",
        title=mark("Why"),
        text=_why,
        tooltip=_why,
        width=240,
    ),
)
