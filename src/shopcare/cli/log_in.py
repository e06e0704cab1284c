"""Who a script acts for where the shop uses PINs: a PIN or a token, never on the command line.

What stands on a command line, every other user of the PC can read.
"""

import os
import sys
from getpass import getpass
from typing import TYPE_CHECKING, Final

from shopcare.cli.files import text_of
from shopcare.domain.errors import Refusal
from shopcare.language.catalog import Catalog, mark

if TYPE_CHECKING:
    from shopcare.services.shop import Shop

PIN: Final = "SHOPCARE_PIN"
TOKEN: Final = "SHOPCARE_TOKEN"  # noqa: S105
NEW_PIN: Final = "SHOPCARE_NEW_PIN"
CODE: Final = "SHOPCARE_RECOVERY_CODE"


def log_in(shop: "Shop", words: Catalog, initials: str | None, pin_file: str | None) -> None:
    """Let the script act for whom it says, with a token or the PIN; asks where somebody types.

    Raises:
        Refusal: ``log_in_needed`` and what ``services.log_in`` refuses.
    """
    from shopcare.services.log_in import log_in as services

    given = given_pin(pin_file)
    token = os.environ.get(TOKEN) if given is None else given
    if token is not None and token.startswith(services.FIRST_WORD):
        services.log_in_with_token(shop, token, initials)
        return
    if initials is None:
        raise Refusal("log_in_needed")
    question = words.text("PIN of {name}: ", name=shop.signing(initials).name)
    services.log_in(shop, initials, given if given is not None else _typed(question))


def given_pin(file: str | None) -> str | None:
    """Give the PIN or the token that came with the command; None: it has to be asked for."""
    return text_of(file).strip() if file is not None else os.environ.get(PIN)


def new_pin(words: Catalog, file: str | None) -> str:
    """Give the new PIN: from a file, ``SHOPCARE_NEW_PIN`` or typed twice without echo.

    Raises:
        Refusal: ``pin_not_same``, ``log_in_needed``.
    """
    if file is not None:
        return text_of(file).strip()
    if (given := os.environ.get(NEW_PIN)) is not None:
        return given
    first = _typed(words.text(mark("New PIN: ")))
    if _typed(words.text(mark("The same once more: "))) != first:
        raise Refusal("pin_not_same")
    return first


def recovery_code(words: Catalog, file: str | None) -> str:
    """Give the recovery code: from a file, ``SHOPCARE_RECOVERY_CODE`` or typed without echo."""
    if file is not None:
        return text_of(file).strip()
    given = os.environ.get(CODE)
    return given if given is not None else _typed(words.text(mark("Recovery code: ")))


def _typed(question: str) -> str:
    if sys.stdin is None or not sys.stdin.isatty():
        raise Refusal("log_in_needed")
    return getpass(question)
