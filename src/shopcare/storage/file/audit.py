"""The audit log's table."""

import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from datetime import datetime
from typing import Any, Final, cast

from shopcare.domain.ids import CaseId, StaffId
from shopcare.domain.shop.audit import ERASED, FIRST_SEAL, ROWS, AuditEntry, seal
from shopcare.storage.file import person_keys
from shopcare.storage.file.note import LastEntry
from shopcare.storage.file.reading import (
    UNREADABLE,
    ShopConnection,
    note_damage,
    read,
    salvaging,
)
from shopcare.storage.file.rows import Row, id_list, insert, marks, moment, text_from_moment

SEALED: Final = "sealed"
"""Under this name an entry on file keeps the words that are enciphered with a person's key."""


def append(
    connection: sqlite3.Connection,
    entry: AuditEntry,
    said: Mapping[str, object] | None = None,
    rows: Mapping[str, object] | None = None,
) -> LastEntry:
    """Write one entry, sealed with the one before it; it is the last one then.

    Args:
        connection: in the transaction of the action.
        entry: who did what; its values are filled in here.
        said: what was said with it. L-8: it is enciphered where the entry is about a person, and
            left out where that person was erased, for nothing could take it out again.
        rows: the digests of the rows that the action touched; they stay readable to the check.
    """
    last, owner = person_keys.before_entry(
        connection, entry.subject_kind, entry.subject_id, entry.case_id
    )
    values: dict[str, object] = dict(said or {})
    if values and owner.customer_id is not None:
        key = owner.key
        values = {SEALED: person_keys.enciphered(key, _json(values))} if key is not None else {}
    if rows:
        values[ROWS] = rows
    entry = entry._replace(values=_json(values), person_id=owner.customer_id)
    own = seal(last or FIRST_SEAL, entry)
    entry_id = insert(
        connection,
        "audit_entry",
        {
            "at": entry.at.isoformat(),
            "staff_id": entry.staff_id,
            "by_script": int(entry.by_script),
            "action": entry.action,
            "subject_kind": entry.subject_kind,
            "subject_id": entry.subject_id,
            "case_id": entry.case_id,
            "values": entry.values,
            "seal": own,
            "person_id": entry.person_id,
        },
    )
    return LastEntry(entry_id, own)


def _json(values: Mapping[str, object]) -> str:
    text = _ENCODER.encode(values)
    # A file's name may hold half a character; as an escape it is kept and read back as it was.
    return text.encode("utf-8", "backslashreplace").decode("utf-8")


def _plain(value: object) -> object:
    return text_from_moment(value) if isinstance(value, datetime) else str(value)


_ENCODER: Final = json.JSONEncoder(
    ensure_ascii=False, check_circular=False, default=_plain, separators=(",", ":")
)


def _entries(connection: sqlite3.Connection, rows: Iterable[sqlite3.Row]) -> list[AuditEntry]:
    """Make entries of rows, their words deciphered."""
    entries = read(connection, "audit_entry", rows, entry_from_row)
    people = {entry.person_id for entry in entries if entry.person_id is not None}
    if not people:
        return entries
    keys = person_keys.of_people(connection, people)
    readable = []
    for entry in entries:
        with salvaging(connection, "audit_entry", entry.id):
            readable.append(_deciphered(entry, keys))
    return readable


def _deciphered(entry: AuditEntry, keys: Mapping[int, bytes]) -> AuditEntry:
    if entry.person_id is None:
        return entry
    key = keys.get(entry.person_id)
    if key is None:
        return entry._replace(values=_json({ERASED: True}))
    box = json.loads(entry.values).get(SEALED)
    return entry if box is None else entry._replace(values=person_keys.deciphered(key, box))


def readable_rows(
    connection: sqlite3.Connection, rows: Iterable[sqlite3.Row]
) -> Iterator[tuple[Any, ...]]:
    """Give whole rows as they are on file, but for the words, which are deciphered."""
    keys = person_keys.of_everybody(connection)
    for row in rows:
        values = dict(row)
        with suppress(*UNREADABLE):  # a damaged row goes out as it is
            values["values"] = _deciphered(entry_from_row(row), keys).values
        yield tuple(values.values())


def of_case(connection: sqlite3.Connection, case_id: CaseId) -> list[AuditEntry]:
    """Read a case's timeline, oldest first."""
    rows = connection.execute("SELECT * FROM audit_entry WHERE case_id = ? ORDER BY id", (case_id,))
    return _entries(connection, rows)


def of_case_since(
    connection: sqlite3.Connection, case_id: CaseId, entry: AuditEntry
) -> list[AuditEntry]:
    """Read what stands in a case's timeline after an entry about something else, newest first."""
    rows = connection.execute(
        "SELECT * FROM audit_entry WHERE case_id = ? AND id > ? ORDER BY id DESC",
        (case_id, entry.id),
    )
    return _entries(connection, rows)


def about_customer_since(
    connection: sqlite3.Connection, customer_id: int, entry: AuditEntry
) -> list[AuditEntry]:
    """Read what was done about a customer after an entry about him, the newest first."""
    rows = connection.execute(
        "SELECT * FROM audit_entry WHERE id > ?2 AND ("
        "(subject_kind = 'customer' AND subject_id = ?1) "
        "OR case_id IN (SELECT id FROM service_case WHERE customer_id = ?1) "
        "OR (subject_kind = 'callback' AND subject_id IN "
        "(SELECT id FROM callback WHERE customer_id = ?1)) "
        "OR (subject_kind = 'purchase' AND subject_id IN "
        "(SELECT id FROM purchase WHERE customer_id = ?1))) ORDER BY id DESC",
        (customer_id, entry.id),
    )
    return _entries(connection, rows)


def about_people(connection: sqlite3.Connection, people: Sequence[int]) -> list[AuditEntry]:
    """Read everything that was done about some people, the oldest first; goes through the log."""
    rows = connection.execute(
        "SELECT * FROM audit_entry WHERE person_id IN (SELECT value FROM json_each(?)) ORDER BY id",
        (id_list(people),),
    )
    return _entries(connection, rows)


def last_of(connection: sqlite3.Connection, action: str, subject_id: int) -> AuditEntry | None:
    """Read the last entry of an action on a subject that is no case, or None."""
    row = connection.execute(
        "SELECT * FROM audit_entry WHERE subject_kind = ? AND subject_kind <> 'case' "
        "AND subject_id = ? AND action = ? ORDER BY id DESC LIMIT 1",
        (action.split(".", maxsplit=1)[0], subject_id, action),
    ).fetchone()
    return next(iter(_entries(connection, [row] if row else [])), None)


def last_of_each(
    connection: sqlite3.Connection, action: str, subject_ids: Sequence[int]
) -> dict[int, AuditEntry]:
    """Read the last entry of an action on each of some subjects that are no cases."""
    kind = action.split(".", maxsplit=1)[0]
    rows = connection.execute(
        "SELECT * FROM audit_entry WHERE id IN (SELECT max(id) FROM audit_entry "
        "WHERE subject_kind = ? AND subject_kind <> 'case' AND action = ? "
        "AND subject_id IN (SELECT value FROM json_each(?)) GROUP BY subject_id)",
        (kind, action, id_list(subject_ids)),
    )
    found = _entries(connection, rows)
    return {entry.subject_id: entry for entry in found}


def last_about(
    connection: sqlite3.Connection, subject_kind: str, subject_id: int
) -> AuditEntry | None:
    """Read the last entry about a subject that is no case, whatever was done, or None."""
    row = connection.execute(
        "SELECT * FROM audit_entry WHERE subject_kind = ? AND subject_kind <> 'case' "
        "AND subject_id = ? ORDER BY id DESC LIMIT 1",
        (subject_kind, subject_id),
    ).fetchone()
    return next(iter(_entries(connection, [row] if row else [])), None)


def all_about(
    connection: sqlite3.Connection, subject_kind: str, subject_id: int
) -> list[AuditEntry]:
    """Read every entry about a subject that is no case, the newest first."""
    rows = connection.execute(
        "SELECT * FROM audit_entry WHERE subject_kind = ? AND subject_kind <> 'case' "
        "AND subject_id = ? ORDER BY id DESC",
        (subject_kind, subject_id),
    )
    return _entries(connection, rows)


def between(
    connection: sqlite3.Connection, begin: datetime, end: datetime, most: int
) -> list[AuditEntry]:
    """Read what was written from one moment to another, the newest first.

    Moments have offsets of their own, so they are compared as moments; goes through the whole log.
    """
    rows = connection.execute(
        "SELECT * FROM audit_entry WHERE julianday(at) >= julianday(?) "
        "AND julianday(at) < julianday(?) ORDER BY id DESC LIMIT ?",
        (begin.isoformat(), end.isoformat(), most),
    )
    return _entries(connection, rows)


def of_actions(
    connection: sqlite3.Connection, actions: Sequence[str], begin: datetime
) -> list[AuditEntry]:
    """Read what some actions wrote since a moment, the newest first; goes through the whole log."""
    rows = connection.execute(
        f"SELECT * FROM audit_entry WHERE action IN ({marks(actions)}) "
        "AND julianday(at) >= julianday(?) ORDER BY id DESC",
        (*actions, begin.isoformat()),
    )
    return _entries(connection, rows)


def last_moment(connection: sqlite3.Connection) -> datetime | None:
    """Give the moment of the last saved entry, for the guard of the clock."""
    rows = connection.execute("SELECT id, at FROM audit_entry ORDER BY id DESC LIMIT 3")
    for row in rows:
        try:
            return moment(row["at"])
        except UNREADABLE:  # the one before it will do
            note_damage(connection, "audit_entry", row["id"])
    return None


def last_entry(connection: sqlite3.Connection) -> LastEntry:
    """Give the last entry; number 0 where there is none."""
    row = connection.execute("SELECT id, seal FROM audit_entry ORDER BY id DESC LIMIT 1").fetchone()
    return LastEntry(row["id"], row["seal"]) if row else LastEntry(0, FIRST_SEAL)


def first_seal(connection: sqlite3.Connection) -> str:
    """Give the seal of the first entry, by which a shop is told from others."""
    row = connection.execute("SELECT seal FROM audit_entry ORDER BY id LIMIT 1").fetchone()
    return str(row["seal"]) if row else FIRST_SEAL


def has_entry(connection: sqlite3.Connection, entry: LastEntry) -> bool:
    """Say whether the log still holds an entry under its seal."""
    if not entry.id:
        return True
    row = connection.execute("SELECT seal FROM audit_entry WHERE id = ?", (entry.id,)).fetchone()
    return bool(row) and bool(row["seal"] == entry.seal)


def broken_seals(connection: sqlite3.Connection) -> Iterator[int]:
    """Give the ids of the entries whose seal does not fit what they say or follow.

    Entries cut off at the end leave no seal behind; they are missed by the count of ids, and by
    the note outside the file where that was set back too.
    """
    previous, last = FIRST_SEAL, 0
    names = cast("ShopConnection", connection).layout("audit_entry").names
    older = "" if "person_id" in names else ", NULL AS person_id"  # a backup of an older schema
    for row in connection.execute(f"SELECT *{older} FROM audit_entry ORDER BY id"):
        if not _is_sealed(previous, row):
            yield row["id"]
        previous, last = str(row["seal"]), row["id"]
    given = connection.execute("SELECT seq FROM sqlite_sequence WHERE name = 'audit_entry'")
    row = given.fetchone()
    if row and isinstance(row[0], int):  # ``trail_check`` looks at what a damaged count is
        yield from range(last + 1, min(row[0], last + _MOST_CUT_OFF) + 1)


_MOST_CUT_OFF: Final = 50
"""So many are named; a damaged count may be any number."""


def touched_rows(connection: sqlite3.Connection) -> Iterator[tuple[int, dict[str, Any]]]:
    """Give the number of each entry and the digests of the rows that it touched, oldest first."""
    for number, values in connection.execute('SELECT id, "values" FROM audit_entry ORDER BY id'):
        try:
            said = json.loads(values)
        except UNREADABLE:  # its seal says so
            continue
        rows = said.get(ROWS) if isinstance(said, dict) else None
        if isinstance(rows, dict):
            yield number, rows


def _is_sealed(previous: str, row: sqlite3.Row) -> bool:
    try:
        entry = entry_from_row(row)
        is_as_written = row["at"] == entry.at.isoformat()
        return bool(is_as_written and seal(previous, entry) == row["seal"])
    except UNREADABLE:
        return False


def entry_from_row(row: Row) -> AuditEntry:
    """Make an entry of a row."""
    return AuditEntry(
        at=moment(row["at"]),
        staff_id=StaffId(row["staff_id"]),
        by_script=bool(row["by_script"]),
        action=row["action"],
        subject_kind=row["subject_kind"],
        subject_id=row["subject_id"],
        case_id=row["case_id"],
        values=row["values"],
        person_id=row["person_id"],
        id=row["id"],
    )
