"""Notices when the panel has to turn over: at midnight, at a window's edge, after a sleep."""

from collections.abc import Callable, Iterable
from datetime import datetime, timedelta
from typing import Final

from PySide6.QtCore import QObject, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QGuiApplication

from shopcare.services.calls.today import Panel

TICK_MS: Final = 30_000
LONGEST_TIMER_MS: Final = 6 * 3_600_000
JUMP: Final = timedelta(minutes=2)


def boundaries(panel: Panel) -> list[datetime]:
    """List the moments at which a call may change its section: its windows' edges."""
    places = [row.place for rows in panel.sections.values() for row in rows if row.place]
    edges = {edge for place in places for edge in (place.starts_at, place.ends_at) if edge}
    return sorted(edges)


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

    def plan(self, boundaries: Iterable[datetime]) -> None:
        """Wait for the next of these moments, midnight at the latest."""
        self._seen = now = self._now()
        self.next_at = min((one for one in boundaries if one > now), default=_midnight(now))
        self.next_at = min(self.next_at, _midnight(now))
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
            self.plan([self.next_at])

    @Slot(Qt.ApplicationState)
    def _on_state_changed(self, state: Qt.ApplicationState) -> None:
        if state is Qt.ApplicationState.ApplicationActive:
            self.look()


def _midnight(now: datetime) -> datetime:
    tomorrow = (now + timedelta(days=1)).date()
    return datetime.combine(tomorrow, datetime.min.time(), now.tzinfo)
