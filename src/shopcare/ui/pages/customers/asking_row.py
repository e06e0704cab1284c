"""A row of the file that asks one thing in a line of its own, when a button of it is pressed."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget

from shopcare.domain.changes import Changes
from shopcare.ui.kit.context.operation import Operation
from shopcare.ui.kit.context.page_context import PageContext
from shopcare.ui.kit.fields.choice_fields import ChoiceBox
from shopcare.ui.kit.fields.day_edit import DayEdit
from shopcare.ui.kit.fields.text_fields import LineEdit
from shopcare.ui.kit.forms.bound_form import BoundForm, FieldSpec
from shopcare.ui.kit.forms.form_row import FormRow
from shopcare.ui.kit.layout.box_layouts import column_layout, line_of
from shopcare.ui.kit.style.tokens import SPACE_XS
from shopcare.ui.kit.widgets.buttons import plain_button, quiet_button, sign_button
from shopcare.ui.kit.words.i18n import tr

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


AskedField = DayEdit | LineEdit | ChoiceBox[str]


@dataclass(frozen=True, slots=True)
class Asked:
    """What the line asks for."""

    asked: date | str | None = None


class AskedForm(BoundForm[Asked]):
    """Asks for a day, a reason or a choice. Enter takes it, Esc lets go."""

    taken = Signal(object)
    """What was asked for can be read: a ``date``, the words, or the choice."""
    left = Signal()

    def __init__(self, title: str, field: AskedField, action: str, missing: str = "") -> None:
        """Make the line.

        Args:
            title: what is asked for.
            field: where it is typed.
            action: what the button does.
            missing: the code of the problem where nothing is typed; none: it may stay empty.
        """
        self.asked_field = field
        self.take_button = plain_button(action, "check")
        self.leave_button = quiet_button(tr("Cancel"))
        super().__init__(
            Asked(),
            FieldSpec("asked", title, field, missing=missing),
            line_of(self.take_button, self.leave_button),
        )
        self.take_button.clicked.connect(self._on_take)
        self.leave_button.clicked.connect(self.left)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take it or press the button with Enter; let go with Esc."""
        focus = QApplication.focusWidget()
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        elif event.key() not in _ENTER:
            super().keyPressEvent(event)
        elif isinstance(focus, QAbstractButton):
            focus.click()
        else:
            self._on_take()

    def _row_of(self, field: str) -> FormRow | None:
        return super()._row_of("asked")  # whatever is wrong is about what was asked for

    @Slot()
    def _on_take(self) -> None:
        if self.check():
            self.taken.emit(self.asked_field.value())


class AskingRow(QWidget):
    """Holds the buttons and, once one was pressed, the line; what it is for says its heir."""

    voided = Signal(str, object)
    """The entry was voided; carries the words and the operation that undoes it."""

    def __init__(self, context: PageContext, void_words: str) -> None:
        """Make the row.

        Args:
            void_words: what the button does that voids the entry (W-8).
        """
        super().__init__()
        self._context = context
        self.day_button = quiet_button(tr("Another day…"), "calendar")
        self.void_button = sign_button("trash-2", void_words)
        self.asked: AskedForm | None = None
        self._asked_by: QAbstractButton = self.day_button
        self._rows = column_layout(self, SPACE_XS)
        self._giving_way: list[QWidget] = []
        self.void_button.clicked.connect(self._on_void)

    def _ask(self, button: QAbstractButton, form: AskedForm, then: Callable[..., None]) -> None:
        """Ask; the buttons give way meanwhile.

        Args:
            button: what was pressed; gets the focus back.
            then: a slot for what was answered.
        """
        self._asked_by, self.asked = button, form
        buttons = self.findChildren(QAbstractButton)
        self._giving_way = [widget for widget in buttons if not widget.isHidden()]
        for widget in self._giving_way:
            widget.hide()
        form.taken.connect(then)
        form.left.connect(self._on_left)
        self._rows.addWidget(form)
        form.asked_field.setFocus(Qt.FocusReason.OtherFocusReason)

    def _ask_day(self, title: str, action: str, then: Callable[..., None]) -> None:
        field = DayEdit(self._context.shop.today)
        self._ask(self.day_button, AskedForm(title, field, action, "day_missing"), then)

    def _void(self, reason: str) -> Operation[Changes]:
        """Make the operation that voids the entry."""
        raise NotImplementedError

    def _unvoid(self) -> Operation[Changes]:
        """Make the operation that undoes the voiding."""
        raise NotImplementedError

    @Slot()
    def _on_left(self) -> None:
        form, self.asked = self.asked, None
        if form is not None:
            form.hide()
            form.deleteLater()
        for widget in self._giving_way:
            widget.show()
        self._asked_by.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def _on_void(self) -> None:
        words = self.void_button.toolTip()
        form = AskedForm(tr("Reason"), LineEdit(), words, "reason_missing")
        self._ask(self.void_button, form, self._on_reason)

    @Slot(object)
    def _on_reason(self, reason: str) -> None:
        assert self.asked is not None
        self._context.write_queue.submit(
            self.asked, self._void(reason), self._on_voided, self.asked
        )

    def _on_voided(self, _changes: Changes) -> None:
        self.voided.emit(tr("Voided; it can still be read."), self._unvoid())
