"""Moments as they are typed on a command line or stand in JSON, past ones too.

What is typed at the counter for a moment to come is read by ``domain.when_text``: there 3:00 is
the afternoon, here it is what it says.
"""

import re
import unicodedata
from datetime import UTC, date, datetime, time

from shopcare.domain.calendar.day_facts import require_year
from shopcare.domain.errors import Refusal
from shopcare.domain.typed.when_text import time_from_text

_HOUR = re.compile(r"([01]?\d|2[0-3]):([0-5]\d)")
_DAY_AND_HOUR = re.compile(r"(.*?)(?:\s+|(?<=\D))((?:[01]?\d|2[0-3]):[0-5]\d)")
_ISO_MOMENT = re.compile(r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d(:\d\d(\.\d+)?)?\s?(Z|[+-]\d\d:?\d\d)?")


def moment_of(text: str, now: datetime) -> datetime:
    """Read a moment: an hour of today, ISO 8601 with or without offset, or a day and an hour.

    Raises:
        Refusal: ``moment_unreadable``, those of ``day_from_text``.
    """
    plain = unicodedata.normalize("NFKC", text[:200]).strip()
    if _HOUR.fullmatch(plain):
        return at_hour(now.date(), time_from_text(plain), now)
    if _ISO_MOMENT.fullmatch(plain):
        try:
            read = datetime.fromisoformat(plain.replace(" ", "T", 1).replace(" ", ""))
        except ValueError:
            raise Refusal("moment_unreadable", text=text[:40]) from None
        require_year(read.year)
        read = read.replace(microsecond=0)
        if read.tzinfo is not None:
            return read.astimezone(now.tzinfo)
        return at_hour(read.date(), read.time(), now)
    found = _DAY_AND_HOUR.fullmatch(plain)
    if found is None:
        raise Refusal("moment_unreadable", text=text[:40])
    from shopcare.domain.typed.day_text import day_from_text

    return at_hour(day_from_text(found[1].rstrip(" T"), now.date()), time_from_text(found[2]), now)


def at_hour(day: date, hour: time, now: datetime) -> datetime:
    """Give an hour of a day in the shop's time zone; one that the clock leaps over moves on."""
    return datetime.combine(day, hour, now.tzinfo).astimezone(UTC).astimezone(now.tzinfo)
