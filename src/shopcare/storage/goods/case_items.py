"""The items' table: what belongs to a case beside its product, and where each item lies."""

import sqlite3
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Final

from shopcare.domain.cases.case import Stage
from shopcare.domain.goods.item import Item, ItemDraft
from shopcare.domain.ids import CaseId, StaffId
from shopcare.storage.file.reading import read
from shopcare.storage.file.rows import (
    Row,
    id_list,
    insert,
    json_from_texts,
    marks,
    moment_from_text,
    text_from_moment,
    texts_from_json,
)

_GONE: Final = f"('{Stage.HANDED_OVER.value}', '{Stage.CLOSED.value}')"
_FIRST: Final = ItemDraft(what="")
"""What the first item is stands in its case."""


def add(
    connection: sqlite3.Connection, case_id: CaseId, items: Sequence[ItemDraft], first: int = 2
) -> None:
    """Write more items of a case, from a position on."""
    for position, item in enumerate(items, first):
        insert(connection, "case_item", _row_of(case_id, position, item))


def remove(connection: sqlite3.Connection, case_id: CaseId, position: int) -> None:
    """Take an item off a case."""
    connection.execute(
        "DELETE FROM case_item WHERE case_id = ? AND position = ?", (case_id, position)
    )


def place(
    connection: sqlite3.Connection, case_id: CaseId, position: int, code: str, at: datetime
) -> None:
    """Write where an item lies; no code: nobody knows."""
    _ensure_first(connection, case_id, position)
    connection.execute(
        "UPDATE case_item SET place = ?, placed_at = ? WHERE case_id = ? AND position = ?",
        (code, text_from_moment(at) if code else None, case_id, position),
    )


def hand_over(
    connection: sqlite3.Connection,
    case_id: CaseId,
    position: int,
    at: datetime | None,
    by: StaffId | None,
) -> None:
    """Write that an item went back to the customer; without a moment, that it did not."""
    _ensure_first(connection, case_id, position)
    connection.execute(
        "UPDATE case_item SET handed_over_at = ?, handed_over_by = ? "
        "WHERE case_id = ? AND position = ?",
        (text_from_moment(at), by, case_id, position),
    )


def _ensure_first(connection: sqlite3.Connection, case_id: CaseId, position: int) -> None:
    if position != 1:
        return
    row = _row_of(case_id, position, _FIRST)
    # Not OR IGNORE: that would use up an id that no entry of the log speaks of.
    connection.execute(
        f"INSERT INTO case_item ({', '.join(row)}) SELECT {marks(tuple(row))} "
        "WHERE NOT EXISTS (SELECT 1 FROM case_item WHERE case_id = ? AND position = 1)",
        (*row.values(), case_id),
    )


def of_case(connection: sqlite3.Connection, case_id: CaseId) -> list[Item]:
    """Read the rows of a case, by position."""
    rows = connection.execute(
        "SELECT * FROM case_item WHERE case_id = ? ORDER BY position", (case_id,)
    )
    return read(connection, "case_item", rows, _item)


def of_cases(connection: sqlite3.Connection, case_ids: Iterable[int]) -> dict[CaseId, list[Item]]:
    """Read the rows of some cases, those that have any."""
    rows = connection.execute(
        "SELECT * FROM case_item WHERE case_id IN (SELECT value FROM json_each(?)) "
        "ORDER BY case_id, position",
        (id_list(sorted(case_ids)),),
    ).fetchall()
    found: dict[CaseId, list[Item]] = {}
    for row in rows:
        for item in read(connection, "case_item", [row], _item):
            found.setdefault(CaseId(row["case_id"]), []).append(item)
    return found


def placed(connection: sqlite3.Connection, code: str | None = None) -> list[CaseId]:
    """List the cases with an item at a place, or at any, whose goods are not handed over (X-2)."""
    where, values = ("place = ?", (code,)) if code is not None else ("place <> ''", ())
    rows = connection.execute(
        f"SELECT DISTINCT case_id FROM case_item JOIN service_case ON service_case.id = case_id "
        f"WHERE {where} AND handed_over_at IS NULL AND voided_at IS NULL "
        f"AND stage NOT IN {_GONE} ORDER BY case_id",
        values,
    )
    return [CaseId(row[0]) for row in rows]


def _row_of(case_id: CaseId, position: int, item: ItemDraft) -> dict[str, object]:
    return {
        "case_id": case_id,
        "position": position,
        "what": item.what,
        "quantity": item.quantity,
        "accessories": json_from_texts(item.accessories),
        "condition": item.condition,
    }


def _item(row: Row) -> Item:
    by = row["handed_over_by"]
    return Item(
        position=row["position"],
        what=row["what"],
        quantity=row["quantity"],
        accessories=texts_from_json(row["accessories"]),
        condition=row["condition"],
        place=row["place"],
        placed_at=moment_from_text(row["placed_at"]),
        handed_over_at=moment_from_text(row["handed_over_at"]),
        handed_over_by=StaffId(by) if by is not None else None,
    )
