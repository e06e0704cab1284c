"""What an operation changed, so that every open page knows whether to look again."""

from enum import StrEnum
from typing import Final, NamedTuple, Protocol, runtime_checkable


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


class Changes(NamedTuple):
    """The kinds of facts that were touched, and the one record that was made or changed."""

    kinds: frozenset[ChangeKind]
    record_id: int | None = None

    @classmethod
    def of(cls, *kinds: ChangeKind, record_id: int | None = None) -> "Changes":
        """Name the touched kinds."""
        return cls(kinds=frozenset(kinds), record_id=record_id)

    def also(self, kind: ChangeKind) -> "Changes":
        """Name one more touched kind."""
        return self._replace(kinds=self.kinds | {kind})


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
