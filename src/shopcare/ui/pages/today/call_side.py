"""The right side: one call on its card, saved by the write_queue, and what came of the last one."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from functools import partial

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QStackedWidget, QWidget

from shopcare.domain.calls.callback import CallbackState, CallResult, TryDraft
from shopcare.domain.changes import ChangeKind, Changes
from shopcare.domain.ids import CallbackId
from shopcare.domain.people.staff import Action
from shopcare.services import drafts
from shopcare.services.calls import callbacks, explain
from shopcare.services.calls.call_card import CallCard, call_card, may_withdraw, talking_points
from shopcare.services.calls.callbacks import Tried
from shopcare.services.calls.planned_calls import void_call
from shopcare.services.calls.undo_call import CallStep, undo_call
from shopcare.services.cases.cases import case_file
from shopcare.services.people.customers import mark_number
from shopcare.services.shop import Shop
from shopcare.ui.kit.context.draft_autosave import DraftAutosave, DraftKey, HalfTyped
from shopcare.ui.kit.context.operation import Operation, T
from shopcare.ui.kit.context.page_context import PageContext
from shopcare.ui.kit.layout.box_layouts import column_layout
from shopcare.ui.kit.layout.card import Card, EmptyState
from shopcare.ui.kit.navigation import page_of
from shopcare.ui.kit.style.tokens import SPACE_S, Meaning
from shopcare.ui.kit.words.i18n import screen_catalog, tr
from shopcare.ui.pages.today.call_rows import NameOf
from shopcare.ui.pages.today.card.call_card import CallCardView, OutcomeLine, outcome_words
from shopcare.ui.pages.today.result.strip import GivenResult, Shown

DAYS_AHEAD = 7
"""So far proposals for another call look ahead."""


class CallSide(QWidget):
    """Shows the call that is selected in the list and carries its result out."""

    saved = Signal(object)
    """A try is on record, or the call was moved; carries its ``CallbackId``."""
    left = Signal()
    """Back to the list."""

    def __init__(self, context: PageContext, name_of: NameOf, scope: QWidget) -> None:
        """Make the card; the single keys work while the focus is in ``scope``."""
        super().__init__()
        self._context = context
        self._name_of = name_of
        self._undo: UndoCall | None = None
        shop = context.shop
        self._autosave = DraftAutosave(self, shop, context.write_queue, drafts.Form.CALLS)
        self.card = CallCardView(shop.now, self._unsatisfied_at_most, scope, self._autosave)
        self.rest = EmptyState("circle-check", "")
        self.outcome = OutcomeLine()
        self._stack = QStackedWidget()
        self._lay_out()
        self.card.area.given.connect(self._on_given)
        self.card.why_wanted.connect(self._on_why_wanted)
        self.card.facts.number.right_after_all.connect(self._on_right_number)
        self.card.left.connect(self.left)

    def _unsatisfied_at_most(self) -> int:
        return self._context.shop.schedule.unsatisfied_at_most

    def _lay_out(self) -> None:
        ground = Card()
        ground.body.addWidget(self.rest)
        self._stack.addWidget(ground)
        self._stack.addWidget(self.card)
        column_layout(self, SPACE_S, (self._stack, 1), self.outcome)

    def show_call(self, callback_id: CallbackId) -> None:
        """Show a call.

        Raises:
            Refusal: there is no such call, or ``entry_damaged``.
        """
        card = call_card(self._context.shop, callback_id)
        self.card.show_call(self._shown(card))
        self._stack.setCurrentWidget(self.card)

    def show_nothing(self, words: str) -> None:
        """Rest: no call is selected."""
        self.rest.say(words)
        self._stack.setCurrentIndex(0)

    def bring_back(self) -> CallbackId | None:
        """Hold what was typed for a try that was taken back; give its call, if there is one."""
        self.outcome.hide()
        undo, self._undo = self._undo, None
        if undo is None:
            return None
        for key, half in undo.half_typed.items():
            self._autosave.hold(key, half)
        return undo.callback_id

    def keep_draft(self) -> None:
        """Keep what is half filled in, now."""
        self._autosave.keep()

    def callback_id(self) -> CallbackId | None:
        """Give the call that is shown."""
        shown = self.card.shown if self._stack.currentWidget() is self.card else None
        return shown.callback_id if shown is not None else None

    def _shown(self, card: CallCard) -> Shown:
        shop, call = self._context.shop, card.row.callback
        windows = partial(shop.calendar.windows.moments, override=card.row.customer.call_hours)

        def proposals() -> Sequence[datetime]:
            now = shop.now()
            days = (now.date() + timedelta(days=ahead) for ahead in range(DAYS_AHEAD))
            return [opens for day in days for opens, _ends in windows(day) if opens > now]

        is_open = call.state is CallbackState.OPEN
        ends = call.needs_decision or call.case_id is not None
        return Shown(
            card=card,
            callback_id=call.id,
            is_open=is_open,
            points=talking_points(shop, call, tr),
            today=shop.now().date(),
            name_of=self._name_of,
            may_end=is_open and ends and shop.may_ask(Action.END_CALLS),
            may_withdraw=partial(may_withdraw, shop, call),
            windows=windows,
            proposals=proposals,
        )

    @Slot(object)
    def _on_given(self, given: GivenResult) -> None:
        call = self.callback_id()
        if call is None:
            return
        match given:
            case TryDraft():
                facts, is_reached = self.card.facts, given.result is CallResult.REACHED
                also = facts.household.ticked() if is_reached else ()
                draft = replace(given, phone=facts.number.dialled, also=also)
                trying = partial(callbacks.record_try, callback_id=call, draft=draft)
                self._submit(CallStep.TRY, call, trying, self._on_saved)
            case date():
                moving = partial(callbacks.set_day, callback_id=call, day=given)
                self._submit(CallStep.MOVE, call, moving, self._on_moved)
            case str():
                voiding = partial(void_call, callback_id=call, reason=given)
                self._submit(CallStep.VOID, call, voiding, self._on_voided)

    def _on_saved(self, tried: Tried) -> None:
        shown = self.card.shown
        name = shown.card.row.customer.name if shown else ""
        case_id = tried.opened_case or tried.reopened_case
        number = case_file(self._context.shop, case_id).case.number if case_id else ""
        words = outcome_words(tried, name, number, self._context.shop.now().date(), self._name_of)
        meaning = _meaning(tried)
        if case_id is not None or meaning is Meaning.AMBER:
            self.outcome.say(words, meaning, case_id)
        else:
            self.outcome.hide()
        self._finish(tried.callback.id, words)

    def _submit(
        self,
        step: CallStep,
        callback_id: CallbackId,
        operation: Operation[T],
        then: Callable[[T], None],
    ) -> None:
        """Carry out what ends the work on a call; what was typed for it goes with it."""
        self._autosave.keep()
        own = self._autosave.of_record(callback_id)
        if own:
            operation = self._autosave.saving(operation, *own)
        self._undo = UndoCall(step, callback_id, own)
        self._context.write_queue.submit(self.card.area, operation, then, self.card.area)

    def _on_moved(self, changes: Changes) -> None:
        assert changes.record_id is not None
        self.outcome.hide()
        self._finish(CallbackId(changes.record_id), tr("The call is moved to another day."))

    def _on_voided(self, changes: Changes) -> None:
        assert changes.record_id is not None
        self.outcome.hide()
        self._finish(CallbackId(changes.record_id), tr("Voided; it can still be read."))

    def _finish(self, callback_id: CallbackId, words: str) -> None:
        """Go on, say what was done and offer to take it back."""
        self.card.area.saved()
        self.saved.emit(callback_id)
        page_of(self).undo_offered.emit(words, self._undo)

    @Slot()
    def _on_why_wanted(self) -> None:
        shown = self.card.shown
        if shown is not None:
            callback = shown.card.row.callback
            self.card.explain(explain.why_call(self._context.shop, screen_catalog(), callback))

    @Slot(str)
    def _on_right_number(self, digits: str) -> None:
        shown = self.card.shown
        assert shown is not None
        operation = partial(
            mark_number, customer_id=shown.card.row.customer.id, digits=digits, wrong=False
        )  # C-14
        self._context.write_queue.submit(self.card, operation, self._on_number_right)

    def _on_number_right(self, _changes: Changes) -> None:
        page_of(self).message.emit(tr("The number is dialled again."))


def _meaning(tried: Tried) -> Meaning:
    if tried.callback.needs_decision:
        return Meaning.AMBER
    if tried.callback.state is CallbackState.OPEN or tried.callback.result is CallResult.DECLINED:
        return Meaning.INFO
    return Meaning.GREEN


@dataclass(frozen=True, slots=True)
class UndoCall:
    """Takes the last step of a call back, with everything that it led to."""

    step: CallStep
    callback_id: CallbackId
    half_typed: dict[DraftKey, HalfTyped]
    """What was typed for the result, to be held again."""

    def __call__(self, shop: Shop) -> Changes:
        """Take it back; carried out on the worker's thread."""
        undone = undo_call(shop, self.callback_id, self.step)
        return undone.changes.also(ChangeKind.UNDO)
