"""What the figures of a clause may be, and what a clause of the shop may not take away."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from shopcare.domain.cases.case import CaseKind
from shopcare.domain.errors import Problem, Value
from shopcare.domain.policy.clause import (
    Axis,
    Basis,
    Charge,
    Clause,
    Effect,
    NextStep,
    Option,
    ShareByAge,
    Unit,
)

MOST: Final[Mapping[Unit, int]] = {
    Unit.DAYS: 3_660,
    Unit.WORKING_DAYS: 3_000,
    Unit.HOURS: 90_000,
    Unit.MINUTES: 1_440,
    Unit.MONTHS: 1_200,
    Unit.YEARS: 100,
    Unit.PERCENT: 100,
    Unit.FEN: 10_000_000_000,
    Unit.SQUARE_METRES: 1_000_000,
    Unit.TIMES: 1_000,
    Unit.POINTS: 5,
}
"""More is a slip of the hand; more than the whole price is none of the shop's (fees)."""
WINDOW_UNITS: Final = (Unit.DAYS, Unit.MONTHS, Unit.YEARS)

_FREE_BY_LAW: Final = frozenset({Option.RETURN, Option.EXCHANGE, Option.FREE_REPAIR})
_NO_TAKING_AWAY: Final = "L-1.no_taking_away"
_NEVER_LONGER: Final = "L-2.never_longer_than"
_HOURS_A_DAY: Final = 24


@dataclass(frozen=True, slots=True, kw_only=True)
class Law:
    """What the law of a country grants whatever a shop says, and phrases that it makes void."""

    clauses: tuple[Clause, ...] = ()
    void_phrases: tuple[str, ...] = ()

    def clause(self, clause_id: str) -> Clause | None:
        """Find a clause of the law by its id."""
        return next((one for one in self.clauses if one.id == clause_id), None)


def number_problem(key: str, value: object, unit: Unit) -> Problem | None:
    """Say what is wrong with a number, if anything."""
    most = MOST[unit]
    if isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= most:
        return None
    values: dict[str, Value] = {"key": key, "value": str(value)[:40], "most": most}
    return Problem(field=key, code="policy_number_wrong", values=values)


def steps_rise(ages: Sequence[int], shares: Sequence[int]) -> bool:
    """Say whether time never gives the customer more: ages rise, and shares never fall."""
    rising = all(a < b for a, b in pairwise(ages))
    never_falling = all(a <= b for a, b in pairwise(shares))
    return len(ages) == len(shares) and rising and never_falling


def against_law(clause: Clause, law: Law) -> list[Problem]:
    """Say where a clause of the shop takes rights away, with the article and what is possible."""
    void = law.clause(_NO_TAKING_AWAY)
    if void is None or clause.basis is Basis.LAW:
        return []
    return [
        *_against_the_fault_axis(clause, void),
        *_shorter_windows(clause, law),
        *_longer_than_allowed(clause, law),
        *_void_phrases(clause, law),
    ]


def void_text_problem(key: str, text: str, law: Law) -> Problem | None:
    """Say whether a text for customers is void, such as "no returns whatsoever" (L-1)."""
    void = law.clause(_NO_TAKING_AWAY)
    found = next((one for one in law.void_phrases if one.casefold() in text.casefold()), None)
    if void is None or found is None:
        return None
    values: dict[str, Value] = {"key": key, "article": void.article, "phrase": found}
    return Problem(field=key, code="policy_phrase_void", values=values)


def _takes(key: str, article: str, possible: str) -> Problem:
    values = {"key": key, "article": article, "possible": possible}
    return Problem(field=key, code="policy_takes_rights", values=values)


def _against_the_fault_axis(clause: Clause, void: Clause) -> Iterator[Problem]:
    """A quality fault is barred by nothing, and costs the customer neither freight nor fee."""
    if clause.effect is Effect.BAR and clause.axis is not Axis.NO_REASON:
        yield _takes(f"{clause.id}.axis", void.article, 'axis = "no_reason"')
    if clause.axis is not Axis.QUALITY:
        return
    if NextStep.CUSTOMER_PAYS_FREIGHT in clause.steps:
        yield _takes(f"{clause.id}.next", void.article, NextStep.SHOP_PAYS_FREIGHT.value)
    if clause.charge is not Charge.NOTHING and _FREE_BY_LAW & set(clause.options):
        yield _takes(f"{clause.id}.fee", void.article, Charge.NOTHING.value)


def _shorter_windows(clause: Clause, law: Law) -> Iterator[Problem]:
    """No window of the shop is shorter than the days that the law gives for the same.

    The law's two years are the end of a claim: a shorter promise stands beside them and takes
    nothing away, since the law's own clause is asked first.
    """
    if clause.effect is not Effect.GRANT or clause.window is None or not clause.window.figure:
        return
    own = clause.figures.get(clause.window.figure)
    if own is None or (own.unit is not Unit.DAYS and own.value > 0):
        return
    for granted in law.clauses:
        if (
            granted.effect is Effect.GRANT
            and granted.axis is clause.axis
            and not granted.conditions
            and set(granted.options) & set(clause.options)
            and granted.window is not None
            and (least := granted.figures[granted.window.figure]).unit is Unit.DAYS
            and own.value < least.value
        ):
            key = f"{clause.id}.numbers.{clause.window.figure}"
            yield Problem(
                field=key,
                code="policy_shorter_than_law",
                values={"key": key, "article": granted.article, "least": least.value},
            )


def _longer_than_allowed(clause: Clause, law: Law) -> Iterator[Problem]:
    """L-2: what the customer is entitled to is never put off for longer."""
    limit = law.clause(_NEVER_LONGER)
    if limit is None or not set(limit.options) & set(clause.options):
        return
    for name in handling_times(clause):
        figure, key = clause.figures[name], f"{clause.id}.numbers.{name}"
        yield from longer_than_law(key, figure.values, figure.unit, law)


def kinds_limited(law: Law) -> frozenset[CaseKind]:
    """Give the kinds of cases that the law gives a longest time (L-2)."""
    limit = law.clause(_NEVER_LONGER)
    deadlines = limit.deadlines if limit is not None else ()
    return frozenset(kind for one in deadlines for kind in one.kinds)


def longer_than_law(key: str, values: Sequence[int], unit: Unit, law: Law) -> Iterator[Problem]:
    """Say where a time is longer than the law's longest (L-2)."""
    limit = law.clause(_NEVER_LONGER)
    if limit is None or not values:
        return
    days = limit.figures["longest"].value
    if max(values) > (allowed := _most_of(unit, days)):
        said: dict[str, Value] = {"key": key, "article": limit.article, "days": days}
        yield Problem(field=key, code="policy_longer_than_law", values=said | {"most": allowed})


def handling_times(clause: Clause) -> list[str]:
    """Name the figures that say how long the shop takes."""
    charge = clause.charge
    used = {clause.window.figure} if clause.window else set()
    used |= {charge.ages, charge.shares} if isinstance(charge, ShareByAge) else set()
    used |= {name for one in clause.conditions for name in (one.at_least, one.above)}
    timed = (Unit.HOURS, Unit.DAYS, Unit.WORKING_DAYS)
    return [
        name
        for name, figure in clause.figures.items()
        if name not in used and figure.unit in timed and clause.basis is Basis.SHOP
    ]


def _most_of(unit: Unit, days: int) -> int:
    """Give the most of a unit that is never longer than some days, in weeks without a holiday."""
    if unit is Unit.HOURS:
        return days * _HOURS_A_DAY
    if unit is Unit.DAYS:
        return days
    return max(n for n in range(days + 1) if n + 2 * -(-n // 5) <= days)


def _void_phrases(clause: Clause, law: Law) -> Iterator[Problem]:
    for language, text in clause.text.items():
        problem = void_text_problem(f"{clause.id}.text.{language}", text, law)
        if problem is not None:
            yield problem
