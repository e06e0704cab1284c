"""The Today page: the list of calls, the card beside it, and what was promised for today."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar, Final

from PySide6.QtCore import QTimer, Slot
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from shopcare.domain.calls.call_order import Section
from shopcare.domain.changes import CASES_AND_CALLS, ChangeKind, Changes
from shopcare.domain.errors import Refusal
from shopcare.domain.ids import CallbackId
from shopcare.services.calls import today
from shopcare.services.calls.today import CallRow, Panel
from shopcare.ui.kit.context.page_context import PageContext
from shopcare.ui.kit.layout.card import Card
from shopcare.ui.kit.layout.containers import ResponsiveSplitter
from shopcare.ui.kit.navigation import Page
from shopcare.ui.kit.papers.document_opener import DocumentOpener
from shopcare.ui.kit.words.formatting import long_day_words
from shopcare.ui.kit.words.i18n import problem_text, tr
from shopcare.ui.pages.today.call_list import TITLES, CallColumn
from shopcare.ui.pages.today.rollover import Rollover

if TYPE_CHECKING:
    from shopcare.ui.pages.today.call_side import CallSide

CARD_NEEDS: Final = 401
"""Pixels that the card of a call asks for; its empty place has them before it is made.

Else a narrow list would be painted wider at first, and every row once more when the card comes.
"""


class TodayPage(Page):
    """Whom to call, when and why.

    Opens first, so the card and what was promised are made after the list is painted.
    """

    shows: ClassVar[frozenset[ChangeKind]] = CASES_AND_CALLS

    def __init__(self, context: PageContext) -> None:
        """Show the calls of today."""
        super().__init__(tr("Today"))
        self._context = context
        self.panel: Panel | None = None
        self._painted = False
        self._unlisted: CallbackId | None = None
        self.next_button = self.set_main_action(tr("Next call"), "phone-call")
        self.print_button = self.add_action(tr("Print the call sheet"), "printer")
        self.column = CallColumn(context.shop.name_of)
        self.calls = self.column.calls
        self.side: CallSide | None = None
        self.turning = Rollover(context.shop.now, self)
        self.papers = DocumentOpener(context, self)
        self._lay_out()
        self._connect()
        self.reload(None)

    def _lay_out(self) -> None:
        self._right = QStackedWidget()
        place = Card()
        place.setMinimumWidth(CARD_NEEDS)
        self._right.addWidget(place)
        self.body.addWidget(ResponsiveSplitter(self.column, self._right, sizes=(714, 500)), 1)

    def _connect(self) -> None:
        self.next_button.clicked.connect(self._on_next)
        self.print_button.clicked.connect(self._on_print)
        self.calls.current_changed.connect(self._on_current)
        self.calls.row_activated.connect(self._on_activated)
        self.turning.turned.connect(self._on_turned)

    def reload(self, changes: Changes | None) -> None:
        """Look at the calls again; the selected one stays selected."""
        shop = self._context.shop
        only = changes.only_record(ChangeKind.CALLBACK) if changes is not None else None
        if only is not None and self.panel is not None:
            panel = today.panel_with(shop, self.panel, CallbackId(only))
        else:
            panel = today.panel(shop)
        before, self.panel = self.panel, panel
        self.column.show_panel(panel)
        if only is None:
            day = long_day_words(panel.as_of.date())
            self._title.setText(tr("Today · {date}", date=day))
            if self._painted:
                self._show_due()
        self._right.setVisible(not self.column.is_empty())
        self._show_counts(panel)
        if before is None or panel.due != before.due:
            self.badge_changed.emit(panel.due)
        self.turning.plan(panel)
        if self.calls.current_row() is None:
            self._show_unlisted()
        if changes is not None and changes.touches(ChangeKind.UNDO):
            self._bring_back()

    def others(self) -> Sequence[QWidget]:
        """Give the list of calls and what is due; the card is of who is called."""
        return (self.column,)

    def open_record(self, kind: str, record_id: int) -> None:
        """Show a call, also one that is not on today's list."""
        self._make_side()
        if not self.calls.go_to(record_id):
            self.calls.select_nothing()
            self._unlisted = CallbackId(record_id)
            self._right.show()
            self._show_unlisted()

    def focus_first(self) -> None:
        """Put the focus into the list."""
        if self.panel is not None:
            self.badge_changed.emit(self.panel.due)
        self.column.focus_first()

    def keep_draft(self) -> None:
        """Keep a result that is half filled in."""
        if self.side is not None:
            self.side.keep_draft()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Make the card as soon as the list has been seen."""
        super().paintEvent(event)
        if not self._painted:
            self._painted = True
            QTimer.singleShot(0, self._on_painted)

    def _make_side(self) -> None:
        if self.side is not None:
            return
        from shopcare.ui.pages.today.call_side import CallSide

        self.side = side = CallSide(self._context, self._context.shop.name_of, self)
        side.saved.connect(self._on_saved)
        side.left.connect(self.calls.setFocus)
        side.card.area.opened.connect(self._on_strip)
        self._right.addWidget(side)
        self._right.setCurrentWidget(side)
        self._on_current(self.calls.current_row())

    def _show_counts(self, panel: Panel) -> None:
        counts = []
        for section, rows in panel.sections.items():
            if rows and section is not Section.OPTIONAL:
                counts.append(f"{tr(TITLES[section])} {len(rows)}")
        self.set_subtitle(" · ".join(counts))
        self.next_button.setEnabled(panel.due > 0 and self.main_action is self.next_button)
        self.print_button.setEnabled(panel.due > 0)

    def _show_unlisted(self) -> None:
        """Show the call that was asked for by its id, or that there is nothing to do now."""
        if self.side is None:
            return
        if self._unlisted is not None:
            self._show_call(self._unlisted)
            return
        due = self.panel is not None and self.panel.due
        self.side.show_nothing(
            tr("Choose a call from the list.")
            if due
            else tr("There are no more calls to make today.")
        )

    def _show_call(self, callback_id: CallbackId) -> None:
        assert self.side is not None
        try:
            self.side.show_call(callback_id)
        except Refusal as refusal:  # gone meanwhile, or damaged
            self._unlisted = None
            self.message.emit(problem_text(refusal))
            self._show_unlisted()

    def _go_on(self, after: CallbackId | None) -> None:
        """Select the call after another one; from the top where there is none after it."""
        due = [row.callback.id for row in self.calls.due_rows()]
        others = due
        if after in due:
            place = due.index(after)
            others = due[place + 1 :] + due[:place]
        if others:
            self.calls.select_key(others[0])
        else:
            self.calls.select_nothing()

    def _bring_back(self) -> None:
        """Go to the call whose result was taken back."""
        callback_id = self.side.bring_back() if self.side is not None else None
        if callback_id is not None:
            self.open_record("callback", callback_id)

    def _show_due(self) -> None:
        from shopcare.services.cases.case_lists import due_today
        from shopcare.services.people.customers import number_to_find

        if self.panel is not None:
            due = due_today(self._context.shop, self.panel.as_of.date())
            unreachable = number_to_find(self._context.shop)
            self.column.show_due(due, unreachable, self.panel.as_of)

    @Slot()
    def _on_painted(self) -> None:
        self._show_due()
        self._make_side()
        if self.calls.current_row() is None and self._unlisted is None:
            self._go_on(None)

    @Slot(object)
    def _on_current(self, row: CallRow | None) -> None:
        if self.side is None:
            return
        if row is None:
            self._show_unlisted()
        else:
            self._unlisted = None
            self._show_call(row.callback.id)

    @Slot(object)
    def _on_activated(self, _row: CallRow) -> None:
        if self.side is not None:
            self.side.card.focus_results()

    @Slot(object)
    def _on_saved(self, callback_id: CallbackId) -> None:
        # the next call is chosen before the list is read again, so that nothing jumps
        self._go_on(callback_id)
        self.calls.setFocus()

    @Slot(bool)
    def _on_strip(self, is_open: bool) -> None:
        """Leave one main action on the page: that of what is half filled in, else the next call."""
        strip = self.side.card.area.strip() if self.side is not None else None
        self.main_action = strip.save_button if strip is not None else self.next_button
        due = self.panel is not None and self.panel.due > 0
        self.next_button.setEnabled(due and not is_open)

    @Slot()
    def _on_next(self) -> None:
        """Go to the first call that is due, and to where its result is given."""
        self._make_side()
        self._go_on(None)
        if self.side is not None:
            self.side.card.focus_results()

    @Slot()
    def _on_print(self) -> None:
        self.papers.open(self.print_button, "call_sheet")

    @Slot()
    def _on_turned(self) -> None:
        self.reload(None)
