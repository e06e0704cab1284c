"""Compares the shop file with what was said about it: in the audit log, and in the note outside."""

import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from typing import Final, NamedTuple

from shopcare.storage.file import audit, touched_rows
from shopcare.storage.file.note import LastEntryNote
from shopcare.storage.file.reading import UNREADABLE
from shopcare.storage.file.schema import rewritten_tables, schema_version
from shopcare.system.paths import LAST_ENTRY, SEAL_KEY

_Row = tuple[str, str]
"""Table and key."""
_COUNTS: Final = "sqlite_sequence"
"""SQLite's own table of the last id that each table has given away."""
_MOST: Final = 50


def note_problems(connection: sqlite3.Connection, note: LastEntryNote) -> list[str]:
    """Say where the file does not reach as far as the note beside it."""
    problems = note.set_aside_before()
    try:
        noted = note.read()
        if noted is None:
            return [*problems, LAST_ENTRY]
        if not note.is_sealed():
            return [*problems, f"{LAST_ENTRY}, {SEAL_KEY}"]
    except (OSError, *UNREADABLE):
        return [*problems, f"{LAST_ENTRY}, {SEAL_KEY}"]
    if not audit.has_entry(connection, noted):
        problems.append(f"audit_entry {noted.id}")
    return problems


def changed_rows(connection: sqlite3.Connection) -> list[str]:
    """Name the rows that no longer hold what the last entry about them says.

    Also counts of ids that do not fit the rows: a lost one would let an id be given twice.
    """
    found = touched_rows.all_digests(connection)
    said = _said_by_entries(connection, found)
    changed = [
        f"{table} {key}"
        for (table, key), digest in said.last.items()
        if digest is not None and found.get(table, {}).get(key, "") != digest
    ]
    if said.is_complete:
        changed += [
            f"{table} {key}"
            for table, digests in found.items()
            for key in digests
            if (table, key) not in said.last
        ]
    changed += (f"{_COUNTS} {name}" for name in _wrong_counts(connection, said))
    changed += _wrong_case_numbers(connection)
    return sorted(changed)[:_MOST]


def keep_given_ids(connection: sqlite3.Connection) -> None:
    """Let no id be given again that an entry speaks of, though its row was lost."""
    said = _said_by_entries(connection, touched_rows.all_digests(connection))
    for table in _counted_tables(connection):
        highest = said.highest.get(table, 0)
        connection.execute(f"DELETE FROM {_COUNTS} WHERE name = ? AND seq < ?", (table, highest))
        connection.execute(
            f"INSERT INTO {_COUNTS} (name, seq) SELECT ?1, ?2 "
            f"WHERE ?2 > 0 AND NOT EXISTS (SELECT 1 FROM {_COUNTS} WHERE name = ?1)",
            (table, highest),
        )


class _Said(NamedTuple):
    """What the entries say of the rows, all together."""

    last: dict[_Row, str | None]
    """Each row's last digest; None where only that it was touched is known."""
    highest: dict[str, int]
    """The highest id that is spoken of, by table."""
    is_complete: bool
    """Whether the first entry says what the file was made with."""


def _said_by_entries(
    connection: sqlite3.Connection, found: Mapping[str, Mapping[str, str]]
) -> _Said:
    version = schema_version(connection)
    said = _Said({}, {}, is_complete=False)
    for number, entry in audit.touched_rows(connection):
        if number == 1:
            said = said._replace(is_complete=True)
        with suppress(*UNREADABLE):  # its seal says so
            rewritten = rewritten_tables(int(entry["schema"]), version)
            for table, rows in entry.items():
                if isinstance(rows, Mapping):
                    _take_digests(said, table, rows, is_comparable=table not in rewritten)
                elif isinstance(rows, list):
                    _take_spans(said, table, rows, found.get(table, {}))
    return said


def _take_digests(said: _Said, table: str, rows: Mapping[str, str], *, is_comparable: bool) -> None:
    for key, digest in rows.items():
        said.last[table, key] = digest if is_comparable else None
        if key.isdecimal():
            said.highest[table] = max(said.highest.get(table, 0), int(key))


def _take_spans(
    said: _Said, table: str, spans: Sequence[Sequence[int]], found: Mapping[str, str]
) -> None:
    """Note the rows of an entry that names only their ids."""
    there = max(map(int, found), default=0)
    for first, last in spans:
        said.highest[table] = max(said.highest.get(table, 0), last)
        # A damaged entry may name any number.
        said.last.update(((table, str(key)), None) for key in range(first, min(last, there) + 1))


def _wrong_counts(connection: sqlite3.Connection, said: _Said) -> Iterator[str]:
    """Name the tables whose last given id is not the highest of their rows and their entries."""
    given: dict[object, list[object]] = {}
    for name, last in connection.execute(f"SELECT name, seq FROM {_COUNTS}"):
        given.setdefault(name, []).append(last)
    for name in _counted_tables(connection):
        held = connection.execute(f'SELECT coalesce(max(rowid), 0) FROM "{name}"').fetchone()[0]
        wanted = max(held, said.highest.get(name, 0))
        if given.pop(name, [0]) not in ([wanted], [0] if not wanted else []):
            yield name
    yield from map(str, given)


def _counted_tables(connection: sqlite3.Connection) -> list[str]:
    rows = connection.execute(
        "SELECT name FROM sqlite_schema WHERE type = 'table' AND sql LIKE '%AUTOINCREMENT%'"
    )
    return [row[0] for row in rows]


def _wrong_case_numbers(connection: sqlite3.Connection) -> Iterator[str]:
    """Name the years whose count of cases would let a number be given twice, or leave a gap."""
    numbered = connection.execute(
        "SELECT 2000 + substr(number, 1, 2), max(CAST(substr(number, 4, length(number) - 5)"
        " AS INTEGER)) FROM service_case GROUP BY 1"
    )
    last = connection.execute("SELECT year, last FROM case_sequence")
    wrong = {tuple(row) for row in numbered} ^ {tuple(row) for row in last}
    return (f"case_sequence {year}" for year, _number in wrong)
