"""The table of notices about goods that are not collected (X-3)."""

import sqlite3
from collections.abc import Iterable
from datetime import datetime

from shopcare.domain.cases.case import Stage
from shopcare.domain.goods.uncollected import Notice, SentBy
from shopcare.domain.ids import CaseId, NoticeId, StaffId
from shopcare.storage.file.reading import read
from shopcare.storage.file.rows import Row, id_list, insert, moment


def add(
    connection: sqlite3.Connection,
    case_id: CaseId,
    step: int,
    how: SentBy,
    *,
    by: StaffId,
    at: datetime,
) -> NoticeId:
    """Write that a notice was sent."""
    row = {
        "case_id": case_id,
        "step": step,
        "sent_at": at.isoformat(),
        "sent_by": by,
        "how": how.value,
    }
    return NoticeId(insert(connection, "uncollected_notice", row))


def undo(connection: sqlite3.Connection, notice_id: NoticeId) -> None:
    """Write that a notice was recorded by mistake."""
    connection.execute("UPDATE uncollected_notice SET undone = 1 WHERE id = ?", (notice_id,))


def of_cases(connection: sqlite3.Connection, case_ids: Iterable[int]) -> list[Notice]:
    """Read the notices of some cases, the oldest first."""
    rows = connection.execute(
        "SELECT * FROM uncollected_notice WHERE undone = 0 "
        "AND case_id IN (SELECT value FROM json_each(?)) ORDER BY id",
        (id_list(sorted(case_ids)),),
    )
    return read(connection, "uncollected_notice", rows, _notice)


def told_before(connection: sqlite3.Connection, moment: datetime) -> list[CaseId]:
    """List the cases whose goods wait since before a moment, the longest first."""
    rows = connection.execute(
        "SELECT id FROM service_case WHERE stage = ? AND voided_at IS NULL "
        "AND unixepoch(told_ready_at) < unixepoch(?) ORDER BY unixepoch(told_ready_at), id",
        (Stage.READY.value, moment.isoformat()),
    )
    return [CaseId(row[0]) for row in rows]


def _notice(row: Row) -> Notice:
    return Notice(
        id=NoticeId(row["id"]),
        case_id=CaseId(row["case_id"]),
        step=row["step"],
        sent_at=moment(row["sent_at"]),
        sent_by=StaffId(row["sent_by"]),
        how=SentBy(row["how"]),
    )
