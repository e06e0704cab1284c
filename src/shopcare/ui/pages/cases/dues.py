"""Deadlines and calls of a case: what, when, how it stands, and why that day."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QWidget

from shopcare.domain.calls.callback import Callback, CallbackState
from shopcare.domain.cases.deadline import Deadline
from shopcare.services.calls.explain import Explained
from shopcare.ui.kit.forms.explanation import WhyBox
from shopcare.ui.kit.layout.box_layouts import column_layout, grid_layout, used_lines
from shopcare.ui.kit.layout.card import Caption, SectionTitle, Words
from shopcare.ui.kit.navigation import RecordLink
from shopcare.ui.kit.style.tokens import SPACE_M, SPACE_S
from shopcare.ui.kit.widgets.buttons import quiet_button, sign_button
from shopcare.ui.kit.widgets.chip import Chip
from shopcare.ui.kit.words.i18n import tr
from shopcare.ui.pages.cases.due_words import Due

Explain = Callable[[Deadline | Callback], Explained]


class DueLine(QWidget):
    """One deadline or call, with its explanation folded away."""

    def __init__(self, explain: Explain) -> None:
        super().__init__()
        self._explain = explain
        self.due: Due | None = None
        self.what = Words()
        self.when = Caption()
        self.chip = Chip()
        self.why_button = quiet_button(tr("Why this day?"), "chevron-right")
        self.why_button.setCheckable(True)
        self.open_button = sign_button("phone", tr("Open the call"))
        self.why = WhyBox()
        self._lay_out()
        self.why_button.toggled.connect(self._on_toggled)
        self._call = RecordLink(self.open_button, "callback")

    def show_due(self, due: Due) -> None:
        """Show another deadline or call."""
        is_same = self.due is not None and self.due.record == due.record
        self.due = due
        self.what.setText(due.what)
        self.when.setText(due.when)
        self.chip.say(due.state, due.meaning)
        call = due.record
        is_open_call = isinstance(call, Callback) and call.state is CallbackState.OPEN
        self._call.record_id = call.id
        self.open_button.setVisible(is_open_call)
        if not is_same:
            self.why_button.setChecked(False)
            self.why.hide()

    def _lay_out(self) -> None:
        grid = grid_layout(None, SPACE_S, 0, stretch=0)
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        grid.addWidget(self.what, 0, 0)
        grid.addWidget(self.chip, 0, 1, 1, 2, right)
        grid.addWidget(self.when, 1, 0, Qt.AlignmentFlag.AlignVCenter)
        grid.addWidget(self.open_button, 1, 1)
        grid.addWidget(self.why_button, 1, 2, right)
        column_layout(self, SPACE_S, grid, self.why)

    @Slot(bool)
    def _on_toggled(self, opened: bool) -> None:
        if opened and self.due is not None:
            self.why.explain(self._explain(self.due.record))
        self.why.setVisible(opened)


class DueList(QWidget):
    """A title and as many lines as there are; lines are made once and used again."""

    def __init__(self, title: str, explain: Explain) -> None:
        """Make the list.

        Args:
            explain: says how a date came about.
        """
        super().__init__()
        self._explain = explain
        self.lines: list[DueLine] = []
        self._layout = column_layout(self, SPACE_M, SectionTitle(title))

    def show_dues(self, dues: Sequence[Due]) -> None:
        """Show other lines; nothing hides the whole list."""
        for line, due in used_lines(self._layout, self.lines, dues, self._line):
            line.show_due(due)
        self.setVisible(bool(dues))

    def _line(self) -> DueLine:
        return DueLine(self._explain)

    def shown(self) -> list[DueLine]:
        """List the lines that are in use."""
        return [line for line in self.lines if not line.isHidden()]
