"""Members of staff, and who of them may do what."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from shopcare.domain.errors import Refusal
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
    senior: bool = False
    """Assists the others, and stands in for whoever is absent (G-19)."""

    @property
    def is_manager(self) -> bool:
        """Say whether it is somebody in charge who works here now."""
        return self.active and self.role is Role.MANAGER


class Action(StrEnum):
    """What not everybody may do."""

    CHANGE_CALENDAR = "change_calendar"
    """Take a notice over or back, set a day by hand."""
    CONFIRM_CLOCK = "confirm_clock"
    """Say that the PC's date is right when it is in doubt."""
    END_CALLS = "end_calls"
    """End a series of calls without an answer, with a reason (C-13, G-11)."""
    END_COMPLAINT = "end_complaint"
    """Cancel or void a complaint with which the customer is not satisfied yet (G-11)."""
    DECIDE_OTHERWISE = "decide_otherwise"
    """Decide about a return where the policy leaves it to a manager, or does not allow it."""
    DRAW_MANAGERS_PAPER = "draw_managers_paper"
    """See or print a paper that is for managers only."""
    ANSWER_ESCALATION = "answer_escalation"
    """Answer what a clerk could not solve, and promise compensation (G-13)."""
    ASSIGN_UNTRAINED = "assign_untrained"
    """Let somebody do a kind of work without a valid training for it (A-12, A-17)."""
    CHANGE_POLICY = "change_policy"
    """Change what the shop promises and follows up, or withdraw such a change."""
    RESTORE_BACKUP = "restore_backup"
    """Put a backup in the place of everything that is on file."""
    ERASE_PERSON = "erase_person"
    """Erase what is known of a person, or let what is past its period go (L-8)."""
    CHANGE_STAFF = "change_staff"
    """Where PINs are used: add or change staff, and what they and their scripts log in with."""
    CHANGE_SETTINGS = "change_settings"
    """Where PINs are used: change what the shop has set, PINs themselves included."""


ALLOWED: Final[Mapping[Action, frozenset[Role]]] = {
    Action.CHANGE_CALENDAR: frozenset({Role.MANAGER}),
    Action.CONFIRM_CLOCK: frozenset({Role.MANAGER}),
    Action.END_CALLS: frozenset({Role.MANAGER}),
    Action.END_COMPLAINT: frozenset({Role.MANAGER}),
    Action.DECIDE_OTHERWISE: frozenset({Role.MANAGER}),
    Action.DRAW_MANAGERS_PAPER: frozenset({Role.MANAGER}),
    Action.ANSWER_ESCALATION: frozenset({Role.MANAGER}),
    Action.ASSIGN_UNTRAINED: frozenset({Role.MANAGER}),
    Action.CHANGE_POLICY: frozenset({Role.MANAGER}),
    Action.RESTORE_BACKUP: frozenset({Role.MANAGER}),
    Action.ERASE_PERSON: frozenset({Role.MANAGER}),
    Action.CHANGE_STAFF: frozenset({Role.MANAGER}),
    Action.CHANGE_SETTINGS: frozenset({Role.MANAGER}),
}
"""The roles that each action is left to."""


def may(staff: Staff, action: Action) -> bool:
    """Say whether a member of staff may do something."""
    return staff.active and staff.role in ALLOWED[action]


def require(staff: Staff, action: Action) -> None:
    """Refuse what a member of staff may not do.

    Raises:
        Refusal: ``manager_needed``.
    """
    if not may(staff, action):
        raise Refusal("manager_needed")
