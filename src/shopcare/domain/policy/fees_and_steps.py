"""What comes with an allowed option: its fee, and what the clerk does next."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from shopcare.domain.money import Fen
from shopcare.domain.policy.clause import (
    Axis,
    Charge,
    Clause,
    Effect,
    NextStep,
    Option,
    ShareByAge,
)
from shopcare.domain.policy.conditions import Answer, month_age, weigh
from shopcare.domain.policy.sale_facts import SaleFacts


@dataclass(frozen=True, slots=True, kw_only=True)
class FeeLine:
    """One line of a computed fee."""

    clause: str
    percent: int
    of_fen: Fen
    fen: Fen


def fee_of(
    grant: Clause, facts: SaleFacts, on: date
) -> tuple[Fen | None, tuple[FeeLine, ...], tuple[str, ...]]:
    """Compute what an allowed option costs; also tells which facts are missing for it."""
    charge = grant.charge
    if isinstance(charge, ShareByAge):
        if facts.amount_fen is None:
            return None, (), ("amount_fen",)
        if facts.sold_on is None:
            return None, (), ("sold_on",)
        ages, shares = grant.figures[charge.ages], grant.figures[charge.shares]
        age = month_age(facts.sold_on, on)
        at = next((n for n, most in enumerate(ages.values) if age <= most), len(ages.values) - 1)
        percent = shares.values[at]
        fee = Fen((facts.amount_fen * percent + 50) // 100)  # half a fen is rounded up
        line = FeeLine(clause=grant.id, percent=percent, of_fen=facts.amount_fen, fen=fee)
        return fee, (line,), ()
    return (None if charge is Charge.QUOTE else Fen(0)), (), ()


def next_steps(
    grant: Clause,
    clauses: Sequence[Clause],
    option: Option,
    axis: Axis | None,
    facts: SaleFacts,
    on: date,
) -> tuple[tuple[NextStep, ...], tuple[str, ...], tuple[str, ...]]:
    """Collect what to do next, which facts would change it, and the clauses that say so."""
    steps, asked, cited = list(grant.steps), list[str](), list[str]()
    for clause in clauses_with(clauses, Effect.STEP, option):
        if clause.axis not in (None, axis):
            continue
        found = weigh(clause, facts, on)
        if found.answer is Answer.YES:
            steps += clause.steps
            cited.append(clause.id)
        elif found.answer is Answer.DEPENDS:
            asked += found.facts
        elif clause.otherwise:
            steps += clause.otherwise
            cited.append(clause.id)
    return tuple(dict.fromkeys(steps)), tuple(dict.fromkeys(asked)), tuple(cited)


def clauses_with(clauses: Sequence[Clause], effect: Effect, option: Option) -> Iterator[Clause]:
    """Give the clauses that have an effect on an option."""
    return (c for c in clauses if c.effect is effect and option in c.options)
