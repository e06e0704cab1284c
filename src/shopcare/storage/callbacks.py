"""The table of calls that are due."""

import json
import sqlite3
from collections.abc import Iterable, Sequence
from contextlib import suppress
from datetime import date
from functools import lru_cache
from typing import Final

from shopcare.domain.calls.callback import (
    Callback,
    CallbackPlan,
    CallbackState,
    CallResult,
    MovedBy,
    MovedDay,
    Purpose,
)
from shopcare.domain.ids import CallbackId, CaseId, CustomerId, PurchaseId, StaffId
from shopcare.storage.file.reading import UNREADABLE, absent, read
from shopcare.storage.file.rows import (
    Row,
    choices,
    id_list,
    insert,
    moment,
    moment_from_text,
    row_from_voided,
    text_from_day,
    text_from_moment,
    update,
    voided_from_row,
)
from shopcare.storage.file.rows import (
    day as day_of,
)


def add(connection: sqlite3.Connection, plan: CallbackPlan) -> CallbackId:
    """Write a new call."""
    row = {
        "customer_id": plan.customer_id,
        "case_id": plan.case_id,
        "purchase_id": plan.purchase_id,
        "purpose": plan.purpose.value,
        "clause": plan.clause,
        "rule": plan.rule,
        "basis_at": text_from_moment(plan.basis_at),
        "by_hand": int(plan.by_hand),
        "assignee_id": plan.assignee_id,
        "reason": plan.reason,
        "state": CallbackState.OPEN.value,
        "attempts": 0,
        "needs_decision": 0,
        "planned_at": text_from_moment(plan.planned_at),
        "moves": _moves_text(plan.moves),
        **_when(plan),
    }
    return CallbackId(insert(connection, "callback", row))


def change(connection: sqlite3.Connection, callback: Callback) -> None:
    """Write a changed call: its days, its state, who makes it."""
    settled = callback.settled_at
    row = {
        "assignee_id": callback.assignee_id,
        "by_hand": int(callback.by_hand),
        "state": callback.state.value,
        "attempts": callback.attempts,
        "needs_decision": int(callback.needs_decision),
        "settled_at": text_from_moment(settled),
        "settled_on": text_from_day(settled.date() if settled else None),
        "result": callback.result.value if callback.result else None,
        "moves": _moves_text(callback.moves),
        **row_from_voided(callback.voided),
        **_when(callback),
    }
    update(connection, "callback", callback.id, row)


def replan(connection: sqlite3.Connection, callback: Callback) -> None:
    """Write a call whose day 0 was put right."""
    basis_at = text_from_moment(callback.basis_at)
    update(connection, "callback", callback.id, {"basis_at": basis_at})
    change(connection, callback)


def move_many(connection: sqlite3.Connection, callbacks: Iterable[Callback]) -> None:
    """Write when calls are due after they were counted again; nothing else of them changes."""
    connection.executemany(
        "UPDATE callback SET rule_on = ?, due_on = ?, opens_on = ?, closes_on = ?, due_at = ?, "
        "provisional = ?, moves = ? WHERE id = ?",
        (
            (*_when(callback).values(), _moves_text(callback.moves), callback.id)
            for callback in callbacks
        ),
    )


def get(connection: sqlite3.Connection, callback_id: CallbackId) -> Callback:
    """Read one call.

    Raises:
        NotFound: there is no such call.
    """
    found = _where(connection, "id = ?", callback_id)
    if not found:
        raise absent(connection, "callback", callback_id, "callback")
    return found[0]


def many(connection: sqlite3.Connection, ids: Sequence[int]) -> list[Callback]:
    """Read calls in the order of their ids as given."""
    rows = connection.execute(
        "SELECT * FROM callback WHERE id IN (SELECT value FROM json_each(?))", (id_list(ids),)
    )
    by_id = {call.id: call for call in _read(connection, rows)}
    return [by_id[CallbackId(i)] for i in ids if i in by_id]


def due_up_to(connection: sqlite3.Connection, day: date) -> list[Callback]:
    """Read the open calls that are due up to a day."""
    rows = connection.execute(
        "SELECT * FROM callback WHERE state = 'open' AND due_on <= ? ORDER BY due_on, id",
        (day.isoformat(),),
    )
    return _read(connection, rows)


def could_be_made(connection: sqlite3.Connection, day: date) -> list[Callback]:
    """Read the open calls whose window is open but which are proposed for a later day."""
    rows = connection.execute(
        "SELECT * FROM callback WHERE state = 'open' AND due_on > ? AND opens_on <= ? "
        "ORDER BY due_on, id",
        (day.isoformat(), day.isoformat()),
    )
    return _read(connection, rows)


def settled_on(connection: sqlite3.Connection, day: date) -> list[Callback]:
    """Read the calls that were settled on a day, in the order in which that happened."""
    rows = connection.execute(
        "SELECT * FROM callback WHERE state = 'done' AND settled_on = ? ORDER BY settled_at, id",
        (day.isoformat(),),
    )
    return _read(connection, rows)


def settled_after(connection: sqlite3.Connection, day: date) -> list[Callback]:
    """Read the calls that were due up to a day and were settled only after it."""
    rows = connection.execute(
        "SELECT * FROM callback WHERE state = 'done' AND settled_on > ? AND due_on <= ? "
        "ORDER BY due_on, id",
        (day.isoformat(), day.isoformat()),
    )
    return _read(connection, rows)


def planned_on(connection: sqlite3.Connection, day: date) -> int:
    """Count the open calls planned for a day, so that no day drowns."""
    row = connection.execute(
        "SELECT count(*) FROM callback WHERE state = 'open' AND due_on = ?", (day.isoformat(),)
    ).fetchone()
    return int(row[0])


def planned_by_person(connection: sqlite3.Connection, day: date) -> dict[StaffId, int]:
    """Count the open calls planned for a day for each person."""
    rows = connection.execute(
        "SELECT assignee_id, count(*) FROM callback WHERE state = 'open' AND due_on = ? "
        "AND assignee_id IS NOT NULL GROUP BY assignee_id",
        (day.isoformat(),),
    )
    return {StaffId(row[0]): row[1] for row in rows}


def planned_between(connection: sqlite3.Connection, first: date, last: date) -> dict[date, int]:
    """Count the open calls planned for each day from one to another; none for a free day."""
    rows = connection.execute(
        "SELECT due_on, count(*) FROM callback WHERE state = 'open' AND due_on BETWEEN ? AND ? "
        "GROUP BY due_on",
        (first.isoformat(), last.isoformat()),
    )
    counts: dict[date, int] = {}
    for text, count in rows:
        with suppress(*UNREADABLE):  # counted nowhere; the call itself is named where it is listed
            counts[day_of(text)] = int(count)
    return counts


def open_of_customer(connection: sqlite3.Connection, customer_id: CustomerId) -> list[Callback]:
    """Read a customer's open calls."""
    return _where(connection, "customer_id = ? AND state = 'open'", customer_id)


def waiting_of_customer(connection: sqlite3.Connection, customer_id: CustomerId) -> list[Callback]:
    """Read a customer's calls that are open or paused."""
    return _where(connection, "customer_id = ? AND state IN ('open', 'paused')", customer_id)


def of_customer(connection: sqlite3.Connection, customer_id: CustomerId) -> list[Callback]:
    """Read a customer's calls."""
    return _where(connection, "customer_id = ?", customer_id)


_OF_CASE = "customer_id = (SELECT customer_id FROM service_case WHERE id = ?) AND case_id = ?"
"""Through the customer's index; an index of its own would be one more page for each save."""


def of_case(connection: sqlite3.Connection, case_id: CaseId) -> list[Callback]:
    """Read a case's calls."""
    return _where(connection, _OF_CASE, case_id, case_id)


def of_purchase(connection: sqlite3.Connection, purchase_id: PurchaseId) -> list[Callback]:
    """Read a receipt's calls."""
    return _where(connection, "purchase_id = ?", purchase_id)


def all_waiting(connection: sqlite3.Connection) -> Iterable[Callback]:
    """Read every call that is open or paused, one by one."""
    for row in connection.execute(
        "SELECT * FROM callback WHERE state IN ('open', 'paused') ORDER BY id"
    ):
        yield from _read(connection, [row])


def all_ids(connection: sqlite3.Connection) -> list[int]:
    """List the ids of all calls, the oldest first."""
    return [row[0] for row in connection.execute("SELECT id FROM callback ORDER BY id")]


def _read(connection: sqlite3.Connection, rows: Iterable[sqlite3.Row]) -> list[Callback]:
    return read(connection, "callback", rows, from_row)


def _where(connection: sqlite3.Connection, condition: str, *values: int) -> list[Callback]:
    rows = connection.execute(
        f"SELECT * FROM callback WHERE {condition} ORDER BY due_on, id", values
    )
    return read(connection, "callback", rows, from_row)


def _when(plan: CallbackPlan) -> dict[str, object]:
    return {
        "rule_on": text_from_day(plan.rule_on),
        "due_on": text_from_day(plan.due_on),
        "opens_on": text_from_day(plan.opens_on),
        "closes_on": text_from_day(plan.closes_on),
        "due_at": text_from_moment(plan.due_at),
        "provisional": int(plan.provisional),
    }


_PURPOSES: Final = choices(Purpose)
_STATES: Final = choices(CallbackState)
_RESULTS: Final = choices(CallResult)


def from_row(row: Row) -> Callback:
    """Make a call of a row."""
    due_at, settled_at = row["due_at"], row["settled_at"]
    return Callback(
        id=row["id"],
        customer_id=row["customer_id"],
        case_id=row["case_id"],
        purchase_id=row["purchase_id"],
        purpose=_PURPOSES[row["purpose"]],
        clause=row["clause"],
        rule=row["rule"],
        basis_at=moment(row["basis_at"]),
        rule_on=day_of(row["rule_on"]),
        due_on=day_of(row["due_on"]),
        opens_on=day_of(row["opens_on"]),
        closes_on=day_of(row["closes_on"]),
        due_at=moment(due_at) if due_at else None,
        provisional=row["provisional"] == 1,
        by_hand=row["by_hand"] == 1,
        assignee_id=row["assignee_id"],
        reason=row["reason"],
        state=_STATES[row["state"]],
        attempts=row["attempts"],
        needs_decision=row["needs_decision"] == 1,
        settled_at=moment(settled_at) if settled_at else None,
        result=_RESULTS[row["result"]] if row["result"] else None,
        planned_at=moment(row["planned_at"]),
        moves=_moves(row["moves"]) if row["moves"] != "[]" else (),
        voided=voided_from_row(row) if row["voided_at"] else None,
    )


def _moves_text(moves: Sequence[MovedDay]) -> str:
    if not moves:  # most calls
        return "[]"
    return json.dumps(
        [
            [
                move.by.value,
                move.before.isoformat(),
                move.day.isoformat(),
                text_from_moment(move.at),
            ]
            for move in moves
        ]
    )


@lru_cache(1024)  # a day's calls were mostly moved alike, and are read again after each action
def _moves(text: str) -> tuple[MovedDay, ...]:
    return tuple(
        MovedDay(MovedBy(by), day_of(before), day_of(day), moment_from_text(at))
        for by, before, day, at in json.loads(text)
    )
