"""Marks on a sketch or a photo, each with its word (X-4)."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QLabel, QWidget

from shopcare.domain.goods.condition import Mark
from shopcare.language.catalog import mark
from shopcare.ui.kit.fields.choice_fields import NoProblem, WordBox
from shopcare.ui.kit.forms.lines_field import LinesField
from shopcare.ui.kit.layout.box_layouts import column_layout, row_layout
from shopcare.ui.kit.style.tokens import SPACE_S
from shopcare.ui.kit.widgets.buttons import sign_button
from shopcare.ui.kit.widgets.marked_view import MarkedView
from shopcare.ui.kit.words.i18n import tr

USUAL: Final = (
    mark("scratch"),
    mark("crack"),
    mark("stain"),
    mark("worn"),
    mark("dent"),
    mark("loose"),
    mark("missing"),
)


class MarkLine(QWidget):
    """The word of one mark."""

    edited = Signal()
    removed = Signal()

    def __init__(self, shown: Mark) -> None:
        super().__init__()
        self.place = (shown.x, shown.y)
        self.number = QLabel()
        self.word_box = WordBox([tr(word) for word in USUAL], 12)
        self.word_box.setText(shown.word)
        self.word_box.setAccessibleName(tr("What is marked"))
        self.remove_button = sign_button("x", tr("Remove this mark"))
        row_layout(self, SPACE_S, self.number, (self.word_box, 1), self.remove_button)
        self.setFocusProxy(self.word_box)
        self.word_box.edited.connect(self.edited)
        self.remove_button.clicked.connect(self.removed)

    def value(self) -> Mark:
        """Give the mark with its word."""
        x, y = self.place
        return Mark(x=x, y=y, word=self.word_box.text())


class MarksField(LinesField[MarkLine], NoProblem):
    """What is marked, and below it the word of each mark."""

    def __init__(self, view: MarkedView) -> None:
        super().__init__()
        self.view = view
        column_layout(self, SPACE_S, self.view, self.below)
        self.setFocusProxy(self.view)
        self.view.set_wanted.connect(self._on_set)

    def value(self) -> tuple[Mark, ...]:
        """Give the marks."""
        return tuple(line.value() for line in self.lines)

    def set_value(self, marks: Sequence[Mark]) -> None:
        """Show marks."""
        while self.lines:
            self.take_off(self.lines[-1])
        for one in marks:
            self._add(one)

    def typed(self) -> list[object]:
        """Give what is marked, as JSON can hold it."""
        return [[one.x, one.y, one.word] for one in self.value()]

    def restore(self, typed: object) -> None:
        """Show the same marks again."""
        marks = []
        for one in typed if isinstance(typed, list) else []:
            match one:
                case [int(x), int(y), str(word)]:
                    marks.append(Mark(x=x, y=y, word=word))
        self.set_value(marks)

    def _add(self, added: Mark) -> MarkLine:
        line = MarkLine(added)
        return self.add_line(line, line.edited, line.removed)

    def show_count(self) -> None:
        """Number the marks."""
        self.view.show_marks([line.place for line in self.lines])
        for number, line in enumerate(self.lines, 1):
            line.number.setText(str(number))

    @Slot(int, int)
    def _on_set(self, x: int, y: int) -> None:
        line = self._add(Mark(x=x, y=y))
        line.setFocus(Qt.FocusReason.OtherFocusReason)
        self.edited.emit()

    def go_on(self) -> None:
        """Go on with the sketch after a mark was taken off."""
        self.view.setFocus(Qt.FocusReason.OtherFocusReason)
