"""The form that opens on the card for one step; nothing is modal."""

from collections.abc import Callable
from typing import Any, Generic

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtGui import QColor, QKeyEvent, QPaintEvent, QPen
from PySide6.QtWidgets import QLineEdit, QWidget

from shopcare.domain.cases.case_number import scanned_at_end
from shopcare.domain.changes import Changes
from shopcare.services.cases.case_facts import Corrected
from shopcare.services.cases.cases import Moved
from shopcare.services.cases.promises import Kept
from shopcare.services.cases.remakes import RemakeNoted
from shopcare.services.contact.referrals import Referred
from shopcare.services.contact.suggestions import SuggestionKept
from shopcare.services.feedback.authorities import FeedbackNoted
from shopcare.services.goods.items import GoodsChanged
from shopcare.services.papers.drawing import Drawn
from shopcare.services.payments.fees import MoneyNoted
from shopcare.ui.kit.context.operation import Operation
from shopcare.ui.kit.forms.bound_form import BoundForm, Draft
from shopcare.ui.kit.layout.box_layouts import PUSH, STRETCH, column_layout, line_of, row_layout
from shopcare.ui.kit.layout.card import SectionTitle
from shopcare.ui.kit.style.tokens import RADIUS, SPACE_M, smooth_painter, tokens_of
from shopcare.ui.kit.widgets.buttons import main_button, quiet_button
from shopcare.ui.kit.words.i18n import tr

StepResult = (
    Moved
    | Kept
    | Corrected
    | Drawn
    | GoodsChanged
    | MoneyNoted
    | RemakeNoted
    | Referred
    | FeedbackNoted
    | SuggestionKept
    | Changes
)
"""What comes of the steps."""


class PanelFoot(QWidget):
    """The place below the card's scroll area where the buttons of the open form are always seen."""

    def __init__(self) -> None:
        super().__init__()
        self._panel: StepPanel[Any] | None = None
        self._layout = column_layout(self)
        self.hide()

    def show_panel(self, panel: "StepPanel[Any]") -> None:
        """Show the buttons of a form."""
        self._panel = panel
        self._layout.addWidget(panel.buttons)
        panel.buttons.show()
        self.show()

    def clear(self) -> None:
        """Take the buttons away with their form."""
        panel, self._panel = self._panel, None
        self.hide()
        if panel is not None:
            self._layout.removeWidget(panel.buttons)
            panel.buttons.setEnabled(False)
            panel.buttons.deleteLater()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave with Esc and save with Enter, as in the form itself."""
        if self._panel is not None:
            self._panel.keyPressEvent(event)


class StepPanel(QWidget, Generic[Draft]):
    """A title and a form; its buttons stand where they are always seen. Esc leaves it."""

    submitted = Signal()
    """The form is readable and is to be carried out."""
    answered = Signal()
    """The only question was answered with a key: save, and go on to the next step."""
    left = Signal()
    """The step is not taken; what was typed is let go."""

    def __init__(
        self,
        key: str,
        title: str,
        save: str,
        form: BoundForm[Draft],
        operation_of: "Callable[[Draft], Operation[StepResult]] | None" = None,
    ) -> None:
        """Put the form into its place.

        Args:
            key: tells a case's panels apart when what was typed is kept.
            save: the words of the button.
            form: loaded by whoever makes it, once it is complete.
            operation_of: what is to be done with what the form says; an heir may say it itself.
        """
        super().__init__()
        self._operation_of = operation_of
        self.key = key
        self.form = form
        self.save_button = main_button(save, "check")
        self.cancel_button = quiet_button(tr("Not now"))
        self.buttons = line_of(self.save_button, PUSH, self.cancel_button)
        column_layout(self, SPACE_M, SectionTitle(title), self.form, margins=SPACE_M)
        self.save_button.clicked.connect(self.save)
        self.cancel_button.clicked.connect(self.left)

    def operation(self) -> Operation[StepResult]:
        """Give what is to be done with the facts of the form."""
        assert self._operation_of is not None
        return self._operation_of(self.form.draft())

    def count_anew(self) -> None:
        """Propose anew what depends on now."""

    def start(self, field: str = "") -> None:
        """Put the focus into a field, else into the first one."""
        if field:
            row = self.form.form_row(field)
            row.field.setFocus(Qt.FocusReason.OtherFocusReason)
            QTimer.singleShot(0, row, row.come_into_view)  # once the form has its room
            return
        if not self.form.focus_first():
            self.save_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave with Esc; Enter in a line saves."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if not self._was_scanned_into():
                self.save()
        else:
            super().keyPressEvent(event)

    def _was_scanned_into(self) -> bool:
        """Take a scanned case number out of a line again: a scan saves nothing (W-9)."""
        line = self.focusWidget()
        scanned = scanned_at_end(line.text()) if isinstance(line, QLineEdit) else ""
        if not isinstance(line, QLineEdit) or not scanned:
            return False
        line.setText(line.text().removesuffix(scanned))
        words = tr("{code} was scanned into this form; nothing was saved.", code=scanned)
        self.form.show_refusal(words)
        return True

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint a quiet ground, so that the form stands out of the card."""
        tokens = tokens_of(self.palette())
        painter = smooth_painter(self)
        painter.setPen(QPen(QColor(tokens.accent), 1))
        painter.setBrush(self.palette().window())
        rect = self.rect().toRectF().adjusted(0.5, 0.5, -0.5, -0.5)
        painter.drawRoundedRect(rect, RADIUS, RADIUS)

    @Slot()
    def save(self) -> None:
        """Submit the form, or show what is missing or unreadable in it."""
        if self.isEnabled() and self.form.check():
            self.submitted.emit()


def beside_nothing(button: QWidget) -> QWidget:
    """Keep a button as wide as its words in a form."""
    ground = QWidget()
    row_layout(ground, None, button, STRETCH)
    return ground
