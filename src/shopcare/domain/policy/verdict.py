"""What law and policy allow for a purchased line on a day, why, and what it costs.

A verdict is a pure function of clauses, facts and day. Three answers are possible everywhere: yes,
no, and that it depends on a fact nobody has told; what is unknown is never taken for no.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import partial
from typing import Final

from shopcare.domain.cases.returns import Fault
from shopcare.domain.money import Fen
from shopcare.domain.policy.clause import (
    Axis,
    Basis,
    Clause,
    Effect,
    NextStep,
    Option,
)
from shopcare.domain.policy.conditions import Answer, Found, may_apply, weigh
from shopcare.domain.policy.fees_and_steps import FeeLine, clauses_with, fee_of, next_steps
from shopcare.domain.policy.sale_facts import SaleFacts, check_facts

ROWS: Final = (
    (Option.RETURN, Axis.NO_REASON),
    (Option.RETURN, Axis.QUALITY),
    (Option.EXCHANGE, Axis.NO_REASON),
    (Option.EXCHANGE, Axis.QUALITY),
    (Option.REPLACEMENT, Axis.QUALITY),
    (Option.FREE_REPAIR, Axis.QUALITY),
    (Option.PAID_REPAIR, None),
    (Option.CARE, None),
)
"""What a verdict speaks of, in the order in which it is shown."""


class Why(StrEnum):
    """The reason of one ruling."""

    GRANTED = "granted"
    BARRED = "barred"
    WINDOW_OVER = "window_over"
    CONDITION_FAILS = "condition_fails"
    NO_FAULT = "no_fault"
    NOT_OFFERED = "not_offered"
    DEPENDS = "depends"


@dataclass(frozen=True, slots=True, kw_only=True)
class Ruling:
    """What is said about one option on one axis."""

    option: Option
    axis: Axis | None
    answer: Answer
    basis: Basis | None
    clauses: tuple[str, ...]
    why: Why
    until: date | None = None
    """The last day of the window that grants it, or of the one that is over."""
    depends_on: tuple[str, ...] = ()
    """The facts that would decide it; where it fails, the fact that fails."""
    fee_fen: Fen | None = None
    """None: not allowed, quoted by the shop, or not to be computed yet."""
    fee_lines: tuple[FeeLine, ...] = ()
    steps: tuple[NextStep, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """A fact to ask for, and which options its answer would decide."""

    fact: str
    options: tuple[Option, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """Every option, best axis first, and what is still to ask."""

    rulings: tuple[Ruling, ...]
    ask: tuple[Question, ...]
    facts: SaleFacts
    """What was known."""
    on: date
    about: tuple[Clause, ...]
    """The clauses that may be about these goods, as they were when they counted."""

    @property
    def clauses(self) -> Mapping[str, Clause]:
        """Give the clauses that may be about these goods by their ids."""
        return {clause.id: clause for clause in self.about}


def judge(clauses: Sequence[Clause], facts: SaleFacts, on: date) -> Verdict:
    """Say what is allowed for a purchased line on a day, and why.

    Args:
        clauses: the law's and the shop's, those of the trade included, each in all its versions.
        facts: what is known; None is unknown.
        on: the day of the question.

    Raises:
        Invalid: the facts cannot be, see ``check_facts``.
    """
    check_facts(facts, on)
    about = [clause for clause in clauses if may_apply(clause, facts, on)]
    rulings = [_rule(about, option, axis, facts, on) for option, axis in ROWS]
    order = [option for option, _ in ROWS]
    best = {Answer.YES: 0, Answer.DEPENDS: 1, Answer.NO: 2}
    rulings.sort(key=lambda one: (order.index(one.option), best[one.answer]))
    return Verdict(
        rulings=tuple(rulings),
        ask=tuple(_questions(rulings)),
        facts=facts,
        on=on,
        about=tuple(about),
    )


def _rule(
    clauses: Sequence[Clause], option: Option, axis: Axis | None, facts: SaleFacts, on: date
) -> Ruling:
    """Say what stands about one option: the law first, then what the shop grants and bars."""
    grants = [c for c in clauses_with(clauses, Effect.GRANT, option) if c.axis is axis]
    bars = [c for c in clauses_with(clauses, Effect.BAR, option) if c.axis is axis]
    weighed = [_weigh_grant(grant, bars, facts, on) for grant in grants]
    for answer in (Answer.YES, Answer.DEPENDS):
        for basis in (Basis.LAW, Basis.SHOP):
            for one in weighed:
                if one.found.answer is answer and one.clause.basis is basis:
                    made = _allowed if answer is Answer.YES else _open
                    return made(one, weighed, clauses, option, axis, facts, on)
    return _refused(weighed, bars, option, axis, facts, on)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Weighed:
    """One grant with what the facts say about it."""

    clause: Clause
    found: Found
    barred_by: Clause | None = None


def _weigh_grant(grant: Clause, bars: Sequence[Clause], facts: SaleFacts, on: date) -> _Weighed:
    """Weigh a grant of the law by itself, one of the shop with the shop's bars (L-1)."""
    found = _with_fault(grant, weigh(grant, facts, on), facts)
    if grant.basis is Basis.LAW or found.answer is Answer.NO:
        return _Weighed(clause=grant, found=found)
    for bar in bars:
        barring = weigh(bar, facts, on)
        if barring.answer is Answer.YES:
            no = Found(answer=Answer.NO, until=found.until)
            return _Weighed(clause=grant, found=no, barred_by=bar)
        if barring.answer is Answer.DEPENDS:
            both = tuple(dict.fromkeys(found.facts + barring.facts))
            found = Found(answer=Answer.DEPENDS, facts=both, until=found.until)
    return _Weighed(clause=grant, found=found)


def _with_fault(grant: Clause, found: Found, facts: SaleFacts) -> Found:
    """Ask on the axis of quality for the fault; no other clause need say so."""
    if grant.axis is not Axis.QUALITY or found.answer is Answer.NO:
        return found
    if facts.fault is None:
        asked = tuple(dict.fromkeys(("fault", *found.facts)))
        return Found(answer=Answer.DEPENDS, facts=asked, until=found.until)
    if facts.fault is not Fault.QUALITY:
        return Found(answer=Answer.NO, facts=("fault",), until=found.until)
    return found


def _allowed(
    one: _Weighed,
    weighed: Sequence[_Weighed],
    clauses: Sequence[Clause],
    option: Option,
    axis: Axis | None,
    facts: SaleFacts,
    on: date,
) -> Ruling:
    fee, lines, missing = fee_of(one.clause, facts, on)
    steps, asked, cited = next_steps(one.clause, clauses, option, axis, facts, on)
    same = [w.clause.id for w in weighed if w.found.answer is Answer.YES]
    return Ruling(
        option=option,
        axis=axis,
        answer=Answer.YES,
        basis=one.clause.basis,
        clauses=tuple(dict.fromkeys((one.clause.id, *same, *cited))),
        why=Why.GRANTED,
        until=one.found.until,
        depends_on=tuple(dict.fromkeys((*missing, *asked))),
        fee_fen=fee,
        fee_lines=lines,
        steps=steps,
    )


def _open(
    one: _Weighed,
    weighed: Sequence[_Weighed],
    clauses: Sequence[Clause],
    option: Option,
    axis: Axis | None,
    facts: SaleFacts,
    on: date,
) -> Ruling:
    """Say on which facts it depends: those of every grant that could still allow it."""
    could = [w for w in weighed if w.found.answer is Answer.DEPENDS]
    steps, _asked, cited = next_steps(one.clause, clauses, option, axis, facts, on)
    return Ruling(
        option=option,
        axis=axis,
        answer=Answer.DEPENDS,
        basis=one.clause.basis,
        clauses=tuple(dict.fromkeys((*(w.clause.id for w in could), *cited))),
        why=Why.DEPENDS,
        until=one.found.until,
        depends_on=tuple(dict.fromkeys(fact for w in could for fact in w.found.facts)),
        steps=steps,
    )


def _refused(
    weighed: Sequence[_Weighed],
    bars: Sequence[Clause],
    option: Option,
    axis: Axis | None,
    facts: SaleFacts,
    on: date,
) -> Ruling:
    """Give the reason that helps most: no fault, a bar, a condition, a window that is over."""
    no = partial(Ruling, option=option, axis=axis, answer=Answer.NO, basis=None)
    every = tuple(one.clause.id for one in weighed)
    if axis is Axis.QUALITY and facts.fault in (Fault.NONE, Fault.USE):
        return no(clauses=every, why=Why.NO_FAULT, depends_on=("fault",))
    about = [one for one in weighed if not one.found.is_other_sale]
    barring = [one.barred_by for one in about if one.barred_by is not None]
    if not about:
        barring = [bar for bar in bars if weigh(bar, facts, on).answer is Answer.YES]
    if barring:
        # What was said of these goods comes before what is said of all.
        barring.sort(key=lambda bar: not bar.conditions)
        cited = (*(bar.id for bar in barring), *(() if about else every))
        return no(clauses=tuple(dict.fromkeys(cited)), why=Why.BARRED)
    if failing := next((one for one in about or weighed if one.found.facts), None):
        depends_on = failing.found.facts
        return no(clauses=(failing.clause.id,), why=Why.CONDITION_FAILS, depends_on=depends_on)
    if about:
        # of two that ended together the law speaks for a fault, the shop for no reason
        first = Basis.SHOP if axis is Axis.NO_REASON else Basis.LAW
        over = max(about, key=lambda w: (w.found.until or date.min, w.clause.basis is first))
        return no(clauses=(over.clause.id,), why=Why.WINDOW_OVER, until=over.found.until)
    return no(clauses=tuple(bar.id for bar in bars), why=Why.NOT_OFFERED)


def _questions(rulings: Sequence[Ruling]) -> Iterator[Question]:
    """List what is still to ask, what decides most options first."""
    options: dict[str, list[Option]] = {}
    for ruling in rulings:
        if ruling.answer is Answer.NO:
            continue
        for fact in ruling.depends_on:
            options.setdefault(fact, []).append(ruling.option)
    for fact, deciding in sorted(options.items(), key=lambda one: -len(one[1])):
        yield Question(fact=fact, options=tuple(dict.fromkeys(deciding)))
