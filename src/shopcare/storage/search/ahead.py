"""The part of the search index that an import writes ahead of the records it is about."""

import json
import sqlite3
from collections.abc import Mapping, Sequence
from typing import Final

from shopcare.domain.search.search_text import Kind
from shopcare.storage.file.bulk_writer import Rows, stage
from shopcare.storage.search.index import KIND_NAMES, Entry, next_seq, texts_of, write_texts

AHEAD: Final = "ahead"
"""The kind of an entry that stands for texts of records that are not on file yet. Its own place
in time is that of the last text, and its record's id that of the first one, negative."""


class Ahead:
    """What records that wait (``staging``) will be found by; nobody finds them before."""

    def __init__(self, entries: Sequence[Entry]) -> None:
        """Take entries, each with its record's place, negative; the last one is the newest."""
        self._records = [(KIND_NAMES[kind], place) for kind, place, _ in entries]
        self._texts = texts_of(entries)

    def __len__(self) -> int:
        """Count the entries."""
        return len(self._records)

    def put(self, connection: sqlite3.Connection) -> int:
        """Write the texts, in a transaction of their own: for the index of the file is written to.

        Returns:
            By what ``stage``, ``is_ahead``, ``take_in_ahead`` and ``give_up_ahead`` know them.
        """
        first = next_seq(connection)
        last = first + len(self._records) - 1
        write_texts(connection, first, self._texts)
        connection.execute(
            "INSERT INTO search_entry (seq, kind, record_id) VALUES (?, ?, ?)",
            (last, AHEAD, -first),
        )
        return last

    def stage(self, connection: sqlite3.Connection, last: int) -> None:
        """Let the entries wait beside their records; the file itself is not touched."""
        first = last - len(self._records) + 1
        rows = [(seq, *record) for seq, record in enumerate(self._records, first)]
        stage(connection, Rows("search_entry", ("seq", "kind", "record_id"), rows))


def is_ahead(connection: sqlite3.Connection, texts: Sequence[int]) -> bool:
    """Say whether all texts are still there; making the index anew forgets them."""
    there = connection.execute(
        "SELECT count(*) FROM search_entry WHERE kind = ?"
        " AND seq IN (SELECT value FROM json_each(?))",
        (AHEAD, json.dumps(texts)),
    ).fetchone()
    return bool(there[0] == len(texts))


def take_in_ahead(
    connection: sqlite3.Connection, texts: Sequence[int], bases: Mapping[str, int]
) -> None:
    """File what waited, inside the action that takes the records in.

    Args:
        connection: the shop file.
        texts: what ``Ahead.put`` gave.
        bases: by kind, what a place has to be added to, see ``take_in``.
    """
    give_up_ahead(connection, texts)
    for kind in (Kind.CUSTOMER, Kind.PURCHASE):
        connection.execute(
            "INSERT OR REPLACE INTO main.search_entry (seq, kind, record_id)"
            " SELECT seq, kind, ? - record_id FROM staging.search_entry WHERE kind = ?",
            (bases[kind.value], kind.value),
        )


def give_up_ahead(connection: sqlite3.Connection, texts: Sequence[int] | None) -> None:
    """Let texts that were written ahead count as stale; None: whatever was left behind."""
    connection.execute(
        "UPDATE search_entry SET kind = ?, record_id = -seq WHERE record_id < 0 AND kind = ?"
        " AND (? IS NULL OR seq IN (SELECT value FROM json_each(?)))",
        (Kind.CUSTOMER.value, AHEAD, texts is not None or None, json.dumps(texts or [])),
    )
