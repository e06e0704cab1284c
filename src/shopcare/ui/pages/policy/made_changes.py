"""The shop's own changes of one clause, and withdrawing those that are not in force yet."""

from functools import partial
from typing import Final

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QPushButton, QWidget

from shopcare.domain.people.staff import Action
from shopcare.domain.policy.policy_changes import NUMBERS, TEXTS, PolicyChange
from shopcare.language.clause_words import chosen_text, figure_label, unit_text
from shopcare.services.policies import policy_changes
from shopcare.services.policies.policy_changes import PolicyChanged
from shopcare.services.shop import Shop
from shopcare.ui.kit.context.page_context import PageContext
from shopcare.ui.kit.layout.box_layouts import column_layout, empty_layout, row_layout
from shopcare.ui.kit.layout.card import Caption, SectionTitle, Words
from shopcare.ui.kit.navigation import page_of
from shopcare.ui.kit.style.tokens import SPACE_S, SPACE_XS
from shopcare.ui.kit.widgets.buttons import quiet_button
from shopcare.ui.kit.words.formatting import day_words
from shopcare.ui.kit.words.i18n import screen_catalog, tr
from shopcare.ui.pages.policy.facts import PolicyEntry

_LONGEST: Final = 60


class MadeChanges(QWidget):
    """One line for each change, the latest first."""

    def __init__(self, context: PageContext) -> None:
        super().__init__()
        self._context = context
        self._changes: dict[QPushButton, PolicyChange] = {}
        self.buttons: list[QPushButton] = []
        self._lines = column_layout(spacing=SPACE_XS)
        layout = column_layout(self, SPACE_S, SectionTitle(tr("Changes by the shop")))
        layout.addLayout(self._lines)

    def show_changes(self, entry: PolicyEntry) -> None:
        """Show the changes of an entry; nothing where there is none."""
        empty_layout(self._lines)
        self._changes, self.buttons = {}, []
        for change in entry.changes:
            self._lines.addWidget(self._line(change))
        self.setVisible(bool(entry.changes))

    def _line(self, change: PolicyChange) -> QWidget:
        shop = self._context.shop
        line = QWidget()
        said = column_layout(None, 0)
        said.addWidget(Words(tr("From {day}: {what}", day=day_words(change.from_on),
                                what=change_words(shop, change))))  # fmt: skip
        said.addWidget(Caption(shop.name_of(change.made_by)))
        row = row_layout(line, SPACE_S)
        row.addLayout(said, 1)
        if change.from_on >= shop.today() and shop.may_ask(Action.CHANGE_POLICY):
            button = quiet_button(tr("Withdraw"), "undo-2")
            button.clicked.connect(self._on_withdraw)
            self._changes[button] = change
            self.buttons.append(button)
            row.addWidget(button)
        return line

    @Slot()
    def _on_withdraw(self) -> None:
        button = self.sender()
        assert isinstance(button, QPushButton)
        change = self._changes[button]
        self._last = change
        # the lines may be made anew meanwhile, and the button with them
        operation = partial(policy_changes.withdraw, ids=(change.id,))
        self._context.write_queue.submit(self, operation, self._on_withdrawn)

    def _on_withdrawn(self, _done: PolicyChanged) -> None:
        making_again = partial(policy_changes.change_policy, drafts=(self._last.draft(),))
        page_of(self).undo_offered.emit(tr("Withdrawn."), making_again)


def change_words(shop: Shop, change: PolicyChange) -> str:
    """Say what a change says: the figure with its unit, what was chosen, the texts."""
    words = screen_catalog()
    if change.unit is not None:
        name = change.field.removeprefix(NUMBERS)
        said = unit_text(words, change.unit, change.numbers)
        return f"{figure_label(words, name, shop.policy.services)} {said}"
    if change.field != TEXTS:
        return chosen_text(words, change, shop.policy.services)
    texts = " ".join(change.texts) or words.text("none")
    return texts if len(texts) <= _LONGEST else f"{texts[:_LONGEST]}…"
