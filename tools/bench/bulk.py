"""Made-up cases and callbacks by the million, and SQLite's own speed, for measuring."""

import sqlite3
import time
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import NamedTuple


class CaseRow(NamedTuple):
    """What differs between made-up cases."""

    number: str
    customer_id: int
    received_at: datetime
    is_open: bool


class CallbackRow(NamedTuple):
    """What differs between made-up callbacks."""

    customer_id: int
    case_id: int
    due_on: date
    is_open: bool
    basis_at: datetime


def add_cases(connection: sqlite3.Connection, rows: Iterable[CaseRow]) -> None:
    """Write many complaints."""
    connection.executemany(
        "INSERT INTO service_case (number, kind, stage, customer_id, channel, service, category, "
        "product, spec, lot, fault, wishes, accessories, condition, goods_kept, severity, "
        "insistent, received_at, last_step_at, received_by, parts, parts_origin, checks, "
        "resolution) VALUES (?, 'complaint', ?, ?, 'shop', 'quality_complaint', 'frame_glasses', "
        "'BJ6066', '', '', '镜腿松', '', '[]', '', 0, 'normal', 0, ?, ?, 1, '', 'none', '[]', '')",
        (
            (
                row.number,
                "received" if row.is_open else "closed",
                row.customer_id,
                row.received_at.isoformat(),
                row.received_at.isoformat(),
            )
            for row in rows
        ),
    )


def add_callbacks(connection: sqlite3.Connection, rows: Iterable[CallbackRow]) -> None:
    """Write many callbacks; what is not open was reached on its day."""
    connection.executemany(
        "INSERT INTO callback (customer_id, case_id, purpose, clause, rule, basis_at, rule_on, "
        "due_on, opens_on, closes_on, provisional, by_hand, state, attempts, needs_decision, "
        "settled_at, settled_on, result, planned_at) VALUES "
        "(?, ?, 'complaint', 'C-2', '{\"kind\":\"working_day\",\"n\":3}', ?, ?, ?, ?, ?, 0, 0, "
        "?, 0, 0, ?, ?, ?, ?)",
        (_callback(row) for row in rows),
    )


def set_last_number(connection: sqlite3.Connection, year: int, last: int) -> None:
    """Let the next case take the number after the made-up ones."""
    connection.execute("INSERT INTO case_sequence (year, last) VALUES (?, ?)", (year, last))


def tidy(connection: sqlite3.Connection) -> None:
    """Let SQLite look at its indexes once, as it does over the years, and empty the log."""
    connection.execute("ANALYZE")
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def raw_commits(file: Path, times: int) -> list[float]:
    """Commit one row after the other by sqlite3 alone, durable; give the milliseconds of each."""
    connection = sqlite3.connect(file, isolation_level=None)
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute("CREATE TABLE line (words TEXT)")
    waits = []
    for _ in range(times):
        began = time.perf_counter()
        connection.execute("BEGIN IMMEDIATE")
        connection.execute("INSERT INTO line VALUES ('镜腿松动')")
        connection.execute("COMMIT")
        waits.append((time.perf_counter() - began) * 1000)
    connection.close()
    file.unlink()
    return waits


def raw_import(file: Path, rows: Iterable[Sequence[str]]) -> None:
    """Write rows of five texts by ``executemany`` alone, durable."""
    connection = sqlite3.connect(file, isolation_level=None)
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute("CREATE TABLE line (a TEXT, b TEXT, c TEXT, d TEXT, e TEXT)")
    connection.execute("BEGIN IMMEDIATE")
    connection.executemany("INSERT INTO line VALUES (?, ?, ?, ?, ?)", rows)
    connection.execute("COMMIT")
    connection.close()
    file.unlink()


def _callback(row: CallbackRow) -> tuple[object, ...]:
    day = row.due_on.isoformat()
    settled = (None, None, None) if row.is_open else (f"{day}T10:00:00+08:00", day, "reached")
    state = "open" if row.is_open else "done"
    return (
        row.customer_id,
        row.case_id,
        row.basis_at.isoformat(),
        day,
        day,
        day,
        day,
        state,
        *settled,
        row.basis_at.isoformat(),
    )
