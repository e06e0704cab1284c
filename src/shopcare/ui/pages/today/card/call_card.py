"""The card beside the list: one call, its result with one key, and what came of the last one."""

from collections.abc import Callable
from datetime import date, datetime

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget

from shopcare.domain.calls.callback import CallbackState, CallResult
from shopcare.services.calls.callbacks import Tried
from shopcare.services.calls.explain import Explained
from shopcare.ui.kit.context.draft_autosave import DraftAutosave
from shopcare.ui.kit.forms.notice import NoticeLine
from shopcare.ui.kit.layout.box_layouts import STRETCH, add_items, column_layout, row_layout
from shopcare.ui.kit.layout.card import Card
from shopcare.ui.kit.layout.containers import TallArea
from shopcare.ui.kit.navigation import RecordLink
from shopcare.ui.kit.shortcuts import ButtonKey
from shopcare.ui.kit.style.tokens import CONTROL, SPACE_M, SPACE_S, Meaning
from shopcare.ui.kit.widgets.buttons import quiet_button
from shopcare.ui.kit.words.formatting import near_day_words, time_words
from shopcare.ui.kit.words.i18n import label, ntr, tr
from shopcare.ui.pages.today.call_rows import NameOf
from shopcare.ui.pages.today.card.call_facts import CallFacts
from shopcare.ui.pages.today.result.result_area import MOVE, VOID, ResultArea
from shopcare.ui.pages.today.result.strip import Shown


class CallCardView(Card):
    """Shows one call; its ``area`` takes the result. Saves nothing itself."""

    why_wanted = Signal()
    """The explanation of the day is to be shown."""
    left = Signal()
    """Back to the list."""

    def __init__(
        self,
        now: Callable[[], datetime],
        unsatisfied_at_most: Callable[[], int],
        scope: QWidget,
        autosave: DraftAutosave,
    ) -> None:
        """Make the card; see ``ResultArea``."""
        super().__init__()
        self.setAccessibleName(tr("Call"))
        self.shown: Shown | None = None
        self.facts = CallFacts()
        self.why_button = self.facts.why_button
        self.move_button = self.facts.move_button
        self.area = ResultArea(now, unsatisfied_at_most, scope, autosave)
        ButtonKey("W", self.why_button, scope)
        ButtonKey("M", self.move_button, scope)
        ButtonKey("Ctrl+C", self.facts.number.copy_button, scope)
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        inside = QWidget()
        column_layout(inside, SPACE_S, self.facts, STRETCH)
        self._scroll = TallArea(inside)
        inside.setAutoFillBackground(False)  # the card's own ground shows through
        self._scroll.viewport().setAutoFillBackground(False)
        self.body.setSpacing(SPACE_M)
        add_items(self.body, (self._scroll, 1), self.area)

    def _connect(self) -> None:
        self.facts.void_button.clicked.connect(self._on_void)
        self.why_button.toggled.connect(self._on_why)
        self.move_button.clicked.connect(self._on_move)

    def show_call(self, shown: Shown) -> None:
        """Show a call; over a reload of the same call, what is open stays open."""
        same = self.shown is not None and self.shown.callback_id == shown.callback_id
        self.area.show_call(shown)
        if not same:
            self.why_button.setChecked(False)
            self._scroll.verticalScrollBar().setValue(0)
        self.shown = shown
        self.facts.show_call(shown)
        self.move_button.setVisible(shown.is_open)
        self.facts.void_button.setVisible(shown.is_open)
        if self.why_button.isChecked():
            self.why_wanted.emit()

    def explain(self, explained: Explained) -> None:
        """Show why the call is due when it is."""
        self.facts.why.explain(explained)
        self.facts.why.show()

    def focus_results(self) -> None:
        """Put the focus where the result is given."""
        if not self.area.focus_first():
            self.why_button.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Press a button with Enter; go back a step with Esc."""
        focus = QApplication.focusWidget()
        if event.key() == Qt.Key.Key_Escape:
            if not self.area.close_strip():
                self.left.emit()
            else:
                self.area.focus_first()
        elif event.key() in _ENTER and isinstance(focus, QAbstractButton):
            focus.click()
        else:
            super().keyPressEvent(event)

    @Slot(bool)
    def _on_why(self, shown: bool) -> None:
        if shown:
            self.why_wanted.emit()
        else:
            self.facts.why.hide()

    @Slot()
    def _on_move(self) -> None:
        self.area.open_strip(MOVE)

    @Slot()
    def _on_void(self) -> None:
        self.area.open_strip(VOID)


_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


def outcome_words(tried: Tried, name: str, number: str, today: date, name_of: NameOf) -> str:
    """Say what a try led to.

    Args:
        tried: the call after the try.
        name: the customer's name.
        number: the number of the case that was opened or reopened; empty for none.
        today: the day of the list.
        name_of: gives the name of the manager who decides.
    """
    call = tried.callback
    words = tr("{name}: {result}.", name=name, result=label(call.result or CallResult.REACHED))
    if tried.opened_case is not None:
        words = tr("{name}: complaint {number} is opened.", name=name, number=number)
    elif tried.reopened_case is not None:
        words = tr("{name}: case {number} is open again.", name=name, number=number)
    elif call.needs_decision:  # C-13
        words = tr("{name}: tried {n} times, not reached.", name=name, n=call.attempts)
        if who := name_of(call.assignee_id):
            words += " " + tr("{manager} decides.", manager=who)
    elif call.state is CallbackState.OPEN:
        when = near_day_words(call.due_on, today)
        if call.due_at is not None:
            when = f"{when} {time_words(call.due_at)}"
        words = tr("{name}: call again {when}.", name=name, when=when)
    elif call.result is CallResult.DECLINED:
        words = tr("{name} will not be called again.", name=name)
    if tried.also_settled:
        more = len(tried.also_settled)
        words += " " + ntr("{n} more call is settled.", "{n} more calls are settled.", more)
    return words


class OutcomeLine(QWidget):
    """Stands below the card when the last try led to more than a quiet word tells."""

    def __init__(self) -> None:
        super().__init__()
        self.words = NoticeLine(Meaning.GREEN)
        self.case_button = quiet_button(tr("Open it"), "clipboard-list")
        self.hide()
        self.setFixedHeight(CONTROL)
        row_layout(
            self,
            SPACE_S,
            (self.words, 1, Qt.AlignmentFlag.AlignVCenter),
            self.case_button,
            margins=(SPACE_S, 0, 0, 0),
        )
        self._case = RecordLink(self.case_button, "case")

    def say(self, words: str, meaning: Meaning, case_id: int | None = None) -> None:
        """Show what happened, and offer the case that came of it."""
        self.words.say(words, meaning)
        self._case.record_id = case_id or 0
        self.case_button.setVisible(case_id is not None)
        self.show()

    def text(self) -> str:
        """Give what is said."""
        return self.words.text()
