"""Small facts about the screen of this PC, kept beside the shop file."""

from contextlib import suppress
from pathlib import Path

from PySide6.QtCore import QSettings

from shopcare.system.files import private_file
from shopcare.system.paths import SCREEN_MEMORY


class ScreenMemory:
    """Keeps window size and column widths in ``screen.ini``; no facts of the shop."""

    def __init__(self, folder: Path) -> None:
        """Take the data folder."""
        file = folder / SCREEN_MEMORY
        with suppress(OSError):  # a disk that cannot be written to; nothing is remembered then
            private_file(file)
        self._settings = QSettings(str(file), QSettings.Format.IniFormat)

    def get(self, key: str) -> str | None:
        """Give what was kept under a key."""
        value = self._settings.value(key)
        return value if isinstance(value, str) else None

    def put(self, key: str, value: str) -> None:
        """Keep a text under a key."""
        self._settings.setValue(key, value)
