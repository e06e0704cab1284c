"""Who changed what, when: append-only, each entry sealed with the one before."""

import json
from datetime import datetime
from typing import Any, Final, NamedTuple

from shopcare.domain.ids import StaffId

FIRST_SEAL: Final = "0" * 64
UNDO: Final = "undo"
"""Under this name an entry keeps what undoing its action needs; no reader is shown it."""
ROWS: Final = "rows"
"""Under this name an entry keeps the digests of the rows it touched; no reader is shown them."""


class AuditEntry(NamedTuple):
    """One action. The entries of a case are its timeline (G-14)."""

    at: datetime
    """When it was written."""
    staff_id: StaffId
    by_script: bool
    action: str
    """What was done: ``case.open``, ``case.move``, ``callback.try`` …"""
    subject_kind: str
    subject_id: int
    case_id: int | None
    values: str
    """What was said with it, as JSON."""

    def said(self) -> dict[str, Any]:
        """Give what was said with it as plain values."""
        said = dict(json.loads(self.values))
        said.pop(UNDO, None)
        said.pop(ROWS, None)
        return said

    def undo(self) -> dict[str, Any]:
        """Give which rows it changed, from what to what; empty where it cannot be undone (X-9)."""
        return dict(json.loads(self.values).get(UNDO, {}))


def seal(previous: str, entry: AuditEntry) -> str:
    """Compute the seal of an entry from the one before it and everything that it says."""
    import hashlib  # loads OpenSSL, which no start needs

    parts = (
        previous,
        entry.at.isoformat(),
        str(entry.staff_id),
        str(int(entry.by_script)),
        entry.action,
        entry.subject_kind,
        str(entry.subject_id),
        str(entry.case_id),
        entry.values,
    )
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()
