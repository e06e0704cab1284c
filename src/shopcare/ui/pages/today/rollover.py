"""Notices when the panel has to turn over: at midnight, at a window's edge, after a sleep."""

from collections.abc import Callable
from datetime import datetime, timedelta
from itertools import chain
from typing import Final

from PySide6.QtCore import QObject, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QGuiApplication

from shopcare.services.calls.today import Panel

TICK_MS: Final = 30_000
LONGEST_TIMER_MS: Final = 6 * 3_600_000
JUMP: Final = timedelta(minutes=2)


class Rollover(QObject):
    """One timer to the next boundary, and a coarse tick that compares the clock.

    The tick notices what a timer sleeps through: the PC woke up, or its clock was set.
    """

    turned = Signal()
    """A boundary has passed, or the clock has jumped."""

    def __init__(self, now: Callable[[], datetime], parent: QObject) -> None:
        """Take the shop's clock."""
        super().__init__(parent)
        self._now = now
        self._seen = now()
        self.next_at = self._seen
        self._boundary = QTimer(self)
        self._boundary.setSingleShot(True)
        self._boundary.setTimerType(Qt.TimerType.PreciseTimer)
        self._boundary.timeout.connect(self.look)
        self._tick = QTimer(self)
        self._tick.setInterval(TICK_MS)
        self._tick.timeout.connect(self.look)
        application = QGuiApplication.instance()
        assert isinstance(application, QGuiApplication)
        application.applicationStateChanged.connect(self._on_state_changed)
        self._tick.start()

    def plan(self, panel: Panel) -> None:
        """Wait for the next edge of a call's window, where its section may change, or midnight."""
        now = self._now()
        tomorrow = (now + timedelta(days=1)).date()
        self.next_at = datetime.combine(tomorrow, datetime.min.time(), now.tzinfo)
        for row in chain.from_iterable(panel.sections.values()):
            for edge in (row.place.starts_at, row.place.ends_at) if row.place else ():
                if edge is not None and now < edge < self.next_at:
                    self.next_at = edge
        self._wait(now)

    def _wait(self, now: datetime) -> None:
        self._seen = now
        wait = (self.next_at - now) / timedelta(milliseconds=1)
        self._boundary.start(min(round(wait) + 1, LONGEST_TIMER_MS))

    @Slot()
    def look(self) -> None:
        """Compare the clock with what was planned."""
        now = self._now()
        jumped = now < self._seen or now - self._seen > JUMP
        self._seen = now
        if jumped or now >= self.next_at:
            self.turned.emit()
        elif not self._boundary.isActive():
            self._wait(now)

    @Slot(Qt.ApplicationState)
    def _on_state_changed(self, state: Qt.ApplicationState) -> None:
        if state is Qt.ApplicationState.ApplicationActive:
            self.look()
