"""The condition of the goods as marks on a sketch, made when it is first wanted (X-4)."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QWidget

from shopcare.ui.kit.fields.choice_fields import NoProblem
from shopcare.ui.kit.layout.box_layouts import column_layout
from shopcare.ui.kit.widgets.buttons import quiet_button
from shopcare.ui.kit.words.i18n import tr

if TYPE_CHECKING:
    from shopcare.domain.goods.condition import Mark
    from shopcare.ui.kit.forms.marks_field import MarksField
    from shopcare.ui.kit.widgets.marked_view import SketchView


class LazyMarks(QWidget, NoProblem):
    """A button; the sketch of the category comes into its place."""

    edited = Signal()

    def __init__(self, category: Callable[[], str]) -> None:
        """Take what tells the category of the goods."""
        super().__init__()
        self._category = category
        self._view: SketchView | None = None
        self.field: MarksField | None = None
        words = tr("Mark the condition on a sket&ch…")
        self.open_button = quiet_button(words, "chevron-right")
        self._layout = column_layout(self)
        self._layout.addWidget(self.open_button, 0, Qt.AlignmentFlag.AlignLeft)
        self.open_button.clicked.connect(self._on_open)

    def value(self) -> "tuple[Mark, ...]":
        """Give the marks."""
        return self.field.value() if self.field is not None else ()

    def set_value(self, marks: "Sequence[Mark]") -> None:
        """Show marks."""
        if marks or self.field is not None:
            self._opened().set_value(marks)
        self._fold(not marks)

    def typed(self) -> list[object]:
        """Give what is marked, as JSON can hold it."""
        return self.field.typed() if self.field is not None else []

    def restore(self, typed: object) -> None:
        """Show the same marks again; without any, the button alone."""
        if typed or self.field is not None:
            self._opened().restore(typed)
        self._fold(not self.value())

    def show_category(self) -> None:
        """Show the sketch of another category; the marks stay where they are."""
        if self._view is not None:
            from shopcare.services.goods.conditions import sketch_for

            self._view.show_sketch(sketch_for(self._category()))

    def _opened(self) -> "MarksField":
        if self.field is None:
            from shopcare.services.goods.conditions import sketch_for
            from shopcare.ui.kit.forms.marks_field import MarksField
            from shopcare.ui.kit.widgets.marked_view import SketchView

            self._view = SketchView(sketch_for(self._category()))
            self.field = MarksField(self._view)
            self._layout.addWidget(self.field)
            self.field.edited.connect(self.edited)
        return self.field

    def _fold(self, folded: bool) -> None:
        self.open_button.setVisible(folded)
        if self.field is not None:
            self.field.setHidden(folded)

    @Slot()
    def _on_open(self) -> None:
        field = self._opened()
        self._fold(False)
        field.setFocus(Qt.FocusReason.OtherFocusReason)
