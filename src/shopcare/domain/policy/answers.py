"""What the answer to an open question would change in a verdict."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any, Final

from shopcare.domain.cases.returns import Fault
from shopcare.domain.policy.clause import Axis, Option
from shopcare.domain.policy.conditions import Answer
from shopcare.domain.policy.sale_facts import SaleKind
from shopcare.domain.policy.verdict import Verdict, judge
from shopcare.domain.purchases.purchase import SalesChannel

_YES_NO: Final = (True, False)
ANSWERS: Final[Mapping[str, tuple[StrEnum | bool, ...]]] = {
    "sale_kind": tuple(SaleKind),
    "channel": tuple(SalesChannel),
    "fault": tuple(Fault),
    "receipt": _YES_NO,
    "saleable": _YES_NO,
    "laid": _YES_NO,
    "warranty_card": _YES_NO,
    "repairable": _YES_NO,
    "same_fault": _YES_NO,
    "durable": _YES_NO,
}
"""The facts that are chosen from a few answers; days and amounts are simply asked for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Changed:
    """One option that an answer changes."""

    option: Option
    axis: Axis | None
    answer: Answer


@dataclass(frozen=True, slots=True, kw_only=True)
class PossibleAnswer:
    """One answer to a question, and what it would change; nothing where it changes nothing."""

    value: StrEnum | bool
    changes: tuple[Changed, ...]


def possible_answers(verdict: Verdict, fact: str) -> tuple[PossibleAnswer, ...]:
    """Say what each answer to a question would change in a verdict."""
    before = {(one.option, one.axis): one.answer for one in verdict.rulings}
    found = []
    for value in ANSWERS.get(fact, ()):
        answered: dict[str, Any] = {fact: value}
        told = replace(verdict.facts, **answered)
        changes = tuple(
            Changed(option=one.option, axis=one.axis, answer=one.answer)
            for one in judge(verdict.about, told, verdict.on).rulings
            if one.answer is not before[one.option, one.axis]
        )
        found.append(PossibleAnswer(value=value, changes=changes))
    return tuple(found)
