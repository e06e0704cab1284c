"""Goods in the shop as JSON and as lines: items of a case, shelves."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, Final

from shopcare.cli.command import Described
from shopcare.cli.fields import Fields
from shopcare.cli.tables import plain
from shopcare.language.catalog import Catalog, mark

if TYPE_CHECKING:
    from shopcare.domain.goods.condition import Mark
    from shopcare.domain.goods.item import Item, ItemDraft
    from shopcare.domain.goods.loan import Loan
    from shopcare.domain.goods.photo import Photo
    from shopcare.domain.goods.repair_trip import PartRelease, RepairTrip
    from shopcare.domain.goods.uncollected import Notice
    from shopcare.services.goods.places import PlaceUse
    from shopcare.services.shop import Shop

ITEM_JSON: Final[Described] = {
    "position": mark("the item's position, 1 being the product"),
    "what": mark("What it is"),
    "quantity": mark("the number of pieces"),
    "accessories[]": mark("Accessories"),
    "condition": mark("Condition"),
    "place": mark("the shelf on which it is"),
    "handed_over_at": mark("when it went back to the customer; null: it is still here"),
}
LOAN_JSON: Final[Described] = {
    "id": mark("the loan's id"),
    "customer_id": mark("the customer's id"),
    "case_id": mark("the id of the case during which it is lent"),
    "what": mark("what is lent"),
    "condition": mark("Condition"),
    "lent_at": mark("when it was lent"),
    "lent_by": mark("the initials of who lent it"),
    "due_on": mark("the day on which it comes back"),
    "callback_id": mark("the id of the call on that day"),
    "returned_at": mark("when it came back; null: it is still lent"),
    "returned_by": mark("the initials of who took it back"),
    "condition_back": mark("in which condition it came back"),
    "late": mark("whether it should be back already"),
}
MARKED_JSON: Final[Described] = {
    "sketch": mark("the sketch of the category"),
    "marks[].x": mark("thousandths of the sketch's width"),
    "marks[].y": mark("thousandths of the sketch's height"),
    "marks[].word": mark("what is marked there"),
}
PHOTO_JSON: Final[Described] = {
    "id": mark("the photo's id"),
    "kind": mark("what the photo shows"),
    "position": mark("the position of the item that it shows; null: the case as a whole"),
    "caption": mark("Caption"),
    "marks[].x": mark("thousandths of the photo's width"),
    "marks[].y": mark("thousandths of the photo's height"),
    "marks[].word": mark("what is marked there"),
    "width": mark("pixels from left to right"),
    "height": mark("pixels from top to bottom"),
    "added_at": mark("when it was added"),
    "added_by": mark("the initials of who added it"),
    "voided": mark("why it was voided; null: it stands"),
}
TRIP_JSON: Final[Described] = {
    "place": mark("where it is repaired"),
    "to_whom": mark("the maker, the workshop or the parcel service"),
    "sent_on": mark("when it was sent"),
    "sent_number": mark("the number of that parcel"),
    "received_on": mark("when it came back"),
    "received_number": mark("the number of the parcel that came back"),
}
RELEASE_JSON: Final[Described] = {
    "part": mark("the missing part"),
    "released_by": mark("the manager who released it by word"),
    "noted_at": mark("when it was written down"),
    "noted_by": mark("the initials of who wrote it down"),
    "note": mark("a note"),
}
NOTICE_JSON: Final[Described] = {
    "step": mark("after how many days"),
    "sent_at": mark("when it was sent"),
    "sent_by": mark("the initials of who sent it"),
    "how": mark("how the notice was sent"),
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


def loan_json(shop: "Shop", loan: "Loan") -> dict[str, Any]:
    """Write a loan; members of staff by their initials."""
    written: dict[str, Any] = {**plain(loan), "late": loan.is_late(shop.today())}
    for name in ("lent_by", "returned_by"):
        member = shop.member(written[name])
        written[name] = member.initials if member else None
    return written


def photo_json(shop: "Shop", photo: "Photo") -> dict[str, Any]:
    """Write what is on file about a photo, without the picture."""
    written = {name: plain(getattr(photo, name)) for name in _PLAIN_OF_PHOTO}
    member = shop.member(photo.added_by)
    written["added_by"] = member.initials if member else None
    written["voided"] = photo.voided.reason if photo.voided else None
    return written


_PLAIN_OF_PHOTO: Final = (
    "id", "kind", "position", "caption", "marks", "width", "height", "added_at",
)  # fmt: skip


def trip_json(trip: "RepairTrip") -> dict[str, Any]:
    """Write where goods are repaired."""
    return {name: plain(getattr(trip, name)) for name in TRIP_JSON}


def release_json(shop: "Shop", release: "PartRelease") -> dict[str, Any]:
    """Write a part that was released by word; members of staff by their initials."""
    written = {name: plain(getattr(release, name)) for name in RELEASE_JSON}
    for name in ("released_by", "noted_by"):
        member = shop.member(written[name])
        written[name] = member.initials if member else None
    return written


def notice_json(shop: "Shop", notice: "Notice") -> dict[str, Any]:
    """Write a notice that was sent."""
    member = shop.member(notice.sent_by)
    return {
        "step": notice.step,
        "sent_at": plain(notice.sent_at),
        "sent_by": member.initials if member else None,
        "how": notice.how.value,
    }


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


def loan_lines(words: Catalog, loans: "Iterable[Loan]") -> list[tuple[str, ...]]:
    """Write loans for a person."""
    return [
        (
            str(loan.id),
            loan.what,
            loan.due_on.isoformat(),
            words.text("lent") if loan.is_out else words.text("is back"),
        )
        for loan in loans
    ]


def photo_lines(words: Catalog, photos: "Iterable[Photo]") -> list[tuple[str, ...]]:
    """Write photos for a person."""
    from shopcare.language.records.goods_words import photo_kind_text

    return [
        (
            str(photo.id),
            photo_kind_text(words, photo.kind),
            photo.caption,
            words.text(", ").join(words.text(one.word) for one in photo.marks),
            words.text("voided") if photo.voided else "",
        )
        for photo in photos
    ]


def mark_drafts(fields: Fields) -> "tuple[Mark, ...]":
    """Read marks on a sketch or a photo (X-4)."""
    from shopcare.domain.goods.condition import Mark

    marks = []
    for inner in fields.inners("marks"):
        x, y = inner.number("x"), inner.number("y")
        marks.append(Mark(x=x or 0, y=y or 0, word=inner.typed("word") or ""))
        inner.end()
    return tuple(marks)


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
