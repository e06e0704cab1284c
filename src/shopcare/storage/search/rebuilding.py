"""The upkeep of the search index: when it is made anew, and how it is merged in idle moments."""

import sqlite3
from collections.abc import Callable, Iterable
from typing import Final

from shopcare.domain.search.search_text import KEY_VERSION
from shopcare.storage.file.rows import tables
from shopcare.storage.search.ahead import AHEAD
from shopcare.storage.search.index import Entry, last_seq, next_seq, put_many

_BEGINNING: Final = "beginning"
"""The kind of the entry before the first one of an index that was made anew."""
_MOST_STALE: Final = 0.2
_FEW: Final = 5000


def needs_rebuild(connection: sqlite3.Connection) -> bool:
    """Say whether tokens are of an older making, or too many rows have become stale.

    Counts every entry: for idle moments.
    """
    if needs_other_tokens(connection):
        return True
    filed, began, ahead = connection.execute(
        "SELECT (SELECT count(*) FROM search_entry WHERE record_id >= 0),"
        " (SELECT max(seq) FROM search_entry WHERE record_id < 0 AND kind = ?),"
        " (SELECT sum(seq + record_id + 1) FROM search_entry WHERE record_id < 0 AND kind = ?)",
        (_BEGINNING, AHEAD),
    ).fetchone()
    written = last_seq(connection) - (began or 0) - (ahead or 0)
    return bool(written > _FEW and written - filed > _MOST_STALE * written)


def needs_other_tokens(connection: sqlite3.Connection) -> bool:
    """Say whether tokens are of an older making."""
    version = connection.execute("SELECT key_version FROM search_version").fetchone()
    return version is None or version[0] != KEY_VERSION


def rebuild(
    connection: sqlite3.Connection,
    entries: Iterable[Entry],
    progress: Callable[[int], None] | None = None,
) -> int:
    """Make the whole index anew in the caller's transaction; give the number of records.

    Args:
        connection: with an open transaction; when it rolls back, the old index is in force.
        entries: every record, the oldest first.
        progress: as with `put_many`.
    """
    first = next_seq(connection)  # no place in time is ever given twice, see ``Ahead``
    connection.execute("DELETE FROM search_entry")
    connection.execute(
        "INSERT INTO search_entry (seq, kind, record_id) VALUES (?, ?, ?)",
        (first, _BEGINNING, -first),
    )
    connection.execute("INSERT INTO search_text (search_text) VALUES ('delete-all')")
    connection.execute("INSERT INTO search_words (search_words) VALUES ('delete-all')")
    connection.execute("UPDATE search_words_until SET seq = ?", (first,))
    count = put_many(connection, entries, progress, first + 1)
    tables(connection).table("search_text").optimize()
    connection.execute("UPDATE search_version SET key_version = ?", (KEY_VERSION,))
    return count


def merge_when_idle(connection: sqlite3.Connection, pages: int = 16) -> bool:
    """Merge a little of what many saves left behind; say whether there is more to do.

    Args:
        connection: a write is done and committed on it, if none is open.
        pages: about how many pages of 4 KB to write; half a millisecond each on a slow PC.
    """
    # Raw: sqlite-utils knows no merge in parts, and `optimize` would hold a save up for seconds.
    before = connection.total_changes
    connection.execute("INSERT INTO search_text (search_text, rank) VALUES ('merge', ?)", (pages,))
    return connection.total_changes - before >= 2
