"""What opens an encrypted shop: which passphrases do, and how its recovery code is written."""

import unicodedata
from typing import Final

from shopcare.domain.errors import Refusal

SHORTEST: Final = 8
LONGEST: Final = 200
_FEWEST_DIFFERENT: Final = 4
CODE_BYTES: Final = 16
"""So much chance a recovery code is made of: nobody guesses it."""
_SIGNS: Final = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""No I, L, O and U: whoever copies a code by hand takes them for others."""
_LOOKS_LIKE: Final = str.maketrans("OIL", "011")
_BITS: Final = 5
_LENGTH: Final = -(-CODE_BYTES * 8 // _BITS)
_CHECKS: Final = 2
_PRIME: Final = 1021
"""The largest below the 1,024 that two signs can write: finds a wrong sign and two swapped ones."""
_GROUP: Final = 4


def passphrase(typed: str) -> str:
    """Take a passphrase as typed; however a keyboard composes its characters, it is the same."""
    return unicodedata.normalize("NFC", typed.strip())


def check_passphrase(typed: str) -> str:
    """Take a new passphrase.

    Raises:
        Refusal: ``passphrase_short``, ``passphrase_long``, ``passphrase_plain``.
    """
    chosen = passphrase(typed)
    if len(chosen) < SHORTEST:
        raise Refusal("passphrase_short", least=SHORTEST)
    if len(chosen) > LONGEST:
        raise Refusal("passphrase_long", most=LONGEST)
    if len(set(chosen.casefold())) < _FEWEST_DIFFERENT:
        raise Refusal("passphrase_plain")
    return chosen


def recovery_code(chance: bytes) -> str:
    """Write a recovery code in groups of four signs, the last two of them a checksum.

    Args:
        chance: ``CODE_BYTES`` random bytes.
    """
    number = int.from_bytes(chance)
    signs = _written(number, _LENGTH) + _written(number % _PRIME, _CHECKS)
    return "-".join(signs[at : at + _GROUP] for at in range(0, len(signs), _GROUP))


def read_recovery_code(typed: str) -> str:
    """Read a recovery code as somebody copied it, in any case and with any spaces.

    Raises:
        Refusal: ``recovery_code_mistyped``; it is none, or a sign of it is wrong.
    """
    folded = unicodedata.normalize("NFKC", typed).upper().translate(_LOOKS_LIKE)
    signs = "".join(sign for sign in folded if sign.isalnum())
    if len(signs) != _LENGTH + _CHECKS or not set(signs) <= set(_SIGNS):
        raise Refusal("recovery_code_mistyped")
    number = _read(signs[:_LENGTH])
    if number >> (8 * CODE_BYTES) or _read(signs[_LENGTH:]) != number % _PRIME:
        raise Refusal("recovery_code_mistyped")
    return recovery_code(number.to_bytes(CODE_BYTES))


def _written(number: int, length: int) -> str:
    places = range(_BITS * (length - 1), -1, -_BITS)
    return "".join(_SIGNS[number >> place & 31] for place in places)


def _read(signs: str) -> int:
    number = 0
    for sign in signs:
        number = number << _BITS | _SIGNS.index(sign)
    return number
