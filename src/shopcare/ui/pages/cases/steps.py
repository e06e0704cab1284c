"""The steps of a case: their words, what each asks for, and their Undo."""

from typing import Final

from shopcare.domain.cases.case import Case, CaseKind, Stage
from shopcare.domain.cases.case_moves import lasting_trace
from shopcare.domain.cases.case_stages import allowed_moves, can_end_without_work, needs
from shopcare.domain.changes import ChangeKind, Changes
from shopcare.language.catalog import mark
from shopcare.services.cases.cases import Moved
from shopcare.services.cases.undo_step import Standing, undo_move
from shopcare.services.shop import Shop
from shopcare.ui.kit.forms.bound_form import Typed
from shopcare.ui.kit.words.i18n import label, tr

PAPER: Final = "paper/"
"""The keys of papers begin with it; the kind of document follows. No form is opened for them."""
_DO: Final = {
    Stage.CONFIRMED: mark("Tell the customer the steps"),
    Stage.DIAGNOSED: mark("Record the diagnosis"),
    Stage.AGREED: mark("Record the customer's consent"),
    Stage.IN_WORK: mark("Start work"),
    Stage.CHECKED: mark("Quality check"),
    Stage.READY: mark("The goods are ready"),
    Stage.HANDED_OVER: mark("Hand over"),
    Stage.CLOSED: mark("Close the case"),
    Stage.CANCELLED: mark("Cancel the case"),
}
"""What the button of a step says."""
_SAVE: Final = {
    Stage.CONFIRMED: mark("The customer was told"),
    Stage.DIAGNOSED: mark("Save the diagnosis"),
    Stage.AGREED: mark("The customer agrees"),
    Stage.CHECKED: mark("Everything is in order"),
    Stage.HANDED_OVER: mark("Handed over"),
}
"""What the button of a step's form says, where it differs from the step's."""
_DO_RETURN: Final = {
    Stage.DIAGNOSED: mark("Inspect the goods"),
    Stage.AGREED: mark("Review and decide"),
    Stage.READY: mark("Settle"),
}
_SAVE_RETURN: Final = {
    Stage.DIAGNOSED: mark("Save the inspection"),
    Stage.AGREED: mark("Save the decision"),
    Stage.READY: mark("Goods or money are ready"),
}
"""The steps that a return has of its own (A-2)."""
_ASKED: Final = {Stage.DIAGNOSED: ("finding", "cause"), Stage.AGREED: ("plan", "how")}
_TRACK: Final = tuple(stage for stage in Stage if stage is not Stage.CANCELLED)
_WORK: Final = frozenset({Stage.IN_WORK, Stage.CHECKED})
_RETURN_TRACK: Final = tuple(stage for stage in _TRACK if stage not in _WORK)
REOPENED_FROM: Final = frozenset({Stage.CLOSED, Stage.HANDED_OVER})
REWORKED_FROM: Final = frozenset({Stage.CHECKED, Stage.READY})
FOUND_AGAIN: Final = frozenset({Stage.AGREED, Stage.IN_WORK})


_DO_AT_HOME: Final = {
    Stage.READY: mark("The work is done"),
    Stage.HANDED_OVER: mark("The customer accepts the work"),
}
_AT_HOME: Final = {Stage.READY: mark("Work done"), Stage.HANDED_OVER: mark("Accepted")}
"""The words for work at the customer's, where no goods are collected."""


def stage_words(stage: Stage, *, at_home: bool) -> str:
    """Name a stage; of work at the customer's in its own words."""
    return tr(_AT_HOME[stage]) if at_home and stage in _AT_HOME else label(stage)


def step_words(case: Case, stage: Stage, *, at_home: bool = False) -> str:
    """Say what a step does, for its button."""
    if at_home and stage in _DO_AT_HOME:
        return tr(_DO_AT_HOME[stage])
    if back := _back_words(case, stage):
        return back
    if case.kind is CaseKind.RETURN and stage in _DO_RETURN:
        return tr(_DO_RETURN[stage])
    if stage is Stage.DIAGNOSED and case.stage in FOUND_AGAIN:
        return tr("Record a new diagnosis")
    return tr(_DO[stage])


def _back_words(case: Case, stage: Stage) -> str:
    """Say what a step does that goes back, or ends what was begun; empty for every other."""
    if stage is Stage.CONFIRMED and case.stage in REOPENED_FROM:
        return tr("Reopen the case")
    if stage is Stage.IN_WORK and case.stage in REWORKED_FROM:
        return tr("Back to work")
    ends = stage is Stage.CLOSED and can_end_without_work(case)
    return tr("Hand back without repair") if ends else ""


def save_words(case: Case, stage: Stage, *, at_home: bool = False) -> str:
    """Say what the button of a step's form does."""
    if at_home and stage in _DO_AT_HOME:
        return tr(_DO_AT_HOME[stage])
    if case.kind is CaseKind.RETURN and stage in _SAVE_RETURN:
        return tr(_SAVE_RETURN[stage])
    if case.stage in REOPENED_FROM or stage not in _SAVE:
        return step_words(case, stage)
    return tr(_SAVE[stage])


def next_step(case: Case) -> Stage | None:
    """Give the ordinary next step; None where a case has come to its end."""
    moves = allowed_moves(case)
    return moves[0] if moves and case.is_open else None


def other_steps(case: Case) -> tuple[Stage, ...]:
    """Give the steps that are seldom taken, in their order."""
    first = next_step(case)
    return tuple(stage for stage in allowed_moves(case) if stage is not first)


def asked(case: Case, stage: Stage) -> tuple[str, ...]:
    """Name what a step asks for; nothing: one press is enough."""
    needed = needs(stage, case)
    if stage is Stage.CONFIRMED and "how" in needed:
        return ("steps", "how")
    if case.kind is not CaseKind.RETURN and stage in _ASKED:
        return _ASKED[stage]
    wants_cause = case.kind is CaseKind.COMPLAINT and case.cause is None
    if stage is Stage.CLOSED and "resolution" in needed:
        return ("cause", "resolution") if wants_cause else ("resolution",)
    if stage is Stage.HANDED_OVER:
        return ("payments", "cause") if wants_cause else ("payments",)
    return needed


def _is_not_worked_on(case: Case) -> bool:
    """Say whether it is a return that nothing is repaired for."""
    review = case.return_request.review if case.return_request is not None else None
    is_repaired = review is not None and review.outcome == "repair"
    return case.kind is CaseKind.RETURN and not is_repaired and case.stage not in _WORK


def track(case: Case, left_from: Stage | None) -> tuple[tuple[Stage, ...], int]:
    """Give the stages of the track and which one is present.

    Args:
        left_from: for a cancelled case, the stage in which it was cancelled.
    """
    way = _RETURN_TRACK if _is_not_worked_on(case) else _TRACK
    if case.stage is not Stage.CANCELLED:
        return way, way.index(case.stage)
    reached = _TRACK[: _TRACK.index(left_from or Stage.RECEIVED) + 1]
    return (*reached, Stage.CANCELLED), len(reached)


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
