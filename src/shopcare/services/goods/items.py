"""The items of a case: added, taken off, handed over ahead of the others (W-1)."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial

from shopcare.domain.cases.case import WITHOUT_GOODS, Case, Stage
from shopcare.domain.changes import ChangeKind, Changes
from shopcare.domain.errors import Invalid, Refusal
from shopcare.domain.goods.item import (
    Item,
    ItemDraft,
    item_at,
    item_problems,
    require_part,
    since_reopened,
    tidy_items,
)
from shopcare.domain.ids import CaseId
from shopcare.services.shop import Shop
from shopcare.storage.cases import cases
from shopcare.storage.file.work import Step
from shopcare.storage.goods import case_items

_WITH_GOODS_GONE = (Stage.HANDED_OVER, Stage.CLOSED)


@dataclass(frozen=True, slots=True, kw_only=True)
class GoodsChanged:
    """Something about goods was written, and how it is taken back (X-9)."""

    changes: Changes
    undo: Callable[[Shop], Changes]


def items_of(shop: Shop, case: Case) -> tuple[Item, ...]:
    """Read the items of a case; the first one is its product."""
    return merged(case, case_items.of_case(shop.file, case.id))


def merged(case: Case, rows: Sequence[Item]) -> tuple[Item, ...]:
    """Put the items of a case together from the case and their rows."""
    first = next((row for row in rows if row.position == 1), Item(what="", position=1))
    first = replace(
        first, what=case.product, accessories=case.accessories, condition=case.condition
    )
    others = (row for row in rows if row.position > 1)
    found = [since_reopened(item, case.reopened_at) for item in (first, *others)]
    if case.stage not in _WITH_GOODS_GONE:
        return tuple(found)
    return tuple(
        item
        if item.handed_over_at is not None
        else replace(item, handed_over_at=case.handled_at, handed_over_by=case.resolved_by)
        for item in found
    )


def require_goods(case: Case) -> None:
    """Refuse what is about goods where none is brought in, or none is here any more.

    Raises:
        Refusal: ``case_without_goods``, ``voided_already``, ``goods_handed_over``.
    """
    if case.kind in WITHOUT_GOODS:
        raise Refusal("case_without_goods", number=case.number)
    if case.voided is not None:
        raise Refusal("voided_already")
    if case.stage in _WITH_GOODS_GONE:
        raise Refusal("goods_handed_over", number=case.number)


def add_items(shop: Shop, case_id: CaseId, drafts: Sequence[ItemDraft]) -> GoodsChanged:
    """Write more items of a case.

    Raises:
        NotFound: there is no such case.
        Invalid: see ``item_problems``; ``item_name_missing`` where there is none.
        Refusal: see ``require_goods``.
    """
    drafts = tidy_items(drafts) or (ItemDraft(what=""),)
    with shop.begin("goods.add", "case") as step:
        case = read_for(shop, step, case_id)
        before = items_of(shop, case)
        if problems := item_problems(drafts, len(before)):
            raise Invalid(*problems)
        first = before[-1].position + 1
        case_items.add(shop.file, case_id, drafts, first)
        step.values = {"items": [draft.what for draft in drafts]}
    positions = range(first, first + len(drafts))
    return GoodsChanged(
        changes=goods_changes(case_id),
        undo=partial(_undo_adding, case_id=case_id, positions=tuple(positions)),
    )


def remove_items(shop: Shop, case_id: CaseId, positions: Sequence[int]) -> GoodsChanged:
    """Take items off a case that were added by mistake.

    Raises:
        NotFound: there is no such case.
        Refusal: ``item_unknown``, ``first_item_stays``, ``item_gone``; see ``require_goods``.
    """
    with shop.begin("goods.remove", "case") as step:
        case = read_for(shop, step, case_id)
        items = items_of(shop, case)
        going = [item_at(items, position) for position in positions]
        for item in going:
            if item.position == 1:
                raise Refusal("first_item_stays")
            if not item.is_here:
                raise Refusal("item_gone", what=item.what)
            case_items.remove(shop.file, case_id, item.position)
        step.values = {"items": [item.what for item in going]}
    return GoodsChanged(
        changes=goods_changes(case_id), undo=partial(_bring_back, case_id=case_id, items=going)
    )


def hand_over_items(shop: Shop, case_id: CaseId, positions: Sequence[int]) -> GoodsChanged:
    """Hand some items over; the case goes on until all of them are (W-1).

    Raises:
        NotFound: there is no such case.
        Refusal: see ``require_part`` and ``require_goods``.
    """
    with shop.begin("goods.hand_over", "case") as step:
        case = read_for(shop, step, case_id)
        items = items_of(shop, case)
        going = require_part(items, positions)
        for item in going:
            case_items.hand_over(shop.file, case_id, item.position, shop.now(), shop.acting.id)
        left = sum(item.is_here for item in items) - len(going)
        step.values = {"items": [item.what for item in going], "left": left}
    back = partial(take_items_back, case_id=case_id, positions=tuple(i.position for i in going))
    return GoodsChanged(changes=goods_changes(case_id), undo=back)


def take_items_back(shop: Shop, case_id: CaseId, positions: Sequence[int]) -> Changes:
    """Write that items which were handed over by mistake are still here.

    Raises:
        NotFound: there is no such case.
        Refusal: ``item_unknown``, ``item_still_here``; see ``require_goods``.
    """
    with shop.begin("goods.take_back", "case") as step:
        case = read_for(shop, step, case_id)
        items = [item_at(items_of(shop, case), position) for position in positions]
        for item in items:
            if item.is_here:
                raise Refusal("item_still_here", what=item.what)
            case_items.hand_over(shop.file, case_id, item.position, None, None)
        step.values = {"items": [item.what for item in items]}
    return goods_changes(case_id)


def goods_changes(case_id: CaseId) -> Changes:
    """Say that the goods of a case are other ones now."""
    return Changes.of(ChangeKind.CASE, record_id=case_id)


def read_for(shop: Shop, step: Step, case_id: CaseId) -> Case:
    """Read a case whose goods are here, inside a running action about it."""
    case = cases.get(shop.file, case_id)
    require_goods(case)
    step.subject_id = step.case_id = case_id
    return case


def _undo_adding(shop: Shop, case_id: CaseId, positions: Sequence[int]) -> Changes:
    return remove_items(shop, case_id, positions).changes


def _bring_back(shop: Shop, case_id: CaseId, items: Sequence[Item]) -> Changes:
    with shop.begin("goods.add", "case") as step:
        read_for(shop, step, case_id)
        for item in items:
            case_items.add(shop.file, case_id, [item], item.position)
            if item.place:
                case_items.place(shop.file, case_id, item.position, item.place, shop.now())
        step.values = {"items": [item.what for item in items]}
    return goods_changes(case_id)
