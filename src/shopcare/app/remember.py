"""Small facts about the screen of this PC, kept beside the shop file."""

from pathlib import Path

from PySide6.QtCore import QSettings


class ScreenMemory:
    """Keeps window size and column widths in ``screen.ini``; no facts of the shop."""

    def __init__(self, folder: Path) -> None:
        """Take the data folder."""
        self._settings = QSettings(str(folder / "screen.ini"), QSettings.Format.IniFormat)

    def get(self, key: str) -> str | None:
        """Give what was kept under a key."""
        value = self._settings.value(key)
        return value if isinstance(value, str) else None

    def put(self, key: str, value: str) -> None:
        """Keep a text under a key."""
        self._settings.setValue(key, value)
