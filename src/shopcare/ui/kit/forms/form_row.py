"""A row of a form: label above, field, help, and what is wrong with it below."""

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QScrollArea, QVBoxLayout, QWidget

from shopcare.ui.kit.forms.notice import ProblemLine
from shopcare.ui.kit.layout.box_layouts import (
    STRETCH,
    add_items,
    column_layout,
    line_of,
    row_layout,
)
from shopcare.ui.kit.layout.card import Caption
from shopcare.ui.kit.style.tokens import SPACE_M, SPACE_S, SPACE_XS
from shopcare.ui.kit.words.i18n import tr


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
        self._help = " ".join(filter(None, (tr("Required") if required else "", help_text)))
        """What a screen reader says of the field besides its name."""
        self._problem = ProblemLine()
        layout = column_layout(self, SPACE_XS)
        layout.addLayout(self._head(label, required))
        self._lay_out_field(layout, beside)
        if help_text:
            layout.addWidget(Caption(help_text))
        add_items(layout, self._problem, STRETCH)
        self._tell_readers("")

    def _head(self, label: str, required: bool) -> QHBoxLayout:
        name = QLabel(label)
        if (typed_into := self.field.focusProxy()) is not None:
            # A label's mnemonic passes by a field that takes no focus, though a part of it would.
            self.field.setFocusPolicy(typed_into.focusPolicy())
        name.setBuddy(self.field)
        marks = [Caption(tr("Required"), wrap=False)] if required else []
        return row_layout(None, SPACE_S, name, *marks, STRETCH)

    def _lay_out_field(self, layout: QVBoxLayout, beside: QWidget | None) -> None:
        expanding = self.field.sizePolicy().expandingDirections()
        wide = bool(expanding & Qt.Orientation.Horizontal)
        if beside is None:
            line = row_layout(None, None, (self.field, 1 if wide else 0))
            if not wide:
                line.addStretch(1)
            layout.addLayout(line)
        else:
            both = line_of(
                (self.field, 1 if wide else 0), beside, spacing=SPACE_M, between_lines=SPACE_XS
            )
            layout.addWidget(both)

    def show_problem(self, sentence: str) -> None:
        """Show what is wrong and what to do; empty takes it away."""
        self._problem.tell(sentence)
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
