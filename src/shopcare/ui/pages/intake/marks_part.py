"""The condition of the goods as marks on a sketch, made when it is first wanted (X-4)."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Slot

from shopcare.domain.cases.case import CaseDraft
from shopcare.ui.kit.forms.bound_form import BoundForm, FieldSpec, FormPart
from shopcare.ui.kit.widgets.buttons import quiet_button
from shopcare.ui.kit.words.i18n import tr

if TYPE_CHECKING:
    from shopcare.ui.kit.forms.marks_field import MarksField
    from shopcare.ui.kit.widgets.marked_view import SketchView


class MarksPart(FormPart):
    """A button; the sketch of the category comes into its place.

    The form has no such field before: a save without marks goes through nothing more for it.
    """

    def __init__(self, form: BoundForm[CaseDraft], category: Callable[[], str]) -> None:
        """Take what tells the category of the goods."""
        super().__init__(form)
        self._category = category
        self._view: SketchView | None = None
        self.field: MarksField | None = None
        words = tr("Mark the condition on a sket&ch…")
        self.open_button = quiet_button(words, "chevron-right")
        self.rows.addWidget(self.open_button, 0, Qt.AlignmentFlag.AlignLeft)
        self.open_button.clicked.connect(self._on_open)

    def unfold(self) -> "MarksField":
        """Show the sketch."""
        if self.field is None:
            from shopcare.services.goods.conditions import sketch_for
            from shopcare.ui.kit.forms.marks_field import MarksField
            from shopcare.ui.kit.widgets.marked_view import SketchView

            self._view = SketchView(sketch_for(self._category()))
            self.field = MarksField(self._view)
            self.rows.addWidget(self._form.make(FieldSpec("marks", "", self.field)))
        self._fold(False)
        return self.field

    def fold(self) -> None:
        """Show the button alone where nothing is marked."""
        self._fold(self.field is None or not self.field.lines)

    @Slot()
    def show_category(self) -> None:
        """Show the sketch of another category; the marks stay where they are."""
        if self._view is not None:
            from shopcare.services.goods.conditions import sketch_for

            self._view.show_sketch(sketch_for(self._category()))

    def _fold(self, folded: bool) -> None:
        self.open_button.setVisible(folded)
        if self.field is not None:
            self.field.setHidden(folded)

    @Slot()
    def _on_open(self) -> None:
        self.unfold().setFocus(Qt.FocusReason.OtherFocusReason)
