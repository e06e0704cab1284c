"""One day and one button in a line: on which day goods were handed over, a call is to be made."""

from datetime import date

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent

from shopcare.domain.errors import Problem
from shopcare.ui.kit.context.page_context import PageContext
from shopcare.ui.kit.fields.day_edit import DayEdit
from shopcare.ui.kit.forms.form import Form
from shopcare.ui.kit.widgets.buttons import plain_button, quiet_button
from shopcare.ui.kit.words.i18n import tr
from shopcare.ui.pages.customers.parts import line_of


class DayForm(Form):
    """Asks for a day, typed as people type it. Enter takes it, Esc lets go."""

    taken = Signal(object)
    """A day that can be read."""
    left = Signal()

    def __init__(
        self, context: PageContext, field: str, title: str, action: str, day: date | None
    ) -> None:
        """Make the line.

        Args:
            context: for the shop's own today.
            field: the name of the field in code; problems find it by that.
            title: what day it is.
            action: what the button does.
            day: what stands in the field at first.
        """
        super().__init__()
        self._context = context
        self._field = field
        self.day_edit = DayEdit(self._today)
        self.day_edit.set_day(day)
        self.take_button = plain_button(action, "check")
        self.leave_button = quiet_button(tr("Cancel"))
        self.row(field, title, self.day_edit)
        self._layout.addWidget(line_of(self.take_button, self.leave_button))
        self.day_edit.edit.returnPressed.connect(self._on_take)
        self.take_button.clicked.connect(self._on_take)
        self.leave_button.clicked.connect(self.left)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let go with Esc."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def _today(self) -> date:
        return self._context.shop.now().date()

    @Slot()
    def _on_take(self) -> None:
        if not self.check():
            return
        day = self.day_edit.day()
        if day is None:
            self.show_problems([Problem(field=self._field, code="day_missing")])
        else:
            self.taken.emit(day)
