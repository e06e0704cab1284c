"""The customers' tables."""

import json
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date, time
from typing import Any, Final

from shopcare.domain.ids import CustomerId
from shopcare.domain.people.customer import (
    BirthdayCalendar,
    Customer,
    CustomerBirthday,
    CustomerDraft,
)
from shopcare.domain.typed.phone import Phone, PhoneKind
from shopcare.storage.file.bulk_writer import Statement
from shopcare.storage.file.reading import (
    UNREADABLE,
    UNREADABLE_TEXT,
    absent,
    note_damage,
    refuse_damaged,
    salvaging,
)
from shopcare.storage.file.rows import (
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

_PIECE: Final = 60_000
"""Characters that are read in about a millisecond."""
_ADD_PHONE = "INSERT INTO customer_phone (customer_id, position, kind, digits) VALUES (?, ?, ?, ?)"


def add(connection: sqlite3.Connection, draft: CustomerDraft, key_since: date | None) -> CustomerId:
    """Write a new customer."""
    customer_id = CustomerId(insert(connection, "customer", _row(draft, key_since)))
    _write_phones(connection, customer_id, draft.phones)
    return customer_id


def next_id(connection: sqlite3.Connection) -> int:
    """Give the id that the next new customer gets."""
    row = connection.execute("SELECT seq FROM sqlite_sequence WHERE name = 'customer'").fetchone()
    return (row[0] if row else 0) + 1


def adding(first: int, people: Sequence[tuple[CustomerDraft, date | None]]) -> list[Statement]:
    """Write the statements that file many new customers under consecutive ids.

    Args:
        first: the first one's id, see ``next_id``.
        people: each checked, with the day from which the monthly rhythm counts (C-3).
    """
    rows = [_values(draft, key_since) for draft, key_since in people]
    phones = [
        (customer_id, position, phone.kind.value, phone.digits)
        for customer_id, (draft, _) in enumerate(people, first)
        for position, phone in enumerate(draft.phones)
    ]
    return [
        (_ADD_CUSTOMERS, (first, json.dumps(rows, ensure_ascii=False))),
        (_ADD_PHONES, (json.dumps(phones, ensure_ascii=False),)),
    ]


def remove(connection: sqlite3.Connection, customer_id: CustomerId) -> None:
    """Take a customer back who was added in the same transaction."""
    connection.execute("DELETE FROM customer WHERE id = ?", (customer_id,))


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


def without_number(connection: sqlite3.Connection) -> list[CustomerId]:
    """List everybody whose numbers were all found wrong (C-14)."""
    rows = connection.execute(
        "SELECT DISTINCT customer_id FROM customer_phone AS one WHERE wrong = 1 AND NOT EXISTS "
        "(SELECT 1 FROM customer_phone WHERE customer_id = one.customer_id AND wrong = 0) "
        "ORDER BY customer_id"
    )
    return [CustomerId(row[0]) for row in rows]


def _wrong_numbers(connection: sqlite3.Connection, customer_id: CustomerId) -> list[str]:
    rows = connection.execute(
        "SELECT digits FROM customer_phone WHERE customer_id = ? AND wrong = 1", (customer_id,)
    )
    return [row[0] for row in rows]


def get(connection: sqlite3.Connection, customer_id: CustomerId) -> Customer:
    """Read one customer.

    Raises:
        NotFound: there is no such customer.
    """
    found = _read(connection, "= ?", customer_id)
    if not found:
        raise absent(connection, "customer", customer_id, "customer")
    return found[0]


def many(connection: sqlite3.Connection, ids: Sequence[int]) -> list[Customer]:
    """Read customers in the order of their ids as given."""
    found = _read(connection, "IN (SELECT value FROM json_each(?))", id_list(ids))
    people = {person.id: person for person in found}
    return [people[CustomerId(i)] for i in ids if i in people]


def _read(connection: sqlite3.Connection, condition: str, value: int | str) -> list[Customer]:
    phones: dict[int, list[Phone]] = {}
    wrong: dict[int, list[str]] = {}
    for row in connection.execute(
        f"SELECT * FROM customer_phone WHERE customer_id {condition} "
        "ORDER BY customer_id, position",
        (value,),
    ):
        try:
            phone = Phone(digits=text(row["digits"]), kind=_PHONE_KINDS[row["kind"]])
        except UNREADABLE:
            note_damage(connection, "customer", row["customer_id"])
            continue
        phones.setdefault(row["customer_id"], []).append(phone)
        if row["wrong"]:
            wrong.setdefault(row["customer_id"], []).append(phone.digits)
    return [
        _customer(connection, row, phones.get(row["id"], []), wrong.get(row["id"], []))
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


def ids(
    connection: sqlite3.Connection, *, sort: str, descending: bool, most: int | None = None
) -> list[int]:
    """List the ids of all customers in the order of a column: name, number, recent.

    Args:
        most: only so many from the beginning; None: all.
    """
    column = {"name": "name", "number": "number", "recent": "id"}[sort]
    direction = "DESC" if descending else "ASC"
    # one direction for both, or the index cannot be walked
    ordered = f"SELECT id FROM customer ORDER BY {column} {direction}, id {direction} LIMIT ?"
    # one text for all: a million rows one by one would take turns with the window's thread
    (listed,) = connection.execute(
        f"SELECT json_group_array(id) FROM ({ordered})", (-1 if most is None else most,)
    ).fetchone()
    return list(_numbers(listed))


def _numbers(listed: str) -> Iterator[int]:
    """Read a JSON list of numbers piece by piece, so that no other thread waits long."""
    start, end = 1, len(listed) - 1
    while start < end:
        comma = listed.find(",", start + _PIECE)
        stop = end if comma < 0 else comma
        yield from json.loads(f"[{listed[start:stop]}]")
        start = stop + 1


def with_number(connection: sqlite3.Connection, number: str) -> CustomerId | None:
    """Find the customer who has a member number."""
    row = connection.execute("SELECT id FROM customer WHERE number = ?", (number,)).fetchone()
    return CustomerId(row[0]) if row else None


def on_phone(connection: sqlite3.Connection, digits: str) -> list[CustomerId]:
    """List everybody on one number; a household is several people (X-7)."""
    rows = connection.execute(
        "SELECT customer_id FROM customer_phone WHERE digits = ? ORDER BY customer_id", (digits,)
    )
    return [CustomerId(row[0]) for row in rows]


def like(
    connection: sqlite3.Connection,
    numbers: Sequence[str],
    digits: Sequence[str],
    names: Sequence[str],
) -> list[int]:
    """List everybody with one of these member numbers, phone numbers or names."""
    rows = connection.execute(
        "SELECT id FROM customer WHERE number IN (SELECT value FROM json_each(?)) "
        "UNION SELECT customer_id FROM customer_phone "
        "WHERE digits IN (SELECT value FROM json_each(?)) "
        "UNION SELECT id FROM customer WHERE name IN (SELECT value FROM json_each(?))",
        tuple(json.dumps(values) for values in (numbers, digits, names)),
    )
    return [row[0] for row in rows]


def with_last_digits(connection: sqlite3.Connection, digits: Sequence[str]) -> list[int]:
    """List everybody with a number that ends in some four digits."""
    rows = connection.execute(
        "SELECT DISTINCT customer_id FROM customer_phone "
        "WHERE substr(digits, -4) IN (SELECT value FROM json_each(?))",
        (json.dumps(digits),),
    )
    return [row[0] for row in rows]


def all_call_hours(
    connection: sqlite3.Connection,
) -> dict[CustomerId, tuple[tuple[time, time], ...]]:
    """Read the call hours of everybody who has hours of their own."""
    rows = connection.execute("SELECT id, call_hours FROM customer WHERE call_hours <> '[]'")
    found = {}
    for row in rows:
        with salvaging(connection, "customer", row["id"]):
            found[CustomerId(row["id"])] = hours_from_json(row["call_hours"])
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
_NO_BIRTHDAY = (None, None, None, 0, None)


_ADD_CUSTOMERS = (
    f"INSERT INTO customer (id, {', '.join(_COLUMNS)})"
    f" SELECT ? + key, {', '.join(f'value ->> {n}' for n in range(len(_COLUMNS)))}"
    " FROM json_each(?)"
)
_ADD_PHONES = (
    "INSERT INTO customer_phone (customer_id, position, kind, digits)"
    " SELECT value ->> 0, value ->> 1, value ->> 2, value ->> 3 FROM json_each(?)"
)


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


def _birthday(row: sqlite3.Row) -> CustomerBirthday | None:
    if row["birthday_calendar"] is None:
        return None
    return CustomerBirthday(
        calendar=BirthdayCalendar(row["birthday_calendar"]),
        month=int(row["birthday_month"]),
        day=int(row["birthday_day"]),
        leap_month=bool(row["birthday_leap"]),
        year=None if row["birthday_year"] is None else int(row["birthday_year"]),
    )


def _customer(
    connection: sqlite3.Connection,
    row: sqlite3.Row,
    phones: Sequence[Phone],
    wrong: Sequence[str],
) -> Customer:
    """Make a customer of a row; what cannot be read of him is left out and noted."""
    try:
        parts = {name: part(row) for name, part in _PARTS.items()}
    except UNREADABLE:
        parts = {"name": UNREADABLE_TEXT}
        for name, part in _PARTS.items():
            with salvaging(connection, "customer", row["id"]):
                parts[name] = part(row)
    return Customer(
        id=CustomerId(row["id"]), phones=tuple(phones), wrong_numbers=tuple(wrong), **parts
    )


_PARTS: Final[dict[str, Callable[[sqlite3.Row], Any]]] = {
    "number": lambda row: None if row["number"] is None else text(row["number"]),
    "name": lambda row: text(row["name"]),
    "address": lambda row: text(row["address"]),
    "birthday": _birthday,
    "key_account": lambda row: bool(row["key_account"]),
    "prefers": lambda row: _PHONE_KINDS[row["prefers"]] if row["prefers"] else None,
    "call_hours": lambda row: hours_from_json(row["call_hours"]),
    "no_calls": lambda row: bool(row["no_calls"]),
    "remark": lambda row: text(row["remark"]),
}
