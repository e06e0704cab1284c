"""Facts that stand on many documents, and how they are put into words."""

from collections.abc import Iterable, Sequence
from datetime import date

from shopcare.domain.goods.item import Item
from shopcare.domain.papers.document import PrintedBy, Promise, ShopHead
from shopcare.domain.people.customer import Customer
from shopcare.domain.typed.phone import masked
from shopcare.language.catalog import Catalog, catalog
from shopcare.language.day_words import opening_text
from shopcare.services.shop import Shop


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


def listed(words: Catalog, items: Iterable[str]) -> str:
    """Write items one after the other."""
    return words.text(", ").join(items)
