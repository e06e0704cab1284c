"""The one clock. Everything that depends on "now" gets it from here."""

from datetime import datetime, timedelta
from time import time
from typing import Protocol
from zoneinfo import ZoneInfo


class Clock(Protocol):
    """Tells the time in the shop."""

    def now(self) -> datetime:
        """Give the present moment, aware, in the shop's time zone."""
        ...


class SystemClock:
    """The PC's clock in the shop's time zone, to the second; nothing in the shop is finer."""

    def __init__(self, zone: ZoneInfo) -> None:
        """Take the shop's time zone."""
        self._zone = zone
        self._told = (0, datetime.fromtimestamp(0, zone))

    def now(self) -> datetime:
        """Give the present moment; an action asks a dozen times within one second."""
        second = int(time())
        told_at, moment = self._told
        if second != told_at:
            moment = datetime.fromtimestamp(second, self._zone)
            self._told = (second, moment)
        return moment


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
