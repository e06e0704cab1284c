"""Showing cases and moving them from stage to stage."""

from dataclasses import dataclass, replace
from datetime import datetime

from shopcare.domain.calls.callback import CallAttempt, Callback, Purpose
from shopcare.domain.cases.case import Case, CaseKind, Stage
from shopcare.domain.cases.case_moves import MoveFacts, moved
from shopcare.domain.cases.case_number import case_number_from_text
from shopcare.domain.cases.deadline import Deadline, DeadlineKind
from shopcare.domain.cases.intake import LONGEST_AHEAD
from shopcare.domain.changes import ChangeKind, Changes
from shopcare.domain.errors import Invalid, Problem, Refusal
from shopcare.domain.ids import CallbackId, CaseId, StaffId
from shopcare.domain.people.customer import Customer
from shopcare.domain.policy.policy import Trigger
from shopcare.domain.shop.audit import UNDO, AuditEntry
from shopcare.services.cases import promises
from shopcare.services.cases.undo_step import Standing, standing_of
from shopcare.services.follow_ups import follow_ups
from shopcare.services.moments import local
from shopcare.services.search import search
from shopcare.services.shop import Shop
from shopcare.storage import callbacks, cases, customers, deadlines, row_changes
from shopcare.storage.file import audit


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseFile:
    """Everything about one case."""

    case: Case
    customer: Customer
    deadlines: tuple[Deadline, ...]
    callbacks: tuple[Callback, ...]
    attempts: tuple[CallAttempt, ...]
    timeline: tuple[AuditEntry, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseRow:
    """One line of the list of cases."""

    case: Case
    customer_name: str
    next_due: Deadline | None
    """The earliest open deadline."""
    late: bool
    """A deadline was missed, met meanwhile or not (X-16)."""
    promise_late: bool
    """A promised day was missed, kept later or not (G-6, X-16)."""

    @property
    def next_due_at(self) -> datetime | None:
        """Give the moment of the earliest open deadline."""
        return self.next_due.due_at if self.next_due is not None else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Moved:
    """A case after a move, and the calls that the move started."""

    case: Case
    callbacks: tuple[CallbackId, ...]
    changes: Changes
    before: Standing | None = None
    after: Standing | None = None
    """What taking the move back needs, see ``undo_step``; None where no stage was left."""


def case_id_of(shop: Shop, number: str) -> CaseId:
    """Find a case by its number as typed or scanned.

    Raises:
        Refusal: ``case_number_unreadable``, ``case_number_mistyped`` (X-15).
        NotFound: no case has it.
    """
    return cases.with_number(shop.file, case_number_from_text(number))


def case_file(shop: Shop, case_id: CaseId) -> CaseFile:
    """Show everything about one case.

    Raises:
        NotFound: there is no such case.
    """
    case = cases.get(shop.file, case_id)
    calls = callbacks.of_case(shop.file, case_id)
    return CaseFile(
        case=case,
        customer=customers.get(shop.file, case.customer_id),
        deadlines=tuple(deadlines.of_case(shop.file, case_id)),
        callbacks=tuple(calls),
        attempts=tuple(callbacks.attempts(shop.file, [call.id for call in calls])),
        timeline=_timeline(shop, case),
    )


def _timeline(shop: Shop, case: Case) -> tuple[AuditEntry, ...]:
    """Read every step of a case; one that a call opened begins with that call (C-9, G-14).

    It ends with the undoing of that call, which cancelled it (X-9).
    """
    own = audit.of_case(shop.file, case.id)
    if case.from_callback_id is not None:
        call = audit.last_of(shop.file, "callback.try", case.from_callback_id)
        own = [call, *own] if call is not None and call not in own else own
        undone = audit.last_of(shop.file, "callback.undo_try", case.from_callback_id)
        if undone is not None and undone.said().get("opened") == case.number:
            own = own if undone in own else [*own, undone]
    return tuple(own)


def case_ids(
    shop: Shop,
    *,
    stages: tuple[Stage, ...] = (),
    kinds: tuple[CaseKind, ...] = (),
    handler: StaffId | None = None,
    late: bool = False,
    sort: str = "received",
    descending: bool = True,
) -> list[int]:
    """List the ids of the cases that fit a filter.

    Args:
        shop: the shop.
        stages: one of these; empty: any.
        kinds: one of these; empty: any.
        handler: who handles it; None: anybody.
        late: only those with a missed deadline that is still open.
        sort: received, promised, number, stage, kind, customer, product, handler, or due: the
            earliest open deadline.
        descending: the largest first.
    """
    return cases.ids(
        shop.file,
        stages=stages,
        kinds=kinds,
        handler=handler,
        late_at=shop.now() if late else None,
        sort=sort,
        descending=descending,
    )


def case_rows(shop: Shop, ids: list[int]) -> list[CaseRow]:
    """Read the lines of some cases, in the order of their ids."""
    found = cases.many(shop.file, ids)
    owners = customers.by_id(shop.file, (case.customer_id for case in found))
    due = deadlines.of_cases(shop.file, [case.id for case in found])
    now = shop.now()
    rows = []
    for case in found:
        of_case = due.get(case.id, [])
        is_open = [deadline for deadline in of_case if deadline.met_at is None]
        missed = {deadline.kind for deadline in of_case if deadline.is_late(now)}
        rows.append(
            CaseRow(
                case=case,
                customer_name=owners[case.customer_id].name,
                next_due=is_open[0] if is_open and case.is_open else None,
                late=bool(missed),
                promise_late=DeadlineKind.PROMISED in missed,
            )
        )
    return rows


def open_cases(shop: Shop) -> int:
    """Count the cases in which something is still to be done."""
    return cases.count_open(shop.file)


def move_case(
    shop: Shop, case_id: CaseId, stage: Stage, facts: MoveFacts, *, at: datetime | None = None
) -> Moved:
    """Move a case to another stage, with the deadlines and calls that belong to it.

    Args:
        shop: the shop.
        case_id: the case.
        stage: where to.
        facts: what the stage needs: consent, quality check, cause, resolution …
        at: when it really happened; None: now.

    Raises:
        NotFound: there is no such case.
        Refusal: ``move_not_allowed``, ``consent_missing``, ``move_in_future`` …
        Invalid: a needed fact is missing, see ``case_moves.moved``.
    """
    at = local(shop, at)
    with shop.begin("case.move", "case") as step:  # read inside: two may move it at once
        before = cases.get(shop.file, case_id)
        case = _moved(shop, before, stage, facts, at)
        step.subject_id = step.case_id = case_id
        step.values = _said(before, stage, facts, at)
        stood = standing_of(shop, before)
        rows = row_changes.rows_about(shop.file, [before.customer_id])
        cases.change(shop.file, case)
        calls = _consequences(shop, before, case, at)
        search.index_case(shop, case)
        stands = standing_of(shop, cases.get(shop.file, case_id))
        changed_rows = row_changes.rows_about(shop.file, [before.customer_id])
        step.values[UNDO] = row_changes.difference(rows, changed_rows)
    changes = Changes.of(ChangeKind.CASE, ChangeKind.CALLBACK, record_id=case_id)
    return Moved(case=case, callbacks=calls, changes=changes, before=stood, after=stands)


def tell_ready(shop: Shop, case_id: CaseId) -> Moved:
    """Record that the customer was told by message that the goods are ready (G-8).

    Raises:
        NotFound: there is no such case.
        Refusal: ``not_ready``.
    """
    calls: tuple[CallbackId, ...] = ()
    with shop.begin("case.tell_ready", "case") as step:
        case = cases.get(shop.file, case_id)
        if case.stage is not Stage.READY:
            raise Refusal("not_ready", number=case.number)
        step.subject_id = step.case_id = case_id
        if case.told_ready_at is None:  # a second message moves no call
            follow_ups.drop(shop, callbacks.of_case(shop.file, case_id), Purpose.PICK_UP)
            case, calls = store_told_ready(shop, case, shop.now())
    changes = Changes.of(ChangeKind.CASE, ChangeKind.CALLBACK, record_id=case_id)
    return Moved(case=case, callbacks=calls, changes=changes)


def store_told_ready(shop: Shop, case: Case, at: datetime) -> tuple[Case, tuple[CallbackId, ...]]:
    """Write that the customer knows, inside a running action, and chase what stays (G-8).

    Goods are chased 7, 15 and 30 days after their owner was told: nobody is late in collecting
    what they do not know to be ready. Until then the call that tells them stays on the list.
    """
    if case.told_ready_at is not None:
        return case, ()
    case = replace(case, told_ready_at=at)
    cases.change(shop.file, case)
    return case, chase(shop, case, at)


def chase(shop: Shop, case: Case, at: datetime) -> tuple[CallbackId, ...]:
    """Write the calls about goods that are not collected, inside a running action (G-8)."""
    customer = customers.get(shop.file, case.customer_id)
    return follow_ups.start(shop, Trigger.NOT_COLLECTED, at, customer=customer, case=case)


def _moved(shop: Shop, before: Case, stage: Stage, facts: MoveFacts, at: datetime) -> Case:
    now = shop.now()
    if at > now:
        raise Refusal("move_in_future", number=before.number)
    checks = checks_of(shop, before)
    case = moved(before, stage, facts, by=shop.acting.id, at=at, checks=checks)
    if case.promised_on is not None and case.promised_on != before.promised_on:
        if case.promised_on < at.date():
            raise Invalid(Problem(field="promised_on", code="promised_in_past"))
        if case.promised_on > now.date() + LONGEST_AHEAD:
            raise Invalid(Problem(field="promised_on", code="day_too_far"))
    return case


def checks_of(shop: Shop, case: Case) -> tuple[str, ...]:
    """Give the quality check of a case's service, else of the usual one for its kind (G-7)."""
    service = shop.policy.service(case.service)
    if service is None:
        usual = (service for service in shop.policy.services if case.kind in service.kinds)
        service = next(usual, None)
    return service.checks if service else ()


def _said(before: Case, stage: Stage, facts: MoveFacts, at: datetime) -> dict[str, object]:
    said: dict[str, object] = {"from": before.stage, "to": stage, "at": at}
    said["how"], said["cause"] = facts.how, facts.cause
    said["resolution"], said["reason"] = facts.resolution, facts.reason
    said["fee_taken_fen"], said["promised_on"] = facts.fee_taken_fen, facts.promised_on
    said["checks"] = list(facts.checks)
    if facts.plan is not None:
        said["work"], said["fee_fen"] = facts.plan.work, facts.plan.fee_fen
    return {name: value for name, value in said.items() if value not in (None, "", [])}


def _consequences(shop: Shop, before: Case, case: Case, at: datetime) -> tuple[CallbackId, ...]:
    """Write the deadlines and calls that belong to a move, inside a running action."""
    customer = customers.get(shop.file, case.customer_id)
    calls = callbacks.of_case(shop.file, case.id)
    if case.acknowledged is not None and before.acknowledged is None:
        deadlines.meet(shop.file, case.id, [DeadlineKind.ACKNOWLEDGE], case.acknowledged.at)
    if case.promised_on is None:
        promises.withdraw(shop, case.id, at)
    elif case.promised_on != before.promised_on:
        promises.promise(shop, case, customer, case.promised_on, at)
    match case.stage:
        case Stage.CONFIRMED if before.closed_at or before.handled_at:
            follow_ups.drop(shop, calls, Purpose.COMPLAINT, Purpose.WEARING_CHECK)  # G-11
        case Stage.IN_WORK:
            follow_ups.drop(shop, calls, Purpose.PICK_UP)
            if before.stage is Stage.READY and case.promised_on is not None:
                promises.promise(shop, case, customer, case.promised_on)  # G-6: not ready after all
        case Stage.READY:
            promises.keep_promise(shop, case.id, at)
            return follow_ups.start(shop, Trigger.READY, at, customer=customer, case=case)
        case Stage.HANDED_OVER | Stage.CLOSED:
            promises.keep_promise(shop, case.id, at)
            follow_ups.drop(shop, calls, Purpose.PICK_UP, Purpose.PROGRESS)
            return _after_handling(shop, before, case, customer)
        case Stage.CANCELLED:
            deadlines.drop(shop.file, case.id, list(DeadlineKind), at)
            follow_ups.drop(shop, calls)
        case _:
            pass
    return ()


def _after_handling(
    shop: Shop, before: Case, case: Case, customer: Customer
) -> tuple[CallbackId, ...]:
    if before.handled_at is not None or case.handled_at is None:
        return ()  # closing what was handed over starts nothing again
    calls: tuple[CallbackId, ...] = ()
    if case.kind is CaseKind.COMPLAINT:  # C-2
        calls += follow_ups.start(
            shop, Trigger.COMPLAINT_HANDLED, case.handled_at, customer=customer, case=case
        )
    service, category = shop.policy.service(case.service), shop.policy.category(case.category)
    was_made = case.stage is Stage.HANDED_OVER and service is not None and service.fitted
    # C-1: lenses are fitted into glasses; that nobody wrote the category down loses no call
    if was_made and (category.fitted if category is not None else not case.category):
        calls += follow_ups.start(
            shop, Trigger.FITTED, case.handled_at, customer=customer, case=case
        )
    return calls
