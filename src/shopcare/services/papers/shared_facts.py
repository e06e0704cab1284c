"""Facts that stand on many documents, and how they are put into words."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any, Final

from shopcare.domain.goods.condition import Condition
from shopcare.domain.goods.item import Item
from shopcare.domain.goods.photo import PhotoKind
from shopcare.domain.papers.document import PrintedBy, Promise, ShopHead
from shopcare.domain.people.customer import Customer
from shopcare.domain.typed.phone import masked
from shopcare.language.catalog import Catalog, catalog
from shopcare.language.day_words import opening_text
from shopcare.printing.photos import PrintedPhoto
from shopcare.services.goods.conditions import sketch
from shopcare.services.goods.photos import picture_of
from shopcare.services.shop import Shop

if TYPE_CHECKING:
    from shopcare.domain.goods.photo import Photo
    from shopcare.services.cases.cases import CaseFile

_MOST_PHOTOS: Final = 6
"""Of those on which something is marked, so many stand on a paper."""


def paper_words(shop: Shop) -> Catalog:
    """Give the words of the paper's language."""
    return catalog(shop.settings.paper_language)


def shop_head(shop: Shop) -> ShopHead:
    """Give the shop as it stands on every document."""
    settings = shop.settings
    return ShopHead(
        name=settings.name,
        address=settings.address,
        phone=settings.phone,
        opening_hours=settings.hours_note or opening_text(paper_words(shop), settings.opening),
    )


def printed_by(shop: Shop) -> PrintedBy:
    """Say that who is acting prints now."""
    return PrintedBy(at=shop.now(), staff_name=shop.acting.name)


def promise_on(shop: Shop, day: date | None) -> Promise | None:
    """Give a promised day, marked where its calendar is not out yet; None for no day."""
    if day is None:
        return None
    return Promise(on=day, is_provisional=shop.calendar.work.is_provisional(day))


def masked_phones(customer: Customer) -> str:
    """Give a customer's numbers for a copy that leaves the shop (G-15)."""
    return " / ".join(masked(phone.digits) for phone in customer.phones)


def more_items(words: Catalog, items: Sequence[Item]) -> tuple[str, ...]:
    """Write what was handed in beside the product, with its position (W-1)."""
    return tuple(f"{item.position}. {item_text(words, item)}" for item in items[1:])


def item_text(words: Catalog, item: Item) -> str:
    """Write one item with its pieces, condition and accessories."""
    pieces = words.count("{n} piece", "{n} pieces", item.quantity) if item.quantity > 1 else ""
    accessories = [words.text(one) for one in item.accessories]
    parts = (item.what, pieces, item.condition, listed(words, accessories))
    return " · ".join(part for part in parts if part)


def condition_facts(shop: Shop, file: "CaseFile") -> dict[str, Any]:
    """Give the marks on the sketch and the photos on receipt, by their names on a paper (X-4)."""
    marked = file.marked if file.marked is not None else Condition()
    taken = [photo for photo in file.photos if photo.kind is PhotoKind.ON_RECEIPT]
    return {
        "sketch": sketch(marked.sketch) if marked.marks else None,
        "marks": marked.marks,
        "photos": printed_photos(shop, [one for one in taken if one.marks][:_MOST_PHOTOS]),
        "photo_count": len(taken),
    }


def printed_photos(shop: Shop, photos: "Iterable[Photo]") -> tuple[PrintedPhoto, ...]:
    """Put photos on paper."""
    return tuple(
        PrintedPhoto(
            jpeg=picture_of(shop, photo.id),
            width=photo.width,
            height=photo.height,
            caption=photo.caption,
            marks=photo.marks,
        )
        for photo in photos
    )


def listed(words: Catalog, items: Iterable[str]) -> str:
    """Write items one after the other."""
    return words.text(", ").join(items)
