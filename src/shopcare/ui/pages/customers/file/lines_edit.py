"""The products of a receipt as one field of its form: lines that are added and taken off."""

from collections.abc import Sequence

from PySide6.QtCore import Slot

from shopcare.domain.policy.policy import Policy
from shopcare.domain.purchases.purchase import MOST_LINES, PurchaseLineDraft
from shopcare.ui.kit.fields.choice_fields import NoProblem
from shopcare.ui.kit.forms.lines_field import LinesField
from shopcare.ui.kit.layout.box_layouts import column_layout, line_of
from shopcare.ui.kit.style.tokens import SPACE_L, SPACE_M
from shopcare.ui.kit.widgets.buttons import quiet_button
from shopcare.ui.kit.words.i18n import tr
from shopcare.ui.pages.customers.file.line_form import LineForm


class LinesEdit(LinesField[LineForm], NoProblem):
    """One line at least; what is wrong with a line it says itself, see ``check``."""

    def __init__(self, policy: Policy) -> None:
        super().__init__(SPACE_L)
        self._policy = policy
        self.add_button = quiet_button(tr("Another product"), "plus")
        column_layout(self, SPACE_M, self.below, line_of(self.add_button))
        self._add()
        self.add_button.clicked.connect(self._on_add)

    def value(self) -> tuple[PurchaseLineDraft, ...]:
        """Give the lines that say something; the first one always counts."""
        return tuple(line.draft() for line in self._used())

    def set_value(self, drafts: Sequence[PurchaseLineDraft]) -> None:
        """Show products."""
        self._make(len(drafts))
        for line, draft in zip(self.lines, drafts, strict=False):
            line.load(draft)

    def typed(self) -> list[object]:
        """Give what is typed, line by line."""
        return [line.typed() for line in self.lines]

    def restore(self, typed: object) -> None:
        """Show again what was typed."""
        lines = [one for one in typed if isinstance(one, dict)] if isinstance(typed, list) else []
        self._make(len(lines))
        for line, one in zip(self.lines, lines, strict=False):
            line.restore(one)

    def filled_lines(self) -> tuple[PurchaseLineDraft, ...]:
        """Give the lines into which something is typed."""
        return tuple(line.draft() for line in self.lines if line.is_changed())

    def check(self) -> bool:
        """Ask every line that counts."""
        fine = [line.check() for line in self._used()]
        return all(fine)

    def setFocus(self, *_reason: object) -> None:
        """Go to the first line; the lines come and go, so no proxy can stand for it."""
        self.lines[0].focus_first()

    def _used(self) -> list[LineForm]:
        return [line for line in self.lines if line is self.lines[0] or line.is_changed()]

    def _make(self, count: int) -> None:
        """Have so many empty lines."""
        for line in self.lines[max(1, count) :]:
            self.take_off(line)
        while len(self.lines) < count:
            self._add()
        for line in self.lines:
            line.reset()

    def _add(self) -> LineForm:
        line = LineForm(self._policy)
        return self.add_line(line, line.edited, line.removed)

    def show_count(self) -> None:
        """Let the last line stay, and offer another one as long as there may be one."""
        for line in self.lines:
            line.remove_button.setVisible(len(self.lines) > 1)
        self.add_button.setEnabled(len(self.lines) < MOST_LINES)

    @Slot()
    def _on_add(self) -> None:
        self._add().focus_first()
        self.edited.emit()
