"""The shop's own changes of its policy."""

import json
import sqlite3
from datetime import datetime
from typing import Any

from shopcare.domain.errors import NotFound
from shopcare.domain.ids import PolicyChangeId, StaffId
from shopcare.domain.policy.clause import Unit
from shopcare.domain.policy.policy_changes import PolicyChange, PolicyChangeDraft
from shopcare.storage.file.reading import read
from shopcare.storage.file.rows import Row, day, insert, moment, moment_from_text, update


def add(
    connection: sqlite3.Connection, draft: PolicyChangeDraft, *, by: StaffId, at: datetime
) -> PolicyChangeId:
    """Write a new change."""
    row = {
        "clause": draft.clause,
        "field": draft.field,
        "value": _value_text(draft),
        "from_on": draft.from_on.isoformat(),
        "made_by": by,
        "made_at": at.isoformat(),
    }
    return PolicyChangeId(insert(connection, "policy_change", row))


def withdraw(
    connection: sqlite3.Connection, change_id: PolicyChangeId, *, by: StaffId, at: datetime
) -> None:
    """Write that a change never comes into force."""
    row = {"withdrawn_at": at.isoformat(), "withdrawn_by": by}
    update(connection, "policy_change", change_id, row)


def get(connection: sqlite3.Connection, change_id: PolicyChangeId) -> PolicyChange:
    """Read one change.

    Raises:
        NotFound: there is no such change.
    """
    rows = connection.execute("SELECT * FROM policy_change WHERE id = ?", (change_id,))
    found = read(connection, "policy_change", rows, _change)
    if not found:
        raise NotFound("policy_change", change_id)
    return found[0]


def every(connection: sqlite3.Connection) -> list[PolicyChange]:
    """List all changes, those that were withdrawn included, in the order of their making."""
    rows = connection.execute("SELECT * FROM policy_change ORDER BY id")
    return read(connection, "policy_change", rows, _change)


def _value_text(draft: PolicyChangeDraft) -> str:
    value: dict[str, object] = {"texts": draft.texts}
    if draft.numbers:
        value = {"numbers": draft.numbers, "unit": draft.unit}
    return json.dumps(value, ensure_ascii=False)


def _value(text: str) -> dict[str, Any]:
    value = json.loads(text)
    texts, numbers, unit = value.get("texts", []), value.get("numbers", []), value.get("unit")
    if not all(isinstance(one, str) for one in texts):
        raise ValueError("texts")
    if not all(type(one) is int and one >= 0 for one in numbers):
        raise ValueError("numbers")
    return {"texts": tuple(texts), "numbers": tuple(numbers), "unit": unit and Unit(unit)}


def _change(row: Row) -> PolicyChange:
    return PolicyChange(
        id=PolicyChangeId(row["id"]),
        clause=row["clause"],
        field=row["field"],
        from_on=day(row["from_on"]),
        made_by=StaffId(row["made_by"]),
        made_at=moment(row["made_at"]),
        withdrawn_at=moment_from_text(row["withdrawn_at"]),
        **_value(row["value"]),
    )
