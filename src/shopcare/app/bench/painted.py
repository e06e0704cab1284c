"""Says when a widget was painted for the first time, then ends the process."""

import json
import os
import sys

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt
from PySide6.QtWidgets import QWidget


class TellWhenPainted(QObject):
    """Watches one widget."""

    def __init__(self, widget: QWidget) -> None:
        """Begin to watch."""
        super().__init__(widget)
        widget.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Wait for the first paint event; an urgent event comes once all of it was painted."""
        if event.type() == QEvent.Type.Paint:
            urgent = Qt.EventPriority.HighEventPriority.value
            QCoreApplication.postEvent(self, QEvent(QEvent.Type.User), urgent)
        return False

    def event(self, event: QEvent) -> bool:
        """Tell, and end the process."""
        if event.type() == QEvent.Type.User:
            self._tell()
        return super().event(event)

    def _tell(self) -> None:
        sys.stdout.write(json.dumps({"mb": memory_mb()}) + "\n")
        sys.stdout.flush()
        os._exit(0)  # how long the end takes is not measured


def memory_mb() -> float:
    """Give the memory that this process holds now."""
    import psutil

    return float(psutil.Process().memory_info().rss) / 1e6
