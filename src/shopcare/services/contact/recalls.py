"""Calling everybody who bought goods of a batch: who they are, and how far it is (L-9)."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial

from shopcare.domain.calls.call_try import chosen
from shopcare.domain.calls.callback import (
    UNSUCCESSFUL,
    Callback,
    CallbackPlan,
    CallbackState,
    CallResult,
    MovedBy,
    MovedDay,
    Purpose,
)
from shopcare.domain.changes import ChangeKind, Changes
from shopcare.domain.errors import Invalid, Problem, Refusal
from shopcare.domain.feedback.recall import Recall, RecallDraft, RecallProgress, check_recall
from shopcare.domain.ids import RecallId
from shopcare.domain.people.customer import Customer
from shopcare.domain.purchases.purchase import Purchase, PurchaseLine
from shopcare.domain.typed.text import clean_line
from shopcare.services.feedback.authorities import FeedbackNoted
from shopcare.services.follow_ups import follow_ups
from shopcare.services.shop import Shop
from shopcare.storage import callbacks, customers, purchases
from shopcare.storage.feedback import recalls


@dataclass(frozen=True, slots=True, kw_only=True)
class Buyer:
    """One customer who bought goods of a batch."""

    customer: Customer
    purchase: Purchase
    line: PurchaseLine
    """The newest, where somebody bought of it several times."""
    call: Callback | None = None
    """None: nobody is called yet."""

    @property
    def progress(self) -> RecallProgress:
        """Say how far the call is."""
        return progress_of(self.call)


@dataclass(frozen=True, slots=True, kw_only=True)
class RecallFile:
    """A recall with all its buyers."""

    recall: Recall
    buyers: tuple[Buyer, ...]

    def counted(self) -> Counter[RecallProgress]:
        """Count how many buyers are how far."""
        return Counter(buyer.progress for buyer in self.buyers)


@dataclass(frozen=True, slots=True, kw_only=True)
class RecallStarted(FeedbackNoted):
    """A recall that was started."""

    recall: Recall
    calls: int


def progress_of(call: Callback | None) -> RecallProgress:
    """Say how far a call of a recall is; whoever was spoken to knows of it."""
    if call is None:
        return RecallProgress.TO_CALL
    if call.state is CallbackState.OPEN:
        return RecallProgress.TRIED if call.attempts else RecallProgress.TO_CALL
    is_told = call.result not in {None, CallResult.ENDED, *UNSUCCESSFUL}
    return RecallProgress.REACHED if is_told else RecallProgress.NOT_REACHED


def buyers_of(shop: Shop, lot: str, product: str = "") -> list[Buyer]:
    """List who bought goods of a batch, the newest sale first; each customer once.

    Raises:
        Invalid: ``lot_missing``.
    """
    lot, product = clean_line(lot), clean_line(product)
    if not lot:
        raise Invalid(Problem(field="lot", code="lot_missing"))
    found = _bought(shop, recalls.lines_of_batch(shop.file, lot, product))
    first: dict[int, Buyer] = {}
    for buyer in found:
        first.setdefault(buyer.customer.id, buyer)
    return list(first.values())


def start(shop: Shop, draft: RecallDraft) -> RecallStarted:
    """Put a call to every buyer of a batch on the list, all in one action.

    Raises:
        NotFound: there is no such case.
        Refusal: ``no_buyers``.
        Invalid: see ``check_recall``.
    """
    draft = check_recall(draft)
    with shop.begin("recall.start", "recall") as step:
        buyers = buyers_of(shop, draft.lot, draft.product)
        if not buyers:
            raise Refusal("no_buyers", lot=draft.lot)
        recall_id = recalls.add(shop.file, draft, shop.acting.id, shop.now())
        step.subject_id, step.case_id = recall_id, draft.case_id
        step.values = {"lot": draft.lot, "reason": draft.reason, "calls": len(buyers)}
        for buyer in buyers:
            callback_id = callbacks.add(shop.file, _plan(shop, draft, buyer))
            recalls.add_call(shop.file, recall_id, callback_id, buyer.line.id)
    return RecallStarted(
        changes=_changes(),
        undo=partial(withdraw, recall_id=recall_id),
        recall=recalls.get(shop.file, recall_id),
        calls=len(buyers),
    )


def _plan(shop: Shop, draft: RecallDraft, buyer: Buyer) -> CallbackPlan:
    """Plan a call for today, whether the customer wants calls or not: it is about their health."""
    today = shop.today()
    plan = CallbackPlan(
        customer_id=buyer.customer.id,
        purchase_id=buyer.purchase.id,
        purpose=Purpose.RECALL,
        clause="L-9",
        rule="",
        basis_at=shop.now(),
        rule_on=today,
        due_on=today,
        opens_on=today,
        closes_on=today,
        due_at=None,
        provisional=False,
        by_hand=True,
        reason=f"{draft.lot} · {draft.reason}",
        planned_at=shop.now(),
    )
    return chosen(plan, MovedDay(MovedBy.BY_HAND, today, today), shop.calendar.day_for_call(today))


def register(shop: Shop) -> list[RecallFile]:
    """List every recall with its buyers: those that go on first, then the newest."""
    return [recall_file(shop, one.id) for one in recalls.standing(shop.file)]


def recall_file(shop: Shop, recall_id: RecallId) -> RecallFile:
    """Show a recall with every buyer and how far each is.

    Raises:
        NotFound: there is no such recall.
    """
    recall = recalls.get(shop.file, recall_id)
    about = recalls.calls_of(shop.file, recall_id)
    calls = {call.id: call for call in callbacks.many(shop.file, [one for one, _ in about])}
    buyers = {buyer.line.id: buyer for buyer in _bought(shop, [line for _, line in about])}
    called = (
        replace(buyers[line.line_id], call=calls[call])
        for call, line in about
        if line.line_id in buyers and call in calls
    )
    return RecallFile(recall=recall, buyers=tuple(called))


def end(shop: Shop, recall_id: RecallId) -> FeedbackNoted:
    """Say that a recall is done; what is still to be called goes off the list.

    Raises:
        NotFound: there is no such recall.
        Refusal: ``recall_is_over``.
    """
    with shop.begin("recall.end", "recall") as step:
        recall = _open(shop, recall_id)
        step.subject_id, step.case_id = recall_id, recall.case_id
        waiting = _waiting(shop, recall_id)
        step.values = {"lot": recall.lot, "dropped": len(waiting)}
        follow_ups.drop(shop, waiting)
        recalls.end(shop.file, recall_id, shop.now())
    undo = partial(_undo_end, recall_id=recall_id, waiting=tuple(waiting))
    return FeedbackNoted(changes=_changes(), undo=undo)


def withdraw(shop: Shop, recall_id: RecallId) -> Changes:
    """Take back a recall that was started by mistake, before anybody was called (X-9).

    Raises:
        NotFound: there is no such recall.
        Refusal: ``recall_is_over``, ``recall_going_on``.
    """
    with shop.begin("recall.undo_start", "recall") as step:
        recall = _open(shop, recall_id)
        step.subject_id, step.case_id = recall_id, recall.case_id
        step.values = {"lot": recall.lot}
        waiting = _waiting(shop, recall_id)
        is_tried = any(call.attempts for call in waiting)
        if is_tried or len(waiting) < len(recalls.calls_of(shop.file, recall_id)):
            raise Refusal("recall_going_on")
        follow_ups.drop(shop, waiting)
        recalls.withdraw(shop.file, recall_id, shop.now())
    return _changes()


def _undo_end(shop: Shop, recall_id: RecallId, waiting: Sequence[Callback]) -> Changes:
    with shop.begin("recall.undo_end", "recall") as step:
        recall = recalls.get(shop.file, recall_id)
        if recall.ended_at is None:
            raise Refusal("nothing_to_undo")
        step.subject_id, step.case_id = recall_id, recall.case_id
        step.values = {"lot": recall.lot}
        recalls.end(shop.file, recall_id, None)
        for call in waiting:
            callbacks.change(shop.file, call)
    return _changes()


def _open(shop: Shop, recall_id: RecallId) -> Recall:
    recall = recalls.get(shop.file, recall_id)
    if not recall.is_open:
        raise Refusal("recall_is_over")
    return recall


def _waiting(shop: Shop, recall_id: RecallId) -> list[Callback]:
    about = recalls.calls_of(shop.file, recall_id)
    calls = callbacks.many(shop.file, [one for one, _line in about])
    return [call for call in calls if call.state is CallbackState.OPEN]


def _bought(shop: Shop, lines: Sequence[recalls.BatchLine]) -> list[Buyer]:
    """Read who bought some lines, in their order."""
    ids = list(dict.fromkeys(one.purchase_id for one in lines))
    receipts = {one.id: one for one in purchases.many(shop.file, ids)}
    people = customers.by_id(shop.file, (one.customer_id for one in receipts.values()))
    return [
        Buyer(customer=people[receipt.customer_id], purchase=receipt, line=line)
        for purchase_id, line_id in lines
        if (receipt := receipts.get(purchase_id)) is not None
        for line in receipt.lines
        if line.id == line_id
    ]


def _changes() -> Changes:
    return Changes.of(ChangeKind.CALLBACK, ChangeKind.CASE)
