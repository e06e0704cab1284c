"""The tables of merged records, and of pairs that are two people (W-2)."""

import json
import sqlite3
from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Final

from shopcare.domain.ids import CustomerId, StaffId
from shopcare.domain.people.same_person import Compared, MergedRecord
from shopcare.domain.shop.import_run import Stood
from shopcare.domain.typed.phone import Phone, PhoneKind
from shopcare.storage import row_changes
from shopcare.storage.file.reading import read
from shopcare.storage.file.rows import Row, id_list, insert, moment, text, text_from_moment
from shopcare.storage.row_changes import Rows

_OWN: Final = ("customer", "customer_phone", "customer_apart", "person_key", "person_erasure")
"""Tables that say who somebody is; they do not come along."""


def add(
    connection: sqlite3.Connection,
    *,
    merged_id: CustomerId,
    kept_id: CustomerId,
    at: datetime,
    by: StaffId,
    number: str | None,
    stood: Stood,
) -> None:
    """Write that a record is merged into another, and how both stood.

    Args:
        connection: the shop file.
        merged_id: the record that becomes part of the other.
        kept_id: the other.
        at: when.
        by: who did it.
        number: the member number of the two that nobody has any more, if there is one.
        stood: both records as they were.
    """
    row = {
        "merged_id": merged_id,
        "kept_id": kept_id,
        "merged_at": text_from_moment(at),
        "merged_by": by,
        "number": number,
        "stood": json.dumps(stood, ensure_ascii=False),
    }
    insert(connection, "customer_merge", row)


def empty_out(connection: sqlite3.Connection, merged_id: CustomerId) -> None:
    """Take from a merged record what can stand only once: its member number and its phones."""
    connection.execute("UPDATE customer SET number = NULL WHERE id = ?", (merged_id,))
    connection.execute("DELETE FROM customer_phone WHERE customer_id = ?", (merged_id,))


def remove(connection: sqlite3.Connection, merged_id: CustomerId) -> Stood:
    """Forget that a record is merged; give how both stood before."""
    row = connection.execute(
        "DELETE FROM customer_merge WHERE merged_id = ? RETURNING stood", (merged_id,)
    ).fetchone()
    return dict(json.loads(row[0]))


def move_everything(
    connection: sqlite3.Connection, merged_id: CustomerId, kept_id: CustomerId
) -> None:
    """Write everything about one customer to another, whatever table it stands in."""
    for table, column in _tables_about(connection):
        connection.execute(
            f"UPDATE {table} SET {column} = ? WHERE {column} = ?", (kept_id, merged_id)
        )


def rows_about(connection: sqlite3.Connection, people: Iterable[CustomerId]) -> Rows:
    """Read every row about some customers but their own records, to see what a merge changes."""
    tables = {table: f"{column} IN ({{people}})" for table, column in _tables_about(connection)}
    return row_changes.rows_about(connection, people, tables=tables)


def count_about(connection: sqlite3.Connection, customer_id: CustomerId) -> dict[str, int]:
    """Count the rows about a customer in each table, to see whether some were added."""
    return {
        table: connection.execute(
            f"SELECT count(*) FROM {table} WHERE {column} = ?", (customer_id,)
        ).fetchone()[0]
        for table, column in _tables_about(connection)
    }


def _tables_about(connection: sqlite3.Connection) -> list[tuple[str, str]]:
    """Give each table with a column that names a customer, read from the file itself."""
    rows = connection.execute(
        'SELECT one.name, link."from" FROM sqlite_schema AS one '
        "JOIN pragma_foreign_key_list(one.name) AS link "
        "WHERE one.type = 'table' AND link.\"table\" = 'customer' ORDER BY one.name"
    )
    return [
        (table, column) for table, column in rows if table not in _OWN and column != "merged_id"
    ]


def kept_of(connection: sqlite3.Connection, customer_id: CustomerId) -> CustomerId:
    """Give the record that stands for a customer now: another one where it is merged."""
    row = connection.execute(
        "SELECT kept_id FROM customer_merge WHERE merged_id = ?", (customer_id,)
    ).fetchone()
    return CustomerId(row[0]) if row else customer_id


def of_kept(
    connection: sqlite3.Connection, customer_ids: Iterable[CustomerId]
) -> dict[CustomerId, list[MergedRecord]]:
    """Read what was merged into some customers' records, the oldest first."""
    rows = connection.execute(
        "SELECT * FROM customer_merge WHERE kept_id IN (SELECT value FROM json_each(?)) "
        "ORDER BY merged_at, merged_id",
        (id_list(sorted(customer_ids)),),
    )
    found: dict[CustomerId, list[MergedRecord]] = {}
    for record in read(connection, "customer_merge", rows, _record, key="merged_id"):
        found.setdefault(record.kept_id, []).append(record)
    return found


def _record(row: Row) -> MergedRecord:
    stood = json.loads(row["stood"])
    own = stood[str(row["merged_id"])]
    phones = [Phone(digits=digits, kind=PhoneKind(kind)) for kind, digits, _ in own["phones"]]
    return MergedRecord(
        id=CustomerId(row["merged_id"]),
        kept_id=CustomerId(row["kept_id"]),
        merged_at=moment(row["merged_at"]),
        merged_by=StaffId(row["merged_by"]),
        name=text(own["row"]["name"]),
        number=own["row"]["number"],
        address=text(own["row"]["address"]),
        phones=tuple(phones),
        old_number=row["number"],
        names=tuple(dict.fromkeys(text(one["row"]["name"]) for one in stood.values())),
    )


def set_apart(
    connection: sqlite3.Connection,
    pair: tuple[CustomerId, CustomerId],
    at: datetime,
    by: StaffId,
) -> None:
    """Write that two records are two people."""
    row = {
        "first_id": min(pair),
        "second_id": max(pair),
        "said_at": text_from_moment(at),
        "said_by": by,
    }
    insert(connection, "customer_apart", row)


def put_together(connection: sqlite3.Connection, pair: tuple[CustomerId, CustomerId]) -> None:
    """Forget that two records are two people."""
    connection.execute(
        "DELETE FROM customer_apart WHERE first_id = ? AND second_id = ?", (min(pair), max(pair))
    )


def apart(connection: sqlite3.Connection) -> set[tuple[int, int]]:
    """Give every pair that is known to be two people, the smaller id first."""
    rows = connection.execute("SELECT first_id, second_id FROM customer_apart")
    return {(row[0], row[1]) for row in rows}


def on_one_phone(connection: sqlite3.Connection, most_on_one: int) -> Iterator[tuple[int, int]]:
    """Give two customers at a time who have one phone number, the smaller id first.

    Args:
        connection: the shop file.
        most_on_one: a number that more people have (an office's) names nobody.
    """
    rows = connection.execute(
        "SELECT one.customer_id, other.customer_id FROM (SELECT digits FROM customer_phone "
        "GROUP BY digits HAVING count(*) BETWEEN 2 AND ?) AS shared "
        "JOIN customer_phone AS one ON one.digits = shared.digits "
        "JOIN customer_phone AS other ON other.digits = shared.digits "
        "AND other.customer_id > one.customer_id",
        (most_on_one,),
    )
    return ((row[0], row[1]) for row in rows)


def everybody(connection: sqlite3.Connection) -> Iterator[tuple[int, Compared]]:
    """Give what is compared of every customer who is not merged."""
    rows = connection.execute(
        "SELECT id, name, address, number, (SELECT group_concat(digits, ' ') FROM customer_phone "
        "WHERE customer_id = customer.id) AS digits FROM customer "
        "WHERE erased_on IS NULL AND id NOT IN (SELECT merged_id FROM customer_merge)"
    )
    for customer_id, name, address, number, joined in rows:
        digits = str(joined or "").split()
        yield customer_id, Compared(name, address, digits, name != number and name not in digits)
