"""What the shop file knows about the calendar: years, pasted notices, days set by hand."""

import json
import sqlite3
from datetime import date, datetime
from typing import Any
from zlib import crc32

from shopcare.storage.file import rows
from shopcare.storage.file.reading import UNREADABLE, note_damage, read
from shopcare.storage.file.rows import Row, hours_from_json, insert, json_from_hours


def year_facts(connection: sqlite3.Connection, country: str, region: str, year: int) -> Any:
    """Read the kept facts of a year as plain values, or None."""
    row = connection.execute(
        "SELECT * FROM calendar_year WHERE country = ? AND region = ? AND year = ?",
        (country, region, year),
    ).fetchone()
    try:
        return json.loads(_sound(row)) if row else None
    except UNREADABLE:
        note_damage(connection, "calendar_year", year)
        return None


def keep_year(
    connection: sqlite3.Connection,
    *,
    country: str,
    region: str,
    year: int,
    facts: object,
    source: str,
) -> None:
    """Keep the facts of a year, so that a start needs no other source.

    No audit entry knows them, so their own checksum tells damage: a holiday that moved by a
    flipped bit would move due dates in silence.
    """
    text = json.dumps(facts, ensure_ascii=False)
    connection.execute(
        "INSERT INTO calendar_year (country, region, year, facts, source) VALUES (?, ?, ?, ?, ?) "
        "ON CONFLICT (country, region, year) DO UPDATE "
        "SET facts = excluded.facts, source = excluded.source",
        (country, region, year, text, f"{source} {_checksum(country, region, year, source, text)}"),
    )


def damaged_years(connection: sqlite3.Connection) -> list[str]:
    """Name the years whose kept facts are no longer what was kept."""
    found = []
    for row in connection.execute("SELECT * FROM calendar_year"):
        try:
            _sound(row)
        except UNREADABLE:
            found.append(f"calendar_year {row['year']}: facts")
    return found


def _checksum(country: str, region: str, year: int, source: str, text: str) -> str:
    return f"{crc32(f'{country} {region} {year} {source} {text}'.encode()):08x}"


def _sound(row: sqlite3.Row) -> str:
    """Give the facts of a whole row as text."""
    text: str = row["facts"]
    source, _, checksum = row["source"].rpartition(" ")
    if checksum != _checksum(row["country"], row["region"], row["year"], source, text):
        raise ValueError("calendar_year")
    return text


def year_source(connection: sqlite3.Connection, country: str, region: str, year: int) -> str | None:
    """Say where the kept facts of a year come from, or None."""
    row = connection.execute(
        "SELECT source FROM calendar_year WHERE country = ? AND region = ? AND year = ?",
        (country, region, year),
    ).fetchone()
    return str(row[0]).rpartition(" ")[0] if row else None


def notices(connection: sqlite3.Connection) -> list[Row]:
    """List the applied notices (id, year, text, applied_at), oldest first; later ones win."""
    found = connection.execute("SELECT * FROM calendar_notice WHERE undone_at IS NULL ORDER BY id")
    return read(connection, "calendar_notice", found, _readable_notice)


def _readable_notice(row: Row) -> Row:
    rows.moment(row["applied_at"])
    return row


def add_notice(connection: sqlite3.Connection, year: int, text: str, at: datetime) -> int:
    """Keep a pasted notice as it was pasted."""
    row = {"year": year, "text": text, "applied_at": at.isoformat(), "undone_at": None}
    return insert(connection, "calendar_notice", row)


def undo_notice(connection: sqlite3.Connection, notice_id: int, at: datetime) -> None:
    """Take a notice back; its text stays on record."""
    connection.execute(
        "UPDATE calendar_notice SET undone_at = ? WHERE id = ?", (at.isoformat(), notice_id)
    )


def exceptions(connection: sqlite3.Connection) -> list[Row]:
    """List the days set by hand: day, working, intervals, reason."""
    found = connection.execute("SELECT * FROM calendar_exception ORDER BY day")
    return read(connection, "calendar_exception", found, _readable_exception, key="day")


def _readable_exception(row: Row) -> Row:
    rows.day(row["day"])
    hours_of(row)
    return row


def set_exception(
    connection: sqlite3.Connection,
    *,
    day: date,
    working: bool | None,
    intervals: Any,
    reason: str,
) -> None:
    """Set one day by hand; None leaves a side untouched, no interval means closed."""
    connection.execute(
        "INSERT INTO calendar_exception (day, working, intervals, reason) VALUES (?, ?, ?, ?) "
        "ON CONFLICT (day) DO UPDATE SET working = excluded.working, "
        "intervals = excluded.intervals, reason = excluded.reason",
        (
            day.isoformat(),
            None if working is None else int(working),
            None if intervals is None else json_from_hours(intervals),
            reason,
        ),
    )


def clear_exception(connection: sqlite3.Connection, day: date) -> None:
    """Let a day be as the sources say again."""
    connection.execute("DELETE FROM calendar_exception WHERE day = ?", (day.isoformat(),))


def hours_of(row: Row) -> Any:
    """Read the intervals of an exception, or None where it leaves them untouched."""
    return None if row["intervals"] is None else hours_from_json(row["intervals"])
