"""``customer duplicates``, ``merge``, ``undo-merge`` and ``apart``: one person twice (W-2)."""

from typing import TYPE_CHECKING, Final

from shopcare.cli.command import Command, Described, Options, below
from shopcare.cli.commands.customers import customer_id_of, customer_lines
from shopcare.cli.records.record_json import CUSTOMER_JSON, customer_json
from shopcare.cli.session import Session
from shopcare.cli.tables import table
from shopcare.domain.people.same_person import JOINED, MERGED_FIELDS, Choice
from shopcare.language.catalog import mark
from shopcare.language.records.record_words import label

if TYPE_CHECKING:
    from shopcare.domain.ids import CustomerId
    from shopcare.domain.people.customer import Customer

_PERSON_JSON: Final[Described] = {
    "id": mark("Id"),
    "name": mark("Name"),
    "number": mark("Member number"),
    "phones[]": mark("Phone"),
    "address": mark("Address"),
}
_DUPLICATE_JSON: Final[Described] = {
    **below("[].first", _PERSON_JSON),
    **below("[].second", _PERSON_JSON),
    "[].why[]": mark("same_number, same_name_and_address or same_sound_and_last_digits"),
}
_MERGED_JSON: Final[Described] = {
    **CUSTOMER_JSON,
    "voided_purchases[]": mark("receipts that stood on both records and are voided once"),
    "dropped_callbacks[]": mark("calls that both records had for one cause"),
}


def _two_options(options: Options) -> None:
    options.add("kept", metavar="A", tells=mark("the id or member number of the record that stays"))
    options.add("other", metavar="B", tells=mark("the id or member number of the other record"))


def _merge_options(options: Options) -> None:
    _two_options(options)
    for field in MERGED_FIELDS:
        ways = [choice.value for choice in Choice if choice is not Choice.BOTH or field in JOINED]
        options.add(
            f"--{field.replace('_', '-')}",
            choices=ways,
            tells=mark("whose fact stands; what is not said is filled in where it is missing"),
        )


def _apart_options(options: Options) -> None:
    _two_options(options)
    options.add("--undo", action="store_true", tells=mark("they may be one person after all"))


def _undo_options(options: Options) -> None:
    options.add("key", metavar="A", tells=mark("the id or member number of the record that stays"))


def _duplicates(session: Session) -> None:
    from shopcare.services.merging.duplicates import duplicates

    words, found = session.words, duplicates(session.shop)

    def lines() -> list[str]:
        rows = [
            (
                *_row(one.first),
                *_row(one.second),
                words.text(", ").join(label(words, why) for why in one.why),
            )
            for one in found
        ]
        return table(rows) or [words.text("Nobody is on file twice.")]

    session.give(
        [
            {
                "first": _person(one.first),
                "second": _person(one.second),
                "why": [why.value for why in one.why],
            }
            for one in found
        ],
        lines,
    )


def _row(person: "Customer") -> tuple[str, str, str]:
    return str(person.id), person.name, person.phones[0].digits if person.phones else ""


def _person(person: "Customer") -> dict[str, object]:
    return {
        "id": person.id,
        "name": person.name,
        "number": person.number,
        "phones": [phone.digits for phone in person.phones],
        "address": person.address,
    }


def _pair(session: Session) -> tuple["CustomerId", "CustomerId"]:
    shop = session.shop
    kept, other = session.option("kept"), session.option("other")
    return customer_id_of(shop, kept), customer_id_of(shop, other)


def _merge(session: Session) -> None:
    from shopcare.services.merging.merge import merge_customers

    given = {field: session.option(field) for field in MERGED_FIELDS}
    choices = {field: Choice(way) for field, way in given.items() if way is not None}
    merged = merge_customers(session.shop, *_pair(session), choices)
    words, customer = session.words, merged.customer
    said = words.text("Merged into file {id}: {name}", id=customer.id, name=customer.name)
    session.give(
        {
            **customer_json(customer),
            "voided_purchases": list(merged.voided),
            "dropped_callbacks": list(merged.dropped),
        },
        lambda: [said, *customer_lines(words, customer)],
    )


def _undo_merge(session: Session) -> None:
    from shopcare.services.merging.undo_merge import undo_merge
    from shopcare.services.people import customers

    kept_id = customer_id_of(session.shop, session.option("key"))
    undo_merge(session.shop, kept_id)
    customer = customers.customer(session.shop, kept_id)
    said = session.words.text("Parted again: {name}, id {id}", name=customer.name, id=customer.id)
    session.give(customer_json(customer), lambda: [said])


def _apart(session: Session) -> None:
    from shopcare.services.merging.duplicates import set_apart, undo_set_apart

    first, second = _pair(session)
    undo = bool(session.option("undo"))
    (undo_set_apart if undo else set_apart)(session.shop, first, second)
    words = session.words
    said = words.text("May be one person.") if undo else words.text("Noted as two people.")
    session.give({"first": first, "second": second, "apart": not undo}, lambda: [said])


COMMANDS = (
    Command(
        words=("customer", "duplicates"),
        summary=mark("List customers who may be on file twice."),
        run=_duplicates,
        json=_DUPLICATE_JSON,
    ),
    Command(
        words=("customer", "merge"),
        summary=mark("Make two records of one person one."),
        options=_merge_options,
        run=_merge,
        json=_MERGED_JSON,
    ),
    Command(
        words=("customer", "undo-merge"),
        summary=mark("Part the record that was merged last into a customer's."),
        options=_undo_options,
        run=_undo_merge,
        json=CUSTOMER_JSON,
    ),
    Command(
        words=("customer", "apart"),
        summary=mark("Note that two records are two people."),
        options=_apart_options,
        run=_apart,
        json={
            "first": mark("Id"),
            "second": mark("Id"),
            "apart": mark("whether they are two people"),
        },
    ),
)
