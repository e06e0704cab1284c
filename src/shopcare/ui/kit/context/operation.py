"""What runs on another thread with a shop of its own, and what takes its result back here."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Generic, NamedTuple, Protocol, TypeVar

from PySide6.QtCore import QObject
from shiboken6 import isValid

from shopcare.domain.changes import ChangeKind, Changes
from shopcare.domain.errors import Refusal
from shopcare.domain.people.staff import Staff
from shopcare.services.shop import Shop

T = TypeVar("T")
T_co = TypeVar("T_co", covariant=True)

Operation = Callable[[Shop], T]
"""Gets the other thread's shop and gives its result, a ``T``.

Where the result is ``Changes`` or has them (``HasChanges``), every page that shows such facts
looks again.
"""

Progress = Callable[[int, int], None]
"""Told how far the work is: done, total (0 if it is not known). May raise ``Cancelled``."""


def undoing(operation: Operation[Changes]) -> Operation[Changes]:
    """Make an operation that takes something back also say that it does."""

    def undo(shop: Shop) -> Changes:
        return operation(shop).also(ChangeKind.UNDO)

    return undo


class LongOperation(Protocol[T_co]):
    """An operation that tells how far it is."""

    def __call__(self, shop: Shop, /, *, progress: Progress) -> T_co:
        """Carry it out."""


@dataclass(slots=True, eq=False)
class Call(Generic[T_co]):
    """One run of an operation, together with the slot for its result."""

    operation: Operation[T_co]
    then: Callable[[T_co], None] | None = None
    result: T_co = field(init=False)
    """Set by ``carry_out``."""
    error: Exception | None = None
    """Why there is no result."""

    def carry_out(self, make_shop: Callable[[], Shop]) -> None:
        """Run the operation; called on the other thread. An error is kept, to be told apart."""
        self.error = None
        try:
            self.result = self.operation(make_shop())
        except Exception as error:
            self.error = error

    def give_result(self) -> None:
        """Hand the result to the slot, if the object that the slot belongs to still exists."""
        if self.then is not None and owner_exists(self.then):
            self.then(self.result)


class Approval(NamedTuple):
    """What a manager is asked to approve of on the spot (X-13)."""

    grant: Callable[[Staff], None]
    """Carries it out once more, with the manager who approves of it."""
    refuse: Callable[[], None]
    """Shows the refusal."""


def needs_manager(error: Exception) -> bool:
    """Say whether something was refused only because no manager did it."""
    return isinstance(error, Refusal) and error.code == "manager_needed"


def owner_exists(slot: Callable[..., None]) -> bool:
    """Tell whether Qt still has the object that a slot belongs to."""
    owner = getattr(slot, "__self__", None)
    return not isinstance(owner, QObject) or isValid(owner)
