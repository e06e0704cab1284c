"""What a user has to be told about the shop file before he trusts what it shows."""

from collections.abc import Iterator

from shopcare.domain.errors import Refusal
from shopcare.services.shop import Shop
from shopcare.storage.file.reading import damage_refusal, damaged_entries


def lost_entries(shop: Shop) -> Refusal | None:
    """Say that the file no longer holds what was saved last; None where it does."""
    return None if shop.lost is None else Refusal("entries_lost", last=shop.lost.id)


def damaged(shop: Shop) -> Iterator[Refusal]:
    """Name the entries that could not be read since the shop was opened."""
    for entry in damaged_entries(shop.file):
        yield damage_refusal(entry)
