"""Large writes, carried out on the second core while Python prepares the next ones."""

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Final

Statement = tuple[str, tuple[object, ...]]
"""SQL and the values bound to it."""

_CACHE_KB: Final = 65_536
"""Where less is kept in memory, an index written in no order goes to the disk again and again."""


def carry_out(connection: sqlite3.Connection, batches: Iterable[Sequence[Statement]]) -> None:
    """Carry batches of statements out in their order, in the caller's transaction.

    SQLite holds no lock of Python's during a statement. So a batch should be a few statements
    that write thousands of rows each, handed over as one JSON text; one statement a row would
    take turns with the thread that makes the next batch.

    Args:
        connection: with an open transaction.
        batches: each is made while the one before it is written; an exception stops the work.
    """
    from concurrent.futures import Future, ThreadPoolExecutor

    with _large_cache(connection), ThreadPoolExecutor(max_workers=1) as second:
        running: Future[None] | None = None
        for batch in batches:
            if running is not None:
                running.result()
            running = second.submit(_execute, connection, batch)
        if running is not None:
            running.result()


def _execute(connection: sqlite3.Connection, batch: Sequence[Statement]) -> None:
    for sql, values in batch:
        connection.execute(sql, values)


@contextmanager
def _large_cache(connection: sqlite3.Connection) -> Iterator[None]:
    before = connection.execute("PRAGMA cache_size").fetchone()[0]
    connection.execute(f"PRAGMA cache_size = -{_CACHE_KB}")
    try:
        yield
    finally:
        connection.execute(f"PRAGMA cache_size = {before}")
