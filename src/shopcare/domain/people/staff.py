"""Who works in the shop."""

from dataclasses import dataclass
from enum import StrEnum

from shopcare.domain.ids import StaffId


class Role(StrEnum):
    """What somebody may be asked to decide."""

    CLERK = "clerk"
    TECHNICIAN = "technician"
    MANAGER = "manager"


@dataclass(frozen=True, slots=True, kw_only=True)
class Staff:
    """One member of staff."""

    id: StaffId
    initials: str
    name: str
    role: Role
    knowledgeable: bool
    """Routine calls go to somebody who is (C-8)."""
    active: bool = True

    @property
    def is_manager(self) -> bool:
        """Say whether it is somebody in charge who works here now."""
        return self.active and self.role is Role.MANAGER
