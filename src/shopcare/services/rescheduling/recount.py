"""Counting everything that is open again when the calendar changes (X-14)."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import lru_cache

from shopcare.domain.calendar.count_rule import CountKind, CountRule
from shopcare.domain.calendar.due_date import DueDate, count
from shopcare.domain.calls.call_try import (
    chosen_again,
    chosen_day,
    is_promise_call,
    promise_call,
)
from shopcare.domain.calls.callback import WAITING, Callback, CallbackState
from shopcare.domain.cases.deadline import Deadline
from shopcare.domain.ids import CallbackId
from shopcare.domain.shop.settings import Intervals
from shopcare.services.calendar.calendar import ShopCalendar
from shopcare.services.follow_ups import case_deadlines, follow_ups
from shopcare.services.shop import Shop
from shopcare.storage import callbacks, customer_lists
from shopcare.storage.cases import cases, deadlines

Progress = Callable[[int, int], None]

_TELL_EVERY = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class CallMove:
    """A call that waits and that another calendar puts elsewhere."""

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

    calls: tuple[CallMove, ...] = ()
    deadlines: tuple[DeadlineMove, ...] = ()
    closed_promises: tuple[Deadline, ...] = ()
    """Days that were promised by hand and on which the shop would now be closed: they stay, and
    the customer has to be told."""

    @property
    def moved_calls(self) -> tuple[CallMove, ...]:
        """Leave out those of which only the provisional mark changes, and paused ones."""
        return tuple(
            move for move in self.calls if move.is_moved and move.before.state is CallbackState.OPEN
        )

    @property
    def moved_deadlines(self) -> tuple[DeadlineMove, ...]:
        """Leave out those of which only the provisional mark changes."""
        return tuple(move for move in self.deadlines if move.is_moved)

    @property
    def is_empty(self) -> bool:
        """Say whether nobody has to be told anything."""
        return not (self.moved_calls or self.moved_deadlines or self.closed_promises)


def moves(
    shop: Shop,
    calendar: ShopCalendar,
    progress: Progress | None = None,
    *,
    before: ShopCalendar,
    proposed: Mapping[CallbackId, date] | None = None,
) -> Moves:
    """Count everything that is open on another calendar and say what changes.

    A day set by hand stays what was set; only where the shop is closed on it, another is due. A
    call that was tried already keeps the day of its retry.

    Args:
        shop: the shop.
        calendar: the calendar that is considered.
        progress: called with calls done and their number; an exception it raises cancels.
        before: the calendar that counts until now.
        proposed: days inside their windows that some calls go back to where they can, when a
            change is taken back.
    """
    every = list(callbacks.all_waiting(shop.file))
    again = _Again(shop, calendar, every, proposed or {})
    open_calls = [call for call in every if _may_move(call)]
    found = []
    for done, call in enumerate(open_calls, start=1):
        after = again.counted(call)
        if after != call:
            found.append(CallMove(before=call, after=after))
        if progress is not None and (done % _TELL_EVERY == 0 or done == len(open_calls)):
            progress(done, len(open_calls))
    still_open = deadlines.open_up_to(shop.file, None)
    return Moves(
        calls=tuple(found),
        deadlines=tuple(_deadline_moves(shop, still_open, calendar)),
        closed_promises=tuple(_closed_promises(still_open, calendar, before)),
    )


def count_again(shop: Shop, calls: Sequence[Callback], found: Sequence[Deadline]) -> None:
    """Put what an undoing brought back where the calendar has it now, inside a running action.

    Args:
        shop: the shop.
        calls: as they stood before; those that do not wait are left alone.
        found: deadlines as they stood before; those that are met are left alone.
    """
    waiting = [call for call in calls if call.state in WAITING]
    again = _Again(shop, shop.calendar, waiting, {})
    moved = (
        CallMove(before=call, after=again.counted(call)) for call in waiting if _may_move(call)
    )
    still_open = [deadline for deadline in found if deadline.met_at is None]
    store(
        shop,
        Moves(
            calls=tuple(move for move in moved if move.after != move.before),
            deadlines=tuple(_deadline_moves(shop, still_open, shop.calendar)),
        ),
    )


def store(shop: Shop, changed: Moves) -> None:
    """Write the moves inside a running action."""
    callbacks.move_many(shop.file, [move.after for move in changed.calls])
    for deadline in changed.deadlines:
        deadlines.move(
            shop.file,
            deadline.before.id,
            rule_on=deadline.rule_on,
            due_at=deadline.due_at,
            provisional=deadline.provisional,
        )


def _may_move(call: Callback) -> bool:
    if call.by_hand:
        return chosen_day(call) is not None or (not call.attempts and is_promise_call(call))
    return bool(call.rule) and not call.moves and call.attempts == 0


class _Again:
    """Counts calls anew, one after the other, and knows how full each day gets by that."""

    def __init__(
        self,
        shop: Shop,
        calendar: ShopCalendar,
        every: list[Callback],
        proposed: Mapping[CallbackId, date],
    ) -> None:
        self._calendar = calendar
        self._hours = customer_lists.all_call_hours(shop.file)
        self._planned = Counter(call.due_on for call in every if call.state is CallbackState.OPEN)
        self._proposed = proposed
        self._today = shop.now().date()

    def counted(self, call: Callback) -> Callback:
        """Give the call as the calendar has it; its proposed day stays while it can."""
        hours: Intervals = self._hours.get(call.customer_id, ())
        if call.by_hand:
            return self._by_hand(call, hours)
        due = self._due(call, _rule(call.rule), hours)
        if due.due_on != call.due_on and call.state is CallbackState.OPEN:
            self._planned[call.due_on] -= 1
            self._planned[due.due_on] += 1
        return replace(
            call,
            rule_on=due.rule_on,
            due_on=due.due_on,
            opens_on=due.opens_on,
            closes_on=due.closes_on,
            due_at=due.due_at,
            provisional=due.provisional,
        )

    def _by_hand(self, call: Callback, hours: Intervals) -> Callback:
        """Give a call whose day was chosen or promised; that day stays on record."""
        chosen_on = chosen_day(call)
        if max(call.due_on, chosen_on or call.rule_on) < self._today:
            return call
        if chosen_on is not None:
            return chosen_again(call, self._calendar.day_for_call(chosen_on))
        due_on = self._calendar.day_for_promise(call.rule_on, self._today)
        if due_on == call.due_on:
            return call
        return promise_call(call, due_on, self._calendar.last_call_on(due_on, hours))

    def _due(self, call: Callback, rule: CountRule, hours: Intervals) -> DueDate:
        back = self._proposed.get(call.id)
        if back is not None:
            due = self._count(call, rule, hours, back.__ne__)
            if due.due_on == back:
                return due
        due = self._count(call, rule, hours, call.due_on.__ne__)
        if due.due_on == call.due_on or rule.kind is not CountKind.WORKING_DAY_WINDOW:
            return due
        # It cannot stay: the emptiest day, so that no day drowns, and none that has passed.
        today = min(self._today, call.due_on)
        return self._count(call, rule, hours, self._planned.__getitem__, today)

    def _count(
        self,
        call: Callback,
        rule: CountRule,
        hours: Intervals,
        load: Callable[[date], int],
        not_before: date | None = None,
    ) -> DueDate:
        return count(
            rule,
            call.basis_at,
            self._calendar.work,
            self._calendar.windows,
            clause=call.clause,
            load=load,
            override=hours or None,
            not_before=not_before,
        )


def _is_fixed(deadline: Deadline) -> bool:
    return deadline.by_hand or not deadline.rule


def _deadline_moves(
    shop: Shop, still_open: list[Deadline], calendar: ShopCalendar
) -> Iterator[DeadlineMove]:
    today = shop.now().date()
    pauses = cases.pauses_of(shop.file, [deadline.case_id for deadline in still_open])
    for deadline in still_open:
        if _is_fixed(deadline):
            move = _promised_again(deadline, calendar, today)
        else:
            waited = pauses.get(deadline.case_id, ())
            due = case_deadlines.count_again(calendar, deadline, deadline.basis_at, waited)
            assert due.due_at is not None
            move = DeadlineMove(
                before=deadline, rule_on=due.rule_on, due_at=due.due_at, provisional=due.provisional
            )
        if move.is_moved or move.provisional != deadline.provisional:
            yield move


def _promised_again(deadline: Deadline, calendar: ShopCalendar, today: date) -> DeadlineMove:
    """Leave what was promised as it is; where the shop is closed then, the day before is due."""
    promised, due_at = deadline.rule_on, deadline.due_at
    if promised >= today:  # what is late stays late
        due_on = calendar.day_for_promise(promised, today)
        due_at = due_at if due_on == due_at.date() else calendar.closing(due_on)
    return DeadlineMove(
        before=deadline,
        rule_on=promised,
        due_at=due_at,
        provisional=calendar.work.is_provisional(promised),
    )


def _closed_promises(
    still_open: list[Deadline], calendar: ShopCalendar, before: ShopCalendar
) -> Iterator[Deadline]:
    for deadline in still_open:
        if _is_fixed(deadline):
            day = deadline.rule_on
            if before.work.is_open(day) and not calendar.work.is_open(day):
                yield deadline


@lru_cache(maxsize=256)
def _rule(text: str) -> CountRule:
    return follow_ups.rule_from_text(text)
