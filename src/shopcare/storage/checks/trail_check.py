"""Compares the shop file with what was said about it: in the audit log, and in the note outside."""

import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import suppress
from typing import Final

from shopcare.storage.file import audit, touched_rows
from shopcare.storage.file.note import LastEntryNote
from shopcare.storage.file.reading import UNREADABLE
from shopcare.storage.file.schema import schema_version
from shopcare.system.paths import LAST_ENTRY, SEAL_KEY

_Row = tuple[str, str]
"""Table and key."""
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


def changed_rows(connection: sqlite3.Connection, note: LastEntryNote) -> list[str]:
    """Name the rows that no longer hold what the last entry about them says."""
    version = schema_version(connection)
    try:
        made = note.made()
    except (OSError, *UNREADABLE):  # ``note_problems`` says so
        made = None
    expected = _expected(made or {}, audit.touched_rows(connection), version)
    found = touched_rows.all_digests(connection)
    changed = [
        f"{table} {key}"
        for (table, key), digest in expected.items()
        if digest is not None and found.get(table, {}).get(key, "") != digest
    ]
    if made is not None:
        changed += [
            f"{table} {key}"
            for table, digests in found.items()
            for key in digests
            if (table, key) not in expected
        ]
    return sorted(changed)[:_MOST]


def _expected(
    made: Mapping[str, Mapping[str, str]], entries: Iterator[touched_rows.Digests], version: int
) -> dict[_Row, str | None]:
    """Collect each row's last digest; None where only that it was touched is known."""
    expected: dict[_Row, str | None] = {
        (table, key): digest for table, digests in made.items() for key, digest in digests.items()
    }
    for entry in entries:
        is_comparable = entry.get("schema") == version
        for table, said in entry.items():
            with suppress(*UNREADABLE):  # its seal says so
                expected.update(_said(table, said, is_comparable=is_comparable))
    return expected


def _said(table: str, said: object, *, is_comparable: bool) -> Iterator[tuple[_Row, str | None]]:
    """Give what one entry says about the rows of a table."""
    if isinstance(said, Mapping):
        for key, digest in said.items():
            yield (table, key), digest if is_comparable else None
    elif isinstance(said, list):
        for first, last in said:
            yield from (((table, str(key)), None) for key in range(first, last + 1))
