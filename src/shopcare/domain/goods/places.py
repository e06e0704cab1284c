"""The places that a shop has for goods (X-2): typed as a list with ranges, ``A1-A12, B1-B6``."""

import re
from collections.abc import Iterable, Sequence
from typing import Final

from shopcare.domain.errors import Problem, Refusal
from shopcare.domain.goods.item import place_from_text

MOST_PLACES: Final = 2000
_BETWEEN: Final = re.compile(r"[,;，；、\s]+")
_RANGE: Final = re.compile(r"(?P<head>.*?)(?P<first>\d+)\s*[-–~～]\s*(?P=head)(?P<last>\d+)")


def places_from_text(text: str) -> tuple[str, ...]:
    """Read the places of a shop, in the order in which they are typed, each once.

    Raises:
        Refusal: ``place_unreadable``, ``places_too_many``.
    """
    found: dict[str, None] = {}
    for word in filter(None, _BETWEEN.split(text)):
        codes = list(_codes(word))
        if len(found) + len(codes) > MOST_PLACES:
            raise Refusal("places_too_many", most=MOST_PLACES)
        found |= dict.fromkeys(codes)
    return tuple(found)


def _codes(word: str) -> Iterable[str]:
    """Give the places of a word: one, or those from a first to a last with the same beginning."""
    whole = _RANGE.fullmatch(place_from_text(word))
    if whole is None:
        return (place_from_text(word),)
    first, last = int(whole["first"]), int(whole["last"])
    if not first < last < first + MOST_PLACES:
        raise Refusal("place_unreadable", text=word[:40])
    digits = len(whole["first"])
    return (f"{whole['head']}{number:0{digits}d}" for number in range(first, last + 1))


def places_text(places: Sequence[str]) -> str:
    """Write places as they are typed, those in a row as a range."""
    runs: list[list[str]] = []
    for code in places:
        if runs and code == _next(runs[-1][-1]):
            runs[-1].append(code)
        else:
            runs.append([code])
    return ", ".join(run[0] if len(run) == 1 else f"{run[0]}-{run[-1]}" for run in runs)


def _next(code: str) -> str | None:
    """Give the place that follows in a row: A09 is followed by A10."""
    head = code.rstrip("0123456789")
    number = code[len(head) :]
    return f"{head}{int(number) + 1:0{len(number)}d}" if number else None


def place_problems(places: Sequence[str]) -> list[Problem]:
    """Say what is wrong with the places of a shop: ``place_unreadable``, ``places_too_many``."""
    try:
        is_tidy = places_from_text(" ".join(places)) == tuple(places)
    except Refusal as refusal:
        return [Problem(field="places", code=refusal.code, values=refusal.values)]
    if is_tidy:
        return []
    return [
        Problem(field="places", code="place_unreadable", values={"text": " ".join(places)[:40]})
    ]
