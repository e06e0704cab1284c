"""Times and hours of a day as people type them: 9:30, 1430; 9:30-11:30, 14-17."""

import re
import unicodedata
from datetime import time

from shopcare.domain.calendar.opening import Intervals, check_intervals
from shopcare.domain.errors import Refusal

_TIME = r"(\d{1,2})(?:[:.时点](\d{2})?分?)?"
_SPAN = re.compile(rf"{_TIME}(?:-|~|–|—|至|到|to){_TIME}", re.IGNORECASE)
_BETWEEN = re.compile(r"[,;、]+")


def hours_from_text(text: str) -> Intervals:
    """Read the hours of a day; nothing typed is no hours.

    Raises:
        Refusal: ``hours_unreadable``, ``hours_reversed``, ``hours_overlap``.
    """
    plain = "".join(unicodedata.normalize("NFKC", text).split())
    parts = [part for part in _BETWEEN.split(plain) if part]
    return check_intervals(tuple(_span(part, text) for part in parts))


def time_from_text(text: str) -> time:
    """Read a time of day: ``9:30``, ``0930``, ``14``, ``9点半``.

    Raises:
        Refusal: ``time_unreadable``.
    """
    plain = "".join(unicodedata.normalize("NFKC", text).split()).replace("半", "30")
    found = re.fullmatch(_TIME, plain) or re.fullmatch(r"(\d{1,2})(\d{2})", plain)
    try:
        if found is not None:
            return time(int(found[1]), int(found[2] or 0))
    except ValueError:
        pass
    raise Refusal("time_unreadable", text=text[:40])


def hours_as_typed(hours: Intervals) -> str:
    """Write hours as ``hours_from_text`` reads them."""
    return ", ".join(f"{begin:%H:%M}-{end:%H:%M}" for begin, end in hours)


def _span(part: str, text: str) -> tuple[time, time]:
    found = _SPAN.fullmatch(part)
    if found is None:
        raise Refusal("hours_unreadable", text=text[:40])
    try:
        begin = time(int(found[1]), int(found[2] or 0))
        return begin, time(int(found[3]), int(found[4] or 0))
    except ValueError:
        raise Refusal("hours_unreadable", text=text[:40]) from None
