"""The index of what stands in a record besides its numbers and names (W-3), made when idle."""

import sqlite3
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from shopcare.domain.search.search_text import Kind
from shopcare.domain.search.search_words import Wanted
from shopcare.storage.search.finding import Hit


class Entry(NamedTuple):
    """A record that is not in the index yet."""

    seq: int
    hit: Hit


def waiting(connection: sqlite3.Connection, most: int, *, newest: bool) -> list[Entry]:
    """List records that are not in the index yet.

    Args:
        connection: the shop file.
        most: so many.
        newest: the newest first, to look through them; else the oldest, to index them.
    """
    rows = connection.execute(
        "SELECT seq, kind, record_id FROM search_entry WHERE record_id >= 0 "
        "AND seq > (SELECT seq FROM search_words_until) "
        # texts that an import has written ahead get their entries later, below this one
        "AND seq < ifnull((SELECT -max(record_id) FROM search_entry "
        "WHERE record_id < 0 AND kind = 'ahead'), 1 << 62)"
        f" ORDER BY seq {'DESC' if newest else 'ASC'} LIMIT ?",
        (most,),
    )
    return [Entry(seq, Hit(kind=Kind(kind), record_id=record_id)) for seq, kind, record_id in rows]


def write(connection: sqlite3.Connection, tokens: Iterable[tuple[int, str]], until: int) -> None:
    """Index records in the caller's transaction: their numbers with their tokens."""
    connection.executemany(
        "INSERT INTO search_words (rowid, tokens) VALUES (?, ?)",
        [(seq, text) for seq, text in tokens if text],
    )
    connection.execute("UPDATE search_words_until SET seq = ?", (until,))


def find(connection: sqlite3.Connection, wanted: Wanted, most: int) -> list[Hit]:
    """Find the newest records that have every word in one of its ways."""
    rows = connection.execute(
        "SELECT kind, record_id FROM search_words CROSS JOIN search_entry"
        " ON seq = search_words.rowid AND record_id >= 0 WHERE search_words MATCH ?"
        " ORDER BY search_words.rowid DESC LIMIT ?",
        (" AND ".join(map(_one_of, wanted)), most),
    )
    return [Hit(kind=Kind(kind), record_id=record_id) for kind, record_id in rows]


def _one_of(ways: Sequence[Sequence[str]]) -> str:
    return "(" + " OR ".join(f"({' AND '.join(map(_quoted, way))})" for way in ways) + ")"


def _quoted(token: str) -> str:
    return f'"{token}"'  # a token holds letters and digits only
