"""What the forms hold that is not saved yet; it is there again after a crash or a power cut."""

from enum import StrEnum

from shopcare.services.shop import Shop
from shopcare.storage.file.errors import database_errors
from shopcare.storage.file.work import unrecorded
from shopcare.storage.shop import drafts


class Form(StrEnum):
    """Whose draft it is; under this name it stands in the shop file."""

    INTAKE = "intake"
    CASE_STEPS = "case_steps"
    CUSTOMERS = "customers"
    SETTINGS = "settings"
    CALLS = "calls"
    POLICY = "policy"
    REGISTERS = "registers"


def keep(shop: Shop, form: Form, content: object) -> None:
    """Keep what a form holds; nothing at all lets the draft go.

    Raises:
        Trouble: the disk or the file says no.
    """
    if not content:
        forget(shop, form)
        return
    with database_errors(shop.path), unrecorded(shop.file):
        drafts.keep(shop.file, form, content, shop.now())


def kept(shop: Shop, form: Form) -> object:
    """Give back what a form held, or None."""
    return drafts.kept(shop.file, form)


def forget(shop: Shop, form: Form) -> None:
    """Drop what a form held: all of it is saved, or thrown away on purpose.

    Raises:
        Trouble: the disk or the file says no.
    """
    with database_errors(shop.path), unrecorded(shop.file):
        drafts.forget(shop.file, form)
