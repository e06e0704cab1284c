"""One clause or list of texts: what it says, where it comes from, and its change."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QPushButton

from shopcare.domain.errors import Problem
from shopcare.domain.people.staff import Action
from shopcare.domain.policy.clause import Basis
from shopcare.domain.policy.policy_changes import PolicyChangeDraft
from shopcare.language.verdict_words import BASES
from shopcare.services.drafts import Form
from shopcare.services.policies import policy_changes
from shopcare.services.policies.policy_changes import PolicyChanged, Touched
from shopcare.services.shop import Shop
from shopcare.ui.kit.context.draft_autosave import DraftAutosave
from shopcare.ui.kit.context.operation import Operation
from shopcare.ui.kit.context.page_context import PageContext
from shopcare.ui.kit.forms.notice import NoticeLine
from shopcare.ui.kit.layout.box_layouts import column_layout, empty_layout, row_layout
from shopcare.ui.kit.layout.card import Caption, Card, Words
from shopcare.ui.kit.navigation import page_of
from shopcare.ui.kit.style.tokens import SPACE_XS, Meaning
from shopcare.ui.kit.widgets.buttons import plain_button
from shopcare.ui.kit.widgets.chip import Chip
from shopcare.ui.kit.words.formatting import day_words
from shopcare.ui.kit.words.i18n import ntr, tr
from shopcare.ui.pages.policy.facts import TITLES, PolicyEntry, said_texts
from shopcare.ui.pages.policy.form import ChangeForm
from shopcare.ui.pages.policy.made_changes import MadeChanges

_MOST_NAMED = 6


class EntryCard(Card):
    """What a change touches is shown before it is saved; where it touches nothing, it is saved."""

    def __init__(self, context: PageContext, save_button: QPushButton) -> None:
        """Take the page's main action, which saves what is typed here."""
        super().__init__()
        self._context = context
        self.save_button = save_button
        self.entry: PolicyEntry | None = None
        self.form: ChangeForm | None = None
        self._seen: list[PolicyChangeDraft] = []
        """The changes of which is shown what they touch."""
        self._autosave = DraftAutosave(self, context.shop, context.write_queue, Form.POLICY)
        self._chips = row_layout(spacing=SPACE_XS)
        self._said = Words(selectable=True)
        self._source = Caption()
        self.only = Caption()
        self.touches = NoticeLine(Meaning.AMBER)
        self.discard_button = plain_button(tr("Discard changes"), "undo-2")
        self.made = MadeChanges(context)
        self._form_place = column_layout()
        self._lay_out()
        self.save_button.clicked.connect(self._on_save)
        self.discard_button.clicked.connect(self._on_discard)

    def _lay_out(self) -> None:
        self.body.addLayout(self._chips)
        for widget in (self._said, self._source, self.only):
            self.body.addWidget(widget)
        self.body.addLayout(self._form_place)
        self.body.addWidget(self.touches)
        self.body.addWidget(self.made)
        self.body.addStretch(1)

    def show_entry(self, entry: PolicyEntry) -> None:
        """Show an entry; what is half typed about the same one stays."""
        is_same = self.entry is not None and self.entry.key == entry.key
        is_typed = self.form is not None and self.form.is_changed()
        self.entry = entry
        self._say(entry)
        self.made.show_changes(entry)
        if not (is_same and is_typed):
            self._make_form(entry)

    def half_typed(self) -> str:
        """Name the entry that was left half typed when the program ended; empty for none."""
        keys = list(self._autosave.half_typed())
        return keys[-1].form if keys else ""

    def keep(self) -> None:
        """Keep what is half typed, now."""
        self._autosave.keep()

    def is_changed(self) -> bool:
        """Tell whether something is typed that is not saved."""
        return self.form is not None and self.form.is_changed()

    def focus_form(self) -> None:
        """Go to the first field that can be changed."""
        if self.form is not None:
            self.form.focus_first()

    def _say(self, entry: PolicyEntry) -> None:
        empty_layout(self._chips)
        clause, manager = entry.clause, self._context.shop.may_ask(Action.CHANGE_POLICY)
        basis = clause.basis if clause is not None else Basis.SHOP
        chips = [Chip(entry.rule), *([Chip(tr(BASES[basis]))] if clause is not None else [])]
        if entry.changes:
            chips.append(Chip(tr("Changed by the shop"), Meaning.INFO))
        for chip in chips:
            self._chips.addWidget(chip)
        self._chips.addStretch(1)
        self._said.setText(entry.title if clause else tr(TITLES[entry.subject]))
        texts = "\n".join(said_texts(entry.texts))
        self._source.setText("\n".join(filter(None, (_origin(entry), "" if manager else texts))))
        self._source.setVisible(bool(self._source.text()))
        self.only.setText(_why_not(entry, manager=manager))
        self.only.setVisible(bool(self.only.text()))

    def _make_form(self, entry: PolicyEntry) -> None:
        empty_layout(self._form_place)
        if self.form is not None:
            self._autosave.leave(self.form.draft_key)
        self.form = None
        is_managers = self._context.shop.may_ask(Action.CHANGE_POLICY)
        self.save_button.setVisible(is_managers)
        if entry.fields and is_managers:
            self.form = ChangeForm(self._context.shop, entry)
            self.form.edited.connect(self._on_edited)
            self._form_place.addWidget(self.form)
            self._autosave.watch(self.form.draft_key, self.form)
        self._on_edited()

    @Slot()
    def _on_edited(self) -> None:
        self._seen = []
        self.touches.hide()
        self.save_button.setText(tr("Save this change"))
        self.save_button.setEnabled(self.is_changed())
        self.discard_button.setVisible(self.is_changed())

    @Slot()
    def _on_discard(self) -> None:
        assert self.entry is not None
        self._let_go()
        self._make_form(self.entry)
        self.focus_form()

    @Slot()
    def _on_save(self) -> None:
        form = self.form
        if form is None or not form.check():
            return
        drafts = form.changes()
        if not drafts:
            form.show_problems([Problem(field="", code="policy_change_nothing")])
        elif drafts == self._seen:
            self._save(drafts)
        else:
            self._seen = drafts
            self._context.write_queue.submit(self.save_button, _seeing(drafts), self._on_seen, form)

    def _on_seen(self, touched: Touched) -> None:
        """Show what is touched; where nothing is, there is nothing to be asked."""
        words = _touched_words(touched)
        if not words:
            self._save(self._seen)
            return
        self.touches.say(words)
        self.touches.show()
        self.save_button.setText(tr("Save anyway"))
        self.save_button.setFocus()

    def _save(self, drafts: list[PolicyChangeDraft]) -> None:
        assert self.form is not None
        making = partial(policy_changes.change_policy, drafts=drafts)
        operation = self._autosave.saving(making, self.form.draft_key)
        self._context.write_queue.submit(self.save_button, operation, self._on_saved, self.form)

    def _let_go(self) -> None:
        """Forget what is typed: it is saved, or given up on purpose."""
        if self.form is not None:
            self._autosave.drop(self.form.draft_key)
        self.form = None

    def _on_saved(self, made: PolicyChanged) -> None:
        day = self._seen[0].from_on
        self._let_go()  # made anew when the page looks again
        self._seen = []
        words = tr("In force from {day}.", day=day_words(day))
        page_of(self).undo_offered.emit(words, partial(policy_changes.withdraw, ids=made.ids))


def _origin(entry: PolicyEntry) -> str:
    clause = entry.clause
    if clause is None:
        return ""
    return tr("Source: {source}", source=clause.article or clause.source)


def _why_not(entry: PolicyEntry, *, manager: bool) -> str:
    """Say why there is nothing to be changed."""
    if entry.clause is not None and entry.clause.basis is Basis.LAW:
        return tr("The law stands above the policy; the shop cannot change it.")
    if not entry.fields:
        return tr("There is no figure in it that could be changed.")
    return "" if manager else tr("A manager can change this.")


def _touched_words(touched: Touched) -> str:
    said = []
    if touched.cases:
        numbers = [case.number for case in touched.cases[:_MOST_NAMED]]
        if len(touched.cases) > _MOST_NAMED:
            numbers.append("…")
        listed = tr(", ").join(numbers)
        said.append(tr("The verdict changes for these open cases: {cases}", cases=listed))
    if planned := touched.planned_calls + touched.planned_deadlines:
        said.append(
            ntr(
                "{n} call or deadline stays as it was planned.",
                "{n} calls and deadlines stay as they were planned.",
                planned,
            )
        )
    return "\n".join(said)


def _seeing(drafts: Sequence[PolicyChangeDraft]) -> Operation[Touched]:
    def see(shop: Shop) -> Touched:
        return policy_changes.touched(shop, policy_changes.checked(shop, drafts))

    return see
