"""What was brought in from lists: kept reports, choices of columns, and what an undo takes."""

import json
import os
import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any, Final

from shopcare.domain.ids import ImportId, StaffId
from shopcare.domain.shop.import_run import ImportRun, Spans, Stood
from shopcare.storage.file.reading import absent, read
from shopcare.storage.file.rows import Row, insert, moment, update

MADE: Final = ("customer", "purchase", "purchase_line", "prescription", "callback")
"""Tables that a list can add rows to."""
_SALT_BYTES: Final = 16


def last_ids(connection: sqlite3.Connection) -> dict[str, int]:
    """Give the last id that each table has given away."""
    return {row[0]: row[1] for row in connection.execute("SELECT name, seq FROM sqlite_sequence")}


def made_since(connection: sqlite3.Connection, before: Mapping[str, int]) -> Spans:
    """Say which rows were made since ``last_ids`` was asked, inside one transaction."""
    return {
        table: (before.get(table, 0) + 1, last)
        for table, last in last_ids(connection).items()
        if table in MADE and last > before.get(table, 0)
    }


_SIMPLE: Final = {
    "customer.add": "SELECT :subject",
    "customer.change": "SELECT :subject",
    "purchase.add": "SELECT customer_id FROM purchase WHERE id = :subject",
    "purchase.hand_over": "SELECT customer_id FROM purchase WHERE id = :subject",
}
"""What is done all day long at the counter, each with whom it was about."""


def people_since(
    connection: sqlite3.Connection, entry_id: int, last: Mapping[str, int]
) -> set[int] | None:
    """Say whom others have added or changed, or sold something, since an audit entry.

    Args:
        connection: the shop file.
        entry_id: the last entry at that time.
        last: the last id of each table at that time.

    Returns:
        Ids of customers; None where it may be anybody.
    """
    new = connection.execute(
        "SELECT id FROM customer WHERE id > ? UNION SELECT customer_id FROM purchase WHERE id > ?",
        (last.get("customer", 0), last.get("purchase", 0)),
    )
    people = {row[0] for row in new}
    done = connection.execute(
        "SELECT action, subject_id FROM audit_entry WHERE id > ?"
        " AND subject_kind IN ('customer', 'purchase', 'import')",
        (entry_id,),
    ).fetchall()
    for action, subject in done:
        if action not in _SIMPLE:
            return None
        people |= {row[0] for row in connection.execute(_SIMPLE[action], {"subject": subject})}
    return people


def add(
    connection: sqlite3.Connection,
    *,
    at: datetime,
    staff_id: StaffId,
    kind: str,
    file: str,
    report: Mapping[str, object],
    made: Spans,
    changed: Mapping[str, object],
) -> ImportId:
    """Keep what was brought in."""
    row = {
        "at": at.isoformat(),
        "staff_id": staff_id,
        "kind": kind,
        "file": _writable(file),
        "report": _json(report),
        "made": _json(made),
        "changed": _json({**changed, **salt()}),
    }
    return ImportId(insert(connection, "import_run", row))


def salt() -> dict[str, str]:
    """Give what lets nobody guess the names in a row by its digest, once they are erased (L-8)."""
    return {"salt": os.urandom(_SALT_BYTES).hex()}


def _json(value: object) -> str:
    return _writable(json.dumps(value, ensure_ascii=False, separators=(",", ":")))


def _writable(text: str) -> str:
    """Keep half a character, which a file's name may hold, as an escape."""
    return text.encode("utf-8", "backslashreplace").decode("utf-8")


def get(connection: sqlite3.Connection, import_id: ImportId) -> ImportRun:
    """Read one bringing in.

    Raises:
        NotFound: there is none of this id.
        Refusal: ``entry_damaged``.
    """
    rows = connection.execute("SELECT * FROM import_run WHERE id = ?", (import_id,))
    found = read(connection, "import_run", rows, _run)
    if not found:
        raise absent(connection, "import_run", import_id, "import")
    return found[0]


def newest(connection: sqlite3.Connection, most: int = 200) -> list[ImportRun]:
    """List what was brought in, the newest first, without the rows not taken and what changed."""
    rows = connection.execute(
        "SELECT id, at, staff_id, kind, file, json_remove(report, '$.rows_not_taken') AS report,"
        " made, '{}' AS changed, undone_at FROM import_run ORDER BY id DESC LIMIT ?",
        (most,),
    )
    return read(connection, "import_run", rows, _run)


def set_undone(connection: sqlite3.Connection, import_id: ImportId, at: datetime) -> None:
    """Note that a bringing in was undone."""
    connection.execute(
        "UPDATE import_run SET undone_at = ? WHERE id = ?", (at.isoformat(), import_id)
    )


_BUILT_ON: Final = {
    "case": "SELECT count(*) FROM service_case WHERE customer_id BETWEEN :c0 AND :c1"
    " OR purchase_line_id BETWEEN :l0 AND :l1",
    "call": "SELECT count(*) FROM callback WHERE attempts > 0 AND (id BETWEEN :b0 AND :b1"
    " OR customer_id BETWEEN :c0 AND :c1 OR purchase_id BETWEEN :p0 AND :p1)",
    "purchase": "SELECT count(*) FROM purchase WHERE customer_id BETWEEN :c0 AND :c1"
    " AND id NOT BETWEEN :p0 AND :p1",
    "purchase_line": "SELECT count(*) FROM purchase_line WHERE purchase_id BETWEEN :p0 AND :p1"
    " AND id NOT BETWEEN :l0 AND :l1",
    "prescription": "SELECT count(*) FROM prescription WHERE customer_id BETWEEN :c0 AND :c1"
    " AND id NOT BETWEEN :r0 AND :r1",
    "change": "SELECT count(*) FROM audit_entry WHERE id > (SELECT max(id) FROM audit_entry"
    " WHERE action = :action AND json_extract(\"values\", '$.import') = :run) AND ("
    " (subject_kind = 'customer' AND subject_id BETWEEN :c0 AND :c1)"
    " OR (subject_kind = 'purchase' AND subject_id BETWEEN :p0 AND :p1)"
    " OR (subject_kind = 'customer' AND subject_id IN (SELECT value FROM json_each(:touched)))"
    " OR (action LIKE 'callback.%try' AND subject_id IN (SELECT id FROM callback"
    " WHERE customer_id IN (SELECT value FROM json_each(:touched)))))",
}


def built_on(connection: sqlite3.Connection, run: ImportRun, touched: Sequence[int]) -> str:
    """Name what was built since on the rows of a list; empty: nothing was.

    Args:
        connection: the shop file.
        run: what was brought in.
        touched: customers who were on file before and were completed.
    """
    values: dict[str, object] = {
        "action": f"{run.kind}.import",
        "run": run.id,
        "touched": json.dumps(list(touched)),
    }
    for letter, table in zip("cplrb", MADE, strict=True):
        first, last = run.made.get(table, (0, -1))
        values |= {f"{letter}0": first, f"{letter}1": last}
    for what, query in _BUILT_ON.items():
        if connection.execute(query, values).fetchone()[0]:
            return what
    return ""


def remove_made(connection: sqlite3.Connection, made: Spans) -> None:
    """Delete the rows that a list made, what hangs on others first."""
    for kind in ("customer", "purchase"):
        if kind in made:
            connection.execute(
                "UPDATE search_entry SET record_id = -seq"
                " WHERE kind = ? AND record_id BETWEEN ? AND ?",
                (kind, *made[kind]),
            )
    if "customer" in made:
        connection.execute(
            "DELETE FROM callback WHERE customer_id BETWEEN ? AND ?", made["customer"]
        )
    for table in reversed(MADE):
        if table in made:
            connection.execute(f"DELETE FROM {table} WHERE id BETWEEN ? AND ?", made[table])


def stood(connection: sqlite3.Connection, customer_ids: Iterable[int]) -> Stood:
    """Read how customers stand, as plain values."""
    ids = json.dumps(list(customer_ids))
    rows = connection.execute(
        "SELECT * FROM customer WHERE id IN (SELECT value FROM json_each(?))", (ids,)
    )
    found: dict[str, dict[str, Any]] = {str(row["id"]): {"row": dict(row)} for row in rows}
    for customer_id, entry in found.items():
        entry["phones"] = [
            list(row)
            for row in connection.execute(
                "SELECT kind, digits, wrong FROM customer_phone WHERE customer_id = ?"
                " ORDER BY position",
                (int(customer_id),),
            )
        ]
    return found


def put_back(connection: sqlite3.Connection, people: Stood) -> None:
    """Write customers as they stood."""
    for customer_id, entry in people.items():
        update(connection, "customer", int(customer_id), entry["row"])
        connection.execute("DELETE FROM customer_phone WHERE customer_id = ?", (int(customer_id),))
        connection.executemany(
            "INSERT INTO customer_phone (customer_id, position, kind, digits, wrong)"
            " VALUES (?, ?, ?, ?, ?)",
            [(int(customer_id), n, *phone) for n, phone in enumerate(entry["phones"])],
        )


def remember_choice(
    connection: sqlite3.Connection, headings: str, columns: Mapping[str, Sequence[str]]
) -> None:
    """Keep which column is which in lists with these headings."""
    text = json.dumps({field: list(names) for field, names in columns.items()}, ensure_ascii=False)
    connection.execute(
        "INSERT INTO import_choice (headings, columns) VALUES (?, ?)"
        " ON CONFLICT (headings) DO UPDATE SET columns = excluded.columns",
        (_writable(headings), _writable(text)),
    )


def choice_for(connection: sqlite3.Connection, headings: str) -> dict[str, tuple[str, ...]] | None:
    """Give what the shop chose for lists with these headings."""
    rows = connection.execute(
        "SELECT * FROM import_choice WHERE headings = ?", (_writable(headings),)
    )
    return next(iter(read(connection, "import_choice", rows, _choice, key="headings")), None)


def _choice(row: Row) -> dict[str, tuple[str, ...]]:
    return {field: _texts(names) for field, names in _object(row["columns"]).items()}


def _texts(names: object) -> tuple[str, ...]:
    if not isinstance(names, list) or not all(isinstance(name, str) for name in names):
        raise TypeError("columns")
    return tuple(names)


def _object(text: str) -> dict[str, Any]:
    found = json.loads(text)
    if not isinstance(found, dict):
        raise TypeError("object")
    return found


def _run(row: Row) -> ImportRun:
    undone_at = row["undone_at"]
    return ImportRun(
        id=ImportId(row["id"]),
        at=moment(row["at"]),
        staff_id=StaffId(row["staff_id"]),
        kind=row["kind"],
        file=row["file"],
        report=_object(row["report"]),
        made={table: (int(a), int(z)) for table, (a, z) in _object(row["made"]).items()},
        changed=_object(row["changed"]),
        undone_at=None if undone_at is None else moment(undone_at),
    )
