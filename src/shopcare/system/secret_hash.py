"""Hashes of PINs, tokens and the recovery code; random ones are made here, too."""

import re
from typing import Final, NamedTuple


class PinCost(NamedTuple):
    """What one guess of a PIN costs; higher figures make older hashes be made anew."""

    passes: int
    memory_bytes: int


USUAL_COST: Final = PinCost(passes=3, memory_bytes=64 * 1024 * 1024)
"""About a tenth of a second on a counter's PC."""
_WRITTEN: Final = re.compile(r"\$argon2id\$v=\d+\$m=(\d+),t=(\d+),")


def hash_pin(pin: str, cost: PinCost = USUAL_COST) -> str:
    """Hash a PIN with Argon2id; salt and cost are part of the hash."""
    from nacl.pwhash import argon2id  # loads libsodium, which no start without PINs needs

    hashed = argon2id.str(pin.encode(), opslimit=cost.passes, memlimit=cost.memory_bytes)
    return hashed.rstrip(b"\0").decode("ascii")


def fits(pin: str, hashed: str) -> bool:
    """Say whether a PIN is the one that was hashed; damage fits none."""
    from nacl.exceptions import CryptoError
    from nacl.pwhash import argon2id

    try:
        return bool(argon2id.verify(hashed.encode("ascii"), pin.encode()))
    except (CryptoError, ValueError):
        return False


def is_outdated(hashed: str, cost: PinCost = USUAL_COST) -> bool:
    """Say whether a hash is cheaper to guess at than a new one would be."""
    found = _WRITTEN.match(hashed)
    return found is not None and (
        int(found[1]) * 1024 < cost.memory_bytes or int(found[2]) < cost.passes
    )


def hash_random(text: str) -> str:
    """Hash what is random and long, so that nobody can guess it whatever the hash costs."""
    import hashlib

    return hashlib.sha256(text.encode()).hexdigest()


def random_text(alphabet: str, length: int) -> str:
    """Draw characters that nobody can foresee."""
    import secrets

    return "".join(secrets.choice(alphabet) for _place in range(length))


def same(first: str, second: str) -> bool:
    """Compare two hashes in a time that tells nothing."""
    import hmac

    return hmac.compare_digest(first.encode(), second.encode())
