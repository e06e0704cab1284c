"""The people on file: who is past a retention period, and how many they are (L-8)."""

import sqlite3
from collections.abc import Callable, Sequence
from datetime import date
from typing import Final

from shopcare.domain.ids import CustomerId
from shopcare.domain.people.retention import Outdated, RecordKind
from shopcare.storage.file.reading import made
from shopcare.storage.file.rows import Row, day, id_list

_CONTACTS: Final = """
    SELECT customer_id, max(sold_on, coalesce(handed_over_on, sold_on)) AS on_day FROM purchase
    UNION ALL SELECT customer_id, substr(last_step_at, 1, 10) FROM service_case
    UNION ALL SELECT customer_id, measured_on FROM prescription
    UNION ALL SELECT customer_id, measured_on FROM measurement
    UNION ALL SELECT customer_id, coalesce(withdrawn_on, given_on) FROM consent
    UNION ALL SELECT person_id, substr(at, 1, 10) FROM audit_entry WHERE person_id IS NOT NULL
    UNION ALL SELECT customer.id, substr(at, 1, 10) FROM import_run JOIN customer
        ON customer.id BETWEEN made ->> '$.customer[0]' AND made ->> '$.customer[1]'
"""
"""Every day on which something was done with or about a customer."""
_THERE: Final = "erased_on IS NULL AND id NOT IN (SELECT merged_id FROM customer_merge)"


def customers_before(connection: sqlite3.Connection, on: date) -> list[Outdated]:
    """List the customers with whom nothing was done since a day, the longest ago first."""
    rows = connection.execute(
        f"SELECT id, name, max(on_day) AS last_on, 1 AS count FROM customer "
        f"JOIN ({_CONTACTS}) ON customer_id = id WHERE {_THERE} "
        "GROUP BY id HAVING max(on_day) < ? ORDER BY last_on, id",
        (on.isoformat(),),
    )
    return made(connection, "customer", rows, _of(RecordKind.CUSTOMER))


_MEASURED: Final = ("prescription", "measurement")


def measured_before(connection: sqlite3.Connection, on: date) -> list[Outdated]:
    """List the customers with measurements from before a day, the longest ago first."""
    every = " UNION ALL ".join(f"SELECT customer_id, measured_on FROM {t}" for t in _MEASURED)
    rows = connection.execute(
        f"SELECT id, name, max(measured_on) AS last_on, count(*) AS count FROM customer "
        f"JOIN ({every}) ON customer_id = id WHERE measured_on < ? AND {_THERE} "
        "GROUP BY id ORDER BY last_on, id",
        (on.isoformat(),),
    )
    return made(connection, "customer", rows, _of(RecordKind.MEASURED))


def unlocked_by(connection: sqlite3.Connection, on: date) -> list[Outdated]:
    """List the erased people of whom a law asks for nothing any more."""
    rows = connection.execute(
        "SELECT customer_id AS id, locked ->> '$.name' AS name, locked_until AS last_on, "
        "1 AS count FROM person_erasure WHERE locked_until <= ? ORDER BY locked_until, id",
        (on.isoformat(),),
    )
    return made(connection, "person_erasure", rows, _of(RecordKind.LOCKED))


def delete_measured(connection: sqlite3.Connection, people: Sequence[int], before: date) -> int:
    """Delete what was measured of some people before a day; give how many rows."""
    return sum(
        connection.execute(
            f"DELETE FROM {table} WHERE measured_on < ? "
            "AND customer_id IN (SELECT value FROM json_each(?))",
            (before.isoformat(), id_list(people)),
        ).rowcount
        for table in _MEASURED
    )


def _of(kind: RecordKind) -> Callable[[Row], Outdated]:
    def read(row: Row) -> Outdated:
        return Outdated(
            kind=kind,
            customer_id=CustomerId(row["id"]),
            name=row["name"],
            last_on=day(row["last_on"]),
            count=row["count"],
        )

    return read


_PEOPLE: Final = f"FROM customer WHERE {_THERE}"
_COUNTS: Final = {
    "people": f"SELECT count(*) {_PEOPLE}",
    "with_phone": f"SELECT count(*) {_PEOPLE} AND id IN (SELECT customer_id FROM customer_phone)",
    "with_address": f"SELECT count(*) {_PEOPLE} AND address <> ''",
    "with_birthday": f"SELECT count(*) {_PEOPLE} AND birthday_calendar IS NOT NULL",
    "children": f"SELECT count(*) {_PEOPLE} AND birthday_year > :child",
    "measured": f"SELECT count(*) {_PEOPLE} AND (id IN (SELECT customer_id FROM prescription) "
    "OR id IN (SELECT customer_id FROM measurement))",
    "locked": "SELECT count(*) FROM person_erasure WHERE locked_until IS NOT NULL",
    "erased": "SELECT count(*) FROM person_erasure WHERE locked_until IS NULL",
    "purchases": "SELECT count(*) FROM purchase",
    "cases": "SELECT count(*) FROM service_case",
    "calls": "SELECT count(*) FROM callback",
}


def counted(connection: sqlite3.Connection, child_born_after: int) -> dict[str, int]:
    """Count people and records by what they are.

    Args:
        connection: the shop file.
        child_born_after: the year after which somebody was born who is under 14.
    """
    values = {"child": child_born_after}
    return {
        name: connection.execute(query, values).fetchone()[0] for name, query in _COUNTS.items()
    }
