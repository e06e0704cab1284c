"""What earlier cases were about and how long they took, read from the cases' table."""

import sqlite3
from datetime import date
from typing import Final

from shopcare.domain.cases.case import CaseKind
from shopcare.domain.cases.experience import Finished, PastFault
from shopcare.domain.ids import CustomerId
from shopcare.storage.file.reading import made
from shopcare.storage.file.rows import Row, moment, text

_LATEST: Final = 2000
"""So many cases are looked at, so that a large shop waits no longer than a small one."""
_MOST: Final = 300


def of_customer_since(
    connection: sqlite3.Connection, customer_id: CustomerId, since: date
) -> list[int]:
    """List a customer's cases from a day on that count, the newest first."""
    rows = connection.execute(
        "SELECT id FROM service_case WHERE customer_id = ? AND received_at >= ? "
        "AND voided_at IS NULL ORDER BY received_at DESC",
        (customer_id, since.isoformat()),
    )
    return [row[0] for row in rows]


def finished(connection: sqlite3.Connection, kind: CaseKind, service: str) -> list[Finished]:
    """Read the latest cases of a service whose work was done."""
    rows = connection.execute(
        "SELECT id, fault, received_at, coalesce(checked_at, handled_at) AS done_at FROM "
        "(SELECT * FROM service_case ORDER BY id DESC LIMIT ?) "
        "WHERE service = ? AND kind = ? AND voided_at IS NULL AND stage <> 'cancelled' "
        "AND coalesce(checked_at, handled_at) IS NOT NULL LIMIT ?",
        (_LATEST, service, kind.value, _MOST),
    )
    return made(connection, "service_case", rows, _finished)


def past_faults(connection: sqlite3.Connection, since: date) -> list[PastFault]:
    """Read what the latest cases since a day were about, the newest first."""
    rows = connection.execute(
        "SELECT id, number, category, product, lot, fault, received_at FROM "
        "(SELECT * FROM service_case ORDER BY id DESC LIMIT ?) "
        "WHERE received_at >= ? AND voided_at IS NULL AND stage <> 'cancelled' AND fault <> ''",
        (_LATEST, since.isoformat()),
    )
    return made(connection, "service_case", rows, _past_fault)


def _past_fault(row: Row) -> PastFault:
    return PastFault(
        number=text(row["number"]),
        category=text(row["category"]),
        product=text(row["product"]),
        lot=text(row["lot"]),
        fault=text(row["fault"]),
        received_on=moment(row["received_at"]).date(),
    )


def _finished(row: Row) -> Finished:
    return Finished(
        fault=text(row["fault"]),
        received_at=moment(row["received_at"]),
        done_at=moment(row["done_at"]),
    )


def ready_between(connection: sqlite3.Connection, first: date, before: date) -> int:
    """Count the cases whose work was done from a day on, before another day."""
    row = connection.execute(
        "SELECT count(*) FROM (SELECT coalesce(checked_at, handled_at) AS done_at, voided_at FROM "
        "service_case ORDER BY id DESC LIMIT ?) "
        "WHERE done_at >= ? AND done_at < ? AND voided_at IS NULL",
        (_LATEST, first.isoformat(), before.isoformat()),
    ).fetchone()
    return int(row[0])
