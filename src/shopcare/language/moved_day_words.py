"""What moved a call away from its counted day, as a clerk reads it."""

from collections.abc import Mapping
from typing import Final

from shopcare.domain.calls.moved_day import MovedBy, MovedDay
from shopcare.language.catalog import Catalog, mark
from shopcare.language.day_words import day_text

_MOVES: Final[Mapping[MovedBy, str]] = {
    MovedBy.TRIED: mark("tried, not reached, due again on {day}"),
    MovedBy.LATER: mark("the customer asked for {day}"),
    MovedBy.BY_HAND: mark("{day} set by hand"),
    MovedBy.CLOSED: mark("the shop is closed then, due on {day}"),
    MovedBy.SLIPPED: mark("the promised date was changed, to be told on {day}"),
    MovedBy.EVE_PASSED: mark("no call window was left before it, due on {day}"),
}


def move_text(words: Catalog, move: MovedDay) -> str:
    """Say what one move did."""
    day = day_text(words, move.day)
    if move.at is not None:
        day = words.text("{day} {hour}", day=day, hour=f"{move.at:%H:%M}")
    return words.text(_MOVES[move.by], day=day)
