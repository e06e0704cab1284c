"""What an operation changed, so that every open page knows whether to look again."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final, Protocol, runtime_checkable


class ChangeKind(StrEnum):
    """A kind of facts that pages show."""

    CUSTOMER = "customer"
    PURCHASE = "purchase"
    CASE = "case"
    CALLBACK = "callback"
    SETTINGS = "settings"
    CALENDAR = "calendar"
    CLOCK = "clock"
    DAY_CLOSE = "day_close"
    INTAKE_DRAFT = "intake_draft"
    """The form of Intake was put back into the shop file and is to be filled anew."""
    RESTORED = "restored"
    """Another content of the whole shop file: nothing that was read before is true any more."""
    ERASED = "erased"
    """Somebody was erased: what was half typed about them may not be kept again (L-8)."""
    UNDO = "undo"
    """Something was taken back: what was done last is not offered on paper any more."""


CASES_AND_CALLS: Final = frozenset(
    {
        ChangeKind.CASE,
        ChangeKind.CALLBACK,
        ChangeKind.CUSTOMER,
        ChangeKind.CALENDAR,
        ChangeKind.SETTINGS,
    }
)
"""What a list of cases or of calls is made of: names, days, who handles them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Changes:
    """The kinds of facts that were touched, and the one record that was made or changed."""

    kinds: frozenset[ChangeKind]
    record_id: int | None
    is_all: bool = False
    """Nothing was touched beside the record."""

    @classmethod
    def of(cls, *kinds: ChangeKind, record_id: int | None = None) -> "Changes":
        """Name the touched kinds."""
        return cls(kinds=frozenset(kinds), record_id=record_id)

    @classmethod
    def only(cls, kind: ChangeKind, record_id: int) -> "Changes":
        """Name the one record beside which nothing was touched."""
        return cls(kinds=frozenset((kind,)), record_id=record_id, is_all=True)

    def also(self, *kinds: ChangeKind) -> "Changes":
        """Name more touched kinds."""
        return Changes(kinds=self.kinds.union(kinds), record_id=self.record_id)

    def touches(self, *kinds: ChangeKind) -> bool:
        """Say whether facts of one of these kinds were touched."""
        return not self.kinds.isdisjoint(kinds)

    def only_record(self, kind: ChangeKind) -> int | None:
        """Give the record of a kind beside which nothing was touched; None where more was."""
        return self.record_id if self.is_all and kind in self.kinds else None


@runtime_checkable
class HasChanges(Protocol):
    """The result of an operation that tells more than what it changed."""

    @property
    def changes(self) -> Changes:
        """What the operation changed."""


def changes_of(result: object) -> Changes | None:
    """Give what an operation changed; None where its result is only something that was read."""
    if isinstance(result, Changes):
        return result
    return result.changes if isinstance(result, HasChanges) else None
