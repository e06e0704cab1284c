"""Single keys that work while the focus is in the list or the card, not while text is typed."""

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
    """A key that presses a button, as long as the button is shown and enabled."""

    def __init__(self, key: str, scope: QWidget, button: QAbstractButton) -> None:
        super().__init__(QKeySequence(key), scope)
        button.setShortcut(QKeySequence())  # its own would work in the whole window
        self._button = button
        self.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        self.setAutoRepeat(False)
        self.activated.connect(self._on_activated)

    @Slot()
    def _on_activated(self) -> None:
        if self._button.isVisible() and self._button.isEnabled():
            self._button.click()
