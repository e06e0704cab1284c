"""The keys of the program, single keys while no text is typed, and none while one is composed."""

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, Slot
from PySide6.QtGui import (
    QGuiApplication,
    QInputMethodEvent,
    QKeySequence,
    QShortcut,
    QTransform,
)
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


def note_composing(field: QWidget, event: QInputMethodEvent) -> None:
    """Guard the keys of a field from the first letter of what is composed to the last.

    What is being composed is not text yet: Enter must not save it, Esc must not leave the form, a
    shortcut must not fire. Input methods keep most keys to themselves, but not all of them do.
    """
    _tell_place(field)
    guard = field.findChild(_KeyGuard)
    if event.preeditString() and guard is None:
        _KeyGuard(field)
    elif not event.preeditString() and guard is not None:
        guard.end()


class _KeyGuard(QObject):
    """Keeps keys from a field and from shortcuts; ends with the composing or with the focus."""

    def __init__(self, field: QWidget) -> None:
        super().__init__(field)
        self._field = field
        field.installEventFilter(self)

    def end(self) -> None:
        """Let the field have its keys again."""
        self._field.removeEventFilter(self)
        self.setParent(None)
        self.deleteLater()

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Take keys; an accepted override keeps Qt from looking for a shortcut."""
        if event.type() == QEvent.Type.FocusOut:
            self.end()
        elif event.type() in (QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress):
            event.accept()
            return True
        return False


def _tell_place(field: QWidget) -> None:
    """Tell the input method where the field is now, for its list of words.

    Qt tells it when the field itself moves in its parent, and not when the page below scrolls.
    """
    window = field.window()
    place = field.mapTo(window, QPoint())
    QGuiApplication.inputMethod().setInputItemTransform(
        QTransform.fromTranslate(place.x(), place.y())
    )
