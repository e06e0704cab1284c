"""Counting everything that is open again when the calendar changes (X-14)."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime

from shopcare.domain.callback import Callback
from shopcare.domain.deadline import Deadline
from shopcare.domain.due_date import count
from shopcare.domain.ids import CustomerId
from shopcare.domain.settings import Intervals
from shopcare.services import follow_ups
from shopcare.services.calendar import ShopCalendar
from shopcare.services.shop import Shop
from shopcare.storage import callbacks, customers, deadlines

Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class CallMove:
    """An open call that another calendar puts elsewhere."""

    before: Callback
    after: Callback

    @property
    def is_moved(self) -> bool:
        """Say whether its day changes; else only whether it is provisional."""
        return self.before.due_on != self.after.due_on or self.before.due_at != self.after.due_at


@dataclass(frozen=True, slots=True, kw_only=True)
class DeadlineMove:
    """An open deadline that another calendar puts elsewhere."""

    before: Deadline
    rule_on: date
    due_at: datetime
    provisional: bool

    @property
    def is_moved(self) -> bool:
        """Say whether its moment changes; else only whether it is provisional."""
        return self.before.due_at != self.due_at


@dataclass(frozen=True, slots=True, kw_only=True)
class Moves:
    """What a change of the calendar would move."""

    calls: tuple[CallMove, ...]
    deadlines: tuple[DeadlineMove, ...]

    @property
    def moved_calls(self) -> tuple[CallMove, ...]:
        """Leave out those of which only the provisional mark changes."""
        return tuple(move for move in self.calls if move.is_moved)

    @property
    def moved_deadlines(self) -> tuple[DeadlineMove, ...]:
        """Leave out those of which only the provisional mark changes."""
        return tuple(move for move in self.deadlines if move.is_moved)


def moves(shop: Shop, calendar: ShopCalendar, progress: Progress | None = None) -> Moves:
    """Count everything that is open on another calendar and say what changes.

    Dates set by hand never move, and a call that was tried already keeps the day of its retry.

    Args:
        shop: the shop.
        calendar: the calendar that is considered.
        progress: called with calls done and their number; an exception it raises cancels.
    """
    open_calls = [call for call in callbacks.all_open(shop.file) if _may_move(call)]
    hours = customers.all_call_hours(shop.file)
    found = []
    for done, call in enumerate(open_calls, start=1):
        after = _counted(shop, calendar, call, hours.get(call.customer_id, ()))
        if after != call:
            found.append(CallMove(before=call, after=after))
        if progress is not None and done % 500 == 0:
            progress(done, len(open_calls))
    return Moves(calls=tuple(found), deadlines=tuple(_deadline_moves(shop, calendar)))


def store(shop: Shop, changed: Moves) -> None:
    """Write the moves inside a running action."""
    for move in changed.calls:
        callbacks.change(shop.file, move.after)
    for deadline in changed.deadlines:
        deadlines.move(
            shop.file,
            deadline.before.id,
            rule_on=deadline.rule_on,
            due_at=deadline.due_at,
            provisional=deadline.provisional,
        )


def people_to_tell(changed: Moves) -> tuple[CustomerId, ...]:
    """List the customers whose calls move, each once, in the order of their calls."""
    return tuple(dict.fromkeys(move.before.customer_id for move in changed.moved_calls))


def _may_move(call: Callback) -> bool:
    return bool(call.rule) and not call.by_hand and call.attempts == 0


def _counted(shop: Shop, calendar: ShopCalendar, call: Callback, call_hours: Intervals) -> Callback:
    due = follow_ups.count_call(
        shop,
        follow_ups.rule_from_text(call.rule),
        call.basis_at,
        call.clause,
        call_hours,
        planned_on=call.due_on,
        calendar=calendar,
    )
    return replace(
        call,
        rule_on=due.rule_on,
        due_on=due.due_on,
        opens_on=due.opens_on,
        closes_on=due.closes_on,
        due_at=due.due_at,
        provisional=due.provisional,
    )


def _deadline_moves(shop: Shop, calendar: ShopCalendar) -> Iterator[DeadlineMove]:
    for deadline in deadlines.open_up_to(shop.file, None):
        if not deadline.rule or deadline.by_hand:
            continue
        rule = follow_ups.rule_from_text(deadline.rule)
        due = count(
            rule, deadline.basis_at, calendar.work, calendar.windows, clause=deadline.clause
        )
        assert due.due_at is not None
        move = DeadlineMove(
            before=deadline, rule_on=due.rule_on, due_at=due.due_at, provisional=due.provisional
        )
        if move.is_moved or due.provisional != deadline.provisional:
            yield move
