"""Undoing a try or another day that was recorded by mistake, with all that it led to (X-9)."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Final

from shopcare.domain.calls.callback import Callback, CallbackState, CallResult, Purpose
from shopcare.domain.cases.case import CaseKind, Stage
from shopcare.domain.changes import ChangeKind, Changes
from shopcare.domain.errors import Refusal
from shopcare.domain.ids import CallbackId, CaseId, CustomerId
from shopcare.domain.shop.audit import AuditEntry, without_undone
from shopcare.services.follow_ups import follow_ups, recurring_calls
from shopcare.services.rescheduling import recount
from shopcare.services.search import search
from shopcare.services.shop import Shop
from shopcare.storage import call_attempts, callbacks, customers, purchases, row_changes
from shopcare.storage.cases import cases, deadlines
from shopcare.storage.file import audit
from shopcare.storage.row_changes import RowChange

_REPLANS: Final = frozenset(
    {
        "case.move",
        "case.void",
        "case.promise",
        "case.tell_ready",
        "case.check_failed",
        "case.correct_time",
    }
)
"""What is done to a case that starts, ends or moves its calls."""


class CallStep(StrEnum):
    """What can be undone of a call, as the audit log calls it."""

    TRY = "callback.try"
    MOVE = "callback.set_day"
    """It was put on another day by hand."""
    VOID = "callback.void"
    """It was voided by mistake (W-8)."""


_UNDOING: Final = {
    CallStep.TRY: "callback.undo_try",
    CallStep.MOVE: "callback.undo_set_day",
    CallStep.VOID: "callback.undo_void",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Undone:
    """A call after a step of it was undone."""

    callback: Callback
    changes: Changes


def undo_call(shop: Shop, callback_id: CallbackId, what: CallStep = CallStep.TRY) -> Undone:
    """Undo the last try at a call, its moving by hand or its voiding: every row stands as before.

    A try stays on record, marked as undone. Calls and deadlines that it started are dropped, a
    complaint that it opened is cancelled; the timelines say both (G-14). What the customer has
    said about calls since holds: a call that is not wanted any more is paused.

    Raises:
        NotFound: there is no such call.
        Refusal: ``nothing_to_undo``; ``call_changed_since``, ``case_changed_since``,
            ``customer_changed_since``, ``paper_given_out``, ``voided_already`` where something
            was built on it.
    """
    with shop.begin(_UNDOING[what], "callback") as step:  # read inside: two may act at once
        callbacks.get(shop.file, callback_id)
        entry = last_step(audit.all_about(shop.file, "callback", callback_id), what)
        said = entry.said()
        require_nothing_built(shop, entry)
        step.subject_id, step.case_id = callback_id, entry.case_id
        kept = ("purpose", "result", "opened", "reopened", "from", "to")
        step.values = {name: said[name] for name in kept if name in said}
        put_back(shop, entry)
    changes = Changes.of(
        ChangeKind.CALLBACK, ChangeKind.CASE, ChangeKind.CUSTOMER, record_id=callback_id
    )
    return Undone(callback=callbacks.get(shop.file, callback_id), changes=changes)


def last_step(newest_first: Iterable[AuditEntry], what: str) -> AuditEntry:
    """Find the last step of a kind that holds and can be undone.

    Raises:
        Refusal: ``nothing_to_undo``.
    """
    about = without_undone(newest_first)
    last = next((entry for entry in about if entry.action == what), None)
    if last is None or not last.undo():
        raise Refusal("nothing_to_undo")
    return last


def require_nothing_built(shop: Shop, entry: AuditEntry) -> None:
    """Refuse to undo a step on which something was built since.

    Raises:
        Refusal: see ``undo_call``.
    """
    noted = entry.undo()
    for change in row_changes.changes_of(noted):
        if not row_changes.is_as_left(shop.file, change):
            raise _changed_since(shop, change)
        if change.table == "service_case":
            _require_no_paper(shop, CaseId(change.key[0]), entry)
        if change.table == "callback" and "state" in change.columns:
            _require_still_needed(shop, callbacks.get(shop.file, CallbackId(change.key[0])), entry)
    for call in callbacks.many(shop.file, row_changes.made_of(noted, "callback")):
        if call.attempts or call.state is CallbackState.DONE:
            raise Refusal("call_changed_since", id=call.id)
        if audit.last_about(shop.file, "callback", call.id) is not None:
            raise Refusal("call_changed_since", id=call.id)
    for case_id in map(CaseId, row_changes.made_of(noted, "service_case")):
        _require_no_paper(shop, case_id, entry)
        if audit.of_case(shop.file, case_id):
            raise Refusal("case_changed_since", number=cases.get(shop.file, case_id).number)


def _require_still_needed(shop: Shop, call: Callback, entry: AuditEntry) -> None:
    """Refuse to put a call back that what happened since has made needless or replaced."""
    own = entry.subject_id if entry.subject_kind == "purchase" else None
    if call.purchase_id not in (None, own) and purchases.get(shop.file, call.purchase_id).voided:
        raise Refusal("voided_already")
    if call.case_id is None:
        return
    since = without_undone(audit.of_case_since(shop.file, call.case_id, entry))
    was_replanned = any(one.action in _REPLANS or _has_replanned(one) for one in since)
    if was_replanned or _is_followed(shop, call, entry):
        raise Refusal("case_changed_since", number=cases.get(shop.file, call.case_id).number)


def _is_followed(shop: Shop, call: Callback, entry: AuditEntry) -> bool:
    """Say whether a later complaint has taken the place of a call's series (C-2)."""
    if call.purpose not in (Purpose.COMPLAINT, Purpose.WEARING_CHECK):
        return False
    return any(
        one.linked_case_id == call.case_id
        and one.kind is CaseKind.COMPLAINT
        and one.stage is not Stage.CANCELLED
        and (entry.subject_kind != "callback" or one.from_callback_id != entry.subject_id)
        # opened by the try itself
        for one in cases.of_customer(shop.file, call.customer_id)
    )


def _has_replanned(entry: AuditEntry) -> bool:
    """Say whether a try has ended the calls of its case or begun them anew (G-11)."""
    said = entry.said()
    return entry.action == "callback.try" and (
        said["result"] == CallResult.ENDED or "opened" in said or "reopened" in said
    )


def _require_no_paper(shop: Shop, case_id: CaseId, entry: AuditEntry) -> None:
    """Refuse where a paper of the case went out since the try (X-9)."""
    since = (one for one in audit.of_case(shop.file, case_id) if one.at >= entry.at)
    if any(one.action == "case.paper" for one in since):
        raise Refusal("paper_given_out", number=cases.get(shop.file, case_id).number)


def _changed_since(shop: Shop, change: RowChange) -> Refusal:
    """Name what was changed since."""
    row = row_changes.current(shop.file, change)
    match change.table:
        case "callback":
            return Refusal("call_changed_since", id=change.key[0])
        case "service_case":
            return Refusal("case_changed_since", number=row["number"])
        case "deadline":
            case = cases.get(shop.file, CaseId(row["case_id"]))
            return Refusal("case_changed_since", number=case.number)
        case "consent":
            person = customers.get(shop.file, CustomerId(row["customer_id"]))
            return Refusal("customer_changed_since", name=person.name)
        case _:
            person = customers.get(shop.file, CustomerId(change.key[0]))
            return Refusal("customer_changed_since", name=person.name)


def put_back(shop: Shop, entry: AuditEntry) -> None:
    """Write every row as it stood before a step, inside a running action; drop what it made."""
    noted, now = entry.undo(), shop.now()
    made_cases = [CaseId(case_id) for case_id in row_changes.made_of(noted, "service_case")]
    made_deadlines = row_changes.made_of(noted, "deadline")
    changes = row_changes.changes_of(noted)
    touched = [CaseId(one.key[0]) for one in changes if one.table == "service_case"]
    call_attempts.undo(shop.file, row_changes.made_of(noted, "call_attempt"), now, shop.acting.id)
    for change in changes:
        row_changes.put_back(shop.file, change)
    follow_ups.drop(shop, callbacks.many(shop.file, row_changes.made_of(noted, "callback")))
    back = [change.key[0] for change in changes if change.table == "callback"]
    dated = [one for case_id in touched for one in deadlines.of_case(shop.file, case_id)]
    recount.count_again(shop, callbacks.many(shop.file, back), dated)
    about = [CaseId(entry.case_id)] if entry.case_id is not None and made_deadlines else []
    for case_id in dict.fromkeys((*touched, *made_cases, *about)):
        for deadline in deadlines.of_case(shop.file, case_id):
            if deadline.id in made_deadlines:
                ended = replace(deadline, met_at=deadline.met_at or now, dropped=True)
                deadlines.put_back(shop.file, ended)
        case = cases.get(shop.file, case_id)
        if case_id in made_cases:
            case = replace(case, stage=Stage.CANCELLED, closed_at=now)
            cases.change(shop.file, case)
        search.index_case(shop, case)
    _let_flags_decide(shop, changes)


def _let_flags_decide(shop: Shop, changes: list[RowChange]) -> None:
    """Pause what nobody wants to be called about since (C-3), and let birthdays be the day's."""
    keys = [change.key[0] for change in changes if change.table == "callback"]
    people = {call.customer_id for call in callbacks.many(shop.file, keys)}
    for customer in customers.many(shop.file, sorted(people)):
        recurring_calls.keep_up(shop, customer)
