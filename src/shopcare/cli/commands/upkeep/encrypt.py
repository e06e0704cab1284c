"""``encrypt``: the shop file under a passphrase, or no longer; what opens it."""

import os
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from shopcare.cli.command import Command, Described, Group, Options
from shopcare.cli.commands.shop import code_lines
from shopcare.cli.passphrases import (
    NEW_PASSPHRASE,
    given_passphrase,
    new_passphrase,
    opener,
)
from shopcare.cli.session import Session
from shopcare.language.catalog import mark

if TYPE_CHECKING:
    from collections.abc import Iterable

    from shopcare.services.upkeep.encrypting import By, Encrypted

_STATE_JSON: Final[Described] = {
    "encrypted": mark("whether the shop file is encrypted"),
    "in_keychain": mark("whether this PC opens the shop without asking"),
    "unencrypted[]": mark("files of the shop that anybody can read"),
}
_CODE_JSON: Final[Described] = {
    "recovery_code": mark("opens the shop when the passphrase is forgotten; it is kept nowhere"),
}


def _on_options(options: Options) -> None:
    options.add("--keychain", action="store_true",
                tells=mark("let this PC open the shop without asking"))  # fmt: skip
    options.add("--remove", action="store_true",
                tells=mark("remove older backups, do not encrypt them"))  # fmt: skip


def _change_options(options: Options) -> None:
    options.add("--new-passphrase-file", metavar="FILE",
                tells=mark("a file with the new passphrase; - reads stdin"))  # fmt: skip


def _store_options(options: Options) -> None:
    options.add(
        "wish", choices=("on", "off"), tells=mark("whether this PC opens it without asking")
    )


def _state(session: Session) -> None:
    _give_state(session, ())


def _give_state(session: Session, before: "Iterable[str]", **more: object) -> None:
    from shopcare.services.upkeep.encryption import is_encrypted, is_in_key_store
    from shopcare.services.upkeep.protection import unencrypted

    words, path = session.words, session.shop_path
    plain = unencrypted(session.shop_unasked)  # a recovery code waits to be said: ask nothing
    answer: dict[str, Any] = {
        "encrypted": is_encrypted(path),
        "in_keychain": is_in_key_store(path),
        "unencrypted": [str(file) for file in plain],
        **more,
    }
    lines = [*before, words.text(_ON if answer["encrypted"] else _OFF)]
    if answer["in_keychain"]:
        lines.append(words.text("This PC opens it without asking."))
    if plain and answer["encrypted"]:
        lines += [words.text("Anybody can read these files:"), *map(str, plain)]
    session.give(answer, lambda: lines)


_ON: Final = mark("The shop file is encrypted.")
_OFF: Final = mark("The shop file is not encrypted.")


def _by(session: Session) -> "tuple[By, Path]":
    """Ask whether it is allowed, and close the shop: nobody may have it open meanwhile."""
    from shopcare.services.upkeep.encrypting import allowed

    session.require_closed_window()
    by = allowed(session.shop)
    session.close()
    return by, session.shop_path


def _on(session: Session) -> None:
    from shopcare.services.upkeep.encrypting import turn_on
    from shopcare.services.upkeep.encryption import is_encrypted

    by, path = _by(session)
    given = given_passphrase(session.option("passphrase_file"))
    asked = (opener(session.words, None), "") if given is None and is_encrypted(path) else None
    done = turn_on(
        path,
        asked or new_passphrase(session.words, None, given),
        by,
        in_key_store=bool(session.option("keychain")),
        remove_plain=bool(session.option("remove")),
    )
    _give_state(session, _said(session, done), **_plain(done))


def _plain(done: "Encrypted") -> dict[str, object]:
    return {
        "recovery_code": done.code,
        "backups": done.backups,
        "removed": done.removed,
        "second_place_away": done.second_place_away,
        "keychain_problem": done.store_problem,
    }


def _said(session: Session, done: "Encrypted") -> "Iterable[str]":
    words = session.words
    if done.code:
        yield from code_lines(session, done.code)
    if done.backups:
        yield words.count("{n} backup was encrypted.", "{n} backups were encrypted.", done.backups)
    if done.removed:
        yield words.count("{n} file was removed.", "{n} files were removed.", done.removed)
    if done.second_place_away:
        yield words.text(AWAY)
    if done.store_problem:
        yield words.text("This PC has no keychain that could open the shop; it goes on asking.")


def _off(session: Session) -> None:
    from shopcare.services.upkeep.encrypting import turn_off

    by, path = _by(session)
    left = turn_off(path, opener(session.words, session.option("passphrase_file")), by)
    _give_state(session, (), still_encrypted=[str(file) for file in left])


def _change(session: Session) -> None:
    from shopcare.services.upkeep.encryption import change_passphrase

    words, file = session.words, session.option("new_passphrase_file")
    known = opener(words, session.option("passphrase_file"))
    given = os.environ.get(NEW_PASSPHRASE)
    change_passphrase(session.shop, known, new_passphrase(words, file, given))
    said = words.text("The new passphrase opens the shop from now on; the one before does not.")
    session.give({"changed": True}, lambda: [said])


def _code(session: Session) -> None:
    from shopcare.services.upkeep.encryption import new_recovery_code

    known = opener(session.words, session.option("passphrase_file"))
    code = new_recovery_code(session.shop, known)
    session.give({"recovery_code": code}, lambda: code_lines(session, code))


def _store(session: Session) -> None:
    from shopcare.services.upkeep.encryption import let_key_store_open

    problem = let_key_store_open(session.shop, wanted=session.option("wish") == "on")
    session.status = 1 if problem else 0
    lines = []
    if problem:
        said = mark("This PC has no keychain that could open the shop; it goes on asking.")
        lines = [session.words.text(said)]
    _give_state(session, lines, keychain_problem=problem)


AWAY: Final = mark(
    "The second place is not there just now; its older backups can still be read. Encrypt once "
    "more when it is there again."
)
_PROBLEM: Final = mark("why the operating system does not keep the key")
GROUPS = (Group(word="encrypt", summary=mark("Encrypt the shop file, and say what opens it.")),)
COMMANDS = (
    Command(
        words=("encrypt", "status"),
        summary=mark("Say whether the shop is encrypted, and what of it anybody can read."),
        run=_state,
        json=_STATE_JSON,
    ),
    Command(
        words=("encrypt", "on"),
        summary=mark("Encrypt the shop file and its backups; the window has to be closed."),
        options=_on_options,
        run=_on,
        json={
            **_STATE_JSON,
            **_CODE_JSON,
            "backups": mark("how many older backups were encrypted"),
            "removed": mark("how many unencrypted files were removed"),
            "second_place_away": mark("whether the second place of backups was not there"),
            "keychain_problem": _PROBLEM,
        },
    ),
    Command(
        words=("encrypt", "off"),
        summary=mark("Write the shop file and its backups unencrypted again."),
        run=_off,
        json={**_STATE_JSON, "still_encrypted[]": mark("backups that could not be converted")},
    ),
    Command(
        words=("encrypt", "change-passphrase"),
        summary=mark("Let another passphrase open the shop."),
        options=_change_options,
        run=_change,
        json={"changed": mark("whether it was saved")},
    ),
    Command(
        words=("encrypt", "new-recovery-code"),
        summary=mark("Make another recovery code; the one before opens nothing any more."),
        run=_code,
        json=_CODE_JSON,
    ),
    Command(
        words=("encrypt", "keychain"),
        summary=mark("Let the operating system's keychain open the shop, or no longer."),
        options=_store_options,
        run=_store,
        json={**_STATE_JSON, "keychain_problem": _PROBLEM},
    ),
)
