"""The clipboard: what is copied here is remembered, so that a locked screen can take it back.

Not every system says whose content the clipboard holds; the text says it on each.
"""

from typing import Final

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QGuiApplication

_COPIED: Final = "copied"


def copy_text(text: str) -> None:
    """Copy a number, a message or a token."""
    # Not as content of a class of Python's: Qt asks it once more when Python has already gone.
    QGuiApplication.clipboard().setText(text)
    _application().setProperty(_COPIED, text)


def forget_copied() -> None:
    """Empty the clipboard if what it holds was copied here."""
    clipboard = QGuiApplication.clipboard()
    copied = _application().property(_COPIED)
    if copied and clipboard.text() == copied:
        clipboard.clear()
    _application().setProperty(_COPIED, None)


def _application() -> QCoreApplication:
    application = QCoreApplication.instance()
    assert application is not None
    return application
