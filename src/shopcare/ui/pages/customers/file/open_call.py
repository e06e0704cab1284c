"""One call that is due: when, why then, and another day if somebody knows better."""

from collections.abc import Callable
from datetime import date
from functools import partial

from PySide6.QtCore import Slot

from shopcare.domain.calls.callback import Callback
from shopcare.domain.changes import Changes
from shopcare.domain.ids import CallbackId
from shopcare.services.calls import callbacks
from shopcare.services.calls.planned_calls import void_call
from shopcare.services.calls.undo_call import CallStep, undo_call
from shopcare.ui.kit.context.operation import Operation
from shopcare.ui.kit.context.page_context import PageContext
from shopcare.ui.kit.layout.box_layouts import add_items, line_of
from shopcare.ui.kit.layout.card import Caption, Words
from shopcare.ui.kit.navigation import RecordLink, page_of
from shopcare.ui.kit.style.tokens import Meaning
from shopcare.ui.kit.widgets.buttons import quiet_button
from shopcare.ui.kit.widgets.chip import Chip
from shopcare.ui.kit.words.formatting import near_day_words
from shopcare.ui.kit.words.i18n import label, tr
from shopcare.ui.pages.customers.asking_row import AskingRow

Why = Callable[[Callback], str]
"""Says how the day of a call came about."""


class OpenCall(AskingRow):
    """What it is for, its day and window, the reason, and three quiet steps."""

    def __init__(self, context: PageContext, call: Callback, why: Why, today: date) -> None:
        super().__init__(
            context,
            tr("Void the call"),
            partial(void_call, callback_id=call.id),
            _undoing(call.id, CallStep.VOID),
        )
        self._call = call
        self.due_chip = Chip(*_due(call, today))
        self.why_words = Caption(why(call))
        self.open_button = quiet_button(tr("Open the call"), "phone")
        head = line_of(Words(label(call.purpose), wrap=False), self.due_chip)
        if call.provisional:
            head.add(Chip(tr("Provisional"), Meaning.AMBER, "calendar"))
        if call.needs_decision:  # C-13
            head.add(Chip(tr("Manager decides"), Meaning.AMBER))
        head.add(self.day_button, push=True)
        head.add(self.open_button)
        head.add(self.void_button)
        add_items(self._rows, head, self.why_words)
        RecordLink(self.open_button, "callback", call.id)
        self.day_button.clicked.connect(self._on_day)

    @Slot()
    def _on_day(self) -> None:
        self._ask_day(tr("Call on"), tr("Move to this day"), self._moving, self._on_moved)

    def _moving(self, day: date) -> Operation[Changes]:
        return partial(callbacks.set_day, callback_id=self._call.id, day=day)

    @Slot(object)
    def _on_moved(self, _changes: Changes) -> None:
        words = tr("The call is moved to another day.")
        page_of(self).undo_offered.emit(words, _undoing(self._call.id, CallStep.MOVE))


def _undoing(callback_id: CallbackId, step: CallStep) -> Operation[Changes]:
    return lambda shop: undo_call(shop, callback_id, step).changes


def _due(call: Callback, today: date) -> tuple[str, Meaning]:
    if call.closes_on < today:
        return tr("late since {day}", day=near_day_words(call.closes_on, today)), Meaning.RED
    if call.due_on <= today:
        return tr("Due today"), Meaning.AMBER
    words = tr("due {day}", day=near_day_words(call.due_on, today))
    if call.opens_on == call.closes_on:
        return words, Meaning.INFO
    window = {"first": short_day(call.opens_on), "last": short_day(call.closes_on)}
    return tr("{due}, possible {first} to {last}", due=words, **window), Meaning.INFO


def short_day(day: date) -> str:
    """Write a day of these weeks: ``11-20``."""
    return f"{day:%m-%d}"
