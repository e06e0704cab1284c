"""What runs on another thread with a shop of its own, and what takes its result back here."""

from collections.abc import Callable
from typing import Generic, Protocol, TypeVar

from PySide6.QtCore import QObject
from shiboken6 import isValid

from shopcare.domain.changes import ChangeKind, Changes, changes_of
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


class Call(Generic[T_co]):
    """One run of an operation, together with the slot for its result."""

    def __init__(
        self, operation: Operation[T_co], then: Callable[[T_co], None] | None = None
    ) -> None:
        self._operation = operation
        self._then = then
        self._result: T_co
        """Set by ``carry_out``."""
        self.error: Exception | None = None
        """Why there is no result."""

    def carry_out(self, make_shop: Callable[[], Shop]) -> None:
        """Run the operation; called on the other thread. An error is kept, to be told apart."""
        try:
            self._result = self._operation(make_shop())
        except Exception as error:
            self.error = error

    def give_result(self) -> None:
        """Hand the result to the slot, if the object that the slot belongs to still exists."""
        if self._then is not None and owner_exists(self._then):
            self._then(self._result)

    def changes(self) -> Changes | None:
        """Give what the operation changed."""
        return changes_of(self._result)


def owner_exists(slot: Callable[..., None]) -> bool:
    """Tell whether Qt still has the object that a slot belongs to."""
    owner = getattr(slot, "__self__", None)
    return not isinstance(owner, QObject) or isValid(owner)
