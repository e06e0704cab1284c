"""Which rows an action changed, from what to what, so that it can be undone exactly (X-9)."""

import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, Final, NamedTuple, cast

from shopcare.domain.shop.audit import UNDO
from shopcare.storage.file.rows import id_list
from shopcare.storage.file.work import Step

if TYPE_CHECKING:
    from shopcare.storage.file.reading import ShopConnection

_ABOUT_PEOPLE: Final = {
    "customer": "id IN ({people})",
    "customer_phone": "customer_id IN ({people})",
    "service_case": "customer_id IN ({people})",
    "deadline": "case_id IN (SELECT id FROM service_case WHERE customer_id IN ({people}))",
    "callback": "customer_id IN ({people})",
    "payment": "case_id IN (SELECT id FROM service_case WHERE customer_id IN ({people}))",
}
_RECEIPTS: Final = {"purchase": "customer_id IN ({people})"}
_CONSENTS: Final = {"consent": "customer_id IN ({people})"}
_KEYS: Final = {"customer_phone": ("customer_id", "position"), "customer_merge": ("merged_id",)}
_ID: Final = ("id",)


class Rows(NamedTuple):
    """Everything that hangs on some customers at one moment."""

    by_key: dict[tuple[str, tuple[int, ...]], dict[str, Any]]
    """By table and key."""
    last_ids: dict[str, int]
    """The last id that each table has given away."""


class RowChange(NamedTuple):
    """One row that an action changed."""

    table: str
    key: Sequence[int]
    columns: Mapping[str, Sequence[Any]]
    """Each changed column with what stood there before and after."""


@contextmanager
def noting(
    connection: sqlite3.Connection,
    step: Step,
    customer_id: int,
    *,
    receipts: bool = False,
    consents: bool = False,
) -> Iterator[None]:
    """Note in a running action which rows about a customer the block changes, to undo it.

    Args:
        connection: the shop file.
        step: the action.
        customer_id: on whom everything hangs that the block changes.
        receipts: whether it changes a receipt, too.
        consents: whether it changes what the customer has agreed to.
    """
    before = rows_about(connection, [customer_id], receipts=receipts, consents=consents)
    yield
    after = rows_about(connection, [customer_id], receipts=receipts, consents=consents)
    step.values = {**step.values, UNDO: difference(before, after)}


def rows_about(
    connection: sqlite3.Connection,
    customer_ids: Iterable[int],
    *,
    receipts: bool = False,
    consents: bool = False,
    tables: Mapping[str, str] | None = None,
) -> Rows:
    """Read everything that hangs on some customers; receipts and consents only if asked for.

    Args:
        connection: the shop file.
        customer_ids: the customers.
        receipts: whether their receipts are read, too.
        consents: likewise what they have agreed to.
        tables: other tables to read, each with what tells the rows about ``{people}``.
    """
    people = id_list(sorted(set(customer_ids)))
    by_key = {}
    usual = _ABOUT_PEOPLE | (_RECEIPTS if receipts else {}) | (_CONSENTS if consents else {})
    for table, condition in (usual if tables is None else tables).items():
        where = condition.format(people="SELECT value FROM json_each(?)")
        names = cast("ShopConnection", connection).layout(table).names
        for row in connection.execute(f"SELECT * FROM {table} WHERE {where}", (people,)):
            values = dict(zip(names, row, strict=True))  # dict(row) looks each name up
            key = tuple(map(values.__getitem__, _KEYS.get(table, _ID)))
            by_key[table, key] = values
    given = connection.execute("SELECT name, seq FROM sqlite_sequence")
    return Rows(by_key=by_key, last_ids=dict(given.fetchall()))


def difference(before: Rows, after: Rows) -> dict[str, object]:
    """Write down what lies between two moments, as plain values for the audit log."""
    changed = []
    for (table, key), row in after.by_key.items():
        stood = before.by_key.get((table, key))
        if stood is not None and stood != row:
            columns = {name: [stood[name], row[name]] for name in row if stood[name] != row[name]}
            changed.append([table, list(key), columns])
    made = {
        table: list(range(before.last_ids.get(table, 0) + 1, last + 1))
        for table, last in after.last_ids.items()
        if table in (*_ABOUT_PEOPLE, "call_attempt", "consent")
        and last > before.last_ids.get(table, 0)
    }
    return {"changed": changed, "made": made}


def changes_of(noted: Mapping[str, Any]) -> list[RowChange]:
    """Read which rows were changed."""
    return [RowChange(table, key, columns) for table, key, columns in noted.get("changed", ())]


def made_of(noted: Mapping[str, Any], table: str) -> list[int]:
    """Read which rows of a table were made."""
    return list(noted.get("made", {}).get(table, ()))


def tables_of(noted: Mapping[str, Any], but: tuple[str, int]) -> set[str]:
    """Name the tables in which an action changed or made rows, but for one changed row."""
    tables = set(noted["made"])
    for table, key, _columns in noted["changed"]:
        if (table, key[0]) != but:
            tables.add(table)
    return tables


def current(connection: sqlite3.Connection, change: RowChange) -> dict[str, Any]:
    """Read a changed row as it stands now; empty where it is there no more."""
    row = connection.execute(
        f"SELECT * FROM {change.table} WHERE {_is_row(change)}", tuple(change.key)
    ).fetchone()
    return dict(row) if row else {}


def is_as_left(connection: sqlite3.Connection, change: RowChange) -> bool:
    """Say whether nobody has changed since what an action changed."""
    now = current(connection, change)
    return all(name in now and now[name] == after for name, (_, after) in change.columns.items())


def as_it_stood(connection: sqlite3.Connection, change: RowChange) -> dict[str, Any]:
    """Give a row as it stood before an action changed it."""
    before = {name: stood for name, (stood, _) in change.columns.items()}
    return current(connection, change) | before


def put_back(connection: sqlite3.Connection, change: RowChange) -> None:
    """Write a row as it stood before an action changed it; other columns stay as they are."""
    columns = ", ".join(f'"{name}" = ?' for name in change.columns)
    before = (stood for stood, _ in change.columns.values())
    connection.execute(
        f"UPDATE {change.table} SET {columns} WHERE {_is_row(change)}", (*before, *change.key)
    )


def _is_row(change: RowChange) -> str:
    return " AND ".join(f"{name} = ?" for name in _KEYS.get(change.table, _ID))
