"""When the steps of a case happened, and putting the last one right (G-14)."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Final, NamedTuple

from shopcare.domain.cases.case import Case, Said, Stage
from shopcare.domain.shop.audit import ERASED, AuditEntry

_INTAKE: Final = ("received_at", "acknowledged")
_MOMENTS: Final = {
    Stage.CONFIRMED: ("acknowledged", "reopened_at"),
    Stage.AGREED: ("consent", "acknowledged"),
    Stage.CHECKED: ("checked_at",),
    Stage.READY: ("checked_at",),  # of a return: its points are ticked when it is settled
    Stage.HANDED_OVER: ("handled_at",),
    Stage.CLOSED: ("closed_at", "handled_at"),
    Stage.CANCELLED: ("closed_at",),
}


class StepTaken(NamedTuple):
    """One step that was not taken back."""

    at: datetime
    facts: tuple[str, ...]
    """The facts of the case that say the same moment."""


def steps_taken(case: Case, timeline: Sequence[AuditEntry]) -> list[StepTaken]:
    """List the steps of a case that were not taken back, intake first."""
    # a case that a call opened has no entry of its own for its intake
    steps = [StepTaken(case.received_at, _INTAKE)]
    for entry in timeline:
        said = entry.said()
        if ERASED in said:  # L-8: nothing of it is known any more
            continue
        match entry.action:
            case "case.move":
                steps.append(StepTaken(_moment(said["at"]), _facts(said)))
            case "case.acknowledge":
                steps.append(StepTaken(entry.at, ("acknowledged",)))
            case "case.tell_ready":
                steps.append(StepTaken(entry.at, ("told_ready_at",)))
            case "case.move_taken_back":
                steps.pop()
            case "case.correct_time":
                steps[-1] = steps[-1]._replace(at=_moment(said["to"]))
            case "case.undo_correct_time":
                steps[-1] = steps[-1]._replace(at=_moment(said["from"]))
            case "callback.try" if said.get("reopened"):  # by an unsatisfied answer (G-11)
                at = max(_moment(said["reopened_at"]), steps[-1].at)
                steps.append(StepTaken(at, ("reopened_at",)))
            case "callback.undo_try" if said.get("reopened"):
                steps.pop()
            case _:
                pass
    return steps


def with_step_at(case: Case, step: StepTaken, at: datetime) -> Case:
    """Give the case as if its last step had happened at another moment."""
    told_later = case.last_step_at if case.last_step_at > step.at else at
    changed: dict[str, datetime | Said] = {"last_step_at": max(at, told_later)}
    for name in step.facts:
        fact: Said | datetime | None = getattr(case, name)
        if isinstance(fact, Said) and fact.at == step.at:
            changed[name] = replace(fact, at=at)
        elif fact == step.at:
            changed[name] = at
    if case.return_request is not None:
        from shopcare.domain.cases.return_moves import with_moment

        moved = with_moment(case.return_request, step.at, at)
        case = replace(case, return_request=moved)
    return replace(case, **changed)  # type: ignore[arg-type]  # names and kinds stand above


def _facts(said: dict[str, str]) -> tuple[str, ...]:
    if Stage(said["to"]) is Stage.CLOSED and Stage(said["from"]) is Stage.HANDED_OVER:
        return ("closed_at",)  # it was handled when it was handed over
    return _MOMENTS.get(Stage(said["to"]), ())


def _moment(text: str) -> datetime:
    return datetime.fromisoformat(text)
