"""What the result of a call leads to: complaints, reopened cases, chased goods, ended series."""

from datetime import datetime

from shopcare.domain.calls.call_try import (
    is_unsatisfied,
)
from shopcare.domain.calls.callback import (
    WHEN_READY,
    Callback,
    CallbackState,
    CallResult,
    Purpose,
    TryDraft,
)
from shopcare.domain.cases.case import Case, CaseDraft, CaseKind, Channel, Stage
from shopcare.domain.cases.case_moves import MoveFacts, moved
from shopcare.domain.cases.case_stages import allowed_moves
from shopcare.domain.ids import CaseId, PurchaseLineId
from shopcare.domain.people.customer import Customer
from shopcare.domain.purchases.purchase import Purchase
from shopcare.services.cases import intake
from shopcare.services.cases.step_effects import carry_out, chase, store_told_ready
from shopcare.services.follow_ups import follow_ups, recurring_calls
from shopcare.services.search import search
from shopcare.services.shop import Shop
from shopcare.storage import callbacks, purchases
from shopcare.storage.cases import cases


def carry_out_result(
    shop: Shop, after: Callback, customer: Customer, draft: TryDraft, at: datetime
) -> tuple[CaseId | None, CaseId | None]:
    """Carry out what a result leads to, inside a running action.

    Args:
        shop: the shop.
        after: the call as it is after the try.
        customer: who was called.
        draft: what the clerk said about the try.
        at: when it was made.

    Returns:
        The complaint that was opened, and the case that was reopened (C-9, G-11).
    """
    if after.purpose in WHEN_READY and after.case_id is not None:
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
    return any(call.purpose in WHEN_READY for call in open_calls)


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
