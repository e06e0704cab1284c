"""Asks for somebody's PIN: on the locked screen, when somebody else acts, and of a manager."""

from collections.abc import Sequence
from operator import attrgetter

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QLayout, QWidget

from shopcare.domain.errors import Problem
from shopcare.domain.people.staff import Staff
from shopcare.ui.kit.forms.notice import NoticeLine
from shopcare.ui.kit.layout.box_layouts import STRETCH, column_layout, row_layout
from shopcare.ui.kit.layout.card import Words
from shopcare.ui.kit.lists.row_list import RowContent, RowList
from shopcare.ui.kit.log_in.pin_fields import PinEdit
from shopcare.ui.kit.style.tokens import ROW, SPACE_L, SPACE_M, SPACE_XL, Meaning, Role
from shopcare.ui.kit.widgets.buttons import main_button, plain_button
from shopcare.ui.kit.words.i18n import problem_text, tr

WIDTH = 420
_MOST_SHOWN = 6


class PinPanel(QWidget):
    """Who, and the PIN. Arrows choose the person while the PIN is typed; Enter is enough."""

    entered = Signal(int, str)
    """Whose PIN it is, and the PIN."""
    left = Signal()
    """Nobody logs in; the way back is wanted."""

    def __init__(self, title: str, words: str, action: str, *, may_leave: bool = True) -> None:
        """Make the panel.

        Args:
            title: what is asked.
            words: why; may be empty.
            action: what the button says.
            may_leave: whether there is a way back.
        """
        super().__init__()
        self.rows: RowList[Staff] = RowList(_look, attrgetter("id"), lead_width=72)
        self.rows.setAccessibleName(tr("Staff"))
        self.rows.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.pin_edit = PinEdit()
        self.pin_edit.setAccessibleName(tr("PIN"))
        self.pin_edit.setPlaceholderText(tr("PIN"))
        self.notice = NoticeLine(Meaning.RED)
        self.enter_button = main_button(action, "lock")
        self.leave_button = plain_button(tr("Cancel"))
        self._words = Words(words)
        self._title = Words(title, Role.HEADING)
        buttons = row_layout(None, SPACE_M, self.pin_edit, STRETCH)
        buttons.addWidget(self.leave_button)
        buttons.addWidget(self.enter_button)
        column_layout(self, SPACE_L, self._title, self._words, self.rows, self.notice, buttons)
        self.leave_button.setVisible(may_leave)
        self._words.setVisible(bool(words))
        self.notice.hide()
        self.enter_button.clicked.connect(self._on_enter)
        self.leave_button.clicked.connect(self.left)
        self.pin_edit.returnPressed.connect(self._on_enter)
        self.rows.clicked.connect(self._on_chosen)
        self.rows.row_activated.connect(self._on_chosen)

    def ask(self, people: Sequence[Staff], current: int | None = None) -> None:
        """Begin anew: whom to choose from, and who is chosen; one alone needs no list."""
        self.rows.set_entries(people)
        if current is None or not self.rows.select_key(current):
            self.rows.select_first()
        shown = min(_MOST_SHOWN, len(people))
        self.rows.setFixedHeight(shown * ROW + 4)
        self.rows.setVisible(len(people) != 1)
        self.pin_edit.clear()
        self.clear_problems()
        self.pin_edit.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Choose the person with the arrows, wherever the focus is."""
        if event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.rows.keyPressEvent(event)
        elif event.key() == Qt.Key.Key_Escape and self.leave_button.isVisibleTo(self):
            self.left.emit()
        elif event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            super().keyPressEvent(event)  # Enter is taken already: it would press a dialog's button

    def show_problems(self, problems: Sequence[Problem]) -> None:
        """Show what is wrong with the PIN."""
        self.show_refusal("\n".join(map(problem_text, problems)))

    def show_refusal(self, sentence: str) -> None:
        """Say why nobody is let in; the PIN is typed anew."""
        self.notice.tell(sentence)
        self.pin_edit.clear()
        self.pin_edit.setFocus(Qt.FocusReason.OtherFocusReason)

    def clear_problems(self) -> None:
        """Take the last refusal away."""
        self.notice.tell("")

    @Slot()
    def _on_enter(self) -> None:
        person = self.rows.current_row()
        if person is not None and self.pin_edit.text():
            self.entered.emit(person.id, self.pin_edit.text())

    @Slot()
    def _on_chosen(self) -> None:
        self.pin_edit.setFocus(Qt.FocusReason.OtherFocusReason)


class PinDialog(QDialog):
    """The panel in a window of its own, above everything else."""

    def __init__(self, parent: QWidget, panel: PinPanel) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(tr("PIN"))
        self.panel = panel
        panel.setFixedWidth(WIDTH)
        layout = column_layout(self, None, panel, margins=SPACE_XL)
        layout.setSizeConstraint(QLayout.SizeConstraint.SetFixedSize)  # grows with a refusal
        panel.left.connect(self.reject)


def _look(person: Staff) -> RowContent:
    return RowContent(lead=person.initials, title=person.name)
