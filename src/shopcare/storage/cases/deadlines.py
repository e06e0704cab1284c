"""The deadlines' table."""

import sqlite3
from collections.abc import Collection, Sequence
from datetime import date, datetime
from typing import Any, Final

from shopcare.domain.cases.deadline import Deadline, DeadlineKind, DeadlinePlan
from shopcare.domain.ids import CaseId, DeadlineId
from shopcare.storage.file.reading import read
from shopcare.storage.file.rows import (
    Row,
    choices,
    day,
    day_from_text,
    id_list,
    marks,
    moment,
    moment_from_text,
    text_from_day,
    text_from_moment,
)


def add(connection: sqlite3.Connection, case_id: CaseId, plans: Collection[DeadlinePlan]) -> None:
    """Write new deadlines of a case.

    In one statement: for each that fires a trigger SQLite keeps a journal of its own.
    """
    values: list[object] = []
    for plan in plans:
        values += (
            case_id,
            plan.kind.value,
            plan.clause,
            plan.rule,
            text_from_moment(plan.basis_at),
            text_from_day(plan.rule_on),
            text_from_moment(plan.due_at),
            int(plan.provisional),
            int(plan.by_hand),
            text_from_day(plan.shown_from),
        )
    if values:
        rows = ", ".join(["(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0)"] * len(plans))
        connection.execute(
            "INSERT INTO deadline (case_id, kind, clause, rule, basis_at, rule_on, due_at, "
            f"provisional, by_hand, shown_from, dropped) VALUES {rows}",
            values,
        )


def meet(
    connection: sqlite3.Connection, case_id: CaseId, kinds: Sequence[DeadlineKind], at: datetime
) -> None:
    """Write that the open deadlines of some kinds were met; whether in time is kept (X-16)."""
    _settle(connection, case_id, kinds, "met_at = ?", at.isoformat())


def reopen(connection: sqlite3.Connection, case_id: CaseId, kinds: Sequence[DeadlineKind]) -> None:
    """Let met deadlines of some kinds hold again: the work goes on; late stays late (X-16).

    Of several of a kind only the last holds again.
    """
    connection.execute(
        "UPDATE deadline SET met_at = NULL WHERE id IN (SELECT max(id) FROM deadline "
        f"WHERE case_id = ? AND dropped = 0 AND kind IN ({marks(kinds)}) GROUP BY kind)",
        (case_id, *(kind.value for kind in kinds)),
    )


def pause(
    connection: sqlite3.Connection, case_id: CaseId, kinds: Sequence[DeadlineKind], at: datetime
) -> None:
    """Let the clocks of open deadlines stand still; one that was missed by then runs on (X-16)."""
    connection.execute(
        "UPDATE deadline SET paused = 1 WHERE case_id = ? AND met_at IS NULL AND dropped = 0 "
        f"AND unixepoch(due_at) >= unixepoch(?) AND kind IN ({marks(kinds)})",
        (case_id, at.isoformat(), *(kind.value for kind in kinds)),
    )


def drop(
    connection: sqlite3.Connection, case_id: CaseId, kinds: Sequence[DeadlineKind], at: datetime
) -> None:
    """Write that the open deadlines of some kinds no longer hold; late stays late (X-16)."""
    _settle(connection, case_id, kinds, "dropped = 1, met_at = ?", at.isoformat())


def move(
    connection: sqlite3.Connection,
    deadline_id: DeadlineId,
    *,
    rule_on: date,
    due_at: datetime,
    provisional: bool,
) -> None:
    """Write a deadline's new moment after a change of the calendar."""
    connection.execute(
        "UPDATE deadline SET rule_on = ?, due_at = ?, provisional = ? WHERE id = ?",
        (rule_on.isoformat(), due_at.isoformat(), int(provisional), deadline_id),
    )


def count_from(connection: sqlite3.Connection, deadline: Deadline) -> None:
    """Write a deadline whose day 0 was put right."""
    connection.execute(
        "UPDATE deadline SET basis_at = ? WHERE id = ?",
        (deadline.basis_at.isoformat(), deadline.id),
    )
    move(
        connection,
        deadline.id,
        rule_on=deadline.rule_on,
        due_at=deadline.due_at,
        provisional=deadline.provisional,
    )


def put_back(connection: sqlite3.Connection, deadline: Deadline) -> None:
    """Write a deadline as it stood, after a step was taken back."""
    connection.execute(
        "UPDATE deadline SET met_at = ?, dropped = ?, paused = ? WHERE id = ?",
        (
            text_from_moment(deadline.met_at),
            int(deadline.dropped),
            int(deadline.paused),
            deadline.id,
        ),
    )
    count_from(connection, deadline)


def of_case(connection: sqlite3.Connection, case_id: CaseId) -> list[Deadline]:
    """Read a case's deadlines, the earliest first."""
    rows = connection.execute(
        "SELECT * FROM deadline WHERE case_id = ? ORDER BY due_at, id", (case_id,)
    )
    return read(connection, "deadline", rows, from_row)


def of_cases(
    connection: sqlite3.Connection, case_ids: Sequence[int]
) -> dict[CaseId, list[Deadline]]:
    """Read the deadlines of many cases at once, each case's earliest first."""
    rows = connection.execute(
        "SELECT * FROM deadline WHERE case_id IN (SELECT value FROM json_each(?)) "
        "ORDER BY due_at, id",
        (id_list(case_ids),),
    )
    found: dict[CaseId, list[Deadline]] = {}
    for deadline in read(connection, "deadline", rows, from_row):
        found.setdefault(deadline.case_id, []).append(deadline)
    return found


def open_up_to(connection: sqlite3.Connection, until: datetime | None) -> list[Deadline]:
    """Read the open deadlines that run and are due by a moment, or all, also those that stand."""
    where, values = "", list[Any]()
    if until is not None:
        where = "AND paused = 0 AND unixepoch(due_at) <= unixepoch(?)"
        values = [until.isoformat()]
    rows = connection.execute(
        f"SELECT * FROM deadline WHERE met_at IS NULL AND dropped = 0 {where} ORDER BY due_at, id",
        values,
    )
    return read(connection, "deadline", rows, from_row)


def promised_on(connection: sqlite3.Connection, day: date) -> int:
    """Count the cases that are promised for a day and not ready yet."""
    row = connection.execute(
        "SELECT count(*) FROM deadline "
        "WHERE kind = ? AND rule_on = ? AND met_at IS NULL AND dropped = 0",
        (DeadlineKind.PROMISED.value, day.isoformat()),
    ).fetchone()
    return int(row[0])


def _settle(
    connection: sqlite3.Connection,
    case_id: CaseId,
    kinds: Sequence[DeadlineKind],
    change: str,
    at: str,
) -> None:
    if not kinds:
        return
    connection.execute(
        f"UPDATE deadline SET {change} WHERE case_id = ? AND met_at IS NULL AND dropped = 0 "
        f"AND kind IN ({marks(kinds)})",
        (at, case_id, *(kind.value for kind in kinds)),
    )


_KINDS: Final = choices(DeadlineKind)


def from_row(row: Row) -> Deadline:
    """Make a deadline of a row."""
    return Deadline(
        id=row["id"],
        case_id=row["case_id"],
        kind=_KINDS[row["kind"]],
        clause=row["clause"],
        rule=row["rule"],
        basis_at=moment(row["basis_at"]),
        rule_on=day(row["rule_on"]),
        due_at=moment(row["due_at"]),
        provisional=bool(row["provisional"]),
        by_hand=bool(row["by_hand"]),
        shown_from=day_from_text(row["shown_from"]),
        met_at=moment_from_text(row["met_at"]),
        dropped=bool(row["dropped"]),
        paused=bool(row["paused"]),
    )
