"""Says when a widget was painted for the first time, then ends the process."""

import os
import sys

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QWidget


class TellWhenPainted(QObject):
    """Watches one widget, or the list whose rows it paints."""

    def __init__(self, widget: QWidget) -> None:
        """Begin to watch."""
        super().__init__(widget)
        self._paint = widget.paintEvent
        # No event filter: a list is painted through its viewport, and to ask Qt for that one
        # costs the program a twentieth of its start.
        widget.paintEvent = self._paint_and_tell  # type: ignore[method-assign]

    def _paint_and_tell(self, event: QPaintEvent) -> None:
        """Paint as ever; an urgent event comes once everything else was painted, too."""
        self._paint(event)
        urgent = Qt.EventPriority.HighEventPriority.value
        QCoreApplication.postEvent(self, QEvent(QEvent.Type.User), urgent)

    def event(self, event: QEvent) -> bool:
        """Tell, and end the process."""
        if event.type() == QEvent.Type.User:
            self._tell()
        return super().event(event)

    def _tell(self) -> None:
        _say("painted")  # at once: how long it takes to find the memory is not measured
        _say(memory_mb())
        os._exit(0)  # how long the end takes is not measured


def _say(something: object) -> None:
    sys.stdout.write(f"{something}\n")
    sys.stdout.flush()


def memory_mb() -> float:
    """Give the memory that this process holds now."""
    import psutil

    return float(psutil.Process().memory_info().rss) / 1e6
