"""Finds customers in their tables: the ids in an order, on a number, with a name."""

import json
import sqlite3
from collections.abc import Iterator, Sequence
from datetime import time
from typing import Final

from shopcare.domain.ids import CustomerId
from shopcare.storage.file.reading import salvaging
from shopcare.storage.file.rows import hours_from_json

_MERGED: Final = "(SELECT merged_id FROM customer_merge)"
"""Records that are part of another (W-2)."""
_THERE: Final = f"erased_on IS NULL AND id NOT IN {_MERGED}"
_PIECE: Final = 60_000
"""Characters that are read in about a millisecond."""


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
    ordered = (
        f"SELECT id FROM customer WHERE {_THERE} "
        f"ORDER BY {column} {direction}, id {direction} LIMIT ?"
    )
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
    """Find the customer who has a member number, or had it on a record that is merged (W-2)."""
    row = connection.execute(
        "SELECT id FROM customer WHERE number = ?1 "
        "UNION ALL SELECT kept_id FROM customer_merge WHERE number = ?1",
        (number,),
    ).fetchone()
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
        "UNION SELECT id FROM customer WHERE name IN (SELECT value FROM json_each(?)) "
        f"AND {_THERE} "
        "UNION SELECT kept_id FROM customer_merge "
        "WHERE number IN (SELECT value FROM json_each(?))",
        tuple(json.dumps(values) for values in (numbers, digits, names, numbers)),
    )
    return [row[0] for row in rows]


def is_anybody_on_file(connection: sqlite3.Connection) -> bool:
    """Say whether there is any customer."""
    return connection.execute("SELECT 1 FROM customer LIMIT 1").fetchone() is not None


def with_last_digits(connection: sqlite3.Connection, digits: Sequence[str]) -> list[int]:
    """List everybody with a number that ends in some four digits."""
    rows = connection.execute(
        "SELECT DISTINCT customer_id FROM customer_phone "
        "WHERE substr(digits, -4) IN (SELECT value FROM json_each(?))",
        (json.dumps(digits),),
    )
    return [row[0] for row in rows]


def without_number(connection: sqlite3.Connection) -> list[CustomerId]:
    """List everybody whose numbers were all found wrong (C-14)."""
    rows = connection.execute(
        "SELECT DISTINCT customer_id FROM customer_phone AS one WHERE wrong = 1 AND NOT EXISTS "
        "(SELECT 1 FROM customer_phone WHERE customer_id = one.customer_id AND wrong = 0) "
        "ORDER BY customer_id"
    )
    return [CustomerId(row[0]) for row in rows]


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
