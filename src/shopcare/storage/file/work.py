"""One action, one transaction, one audit entry: all of it or nothing."""

import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, cast

from shopcare.domain.ids import StaffId
from shopcare.domain.shop.audit import APPROVED, AuditEntry
from shopcare.storage.file import audit, touched_rows
from shopcare.storage.file.errors import DATABASE_ERRORS, means_busy, trouble_from
from shopcare.storage.file.note import LastEntry, LastEntryNote

if TYPE_CHECKING:
    from shopcare.storage.file.reading import ShopConnection


class RollbackSignal(Exception):
    """Raised inside an action that turns out to have nothing to save, or was only a trial."""


@dataclass(slots=True)
class Step:
    """What is being done now; the service fills in whom it is about and what was said."""

    action: str
    subject_kind: str
    subject_id: int = 0
    case_id: int | None = None
    values: dict[str, object] = field(default_factory=dict)
    parts: list["Step"] = field(default_factory=list)
    """What else was said in the same action, each with an entry of its own, before this one's."""


class Work:
    """Writes to the shop file. Every write has a member of staff and leaves an audit entry."""

    def __init__(
        self, connection: sqlite3.Connection, path: Path, note: LastEntryNote | None = None
    ) -> None:
        """Take the connection to write to, and the note of what is saved."""
        self._connection = connection
        self._path = path
        self._note = note

    @contextmanager
    def begin(
        self,
        action: str,
        subject_kind: str,
        at: datetime,
        *,
        staff_id: StaffId,
        by_script: bool,
        approved_by: StaffId | None = None,
        first: Callable[[], None] | None = None,
    ) -> Iterator[Step]:
        """Open a transaction; commit with its audit entry, or leave the file as it was.

        ``RollbackSignal`` raised inside ends the action without a word.

        Args:
            action: what is done, for the audit log: ``case.move``.
            subject_kind: what it is done to: ``case``.
            at: now.
            staff_id: who does it.
            by_script: a command does it for them.
            approved_by: the manager who approved of it on the spot.
            first: called inside the transaction before anything else; what it raises ends it.

        Raises:
            Trouble: the disk or the file says no; nothing was saved.
        """
        step = Step(action, subject_kind)
        connection = self._connection
        try:
            touched_rows.watch(connection)
            _begin_writing(connection)
            try:
                if first is not None:
                    first()
                yield step
                last = _append(connection, step, at, staff_id, approved_by, by_script=by_script)
                connection.execute("COMMIT")
                if self._note is not None:
                    self._note.write(last)
            except BaseException:
                if connection.in_transaction:
                    connection.execute("ROLLBACK")
                raise
        except RollbackSignal:
            pass
        except DATABASE_ERRORS as error:
            if trouble := trouble_from(error, self._path):
                raise trouble from error
            raise


def _append(
    connection: sqlite3.Connection,
    step: Step,
    at: datetime,
    staff_id: StaffId,
    approved_by: StaffId | None,
    *,
    by_script: bool,
) -> LastEntry:
    """Write the entries of an action; the last one knows who approved and which rows it touched."""
    if approved_by is not None:
        step.values = {**step.values, APPROVED: approved_by}
    rows = touched_rows.take(connection)
    for part in step.parts:
        audit.append(connection, _entry(part, at, staff_id, by_script=by_script), part.values)
    return audit.append(
        connection, _entry(step, at, staff_id, by_script=by_script), step.values, rows
    )


def _entry(step: Step, at: datetime, staff_id: StaffId, *, by_script: bool) -> AuditEntry:
    return AuditEntry(
        at=at,
        staff_id=staff_id,
        by_script=by_script,
        action=step.action,
        subject_kind=step.subject_kind,
        subject_id=step.subject_id,
        case_id=step.case_id,
        values="",
    )


@contextmanager
def unrecorded(connection: sqlite3.Connection) -> Iterator[None]:
    """Open a transaction for what changes no fact, so that nothing is audited.

    An exception leaves the file as it was.
    """
    _begin_writing(connection)
    try:
        yield
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise


def _begin_writing(connection: sqlite3.Connection) -> None:
    """Open a transaction; wait for whoever writes now.

    SQLite itself looks less and less often, every 100 ms in the end, and would miss the gaps that
    an import leaves for others. It is let give up soon, and begins anew.
    """
    last = time.monotonic() + cast("ShopConnection", connection).wait_seconds
    while True:
        try:
            connection.execute("BEGIN IMMEDIATE")
            return
        except DATABASE_ERRORS as error:
            if not means_busy(error) or time.monotonic() > last:
                raise
