"""Who is signed in, and the two keystrokes that sign somebody else in (X-13)."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QToolButton

from shopcare.ui.i18n import tr
from shopcare.ui.icons import set_sign
from shopcare.ui.shortcuts import SWITCH_STAFF
from shopcare.ui.theme import CONTROL


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """A member of staff as the button shows them."""

    id: int
    initials: str
    name: str


class StaffButton(QToolButton):
    """Shows initials and name; opens the list of staff, numbered for the keyboard."""

    person_chosen = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.setFixedHeight(CONTROL)
        self._menu = QMenu(self)
        self.setMenu(self._menu)
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.setShortcut(QKeySequence(SWITCH_STAFF))
        self.setToolTip(tr("Switch to another person ({key}, then the number)", key=SWITCH_STAFF))
        self._menu.triggered.connect(self._on_triggered)

    def set_people(self, people: Sequence[Person], current: int | None) -> None:
        """Show who can sign in and who is signed in."""
        self._menu.clear()
        self.setText(tr("Nobody signed in"))
        set_sign(self, "user")
        for number, person in enumerate(people, start=1):
            key = f"&{number}  " if number <= 9 else ""
            action = self._menu.addAction(f"{key}{person.initials}  {person.name}")
            action.setData(person.id)
            action.setCheckable(True)
            if person.id == current:
                action.setChecked(True)
                self.setText(f"{person.initials}  {person.name}")
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.setAccessibleName(tr("Signed in: {name}", name=self.text()))

    @Slot(QAction)
    def _on_triggered(self, action: QAction) -> None:
        self.person_chosen.emit(int(action.data()))
