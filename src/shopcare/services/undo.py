"""Which steps of an audit log hold, and which were undone (X-9)."""

from collections import Counter
from collections.abc import Iterable
from typing import Final

from shopcare.domain.shop.audit import AuditEntry

_UNDOES: Final = {
    "case.move_taken_back": "case.move",
    "callback.undo_try": "callback.try",
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
