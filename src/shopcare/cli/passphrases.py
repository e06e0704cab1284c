"""Where a command gets what opens an encrypted shop: never from the command line itself.

What stands on a command line, every other user of the PC can read.
"""

import os
import sys
from getpass import getpass
from pathlib import Path
from typing import Final

from shopcare.cli.files import text_of
from shopcare.domain.errors import Refusal
from shopcare.language.catalog import Catalog, mark

PASSPHRASE: Final = "SHOPCARE_PASSPHRASE"  # noqa: S105
NEW_PASSPHRASE: Final = "SHOPCARE_NEW_PASSPHRASE"  # noqa: S105
_ASKED: Final = mark("Passphrase or recovery code: ")
_NEW: Final = mark("New passphrase: ")
_AGAIN: Final = mark("The same once more: ")


def unlock(path: Path, words: Catalog, file: str | None) -> None:
    """Unlock a shop file or a backup, if it is locked.

    Args:
        path: the file.
        words: the language to ask in.
        file: holds the passphrase; None: the keychain or the environment, else it is asked for.

    Raises:
        Refusal: ``passphrase_needed``, ``passphrase_wrong`` …
        Trouble: ``key_file_damaged``.
    """
    from shopcare.services.upkeep import encryption

    if not encryption.is_locked(path):
        return
    given = given_passphrase(file)
    if given is None and encryption.unlock_from_key_store(path):
        return
    encryption.unlock(path, given if given is not None else _typed(words.text(_ASKED)))


def opener(words: Catalog, file: str | None) -> str:
    """Give what opens the shop now: it is asked for again before anything about it is changed."""
    given = given_passphrase(file)
    return given if given is not None else _typed(words.text(_ASKED))


def given_passphrase(file: str | None) -> str | None:
    """Give what came with the command; None: nothing did."""
    return _line_of(file) if file is not None else os.environ.get(PASSPHRASE)


def new_passphrase(words: Catalog, file: str | None, given: str | None = None) -> tuple[str, str]:
    """Give a new passphrase twice: from a file, as given, or typed without echo.

    Raises:
        Refusal: ``new_passphrase_needed``.
    """
    if file is not None:
        given = _line_of(file)
    if given is not None:
        return given, given
    needed = "new_passphrase_needed"
    return _typed(words.text(_NEW), needed), _typed(words.text(_AGAIN), needed)


def _line_of(file: str) -> str:
    return text_of(file).strip("\r\n")


def _typed(question: str, otherwise: str = "passphrase_needed") -> str:
    if sys.stdin is None or not sys.stdin.isatty():
        raise Refusal(otherwise)
    return getpass(question)
