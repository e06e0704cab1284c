"""The calls of a customer: what is due and why, and every try that was made."""

from collections.abc import Callable, Sequence
from datetime import datetime

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from shopcare.domain.calls.callback import (
    UNSUCCESSFUL,
    CallAttempt,
    Callback,
    CallbackState,
    CallResult,
)
from shopcare.domain.people.customer import Customer
from shopcare.domain.shop.audit import Voided
from shopcare.services.calls.planned_calls import Planned
from shopcare.ui.kit.context.page_context import PageContext
from shopcare.ui.kit.layout.box_layouts import column_layout, line_of
from shopcare.ui.kit.layout.card import Caption, Words
from shopcare.ui.kit.navigation import page_of
from shopcare.ui.kit.style.tokens import SPACE_XS, Meaning
from shopcare.ui.kit.widgets.buttons import plain_button
from shopcare.ui.kit.widgets.chip import Chip
from shopcare.ui.kit.words.formatting import moment_words, near_day_words, voided_words
from shopcare.ui.kit.words.i18n import label, tr
from shopcare.ui.pages.customers.file.call_form import CallForm
from shopcare.ui.pages.customers.file.open_call import OpenCall, Why
from shopcare.ui.pages.customers.parts import Section

NameOf = Callable[[int | None], str]


class Calls(Section):
    """Open calls first, with their day and its reason; then the contacts, the newest first."""

    def __init__(self, context: PageContext, why: Why, name_of: NameOf) -> None:
        super().__init__(tr("No call so far."))
        self._context = context
        self._why = why
        self._name_of = name_of
        self.open_calls: list[OpenCall] = []
        self._customer: Customer | None = None
        self.plan_button = plain_button(tr("Plan a call"), "plus")
        self.head.addWidget(self.plan_button)
        self.plan_button.clicked.connect(self._on_plan)

    def show_calls(
        self, customer: Customer, callbacks: Sequence[Callback], attempts: Sequence[CallAttempt]
    ) -> None:
        """Show a customer's calls."""
        if self._customer is None or self._customer.id != customer.id:
            self.close_entry()
        self._customer = customer
        now = self._context.shop.now()
        due = [call for call in callbacks if call.state is CallbackState.OPEN]
        due.sort(key=lambda call: (call.due_on, call.id))
        self.open_calls = [OpenCall(self._context, call, self._why, now.date()) for call in due]
        purposes = {call.id: label(call.purpose) for call in callbacks}
        tries = sorted(attempts, key=lambda attempt: attempt.at, reverse=True)
        limit = self._context.shop.schedule.unsatisfied_at_most if tries else 0
        voided_ids = {call.id for call in callbacks if call.voided}
        made = [self._try(attempt, purposes[attempt.callback_id], now, limit) for attempt in tries]
        voided = [self._voided(call, call.voided, now) for call in callbacks if call.voided]
        counted = [attempt for attempt in tries if attempt.callback_id not in voided_ids]
        self.set_title(_title(len(due), len(counted)))
        self.set_entries([*self.open_calls, *made, *voided], unfolded=len(due) + 3)

    @Slot()
    def _on_plan(self) -> None:
        if self._customer is None:
            return
        form = CallForm(self._context, self._customer)
        form.saved.connect(self._on_planned)
        self.open_entry(form, form.left, self.plan_button)
        form.focus_first()

    @Slot(object)
    def _on_planned(self, planned: Planned) -> None:
        self.close_entry()
        day = near_day_words(planned.callback.due_on, self._context.shop.today())
        page_of(self).message.emit(tr("A call is planned: {day}.", day=day))

    def _voided(self, call: Callback, voided: Voided, now: datetime) -> QWidget:
        """Show a call that is out of every count (W-8)."""
        said = voided_words(voided, self._name_of(voided.by), now.date())
        entry = QWidget()
        head = line_of(Words(label(call.purpose), wrap=False), Chip(tr("Voided")))
        column_layout(entry, SPACE_XS, head, Caption(said))
        return entry

    def _try(self, attempt: CallAttempt, purpose: str, now: datetime, limit: int) -> QWidget:
        entry = QWidget()
        rows = column_layout(entry, SPACE_XS)
        result = label(attempt.result)
        if attempt.satisfaction is not None:
            result = tr("{result}, {n} of 5", result=result, n=attempt.satisfaction)
        when = moment_words(attempt.at.astimezone(now.tzinfo))
        by = self._name_of(attempt.by)
        caption = Caption(" · ".join(filter(None, (when, by))), wrap=False)
        chip = Chip(result, _meaning(attempt, limit))
        rows.addWidget(line_of(Words(purpose, wrap=False), chip, caption))
        said = [label(attempt.mood)] if attempt.mood is not None else []
        said += [attempt.note] if attempt.note else []
        if said:
            rows.addWidget(Caption(" · ".join(said)))
        return entry


def _title(due: int, made: int) -> str:
    if not due and not made:
        return tr("Calls")
    return tr("Calls · {due} due, {made} made", due=due, made=made)


def _meaning(attempt: CallAttempt, unsatisfied_at_most: int) -> Meaning:
    if attempt.result in UNSUCCESSFUL:
        return Meaning.AMBER
    if attempt.result is CallResult.COMPLAINT:
        return Meaning.RED
    if attempt.satisfaction is not None and attempt.satisfaction <= unsatisfied_at_most:
        return Meaning.RED
    return Meaning.GREEN if attempt.result is CallResult.REACHED else Meaning.INFO
