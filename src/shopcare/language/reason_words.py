"""Why a date is what it is, what moved it, and why no call is planned, as a clerk reads it."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from shopcare.domain.calendar.explanation import DayStep, Reason, Why
from shopcare.domain.calls.callback import MovedBy, MovedDay
from shopcare.domain.policy.policy import Category
from shopcare.domain.purchases.purchase import NoCall
from shopcare.language.catalog import Catalog, mark
from shopcare.language.day_words import day_text, holiday_text

_REASONS: Final[Mapping[Reason, str]] = {
    Reason.DAY_ZERO: mark("the day it happened, not counted"),
    Reason.COUNTED: mark("working day"),
    Reason.MAKE_UP: mark("make-up working day ({name})"),
    Reason.WORKING_BY_HAND: mark("set as a working day by hand ({name})"),
    Reason.WEEKEND: mark("weekend"),
    Reason.HOLIDAY: mark("{name}"),
    Reason.OFF_BY_HAND: mark("set as a non-working day by hand ({name})"),
    Reason.CLOSED: mark("shop closed {name}"),
    Reason.MOVED_TO_OPEN: mark("moved to the next open day"),
    Reason.MOVED_BEFORE: mark("moved to the open day before"),
    Reason.LATE_IN_DAY: mark("after the last call window of the day"),
    Reason.EARLY_IN_DAY: mark("before the first call window of the day"),
    Reason.NO_CALL_WINDOW: mark("open, but no call window that day"),
    Reason.TO_NEXT_WINDOW: mark("moved to the call window at {name}"),
    Reason.TO_WINDOW_BEFORE: mark("moved to the call window that ends at {name}"),
    Reason.HOURS_BEFORE: mark("{number} hours before"),
    Reason.SHORT_MONTH: mark("{number} months after the first date, last day of a shorter month"),
    Reason.EVE: mark("the day before the birthday"),
    Reason.UNTIL_CLOSING: mark("until the shop closes at {name}"),
    Reason.WAITED: mark("until {name}, put off while the customer was waited for"),
    Reason.PROVISIONAL: mark("provisional: the holidays of {number} have not been entered yet"),
}

_OF_A_HOLIDAY: Final = (Reason.HOLIDAY, Reason.MAKE_UP)


def reason_text(words: Catalog, why: Why) -> str:
    """Say what a day did for the count."""
    if counted := _counted(words, why):
        return counted
    name = holiday_text(words, why.name) if why.reason in _OF_A_HOLIDAY else why.name
    text = words.text(_REASONS[why.reason], name=name, number=why.number)
    return text.replace("()", "").replace("（）", "").strip()


def _counted(words: Catalog, why: Why) -> str:
    """Say a reason that counts something, one or many; empty for any other."""
    n = why.number or 0
    match why.reason:
        case Reason.PROPOSED if why.number is None:
            return words.text("proposed inside the window")
        case Reason.PROPOSED:
            return words.count(
                "proposed inside the window, {n} call planned there",
                "proposed inside the window, {n} calls planned there",
                n,
            )
        case Reason.HOURS_AFTER:
            return words.count("{n} hour after", "{n} hours after", n)
        case Reason.DAYS_AFTER:
            return words.count("{n} day after", "{n} days after", n)
        case Reason.MONTHS_AFTER:
            return words.count(
                "{n} month after the first date", "{n} months after the first date", n
            )
        case _:
            return ""


def explanation_text(words: Catalog, steps: Iterable[DayStep]) -> str:
    """Say from when to when a date was counted, then how; skipped days are said together."""
    steps = list(steps)
    parts: list[str] = []
    for run in _runs(steps):
        first, last = run[0], run[-1]
        days = day_text(words, first.day)
        if last.day != first.day:
            days = words.text("{first}–{last}", first=days, last=day_text(words, last.day))
        reason = reason_text(words, first.why)
        if first.counted is not None and last is not first:
            numbers = {"first": first.counted, "last": last.counted}
            reason = words.text("days {first}–{last}: {reason}", **numbers, reason=reason)
        elif first.counted is not None:
            reason = words.text("day {n}: {reason}", n=first.counted, reason=reason)
        parts.append(words.text("{days} {reason}", days=days, reason=reason))
    said = words.text("; ").join(parts)
    if len(steps) < 2 or steps[0].day == steps[-1].day:
        return said
    begun, due = day_text(words, steps[0].day), day_text(words, steps[-1].day)
    lead = words.text("Counted from {first}, it falls on {last}", first=begun, last=due)
    return words.text("{lead}: {steps}", lead=lead, steps=said)


def _runs(steps: Iterable[DayStep]) -> list[list[DayStep]]:
    runs: list[list[DayStep]] = []
    for step in steps:
        last = runs[-1][-1] if runs else None
        same = last is not None and last.why == step.why
        if same and last is not None and (last.counted is None) == (step.counted is None):
            runs[-1].append(step)
        else:
            runs.append([step])
    return runs


def no_call_text(words: Catalog, why: NoCall, starting: Sequence[Category]) -> str:
    """Say that no call starts, why, and which goods start one."""
    match why:
        case NoCall.NOT_HANDED_OVER:
            return words.text("Follow-up calls start when the goods are handed over.")
        case NoCall.NOT_WANTED:
            return words.text("The customer wants no follow-up calls, so none is planned.")
        case NoCall.TOO_LONG_AGO:
            return words.text("That was too long ago for a wearing check, so no call is planned.")
        case NoCall.NOT_FITTED:
            names = words.text(", ").join(words.text(one.label) for one in starting)
            if not names:
                return words.text("No follow-up call starts with this purchase.")
            return words.text("No follow-up call starts: only {categories} start one.",
                              categories=names)  # fmt: skip


_MOVES: Final[Mapping[MovedBy, str]] = {
    MovedBy.TRIED: mark("tried, not reached, due again on {day}"),
    MovedBy.LATER: mark("the customer asked for {day}"),
    MovedBy.BY_HAND: mark("{day} set by hand"),
    MovedBy.CLOSED: mark("the shop is closed then, due on {day}"),
    MovedBy.SLIPPED: mark("the promised date was changed, to be told on {day}"),
    MovedBy.EVE_PASSED: mark("no call window was left before it, due on {day}"),
    MovedBy.AGREED_LATER: mark("the customer agreed to such calls only later, due on {day}"),
}


def move_text(words: Catalog, move: MovedDay) -> str:
    """Say what one move did."""
    day = day_text(words, move.day)
    if move.at is not None:
        day = words.text("{day} {hour}", day=day, hour=f"{move.at:%H:%M}")
    return words.text(_MOVES[move.by], day=day)
