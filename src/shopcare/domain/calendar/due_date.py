"""Counts when something is due, and says why (dates.md, "Counting")."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from typing import Final

from shopcare.domain.calendar.call_windows import CallWindows, Override, Window
from shopcare.domain.calendar.count_rule import CountKind, CountRule
from shopcare.domain.calendar.counting import DAY, Counting, DueDate, Load
from shopcare.domain.calendar.day_facts import months_after
from shopcare.domain.calendar.explanation import DayStep, Reason, Why
from shopcare.domain.calendar.work_calendar import WorkCalendar

__all__ = [
    "CountKind",
    "CountRule",
    "DayStep",
    "DueDate",
    "Reason",
    "Why",
    "after_pauses",
    "count",
    "retry",
]

_END_OF_DAY: Final = time(23, 59, 59)
_AGAIN: Final = CountRule(kind=CountKind.SAME_DAY)


def _no_load(_: date) -> int:
    return 0


def count(
    rule: CountRule,
    basis: datetime,
    calendar: WorkCalendar,
    windows: CallWindows,
    *,
    clause: str,
    load: Load = _no_load,
    override: Override | None = None,
    not_before: date | None = None,
) -> DueDate:
    """Count when something is due.

    Args:
        rule: how to count.
        basis: the moment of the event, aware.
        calendar: working days and open days.
        windows: the shop's call windows.
        clause: the id of the rule that asks for it.
        load: how many calls are planned on a day already.
        override: the customer's own call hours (C-6).
        not_before: inside a window, no earlier day is proposed while a later one is left.

    Raises:
        Refusal: ``year_out_of_range``, ``calendar_never_open``, ``calendar_never_working``,
            ``no_call_window``.
    """
    calendar.year_facts(basis.year)  # refuses a year beyond the calendar
    basis_at = calendar.local(basis)
    counting = Counting(rule, clause, basis_at, calendar, windows, load, override, not_before)
    return _WAYS[rule.kind](counting)


def after_pauses(
    due: DueDate, calendar: WorkCalendar, pauses: Iterable[tuple[datetime, datetime]]
) -> DueDate:
    """Put a deadline off by the opening hours in which its clock stood still.

    Args:
        due: as it was counted.
        calendar: opening hours.
        pauses: begin and end of each, in the order of time; what lies before the event or begins
            after the deadline ended puts nothing off.
    """
    assert due.due_at is not None
    due_at, waited = due.due_at, 0
    for began_at, ended_at in pauses:
        begin = max(began_at, due.basis_at)
        if begin < min(ended_at, due_at):
            minutes = calendar.open_minutes_between(begin, ended_at)
            due_at = calendar.add_open_minutes(due_at, minutes)
            waited += minutes
    if not waited:
        return due
    step = DayStep(due_at.date(), None, Why(Reason.WAITED, f"{due_at:%H:%M}", waited))
    is_provisional = due.provisional or calendar.is_provisional(due_at.date())
    return replace(
        due,
        due_on=due_at.date(),
        due_at=due_at,
        provisional=is_provisional,
        explanation=(*due.explanation, step),
    )


def retry(
    tried_at: datetime,
    windows: CallWindows,
    *,
    clause: str = "C-13",
    tried_in: Window | None = None,
    override: Override | None = None,
) -> DueDate:
    """Give when a call is due again after a try in vain (C-13)."""
    calendar = windows.calendar
    basis_at = calendar.local(tried_at)
    counting = Counting(_AGAIN, clause, basis_at, calendar, windows, _no_load, override)
    begins = windows.another_window(basis_at, tried_in, override)[0]
    counting.note_way_to(basis_at.date(), begins)
    return counting.due(rule_on=basis_at.date(), due_on=begins.date(), due_at=begins)


def _same_day(c: Counting) -> DueDate:
    begins = c.windows.next_window(c.basis_at, c.override)[0]
    if begins.date() != c.day_zero:
        c.note_way_to(c.day_zero, begins)
    return c.due(rule_on=c.day_zero, due_on=begins.date(), due_at=begins)


def _working_day(c: Counting) -> DueDate:
    rule_on = c.count_working_days(c.rule.n)[-1]
    return c.due(rule_on=rule_on, due_on=c.moved_to_open(rule_on))


def _working_day_window(c: Counting) -> DueDate:
    counted = c.count_working_days(c.rule.last)
    opens_on, target, closes_on = (
        counted[c.rule.first],
        counted[c.rule.target],
        counted[c.rule.last],
    )
    choice = [
        day
        for offset in range((closes_on - opens_on).days + 1)
        if c.calendar.is_open(day := opens_on + timedelta(days=offset))
    ]
    if not choice:
        due_on = c.moved_to_open(closes_on)
        return c.due(rule_on=target, due_on=due_on, opens_on=opens_on, closes_on=due_on)
    ahead = [day for day in choice if c.not_before is None or day >= c.not_before]
    loads = {day: int(c.load(day)) for day in ahead or choice[-1:]}
    due_on = min(loads, key=lambda day: (loads[day], abs((day - target).days), day))
    c.note(due_on, Reason.PROPOSED, number=loads[due_on])
    return c.due(rule_on=target, due_on=due_on, opens_on=opens_on, closes_on=closes_on)


def _hours(c: Counting) -> DueDate:
    # Hours elapse: on a day when the clock is put forward, 24 hours end an hour later by the clock.
    ends_at = c.hours_later(c.rule.n)
    c.note(ends_at.date(), Reason.HOURS_AFTER, number=c.rule.n)
    if not c.rule.within_windows:
        return c.due(rule_on=ends_at.date(), due_on=ends_at.date(), due_at=ends_at)
    begins = c.windows.next_window(ends_at, c.override)[0]
    if begins != ends_at:
        c.note_way_to(ends_at.date(), begins)
    return c.due(rule_on=ends_at.date(), due_on=begins.date(), due_at=begins)


def _hours_before(c: Counting) -> DueDate:
    limit = c.hours_later(-c.rule.n)
    c.note(limit.date(), Reason.HOURS_BEFORE, number=c.rule.n)
    begins, ends = c.windows.window_before(limit, c.override)
    if ends != limit:
        c.note_passed(limit.date(), begins.date(), -DAY)
        c.note_hour(begins.date(), Reason.TO_WINDOW_BEFORE, ends)
    return c.due(
        rule_on=limit.date(), due_on=begins.date(), due_at=begins, latest_at=min(limit, ends)
    )


def _until_working_day(c: Counting) -> DueDate:
    if not c.calendar.opens_on_working_days:
        # A shop of weekends only: no day is both, so the working day moves to the next open one.
        rule_on = c.count_working_days(c.rule.n)[-1]
        due_on = c.moved_to_open(rule_on)
    else:
        rule_on = due_on = c.count_working_open_days(c.rule.n)
    closes_at = c.calendar.closing(due_on)
    assert closes_at is not None
    c.note_hour(due_on, Reason.UNTIL_CLOSING, closes_at)
    return c.due(rule_on=rule_on, due_on=due_on, due_at=closes_at)


def _until_day(c: Counting) -> DueDate:
    """Until the shop closes on that day, or on the last open day before it (L-2).

    Where no open day lies between, the day itself ends it.
    """
    rule_on = c.day_zero + timedelta(days=c.rule.n)
    c.note(rule_on, Reason.DAYS_AFTER, number=c.rule.n)
    due_on = c.calendar.open_day_before(rule_on)
    if due_on <= c.day_zero:
        due_on = rule_on
    if due_on != rule_on:
        c.note_passed(rule_on, due_on, -DAY)
        c.note(due_on, Reason.MOVED_BEFORE)
    closes_at = c.calendar.closing(due_on) or c.calendar.moment(due_on, _END_OF_DAY)
    c.note_hour(due_on, Reason.UNTIL_CLOSING, closes_at)
    return c.due(rule_on=rule_on, due_on=due_on, due_at=closes_at)


def _days(c: Counting) -> DueDate:
    rule_on = c.day_zero + timedelta(days=c.rule.n)
    c.note(rule_on, Reason.DAYS_AFTER, number=c.rule.n)
    return c.due(rule_on=rule_on, due_on=c.moved_to_open(rule_on))


def _months(c: Counting) -> DueDate:
    rule_on = months_after(c.day_zero, c.rule.n)
    c.calendar.year_facts(rule_on.year)  # refuses a year beyond the calendar
    reason = Reason.SHORT_MONTH if rule_on.day < c.day_zero.day else Reason.MONTHS_AFTER
    c.note(rule_on, reason, number=c.rule.n)
    return c.due(rule_on=rule_on, due_on=c.moved_to_open(rule_on))


def _birthday_eve(c: Counting) -> DueDate:
    rule_on = c.day_zero - DAY
    c.note(rule_on, Reason.EVE)
    due_on = c.calendar.open_day_before(rule_on)  # C-4: never after the birthday
    if due_on != rule_on:
        c.note_passed(rule_on, due_on, -DAY)
        c.note(due_on, Reason.MOVED_BEFORE)
    return c.due(rule_on=rule_on, due_on=due_on)


_WAYS: Final[dict[CountKind, Callable[[Counting], DueDate]]] = {
    CountKind.SAME_DAY: _same_day,
    CountKind.WORKING_DAY: _working_day,
    CountKind.WORKING_DAY_WINDOW: _working_day_window,
    CountKind.HOURS: _hours,
    CountKind.HOURS_BEFORE: _hours_before,
    CountKind.UNTIL_WORKING_DAY: _until_working_day,
    CountKind.UNTIL_DAY: _until_day,
    CountKind.DAYS: _days,
    CountKind.MONTHS: _months,
    CountKind.BIRTHDAY_EVE: _birthday_eve,
}
