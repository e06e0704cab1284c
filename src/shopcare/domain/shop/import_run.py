"""One bringing in of a list: what was told of it, and what it takes to undo it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from shopcare.domain.ids import ImportId, StaffId

Stood = Mapping[str, Mapping[str, Any]]
"""By customer id, the row and the phones as they were before a list changed them."""
Spans = Mapping[str, tuple[int, int]]
"""By table, the first and the last id of the rows that were made."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportRun:
    """One bringing in of a list."""

    id: ImportId
    at: datetime
    staff_id: StaffId
    kind: str
    file: str
    report: Mapping[str, Any]
    """As it was told: counts, columns, rows that were not taken."""
    made: Spans
    changed: Mapping[str, Any]
    """What stood before in rows that were changed."""
    undone_at: datetime | None
