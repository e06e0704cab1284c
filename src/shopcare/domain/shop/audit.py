"""The audit log: what an entry is, what a change changed, what was undone or voided."""

import json
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final, NamedTuple

from shopcare.domain.ids import StaffId

FIRST_SEAL: Final = "0" * 64
UNDO: Final = "undo"
"""Under this name an entry keeps what undoing its action needs; no reader is shown it."""
ROWS: Final = "rows"
"""Under this name an entry keeps the digests of the rows it touched; no reader is shown them."""
ERASED: Final = "erased"
"""Under this name an entry says that its person was erased, and its words with them (L-8)."""
APPROVED: Final = "approved_by"
"""Under this name an entry keeps which manager approved of it on the spot (X-13)."""


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
    """What was said with it, as JSON; on file it is enciphered where it is about a person."""
    person_id: int | None = None
    """The customer whose key it is enciphered with (L-8)."""
    id: int = 0
    """Its number in the log; 0 before it is written."""

    def said(self) -> dict[str, Any]:
        """Give what was said with it as plain values."""
        said = dict(json.loads(self.values))
        said.pop(UNDO, None)
        said.pop(ROWS, None)
        said.pop(APPROVED, None)
        return said

    def approved_by(self) -> StaffId | None:
        """Give the manager who approved of it on the spot (X-13); None: nobody had to."""
        return json.loads(self.values).get(APPROVED) if APPROVED in self.values else None

    def undo(self) -> dict[str, Any]:
        """Give which rows it changed, from what to what; empty where it cannot be undone (X-9)."""
        return dict(json.loads(self.values).get(UNDO, {}))

    @property
    def is_erased(self) -> bool:
        """Say whether nobody can read any more what was said with it."""
        return ERASED in json.loads(self.values)


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
        str(entry.person_id),
    )
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()


@dataclass(frozen=True, slots=True, kw_only=True)
class Voided:
    """When, by whom and why an entry was voided."""

    at: datetime
    by: StaffId
    reason: str


_UNDOES: Final = {
    "customer.undo_merge": "customer.merge",
    "customer.parted": "customer.merged",
    "case.move_taken_back": "case.move",
    "callback.undo_try": "callback.try",
    "callback.undo_set_day": "callback.set_day",
    "callback.undo_void": "callback.void",
    "case.undo_void": "case.void",
    "case.undo_correct_time": "case.correct_time",
    "case.undo_payment": "case.payment",
    "purchase.undo_void": "purchase.void",
    "photo.undo_void": "photo.void",
    "gift.undo_void": "gift.void",
    "prescription.undo_void": "prescription.void",
    "measurement.undo_void": "measurement.void",
    "consent.undo_give": "consent.give",
    "consent.undo_withdraw": "consent.withdraw",
}
"""Which action each kind of undoing is about."""


def without_undone(newest_first: Iterable[AuditEntry]) -> list[AuditEntry]:
    """Leave out each step that was undone, together with its undoing."""
    undone: Counter[tuple[str, int]] = Counter()
    holding = []
    for entry in newest_first:
        step = (entry.action, entry.subject_id)
        if entry.action in _UNDOES:
            undone[_UNDOES[entry.action], entry.subject_id] += 1
        elif undone[step]:
            undone[step] -= 1
        else:
            holding.append(entry)
    return holding


def difference(before: Mapping[str, object], after: Mapping[str, object]) -> dict[str, object]:
    """Give each value that is another one now, as it was and as it is.

    Args:
        before: what was on file; values that ``after`` does not name are left out.
        after: what is written now.
    """
    return {
        name: {"before": before[name], "after": value}
        for name, value in after.items()
        if before[name] != value
    }
