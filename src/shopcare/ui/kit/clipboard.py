"""The clipboard: what is copied here is marked, so that a locked screen can take it back.

Not every system says whose content the clipboard holds; the mark is read on each.
"""

from typing import Final

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QGuiApplication

_MARK: Final = "application/x-shopcare"


def copy_text(text: str) -> None:
    """Copy a number, a message or a token."""
    content = QMimeData()
    content.setText(text)
    content.setData(_MARK, b"1")
    QGuiApplication.clipboard().setMimeData(content)


def forget_copied() -> None:
    """Empty the clipboard if what it holds was copied here."""
    clipboard = QGuiApplication.clipboard()
    content: object = clipboard.mimeData()
    if isinstance(content, QMimeData) and content.hasFormat(_MARK):  # an empty one gives nothing
        clipboard.clear()
