"""The Undo of a step and of a correction; what was typed for a step is there again."""

from shopcare.domain.cases.case_moves import lasting_trace
from shopcare.domain.changes import ChangeKind, Changes
from shopcare.services.cases import case_facts
from shopcare.services.cases.case_facts import Corrected
from shopcare.services.cases.cases import Moved
from shopcare.services.cases.undo_step import Standing, undo_move
from shopcare.services.shop import Shop
from shopcare.ui.kit.forms.bound_form import Typed


class UndoStep:
    """Takes one move back."""

    def __init__(self, before: Standing, after: Standing, form: tuple[str, Typed] | None) -> None:
        """Hold what is needed.

        Args:
            form: the step's key and what was typed into its form, if it had one.
        """
        self._before = before
        self._after = after
        self.form = form

    @property
    def case_id(self) -> int:
        """Tell whose move it is."""
        return self._after.case.id

    def __call__(self, shop: Shop) -> Changes:
        """Take the move back; carried out on the worker's thread."""
        return undo_move(shop, self._before, self._after).also(ChangeKind.UNDO)


def undo_step(moved: Moved, form: tuple[str, Typed] | None) -> UndoStep | None:
    """Give the Undo of a move; None where it has left a trace that stays (X-9)."""
    before, after = moved.before, moved.after
    if before is None or after is None or lasting_trace(before.case, after.case) is not None:
        return None
    return UndoStep(before, after, form)


class UndoCorrection:
    """The Undo of a correction: another one, which is in the timeline, too."""

    def __init__(self, corrected: Corrected) -> None:
        self._corrected = corrected

    def __call__(self, shop: Shop) -> Changes:
        """Take the correction back; carried out on the worker's thread."""
        done = self._corrected
        changes = case_facts.correct(shop, done.case.id, done.before, shown=done.after).changes
        return changes.also(ChangeKind.UNDO)
