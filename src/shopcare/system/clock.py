"""The one clock. Everything that depends on "now" gets it from here."""

from datetime import datetime, timedelta
from typing import Protocol
from zoneinfo import ZoneInfo


class Clock(Protocol):
    """Tells the time in the shop."""

    def now(self) -> datetime:
        """Give the present moment, aware, in the shop's time zone."""
        ...


class SystemClock:
    """The PC's clock in the shop's time zone."""

    def __init__(self, zone: ZoneInfo) -> None:
        """Take the shop's time zone."""
        self._zone = zone

    def now(self) -> datetime:
        """Give the present moment to the second; nothing in the shop is finer."""
        return datetime.now(self._zone).replace(microsecond=0)


class SetClock:
    """A clock that stands still until it is moved: for the sample shop and for tests."""

    def __init__(self, moment: datetime) -> None:
        """Take an aware moment."""
        self._moment = moment

    def now(self) -> datetime:
        """Give the moment that was set."""
        return self._moment

    def set(self, moment: datetime) -> None:
        """Set another moment."""
        self._moment = moment

    def advance(self, **span: float) -> None:
        """Move on by days, hours, minutes or seconds."""
        self._moment += timedelta(**span)
