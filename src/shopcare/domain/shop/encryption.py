"""Which passphrases an encrypted shop takes."""

import unicodedata
from typing import Final

from shopcare.domain.errors import Refusal

SHORTEST: Final = 8
LONGEST: Final = 200
_FEWEST_DIFFERENT: Final = 4


def passphrase(typed: str) -> str:
    """Take a passphrase as typed; however a keyboard composes its characters, it is the same."""
    return unicodedata.normalize("NFC", typed.strip())


def check_passphrase(typed: str, again: str) -> str:
    """Take a new passphrase that was typed twice.

    Raises:
        Refusal: ``passphrase_short``, ``passphrase_long``, ``passphrase_plain``,
            ``passphrases_differ``.
    """
    chosen = passphrase(typed)
    if len(chosen) < SHORTEST:
        raise Refusal("passphrase_short", least=SHORTEST)
    if len(chosen) > LONGEST:
        raise Refusal("passphrase_long", most=LONGEST)
    if len(set(chosen.casefold())) < _FEWEST_DIFFERENT:
        raise Refusal("passphrase_plain")
    if passphrase(again) != chosen:
        raise Refusal("passphrases_differ")
    return chosen
