"""Why a call was not made: three reasons at a press, or a line of one's own."""

from typing import Final

from PySide6.QtCore import QEvent, QObject, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCheckBox, QWidget

from shopcare.language.catalog import mark
from shopcare.ui.kit.fields.text_fields import LineEdit
from shopcare.ui.kit.forms.notice import ProblemLine
from shopcare.ui.kit.layout.box_layouts import column_layout, row_layout
from shopcare.ui.kit.layout.flow_line import FlowLine
from shopcare.ui.kit.style.tokens import SPACE_S
from shopcare.ui.kit.widgets.buttons import plain_button
from shopcare.ui.kit.words.i18n import ntr, tr

QUICK_REASONS: Final = (
    mark("No time"),
    mark("Nobody at the counter"),
    mark("Tomorrow"),
)
LONGEST: Final = 1000
_KEYS: Final = "123"


class ReasonArea(QWidget):
    """Stands below the calls that were not made and is about the one that is selected."""

    given = Signal(str)
    """A reason, as it stands on the checklist."""
    call_pressed = Signal()
    """The call is made now after all."""

    def __init__(self, keys_on: QWidget) -> None:
        """Make the area.

        Args:
            keys_on: while the focus is here, the keys 1 to 3 give the quick reasons.
        """
        super().__init__()
        self.quick_buttons = [
            plain_button(f"&{number}  {tr(reason)}")
            for number, reason in enumerate(QUICK_REASONS, start=1)
        ]
        self.reason_edit = LineEdit(placeholder=tr("Another reason"))
        self.reason_edit.setAccessibleName(tr("Another reason"))
        self.reason_edit.setMaxLength(LONGEST)
        self.save_button = plain_button(tr("&Keep the reason"), "check")
        self.call_button = plain_button(tr("&Call now"), "phone-call")
        self.all_box = QCheckBox()
        self._problem = ProblemLine()
        self._lay_out()
        self._connect(keys_on)

    def _lay_out(self) -> None:
        quick = FlowLine()
        for button in self.quick_buttons:
            quick.add(button)
        quick.add(self.call_button, push=True)
        own = row_layout(None, SPACE_S, (self.reason_edit, 1), self.save_button)
        column_layout(self, SPACE_S, quick, own, self._problem, self.all_box)

    def _connect(self, keys_on: QWidget) -> None:
        for button, reason in zip(self.quick_buttons, QUICK_REASONS, strict=True):
            button.setObjectName(reason)
            button.clicked.connect(self._on_quick)
        keys_on.installEventFilter(self)
        self.save_button.clicked.connect(self._on_own)
        self.reason_edit.returnPressed.connect(self._on_own)
        self.call_button.clicked.connect(self.call_pressed)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take 1 to 3 as the quick reasons while the focus is on the list."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            number = _KEYS.find(event.text()) if event.text() else -1
            if number >= 0 and self.isVisible() and self.isEnabled():
                self.quick_buttons[number].click()
                return True
        return super().eventFilter(watched, event)

    def show_others(self, others: int) -> None:
        """Offer the same reason for the other calls that have none yet."""
        self.all_box.setChecked(False)
        self.all_box.setVisible(others > 0)
        self.all_box.setText(
            ntr(
                "The same for the {n} other call without a reason",
                "The same for the {n} other calls without a reason",
                others,
            )
        )

    def show_reason(self, reason: str) -> None:
        """Show the reason that was given before, to be changed."""
        quick = {tr(one) for one in QUICK_REASONS}
        self.reason_edit.setText("" if reason in quick else reason)
        self.say_problem("")

    def say_problem(self, sentence: str) -> None:
        """Say what is wrong with the reason; empty takes it away."""
        self._problem.tell(sentence)

    @Slot()
    def _on_quick(self) -> None:
        self.given.emit(tr(self.sender().objectName()))

    @Slot()
    def _on_own(self) -> None:
        reason = self.reason_edit.text().strip()
        if reason:
            self.given.emit(reason)
        else:
            self.say_problem(tr("Please give the reason."))
            self.reason_edit.setFocus()
