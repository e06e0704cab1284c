"""The Undo of a step: the move is taken back, and what was typed for it is there again."""

from typing import Final

from shopcare.domain.case_moves import lasting_trace
from shopcare.domain.changes import Changes
from shopcare.services.cases import Moved
from shopcare.services.shop import Shop
from shopcare.services.taking_back import Standing, take_back_move
from shopcare.ui.cases.parts import Content

TAKEN_BACK: Final = "taken_back"
"""The kind of ``Changes`` after which what was done last is not offered on paper any more."""


class TakingBack:
    """Takes one move back."""

    def __init__(self, before: Standing, after: Standing, form: tuple[str, Content] | None) -> None:
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
        changes = take_back_move(shop, self._before, self._after)
        return changes._replace(kinds=changes.kinds | {TAKEN_BACK})


def taking_back(moved: Moved, form: tuple[str, Content] | None) -> TakingBack | None:
    """Give the Undo of a move; None where it has left a trace that stays (X-9)."""
    before, after = moved.before, moved.after
    if before is None or after is None or lasting_trace(before.case, after.case) is not None:
        return None
    return TakingBack(before, after, form)
