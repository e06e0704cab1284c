"""The recovery code: the way in for the last manager who has forgotten the PIN."""

from dataclasses import dataclass

from shopcare.domain.errors import Refusal
from shopcare.domain.people.log_in import (
    CODE_ALPHABET,
    CODE_LENGTH,
    CredentialKind,
    checked_pin,
    recovery_code,
    recovery_code_from_text,
)
from shopcare.domain.people.staff import Action, Staff, require
from shopcare.services.shop import Shop
from shopcare.services.upkeep.clock_guard import confirm_clock
from shopcare.storage.shop import credentials
from shopcare.system import secret_hash
from shopcare.system.secret_hash import USUAL_COST, PinCost


@dataclass(frozen=True, slots=True, kw_only=True)
class Recovered:
    """A manager got in with the recovery code."""

    member: Staff
    recovery_code: str
    """The next one: the code that was used is no longer worth anything."""


def random_code() -> str:
    """Draw a recovery code."""
    return recovery_code(secret_hash.random_text(CODE_ALPHABET, CODE_LENGTH))


def keep(shop: Shop, code: str) -> None:
    """Keep a code's hash, inside a running action; the one before is worth nothing any more."""
    hashed = secret_hash.hash_random(code)
    credentials.put_hash(shop.file, CredentialKind.RECOVERY_CODE, None, hashed, shop.now())


def is_recovery_code(shop: Shop, text: str) -> bool:
    """Say whether a code is the one that lets in now.

    Raises:
        Refusal: ``recovery_code_mistyped``.
    """
    code = recovery_code_from_text(text)
    hashed = credentials.hash_of(shop.file, CredentialKind.RECOVERY_CODE, None)
    return hashed is not None and secret_hash.same(secret_hash.hash_random(code), hashed)


def recover(
    shop: Shop,
    initials: str,
    code: str,
    pin: str,
    *,
    date_is_right: bool = False,
    cost: PinCost = USUAL_COST,
) -> Recovered:
    """Let a manager in with the recovery code, give them a new PIN and the shop a new code.

    Nothing slows this down: nobody guesses 118 bits.

    Args:
        shop: the shop.
        initials: who it is.
        code: as it was typed.
        pin: the new one.
        date_is_right: confirm a date in doubt as well, which nobody else could.
        cost: see ``PinCost``.

    Raises:
        Refusal: ``staff_unknown``, ``pins_off``, ``recovery_code_mistyped``,
            ``recovery_code_wrong``, ``recovery_for_manager``; ``clock_in_doubt``.
        Invalid: see ``checked_pin``.
    """
    if not shop.settings.uses_pins:
        raise Refusal("pins_off")
    member = shop.signing(initials)
    if not member.is_manager:
        raise Refusal("recovery_for_manager")
    if not is_recovery_code(shop, code):
        raise Refusal("recovery_code_wrong")
    hashed, new = secret_hash.hash_pin(checked_pin(pin), cost), random_code()
    shop.let_in(member)
    if date_is_right:
        confirm_clock(shop)
    with shop.begin("staff.recover", "staff") as step:
        step.subject_id, step.values = member.id, {"name": member.name}
        credentials.put_hash(shop.file, CredentialKind.PIN, member.id, hashed, shop.now())
        credentials.forget_wrong_tries(shop.file, member.id)
        keep(shop, new)
    return Recovered(member=member, recovery_code=new)


def renew_recovery_code(shop: Shop) -> str:
    """Make another recovery code, when the paper is lost; the one before is worth nothing.

    Raises:
        Refusal: ``manager_needed``, ``pins_off``.
    """
    require(shop.deciding, Action.CHANGE_SETTINGS)
    if not shop.settings.uses_pins:
        raise Refusal("pins_off")
    code = random_code()
    with shop.begin("settings.recovery_code", "settings"):
        keep(shop, code)
    return code
