"""Which rows an action touched, and what they hold afterwards, as digests for its audit entry.

A row that somebody changes outside ShopCare no longer fits the digest in the last entry about it.
"""

import sqlite3
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import groupby
from operator import itemgetter
from typing import Any, Final, cast

from shopcare.storage.file.reading import ShopConnection
from shopcare.storage.file.rows import marks

_KEYS: Final = {
    "payment": "id",
    "gift": "id",
    "gift_item": "id",
    "till_handover": "id",
    "prescription": "id",
    "measurement": "id",
    "consent": "id",
    "setting": "key",
    "staff": "id",
    "staff_absence": "id",
    "staff_training": "id",
    "credential": "id",
    "customer": "id",
    "customer_phone": "customer_id",
    "customer_merge": "merged_id",
    "customer_apart": "id",
    "purchase": "id",
    "purchase_line": "id",
    "service_case": "id",
    "deadline": "id",
    "referral": "id",
    "authority_complaint": "id",
    "reaction": "id",
    "recall": "id",
    "recall_call": "callback_id",
    "suggestion": "id",
    "callback": "id",
    "call_attempt": "id",
    "call_attempt_undone": "attempt_id",
    "import_run": "id",
    "import_choice": "headings",
    "policy_change": "id",
    "case_item": "id",
    "loan": "id",
    "uncollected_notice": "id",
    "repair_trip": "id",
    "part_release": "id",
    "condition_marks": "case_id",
    "photo": "id",
    "calendar_notice": "id",
    "calendar_exception": "day",
    "person_erasure": "customer_id",
}
"""The tables of facts, each with what names a row or a few rows that belong together."""

_EVENTS: Final = {"INSERT": "NEW", "UPDATE": "NEW", "DELETE": "OLD"}

_DIGEST_BYTES: Final = 8
_MOST: Final = 1000
"""An import of a whole till would need an entry of many megabytes: it names only the ids..."""
_FEW: Final = 20
"""... of the tables of which it touched more rows than these."""

Digests = dict[str, Any]
"""``schema``: its version; then for each table either digests by key (empty: no such row any
more) or, for a large action, the first and the last of the ids that it touched."""


def watch(connection: sqlite3.Connection) -> None:
    """Have a connection note which rows of facts it touches from now on."""
    file = cast("ShopConnection", connection)
    file.touched.clear()
    file.touched_spans.clear()
    if file.watched_schema is not None:
        return
    # Triggers in the connection's own temporary schema: the file is none the wiser.
    connection.create_function("note_row", 3, file.note_row)
    made = connection.execute(
        "SELECT group_concat(sql, '') FROM sqlite_schema WHERE type = 'table'"
    ).fetchone()[0]
    script = _SCRIPTS.get(made)
    if script is None:
        script = _SCRIPTS[made] = _script(file)
    try:
        connection.executescript(script)
    finally:
        if connection.in_transaction:  # failed half-way: the next action begins anew
            connection.execute("ROLLBACK")
    file.watched_schema = connection.execute("PRAGMA user_version").fetchone()[0]


_SCRIPTS: Final[dict[str, str]] = {}
"""What watches a file, by how its tables were made: every connection to it needs it anew, and
asking for the columns of each table takes as long as the triggers do."""


def _script(file: ShopConnection) -> str:
    triggers = (_trigger(file, table, event) for table in _KEYS for event in _EVENTS)
    return ";\n".join(("BEGIN", *triggers, "COMMIT"))


def _trigger(file: ShopConnection, table: str, event: str) -> str:
    row = _EVENTS[event]
    is_whole = event != "DELETE" and table not in _ORDER
    content = file.layout(table).row_bytes(row) if is_whole else "NULL"
    return (
        f"CREATE TEMP TRIGGER touched_{table}_{event} AFTER {event} ON main.{table} "
        f"BEGIN SELECT note_row('{table}', {row}.{_KEYS[table]}, {content}); END"
    )


@contextmanager
def noted_by_span(connection: sqlite3.Connection, tables: Sequence[str]) -> Iterator[None]:
    """Have the many rows that the block adds to some tables noted by the first and last id.

    A trigger for each row takes half as long as the row.
    """
    last = {table: _last_key(connection, table) for table in tables}
    for table in tables:
        connection.execute(f"DROP TRIGGER temp.touched_{table}_INSERT")
    yield
    for table, before in last.items():
        connection.execute(_trigger(cast("ShopConnection", connection), table, "INSERT"))
        if (now := _last_key(connection, table)) > before:
            spans = cast("ShopConnection", connection).touched_spans
            spans.append((table, before + 1, now))


def _last_key(connection: sqlite3.Connection, table: str) -> int:
    row = connection.execute(f"SELECT max({_KEYS[table]}) FROM main.{table}").fetchone()
    return row[0] or 0


def take(connection: sqlite3.Connection) -> Digests:
    """Give the digests of the rows that were touched since ``watch``; empty where none was."""
    file = cast("ShopConnection", connection)
    touched, spans = file.touched, file.touched_spans
    if not touched and not spans:
        return {}
    import hashlib  # loads OpenSSL, which no start needs

    is_large = bool(spans) or len(touched) > _MOST
    many = {table for table, _first, _last in spans} | (_with_many(touched) if is_large else set())
    taken: Digests = {"schema": file.watched_schema}
    keys: dict[str, list[Any]] = {}
    for (table, key), content in touched.items():
        if table in _ORDER or table in many:
            keys.setdefault(table, []).append(key)
        else:
            digest = (
                hashlib.blake2b(content, digest_size=_DIGEST_BYTES).hexdigest() if content else ""
            )
            taken.setdefault(table, {})[str(key)] = digest
    for table, found in keys.items():
        taken[table] = _ranges(found) if table in many else _read_back(connection, table, found)
    for table, first, last in spans:
        taken.setdefault(table, []).append([first, last])
    return taken


def of_new_file(connection: sqlite3.Connection) -> Digests:
    """Give the digests of the rows that a file is made with, before any action."""
    version = connection.execute("PRAGMA user_version").fetchone()[0]
    found = all_digests(connection)
    return {"schema": version, **{table: rows for table, rows in found.items() if rows}}


def _with_many(touched: Iterable[tuple[str, int | str]]) -> set[str]:
    """Name the tables of which more rows were touched than are worth a digest each."""
    counts = Counter(table for table, _key in touched)
    return {name for name, n in counts.items() if n > _FEW and _KEYS[name].endswith("id")}


def _ranges(keys: Iterable[int]) -> list[list[int]]:
    ranges: list[list[int]] = []
    for key in sorted(keys):
        if ranges and ranges[-1][1] == key - 1:
            ranges[-1][1] = key
        else:
            ranges.append([key, key])
    return ranges


def _read_back(
    connection: sqlite3.Connection, table: str, keys: Sequence[int | str]
) -> dict[str, str]:
    """Compute the digests of the rows that belong together under each of some keys."""
    layout, name = cast("ShopConnection", connection).layout(table), _KEYS[table]
    rows = connection.execute(
        f"SELECT {name}, {layout.row_bytes(beside=_SALT.get(table, ''))} FROM {table} "
        f"WHERE {name} IN ({marks(keys)}) {_ORDER[table]}",
        keys,
    )
    return {str(key): "" for key in keys} | dict(_by_key(rows))


def all_digests(connection: sqlite3.Connection) -> dict[str, dict[str, str]]:
    """Compute the digests of all rows of facts, by table and key; an older file lacks tables."""
    there = {row[0] for row in connection.execute("SELECT name FROM sqlite_schema")}
    salts = _SALT if "person_key" in there else {}
    digests = {}
    for table in filter(there.__contains__, _KEYS):
        layout, name = cast("ShopConnection", connection).layout(table), _KEYS[table]
        order = _ORDER.get(table, f"ORDER BY {name}")
        rows = connection.execute(
            f"SELECT {name}, {layout.row_bytes_if_sound(salts.get(table, ''))} FROM {table} {order}"
        )
        digests[table] = dict(_by_key(rows))
    return digests


_ORDER: Final = {"customer_phone": "ORDER BY customer_id, position", "customer": ""}
"""Tables that are read back: several rows belong together, or more than the row is digested."""
_SALT: Final = {
    "customer": "(SELECT key FROM person_key WHERE customer_id = customer.id)",
    "customer_phone": "(SELECT key FROM person_key AS own"
    " WHERE own.customer_id = customer_phone.customer_id)",
}
"""L-8: what is digested beside a row that somebody could guess, a phone number above all."""


def _by_key(rows: Iterable[sqlite3.Row]) -> Iterator[tuple[str, str]]:
    import hashlib  # loads OpenSSL, which no start needs

    for key, found in groupby(rows, key=itemgetter(0)):
        content = b",".join([row[1] or b"" for row in found])
        yield str(key), hashlib.blake2b(content, digest_size=_DIGEST_BYTES).hexdigest()
