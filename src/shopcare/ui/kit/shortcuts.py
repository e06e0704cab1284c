"""The keys of the program, and single keys that work while no text is typed."""

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QAbstractButton, QWidget

TODAY: Final = "F2"
INTAKE: Final = "F3"
CASES: Final = "F4"
CUSTOMERS: Final = "F5"
FIND: Final = ("F7", "Ctrl+F")
DAY_CLOSE: Final = "F8"
REGISTERS: Final = "F9"
CALENDAR: Final = "Ctrl+L"
IMPORT: Final = "Ctrl+I"
SETTINGS: Final = "Ctrl+,"
POLICY: Final = "Ctrl+."
HELP: Final = "F1"
"""What the page that is shown is for, its keys and its rules."""
PURCHASE: Final = "Alt+R"
HAND_OVER: Final = "Alt+H"
SWITCH_STAFF: Final = "F12"
LOCK_SCREEN: Final = "F11"
HIDE_PEOPLE: Final = "F10"
"""A customer looks at the screen: what is others' goes out of sight (X-8)."""
UNDO: Final = "Ctrl+Z"
"""Only while no field is being edited; a field undoes its own typing first."""
MAIN_ACTION: Final = "Ctrl+Return"
"""Presses the main action of the page that is shown."""
MAIN_ACTION_WORDS: Final = "Ctrl+Enter"
"""The same as it stands on the keys."""
COPY: Final = "Ctrl+C"


class Key(QShortcut):
    """One key inside one widget. Held down it counts once: a result is never given by accident."""

    def __init__(self, key: str, scope: QWidget, pressed: Callable[[], object]) -> None:
        """Listen to a key.

        Args:
            key: for example ``"N"``.
            scope: the focus has to be in it.
            pressed: a bound slot.
        """
        super().__init__(QKeySequence(key), scope)
        self.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        self.setAutoRepeat(False)
        self.activated.connect(pressed)


class ButtonKey(QShortcut):
    """A key that presses a button, as long as the button is shown and enabled.

    A button's own shortcut is lost with every ``setText``: Qt sets the mnemonic of the new text
    in its place. So no button here has one; this key stays whatever the button says.
    """

    def __init__(self, key: str, button: QAbstractButton, scope: QWidget | None = None) -> None:
        """Listen to a key.

        Args:
            key: for example ``"Ctrl+S"``.
            button: what is pressed.
            scope: the focus has to be in it; the whole window without it.
        """
        super().__init__(QKeySequence(key), scope or button)
        self._button = button
        if scope is not None:
            self.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        self.setAutoRepeat(False)
        self.activated.connect(self._on_activated)

    @Slot()
    def _on_activated(self) -> None:
        if self._button.isVisible() and self._button.isEnabled():
            self._button.click()
