"""``staff list``, ``add`` and ``change``: who works in the shop."""

import argparse
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

from shopcare.cli.command import Command, Described, Group, Options
from shopcare.cli.session import Session
from shopcare.cli.tables import table
from shopcare.domain.errors import Refusal
from shopcare.domain.ids import StaffId
from shopcare.domain.people.staff import Role, Staff
from shopcare.language.catalog import mark
from shopcare.language.records.record_words import label

if TYPE_CHECKING:
    from shopcare.services.shop import Shop

_ROLES = tuple(role.value for role in Role)
_MEMBER_JSON: Final[Described] = {
    "id": mark("Id"),
    "initials": mark("the initials"),
    "name": mark("Name"),
    "role": mark("clerk, technician or manager"),
    "knowledgeable": mark("whether routine calls go to them"),
    "active": mark("whether they work here now"),
    "senior": mark("whether they assist and stand in for others"),
}


def _facts(options: Options) -> None:
    options.add("--name", metavar="NAME", tells=mark("the name"))
    options.add("--role", choices=_ROLES, tells=mark("clerk, technician or manager"))
    options.add("--knowledgeable", action=argparse.BooleanOptionalAction, default=None,
                tells=mark("whether routine calls go to them"))  # fmt: skip


def _senior(options: Options) -> None:
    options.add("--senior", action=argparse.BooleanOptionalAction, default=None,
                tells=mark("whether they assist and stand in for others"))  # fmt: skip


def _add_options(options: Options) -> None:
    options.add("initials_of", metavar="INITIALS", tells=mark("the initials"))
    _facts(options)
    _senior(options)


def _change_options(options: Options) -> None:
    _add_options(options)
    options.add("--initials", metavar="INITIALS", dest="new_initials", gives=("new_initials",),
                tells=mark("other initials from now on"))  # fmt: skip
    options.add("--active", action=argparse.BooleanOptionalAction, default=None,
                tells=mark("whether they work here now"))  # fmt: skip


def _list(session: Session) -> None:
    words, staff = session.words, session.shop.staff
    rows = [
        (
            member.initials,
            member.name,
            label(words, member.role),
            words.text("knowledgeable") if member.knowledgeable else "",
            words.text("senior") if member.senior else "",
            "" if member.active else words.text("has left"),
        )
        for member in staff
    ]
    session.give([_member_json(member) for member in staff], lambda: table(rows))


def _add(session: Session) -> None:
    known = Staff(
        id=StaffId(0),
        initials=session.option("initials_of"),
        name="",
        role=Role.CLERK,
        knowledgeable=False,
    )
    _save(session, _changed(session, known), mark("Added: {name}, {initials}"))


def _change(session: Session) -> None:
    before = _member(session.shop, session.option("initials_of"))
    _save(session, _changed(session, before), mark("Changed: {name}, {initials}"))


def _member(shop: "Shop", text: str) -> Staff:
    """Find a member of staff, also one who left."""
    for member in shop.staff:
        if member.initials.casefold() == text.strip().casefold():
            return member
    raise Refusal("staff_unknown", initials=text[:20])


def _changed(session: Session, member: Staff) -> Staff:
    """Put what is given over what is known."""
    given: dict[str, Any] = {
        "initials": session.option("new_initials"),
        "name": session.option("name"),
        "role": Role(session.option("role")) if session.option("role") else None,
        "knowledgeable": session.option("knowledgeable"),
        "active": session.option("active"),
        "senior": session.option("senior"),
    }
    return replace(member, **{name: value for name, value in given.items() if value is not None})


def _save(session: Session, member: Staff, sentence: str) -> None:
    from shopcare.services.setup.settings import save_member

    shop = session.shop
    saved = shop.member(save_member(shop, member).record_id)
    assert saved is not None
    said = session.words.text(sentence, name=saved.name, initials=saved.initials)
    session.give(_member_json(saved), lambda: [said])


def _member_json(member: Staff) -> dict[str, Any]:
    return {
        "id": member.id,
        "initials": member.initials,
        "name": member.name,
        "role": member.role.value,
        "knowledgeable": member.knowledgeable,
        "active": member.active,
        "senior": member.senior,
    }


GROUPS = (Group(word="staff", summary=mark("List, add or change who works in the shop.")),)
COMMANDS = (
    Command(
        words=("staff", "list"),
        summary=mark("List who works in the shop."),
        run=_list,
        json={f"[].{path}": meaning for path, meaning in _MEMBER_JSON.items()},
    ),
    Command(
        words=("staff", "add"),
        summary=mark("Add a member of staff."),
        options=_add_options,
        run=_add,
        json=_MEMBER_JSON,
    ),
    Command(
        words=("staff", "change"),
        summary=mark("Change a member of staff, or record that they have left."),
        options=_change_options,
        run=_change,
        json=_MEMBER_JSON,
    ),
)
