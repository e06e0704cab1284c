"""Compares the search index with the records, and makes it anew."""

from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Final

from shopcare.services.search.search import entries_of, everything_on_file
from shopcare.services.shop import Shop
from shopcare.storage.file.errors import DATABASE_ERRORS
from shopcare.storage.file.work import unrecorded
from shopcare.storage.recovery import index_content
from shopcare.storage.recovery.index_content import Filed
from shopcare.storage.search import rebuilding

_MOST: Final = 20
_CHUNK: Final = 1000
_COMPARED: Final = 3000


def index_problems(shop: Shop) -> list[str]:
    """Name the records that the search would miss, or find by something else; empty: none.

    Of every record it is looked at whether it has a place in the index; by which tokens it is
    found there, of the newest and of as many that are spread over all the others.
    """
    if rebuilding.needs_other_tokens(shop.file):  # of an older making: made anew when idle
        return []
    try:
        missing = list(islice(index_content.not_filed(shop.file), _MOST))
        return [*missing, *islice(_wrong(shop), _MOST)]
    except DATABASE_ERRORS as error:  # the index cannot be read through
        return [f"search_text: {error}"]


def _wrong(shop: Shop) -> Iterator[str]:
    places = _compared(index_content.filed(shop.file))
    found = index_content.tokens_of(shop.file, [place.seq for place in places])
    for start in range(0, len(places), _CHUNK):
        chunk = places[start : start + _CHUNK]
        seqs = {(one.kind, one.record_id): one.seq for one in chunk}
        for kind, record_id, tokens in entries_of(shop, list(seqs)):
            if found.get(seqs[kind, record_id]) != index_content.wanted_tokens(kind, tokens):
                yield f"{kind.value} {record_id}"


def _compared(places: Sequence[Filed]) -> Sequence[Filed]:
    """Choose the records whose tokens are compared; making them anew takes the time."""
    newest, others = places[-_COMPARED:], places[:-_COMPARED]
    return [*others[:: len(others) // _COMPARED + 1], *newest]


def rebuild_index(shop: Shop) -> int:
    """Make the search anew from the records; give how many are filed."""
    with unrecorded(shop.file):
        return rebuilding.rebuild(shop.file, everything_on_file(shop))
