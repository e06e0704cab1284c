"""The search index: files records, the newest last."""

import json
import sqlite3
from collections.abc import Callable, Iterable, Sequence
from functools import cache, partial
from itertools import islice
from typing import TYPE_CHECKING, Final

from shopcare.domain.ids import CaseId
from shopcare.domain.people.pinyin import Readings
from shopcare.domain.search.search_text import Kind, case_tokens
from shopcare.storage.file.bulk_writer import bulk_writer, large_cache
from shopcare.storage.file.work import unrecorded
from shopcare.system.paths import resource

if TYPE_CHECKING:
    from shopcare.domain.search.name_tokens import NameTokens

KIND_NAMES: Final = {kind: kind.value for kind in Kind}  # an enum's own value takes thrice as long
Entry = tuple[Kind, int, str]
"""Kind and id of a record, and its tokens with blanks between."""
_TABLES: Final = {
    Kind.CUSTOMER: "customer WHERE erased_on IS NULL",
    Kind.PURCHASE: "purchase",
    Kind.CASE: "service_case",
}
CHUNK: Final = 5_000
"""So many records at once: FTS5 sorts and writes its tokens at the end of each statement."""


@cache
def readings() -> Readings:
    """Read the table of Chinese readings: once, and only when somebody searches or saves."""
    table: dict[str, tuple[str, ...]] = {}
    text = resource("readings.txt").read_text("utf-8")
    for line in text.splitlines():
        if not line.startswith("#"):
            spelled, _, characters = line.partition("\t")
            table.update(dict.fromkeys(characters, tuple(spelled.split())))
    return table


@cache
def name_tokens() -> "NameTokens":
    """Give what makes the tokens of names."""
    from shopcare.domain.search.name_tokens import NameTokens  # no start needs it

    return NameTokens(readings())


def put(connection: sqlite3.Connection, kind: Kind, record_id: int, tokens: str) -> None:
    """File a record as the newest; what it was found by before no longer counts.

    Belongs in the transaction that saves or opens the record. Without tokens it is not found.
    """
    seq = last_seq(connection) + 1
    # DELETE and INSERT: before a statement that SQLite might have to take back in part
    # (INSERT OR REPLACE, INSERT … SELECT) FTS5 ends its sorting run and writes a segment.
    connection.execute(
        "DELETE FROM search_entry WHERE record_id = ? AND kind = ?", (record_id, kind.value)
    )
    connection.execute(
        "INSERT INTO search_entry (seq, kind, record_id) VALUES (?, ?, ?)",
        (seq, kind.value, record_id),
    )
    connection.execute(
        "INSERT INTO search_text (rowid, tokens) VALUES (?, ?)", (seq, f"@{kind.value} {tokens}")
    )


def waiting_cases(connection: sqlite3.Connection) -> list[tuple[CaseId, str]]:
    """List the cases, the newest first, that are not filed yet, each with its tokens."""
    rows = connection.execute(f"{_NOT_FILED} ORDER BY id DESC")
    return [(CaseId(case_id), case_tokens(number)) for case_id, number in rows]


def file_cases(connection: sqlite3.Connection) -> bool:
    """File some of the cases that are not filed yet in a transaction; say whether there were any.

    No save waits for it: the pages that FTS5 writes take a tenth of its time.
    """
    last, until = connection.execute(
        "SELECT (SELECT max(id) FROM service_case), case_id FROM search_cases_until"
    ).fetchone()
    if (last or 0) <= until:
        return False
    until = min(last, until + CHUNK)
    with unrecorded(connection):
        rows = connection.execute(f"{_NOT_FILED} AND id <= ? ORDER BY id", (until,)).fetchall()
        for case_id, number in rows:
            put(connection, Kind.CASE, case_id, case_tokens(number))
        connection.execute("UPDATE search_cases_until SET case_id = ?", (until,))
    return True


_NOT_FILED: Final = (
    "SELECT id, number FROM service_case WHERE id > (SELECT case_id FROM search_cases_until) "
    "AND NOT EXISTS (SELECT 1 FROM search_entry WHERE record_id = service_case.id "
    "AND kind = 'case')"
)


def put_many(
    connection: sqlite3.Connection,
    entries: Iterable[Entry],
    progress: Callable[[int], None] | None = None,
    first: int | None = None,
) -> int:
    """File many records that are not on file yet, in the caller's transaction.

    Args:
        connection: with an open transaction.
        entries: read piece by piece; the last one is the newest.
        progress: is told how many are done; an exception from it stops the work.
        first: the first record's place in time; None: behind everything.

    Returns:
        How many records were filed.
    """
    first = next_seq(connection) if first is None else first
    done = 0
    rest = iter(entries)
    with large_cache(connection), bulk_writer(connection) as writer:
        while chunk := list(islice(rest, CHUNK)):
            writer.put(partial(_file, connection, first + done, chunk))
            done += len(chunk)
            if progress is not None:
                progress(done)
    return done


def next_seq(connection: sqlite3.Connection) -> int:
    """Give the place in time that the next record gets."""
    return last_seq(connection) + 1


def _file(connection: sqlite3.Connection, first: int, entries: Sequence[Entry]) -> None:
    records = [(KIND_NAMES[kind], record_id) for kind, record_id, _ in entries]
    connection.execute(
        "INSERT INTO search_entry (seq, kind, record_id)"
        " SELECT ? + key, value ->> 0, value ->> 1 FROM json_each(?)",
        (first, json.dumps(records)),
    )
    write_texts(connection, first, texts_of(entries))


def write_texts(connection: sqlite3.Connection, first: int, texts: str) -> None:
    """Write the texts of records one behind the other; see ``texts_of``."""
    connection.execute(
        "INSERT INTO search_text (rowid, tokens) SELECT ? + key, value FROM json_each(?)",
        (first, texts),
    )


def texts_of(entries: Sequence[Entry]) -> str:
    """Give the texts of entries as a JSON list, each with its kind in front."""
    return _json_list([f"@{KIND_NAMES[kind]} {tokens}" for kind, _, tokens in entries])


def _json_list(texts: Sequence[str]) -> str:
    """Write texts as a JSON list; tokens have no sign that JSON would escape."""
    plain = '","'.join(texts)
    if "\\" in plain or plain.count('"') != 2 * len(texts) - 2 or not texts:
        raise ValueError(plain[:80])
    return f'["{plain}"]'


def last_seq(connection: sqlite3.Connection) -> int:
    """Give the place in time of the newest record; 0 where none was ever filed."""
    row = connection.execute("SELECT max(seq) FROM search_entry").fetchone()
    return row[0] or 0


def remove(connection: sqlite3.Connection, kind: Kind, record_id: int) -> None:
    """Forget a record; its tokens stay behind until the next rebuild and are skipped."""
    connection.execute(
        "UPDATE search_entry SET record_id = -seq WHERE record_id = ? AND kind = ?",
        (record_id, kind.value),
    )


def filed(connection: sqlite3.Connection) -> list[tuple[Kind, int]]:
    """List every record on file, the oldest first, as `rebuild` wants them."""
    rows = connection.execute(
        "SELECT kind, record_id FROM search_entry WHERE record_id >= 0 ORDER BY seq"
    )
    return [(Kind(kind), record_id) for kind, record_id in rows]


def on_file(connection: sqlite3.Connection) -> list[tuple[Kind, int]]:
    """List every record there is, whether it was filed or not."""
    return [
        (kind, row[0])
        for kind, table in _TABLES.items()
        for row in connection.execute(f"SELECT id FROM {table} ORDER BY id")
    ]
