"""Taking back a move of a case that was pressed by mistake (X-9)."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from shopcare.domain.calls.callback import Callback
from shopcare.domain.cases.case import Case
from shopcare.domain.cases.case_moves import lasting_trace
from shopcare.domain.cases.deadline import Deadline
from shopcare.domain.changes import ChangeKind, Changes
from shopcare.domain.errors import Refusal
from shopcare.domain.ids import CaseId
from shopcare.domain.payments.payment import Payment
from shopcare.domain.shop.audit import without_undone
from shopcare.services.cases import step_effects
from shopcare.services.cases.printed_papers import paper_given_since_move
from shopcare.services.follow_ups import follow_ups, next_dates
from shopcare.services.rescheduling import recount
from shopcare.services.search import search
from shopcare.services.shop import Shop
from shopcare.storage import callbacks, customers, payments, row_changes
from shopcare.storage.cases import cases, deadlines
from shopcare.storage.cases.case_rows import from_row
from shopcare.storage.file import audit


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


def last_move(shop: Shop, case_id: CaseId) -> tuple[Standing, Standing]:
    """Read how a case stood before its last move and after it, from the audit log.

    Raises:
        NotFound: there is no such case.
        Refusal: ``nothing_to_undo``, ``call_made_since``, ``case_changed_since``.
    """
    after = standing_of(shop, cases.get(shop.file, case_id))
    number = after.case.number
    newest_first = reversed(audit.of_case(shop.file, case_id))
    steps = [
        entry
        for entry in without_undone(newest_first)
        if entry.action != "case.paper" and not entry.action.startswith("goods.")
    ]
    moves = [entry for entry in steps if entry.action == "case.move"]
    if not moves:
        raise Refusal("nothing_to_undo")
    since = {entry.action for entry in steps[: steps.index(moves[0])]}
    if "callback.try" in since:
        raise Refusal("call_made_since", number=number)
    if since or not moves[0].undo():
        raise Refusal("case_changed_since", number=number)
    noted = moves[0].undo()
    changes = row_changes.changes_of(noted)
    if not all(row_changes.is_as_left(shop.file, change) for change in changes):
        raise Refusal("case_changed_since", number=number)
    rows = {
        (change.table, change.key[0]): row_changes.as_it_stood(shop.file, change)
        for change in changes
    }
    return _stood(after, rows, noted), after


def _stood(
    after: Standing, rows: Mapping[tuple[str, int], Mapping[str, Any]], noted: Mapping[str, Any]
) -> Standing:
    """Put the rows that a move changed back into what stands now, without what it made."""
    new_deadlines = row_changes.made_of(noted, "deadline")
    new_calls = row_changes.made_of(noted, "callback")
    new_payments = row_changes.made_of(noted, "payment")
    case_row = rows.get(("service_case", after.case.id))
    return Standing(
        case=from_row(case_row) if case_row else after.case,
        deadlines=tuple(
            deadlines.from_row(rows["deadline", one.id]) if ("deadline", one.id) in rows else one
            for one in after.deadlines
            if one.id not in new_deadlines
        ),
        calls=tuple(
            callbacks.from_row(rows["callback", one.id]) if ("callback", one.id) in rows else one
            for one in after.calls
            if one.id not in new_calls
        ),
        payments=tuple(one for one in after.payments if one.id not in new_payments),
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
        if before.case.return_request is not None:
            from shopcare.services.cases import exchanged_goods, returns

            returns.require_rest(shop, before.case)
            exchanged_goods.undo_hand_out(shop, before.case, after.case)
        cases.change(shop.file, before.case)
        _put_deadlines_back(shop, before, after)
        _put_calls_back(shop, before, after)
        _put_other_calls_back(shop, before.case, after.case)
        for payment in after.payments[len(before.payments) :]:
            payments.undo(shop.file, payment.id)
        stands = standing_of(shop, before.case)
        recount.count_again(shop, stands.calls, stands.deadlines)
        next_dates.keep_next_date(shop, CaseId(case_id), shop.now())
        search.index_case(shop, before.case)
    kinds: tuple[ChangeKind, ...] = (ChangeKind.CASE, ChangeKind.CALLBACK)
    if before.case.return_request is not None:
        kinds = (*kinds, ChangeKind.PURCHASE)
    return Changes.of(*kinds, record_id=case_id)


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


def _put_other_calls_back(shop: Shop, before: Case, after: Case) -> None:
    """Let the calls be right again that are about the goods, and not about the case (C-1, R-3)."""
    if before.return_request is not None:
        from shopcare.services.cases import exchanged_goods

        exchanged_goods.resume_calls_about_returned(shop, before, after)
    step_effects.keep_agreed_calls(shop, before)


def _put_calls_back(shop: Shop, before: Standing, after: Standing) -> None:
    was = {call.id: call for call in before.calls}
    follow_ups.drop(shop, [call for call in after.calls if call.id not in was])
    ended = [was[call.id] for call in after.calls if call.id in was and call != was[call.id]]
    follow_ups.put_back(shop, customers.get(shop.file, before.case.customer_id), ended)
