"""Forms for one entry of the file, and rows that ask one thing in a line of their own."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractButton, QApplication, QPushButton, QWidget

from shopcare.domain.changes import Changes
from shopcare.domain.shop.audit import Voided
from shopcare.ui.kit.context.operation import Operation
from shopcare.ui.kit.context.page_context import PageContext
from shopcare.ui.kit.fields.choice_fields import ChoiceBox
from shopcare.ui.kit.fields.day_edit import DayEdit
from shopcare.ui.kit.fields.text_fields import LineEdit
from shopcare.ui.kit.forms.bound_form import BoundForm, Draft, FieldSpec, Row
from shopcare.ui.kit.forms.form_row import FormRow
from shopcare.ui.kit.layout.box_layouts import column_layout, line_of
from shopcare.ui.kit.layout.card import Caption
from shopcare.ui.kit.navigation import page_of
from shopcare.ui.kit.style.tokens import SPACE_XS
from shopcare.ui.kit.widgets.buttons import plain_button, quiet_button, sign_button
from shopcare.ui.kit.words.formatting import voided_words
from shopcare.ui.kit.words.i18n import tr

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
AskedField = DayEdit | LineEdit | ChoiceBox[str]


@dataclass(frozen=True, slots=True)
class Asked:
    """What the line asks for."""

    asked: date | str | None = None


class EntryForm(BoundForm[Draft]):
    """A form in the file with the button that carries it out. Esc leaves."""

    saved = Signal(object)
    """It is carried out: what the operation gave."""
    left = Signal()
    """It is to be closed, and what was typed given up."""

    def __init__(
        self, context: PageContext, save_button: QPushButton, draft: Draft, *rows: Row
    ) -> None:
        """Make the form; its buttons are placed by the heir."""
        self._context = context
        self.save_button = save_button
        self.leave_button = quiet_button(tr("Cancel"))
        super().__init__(draft, *rows)
        self.save_button.clicked.connect(self._on_save)
        self.leave_button.clicked.connect(self._on_leave)

    def operation(self) -> Operation[Any]:
        """Give what is to be done with what is typed."""
        raise NotImplementedError

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave with Esc."""
        if event.key() == Qt.Key.Key_Escape:
            self._on_leave()
        else:
            super().keyPressEvent(event)

    def _add_buttons(self, *others: QWidget) -> None:
        self.add(line_of(self.save_button, self.leave_button, *others))

    @Slot()
    def _on_save(self) -> None:
        if self.check():
            self._submit(self.operation())

    def _submit(self, operation: Operation[Any]) -> None:
        self._context.write_queue.submit(self, operation, self._on_saved, self)

    def _on_saved(self, result: object) -> None:
        self.saved.emit(result)

    @Slot()
    def _on_leave(self) -> None:
        self.left.emit()


class AskedForm(EntryForm[Asked]):
    """Asks for a day, a reason or a choice. Enter takes it, Esc lets go."""

    def __init__(
        self,
        context: PageContext,
        title: str,
        field: AskedField,
        action: str,
        missing: str,
        operation_of: Callable[[Any], Operation[Any]],
    ) -> None:
        """Make the line.

        Args:
            title: what is asked for.
            field: where it is typed.
            action: what the button does.
            missing: the code of the problem where nothing is typed; empty: nothing may be.
            operation_of: what is done with what was asked for.
        """
        self.asked_field = field
        self._operation_of = operation_of
        spec = FieldSpec("asked", title, field, missing=missing)
        super().__init__(context, plain_button(action, "check"), Asked(), spec)
        self._add_buttons()

    def operation(self) -> Operation[Any]:
        """Give what is to be done with what was asked for."""
        return self._operation_of(self.asked_field.value())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take it or press the button with Enter; let go with Esc."""
        focus = QApplication.focusWidget()
        if event.key() not in _ENTER:
            super().keyPressEvent(event)
        elif isinstance(focus, QAbstractButton):
            focus.click()
        else:
            self._on_save()

    def _row_of(self, field: str) -> FormRow | None:
        return super()._row_of("asked")  # whatever is wrong is about what was asked for


class AskingRow(QWidget):
    """Holds the buttons and, once one was pressed, the line; what it is for says its heir."""

    def __init__(
        self,
        context: PageContext,
        void_words: str,
        void: Callable[..., Changes],
        restore: Operation[Changes],
    ) -> None:
        """Make the row.

        Args:
            void_words: what the button does that voids the entry (W-8).
            void: voids it; gets a shop and the ``reason``.
            restore: undoes the voiding.
        """
        super().__init__()
        self._context = context
        self._void = void
        self._restore = restore
        self.day_button = quiet_button(tr("Another day…"), "calendar")
        self.void_button = sign_button("trash-2", void_words)
        self.asked: AskedForm | None = None
        self._asked_by: QAbstractButton = self.day_button
        self._rows = column_layout(self, SPACE_XS)
        self._giving_way: list[QWidget] = []
        self.void_button.clicked.connect(self._on_void)

    def _ask(
        self,
        button: QAbstractButton,
        title: str,
        field: AskedField,
        action: str,
        missing: str,
        operation_of: Callable[[Any], Operation[Any]],
        then: Callable[..., None],
    ) -> None:
        """Ask, see ``AskedForm``; the buttons give way meanwhile.

        Args:
            button: what was pressed; gets the focus back.
            then: a slot for what the operation gives.
        """
        form = AskedForm(self._context, title, field, action, missing, operation_of)
        self._asked_by, self.asked = button, form
        buttons = self.findChildren(QAbstractButton)
        self._giving_way = [widget for widget in buttons if not widget.isHidden()]
        for widget in self._giving_way:
            widget.hide()
        form.saved.connect(then)
        form.left.connect(self._on_left)
        self._rows.addWidget(form)
        form.asked_field.setFocus(Qt.FocusReason.OtherFocusReason)

    def _ask_day(
        self,
        title: str,
        action: str,
        operation_of: Callable[[Any], Operation[Any]],
        then: Callable[..., None],
    ) -> None:
        field = DayEdit(self._context.shop.today)
        self._ask(self.day_button, title, field, action, "day_missing", operation_of, then)

    def _say_voided(self, voided: Voided | None) -> None:
        """Say who voided the entry, when and why (W-8)."""
        if voided is not None:
            shop = self._context.shop
            said = voided_words(voided, shop.name_of(voided.by), shop.today())
            self._rows.addWidget(Caption(said))

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
        self._ask(
            self.void_button,
            tr("Reason"),
            LineEdit(),
            self.void_button.toolTip(),
            "reason_missing",
            self._voiding,
            self._on_voided,
        )

    def _voiding(self, reason: str) -> Operation[Changes]:
        return partial(self._void, reason=reason)

    @Slot(object)
    def _on_voided(self, _changes: Changes) -> None:
        page_of(self).undo_offered.emit(tr("Voided; it can still be read."), self._restore)
