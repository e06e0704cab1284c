"""Which rows an action touched, and what they hold afterwards, as digests for its audit entry.

A row that somebody changes outside ShopCare no longer fits the digest in the last entry about it.
"""

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import groupby
from operator import itemgetter
from typing import Any, Final, cast

from shopcare.storage.file.reading import ShopConnection
from shopcare.storage.file.rows import marks

_KEYS: Final = {
    "payment": "id",
    "prescription": "id",
    "setting": "key",
    "staff": "id",
    "customer": "id",
    "customer_phone": "customer_id",
    "purchase": "id",
    "purchase_line": "id",
    "service_case": "id",
    "deadline": "id",
    "callback": "id",
    "call_attempt": "id",
    "call_attempt_undone": "attempt_id",
    "policy_change": "id",
    "case_item": "id",
    "loan": "id",
    "calendar_notice": "id",
    "calendar_exception": "day",
}
"""The tables of facts, each with what names a row or a few rows that belong together."""

_EVENTS: Final = {"INSERT": "NEW", "UPDATE": "NEW", "DELETE": "OLD"}

_MOST: Final = 1000
"""An import of a whole till would need an entry of many megabytes: it names only the ids."""

Digests = dict[str, Any]
"""``schema``: its version; then for each table either digests by key (empty: no such row any
more) or, for a large action, the first and the last of the ids that it touched."""


def watch(connection: sqlite3.Connection) -> None:
    """Have a connection write down which rows of facts it touches from now on."""
    file = cast("ShopConnection", connection)
    file.touched_spans = []
    if file.watches_rows:
        return
    # In the connection's own temporary schema: the file is none the wiser.
    connection.execute("PRAGMA temp_store = MEMORY")
    connection.execute("CREATE TEMP TABLE touched_row (place TEXT, key)")
    for table in _KEYS:
        for event in _EVENTS:
            _add_trigger(connection, table, event)
    file.watches_rows = True


def _add_trigger(connection: sqlite3.Connection, table: str, event: str) -> None:
    connection.execute(
        f"CREATE TEMP TRIGGER touched_{table}_{event} AFTER {event} ON main.{table} "
        f"BEGIN INSERT INTO touched_row VALUES ('{table}', {_EVENTS[event]}.{_KEYS[table]}); END"
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
        _add_trigger(connection, table, "INSERT")
        if (now := _last_key(connection, table)) > before:
            spans = cast("ShopConnection", connection).touched_spans
            spans.append((table, before + 1, now))


def _last_key(connection: sqlite3.Connection, table: str) -> int:
    row = connection.execute(f"SELECT max({_KEYS[table]}) FROM main.{table}").fetchone()
    return row[0] or 0


def take(connection: sqlite3.Connection) -> Digests:
    """Give the digests of the rows that were touched since the last time; empty where none was."""
    rows = connection.execute("SELECT place, key FROM touched_row")
    touched = dict.fromkeys(map(tuple, rows))
    spans = cast("ShopConnection", connection).touched_spans
    if not touched and not spans:
        return {}
    connection.execute("DELETE FROM touched_row")
    keys: dict[str, list[Any]] = {}
    for table, key in touched:
        keys.setdefault(table, []).append(key)
    version = connection.execute("PRAGMA user_version").fetchone()[0]
    if spans or len(touched) > _MOST:
        ranges = {table: _ranges(found) for table, found in keys.items() if _is_counted(table)}
        for table, first, last in spans:
            ranges.setdefault(table, []).append([first, last])
        rest = {table: found for table, found in keys.items() if not _is_counted(table)}
        return {"schema": version, **ranges, **_digests(connection, rest)}
    return {"schema": version, **_digests(connection, keys)}


def _is_counted(table: str) -> bool:
    return _KEYS[table].endswith("id")


def _ranges(keys: Iterable[int]) -> list[list[int]]:
    ranges: list[list[int]] = []
    for key in sorted(keys):
        if ranges and ranges[-1][1] == key - 1:
            ranges[-1][1] = key
        else:
            ranges.append([key, key])
    return ranges


def _digests(
    connection: sqlite3.Connection, keys: dict[str, list[Any]]
) -> dict[str, dict[str, str]]:
    """Compute the digests of what stands under some keys; empty where nothing does any more."""
    digests = {}
    for table, touched in keys.items():
        layout, name = cast("ShopConnection", connection).layout(table), _KEYS[table]
        rows = connection.execute(
            f"SELECT {name}, {layout.row_bytes} FROM {table} "
            f"WHERE {name} IN ({marks(touched)}) {_ORDER.get(table, '')}",
            touched,
        )
        digests[table] = {str(key): "" for key in touched} | dict(_by_key(rows))
    return digests


def all_digests(connection: sqlite3.Connection, tables: Iterable[str] = _KEYS) -> dict[str, Any]:
    """Compute the digests of all rows of some tables, by table and key."""
    digests = {}
    for table in tables:
        layout, name = cast("ShopConnection", connection).layout(table), _KEYS[table]
        order = _ORDER.get(table, f"ORDER BY {name}")
        rows = connection.execute(
            f"SELECT {name}, {layout.row_bytes_if_sound} FROM {table} {order}"
        )
        digests[table] = dict(_by_key(rows))
    return digests


_ORDER: Final = {"customer_phone": "ORDER BY customer_id, position"}
"""Where several rows belong together."""


def _by_key(rows: Iterable[sqlite3.Row]) -> Iterator[tuple[str, str]]:
    from hashlib import blake2b  # loads OpenSSL, which no start needs

    for key, found in groupby(rows, key=itemgetter(0)):
        content = b",".join([row[1] or b"" for row in found])
        yield str(key), blake2b(content, digest_size=8).hexdigest()
