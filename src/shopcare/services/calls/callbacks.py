"""Recording calls and what they lead to."""

from collections.abc import Sequence, Set
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Final

from shopcare.domain.calls.call_try import (
    FARTHEST,
    check_try,
    is_unsatisfied,
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
    Purpose,
    TryDraft,
)
from shopcare.domain.cases.case import Case, CaseDraft, CaseKind, Channel, Stage
from shopcare.domain.cases.case_moves import MoveFacts, moved
from shopcare.domain.cases.case_stages import allowed_moves
from shopcare.domain.changes import ChangeKind, Changes
from shopcare.domain.errors import Refusal
from shopcare.domain.ids import CallbackId, CaseId, PurchaseLineId
from shopcare.domain.people.customer import Customer, call_order, phone_for_try
from shopcare.domain.purchases.purchase import Purchase
from shopcare.domain.shop.audit import UNDO
from shopcare.services.cases import intake
from shopcare.services.cases.step_effects import carry_out, chase, store_told_ready
from shopcare.services.follow_ups import follow_ups, next_dates, recurring_calls
from shopcare.services.people import customers as customer_service
from shopcare.services.people.customers import household
from shopcare.services.search import search
from shopcare.services.shop import Shop, local
from shopcare.storage import call_attempts, callbacks, cases, customers, purchases, row_changes


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
        draft = check_try(draft, before, shop.acting, shop.now(), limit)
        also = _same_household(shop, customer, callback_id, draft) if draft.also else []
        step.subject_id, step.case_id = callback_id, before.case_id
        step.values = _said(before, draft)
        people = {customer.id}.union(other.customer_id for other in also)
        stood = row_changes.rows_about(shop.file, people)
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
            opened, reopened = _led_to(shop, after, customer, draft, at)
            step.values |= _outcome(shop, opened, reopened)
        if after.result is CallResult.DECLINED:
            no_calls = replace(customer_service.draft_of(customer), no_calls=True)
            _, paused = customer_service.store_changed(shop, customer.id, no_calls)
            step.values |= paused.said()
        also = [other for other in also if _settle_also(shop, other.id, draft, at)]
        if also:
            step.values["also"] = [other.id for other in also]
        _keep_next_dates(shop, [after, *also])
        stands = row_changes.rows_about(shop.file, people)
        step.values[UNDO] = noted = row_changes.difference(stood, stands)
    return Tried(
        callback=after,
        also_settled=tuple(other.id for other in also),
        opened_case=opened,
        reopened_case=reopened,
        changes=_touched(callback_id, row_changes.tables_of(noted, but=("callback", callback_id))),
    )


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
    said = {
        "purpose": before.purpose,
        "result": draft.result,
        "satisfaction": draft.satisfaction,
        "note": draft.note or None,
        "later_at": draft.later_at,
    }
    return {name: value for name, value in said.items() if value is not None}


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
        return tried_without_success(
            before,
            draft.result,
            retry_at=None if stays else shop.calendar.retry_at(at, hours, now=shop.now()),
            manager=manager.id if manager else None,
        )
    return settled(before, draft.result, at)


def _led_to(
    shop: Shop, after: Callback, customer: Customer, draft: TryDraft, at: datetime
) -> tuple[CaseId | None, CaseId | None]:
    """Carry out what a result leads to; give the case that was opened or reopened."""
    if after.purpose is Purpose.PICK_UP and after.case_id is not None:
        _chase_goods(shop, cases.get(shop.file, after.case_id), draft.result, at)
    if draft.result is CallResult.DECLINED:
        return None, None
    recurring_calls.plan_next(shop, customer, after, at.date())
    if draft.result is CallResult.COMPLAINT:
        return _open_complaint(shop, after, customer, draft, at), None
    if draft.result is CallResult.ENDED:
        _end_series(shop, after)
        return None, None
    if is_unsatisfied(draft, shop.schedule.unsatisfied_at_most):  # G-11
        return _start_again(shop, after, customer, draft, at)
    return None, None


def _chase_goods(shop: Shop, case: Case, result: CallResult, at: datetime) -> None:
    """Chase goods that stay, from when the customer was told or nobody calls any more (G-8)."""
    if case.stage is not Stage.READY:
        return
    if result is not CallResult.ENDED:  # whoever was spoken to knows it
        store_told_ready(shop, case, at)
    elif case.told_ready_at is None and not _is_chased(shop, case):
        chase(shop, case, at)


def _is_chased(shop: Shop, case: Case) -> bool:
    calls = callbacks.of_case(shop.file, case.id)
    open_calls = (call for call in calls if call.state is CallbackState.OPEN)
    return any(call.purpose is Purpose.PICK_UP for call in open_calls)


def _start_again(
    shop: Shop, after: Callback, customer: Customer, draft: TryDraft, at: datetime
) -> tuple[CaseId | None, CaseId | None]:
    if after.case_id is not None:
        case = cases.get(shop.file, after.case_id)
        if Stage.CONFIRMED in allowed_moves(case) and case.handled_at is not None:
            facts = MoveFacts(reason=draft.note)
            since = max(at, case.last_step_at)  # the call may have been written down later
            reopened = moved(case, Stage.CONFIRMED, facts, by=shop.acting.id, at=since, checks=())
            if not _can_be_asked_again(shop, reopened):
                return _open_complaint(shop, after, customer, draft, at), None
            cases.change(shop.file, reopened)
            carry_out(shop, case, reopened)
            search.index_case(shop, reopened)
            return None, case.id
    return _open_complaint(shop, after, customer, draft, at), None


def _can_be_asked_again(shop: Shop, reopened: Case) -> bool:
    """Say whether the goods of a return are still to be had from its purchase line."""
    if reopened.return_request is None:
        return True
    from shopcare.services.cases.returns import is_rest_left

    return is_rest_left(shop, reopened)


def _open_complaint(
    shop: Shop, after: Callback, customer: Customer, draft: TryDraft, at: datetime
) -> CaseId:
    """Open a complaint in the customer's words; nobody is blamed on the phone (C-9)."""
    source = cases.get(shop.file, after.case_id) if after.case_id else None
    line_id = source.purchase_line_id if source else None
    if source is None and after.purchase_id is not None:
        line_id = _fitted_line(shop, purchases.get(shop.file, after.purchase_id))
    complaint = CaseDraft(
        kind=CaseKind.COMPLAINT,
        customer_id=customer.id,
        channel=Channel.CALLBACK,
        fault=draft.note,
        purchase_line_id=line_id,
        category=source.category if source else "",
        product=source.product if source else "",
        spec=source.spec if source else "",
        lot=source.lot if source else "",
        bought_on=source.bought_on if source else None,
        # the intake of the case may have been put right to a later time since
        received_at=max(at, source.received_at) if source else at,
        from_callback_id=after.id,
        linked_case_id=source.id if source else None,
    )
    case, _calls = intake.store_new(shop, complaint)
    return case.id


def _fitted_line(shop: Shop, purchase: Purchase) -> PurchaseLineId:
    """Give the line that a call after fitting is about (C-1), else the first."""
    for line in purchase.lines:
        category = shop.policy.category(line.category)
        if category is not None and category.key in shop.schedule.categories_with_calls:
            return line.id
    return purchase.lines[0].id


def _end_series(shop: Shop, after: Callback) -> None:
    """Take the rest of a case's calls after a complaint off the list (G-11).

    Goods that stay are chased nevertheless (G-8), and wearing is asked about (C-1).
    """
    if after.case_id is not None and after.purpose is Purpose.COMPLAINT:
        rest = callbacks.of_case(shop.file, after.case_id)
        follow_ups.drop(shop, rest, Purpose.COMPLAINT)


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
    _led_to(shop, after, customer, plain, at)
    return True
