"""The items of one case (W-1): what each is, where it lies (X-2), whether it is still here."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final

from shopcare.domain.errors import Problem, Refusal
from shopcare.domain.ids import StaffId
from shopcare.domain.typed.text import clean_line, clean_text, too_long

MOST_ITEMS: Final = 20
MOST_PIECES: Final = 999
LONGEST_PLACE: Final = 16
_MOST_ACCESSORIES: Final = 40
_LONGEST: Final = {"what": 200, "condition": 1000}
_PLACE: Final = re.compile(r"[^\W_]+(?:[-./][^\W_]+)*")
_SCANNED: Final = re.compile(r"(?P<number>.*\d)\s*/\s*(?P<position>\d{1,2})")


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemDraft:
    """One item as it is handed in (W-1, X-4)."""

    what: str
    quantity: int = 1
    """So many pieces that stay together: a pair of lenses, three ties."""
    accessories: tuple[str, ...] = ()
    condition: str = ""
    """In a few words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Item(ItemDraft):
    """One item of a case on file."""

    position: int
    """1 is the product that the case is about."""
    place: str = ""
    """The shelf, bag or box in which it lies; empty: nobody said (X-2)."""
    placed_at: datetime | None = None
    handed_over_at: datetime | None = None
    """When it went back to the customer ahead of the others."""
    handed_over_by: StaffId | None = None

    @property
    def is_here(self) -> bool:
        """Say whether it has not gone back to the customer yet."""
        return self.handed_over_at is None


def tidy_items(items: Sequence[ItemDraft]) -> tuple[ItemDraft, ...]:
    """Give the items without what cannot be seen; an empty line is no item."""
    tidied = (
        replace(
            item,
            what=clean_line(item.what),
            accessories=tuple(filter(None, map(clean_line, item.accessories))),
            condition=clean_text(item.condition),
        )
        for item in items
    )
    return tuple(item for item in tidied if item.what or item.condition or item.accessories)


def item_problems(items: Sequence[ItemDraft], others: int = 1) -> list[Problem]:
    """Say what is wrong with tidied items.

    The codes are ``item_name_missing``, ``items_too_many``, ``pieces_impossible``,
    ``text_too_long`` and ``accessories_too_many``.

    Args:
        items: those that are added.
        others: how many the case has beside them.
    """
    problems: list[Problem] = []
    if len(items) + others > MOST_ITEMS:
        problems.append(Problem(field="items", code="items_too_many", values={"most": MOST_ITEMS}))
    for item in items:
        if not item.what:
            problems.append(Problem(field="items", code="item_name_missing"))
        if not 1 <= item.quantity <= MOST_PIECES:
            values = {"most": MOST_PIECES}
            problems.append(Problem(field="items", code="pieces_impossible", values=values))
        texts = {"what": item.what, "condition": item.condition}
        problems += [one._replace(field="items") for one in too_long(texts, _LONGEST)]
        if len(item.accessories) > _MOST_ACCESSORIES:
            problems.append(Problem(field="items", code="accessories_too_many"))
    return problems


def since_reopened(item: Item, reopened_at: datetime | None) -> Item:
    """Forget where an item lay, and that it went back, before its case was opened again."""
    if reopened_at is None:
        return item
    if item.placed_at is not None and item.placed_at < reopened_at:
        item = replace(item, place="", placed_at=None)
    if item.handed_over_at is not None and item.handed_over_at < reopened_at:
        item = replace(item, handed_over_at=None, handed_over_by=None)
    return item


def require_part(items: Sequence[Item], positions: Sequence[int]) -> tuple[Item, ...]:
    """Give the items that go back ahead of the others (W-1).

    The last ones leave with the case's own step, with which go its fee and its calls (G-9).

    Raises:
        Refusal: ``item_unknown``, ``item_gone``, ``items_missing``, ``last_item_with_case``.
    """
    wanted = [item_at(items, position) for position in dict.fromkeys(positions)]
    if not wanted:
        raise Refusal("items_missing")
    for item in wanted:
        if not item.is_here:
            raise Refusal("item_gone", what=item.what)
    if len(wanted) == sum(item.is_here for item in items):
        raise Refusal("last_item_with_case")
    return tuple(wanted)


def item_at(items: Sequence[Item], position: int) -> Item:
    """Find an item by its position.

    Raises:
        Refusal: ``item_unknown``.
    """
    found = next((item for item in items if item.position == position), None)
    if found is None:
        raise Refusal("item_unknown", position=position)
    return found


def item_code(number: str, position: int, count: int) -> str:
    """Write the code on an item's label: the case number, of several with the item's position."""
    return number if count == 1 else f"{number}/{position}"


def item_code_from_text(text: str) -> tuple[str, int | None]:
    """Part a scanned code into the case number as it was scanned, and the item's position."""
    found = _SCANNED.fullmatch(unicodedata.normalize("NFKC", text).strip())
    return (found["number"], int(found["position"])) if found else (text, None)


def place_from_text(text: str) -> str:
    """Read the code of a shelf, bag or box as typed or scanned; nothing typed is none (X-2).

    Raises:
        Refusal: ``place_unreadable``.
    """
    code = unicodedata.normalize("NFKC", text).strip().upper()
    if code and (len(code) > LONGEST_PLACE or not _PLACE.fullmatch(code)):
        raise Refusal("place_unreadable", text=text[:40])
    return code
