"""What staff and scripts log in with, and how long a wrong PIN makes wait (G-15, X-13).

The recovery code is the way in for the last manager who forgot the PIN.
"""

import unicodedata
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from itertools import pairwise
from typing import Final

from shopcare.domain.errors import Invalid, Problem, Refusal
from shopcare.domain.ids import CredentialId, StaffId

PIN_LENGTHS: Final = range(4, 9)
FREE_TRIES: Final = 3
"""So many wrong PINs in a row are a slip of the finger."""
FIRST_WAIT: Final = timedelta(seconds=5)
LONGEST_WAIT: Final = timedelta(minutes=15)
TOKEN_DAYS: Final = range(1, 367)
CODE_ALPHABET: Final = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
"""31 characters, none of which is taken for another: no 0 and O, no 1, I and L."""
CODE_LENGTH: Final = 24
"""Random characters: 118 bits."""
_GROUP: Final = 5


class CredentialKind(StrEnum):
    """What somebody gets in with."""

    PIN = "pin"
    TOKEN = "token"  # noqa: S105
    RECOVERY_CODE = "recovery_code"


@dataclass(frozen=True, slots=True, kw_only=True)
class Token:
    """What a script logs in with for a member of staff; never the token itself."""

    id: CredentialId
    staff_id: StaffId
    purpose: str
    made_at: datetime
    expires_at: datetime
    revoked_at: datetime | None = None

    def is_valid(self, now: datetime) -> bool:
        """Say whether it still lets anybody in."""
        return self.revoked_at is None and now < self.expires_at


@dataclass(frozen=True, slots=True, kw_only=True)
class NewPin:
    """A PIN as it is chosen; typed twice, because nobody sees it."""

    pin: str = ""
    again: str = ""
    current: str = ""
    """Asked of who changes their own."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WrongTries:
    """How often in a row a member's PIN or the passphrase was wrong, and when it was last."""

    count: int
    last_at: datetime


def checked_pin(text: str) -> str:
    """Give a new PIN as digits.

    Raises:
        Invalid: ``pin_not_digits``, ``pin_length``, ``pin_too_simple``.
    """
    pin = typed_pin(text)
    if not (pin.isascii() and pin.isdigit()):
        raise Invalid(Problem(field="pin", code="pin_not_digits"))
    if len(pin) not in PIN_LENGTHS:
        values = {"least": PIN_LENGTHS[0], "most": PIN_LENGTHS[-1]}
        raise Invalid(Problem(field="pin", code="pin_length", values=values))
    steps = {(int(second) - int(first)) % 10 for first, second in pairwise(pin)}
    if len(steps) == 1 and steps <= {0, 1, 9}:  # 1111, 1234, 4321, 7890
        raise Invalid(Problem(field="pin", code="pin_too_simple"))
    return pin


def typed_pin(text: str) -> str:
    """Give a PIN as it is compared: a Chinese keyboard may write its digits full-width."""
    return unicodedata.normalize("NFKC", text).strip()


def delay_after(count: int) -> timedelta:
    """Give how long the next try has to wait after so many wrong ones in a row.

    It doubles up to a quarter of an hour: 10,000 PINs take more than a hundred days, while two
    slips of the finger cost nothing and the fourth try ten seconds.
    """
    if count < FREE_TRIES:
        return timedelta()
    doubled = min(count - FREE_TRIES, 10)  # the longest wait is reached before
    return min(FIRST_WAIT * (1 << doubled), LONGEST_WAIT)


def is_told(count: int) -> bool:
    """Say whether the log tells of so many wrong ones in a row: 3, 6, 12 …, or it would overflow.

    Whoever mistypes once is no news; whoever guesses all night makes a dozen entries.
    """
    times, rest = divmod(count, FREE_TRIES)
    return rest == 0 and times > 0 and times & (times - 1) == 0


def remaining_wait(tries: WrongTries, now: datetime) -> timedelta:
    """Give how long is still to be waited; nothing or less: no longer.

    A clock that was set back since says nothing of the time that passed: all of the delay is
    still to come.
    """
    delay = delay_after(tries.count)
    return delay if now < tries.last_at else tries.last_at + delay - now


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
    is_code = len(code) == CODE_LENGTH + 1 and set(code) <= set(CODE_ALPHABET)
    if not is_code or _check_character(code[:-1]) != code[-1]:
        raise Refusal("recovery_code_mistyped")
    return recovery_code(code[:-1])


def _check_character(characters: str) -> str:
    """Weigh each place; 31 is prime, so each wrong character and each swap of two is noticed."""
    weighed = sum(
        place * CODE_ALPHABET.index(sign) for place, sign in enumerate(characters, start=2)
    )
    return CODE_ALPHABET[weighed % len(CODE_ALPHABET)]
