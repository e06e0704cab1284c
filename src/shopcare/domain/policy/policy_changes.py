"""The shop's own dated changes of its policy.

A change never rewrites a clause: it begins a new version of it on a day. A case is judged by the
version that was in force on the day that the clause is judged by.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Final

from shopcare.domain.ids import PolicyChangeId, StaffId
from shopcare.domain.policy.clause import Basis, Clause, ClauseCall, Condition, Unit
from shopcare.domain.policy.clause_check import WINDOW_UNITS
from shopcare.domain.policy.policy import Policy
from shopcare.domain.policy.sale_facts import SaleKind
from shopcare.domain.policy.schedule import Trigger

NUMBERS: Final = "numbers."
CHOICES: Final[Mapping[str, tuple[str, ...]]] = {"when.sale_kind": tuple(SaleKind)}
"""Conditions that the shop may set, such as which sales are final (T-3), and their values."""
TEXTS: Final = "texts"
GIFTS: Final = "gifts."
"""Begins the name of a list of gifts; one that is empty says that nothing is given."""
NOT_SERVICES: Final = "calls.not_services"
"""The services after which a clause plans no call (G-21)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PolicyChangeDraft:
    """What the shop wants to be otherwise from a day on."""

    clause: str
    """A clause's id, or a list of texts: ``talking_points.complaint``, ``terms.repair`` …"""
    field: str
    """``numbers.window``, ``when.sale_kind``, ``calls.not_services``, or ``texts``."""
    numbers: tuple[int, ...] = ()
    unit: Unit | None = None
    """Of numbers; None in a draft: the unit stays."""
    texts: tuple[str, ...] = ()
    """The chosen values of a condition, the chosen services, or the lines of a list."""
    from_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class PolicyChange(PolicyChangeDraft):
    """A change on file."""

    id: PolicyChangeId
    made_by: StaffId
    made_at: datetime
    withdrawn_at: datetime | None = None

    def draft(self) -> PolicyChangeDraft:
        """Give what it says, to be made again."""
        return PolicyChangeDraft(
            clause=self.clause,
            field=self.field,
            numbers=self.numbers,
            unit=self.unit,
            texts=self.texts,
            from_on=self.from_on,
        )


def with_changes(
    clauses: Sequence[Clause], changes: Sequence[PolicyChangeDraft]
) -> tuple[Clause, ...]:
    """Give every clause in all its versions, the earliest first.

    Args:
        clauses: of the law and of the shop.
        changes: those that stand, in the order of their making; of one day the last wins.
    """
    if not changes:
        return tuple(clauses)
    ordered = sorted(changes, key=lambda one: one.from_on)
    return tuple(version for clause in clauses for version in _versions(clause, ordered))


def _versions(clause: Clause, changes: Iterable[PolicyChangeDraft]) -> list[Clause]:
    versions = [clause]
    for change in changes:
        if change.clause != clause.id or not is_field(clause, change.field):
            continue
        last = versions[-1]
        first_on = max(change.from_on, clause.in_force_from or change.from_on)
        if last.in_force_from != first_on:
            versions[-1] = replace(last, in_force_until=first_on - timedelta(days=1))
            versions.append(last)
        versions[-1] = replace(changed(last, change), in_force_from=first_on)
    return versions


def fields_of(clause: Clause) -> list[str]:
    """Name what the shop may change in a clause: of the law, nothing."""
    if clause.basis is Basis.LAW:
        return []
    numbers = [f"{NUMBERS}{name}" for name in clause.figures]
    chosen = [f"when.{one.fact}" for one in clause.conditions if one.one_of]
    switched = [NOT_SERVICES] if any(map(_is_after_any_service, clause.calls)) else []
    return [*numbers, *(name for name in chosen if name in CHOICES), *switched]


def _is_after_any_service(call: ClauseCall) -> bool:
    """Say whether a call is planned after every service that is not switched off (G-21)."""
    return call.after is Trigger.WORK_HANDED_OVER and not call.services


def choices_of(policy: Policy, field: str) -> tuple[str, ...]:
    """Give the values from which a field that is no figure may be chosen."""
    if field == NOT_SERVICES:
        return tuple(service.key for service in policy.services)
    return CHOICES[field]


def is_field(clause: Clause, field: str) -> bool:
    """Say whether the shop may change a field of a clause."""
    return field in fields_of(clause)


def units_of(clause: Clause, field: str) -> tuple[Unit, ...]:
    """Give the units that a figure may have: its own, or that of another rule book (A-18)."""
    name = field.removeprefix(NUMBERS)
    figure = clause.figures[name]
    units = [figure.unit, *(other.unit for other in figure.others)]
    if clause.window is not None and clause.window.figure == name:
        units += WINDOW_UNITS
    return tuple(dict.fromkeys(units))


def standing(clause: Clause, field: str, on: date) -> PolicyChangeDraft:
    """Give what stands in a field of a clause, as a change would say it."""
    if field.startswith(NUMBERS):
        figure = clause.figures[field.removeprefix(NUMBERS)]
        return PolicyChangeDraft(
            clause=clause.id, field=field, numbers=figure.values, unit=figure.unit, from_on=on
        )
    if field == NOT_SERVICES:
        chosen = next(call.not_services for call in clause.calls if _is_after_any_service(call))
    else:
        chosen = next(one.one_of for one in clause.conditions if f"when.{one.fact}" == field)
    return PolicyChangeDraft(clause=clause.id, field=field, texts=chosen, from_on=on)


def changed(clause: Clause, change: PolicyChangeDraft) -> Clause:
    """Give a clause as a change has it."""
    if change.field.startswith(NUMBERS):
        name = change.field.removeprefix(NUMBERS)
        figure = clause.figures[name]
        new = replace(figure, values=change.numbers, unit=change.unit or figure.unit)
        return replace(clause, figures={**clause.figures, name: new})
    if change.field == NOT_SERVICES:
        calls = tuple(
            replace(call, not_services=change.texts) if _is_after_any_service(call) else call
            for call in clause.calls
        )
        return replace(clause, calls=calls)
    fact = change.field.partition(".")[2]
    conditions = tuple(
        Condition(fact=fact, one_of=change.texts) if one.fact == fact else one
        for one in clause.conditions
    )
    return replace(clause, conditions=conditions)


def text_lists(policy: Policy) -> dict[str, tuple[str, ...]]:
    """Give the lists of texts that the shop may word itself, by their names."""
    return {
        **{f"talking_points.{key.value}": texts for key, texts in policy.talking_points.items()},
        **{f"steps.{key.value}": texts for key, texts in policy.steps.items()},
        **{f"terms.{key.value}": texts for key, texts in policy.terms.items()},
        **{f"{GIFTS}{key.value}": texts for key, texts in policy.gifts.items()},
        **{f"messages.{key.value}": texts for key, texts in policy.messages.items()},
    }


def worded(policy: Policy, changes: Sequence[PolicyChangeDraft], on: date) -> Policy:
    """Give a policy with the texts that the shop has worded itself, as they are on a day."""
    begun = [one for one in changes if one.field == TEXTS and one.from_on <= on]
    said = {one.clause: one.texts for one in sorted(begun, key=lambda one: one.from_on)}

    def own(table: str, key: StrEnum, texts: tuple[str, ...]) -> tuple[str, ...]:
        return said.get(f"{table}.{key.value}", texts)

    return replace(
        policy,
        talking_points={k: own("talking_points", k, t) for k, t in policy.talking_points.items()},
        steps={k: own("steps", k, t) for k, t in policy.steps.items()},
        terms={k: own("terms", k, t) for k, t in policy.terms.items()},
        gifts={k: own("gifts", k, t) for k, t in policy.gifts.items()},
        messages={k: own("messages", k, t) for k, t in policy.messages.items()},
    )
