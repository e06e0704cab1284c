"""Days, hours and moments as they are typed on a command line or stand in JSON."""

import re
import unicodedata
from datetime import UTC, date, datetime, time

from shopcare.domain.errors import Refusal
from shopcare.domain.work_calendar import FIRST_YEAR, LAST_YEAR

_HOUR = re.compile(r"([01]?\d|2[0-3]):([0-5]\d)")
_DAY_AND_HOUR = re.compile(r"(.*?)(?:\s+|(?<=\D))((?:[01]?\d|2[0-3]):[0-5]\d)")
_ISO_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_ISO_MOMENT = re.compile(r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d(:\d\d(\.\d+)?)?\s?(Z|[+-]\d\d:?\d\d)?")


def day_of(text: str, today: date) -> date:
    """Read a day: ``2026-03-05``, ``3.5``, ``明天``.

    Raises:
        Refusal: ``day_unreadable`` or what ``day_text`` says; ``year_out_of_range``.
    """
    plain = _plain(text)
    if _ISO_DAY.fullmatch(plain):
        try:
            day = date.fromisoformat(plain)
        except ValueError:
            raise Refusal("day_impossible", text=text[:40]) from None
    else:
        from shopcare.domain.day_text import day_from_text

        day = day_from_text(text, today)
    _require_year(day.year)
    return day


def hour_of(text: str) -> time:
    """Read a time of day: ``9:30``.

    Raises:
        Refusal: ``hour_unreadable``.
    """
    found = _HOUR.fullmatch(_plain(text))
    if found is None:
        raise Refusal("hour_unreadable", text=text[:40])
    return time(int(found[1]), int(found[2]))


def moment_of(text: str, now: datetime) -> datetime:
    """Read a moment: an hour of today, ISO 8601 with or without offset, or a day and an hour.

    Raises:
        Refusal: ``moment_unreadable``, those of ``day_of``.
    """
    plain = _plain(text)
    if _HOUR.fullmatch(plain):
        return at_hour(now.date(), hour_of(plain), now)
    if _ISO_MOMENT.fullmatch(plain):
        try:
            read = datetime.fromisoformat(plain.replace(" ", "T", 1).replace(" ", ""))
        except ValueError:
            raise Refusal("moment_unreadable", text=text[:40]) from None
        _require_year(read.year)
        read = read.replace(microsecond=0)
        if read.tzinfo is not None:
            return read.astimezone(now.tzinfo)
        return at_hour(read.date(), read.time(), now)
    found = _DAY_AND_HOUR.fullmatch(plain)
    if found is None:
        raise Refusal("moment_unreadable", text=text[:40])
    return at_hour(day_of(found[1].rstrip(" T"), now.date()), hour_of(found[2]), now)


def at_hour(day: date, hour: time, now: datetime) -> datetime:
    """Give an hour of a day in the shop's time zone; one that the clock leaps over moves on."""
    return datetime.combine(day, hour, now.tzinfo).astimezone(UTC).astimezone(now.tzinfo)


def _plain(text: str) -> str:
    return unicodedata.normalize("NFKC", text[:200]).strip()


def _require_year(year: int) -> None:
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise Refusal("year_out_of_range", year=year, first=FIRST_YEAR, last=LAST_YEAR)
