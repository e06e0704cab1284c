"""Turns the figures of clauses into the rules by which calls and deadlines are counted."""

from collections.abc import Iterable, Iterator
from math import ceil
from typing import Final

from shopcare.domain.calendar.count_rule import CountKind, CountRule
from shopcare.domain.errors import Problem, Value
from shopcare.domain.policy.clause import (
    CallWay,
    Clause,
    ClauseCall,
    ClauseDeadline,
    Figure,
    Option,
    Unit,
)
from shopcare.domain.policy.schedule import DeadlineTerm, FollowUp, Schedule, Trigger

CALL_COUNTS: Final = {
    Unit.HOURS: CountKind.HOURS,
    Unit.DAYS: CountKind.DAYS,
    Unit.WORKING_DAYS: CountKind.WORKING_DAY,
    Unit.MONTHS: CountKind.MONTHS,
}
"""How the day of a call is counted after something, by the unit of its figure."""
DEADLINE_COUNTS: Final = {
    Unit.HOURS: CountKind.HOURS,
    Unit.DAYS: CountKind.UNTIL_DAY,
    Unit.WORKING_DAYS: CountKind.UNTIL_WORKING_DAY,
}
"""How a deadline is counted, by the unit of its figure."""
UNSATISFIED: Final = ("G-11.unsatisfied", "at_most")
NOTICE: Final = ("T-5.guidance", "notice")
UNCOLLECTED: Final = ("G-8.not_collected", "notices")
MOST_NOTICES: Final = 12


def schedule_of(clauses: Iterable[Clause]) -> Schedule:
    """Put together everything that some clauses plan."""
    clauses = tuple(clauses)
    follow_ups: dict[Trigger, tuple[FollowUp, ...]] = {}
    deadlines: dict[Trigger, tuple[DeadlineTerm, ...]] = {}
    promised: dict[str, int] = {}
    for clause in clauses:
        for call in clause.calls:
            made = tuple(_follow_ups(clause, call))
            follow_ups[call.after] = follow_ups.get(call.after, ()) + made
        for deadline in clause.deadlines:
            term = _deadline(clause, deadline)
            deadlines[deadline.after] = (*deadlines.get(deadline.after, ()), term)
        for service, figure in clause.promises.items():
            promised[service] = _working_days(clause.figures[figure])
    return Schedule(
        follow_ups=follow_ups,
        deadlines=deadlines,
        promised_working_days=promised,
        unsatisfied_at_most=_figure(clauses, *UNSATISFIED),
        notice_days=_figure(clauses, *NOTICE),
        uncollected_days=_row(clauses, *UNCOLLECTED),
    )


def _working_days(figure: Figure) -> int:
    """Give a promise in days; another rule book may count it in hours (A-18)."""
    return ceil(figure.value / 24) if figure.unit is Unit.HOURS else figure.value


_RHYTHMS: Final = frozenset({Trigger.KEY_ACCOUNT, Trigger.EYES_MEASURED, Trigger.SUPPLIED})
"""What starts calls that come again and again."""


def plan_problems(clause: Clause) -> Iterator[Problem]:
    """Say which figures of a clause nothing can be planned by: see ``policy_value_wrong``.

    A window may end before it opens, its target lie outside, a rhythm be no time at all, an hour
    that is promised be over at once, and a later notice come before an earlier one.
    """
    yield from _window_problems(clause)
    yield from _notice_problems(clause)
    timed = [call.figure for call in clause.calls if call.after in _RHYTHMS]
    for one in clause.deadlines:
        timed += [one.figure] if clause.figures[one.figure].unit is Unit.HOURS else []
    for name in timed:
        if min(clause.figures[name].values) < 1:
            key = f"{clause.id}.numbers.{name}"
            values: dict[str, Value] = {"key": key, "expected": "1, 2, 3 …"}
            yield Problem(field=key, code="policy_value_wrong", values=values)


def _window_problems(clause: Clause) -> Iterator[Problem]:
    for call in clause.calls:
        if call.way is not CallWay.WINDOW:
            continue
        row = clause.figures[call.figure].values
        target = clause.figures[call.target].value if call.target else row[0]
        if len(row) != 2 or not 1 <= row[0] <= target <= row[1]:
            key = f"{clause.id}.numbers.{call.figure}"
            values: dict[str, Value] = {"key": key, "expected": "[1, 7]"}
            yield Problem(field=key, code="policy_value_wrong", values=values)


def _notice_problems(clause: Clause) -> Iterator[Problem]:
    """Say where the days of notices do not rise from one to the next (X-3)."""
    clause_id, name = UNCOLLECTED
    if clause.id != clause_id or name not in clause.figures:
        return
    days = clause.figures[name].values
    if days[0] < 1 or list(days) != sorted(set(days)) or len(days) > MOST_NOTICES:
        key = f"{clause_id}.numbers.{name}"
        values: dict[str, Value] = {"key": key, "expected": "[7, 15, 30, 60, 90]"}
        yield Problem(field=key, code="policy_value_wrong", values=values)


def _figure(clauses: tuple[Clause, ...], clause_id: str, name: str) -> int:
    return next(iter(_row(clauses, clause_id, name)), 0)


def _row(clauses: tuple[Clause, ...], clause_id: str, name: str) -> tuple[int, ...]:
    """Give the figures of a name, of a clause that the policy may do without."""
    found = (
        one.figures[name].values for one in clauses if one.id == clause_id and name in one.figures
    )
    return next(found, ())


def _follow_ups(clause: Clause, call: ClauseCall) -> Iterator[FollowUp]:
    for rule in _call_rules(clause, call):
        yield FollowUp(
            clause=clause.rule,
            trigger=call.after,
            purpose=call.purpose,
            rule=rule,
            categories=frozenset(call.categories or clause.categories),
            services=frozenset(call.services),
            not_services=frozenset(call.not_services),
            gives_way=call.gives_way,
        )


def _call_rules(clause: Clause, call: ClauseCall) -> Iterator[CountRule]:
    if call.way is CallWay.SAME_DAY:
        yield CountRule(kind=CountKind.SAME_DAY)
        return
    if call.way is CallWay.EVE:
        yield CountRule(kind=CountKind.BIRTHDAY_EVE)
        return
    figure = clause.figures[call.figure]
    if call.way is CallWay.WINDOW:
        first, last = figure.values
        target = clause.figures[call.target].value if call.target else first
        kind = CountKind.WORKING_DAY_WINDOW
        yield CountRule(kind=kind, first=first, last=last, target=target)
    elif call.way is CallWay.BEFORE:
        yield CountRule(kind=CountKind.HOURS_BEFORE, n=figure.value)
    else:
        for n in figure.values:
            yield CountRule(kind=CALL_COUNTS[figure.unit], n=n)


def _deadline(clause: Clause, deadline: ClauseDeadline) -> DeadlineTerm:
    figure = clause.figures[deadline.figure]
    kind = DEADLINE_COUNTS[figure.unit]
    return DeadlineTerm(
        clause=clause.rule,
        trigger=deadline.after,
        kind=deadline.kind,
        rule=CountRule(kind=kind, n=figure.value, within_windows=kind is not CountKind.HOURS),
        kinds=frozenset(deadline.kinds),
        services=frozenset(deadline.services),
        accepted_days=clause.figures[deadline.accepted].value if deadline.accepted else 0,
        shown_after_days=clause.figures[deadline.shown].value if deadline.shown else 0,
        article=clause.article,
        holds_for_paid=not clause.options or Option.PAID_REPAIR in clause.options,
    )
