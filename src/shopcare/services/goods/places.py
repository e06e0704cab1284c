"""Where goods lie (X-2): a place finds the case, the case its place; free places; moves."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from shopcare.domain.cases.case import Case
from shopcare.domain.cases.case_number import case_number_from_text
from shopcare.domain.changes import Changes
from shopcare.domain.errors import Refusal
from shopcare.domain.goods.item import Item, item_at, item_code_from_text, place_from_text
from shopcare.domain.ids import CaseId
from shopcare.services.goods.items import (
    GoodsChanged,
    goods_changes,
    items_of,
    merged,
    read_for,
)
from shopcare.services.shop import Shop
from shopcare.storage.cases import cases
from shopcare.storage.goods import case_items


@dataclass(frozen=True, slots=True, kw_only=True)
class Lying:
    """An item at a place."""

    case: Case
    item: Item


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceUse:
    """One place, and what lies there."""

    code: str
    lying: tuple[Lying, ...]

    @property
    def is_free(self) -> bool:
        """Say whether nothing lies there."""
        return not self.lying


@dataclass(frozen=True, slots=True, kw_only=True)
class Shelved:
    """What a scanned code put on a place."""

    case: Case
    items: tuple[Item, ...]
    changed: GoodsChanged

    @property
    def changes(self) -> Changes:
        """What the move changed."""
        return self.changed.changes


def lying_at(shop: Shop, code: str | None = None) -> list[Lying]:
    """List what lies at a place, or at any."""
    ids = case_items.placed(shop.file, code)
    rows = case_items.of_cases(shop.file, ids)
    return [
        Lying(case=case, item=item)
        for case in cases.many(shop.file, ids)
        for item in merged(case, rows.get(case.id, []))
        if item.is_here and item.place and code in (None, item.place)
    ]


def places_of(shop: Shop) -> list[PlaceUse]:
    """List the places of the shop with what lies there, then those that it did not define."""
    lying: dict[str, list[Lying]] = {code: [] for code in shop.settings.places}
    for one in lying_at(shop):
        lying.setdefault(one.item.place, []).append(one)
    return [PlaceUse(code=code, lying=tuple(found)) for code, found in lying.items()]


def place_of(shop: Shop, text: str) -> str:
    """Read a place as typed or scanned; nothing typed is none.

    Raises:
        Refusal: ``place_unreadable``, ``place_unknown`` where the shop has defined others.
    """
    code = place_from_text(text)
    if code and shop.settings.places and code not in shop.settings.places:
        raise Refusal("place_unknown", place=code)
    return code


def put_items(shop: Shop, case_id: CaseId, places: Mapping[int, str]) -> GoodsChanged:
    """Write where items of a case lie; an empty place: nobody knows any more.

    Args:
        shop: the shop.
        case_id: the case.
        places: the place of each item that moves, by its position.

    Raises:
        NotFound: there is no such case.
        Refusal: ``item_unknown``, ``item_gone``, ``place_unchanged``; see ``place_of`` and
            ``require_goods``.
    """
    with shop.begin("goods.place", "case") as step:
        case = read_for(shop, step, case_id)
        items = items_of(shop, case)
        wanted = {position: place_of(shop, text) for position, text in places.items()}
        moving = [item for item in items if wanted.get(item.position, item.place) != item.place]
        for position in wanted:
            item_at(items, position)
        for item in moving:
            if not item.is_here:
                raise Refusal("item_gone", what=item.what)
            code = wanted[item.position]
            case_items.place(shop.file, case_id, item.position, code, shop.now())
        if not moving:
            raise Refusal("place_unchanged")
        step.values = {"moved": [[one.what, one.place, wanted[one.position]] for one in moving]}
    before = {item.position: item.place for item in moving}
    return GoodsChanged(
        changes=goods_changes(case_id), undo=partial(_put_back, case_id=case_id, places=before)
    )


def put_scanned(shop: Shop, place: str, text: str) -> Shelved:
    """Put what a scanned or typed code names on a place: one item, or all of a case (W-1).

    Raises:
        NotFound: no case has the number.
        Refusal: see ``case_number_from_text`` and ``put_items``; ``goods_handed_over``.
    """
    number, position = item_code_from_text(text)
    case = cases.get(shop.file, cases.with_number(shop.file, case_number_from_text(number)))
    items = items_of(shop, case)
    here = [item for item in items if item.is_here and position in (None, item.position)]
    if not here:
        raise Refusal("goods_handed_over", number=case.number)
    changed = put_items(shop, case.id, {item.position: place for item in here})
    return Shelved(case=case, items=tuple(here), changed=changed)


def take_scan(shop: Shop, place: str, text: str) -> Shelved | str:
    """Take what was scanned: a label goes to the place, anything else is the next place (X-2).

    Returns:
        What was put there, or the place that was scanned.

    Raises:
        Refusal: ``place_missing`` where a label comes first; see ``put_scanned`` and ``place_of``.
    """
    try:
        case_number_from_text(item_code_from_text(text)[0])
    except Refusal as refusal:
        if refusal.code == "case_number_mistyped":
            raise
        return place_of(shop, text)
    if not place:
        raise Refusal("place_missing")
    return put_scanned(shop, place, text)


def place_words(items: Sequence[Item]) -> str:
    """Name the places in which what is left of a case lies, each once."""
    return " ".join(dict.fromkeys(item.place for item in items if item.is_here and item.place))


def places_by_case(shop: Shop, found: Sequence[Case]) -> dict[CaseId, str]:
    """Name the places of some cases, for a list."""
    rows = case_items.of_cases(shop.file, [case.id for case in found])
    return {case.id: place_words(merged(case, rows[case.id])) for case in found if case.id in rows}


def _put_back(shop: Shop, case_id: CaseId, places: Mapping[int, str]) -> Changes:
    return put_items(shop, case_id, places).changes
