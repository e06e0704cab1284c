"""PINs and the tokens of scripts: turned on and off, set, made and revoked; each step audited."""

from dataclasses import dataclass, replace
from datetime import timedelta

from shopcare.domain.changes import ChangeKind, Changes
from shopcare.domain.errors import Invalid, NotFound, Problem, Refusal
from shopcare.domain.ids import CredentialId, StaffId
from shopcare.domain.people.log_in import (
    CODE_ALPHABET,
    CODE_LENGTH,
    TOKEN_DAYS,
    CredentialKind,
    Token,
    checked_pin,
)
from shopcare.domain.people.staff import Action, Staff, require
from shopcare.domain.typed.text import clean_line
from shopcare.services.log_in import recovery
from shopcare.services.log_in.log_in import FIRST_WORD, check_pin
from shopcare.services.shop import Shop
from shopcare.storage.shop import credentials
from shopcare.storage.shop import settings as settings_store
from shopcare.system import secret_hash
from shopcare.system.secret_hash import USUAL_COST, PinCost

_LONGEST_PURPOSE = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class TurnedOn:
    """PINs are used from now on."""

    recovery_code: str
    """Shown and printed once; the shop file has only its hash."""
    changes: Changes


@dataclass(frozen=True, slots=True, kw_only=True)
class MadeToken:
    """A new token."""

    text: str
    """Shown once; the shop file has only its hash."""
    token: Token


def turn_on(shop: Shop, pin: str, cost: PinCost = USUAL_COST) -> TurnedOn:
    """Let staff log in with PINs from now on; whoever turns it on has to be a manager.

    Args:
        shop: the shop.
        pin: of who is acting; the others are given theirs afterwards.
        cost: see ``PinCost``.

    Raises:
        Refusal: ``manager_needed``, ``pins_on_already``.
        Invalid: see ``checked_pin``.
    """
    require(shop.acting, Action.CHANGE_SETTINGS)
    if shop.settings.uses_pins:
        raise Refusal("pins_on_already")
    hashed, code = secret_hash.hash_pin(checked_pin(pin), cost), recovery.random_code()
    with shop.begin("settings.pins_on", "settings"):
        at = shop.now()
        credentials.put_hash(shop.file, CredentialKind.PIN, shop.acting.id, hashed, at)
        recovery.keep(shop, code)
        settings_store.write_settings(shop.file, replace(shop.settings, uses_pins=True))
    shop.refresh()
    return TurnedOn(recovery_code=code, changes=Changes.of(ChangeKind.SETTINGS))


def turn_off(shop: Shop) -> Changes:
    """Let everybody act without a PIN again; every PIN, token and the recovery code is dropped.

    Raises:
        Refusal: ``manager_needed``, ``pins_off_already``.
    """
    require(shop.deciding, Action.CHANGE_SETTINGS)
    if not shop.settings.uses_pins:
        raise Refusal("pins_off_already")
    with shop.begin("settings.pins_off", "settings"):
        credentials.drop_all(shop.file)
        settings_store.write_settings(shop.file, replace(shop.settings, uses_pins=False))
    shop.refresh()
    return Changes.of(ChangeKind.SETTINGS)


def set_pin(
    shop: Shop, staff_id: StaffId, pin: str, current: str = "", cost: PinCost = USUAL_COST
) -> Changes:
    """Give somebody a new PIN: one's own with the current one, anybody else's as a manager.

    Raises:
        Refusal: ``pins_off``, ``manager_needed``, ``pin_wrong``, ``pin_wait``.
        Invalid: see ``checked_pin``.
    """
    if not shop.settings.uses_pins:
        raise Refusal("pins_off")
    member, wrong = _member(shop, staff_id), 0
    new = checked_pin(pin)
    if member.id == shop.acting.id and has_pin(shop, member):
        wrong = check_pin(shop, member, current)
    else:
        require(shop.deciding, Action.CHANGE_STAFF)
    hashed = secret_hash.hash_pin(new, cost)
    with shop.begin("staff.set_pin", "staff") as step:
        step.subject_id, step.values = member.id, {"name": member.name}
        step.values |= {"wrong_tries": wrong} if wrong else {}
        credentials.put_hash(shop.file, CredentialKind.PIN, member.id, hashed, shop.now())
        credentials.forget_wrong_tries(shop.file, member.id)
    return Changes.of(ChangeKind.SETTINGS)


def has_pin(shop: Shop, member: Staff) -> bool:
    """Say whether somebody has a PIN."""
    return member.id in credentials.have_pins(shop.file)


def who_has_pin(shop: Shop) -> list[Staff]:
    """List who works here and can log in."""
    ids = credentials.have_pins(shop.file)
    return [member for member in shop.staff if member.active and member.id in ids]


def make_token(shop: Shop, staff_id: StaffId, purpose: str, days: int) -> MadeToken:
    """Make what a script logs in with for somebody.

    Args:
        shop: the shop.
        staff_id: for whom the script acts.
        purpose: what it is for, so that it is known when it is to be revoked.
        days: after so many it ends.

    Raises:
        Refusal: ``pins_off``, ``manager_needed``.
        Invalid: ``token_purpose_missing``, ``text_too_long``, ``token_days``.
    """
    require(shop.deciding, Action.CHANGE_STAFF)
    if not shop.settings.uses_pins:
        raise Refusal("pins_off")
    member, purpose = _member(shop, staff_id), clean_line(purpose)[:_LONGEST_PURPOSE]
    if not purpose:
        raise Invalid(Problem(field="purpose", code="token_purpose_missing"))
    if days not in TOKEN_DAYS:
        values = {"most": TOKEN_DAYS[-1]}
        raise Invalid(Problem(field="days", code="token_days", values=values))
    now, secret = shop.now(), secret_hash.random_text(CODE_ALPHABET, CODE_LENGTH)
    token = Token(
        id=CredentialId(0),
        staff_id=member.id,
        purpose=purpose,
        made_at=now,
        expires_at=now + timedelta(days=days),
    )
    with shop.begin("staff.make_token", "staff") as step:
        step.subject_id = member.id
        step.values = {"name": member.name, "purpose": purpose, "expires_at": token.expires_at}
        token_id = credentials.add_token(shop.file, token, secret_hash.hash_random(secret))
    return MadeToken(text=f"{FIRST_WORD}{token_id}-{secret}", token=replace(token, id=token_id))


def tokens(shop: Shop) -> list[Token]:
    """List every token, the newest first."""
    return credentials.tokens(shop.file)


def revoke_token(shop: Shop, token_id: CredentialId) -> Token:
    """Let nobody in with a token any more.

    Raises:
        Refusal: ``manager_needed``, ``token_ended``.
        NotFound: there is no such token.
    """
    require(shop.deciding, Action.CHANGE_STAFF)
    token, _hash = credentials.token(shop.file, token_id)
    if token.revoked_at is not None:
        raise Refusal("token_ended")
    with shop.begin("staff.revoke_token", "staff") as step:
        step.subject_id = token.staff_id
        step.values = {"name": shop.name_of(token.staff_id), "purpose": token.purpose}
        credentials.revoke(shop.file, token_id, shop.now())
    return replace(token, revoked_at=shop.now())


def _member(shop: Shop, staff_id: StaffId) -> Staff:
    member = shop.member(staff_id)
    if member is None or not member.active:
        raise NotFound("staff", staff_id)
    return member
