"""The parts of the round: what stands in each, and when it is ticked off."""

from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from shopcare.domain.money import Fen
from shopcare.domain.payments.till import TillRow
from shopcare.domain.people.customer import Customer
from shopcare.language.catalog import mark
from shopcare.services.reports.day_close import ClosingCall, ClosingCase, DayClose, OwedFee
from shopcare.ui.kit.words.formatting import money_words, near_day_words
from shopcare.ui.kit.words.i18n import ntr, tr


class Part(StrEnum):
    """The parts of the round in their order."""

    NOT_MADE = "not_made"
    TRIED = "tried"
    READY = "ready"
    MISSED = "missed"
    NEXT_DAY = "next_day"
    TILL = "till"
    OWED = "owed"
    NUMBERS = "numbers"
    UNTOUCHED = "untouched"
    DONE = "done"


TO_TICK: Final = tuple(part for part in Part if part is not Part.DONE)
"""The parts that somebody has to look after; what is done is only listed."""
SELDOM: Final = frozenset({Part.TILL, Part.OWED, Part.NUMBERS, Part.UNTOUCHED})
"""Parts that are listed only where something stands in them."""
TO_NOTE: Final = frozenset({Part.TRIED, Part.MISSED, Part.NEXT_DAY}) | SELDOM - {Part.TILL}
"""Parts that are settled when somebody has taken note of them."""

TITLES: Final[Mapping[Part, str]] = {
    Part.NOT_MADE: mark("Calls not made"),
    Part.TRIED: mark("Tried, not reached"),
    Part.READY: mark("Goods ready, not told"),
    Part.MISSED: mark("Answers not given"),
    Part.NEXT_DAY: mark("Answers due next"),
    Part.TILL: mark("Till"),
    Part.OWED: mark("Fees still owed"),
    Part.NUMBERS: mark("Number to be found"),
    Part.UNTOUCHED: mark("Untouched for a week"),
    Part.DONE: mark("Settled calls"),
}
EXPLAINED: Final[Mapping[Part, str]] = {
    Part.NOT_MADE: mark("Say why, or call now. The calls stay due."),
    Part.TRIED: mark("They come up again by themselves on the day that is given."),
    Part.READY: mark("The customer does not know yet that the goods can be collected."),
    Part.MISSED: mark("Promised to the customer for this day or earlier."),
    Part.NEXT_DAY: mark("To be answered by the end of the next open day."),
    Part.TILL: mark("What each person took today; the cash is handed over and counted."),
    Part.OWED: mark("Handed over, but not paid in full. Open the case to settle it."),
    Part.NUMBERS: mark("Every number is marked as wrong, so the customer cannot be called."),
    Part.UNTOUCHED: mark("Open cases with nothing recorded for seven days."),
    Part.DONE: mark("Settled on this day, with the result."),
}
NOTHING: Final[Mapping[Part, str]] = {
    Part.NOT_MADE: mark("Every call that was due has been tried."),
    Part.TRIED: mark("Everybody who was called was reached."),
    Part.READY: mark("Everybody whose goods are ready has been told."),
    Part.MISSED: mark("Every answer was given on time."),
    Part.NEXT_DAY: mark("No answer is due on the next open day."),
    Part.TILL: mark("Nobody took any money."),
    Part.OWED: mark("Nobody owes anything."),
    Part.NUMBERS: mark("Everybody can be called."),
    Part.UNTOUCHED: mark("Every open case was dealt with in the last seven days."),
    Part.DONE: mark("No call was settled on this day."),
}


@dataclass(frozen=True, slots=True)
class Entry:
    """One row of a part: a call, a case, a debt, or a customer without a number."""

    part: Part
    call: ClosingCall | None = None
    case: ClosingCase | None = None
    owed: OwedFee | None = None
    till: TillRow | None = None
    customer: Customer | None = None

    @property
    def key(self) -> Hashable:
        """Tell rows apart."""
        if self.call is not None:
            return ("call", self.call.callback.id)
        if self.owed is not None:
            return ("debt", self.owed.debt.id)
        if self.till is not None:
            return ("till", self.till.staff_id)
        if self.customer is not None:
            return ("customer", self.customer.id)
        assert self.case is not None
        deadline = self.case.deadline
        return ("case", self.case.case.id, deadline.id if deadline else 0)

    @property
    def opens(self) -> tuple[str, int]:
        """Give what a press on the row opens: its kind and its id."""
        if self.call is not None:
            return "callback", self.call.callback.id
        if self.customer is not None:
            return "customer", self.customer.id
        about = self.owed or self.case
        assert about is not None
        return "case", about.case.id


@dataclass(frozen=True, slots=True, kw_only=True)
class PartView:
    """One part as it stands now."""

    part: Part
    entries: tuple[Entry, ...]
    settled: bool
    summary: str
    """A few words below the title."""

    @property
    def open_points(self) -> int:
        """Count what is still to be looked after."""
        if self.settled:
            return 0
        if self.part is Part.TILL:
            return sum(1 for entry in self.entries if entry.till and entry.till.left_fen)
        if self.part is Part.NOT_MADE:
            return sum(1 for entry in self.entries if entry.call and not entry.call.reason)
        return len(self.entries)


def part_views(
    round_: DayClose, noted: Mapping[str, list[str]], today: date
) -> dict[Part, PartView]:
    """Put the round into its parts.

    Args:
        round_: the round over a day.
        noted: part to the keys of the rows that somebody took note of.
        today: the present day, for words such as tomorrow.
    """
    views = {}
    for part, entries in _entries(round_).items():
        settled = _is_settled(part, entries, noted.get(part, []))
        summary = _summary(part, entries, settled, round_, today)
        views[part] = PartView(part=part, entries=entries, settled=settled, summary=summary)
    return views


def asked_for(views: Mapping[Part, PartView]) -> list[Part]:
    """List the parts of a round that are to be looked after."""
    return [part for part in TO_TICK if part not in SELDOM or views[part].entries]


def keys_of(view: PartView) -> list[str]:
    """Name the rows of a part, to be remembered as noted."""
    return [str(entry.key) for entry in view.entries]


def _entries(round_: DayClose) -> dict[Part, tuple[Entry, ...]]:
    calls = {Part.NOT_MADE: round_.not_made, Part.TRIED: round_.tried, Part.DONE: round_.done}
    cases = {
        Part.READY: round_.ready_not_told,
        Part.MISSED: round_.missed,
        Part.NEXT_DAY: round_.due_tomorrow,
        Part.UNTOUCHED: round_.untouched,
    }
    found = {part: tuple(Entry(part, call=one) for one in calls[part]) for part in calls}
    found |= {part: tuple(Entry(part, case=one) for one in cases[part]) for part in cases}
    found[Part.OWED] = tuple(Entry(Part.OWED, owed=one) for one in round_.owed)
    found[Part.TILL] = tuple(Entry(Part.TILL, till=one) for one in round_.till)
    people = (Entry(Part.NUMBERS, customer=one) for one in round_.number_to_find)
    found[Part.NUMBERS] = tuple(people)
    return {part: found[part] for part in Part}


def _is_settled(part: Part, entries: tuple[Entry, ...], noted: list[str]) -> bool:
    if not entries or part is Part.DONE:
        return True
    if part is Part.TILL:
        return all(entry.till is not None and not entry.till.left_fen for entry in entries)
    if part is Part.NOT_MADE:
        return all(entry.call is not None and entry.call.reason for entry in entries)
    return part in TO_NOTE and {str(entry.key) for entry in entries} <= set(noted)


def _summary(
    part: Part, entries: tuple[Entry, ...], settled: bool, round_: DayClose, today: date
) -> str:
    count = len(entries)
    if not count:
        return tr("None yet") if part is Part.DONE else tr("Nothing open")
    match part:
        case Part.DONE:
            words = tr("{n} settled", n=count)
        case Part.TILL:
            left = Fen(sum(abs(entry.till.left_fen) for entry in entries if entry.till))
            still = tr("{amount} to hand over", amount=money_words(left))
            words = tr("all handed over") if settled else still
        case Part.NOT_MADE if settled:
            words = ntr("{n} call, with its reason", "{n} calls, each with its reason", count)
        case Part.NOT_MADE:
            words = tr("{n} of {all} without a reason", n=round_.unexplained, all=count)
        case Part.READY:
            words = ntr("{n} customer to tell", "{n} customers to tell", count)
        case Part.NEXT_DAY:
            day = near_day_words(round_.next_open_on, today)
            words = tr("by {day}: {n}", n=count, day=day)
            words = tr("{what}, noted", what=words) if settled else words
        case _:
            words = tr("{n} noted", n=count) if settled else tr("to take note of: {n}", n=count)
    return words
