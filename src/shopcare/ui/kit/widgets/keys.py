"""Keys that press a button or call a slot; text typed into a field is never taken for one."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QAbstractButton, QWidget


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
