"""The cases' table and the sequence of their numbers."""

import sqlite3
from collections.abc import Sequence
from datetime import date, datetime
from typing import Any, Final

from shopcare.domain.cases.case import (
    OPEN,
    Case,
    CaseKind,
    Pause,
    Stage,
)
from shopcare.domain.cases.case_number import case_number
from shopcare.domain.errors import NotFound
from shopcare.domain.ids import CaseId, CustomerId, PurchaseLineId, StaffId
from shopcare.storage.cases.case_rows import from_row, pauses_from_text, row_of
from shopcare.storage.file.reading import absent, read
from shopcare.storage.file.rows import (
    day_from_text,
    id_list,
    insert,
    marks,
    update,
)

_STAGES: Final = " ".join(f"WHEN '{stage.value}' THEN {n}" for n, stage in enumerate(Stage))
ORDERS: Final = {
    "received": "received_at {}",
    "promised": "promised_on IS NULL, promised_on {}",
    "number": "number {}",
    "stage": f"CASE stage {_STAGES} END {{}}",
    "kind": "kind {}",
    "product": "product = '', product {}",
    "customer": "customer.name {}",
    "handler": "staff.name IS NULL, staff.name {}",
    "due": "due IS NULL, due {}",
}
"""By what the cases can be listed; what is missing stands last, the newest first among equals."""
_JOINS: Final = {
    "customer": "JOIN customer ON customer.id = customer_id",
    "handler": "LEFT JOIN staff ON staff.id = handler_id",
    "due": "LEFT JOIN (SELECT case_id, min(unixepoch(due_at)) AS due FROM deadline "
    "WHERE met_at IS NULL AND dropped = 0 AND paused = 0 "
    "AND (shown_from IS NULL OR shown_from <= ?) GROUP BY case_id) AS next_due "
    "ON next_due.case_id = service_case.id",
}


def next_id_and_number(connection: sqlite3.Connection, year: int) -> tuple[CaseId, str]:
    """Take the id and the case number of a new case, inside the transaction that writes it.

    A number of a year is given once and for ever (X-15).
    """
    connection.execute(
        "INSERT INTO case_sequence (year, last) VALUES (?, 1) "
        "ON CONFLICT (year) DO UPDATE SET last = last + 1",
        (year,),
    )
    # RETURNING would have SQLite make a table in memory for it, which takes twice as long.
    last, case_id = connection.execute(
        "SELECT last, (SELECT ifnull(max(id), 0) + 1 FROM service_case) "
        "FROM case_sequence WHERE year = ?",
        (year,),
    ).fetchone()
    return CaseId(case_id), case_number(year, last)


def add(connection: sqlite3.Connection, case: Case) -> None:
    """Write a new case under the id and the number that were taken for it."""
    insert(connection, "service_case", row_of(case))


def change(connection: sqlite3.Connection, case: Case) -> None:
    """Write a changed case; its number never changes."""
    row = row_of(case)
    del row["id"], row["number"]
    update(connection, "service_case", case.id, row)


def get(connection: sqlite3.Connection, case_id: CaseId) -> Case:
    """Read one case.

    Raises:
        NotFound: there is no such case.
    """
    rows = connection.execute("SELECT * FROM service_case WHERE id = ?", (case_id,))
    found = read(connection, "service_case", rows, from_row)
    if not found:
        raise absent(connection, "service_case", case_id, "case")
    return found[0]


def many(connection: sqlite3.Connection, ids: Sequence[int]) -> list[Case]:
    """Read cases in the order of their ids as given."""
    rows = connection.execute(
        "SELECT * FROM service_case WHERE id IN (SELECT value FROM json_each(?))", (id_list(ids),)
    )
    by_id = {case.id: case for case in read(connection, "service_case", rows, from_row)}
    return [by_id[CaseId(i)] for i in ids if i in by_id]


def with_number(connection: sqlite3.Connection, number: str) -> CaseId:
    """Find the case of a number.

    Raises:
        NotFound: no case has it.
    """
    row = connection.execute("SELECT id FROM service_case WHERE number = ?", (number,)).fetchone()
    if row is None:
        raise NotFound("case", number)
    return CaseId(row[0])


def of_customer(connection: sqlite3.Connection, customer_id: CustomerId) -> list[Case]:
    """Read a customer's cases, the newest first."""
    rows = connection.execute(
        "SELECT id FROM service_case WHERE customer_id = ? ORDER BY received_at DESC LIMIT 500",
        (customer_id,),
    )
    return many(connection, [row[0] for row in rows])


def count_open(connection: sqlite3.Connection) -> int:
    """Count the cases in which something is still to be done."""
    row = connection.execute(
        f"SELECT count(*) FROM service_case WHERE stage IN ({marks(OPEN)})", OPEN
    ).fetchone()
    return int(row[0])


_OPEN_DEADLINE: Final = (
    "service_case.id IN (SELECT case_id FROM deadline WHERE met_at IS NULL "
    "AND dropped = 0 AND paused = 0 AND unixepoch(due_at) {} unixepoch(?))"
)


def ids(
    connection: sqlite3.Connection,
    *,
    stages: Sequence[Stage],
    kinds: Sequence[CaseKind],
    handler: StaffId | None,
    late_at: datetime | None,
    due_by: datetime | None = None,
    today: date,
    sort: str,
    descending: bool,
    voided: bool = False,
) -> list[int]:
    """List the ids of the cases that fit a filter.

    Args:
        connection: the shop file.
        stages: one of these; empty: any.
        kinds: one of these; empty: any.
        handler: who handles it; None: anybody.
        late_at: only cases with a deadline that is open and missed at this moment; None: all.
        due_by: only cases with a deadline that is open and ends by then; None: all.
        today: for ``due``, from which day on a deadline is shown (L-2).
        sort: see ``ORDERS``.
        descending: the largest first.
        voided: those that were voided, instead of the others (W-8).
    """
    where, values = [f"voided_at IS {'NOT NULL' if voided else 'NULL'}"], list[Any]()
    if sort == "due":
        values.append(today.isoformat())
    if stages:
        where.append(f"stage IN ({marks(stages)})")
        values += stages
    if kinds:
        where.append(f"kind IN ({marks(kinds)})")
        values += kinds
    if handler is not None:
        where.append("handler_id = ?")
        values.append(handler)
    for moment_asked, ends in ((late_at, "<"), (due_by, "<=")):
        if moment_asked is not None:
            where.append(_OPEN_DEADLINE.format(ends))
            values.append(moment_asked.isoformat())
    order = ORDERS[sort].format("DESC" if descending else "ASC")
    rows = connection.execute(
        f"SELECT service_case.id FROM service_case {_JOINS.get(sort, '')} "
        f"WHERE {' AND '.join(where)} ORDER BY {order}, service_case.id DESC",
        values,
    )
    return [row[0] for row in rows]


def pauses_of(
    connection: sqlite3.Connection, case_ids: Sequence[int]
) -> dict[CaseId, tuple[Pause, ...]]:
    """Read when the shop waited for the customer, for those of some cases in which it did."""
    rows = connection.execute(
        "SELECT id, pauses FROM service_case WHERE pauses <> '[]' "
        "AND id IN (SELECT value FROM json_each(?))",
        (id_list(case_ids),),
    )
    return {CaseId(row[0]): pauses_from_text(row[1]) for row in rows}


def services_used(
    connection: sqlite3.Connection, line_id: PurchaseLineId, services: Sequence[str]
) -> int:
    """Count the cases of some services about a purchased line; cancelled ones give it back."""
    row = connection.execute(
        f"SELECT count(*) FROM service_case WHERE purchase_line_id = ? "
        f"AND service IN ({marks(services)}) AND voided_at IS NULL AND stage <> ?",
        (line_id, *services, Stage.CANCELLED.value),
    ).fetchone()
    return int(row[0])


def own_repairs(
    connection: sqlite3.Connection, line_id: PurchaseLineId, today: date
) -> tuple[int, date | None]:
    """Say how long a purchased line was in repair, and when it last came back from one (L-5).

    Returns:
        The days in which the shop kept it, up to a day, and the day of the last hand-over.
    """
    row = connection.execute(
        "SELECT sum(CASE WHEN goods_kept THEN julianday(coalesce(substr(handled_at, 1, 10), ?)) "
        "- julianday(substr(received_at, 1, 10)) END), max(substr(handled_at, 1, 10)) "
        "FROM service_case WHERE purchase_line_id = ? "
        "AND kind = ? AND voided_at IS NULL AND stage <> ?",
        (today.isoformat(), line_id, CaseKind.REPAIR.value, Stage.CANCELLED.value),
    ).fetchone()
    return int(row[0] or 0), day_from_text(row[1])


def all_ids(connection: sqlite3.Connection) -> list[int]:
    """List the ids of all cases, the oldest first."""
    return [row[0] for row in connection.execute("SELECT id FROM service_case ORDER BY id")]


def open_about_purchases(connection: sqlite3.Connection) -> list[int]:
    """List the ids of the open cases about goods that are on a receipt on file."""
    rows = connection.execute(
        f"SELECT id FROM service_case WHERE stage IN ({marks(OPEN)}) AND voided_at IS NULL "
        "AND purchase_line_id IS NOT NULL ORDER BY id",
        OPEN,
    )
    return [row[0] for row in rows]


def untouched_since(connection: sqlite3.Connection, moment: datetime) -> list[CaseId]:
    """List the open cases of which nothing was written down since a moment (G-25)."""
    rows = connection.execute(
        f"SELECT id FROM service_case WHERE stage IN ({marks(OPEN)}) AND NOT EXISTS (SELECT 1 FROM "
        "audit_entry WHERE case_id = service_case.id AND unixepoch(at) > unixepoch(?)) ORDER BY id",
        (*OPEN, moment.isoformat()),
    )
    return [CaseId(row[0]) for row in rows]


def ready_but_not_told(connection: sqlite3.Connection) -> list[CaseId]:
    """List the cases whose goods are ready and whose customer does not know it (G-8)."""
    rows = connection.execute(
        "SELECT id FROM service_case WHERE stage = ? AND told_ready_at IS NULL ORDER BY id",
        (Stage.READY,),
    )
    return [CaseId(row[0]) for row in rows]


def returns_of_line(connection: sqlite3.Connection, line_id: PurchaseLineId) -> list[Case]:
    """Read the returns and exchanges of a purchase line, the oldest first."""
    rows = connection.execute(
        "SELECT * FROM service_case "
        "WHERE purchase_line_id = ? AND return_request IS NOT NULL ORDER BY id",
        (line_id,),
    )
    return read(connection, "service_case", rows, from_row)
