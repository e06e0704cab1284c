"""Goods in the shop as JSON and as lines: items of a case, shelves."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, Final

from shopcare.cli.command import Described
from shopcare.cli.fields import Fields
from shopcare.cli.tables import plain
from shopcare.language.catalog import Catalog, mark

if TYPE_CHECKING:
    from shopcare.domain.goods.item import Item, ItemDraft
    from shopcare.services.goods.places import PlaceUse

ITEM_JSON: Final[Described] = {
    "position": mark("the item's position, 1 being the product"),
    "what": mark("What it is"),
    "quantity": mark("the number of pieces"),
    "accessories[]": mark("Accessories"),
    "condition": mark("Condition"),
    "place": mark("the shelf on which it is"),
    "handed_over_at": mark("when it went back to the customer; null: it is still here"),
}
PLACE_JSON: Final[Described] = {
    "place": mark("the shelf's code"),
    "free": mark("whether nothing is there"),
    "items[].number": mark("Case number"),
    "items[].position": mark("the item's position, 1 being the product"),
    "items[].what": mark("What it is"),
}


def item_json(item: "Item") -> dict[str, Any]:
    """Write an item of a case."""
    names = (path.removesuffix("[]") for path in ITEM_JSON)
    return {name: plain(getattr(item, name)) for name in names}


def place_json(use: "PlaceUse") -> dict[str, Any]:
    """Write a shelf with what is there."""
    return {
        "place": use.code,
        "free": use.is_free,
        "items": [
            {"number": one.case.number, "position": one.item.position, "what": one.item.what}
            for one in use.lying
        ],
    }


def item_lines(words: Catalog, items: "Iterable[Item]") -> list[tuple[str, ...]]:
    """Write the items of a case for a person."""
    return [
        (
            f"{item.position}.",
            item.what,
            words.count("{n} piece", "{n} pieces", item.quantity) if item.quantity > 1 else "",
            item.condition,
            words.text(", ").join(map(words.text, item.accessories)),
            item.place if item.is_here else words.text("handed over"),
        )
        for item in items
    ]


def item_drafts(fields: Fields) -> "tuple[ItemDraft, ...]":
    """Read what is handed in beside the product (W-1)."""
    from shopcare.domain.goods.item import ItemDraft

    drafts = []
    for inner in fields.inners("items"):
        quantity = inner.number("quantity")
        draft = ItemDraft(
            what=inner.typed("what") or "",
            quantity=1 if quantity is None else quantity,
            accessories=inner.texts("accessories") or (),
            condition=inner.typed("condition") or "",
        )
        inner.end()
        drafts.append(draft)
    return tuple(drafts)
