"""One day beside the grid: what it is, and what a manager makes of it (X-14)."""

from datetime import date
from functools import partial

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QPushButton, QWidget

from shopcare.domain.calendar.explanation import Reason
from shopcare.domain.calendar.opening import DayException
from shopcare.domain.people.staff import Action
from shopcare.services.papers.documents.call_lists import RescheduleRequest
from shopcare.services.rescheduling import calendar_changes
from shopcare.services.rescheduling.counted_change import CalendarChanged
from shopcare.services.shop import Shop
from shopcare.ui.kit.context.operation import Operation
from shopcare.ui.kit.context.page_context import PageContext
from shopcare.ui.kit.layout.box_layouts import (
    STRETCH,
    add_items,
    column_layout,
    empty_layout,
    row_layout,
)
from shopcare.ui.kit.layout.card import Caption, Card, Words
from shopcare.ui.kit.navigation import page_of
from shopcare.ui.kit.papers.document_opener import DocumentOpener
from shopcare.ui.kit.style.tokens import SPACE_S, SPACE_XS, Meaning, Role
from shopcare.ui.kit.widgets.buttons import plain_button, quiet_button
from shopcare.ui.kit.widgets.chip import Chip
from shopcare.ui.kit.words.formatting import long_day_words
from shopcare.ui.kit.words.i18n import tr
from shopcare.ui.pages.calendar.day_form import DayForm
from shopcare.ui.pages.calendar.facts import (
    DayFacts,
    Hours,
    hours_words,
    kind_words,
    load_words,
    other_names,
)
from shopcare.ui.pages.calendar.moves_list import MovesList, Shown, shown_moves


class DayCard(Card):
    """Shows first what a change would move; only then it can be saved."""

    saved = Signal()
    waiting_changed = Signal()
    """Another button waits to be pressed, or none, see ``waiting_button``."""

    def __init__(self, context: PageContext) -> None:
        super().__init__()
        self._context = context
        self._facts: DayFacts | None = None
        self._before: DayException | None = None
        self._considered: DayException | None = None
        self.title = Words(role=Role.TITLE)
        self._chips = row_layout(spacing=SPACE_XS)
        self.about = Words()
        self._only_manager = Caption(tr("A manager can set this day by hand."))
        self.form = DayForm()
        self.moves = MovesList()
        self.look_button = plain_button(tr("Preview the changes"), "list-checks")
        self.save_button = plain_button(tr("Save this day"), "save")
        self.clear_button = quiet_button(tr("Reset to the calendar"), "undo-2")
        self.papers = DocumentOpener(context, self)
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        buttons = row_layout(None, SPACE_S, self.look_button, self.save_button, STRETCH)
        below = row_layout(None, None, self.clear_button, STRETCH)
        self._manager_part = QWidget()
        column_layout(self._manager_part, None, self.form, buttons, below, self.moves, STRETCH)
        add_items(
            self.body,
            self.title,
            self._chips,
            self.about,
            self._only_manager,
            (self._manager_part, 1),
        )

    def _connect(self) -> None:
        self.form.edited.connect(self._on_edited)
        self.look_button.clicked.connect(self._on_look)
        self.save_button.clicked.connect(self._on_save)
        self.clear_button.clicked.connect(self._on_clear)
        self.moves.print_pressed.connect(self._on_print)

    def show_day(self, facts: DayFacts) -> None:
        """Show a day; what was being set for another one is dropped."""
        shop, day = self._context.shop, facts.view.day
        may_change = shop.may_ask(Action.CHANGE_CALENDAR)
        self._manager_part.setVisible(may_change)
        self._only_manager.setVisible(not may_change)
        same = self._facts is not None and self._facts.view == facts.view
        self._facts = facts
        self._say(facts)
        if same:
            return  # what is half typed stays
        self._before = calendar_changes.day_exception(shop, day)
        self.form.show_day(self._before, shop.settings.opening[day.weekday()])
        self.clear_button.setVisible(self._before is not None)
        self.waiting_changed.emit()

    def waiting_button(self) -> QPushButton | None:
        """Give the button that takes what is being set a step on; None where nothing is."""
        if not self.save_button.isHidden():
            return self.save_button
        return self.look_button if self.form.is_changed() else None

    def focus_form(self) -> None:
        """Put the focus where the day is set."""
        self.form.working.setFocus()

    def _say(self, facts: DayFacts) -> None:
        self.title.setText(long_day_words(facts.view.day))
        empty_layout(self._chips)
        for words, meaning in _chips_of(facts):
            self._chips.addWidget(Chip(words, meaning))
        self._chips.addStretch(1)
        kind = "" if facts.view.why.reason is Reason.COUNTED else kind_words(facts)
        lines = (kind, *other_names(facts), hours_words(facts), load_words(facts.planned))
        self.about.setText("\n".join(filter(None, lines)))

    @Slot()
    def _on_edited(self) -> None:
        self._considered = None
        self.moves.forget()
        self.save_button.hide()
        self.look_button.show()
        self.waiting_changed.emit()

    @Slot()
    def _on_look(self) -> None:
        assert self._facts is not None
        if self.form.check():
            self._consider(self.form.exception(self._facts.view.day))

    @Slot()
    def _on_clear(self) -> None:
        assert self._facts is not None
        self.form.show_day(
            None, self._context.shop.settings.opening[self._facts.view.day.weekday()]
        )
        self._consider(None)

    def _consider(self, exception: DayException | None) -> None:
        assert self._facts is not None
        day = self._facts.view.day

        def preview(shop: Shop) -> Shown:
            return shown_moves(shop, calendar_changes.preview_day(shop, day, exception))

        self._considered = exception
        self._context.write_queue.submit(self.look_button, preview, self._on_counted, self.form)

    def _on_counted(self, shown: Shown) -> None:
        self.moves.show_moves(shown)
        self.look_button.hide()
        self.save_button.show()
        self.save_button.setFocus()
        self.waiting_changed.emit()

    @Slot()
    def _on_save(self) -> None:
        assert self._facts is not None
        save = _setting(self._facts.view.day, self._considered)
        self._context.write_queue.submit(self.save_button, save, self._on_saved, self.form)

    def _on_saved(self, _saved: CalendarChanged) -> None:
        assert self._facts is not None
        day = self._facts.view.day
        undo = _setting(day, self._before)
        self._facts = None  # read anew when the page looks again
        self._on_edited()
        self.saved.emit()
        page_of(self).undo_offered.emit(tr("{day} is saved.", day=long_day_words(day)), undo)

    @Slot()
    def _on_print(self) -> None:
        if self.moves.shown is not None and self._facts is not None:
            because = long_day_words(self._facts.view.day)
            request = RescheduleRequest(moves=self.moves.shown.moves, because=because)
            self.papers.open(self.moves.print_button, "reschedule_list", request)


def _setting(day: date, exception: DayException | None) -> Operation[CalendarChanged]:
    if exception is None:
        return partial(calendar_changes.clear_day, day=day)
    return partial(calendar_changes.set_day, exception=exception)


def _chips_of(facts: DayFacts) -> list[tuple[str, Meaning | None]]:
    chips: list[tuple[str, Meaning | None]] = [
        (tr("Working day") if facts.view.working else tr("Non-working day"), None)
    ]
    if facts.hours is Hours.CLOSED:
        chips.append((tr("Shop closed"), None))
    if facts.view.by_hand:
        chips.append((tr("Set by hand"), Meaning.INFO))
    if facts.view.provisional:
        chips.append((tr("Provisional"), Meaning.AMBER))
    return chips
