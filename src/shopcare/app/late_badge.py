"""Keeps the number of late cases on the bar, also before the Cases page was ever opened."""

from typing import Final

from PySide6.QtCore import QObject, Qt, QTimer, Slot

from shopcare.domain.changes import ChangeKind, Changes
from shopcare.services.shop import Shop
from shopcare.ui.frame.window import Window

EVERY_MS: Final = 60_000
KEY: Final = "cases"


class LateBadge(QObject):
    """Counts at the start, after each change that may touch a case, and once a minute.

    A case becomes late by time alone, so the clock is a change, too.
    """

    def __init__(self, shop: Shop, window: Window) -> None:
        super().__init__(window)
        self._shop = shop
        self._window = window
        self._tick = QTimer(self)
        self._tick.setInterval(EVERY_MS)
        self._tick.setTimerType(Qt.TimerType.VeryCoarseTimer)
        self._tick.timeout.connect(self.count)
        window.closing.connect(self._tick.stop)

    def start(self) -> None:
        """Count now, and from now on."""
        self._tick.start()
        self.count()

    def take_changes(self, changes: Changes) -> None:
        """Count again where a case may have changed."""
        if changes.touches(ChangeKind.CASE, ChangeKind.CALENDAR, ChangeKind.SETTINGS):
            self.count()

    @Slot()
    def count(self) -> None:
        """Show how many cases that have not ended are late; a window that is gone needs nothing."""
        if self._window.isVisible():
            from shopcare.services.cases.case_lists import late_count

            self._window.set_badge(KEY, late_count(self._shop))
