"""The recovery code with which the last manager gets in again: readable, with a check character."""

import unicodedata
from typing import Final

from shopcare.domain.errors import Refusal

ALPHABET: Final = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
"""31 characters, none of which is taken for another: no 0 and O, no 1, I and L."""
LENGTH: Final = 24
"""Random characters: 118 bits."""
_GROUP: Final = 5


def recovery_code(random_characters: str) -> str:
    """Write a code of random characters in groups, with its check character at the end."""
    code = random_characters + _check_character(random_characters)
    return "-".join(code[place : place + _GROUP] for place in range(0, len(code), _GROUP))


def recovery_code_from_text(text: str) -> str:
    """Read a code as it was typed from paper, with or without dashes, in either case.

    Raises:
        Refusal: ``recovery_code_mistyped``: it is no such code, or a character of it is wrong.
    """
    plain = unicodedata.normalize("NFKC", text).upper()
    code = "".join(sign for sign in plain if sign.isalnum())
    is_code = len(code) == LENGTH + 1 and set(code) <= set(ALPHABET)
    if not is_code or _check_character(code[:-1]) != code[-1]:
        raise Refusal("recovery_code_mistyped")
    return recovery_code(code[:-1])


def _check_character(characters: str) -> str:
    """Weigh each place; 31 is prime, so each wrong character and each swap of two is noticed."""
    weighed = sum(place * ALPHABET.index(sign) for place, sign in enumerate(characters, start=2))
    return ALPHABET[weighed % len(ALPHABET)]
