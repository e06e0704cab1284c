"""The end-of-day round: what was due today and what became of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import partial

from shopcare.domain.calls.call_order import order_key
from shopcare.domain.calls.callback import CallAttempt, Callback, CallbackState
from shopcare.domain.cases.case import Case
from shopcare.domain.cases.deadline import Deadline
from shopcare.domain.changes import ChangeKind, Changes
from shopcare.domain.errors import Refusal
from shopcare.domain.ids import CallbackId, CaseId
from shopcare.domain.money import Fen
from shopcare.domain.payments.payment import Payment
from shopcare.domain.payments.till import TillRow
from shopcare.domain.people.customer import Customer
from shopcare.domain.shop.audit import AuditEntry
from shopcare.domain.typed.text import require_reason
from shopcare.services.cases.case_lists import untouched_cases
from shopcare.services.payments.till import till_of
from shopcare.services.people.customers import number_to_find
from shopcare.services.shop import Shop
from shopcare.storage import call_attempts, callbacks, customers, payments
from shopcare.storage.cases import cases, deadlines
from shopcare.storage.file import audit
from shopcare.storage.file.work import Step


@dataclass(frozen=True, slots=True, kw_only=True)
class ClosingCall:
    """One call of the round."""

    callback: Callback
    customer: Customer
    tries: tuple[CallAttempt, ...]
    """Today's tries, the newest first."""
    reason: str
    """Why it was not made, as the clerk said; empty while it was not said."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ClosingCase:
    """One case of the round, with the deadline that it is about."""

    case: Case
    customer: Customer
    deadline: Deadline | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class OwedFee:
    """What one customer owes for a case."""

    case: Case
    customer: Customer
    debt: Payment
    left_fen: Fen


@dataclass(frozen=True, slots=True, kw_only=True)
class DayClose:
    """The round over one day."""

    day: date
    done: tuple[ClosingCall, ...]
    tried: tuple[ClosingCall, ...]
    """Tried today in vain; still due."""
    not_made: tuple[ClosingCall, ...]
    """Due up to this day and not tried today."""
    ready_not_told: tuple[ClosingCase, ...]
    missed: tuple[ClosingCase, ...]
    """Deadlines that ended by the end of the day and were not met."""
    due_tomorrow: tuple[ClosingCase, ...]
    """Deadlines that end on the next open day or before it."""
    number_to_find: tuple[Customer, ...]
    """Whose numbers were all found wrong (C-14)."""
    owed: tuple[OwedFee, ...]
    """What customers owe for cases that were handed over (G-9)."""
    till: tuple[TillRow, ...]
    """What each person took and handed over, and still owes the till (G-17)."""
    untouched: tuple[ClosingCase, ...]
    """Open cases of which nothing was written down for seven days (G-25)."""
    next_open_on: date
    closed_at: datetime | None
    closed_by: str

    @property
    def unexplained(self) -> int:
        """Count the calls that were not made and have no reason yet."""
        return sum(1 for call in self.not_made if not call.reason)


def day_close(shop: Shop, day: date | None = None) -> DayClose:
    """Make the round over a day: calls, goods, answers.

    On an earlier day the calls stand as they stood at its end: what was made later was not made.

    Raises:
        Refusal: ``year_out_of_range``.
    """
    day = day or shop.now().date()
    shop.calendar.work.year_facts(day.year)  # refuses a year beyond the calendar
    open_calls = callbacks.due_up_to(shop.file, day) + callbacks.settled_after(shop.file, day)
    done = _calls(shop, callbacks.settled_on(shop.file, day), day)
    due_calls = open_calls + _tried_and_moved(shop, day, open_calls)
    due = _calls(shop, sorted(due_calls, key=partial(_order, day)), day)
    next_open_on = shop.calendar.work.next_open_day(day + timedelta(days=1))
    ends_at, until = shop.calendar.end_of_day(day), shop.calendar.end_of_day(next_open_on)
    open_deadlines = deadlines.open_up_to(shop.file, until)
    closing = audit.last_of(shop.file, "day.close", day.toordinal())
    member = shop.member(closing.staff_id) if closing else None
    return DayClose(
        day=day,
        done=done,
        tried=tuple(call for call in due if call.tries),
        not_made=tuple(call for call in due if not call.tries),
        ready_not_told=_ready_by(shop, ends_at),
        missed=_cases(shop, [(d.case_id, d) for d in open_deadlines if d.due_at <= ends_at]),
        due_tomorrow=_cases(shop, [(d.case_id, d) for d in open_deadlines if d.due_at > ends_at]),
        number_to_find=number_to_find(shop),
        owed=_owed(shop, ends_at),
        till=till_of(shop, day),
        untouched=_cases(shop, [(case.id, None) for case in untouched_cases(shop, day)]),
        next_open_on=next_open_on,
        closed_at=closing.at if closing else None,
        closed_by=member.name if member else "",
    )


def say_why_not_made(shop: Shop, callback_id: CallbackId, day: date, reason: str) -> Changes:
    """Record why a call that was due was not made; it stays due.

    Raises:
        NotFound: there is no such call.
        Refusal: ``day_in_future``, ``call_before_cause``.
        Invalid: ``reason_missing``, ``text_too_long``.
    """
    say_reasons(shop, day, [(callback_id, reason)])
    return Changes.of(ChangeKind.CALLBACK, record_id=callback_id)


def say_reasons(shop: Shop, day: date, reasons: Sequence[tuple[CallbackId, str]]) -> None:
    """Record in one action why some calls that were due were not made.

    Raises:
        NotFound, Refusal, Invalid: see ``say_why_not_made``.
    """
    parts = [_not_made(shop, callback_id, day, reason) for callback_id, reason in reasons]
    *step_parts, last = parts
    with shop.begin("callback.not_made", "callback") as step:
        step.parts = step_parts
        step.subject_id, step.case_id, step.values = last.subject_id, last.case_id, last.values


def _not_made(shop: Shop, callback_id: CallbackId, day: date, reason: str) -> Step:
    reason = require_reason(reason)
    if day > shop.now().date():
        raise Refusal("day_in_future", day=day.isoformat())
    call = callbacks.get(shop.file, callback_id)
    if day < call.known_since.astimezone(shop.now().tzinfo).date():
        raise Refusal("call_before_cause", since=f"{call.known_since:%Y-%m-%d %H:%M}")
    return Step(
        action="callback.not_made",
        subject_kind="callback",
        subject_id=callback_id,
        case_id=call.case_id,
        values={"day": day, "reason": reason},
    )


def close_day(
    shop: Shop, day: date | None = None, reasons: Sequence[tuple[CallbackId, str]] = ()
) -> DayClose:
    """Record that the round over a day was made.

    Args:
        shop: the shop.
        day: None: today.
        reasons: why calls that were due were not made, recorded in the same action.

    Raises:
        NotFound: there is no such call.
        Refusal: ``day_in_future``.
        Invalid: see ``say_why_not_made``.
    """
    day = day or shop.now().date()
    if day > shop.now().date():
        raise Refusal("day_in_future", day=day.isoformat())
    before = day_close(shop, day)
    parts = [_not_made(shop, callback_id, day, reason) for callback_id, reason in reasons]
    with shop.begin("day.close", "day") as step:
        step.parts = parts
        step.subject_id = day.toordinal()
        step.values = {
            "day": day,
            "done": len(before.done),
            "tried": len(before.tried),
            "not_made": len(before.not_made),
        }
    return day_close(shop, day)


def _tried_and_moved(shop: Shop, day: date, known: list[Callback]) -> list[Callback]:
    """Read the calls that were tried on a day and are due on a later one now."""
    ids = call_attempts.tried_on(shop.file, day)
    there = {call.id for call in known}
    return [
        call
        for call in callbacks.many(shop.file, ids)
        if call.id not in there and _was_open_after(shop, call, day)
    ]


def _order(day: date, call: Callback) -> tuple[bool, tuple[int, str, str, int]]:
    """Sort as the Today page does: overdue first, complaints before routine (C-7)."""
    return call.closes_on >= day, order_key(call)


def _was_open_after(shop: Shop, call: Callback, day: date) -> bool:
    if call.settled_at is None:
        return call.state is CallbackState.OPEN
    return call.settled_at.astimezone(shop.now().tzinfo).date() > day


def _calls(shop: Shop, found: list[Callback], day: date) -> tuple[ClosingCall, ...]:
    ids = [call.id for call in found]
    by_id = customers.by_id(shop.file, (call.customer_id for call in found))
    said = audit.last_of_each(shop.file, "callback.not_made", ids)
    tries: dict[int, list[CallAttempt]] = {}
    for attempt in call_attempts.of_calls(shop.file, ids):
        if attempt.at.astimezone(shop.now().tzinfo).date() == day:
            tries.setdefault(attempt.callback_id, []).append(attempt)
    return tuple(
        ClosingCall(
            callback=call,
            customer=by_id[call.customer_id],
            tries=tuple(tries.get(call.id, [])),
            reason=_reason(said.get(call.id), day),
        )
        for call in found
    )


def _reason(entry: AuditEntry | None, day: date) -> str:
    values = entry.said() if entry else {}
    return str(values["reason"]) if values.get("day") == day.isoformat() else ""


def _ready_by(shop: Shop, moment: datetime) -> tuple[ClosingCase, ...]:
    """Read the cases whose owners do not know yet, as far as they were ready by a moment."""
    waiting = _cases(shop, [(case_id, None) for case_id in cases.ready_but_not_told(shop.file)])
    return tuple(
        entry
        for entry in waiting
        if entry.case.checked_at is None or entry.case.checked_at <= moment
    )


def _owed(shop: Shop, moment: datetime) -> tuple[OwedFee, ...]:
    found = payments.debts(shop.file, until=moment)
    by_id = {case.id: case for case in cases.many(shop.file, [debt.case_id for debt, _ in found])}
    names = customers.by_id(shop.file, (case.customer_id for case in by_id.values()))
    return tuple(
        OwedFee(
            case=by_id[debt.case_id],
            customer=names[by_id[debt.case_id].customer_id],
            debt=debt,
            left_fen=left,
        )
        for debt, left in found
        if debt.case_id in by_id
    )


def _cases(shop: Shop, found: list[tuple[CaseId, Deadline | None]]) -> tuple[ClosingCase, ...]:
    by_id = {case.id: case for case in cases.many(shop.file, [case_id for case_id, _ in found])}
    owners = customers.by_id(shop.file, (case.customer_id for case in by_id.values()))
    return tuple(
        ClosingCase(
            case=by_id[case_id], customer=owners[by_id[case_id].customer_id], deadline=deadline
        )
        for case_id, deadline in found
        if case_id in by_id
    )
