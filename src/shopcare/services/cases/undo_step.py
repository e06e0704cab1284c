"""Taking back a move of a case that was pressed by mistake (X-9)."""

from dataclasses import dataclass, replace

from shopcare.domain.calls.callback import Callback
from shopcare.domain.cases.case import Case
from shopcare.domain.cases.case_moves import lasting_trace
from shopcare.domain.cases.deadline import Deadline
from shopcare.domain.changes import Changes
from shopcare.domain.errors import Refusal
from shopcare.domain.ids import CaseId
from shopcare.domain.payments.payment import Payment
from shopcare.services.cases.printed_papers import paper_given_since_move
from shopcare.services.follow_ups import follow_ups, next_dates
from shopcare.services.search import search
from shopcare.services.shop import Shop
from shopcare.storage import callbacks, cases, customers, deadlines, payments


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """A case with its deadlines and calls at one moment."""

    case: Case
    deadlines: tuple[Deadline, ...]
    calls: tuple[Callback, ...]
    payments: tuple[Payment, ...]
    """What became of its fee (G-9)."""


def standing_of(shop: Shop, case: Case) -> Standing:
    """Read what belongs to a case."""
    return Standing(
        case=case,
        deadlines=tuple(deadlines.of_case(shop.file, case.id)),
        calls=tuple(callbacks.of_case(shop.file, case.id)),
        payments=tuple(payments.of_case(shop.file, case.id)),
    )


def undo_move(shop: Shop, before: Standing, after: Standing) -> Changes:
    """Put a case back to where it stood before its last move; both stay in its timeline (G-14).

    Calls and deadlines that the move ended hold again; those that it started are dropped.

    Args:
        shop: the shop.
        before: as it stood before the move.
        after: as the move left it.

    Raises:
        NotFound: there is no such case.
        Refusal: ``fee_was_taken``, ``paper_given_out``, ``call_made_since``,
            ``case_changed_since``.
    """
    case_id = before.case.id
    with shop.begin("case.move_taken_back", "case") as step:
        _require_untouched(shop, before, after)
        step.subject_id = step.case_id = case_id
        step.values = {"from": after.case.stage, "to": before.case.stage}
        cases.change(shop.file, before.case)
        _put_deadlines_back(shop, before, after)
        _put_calls_back(shop, before, after)
        for payment in after.payments[len(before.payments) :]:
            payments.undo(shop.file, payment.id)
        next_dates.keep_next_date(shop, CaseId(case_id), shop.now())
        search.index_case(shop, before.case)
    return Changes.of("case", "callback", record_id=case_id)


def _require_untouched(shop: Shop, before: Standing, after: Standing) -> None:
    """Refuse what has left a trace outside the case, or was built upon since."""
    case_id = CaseId(after.case.id)
    now = standing_of(shop, cases.get(shop.file, case_id))
    tries = {call.id: call.attempts for call in after.calls}
    if (trace := lasting_trace(before.case, after.case)) is not None:
        raise Refusal(trace, number=after.case.number)
    if paper_given_since_move(shop, case_id):
        raise Refusal("paper_given_out", number=after.case.number)
    if any(call.attempts > tries.get(call.id, 0) for call in now.calls):
        raise Refusal("call_made_since", number=after.case.number)
    if now != after:
        raise Refusal("case_changed_since", number=after.case.number)


def _put_deadlines_back(shop: Shop, before: Standing, after: Standing) -> None:
    was = {deadline.id: deadline for deadline in before.deadlines}
    for deadline in after.deadlines:
        if deadline.id not in was:
            ended = replace(deadline, met_at=deadline.met_at or shop.now(), dropped=True)
            deadlines.put_back(shop.file, ended)
        elif deadline != was[deadline.id]:
            deadlines.put_back(shop.file, was[deadline.id])


def _put_calls_back(shop: Shop, before: Standing, after: Standing) -> None:
    was = {call.id: call for call in before.calls}
    follow_ups.drop(shop, [call for call in after.calls if call.id not in was])
    ended = [was[call.id] for call in after.calls if call.id in was and call != was[call.id]]
    follow_ups.put_back(shop, customers.get(shop.file, before.case.customer_id), ended)
