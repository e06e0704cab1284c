"""Who is signed in, and the two keystrokes that sign somebody else in (X-13)."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final, NamedTuple

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QToolButton

from shopcare.ui.kit.shortcuts import HIDE_PEOPLE, LOCK_SCREEN, SWITCH_STAFF, ButtonKey
from shopcare.ui.kit.style.icons import set_sign
from shopcare.ui.kit.style.tokens import CONTROL
from shopcare.ui.kit.words.i18n import tr

if TYPE_CHECKING:
    from PySide6.QtGui import QAction
    from PySide6.QtWidgets import QMenu

_LOCK: Final = 0
_HIDE: Final = -1
"""In the place of an id: what else the list offers."""


class Person(NamedTuple):
    """A member of staff as the button shows them."""

    id: int
    initials: str
    name: str


class StaffButton(QToolButton):
    """Shows initials and name; opens the list of staff, numbered for the keyboard."""

    person_chosen = Signal(int)
    lock_wanted = Signal()
    hide_wanted = Signal()
    """A customer looks at the screen (X-8)."""

    def __init__(self) -> None:
        super().__init__()
        self.setFixedHeight(CONTROL)
        self._people: Sequence[Person] = ()
        self._current: int | None = None
        ButtonKey(SWITCH_STAFF, self)
        self.setToolTip(tr("Switch to another person ({key}, then the number)", key=SWITCH_STAFF))
        self.setAccessibleName(tr("Nobody signed in"))
        self._lock_key: QShortcut | None = None
        self._menu: QMenu | None = None
        self.clicked.connect(self._on_clicked)

    def set_people(self, people: Sequence[Person], current: int | None) -> None:
        """Show who is signed in; the list of all is made when it is opened."""
        self._people, self._current = people, current
        names = [f"{one.initials}  {one.name}" for one in people if one.id == current]
        self.setText(names[0] if names else tr("Nobody signed in"))
        set_sign(self, "user")
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.setAccessibleName(tr("Signed in: {name}", name=self.text()))

    def set_lockable(self, lockable: bool) -> None:
        """Offer to lock the screen, in the list and by its key; only where PINs are used."""
        if self._lock_key is not None:
            self._lock_key.deleteLater()
            self._lock_key = None
        if lockable:
            self._lock_key = QShortcut(QKeySequence(LOCK_SCREEN), self)
            self._lock_key.activated.connect(self.lock_wanted)

    @Slot()
    def _on_clicked(self) -> None:
        if self._menu is not None:  # a second one would keep the keys when the first is closed
            return
        from PySide6.QtWidgets import QMenu

        self._menu = menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.aboutToHide.connect(self._on_hidden)
        for number, person in enumerate(self._people, start=1):
            key = f"&{number}  " if number <= 9 else ""
            action = menu.addAction(f"{key}{person.initials}  {person.name}")
            action.setData(person.id)
            action.setCheckable(True)
            action.setChecked(person.id == self._current)
        menu.addSeparator()
        menu.addAction(f"{tr('&Hide other customers')}\t{HIDE_PEOPLE}").setData(_HIDE)
        if self._lock_key is not None:
            action = menu.addAction(f"{tr('&Lock the screen')}\t{LOCK_SCREEN}")
            action.setData(_LOCK)
        menu.triggered.connect(self._on_triggered)
        menu.popup(self.mapToGlobal(self.rect().bottomLeft()))

    @Slot()
    def _on_hidden(self) -> None:
        self._menu = None

    @Slot(object)
    def _on_triggered(self, action: "QAction") -> None:
        if action.data() == _LOCK:
            self.lock_wanted.emit()
        elif action.data() == _HIDE:
            self.hide_wanted.emit()
        else:
            self.person_chosen.emit(int(action.data()))
