"""The forms of cases' steps that are half filled in; they are there again at the next start."""

from shopcare.services.shop import Shop
from shopcare.storage import drafts

DRAFT = "case_steps"
"""Under this name they are kept."""


def keep_forms(shop: Shop, content: object) -> None:
    """Keep what the forms hold; nothing at all lets the draft go."""
    if content:
        drafts.keep(shop.file, DRAFT, content, shop.now())
    else:
        drafts.forget(shop.file, DRAFT)


def kept_forms(shop: Shop) -> object:
    """Give back what the forms held, or None."""
    return drafts.kept(shop.file, DRAFT)
