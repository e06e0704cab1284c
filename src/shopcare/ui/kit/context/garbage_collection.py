"""Lets Python collect its cyclic garbage on Qt's own thread only.

Python collects on whichever thread happens to ask for memory. Among the garbage may be widgets;
a worker that destroys a widget takes the whole program down (seen while a slip was drawn just
after a preview was closed).
"""

import gc
from typing import Final

from PySide6.QtCore import QObject, QTimer, Slot

from shopcare.system.garbage_collection import is_garbage_collection_paused

EVERY_MS: Final = 500


class GarbageCollector(QObject):
    """Collects from time to time on the thread it was made on, while others work."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._timer = QTimer(self)
        self._timer.setInterval(EVERY_MS)
        self._timer.timeout.connect(self._on_time)

    def start(self) -> None:
        """Take collecting over, before another thread begins to work."""
        gc.disable()
        if not self._timer.isActive():
            self._timer.start()

    def stop(self) -> None:
        """Let Python collect as it likes again, after the other thread has ended."""
        self._timer.stop()
        gc.enable()

    @Slot()
    def _on_time(self) -> None:
        gc.disable()
        if is_garbage_collection_paused():
            return
        for generation in (2, 1, 0):
            if gc.get_count()[generation] > gc.get_threshold()[generation] > 0:
                gc.collect(generation)
                return
