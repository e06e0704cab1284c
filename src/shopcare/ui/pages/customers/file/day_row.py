"""A row of the file that asks for a day in a line of its own, when its button is pressed."""

from dataclasses import dataclass
from datetime import date
from typing import Final

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from shopcare.ui.kit.context.page_context import PageContext
from shopcare.ui.kit.fields.day_edit import DayEdit
from shopcare.ui.kit.forms.bound_form import BoundForm, FieldSpec
from shopcare.ui.kit.forms.form_row import FormRow
from shopcare.ui.kit.layout.box_layouts import column_layout, line_of
from shopcare.ui.kit.style.tokens import SPACE_XS
from shopcare.ui.kit.widgets.buttons import plain_button, quiet_button
from shopcare.ui.kit.words.i18n import tr

_NEXT: Final = Qt.FocusReason.OtherFocusReason


@dataclass(frozen=True, slots=True)
class GivenDay:
    """What the line asks for."""

    day: date | None = None


class DayForm(BoundForm[GivenDay]):
    """Asks for a day, typed as people type it. Enter takes it, Esc lets go."""

    taken = Signal(object)
    """A day that can be read."""
    left = Signal()

    def __init__(self, context: PageContext, title: str, action: str) -> None:
        """Make the line.

        Args:
            context: for the shop's own today.
            title: what day it is.
            action: what the button does.
        """
        self.day_edit = DayEdit(context.shop.today)
        self.take_button = plain_button(action, "check")
        self.leave_button = quiet_button(tr("Cancel"))
        super().__init__(
            GivenDay(),
            FieldSpec("day", title, self.day_edit, missing="day_missing"),
            line_of(self.take_button, self.leave_button),
        )
        self.day_edit.edit.returnPressed.connect(self._on_take)
        self.take_button.clicked.connect(self._on_take)
        self.leave_button.clicked.connect(self.left)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let go with Esc."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def _row_of(self, field: str) -> FormRow | None:
        return super()._row_of("day")  # whatever is wrong is about the day

    @Slot()
    def _on_take(self) -> None:
        if self.check():
            self.taken.emit(self.day_edit.value())


class DayRow(QWidget):
    """Holds the button and, once it was pressed, the line; what a day is for says its heir."""

    day_taken = Signal(object)
    """A ``date`` was given; ``day_form`` shows what is wrong with it, or ends."""

    def __init__(self, context: PageContext) -> None:
        super().__init__()
        self._context = context
        self.day_button = quiet_button(tr("Another day…"), "calendar")
        self.day_form: DayForm | None = None
        self._rows = column_layout(self, SPACE_XS)
        self._giving_way: tuple[QWidget, ...] = (self.day_button,)

    def _ask_day(self, title: str, action: str) -> None:
        """Ask, as ``DayForm`` does; the buttons give way meanwhile."""
        if self.day_form is not None:
            return
        for widget in self._giving_way:
            widget.hide()
        self.day_form = DayForm(self._context, title, action)
        self.day_form.taken.connect(self.day_taken)
        self.day_form.left.connect(self._on_left)
        self._rows.addWidget(self.day_form)
        self.day_form.day_edit.setFocus(_NEXT)

    @Slot()
    def _on_left(self) -> None:
        form, self.day_form = self.day_form, None
        if form is not None:
            form.hide()
            form.deleteLater()
        for widget in self._giving_way:
            widget.show()
        self.day_button.setFocus(_NEXT)
