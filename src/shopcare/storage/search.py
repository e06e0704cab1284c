"""The search index: files records, finds them as somebody types, the newest first."""

import json
import sqlite3
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, partial
from itertools import islice
from typing import TYPE_CHECKING, Final

from shopcare.domain.ids import CaseId
from shopcare.domain.people.pinyin import Readings
from shopcare.domain.search.search_query import Word, query_from_text
from shopcare.domain.search.search_text import KEY_VERSION, Kind, case_tokens
from shopcare.storage.file.bulk_writer import Rows, bulk_writer, large_cache, stage
from shopcare.storage.file.rows import tables
from shopcare.storage.file.work import unrecorded
from shopcare.system.paths import resource

if TYPE_CHECKING:
    from shopcare.domain.search.name_tokens import NameTokens

_NAMES: Final = {kind: kind.value for kind in Kind}  # an enum's own value takes thrice as long

Entry = tuple[Kind, int, str]
"""Kind and id of a record, and its tokens with blanks between."""

_TABLES: Final = {
    Kind.CUSTOMER: "customer WHERE erased_on IS NULL",
    Kind.PURCHASE: "purchase",
    Kind.CASE: "service_case",
}
CHUNK: Final = 5_000
"""So many records at once: FTS5 sorts and writes its tokens at the end of each statement."""
_MOST_STALE: Final = 0.2
_FEW: Final = 5000


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """A record that was found."""

    kind: Kind
    record_id: int


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
    seq = _last_seq(connection) + 1
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
    return _last_seq(connection) + 1


def _file(connection: sqlite3.Connection, first: int, entries: Sequence[Entry]) -> None:
    records = [(_NAMES[kind], record_id) for kind, record_id, _ in entries]
    connection.execute(
        "INSERT INTO search_entry (seq, kind, record_id)"
        " SELECT ? + key, value ->> 0, value ->> 1 FROM json_each(?)",
        (first, json.dumps(records)),
    )
    _write_texts(connection, first, _texts_of(entries))


def _write_texts(connection: sqlite3.Connection, first: int, texts: str) -> None:
    connection.execute(
        "INSERT INTO search_text (rowid, tokens) SELECT ? + key, value FROM json_each(?)",
        (first, texts),
    )


_BEGINNING: Final = "beginning"
"""The kind of the entry before the first one of an index that was made anew."""
_AHEAD: Final = "ahead"
"""The kind of an entry that stands for texts of records that are not on file yet. Its own place
in time is that of the last text, and its record's id that of the first one, negative."""


class Ahead:
    """What records that wait (``staging``) will be found by; nobody finds them before."""

    def __init__(self, entries: Sequence[Entry]) -> None:
        """Take entries, each with its record's place, negative; the last one is the newest."""
        self._records = [(_NAMES[kind], place) for kind, place, _ in entries]
        self._texts = _texts_of(entries)

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
        _write_texts(connection, first, self._texts)
        connection.execute(
            "INSERT INTO search_entry (seq, kind, record_id) VALUES (?, ?, ?)",
            (last, _AHEAD, -first),
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
        (_AHEAD, json.dumps(texts)),
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
        (Kind.CUSTOMER.value, _AHEAD, texts is not None or None, json.dumps(texts or [])),
    )


def _texts_of(entries: Sequence[Entry]) -> str:
    """Give the texts of entries as a JSON list, each with its kind in front."""
    return _json_list([f"@{_NAMES[kind]} {tokens}" for kind, _, tokens in entries])


def _json_list(texts: Sequence[str]) -> str:
    """Write texts as a JSON list; tokens have no sign that JSON would escape."""
    plain = '","'.join(texts)
    if "\\" in plain or plain.count('"') != 2 * len(texts) - 2 or not texts:
        raise ValueError(plain[:80])
    return f'["{plain}"]'


def _last_seq(connection: sqlite3.Connection) -> int:
    row = connection.execute("SELECT max(seq) FROM search_entry").fetchone()
    return row[0] or 0


def remove(connection: sqlite3.Connection, kind: Kind, record_id: int) -> None:
    """Forget a record; its tokens stay behind until the next rebuild and are skipped."""
    connection.execute(
        "UPDATE search_entry SET record_id = -seq WHERE record_id = ? AND kind = ?",
        (record_id, kind.value),
    )


def find(
    connection: sqlite3.Connection,
    text: str,
    limit: int,
    kinds: Collection[Kind] | None = None,
) -> list[Hit]:
    """Find records: the whole number first, then last digits, then anything; newest first.

    Args:
        connection: the shop file.
        text: as typed, pasted or scanned.
        limit: the most hits to give.
        kinds: only these; None: every kind.
    """
    query = query_from_text(text)
    waiting = waiting_cases(connection) if kinds is None or Kind.CASE in kinds else []
    hits: dict[Hit, None] = {}
    for words in query.tiers:
        if len(hits) < limit:
            hits.update(_newest(connection, words, kinds, limit, waiting))
    if query.fallback and not hits:
        hits = _newest(connection, query.fallback, kinds, limit, waiting)
    return list(hits)[:limit]


def _newest(
    connection: sqlite3.Connection,
    words: Sequence[Word],
    kinds: Collection[Kind] | None,
    limit: int,
    waiting: Sequence[tuple[CaseId, str]],
) -> dict[Hit, None]:
    found = [
        Hit(kind=Kind.CASE, record_id=case_id)
        for case_id, tokens in waiting
        if _answers(set(tokens.split()), words)
    ]
    # CROSS JOIN keeps FTS5 outside: it walks backwards from the newest row and stops at the limit.
    rows = connection.execute(
        "SELECT kind, record_id FROM search_text CROSS JOIN search_entry"
        " ON seq = search_text.rowid AND record_id >= 0 WHERE search_text MATCH ?"
        " ORDER BY search_text.rowid DESC LIMIT ?",
        (_expression(words, kinds), limit),
    )
    found += (Hit(kind=Kind(kind), record_id=record_id) for kind, record_id in rows)
    return dict.fromkeys(found)


def _answers(tokens: set[str], words: Sequence[Word]) -> bool:
    """Say whether a record's tokens answer every word in one of its ways, as FTS5 judges it."""
    return all(any(tokens.issuperset(way) for way in word) for word in words)


def _expression(words: Sequence[Word], kinds: Collection[Kind] | None) -> str:
    asked = (
        [tuple((token,) for token in dict.fromkeys(f"@{kind}" for kind in kinds))] if kinds else []
    )
    return " AND ".join(_one_of(word) for word in (*words, *asked))


def _one_of(word: Word) -> str:
    return "(" + " OR ".join(f"({' AND '.join(map(_quoted, tokens))})" for tokens in word) + ")"


def _quoted(token: str) -> str:
    return '"' + token.replace('"', '""') + '"'


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
        (_BEGINNING, _AHEAD),
    ).fetchone()
    written = _last_seq(connection) - (began or 0) - (ahead or 0)
    return bool(written > _FEW and written - filed > _MOST_STALE * written)


def needs_other_tokens(connection: sqlite3.Connection) -> bool:
    """Say whether tokens are of an older making."""
    version = connection.execute("SELECT key_version FROM search_version").fetchone()
    return version is None or version[0] != KEY_VERSION


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
