"""A row of the file that asks for a day in a line of its own, when its button is pressed."""

from typing import Final

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QWidget

from shopcare.ui.kit.context.page_context import PageContext
from shopcare.ui.kit.style.tokens import SPACE_XS
from shopcare.ui.kit.widgets.buttons import quiet_button
from shopcare.ui.kit.words.i18n import tr
from shopcare.ui.pages.customers.file.day_form import DayForm
from shopcare.ui.pages.customers.parts import column


class DayRow(QWidget):
    """Holds the button and, once it was pressed, the line; what a day is for says its heir."""

    day_taken = Signal(object)
    """A ``date`` was given; ``day_form`` shows what is wrong with it, or ends."""

    def __init__(self, context: PageContext) -> None:
        super().__init__()
        self._context = context
        self.day_button = quiet_button(tr("Another day…"), "calendar")
        self.day_form: DayForm | None = None
        self._rows = column(self, SPACE_XS)
        self._giving_way: tuple[QWidget, ...] = (self.day_button,)

    def _ask_day(self, field: str, title: str, action: str) -> None:
        """Ask, as ``DayForm`` does; the buttons give way meanwhile."""
        if self.day_form is not None:
            return
        for widget in self._giving_way:
            widget.hide()
        self.day_form = DayForm(self._context, field, title, action, None)
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


_NEXT: Final = Qt.FocusReason.OtherFocusReason
