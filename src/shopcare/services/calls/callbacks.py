"""Recording calls and what they lead to."""

from collections.abc import Sequence, Set
from dataclasses import dataclass, replace
from datetime import date, datetime
from operator import attrgetter
from typing import Final

from shopcare.domain.calls.call_try import (
    FARTHEST,
    check_try,
    put_off,
    set_by_hand,
    settled,
    tried_without_success,
)
from shopcare.domain.calls.callback import (
    UNSUCCESSFUL,
    CallAttempt,
    Callback,
    CallbackState,
    CallResult,
    TryDraft,
)
from shopcare.domain.changes import ChangeKind, Changes
from shopcare.domain.errors import Refusal
from shopcare.domain.ids import CallbackId, CaseId
from shopcare.domain.people.customer import Customer, call_order, phone_for_try
from shopcare.domain.shop.audit import UNDO
from shopcare.services.calls.call_effects import carry_out_result
from shopcare.services.follow_ups import next_dates
from shopcare.services.people import customers as customer_service
from shopcare.services.people.customers import household
from shopcare.services.shop import Shop, local
from shopcare.storage import call_attempts, callbacks, customers, row_changes
from shopcare.storage.cases import cases


@dataclass(frozen=True, slots=True, kw_only=True)
class Tried:
    """A call after a try, and what the try led to."""

    callback: Callback
    also_settled: tuple[CallbackId, ...]
    opened_case: CaseId | None
    """A complaint that the call opened (C-9, G-11)."""
    reopened_case: CaseId | None
    changes: Changes


def record_try(shop: Shop, callback_id: CallbackId, draft: TryDraft) -> Tried:
    """Record one try at a call; every try is kept (C-13).

    Raises:
        NotFound: there is no such call.
        Refusal, Invalid: see ``call_try.check_try``; ``not_same_household``.
    """
    at, limit = local(shop, draft.at), shop.schedule.unsatisfied_at_most
    later_at = local(shop, draft.later_at) if draft.later_at else None
    draft = replace(draft, at=at, later_at=later_at)
    with shop.begin("callback.try", "callback") as step:  # read inside: two may call at once
        before = callbacks.get(shop.file, callback_id)
        customer = customers.get(shop.file, before.customer_id)
        draft = check_try(draft, before, shop.approver or shop.acting, shop.now(), limit)
        also = _same_household(shop, customer, callback_id, draft) if draft.also else []
        step.subject_id, step.case_id = callback_id, before.case_id
        step.values = _said(before, draft)
        people = {customer.id, *map(attrgetter("customer_id"), also)}
        stood = row_changes.rows_about(shop.file, people, consents=draft.only_care)
        last_at = call_attempts.last_at(shop.file, callback_id)
        overtaken = last_at is not None and last_at > at
        _keep_attempt(shop, before, customer, draft, at)
        if (digits := _found_wrong(before, customer, draft)) is not None:
            customers.mark_number(shop.file, customer.id, digits, wrong=True)  # C-14
            customer = customers.get(shop.file, customer.id)
            step.values["wrong_number"] = True
        after = _after(shop, before, customer, draft, at, overtaken=overtaken)
        callbacks.change(shop.file, after)
        opened = reopened = None
        if after.state is not CallbackState.OPEN:
            opened, reopened = carry_out_result(shop, after, customer, draft, at)
            step.values |= _outcome(shop, opened, reopened)
        if after.result is CallResult.DECLINED:
            step.values |= _want_no_calls(shop, customer, only_care=draft.only_care)
        if also:
            also = [other for other in also if _settle_also(shop, other.id, draft, at)]
            step.values["also"] = [other.id for other in also]
        _keep_next_dates(shop, [after, *also])
        stands = row_changes.rows_about(shop.file, people, consents=draft.only_care)
        step.values[UNDO] = noted = row_changes.difference(stood, stands)
    return Tried(
        callback=after,
        also_settled=tuple(map(attrgetter("id"), also)),
        opened_case=opened,
        reopened_case=reopened,
        changes=_touched(callback_id, row_changes.tables_of(noted, but=("callback", callback_id))),
    )


def _want_no_calls(shop: Shop, customer: Customer, *, only_care: bool) -> dict[str, object]:
    """Write that a customer wants no more follow-up calls, or no care calls (L-7)."""
    if only_care:
        from shopcare.services.people import consents  # few calls end so

        consents.store_refused(shop, customer)
        return {"only_care": True}
    no_calls = replace(customer_service.draft_of(customer), no_calls=True)
    _, paused = customer_service.store_changed(shop, customer.id, no_calls)
    return paused.said()


def set_day(shop: Shop, callback_id: CallbackId, day: date) -> Changes:
    """Move a call to a day that a person chose; only a closed day moves it from there.

    Raises:
        NotFound: there is no such call.
        Refusal: ``call_settled``, ``day_in_past``, ``day_too_far``.
    """
    today = shop.now().date()
    if day < today:
        raise Refusal("day_in_past", day=day.isoformat())
    if day > today + FARTHEST:
        raise Refusal("day_too_far", day=day.isoformat())
    with shop.begin("callback.set_day", "callback") as step:
        before = callbacks.get(shop.file, callback_id)
        if before.state is not CallbackState.OPEN:
            raise Refusal("call_settled", id=callback_id)
        step.subject_id, step.case_id = callback_id, before.case_id
        step.values = {"purpose": before.purpose, "from": before.due_on, "to": day}
        stood = row_changes.rows_about(shop.file, {before.customer_id})
        open_on = shop.calendar.day_for_call(day)
        callbacks.change(shop.file, set_by_hand(before, day, open_on))
        stands = row_changes.rows_about(shop.file, {before.customer_id})
        step.values[UNDO] = row_changes.difference(stood, stands)
    return Changes.only(ChangeKind.CALLBACK, callback_id)


def _touched(callback_id: CallbackId, others: Set[str]) -> Changes:
    """Name what a try touched; most touch nothing but their own call.

    Args:
        callback_id: the call.
        others: the tables of which other rows were touched.
    """
    if others <= {"call_attempt"}:
        return Changes.only(ChangeKind.CALLBACK, callback_id)
    kinds = {_KINDS.get(table, ChangeKind.CALLBACK) for table in others}
    return Changes.of(ChangeKind.CALLBACK, *kinds, record_id=callback_id)


_KINDS: Final = {
    "customer": ChangeKind.CUSTOMER,
    "customer_phone": ChangeKind.CUSTOMER,
    "consent": ChangeKind.CUSTOMER,
    "service_case": ChangeKind.CASE,
    "deadline": ChangeKind.CASE,
    "payment": ChangeKind.CASE,
}


def _keep_next_dates(shop: Shop, calls: Sequence[Callback]) -> None:
    """See that no case falls silent with its last call (G-25); an open call is a next date."""
    for call in calls:
        if call.case_id is not None and call.state is not CallbackState.OPEN:
            next_dates.keep_next_date(shop, call.case_id, shop.now())


def _same_household(
    shop: Shop, customer: Customer, own: CallbackId, draft: TryDraft
) -> list[Callback]:
    """Read the other calls that this one settles; only of the same household (X-7)."""
    people = {customer.id, *(c.id for c in household(shop, customer))}
    others = [callbacks.get(shop.file, other) for other in dict.fromkeys(draft.also)]
    for other in others:
        if other.customer_id not in people or other.state is not CallbackState.OPEN:
            raise Refusal("not_same_household", id=other.id)
    return [other for other in others if other.id != own]


def _said(before: Callback, draft: TryDraft) -> dict[str, object]:
    said: dict[str, object] = {"purpose": before.purpose, "result": draft.result}
    if draft.satisfaction is not None:
        said["satisfaction"] = draft.satisfaction
    if draft.note:
        said["note"] = draft.note
    if draft.later_at is not None:
        said["later_at"] = draft.later_at
    return said


def _outcome(shop: Shop, opened: CaseId | None, reopened: CaseId | None) -> dict[str, object]:
    """Name the case that a try opened or reopened, for the timelines (G-14)."""
    named = {"opened": opened, "reopened": reopened}
    found = {
        word: cases.get(shop.file, case_id)
        for word, case_id in named.items()
        if case_id is not None
    }
    numbers: dict[str, object] = {word: case.number for word, case in found.items()}
    if "reopened" in found:
        numbers["reopened_at"] = found["reopened"].last_step_at
    return numbers


def _found_wrong(callback: Callback, customer: Customer, draft: TryDraft) -> str | None:
    """Give the customer's number that a try has found wrong, if it was one of theirs (C-14)."""
    if draft.result is not CallResult.WRONG_NUMBER:
        return None
    proposed = phone_for_try(customer, callback.attempts)
    dialled = draft.phone or (proposed.digits if proposed else "")
    known = {phone.digits for phone in customer.phones}
    return dialled if dialled in known else None


def _keep_attempt(
    shop: Shop, callback: Callback, customer: Customer, draft: TryDraft, at: datetime
) -> None:
    dialled = phone_for_try(customer, callback.attempts)
    call_attempts.add(
        shop.file,
        CallAttempt(
            callback_id=callback.id,
            at=at,
            by=shop.acting.id,
            phone=draft.phone or (dialled.digits if dialled else ""),
            result=draft.result,
            satisfaction=draft.satisfaction,
            mood=draft.mood,
            note=draft.note,
        ),
    )


def _after(
    shop: Shop,
    before: Callback,
    customer: Customer,
    draft: TryDraft,
    at: datetime,
    *,
    overtaken: bool,
) -> Callback:
    """Give the call as it is after a try.

    A try that is older than one on record was written down late: it counts, and what the later
    one led to stands (C-13).
    """
    if draft.result is CallResult.LATER:
        assert draft.later_at is not None
        open_on = shop.calendar.day_for_call(draft.later_at.date())
        return before if overtaken else put_off(before, draft.later_at, open_on)
    if draft.result in UNSUCCESSFUL:
        manager, hours = shop.manager(), customer.call_hours
        was_last = draft.result is CallResult.WRONG_NUMBER and not call_order(customer)
        stays = overtaken or was_last  # C-14: no number is left to dial
        again = shop.calendar.windows.another_window
        return tried_without_success(
            before,
            draft.result,
            retry_at=None if stays else again(at, override=hours, open_at=shop.now())[0],
            manager=manager.id if manager else None,
        )
    return settled(before, draft.result, at)


def _settle_also(shop: Shop, callback_id: CallbackId, draft: TryDraft, at: datetime) -> bool:
    """Settle another call to the same household with the same conversation (X-7).

    What the call itself has taken off the list meanwhile stays off it.
    """
    other = callbacks.get(shop.file, callback_id)
    if other.state is not CallbackState.OPEN:
        return False
    customer = customers.get(shop.file, other.customer_id)
    plain = TryDraft(result=CallResult.REACHED, note=draft.note, mood=draft.mood)
    _keep_attempt(shop, other, customer, plain, at)
    after = settled(other, CallResult.REACHED, at)
    callbacks.change(shop.file, after)
    carry_out_result(shop, after, customer, plain, at)
    return True
