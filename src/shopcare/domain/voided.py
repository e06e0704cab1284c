"""An entry made by mistake: out of every count, still readable (W-8)."""

from dataclasses import dataclass
from datetime import datetime

from shopcare.domain.ids import StaffId


@dataclass(frozen=True, slots=True, kw_only=True)
class Voided:
    """When, by whom and why an entry was voided."""

    at: datetime
    by: StaffId
    reason: str
