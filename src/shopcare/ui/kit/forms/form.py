"""A form made of rows: label above, field, help, and what is wrong with it below."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QScrollArea, QVBoxLayout, QWidget

from shopcare.domain.errors import Problem
from shopcare.ui.kit.fields.field import Field
from shopcare.ui.kit.forms.notice import ProblemLine
from shopcare.ui.kit.layout.box_layouts import STRETCH, add_items, column_layout, row_layout
from shopcare.ui.kit.layout.flow_line import FlowLine
from shopcare.ui.kit.style.tokens import SPACE_M, SPACE_S, SPACE_XL, SPACE_XS, Role, set_role
from shopcare.ui.kit.words.i18n import problem_text, tr


class FormRow(QWidget):
    """One field with everything that belongs to it."""

    def __init__(
        self,
        label: str,
        field: QWidget,
        *,
        required: bool = False,
        help_text: str = "",
        beside: QWidget | None = None,
    ) -> None:
        """Put the parts together.

        Args:
            label: with ``&`` before its mnemonic, if it has one.
            required: marked by a word.
            help_text: a short line below the field.
            beside: what the program knows about this field (a verdict, a weekday).
        """
        super().__init__()
        self.field = field
        self._plain = label.replace("&", "")
        self._help = help_text
        self._problem = ProblemLine()
        self._problem.hide()
        layout = column_layout(self, SPACE_XS, self._head(label, required))
        self._lay_out_field(layout, beside)
        if help_text:
            help_line = QLabel(help_text)
            help_line.setWordWrap(True)
            set_role(help_line, Role.CAPTION)
            layout.addWidget(help_line)
        add_items(layout, self._problem, STRETCH)
        self._tell_readers("")

    def _head(self, label: str, required: bool) -> QHBoxLayout:
        name = QLabel(label)
        name.setBuddy(self.field)
        head = row_layout(None, SPACE_S, name)
        if required:
            word = QLabel(tr("Required"))
            set_role(word, Role.CAPTION)
            head.addWidget(word)
        head.addStretch(1)
        return head

    def _lay_out_field(self, layout: QVBoxLayout, beside: QWidget | None) -> None:
        expanding = self.field.sizePolicy().expandingDirections()
        wide = bool(expanding & Qt.Orientation.Horizontal)
        if beside is None:
            line = row_layout(None, None, (self.field, 1 if wide else 0))
            if not wide:
                line.addStretch(1)
            layout.addLayout(line)
        else:
            both = FlowLine(SPACE_M, between_lines=SPACE_XS)
            both.add(self.field, stretch=1 if wide else 0)
            both.add(beside)
            layout.addWidget(both)

    def show_problem(self, sentence: str) -> None:
        """Show what is wrong and what to do; empty takes it away."""
        self._problem.say(sentence)
        self._problem.setVisible(bool(sentence))
        self.field.setProperty("wrong", bool(sentence))
        self.field.style().unpolish(self.field)
        self.field.style().polish(self.field)
        self._tell_readers(sentence)

    def problem_text(self) -> str:
        """Give the sentence that is shown."""
        return self._problem.text()

    @Slot()
    def come_into_view(self) -> None:
        """Scroll whatever the row lies on until its sentence is seen too."""
        around = self.parentWidget()
        while around is not None:
            if isinstance(around, QScrollArea):
                around.ensureWidgetVisible(self, 0, SPACE_M)
            around = around.parentWidget()

    def _tell_readers(self, sentence: str) -> None:
        description = " ".join(filter(None, (self._help, sentence)))
        typed_into = self.field.focusProxy()  # what a reader hears of; a button says its words
        fields = [self.field, typed_into] if isinstance(typed_into, QLineEdit) else [self.field]
        for field in fields:
            field.setAccessibleName(field.accessibleName() or self._plain)
            field.setAccessibleDescription(description)


class Form(QWidget):
    """Groups of rows, two columns at most. Takes problems from the write_queue."""

    edited = Signal()
    """Emitted by the page's own fields through ``connect``; never by ``show_problems``."""

    def __init__(self) -> None:
        super().__init__()
        self._rows: dict[str, FormRow] = {}
        self._general = ProblemLine()
        self._general.hide()
        self._layout = column_layout(self, SPACE_M, self._general)

    def group(self, title: str) -> None:
        """Begin a group of rows with a title."""
        words = QLabel(title)
        set_role(words, Role.EMPHASISED)
        if self._rows:
            self._layout.addSpacing(SPACE_M)
        self._layout.addWidget(words)

    def row(
        self,
        name: str,
        label: str,
        field: QWidget,
        *,
        required: bool = False,
        help_text: str = "",
        beside: QWidget | None = None,
    ) -> FormRow:
        """Add a row of its own.

        Args:
            name: the draft's field in code; problems find their row by it.
        """
        row = self.make_row(
            name, label, field, required=required, help_text=help_text, beside=beside
        )
        self._layout.addWidget(row)
        return row

    def make_row(
        self,
        name: str,
        label: str,
        field: QWidget,
        *,
        required: bool = False,
        help_text: str = "",
        beside: QWidget | None = None,
    ) -> FormRow:
        """Make a row that ``pair`` or the page's own layout places."""
        row = FormRow(label, field, required=required, help_text=help_text, beside=beside)
        self._rows[name] = row
        return row

    def pair(self, left: QWidget, right: QWidget) -> None:
        """Place two rows side by side where both have room."""
        line = FlowLine(SPACE_XL, between_lines=SPACE_M, top=True)
        line.add(left, stretch=1)
        line.add(right, stretch=1)
        self._layout.addWidget(line)

    def add(self, widget: QWidget) -> None:
        """Add something that is not a row: a card, a line of buttons."""
        self._layout.addWidget(widget)

    def end(self) -> None:
        """Push the rows to the top."""
        self._layout.addStretch(1)

    def form_row(self, name: str) -> FormRow:
        """Give the row of a field."""
        return self._rows[name]

    def check(self) -> bool:
        """Ask every field that is asked for whether it can be read; tell if all can."""
        self.clear_problems()
        found = []
        for name, row in self._rows.items():
            if row.isHidden() or not isinstance(row.field, Field):
                continue
            problem = row.field.problem()
            if problem is not None:
                found.append(Problem(field=name, code=problem.code, values=problem.values))
        if found:
            self.show_problems(found)
        return not found

    def show_problems(self, problems: Sequence[Problem]) -> None:
        """Show each problem beside its field, the rest on top; go to the first field."""
        self.clear_problems()
        general = []
        first: FormRow | None = None
        for problem in problems:
            row = self._row_of(problem.field)
            if row is None:
                general.append(problem_text(problem))
            elif not row.problem_text():
                row.show_problem(problem_text(problem))
                first = first or row
        if general:
            self.show_refusal("\n".join(general))
        if first is not None:
            first.field.setFocus(Qt.FocusReason.OtherFocusReason)
            QTimer.singleShot(0, first, first.come_into_view)  # once its sentence has its room

    def show_refusal(self, sentence: str) -> None:
        """Show a sentence that belongs to no single field."""
        self._general.say(sentence)
        self._general.show()

    def clear_problems(self) -> None:
        """Take every shown problem away."""
        self._general.say("")
        self._general.hide()
        for row in self._rows.values():
            if row.problem_text():
                row.show_problem("")

    def problem_texts(self) -> dict[str, str]:
        """Give the sentences that are shown, by field; the general one under ``""``."""
        shown = {name: row.problem_text() for name, row in self._rows.items()}
        shown[""] = self._general.text()
        return {name: text for name, text in shown.items() if text}

    def _row_of(self, field: str) -> FormRow | None:
        """Find the row of ``phones``, also for ``phones[1]`` or ``phones.kind``."""
        whole = field.partition("[")[0].partition(".")[0]
        return self._rows.get(field) or self._rows.get(whole)
