"""Large writes: carried out on the second core, made ready beside the file, taken in at once.

Whoever brings a whole till in must not keep others from saving meanwhile. So the rows wait in a
temporary database of the connection, which SQLite takes away whatever happens. There, a record
that waits is named by its place, negative; one that is on file by its id.
"""

import json
import sqlite3
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final, NamedTuple

from shopcare.storage.file import person_keys, touched_rows
from shopcare.storage.file.rows import NewRow

if TYPE_CHECKING:
    from concurrent.futures import Future, ThreadPoolExecutor

Batch = Callable[[], None]

_CACHE_KB: Final = 65_536
"""Where less is kept in memory, an index written in no order goes to the disk again and again."""

_HAND_OVER_SECONDS: Final = 0.0005
"""So soon both threads hand Python's lock over: with its own 5 ms a list takes a quarter longer."""

_NAMED_BY_PLACE: Final = {
    "customer": {"id": "customer"},
    "customer_phone": {"customer_id": "customer"},
    "purchase": {"id": "purchase", "customer_id": "customer"},
    "purchase_line": {"purchase_id": "purchase"},
    "prescription": {"customer_id": "customer"},
}
"""The tables whose rows can wait, in the order in which they are taken in."""
TABLES: Final = (*_NAMED_BY_PLACE, "search_entry")
"""Everything that can wait."""
_FEW: Final = 1000
"""So many rows are worth a digest each in the audit entry."""


class BulkWriter:
    """Carries batches out in their order on the second core, while the next one is made.

    SQLite holds no lock of Python's during a statement. So a batch should be a few statements
    that write thousands of rows each, handed over as one JSON text; one statement a row would
    take turns with the thread that makes the next batch.
    """

    def __init__(self, second: "ThreadPoolExecutor") -> None:
        """Take the second core's thread."""
        self._second = second
        self._running: Future[None] | None = None

    def put(self, batch: Batch) -> None:
        """Hand a batch over; what went wrong with the one before it is raised here."""
        self.wait()
        self._running = self._second.submit(batch)

    def wait(self) -> None:
        """Wait until all is written."""
        running, self._running = self._running, None
        if running is not None:
            running.result()


@contextmanager
def bulk_writer(connection: sqlite3.Connection) -> Iterator[BulkWriter]:
    """Give a writer for batches that use a connection; all is written at the end."""
    from concurrent.futures import ThreadPoolExecutor

    before = sys.getswitchinterval()
    sys.setswitchinterval(min(before, _HAND_OVER_SECONDS))
    try:
        with ThreadPoolExecutor(max_workers=1) as second:
            writer = BulkWriter(second)
            yield writer
            writer.wait()
    finally:
        sys.setswitchinterval(before)


@contextmanager
def large_cache(connection: sqlite3.Connection) -> Iterator[None]:
    """Let a transaction that writes an index in no order keep much of it in memory."""
    before = connection.execute("PRAGMA cache_size").fetchone()[0]
    connection.execute(f"PRAGMA cache_size = -{_CACHE_KB}")
    try:
        yield
    finally:
        connection.execute(f"PRAGMA cache_size = {before}")


@contextmanager
def staging(connection: sqlite3.Connection) -> Iterator[None]:
    """Let rows wait beside the file; outside of any transaction."""
    connection.execute("ATTACH '' AS staging")
    try:
        for table in TABLES:
            connection.execute(
                f"CREATE TABLE staging.{table} AS SELECT * FROM main.{table} LIMIT 0"
            )
        yield
    finally:
        connection.execute("DETACH staging")


class Rows(NamedTuple):
    """Rows of one table that are to wait."""

    table: str
    columns: Sequence[str]
    values: Sequence[Sequence[object]]


def rows_of(table: str, rows: Sequence[NewRow]) -> Rows:
    """Take rows that have the same columns."""
    columns = tuple(rows[0]) if rows else ()
    return Rows(table, columns, [list(row.values()) for row in rows])


def stage(connection: sqlite3.Connection, rows: Rows) -> None:
    """Let rows wait.

    What a column has the same in every row is handed over once: a list fills few of the columns,
    and for each value of a row SQLite reads the row's JSON text again.
    """
    if not rows.values:
        return
    columns = list(zip(*rows.values, strict=True))
    own = [n for n, values in enumerate(columns) if n == 0 or values.count(values[0]) < len(values)]
    place = {n: f"value ->> {at}" for at, n in enumerate(own)}
    connection.execute(
        f"INSERT INTO staging.{rows.table} ({', '.join(rows.columns)})"
        f" SELECT {', '.join(place.get(n, f':{name}') for n, name in enumerate(rows.columns))}"
        " FROM json_each(:rows)",
        {
            **{name: values[0] for name, values in zip(rows.columns, columns, strict=True)},
            "rows": json.dumps(
                list(zip(*(columns[n] for n in own), strict=True)), ensure_ascii=False
            ),
        },
    )


def unstage(connection: sqlite3.Connection, kind: str, places: Iterable[int]) -> None:
    """Take records that wait away again, with what they would be found by."""
    waiting = json.dumps([-place for place in places])
    for table, names in _NAMED_BY_PLACE.items():
        for column in (name for name, named in names.items() if named == kind):
            connection.execute(
                f"DELETE FROM staging.{table} WHERE {column} IN (SELECT value FROM json_each(?))",
                (waiting,),
            )
    connection.execute(
        "DELETE FROM staging.search_entry WHERE kind = ?"
        " AND record_id IN (SELECT value FROM json_each(?))",
        (kind, waiting),
    )


def unstage_all(connection: sqlite3.Connection, *tables: str) -> None:
    """Take away whatever waits for some tables."""
    for table in tables:
        connection.execute(f"DELETE FROM staging.{table}")


def take_in(connection: sqlite3.Connection) -> dict[str, int]:
    """Write everything that waits, inside a running action.

    Returns:
        By table, what has to be added to a place to get the id that its record has now.
    """
    bases = {"customer": 0, "purchase": 0} | dict(
        connection.execute("SELECT name, seq FROM sqlite_sequence").fetchall()
    )
    many = connection.execute("SELECT count(*) FROM staging.customer_phone").fetchone()[0]
    many += connection.execute("SELECT count(*) FROM staging.purchase_line").fetchone()[0]
    if many > _FEW:
        with touched_rows.noted_by_span(connection, tuple(_NAMED_BY_PLACE)):
            _take_in(connection, bases)
    else:
        _take_in(connection, bases)
    person_keys.give_missing(connection, bases["customer"])
    return bases


def _take_in(connection: sqlite3.Connection, bases: Mapping[str, int]) -> None:
    for table, names in _NAMED_BY_PLACE.items():
        columns = [row[1] for row in connection.execute(f"PRAGMA staging.table_info({table})")]
        values = [
            f"CASE WHEN {column} < 0 THEN {bases[names[column]]} - {column} ELSE {column} END"
            if column in names
            else f"coalesce({column}, 0)"
            if column == "wrong"
            else column
            for column in columns
        ]
        connection.execute(
            f"INSERT INTO main.{table} ({', '.join(columns)})"
            f" SELECT {', '.join(values)} FROM staging.{table}"
        )
