"""The customers' tables."""

import sqlite3
from collections.abc import Iterable, Sequence
from contextlib import suppress
from datetime import date
from typing import Any, Final

from shopcare.domain.errors import Refusal
from shopcare.domain.ids import CustomerId
from shopcare.domain.people.customer import (
    BirthdayCalendar,
    Customer,
    CustomerBirthday,
    CustomerDraft,
)
from shopcare.domain.typed.phone import Phone, PhoneKind
from shopcare.storage.file import person_keys
from shopcare.storage.file.bulk_writer import Rows
from shopcare.storage.file.reading import (
    UNREADABLE,
    UNREADABLE_TEXT,
    absent,
    note_damage,
    refuse_damaged,
)
from shopcare.storage.file.rows import (
    Row,
    choices,
    day_from_text,
    hours_from_json,
    id_list,
    insert,
    json_from_hours,
    text,
    text_from_day,
    update,
)

_ADD_PHONE = "INSERT INTO customer_phone (customer_id, position, kind, digits) VALUES (?, ?, ?, ?)"


def add(connection: sqlite3.Connection, draft: CustomerDraft, key_since: date | None) -> CustomerId:
    """Write a new customer."""
    customer_id = CustomerId(insert(connection, "customer", _row(draft, key_since)))
    person_keys.give(connection, customer_id)
    _write_phones(connection, customer_id, draft.phones)
    return customer_id


def waiting_rows(people: Iterable[tuple[int, CustomerDraft, date | None]]) -> list[Rows]:
    """Give the rows of new customers, and of their phones, as they wait in ``staging``.

    Args:
        people: each with the place, negative, and the day from which the monthly rhythm counts.
    """
    rows: list[Sequence[object]] = []
    phones: list[Sequence[object]] = []
    for place, draft, key_since in people:
        rows.append((place, *_values(draft, key_since)))
        for position, phone in enumerate(draft.phones):
            phones.append((place, position, _KIND_VALUES[phone.kind], phone.digits))
    columns = ("customer_id", "position", "kind", "digits")
    return [
        Rows("customer", ("id", *_COLUMNS), rows),
        Rows("customer_phone", columns, phones),
    ]


_KIND_VALUES = {kind: kind.value for kind in PhoneKind}  # an enum's own value takes thrice as long


def change(
    connection: sqlite3.Connection,
    customer_id: CustomerId,
    draft: CustomerDraft,
    key_since: date | None,
) -> None:
    """Write a changed customer.

    Raises:
        Refusal: ``entry_damaged``; what can still be read of it would be written over.
    """
    refuse_damaged(connection, "customer", customer_id)
    update(connection, "customer", customer_id, _row(draft, key_since))
    wrong = _wrong_numbers(connection, customer_id)
    connection.execute("DELETE FROM customer_phone WHERE customer_id = ?", (customer_id,))
    _write_phones(connection, customer_id, draft.phones)
    for digits in wrong:
        mark_number(connection, customer_id, digits, wrong=True)


def mark_number(
    connection: sqlite3.Connection, customer_id: CustomerId, digits: str, *, wrong: bool
) -> None:
    """Write whether a customer's number was found wrong (C-14)."""
    connection.execute(
        "UPDATE customer_phone SET wrong = ? WHERE customer_id = ? AND digits = ?",
        (int(wrong), customer_id, digits),
    )


def _wrong_numbers(connection: sqlite3.Connection, customer_id: CustomerId) -> list[str]:
    rows = connection.execute(
        "SELECT digits FROM customer_phone WHERE customer_id = ? AND wrong = 1", (customer_id,)
    )
    return [row[0] for row in rows]


def get(connection: sqlite3.Connection, customer_id: CustomerId) -> Customer:
    """Read one customer.

    Raises:
        NotFound: there is no such customer.
        Refusal: ``customer_merged``, ``customer_erased``; nothing is written to a record that is
            part of another, or to one of nobody.
    """
    found = of_record(connection, customer_id)
    if not found.phones:  # a merged record has none, nor one that was erased
        _refuse_gone(connection, found)
    return found


def of_record(connection: sqlite3.Connection, customer_id: CustomerId) -> Customer:
    """Read the customer of a case, a call or a receipt, only to be shown; erased ones as well.

    Raises:
        NotFound: there is no such customer.
    """
    found = _read(connection, "= ?", customer_id)
    if not found:
        raise absent(connection, "customer", customer_id, "customer")
    return found[0]


def _refuse_gone(connection: sqlite3.Connection, customer: Customer) -> None:
    row = connection.execute(
        "SELECT kept_id FROM customer_merge WHERE merged_id = ?", (customer.id,)
    ).fetchone()
    if row is not None:
        raise Refusal("customer_merged", name=customer.name, id=row[0])
    erased_on = connection.execute(
        "SELECT erased_on FROM customer WHERE id = ?", (customer.id,)
    ).fetchone()[0]
    if erased_on is not None:  # L-8
        raise Refusal("customer_erased", on=erased_on)


def many(connection: sqlite3.Connection, ids: Sequence[int]) -> list[Customer]:
    """Read customers in the order of their ids as given."""
    found = _read(connection, "IN (SELECT value FROM json_each(?))", id_list(ids))
    people = {person.id: person for person in found}
    return [people[CustomerId(i)] for i in ids if i in people]


def _read(connection: sqlite3.Connection, condition: str, value: int | str) -> list[Customer]:
    phones: dict[int, list[Phone]] = {}
    wrong: dict[int, list[str]] = {}
    for customer_id, kind, digits, is_wrong in connection.execute(
        f"SELECT customer_id, kind, digits, wrong FROM customer_phone "
        f"WHERE customer_id {condition} ORDER BY customer_id, position",
        (value,),
    ):
        try:
            phone = Phone(digits=text(digits), kind=_PHONE_KINDS[kind])
        except UNREADABLE:
            note_damage(connection, "customer", customer_id)
            continue
        phones.setdefault(customer_id, []).append(phone)
        if is_wrong:
            wrong.setdefault(customer_id, []).append(phone.digits)
    return [
        _customer(connection, row, phones.get(row[0], []), wrong.get(row[0], []))
        for row in connection.execute(f"SELECT * FROM customer WHERE id {condition}", (value,))
    ]


def by_id(connection: sqlite3.Connection, ids: Iterable[CustomerId]) -> dict[CustomerId, Customer]:
    """Read the customers that other records name; each id gets one, also where its row is lost."""
    wanted = sorted(set(ids))
    found = {person.id: person for person in many(connection, wanted)}
    for customer_id in wanted:
        if customer_id not in found:
            note_damage(connection, "customer", customer_id)
            found[customer_id] = Customer(id=customer_id, name=UNREADABLE_TEXT)
    return found


def key_since(connection: sqlite3.Connection, customer_id: CustomerId) -> date | None:
    """Give the day from which a key account's monthly rhythm counts (C-3)."""
    row = connection.execute(
        "SELECT key_since FROM customer WHERE id = ?", (customer_id,)
    ).fetchone()
    try:
        return day_from_text(row[0]) if row else None
    except UNREADABLE:
        note_damage(connection, "customer", customer_id)
        return None


def _write_phones(
    connection: sqlite3.Connection, customer_id: CustomerId, phones: Sequence[Phone]
) -> None:
    connection.executemany(
        _ADD_PHONE,
        [(customer_id, n, phone.kind.value, phone.digits) for n, phone in enumerate(phones)],
    )


_COLUMNS = (
    "number",
    "name",
    "address",
    "birthday_calendar",
    "birthday_month",
    "birthday_day",
    "birthday_leap",
    "birthday_year",
    "key_account",
    "key_since",
    "prefers",
    "call_hours",
    "no_calls",
    "remark",
)
"""What a draft says."""
_NO_BIRTHDAY = (None, None, None, 0, None)


def _row(draft: CustomerDraft, key_since: date | None) -> dict[str, object]:
    return dict(zip(_COLUMNS, _values(draft, key_since), strict=True))


def _values(draft: CustomerDraft, key_since: date | None) -> tuple[object, ...]:
    born = draft.birthday
    return (
        draft.number,
        draft.name,
        draft.address,
        *(_birthday_values(born) if born else _NO_BIRTHDAY),
        int(draft.key_account),
        text_from_day(key_since),
        draft.prefers.value if draft.prefers else None,
        json_from_hours(draft.call_hours) if draft.call_hours else "[]",
        int(draft.no_calls),
        draft.remark,
    )


def _birthday_values(born: CustomerBirthday) -> tuple[object, ...]:
    return born.calendar.value, born.month, born.day, int(born.leap_month), born.year


_PHONE_KINDS: Final = choices(PhoneKind)


def _birthday(row: Row) -> CustomerBirthday:
    return CustomerBirthday(
        calendar=BirthdayCalendar(row["birthday_calendar"]),
        month=int(row["birthday_month"]),
        day=int(row["birthday_day"]),
        leap_month=bool(row["birthday_leap"]),
        year=None if row["birthday_year"] is None else int(row["birthday_year"]),
    )


def _customer(
    connection: sqlite3.Connection,
    row: Row,
    phones: Sequence[Phone],
    wrong: Sequence[str],
) -> Customer:
    """Make a customer of a row; what cannot be read of him is left out and noted."""
    try:
        return _whole(row, phones, wrong)
    except UNREADABLE:
        note_damage(connection, "customer", row["id"])
    readable = {**_NOTHING, "id": row["id"]}
    for names in _PARTS:
        part = {name: row[name] for name in names}
        with suppress(*UNREADABLE):
            _whole({**readable, **part}, phones, wrong)
            readable.update(part)
    return _whole(readable, phones, wrong)


def _whole(row: Row, phones: Sequence[Phone], wrong: Sequence[str]) -> Customer:
    return Customer(
        id=row["id"],
        number=None if row["number"] is None else text(row["number"]),
        name=text(row["name"]),
        phones=tuple(phones),
        wrong_numbers=tuple(wrong),
        address=text(row["address"]),
        birthday=_birthday(row) if row["birthday_calendar"] is not None else None,
        key_account=bool(row["key_account"]),
        prefers=_PHONE_KINDS[row["prefers"]] if row["prefers"] else None,
        call_hours=hours_from_json(row["call_hours"]),
        no_calls=bool(row["no_calls"]),
        remark=text(row["remark"]),
    )


_BIRTHDAY: Final = tuple(
    f"birthday_{part}" for part in ("calendar", "month", "day", "leap", "year")
)
_PARTS: Final = (
    *((name,) for name in _COLUMNS if name not in (*_BIRTHDAY, "key_since")),
    _BIRTHDAY,
)
"""Columns that are readable, or not, together."""
_NOTHING: Final[dict[str, Any]] = {
    **dict.fromkeys(_COLUMNS),
    "name": UNREADABLE_TEXT,
    "address": "",
    "call_hours": "[]",
    "remark": "",
}
"""A customer of whom nothing can be read."""
