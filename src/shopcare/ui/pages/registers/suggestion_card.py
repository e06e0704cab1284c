"""A suggestion: who sees to it, what came of it, the reward (G-12, B-6)."""

from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import Slot

from shopcare.domain.feedback.suggestion import (
    SettledDraft,
    Suggestion,
    SuggestionDraft,
    SuggestionOutcome,
)
from shopcare.services.contact import suggestions
from shopcare.services.payments.gifts import gift_items
from shopcare.services.people.customers import customer
from shopcare.ui.kit.context.draft_autosave import DraftAutosave, DraftKey
from shopcare.ui.kit.context.page_context import PageContext
from shopcare.ui.kit.fields.choice_fields import ChoiceLine, WordBox
from shopcare.ui.kit.fields.text_fields import LineEdit, TextArea
from shopcare.ui.kit.forms.bound_form import BoundForm, FieldSpec
from shopcare.ui.kit.forms.feedback_forms import SuggestionForm
from shopcare.ui.kit.layout.box_layouts import STRETCH, add_items, line_of
from shopcare.ui.kit.layout.card import SectionTitle
from shopcare.ui.kit.navigation import page_of
from shopcare.ui.kit.widgets.buttons import main_button, plain_button, quiet_button
from shopcare.ui.kit.words.formatting import day_words
from shopcare.ui.kit.words.i18n import label, tr
from shopcare.ui.pages.registers.entry_card import EntryCard

CARE = "suggestion"
SETTLING = "settling"
"""The forms whose half-typed words are kept."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Voiding:
    """Why a suggestion is voided."""

    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reward:
    """What is given for a suggestion."""

    reward: str = ""


class SuggestionCard(EntryCard):
    """The form of a new or open suggestion, and of what came of it."""

    def __init__(
        self, context: PageContext, autosave: DraftAutosave, one: Suggestion | None
    ) -> None:
        """Show a suggestion; None: a new one."""
        super().__init__(tr("New suggestion") if one is None else tr("Suggestion"))
        self._context = context
        self.one = one
        self.record_id = one.id if one is not None else 0
        self.form: SuggestionForm | None = None
        self.settle_form: BoundForm[SettledDraft] | None = None
        self.void_form: BoundForm[Voiding] | None = None
        self.case_button = plain_button(tr("Open the case"), "clipboard-list")
        self.customer_button = plain_button(tr("Open the customer's file"), "user")
        self.case_button.clicked.connect(self._on_case)
        self.customer_button.clicked.connect(self._on_customer)
        if one is not None:
            self._show_source(one)
        if one is None or one.is_open:
            self._make_form(autosave, one)
        else:
            self._show_result(one)
        if one is not None and one.is_open:
            self._make_settling(autosave, one)
        if one is not None:
            self._make_voiding()
        add_items(self.body, STRETCH)

    def start(self) -> None:
        """Begin with the first field."""
        if self.form is not None:
            self.form.focus_first()
        else:
            self.customer_button.setFocus()

    def _show_source(self, one: Suggestion) -> None:
        who = ""
        if one.customer_id is not None:
            who = customer(self._context.shop, one.customer_id).name
        self.show_facts(
            (tr("Customer"), who),
            (tr("Recorded"), day_words(one.made_at.date())),
            (tr("Recorded by"), self._context.shop.name_of(one.made_by)),
        )
        self.body.addWidget(line_of(self.case_button, self.customer_button))
        self.case_button.setVisible(one.case_id is not None)
        self.customer_button.setVisible(one.customer_id is not None)

    def _make_form(self, autosave: DraftAutosave, one: Suggestion | None) -> None:
        self.form = SuggestionForm(self._context.shop, one or SuggestionDraft())
        autosave.watch(DraftKey(CARE, self.record_id), self.form)
        save = self.main_button = main_button(tr("Save the suggestion"), "check")
        save.clicked.connect(self.save)
        add_items(self.body, self.form, line_of(save))

    def _make_settling(self, autosave: DraftAutosave, one: Suggestion) -> None:
        outcomes = ChoiceLine(tuple(SuggestionOutcome), columns=2)
        form = self.settle_form = BoundForm(
            SettledDraft(),
            FieldSpec("outcome", tr("Result"), outcomes),
            FieldSpec("result", tr("What came of it"), TextArea(2, 6)),
            FieldSpec("reward", tr("Reward"), self._reward_box()),
        )
        form.form_row("reward").setVisible(one.customer_id is not None)
        form.load(SettledDraft(outcome=None))
        autosave.watch(DraftKey(SETTLING, self.record_id), form)
        self.settle_button = plain_button(tr("Settle the suggestion"), "circle-check")
        self.settle_button.clicked.connect(self._on_settle)
        title = SectionTitle(tr("What came of it"))
        add_items(self.body, title, form, line_of(self.settle_button))

    def _reward_box(self) -> WordBox:
        return WordBox([item.name for item in gift_items(self._context.shop)], 14)

    def _show_result(self, one: Suggestion) -> None:
        self.show_facts(
            (tr("Suggestion"), one.what),
            (tr("Owner"), self._context.shop.name_of(one.owner_id)),
            (tr("Measure"), one.measure),
            (tr("Result"), label(one.outcome) if one.outcome else ""),
            (tr("What came of it"), one.result),
            (tr("Reward"), tr("given") if one.gift_id else ""),
        )
        if one.wants_reward:
            self.reward_form = BoundForm(
                Reward(), FieldSpec("reward", tr("Reward"), self._reward_box())
            )
            self.reward_form.load(Reward())
            reward = plain_button(tr("Give the reward"), "check")
            reward.clicked.connect(self._on_reward)
            add_items(self.body, self.reward_form, line_of(reward))

    def _make_voiding(self) -> None:
        self.void_form = BoundForm(Voiding(), FieldSpec("reason", tr("Reason"), LineEdit()))
        self.void_form.load(Voiding())
        self.void_form.hide()
        self.void_button = quiet_button(tr("Void the suggestion"), "trash-2")
        self.void_button.clicked.connect(self._on_void)
        add_items(self.body, self.void_form, line_of(self.void_button))

    @Slot()
    def save(self) -> None:
        """Have the form saved."""
        if self.form is None or not self.form.check():
            return
        draft = self.form.draft()
        operation = partial(suggestions.add, draft=draft)
        if self.one is not None:
            operation = partial(suggestions.change, suggestion_id=self.one.id, draft=draft)
        self.wanted.emit(operation, self.form, tr("The suggestion is saved."))

    @Slot()
    def _on_settle(self) -> None:
        form, one = self.settle_form, self.one
        if form is not None and one is not None and form.check():
            draft = form.draft()
            operation = partial(suggestions.settle, suggestion_id=one.id, draft=draft)
            self.wanted.emit(operation, form, tr("The suggestion is settled."))

    @Slot()
    def _on_reward(self) -> None:
        if self.one is not None:
            what = self.reward_form.draft().reward
            operation = partial(suggestions.reward, suggestion_id=self.one.id, what=what)
            self.wanted.emit(operation, self.reward_form, tr("The reward is recorded."))

    @Slot()
    def _on_void(self) -> None:
        form, one = self.void_form, self.one
        assert form is not None and one is not None
        if form.isHidden():  # the first press asks why
            form.show()
            form.focus_first()
            return
        reason = form.draft().reason
        operation = partial(suggestions.void, suggestion_id=one.id, reason=reason)
        self.wanted.emit(operation, form, tr("The suggestion is voided."))

    @Slot()
    def _on_case(self) -> None:
        if self.one is not None and self.one.case_id is not None:
            page_of(self).open_wanted("case", self.one.case_id)

    @Slot()
    def _on_customer(self) -> None:
        if self.one is not None and self.one.customer_id is not None:
            page_of(self).open_wanted("customer", self.one.customer_id)
