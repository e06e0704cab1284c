"""``staff pin``: turn PINs on or off, set them, and get in again with the recovery code."""

import argparse
from typing import Final

from shopcare.cli.command import Command, Described, Group, Options, no_options
from shopcare.cli.log_in import given_pin, new_pin, recovery_code
from shopcare.cli.session import Session
from shopcare.cli.tables import table
from shopcare.language.catalog import mark

_USED_JSON: Final[Described] = {"uses_pins": mark("whether staff log in with a PIN")}
_CODE_JSON: Final[Described] = {
    "recovery_code": mark("lets the last manager in; it is shown only once")
}
_MEMBER_JSON: Final[Described] = {
    "initials": mark("the initials"),
    "name": mark("Name"),
    "has_pin": mark("whether they have a PIN"),
}
WITHOUT: Final = mark(
    "Without PINs, whoever is at this PC can act as anybody, and the log only knows who was chosen."
)
TAKEN: Final = mark(
    "PINs hold up whoever is at this PC. Whoever takes the shop file or a backup away reads it "
    "without any, and finds out a PIN of four digits within the hour. Against that, encrypt the "
    "shop: Settings, Encryption."
)
KEEP: Final = mark(
    "Print this code or write it down, and keep it away from the PC. It is not shown again."
)


def _new_pin_option(options: Options) -> None:
    options.add("--new-pin-file", metavar="FILE", gives=("pin",),
                tells=mark("a file with the new PIN, 4 to 8 digits; - reads stdin; "
                           "else SHOPCARE_NEW_PIN"))  # fmt: skip


def _set_options(options: Options) -> None:
    options.add("initials_of", metavar="INITIALS", tells=mark("whose PIN it is"))
    _new_pin_option(options)


def _recover_options(options: Options) -> None:
    options.add("initials_of", metavar="INITIALS", tells=mark("the manager who forgot the PIN"))
    options.add("--code-file", metavar="FILE",
                tells=mark("a file with the recovery code; - reads stdin; "
                           "else SHOPCARE_RECOVERY_CODE"))  # fmt: skip
    _new_pin_option(options)
    options.add("--date-is-right", action=argparse.BooleanOptionalAction, default=False,
                tells=mark("confirm the PC's date as well, where it is in doubt"))  # fmt: skip


def _list(session: Session) -> None:
    from shopcare.services.log_in.credentials import who_has_pin

    shop, words = session.shop, session.words
    ids = {member.id for member in who_has_pin(shop)}
    here = [member for member in shop.staff if member.active]
    answer = [
        {"initials": one.initials, "name": one.name, "has_pin": one.id in ids} for one in here
    ]
    rows = [
        (one.initials, one.name, words.text("has a PIN") if one.id in ids else "") for one in here
    ]
    session.give(answer, lambda: table(rows))


def _on(session: Session) -> None:
    from shopcare.services.log_in.credentials import turn_on
    from shopcare.services.upkeep.encryption import is_encrypted

    shop = session.shop
    code = turn_on(shop, new_pin(session.words, session.option("new_pin_file"))).recovery_code
    said = session.words.text("PINs are used from now on. {name} has a PIN.", name=shop.acting.name)
    taken = [] if is_encrypted(shop.path) else [session.words.text(TAKEN)]
    session.give(
        {"uses_pins": True, "recovery_code": code}, lambda: [said, *taken, *_code(session, code)]
    )


def _off(session: Session) -> None:
    from shopcare.services.log_in.credentials import turn_off

    turn_off(session.shop)
    words = session.words
    said = [words.text("PINs are no longer used."), words.text(WITHOUT)]
    session.give({"uses_pins": False}, lambda: said)


def _set(session: Session) -> None:
    from shopcare.services.log_in.credentials import set_pin, who_has_pin

    shop = session.shop
    member = shop.signing(session.option("initials_of"))
    pin = new_pin(session.words, session.option("new_pin_file"))
    set_pin(shop, member.id, pin, current=given_pin(session.option("pin_file")) or "")
    answer = {
        "initials": member.initials,
        "name": member.name,
        "has_pin": member in who_has_pin(shop),
    }
    said = session.words.text("{name} has a new PIN.", name=member.name)
    session.give(answer, lambda: [said])


def _recover(session: Session) -> None:
    from shopcare.services.log_in.recovery import recover

    code = recovery_code(session.words, session.option("code_file"))
    pin = new_pin(session.words, session.option("new_pin_file"))
    done = recover(
        session.shop_unasked,
        session.option("initials_of"),
        code,
        pin,
        date_is_right=bool(session.option("date_is_right")),
    )
    said = session.words.text("{name} has a new PIN.", name=done.member.name)
    session.give(
        {"recovery_code": done.recovery_code},
        lambda: [said, *_code(session, done.recovery_code)],
    )


def _renew(session: Session) -> None:
    from shopcare.services.log_in.recovery import renew_recovery_code

    code = renew_recovery_code(session.shop)
    session.give({"recovery_code": code}, lambda: _code(session, code))


def _code(session: Session, code: str) -> list[str]:
    words = session.words
    return [words.text("Recovery code: {code}", code=code), words.text(KEEP)]


GROUPS = (Group(word="staff pin", summary=mark("Turn PINs on or off, set and recover them.")),)
COMMANDS = (
    Command(
        words=("staff", "pin", "list"),
        summary=mark("List who has a PIN."),
        run=_list,
        json={f"[].{path}": meaning for path, meaning in _MEMBER_JSON.items()},
    ),
    Command(
        words=("staff", "pin", "on"),
        summary=mark("Let staff log in with PINs; gives the manager's PIN and the recovery code."),
        options=_new_pin_option,
        run=_on,
        json={**_USED_JSON, **_CODE_JSON},
    ),
    Command(
        words=("staff", "pin", "off"),
        summary=mark("Let everybody act without a PIN again."),
        options=no_options,
        run=_off,
        json=_USED_JSON,
    ),
    Command(
        words=("staff", "pin", "set"),
        summary=mark("Give somebody a new PIN."),
        options=_set_options,
        run=_set,
        json=_MEMBER_JSON,
    ),
    Command(
        words=("staff", "pin", "recover"),
        summary=mark("Let a manager in with the recovery code; gives a new one."),
        options=_recover_options,
        run=_recover,
        json=_CODE_JSON,
    ),
    Command(
        words=("staff", "pin", "code"),
        summary=mark("Make another recovery code; the one before is worth nothing then."),
        run=_renew,
        json=_CODE_JSON,
    ),
)
