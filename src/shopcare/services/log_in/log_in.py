"""Logging in with a PIN or a token, and a manager's approval on the spot (X-13)."""

import math
from typing import Final

from shopcare.domain.errors import NotFound, Refusal
from shopcare.domain.ids import CredentialId, StaffId
from shopcare.domain.people.log_in import (
    CredentialKind,
    Token,
    WrongTries,
    delay_after,
    is_told,
    remaining_wait,
    typed_pin,
)
from shopcare.domain.people.staff import Staff
from shopcare.services.shop import Shop
from shopcare.storage.file import audit
from shopcare.storage.file.errors import database_errors
from shopcare.storage.file.work import unrecorded
from shopcare.storage.shop import credentials
from shopcare.system import secret_hash
from shopcare.system.secret_hash import USUAL_COST, PinCost

FIRST_WORD: Final = "shopcare-"
"""With this a token begins, so that nobody takes it for a PIN."""


def log_in(shop: Shop, initials: str, pin: str, cost: PinCost = USUAL_COST) -> Staff:
    """Let somebody act whose PIN is right; without PINs it is asked of nobody.

    Args:
        shop: the shop.
        initials: whose PIN it is.
        pin: as it was typed.
        cost: a hash that costs less is made anew.

    Raises:
        Refusal: ``staff_unknown``, ``pin_not_set``, ``pin_wrong``, ``pin_wait``.
    """
    member = shop.signing(initials)
    wrong = check_pin(shop, member, pin) if shop.settings.uses_pins else 0
    shop.let_in(member)
    if shop.settings.uses_pins and _is_clock_right(shop):
        with shop.begin("staff.log_in", "staff") as step:
            step.subject_id = member.id
            step.values = {"wrong_tries": wrong} if wrong else {}
            if secret_hash.is_outdated(_pin_hash(shop, member), cost):
                hashed = secret_hash.hash_pin(typed_pin(pin), cost)
                credentials.put_hash(shop.file, CredentialKind.PIN, member.id, hashed, shop.now())
    return member


def approve(shop: Shop, manager_id: StaffId, pin: str) -> Staff:
    """Give the manager who approves on the spot of what somebody else does (X-13).

    Raises:
        Refusal: ``manager_needed``, ``pin_not_set``, ``pin_wrong``, ``pin_wait``.
    """
    member = shop.member(manager_id)
    if member is None or not member.is_manager:
        raise NotFound("staff", manager_id)
    if wrong := check_pin(shop, member, pin):
        _tell_wrong(shop, member, wrong)
    return member


def log_in_with_token(shop: Shop, text: str, initials: str | None = None) -> Staff:
    """Let a script act for whom its token was made.

    Args:
        shop: the shop.
        text: the token.
        initials: for whom the script says that it acts; None: for whoever the token says.

    Raises:
        Refusal: ``token_wrong``, ``token_ended``, ``token_of_another``.
    """
    token = _token(shop, text)
    # A clock that was set back does not make a token valid again.
    if not token.is_valid(max(shop.now(), audit.last_moment(shop.file) or shop.now())):
        raise Refusal("token_ended")
    member = shop.member(token.staff_id)
    if member is None or not member.active:
        raise Refusal("token_ended")
    if initials is not None and member.initials.casefold() != initials.strip().casefold():
        raise Refusal("token_of_another", initials=initials[:20])
    shop.let_in(member)
    return member


def check_pin(shop: Shop, member: Staff, pin: str) -> int:
    """Refuse a wrong PIN, and any PIN while there is still to be waited.

    Returns:
        How many wrong ones there were since the last right one.

    Raises:
        Refusal: ``pin_not_set``, ``pin_wrong``, ``pin_wait``.
    """
    hashed = _pin_hash(shop, member)
    count = _count_try(shop, member)  # before it is looked at: killed meanwhile, it has counted
    if not secret_hash.fits(typed_pin(pin), hashed):
        if is_told(count):
            _tell_wrong(shop, member, count)
        seconds = math.ceil(delay_after(count).total_seconds())
        raise Refusal("pin_wait", seconds=seconds) if seconds else Refusal("pin_wrong")
    with database_errors(shop.path), unrecorded(shop.file):
        credentials.forget_wrong_tries(shop.file, member.id)
    return count - 1


def _pin_hash(shop: Shop, member: Staff) -> str:
    hashed = credentials.hash_of(shop.file, CredentialKind.PIN, member.id)
    if hashed is None:
        raise Refusal("pin_not_set", name=member.name)
    return hashed


def _count_try(shop: Shop, member: Staff) -> int:
    """Count a try as a wrong one until it was right; give how many there were in a row."""
    now = shop.now()
    with database_errors(shop.path), unrecorded(shop.file):  # two programs may try at once
        tries = credentials.wrong_tries(shop.file, member.id)
        count = 0 if tries is None else tries.count
        seconds = 0
        if tries is not None:
            seconds = math.ceil(remaining_wait(tries, now).total_seconds())
            if now < tries.last_at:  # set back: from here on the whole delay is to be waited
                tries = WrongTries(count=count, last_at=now)
                credentials.put_wrong_tries(shop.file, member.id, tries)
        if seconds <= 0:
            counted = WrongTries(count=count + 1, last_at=now)
            credentials.put_wrong_tries(shop.file, member.id, counted)
    if seconds > 0:
        raise Refusal("pin_wait", seconds=seconds)
    return count + 1


def _tell_wrong(shop: Shop, member: Staff, count: int) -> None:
    """Write into the log at whose desk somebody's PIN was tried; where nobody acts, nobody can.

    That is told with the next log-in of whose PIN it is.
    """
    if shop.is_locked or not _is_clock_right(shop):
        return
    with shop.begin("staff.pin_wrong", "staff") as step:
        step.subject_id = member.id
        step.values = {"name": member.name, "tries": count}


def _is_clock_right(shop: Shop) -> bool:
    """Say whether an entry may be written; in doubt it would settle the doubt unasked."""
    try:
        shop.require_clock()
    except Refusal:
        return False
    return True


def _token(shop: Shop, text: str) -> Token:
    """Find the token by the number in it: ``shopcare-7-K3T…``."""
    number, _, secret = text.strip().removeprefix(FIRST_WORD).partition("-")
    try:
        token, hashed = credentials.token(shop.file, CredentialId(int(number)))
    except (NotFound, ValueError):
        raise Refusal("token_wrong") from None
    if token.revoked_at is not None:
        raise Refusal("token_ended")
    if not secret_hash.same(secret_hash.hash_random(secret), hashed):
        raise Refusal("token_wrong")
    return token
