"""Counts whom the shop file knows, and how much of them."""

import sqlite3
from typing import Final

_PEOPLE: Final = (
    "FROM customer WHERE erased_on IS NULL AND id NOT IN (SELECT merged_id FROM customer_merge)"
)
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
