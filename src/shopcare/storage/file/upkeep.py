"""What keeps a shop file quick between saves; it changes no fact, so nothing is audited."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager


def checkpoint(connection: sqlite3.Connection) -> None:
    """Copy what was saved from the log into the file, as far as nobody reads it at this moment.

    The next save then writes the log from its beginning again: a log that does not grow is
    synced in less time, and no save has to stop for the copying.
    """
    connection.execute("PRAGMA wal_checkpoint(PASSIVE)").fetchone()


@contextmanager
def unrecorded(connection: sqlite3.Connection) -> Iterator[None]:
    """Open a transaction for what changes no fact; an exception leaves the file as it was."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise
