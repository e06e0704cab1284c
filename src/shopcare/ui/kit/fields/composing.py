"""Fields while an input method composes: keys belong to it, and it is told where the field is."""

from PySide6.QtCore import QEvent, QObject, QPoint
from PySide6.QtGui import QGuiApplication, QInputMethodEvent, QTransform
from PySide6.QtWidgets import QWidget


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
