"""Showing cases and moving them from stage to stage."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from shopcare.domain.calls.callback import WHEN_READY, CallAttempt, Callback
from shopcare.domain.cases.case import Case, CaseKind, How, Said, Stage
from shopcare.domain.cases.case_facts import LONGEST_AHEAD
from shopcare.domain.cases.case_moves import (
    MoveFacts,
    ends_complaint,
    moved,
    payments_of,
    takes_money,
)
from shopcare.domain.cases.case_number import case_number_from_text
from shopcare.domain.cases.deadline import Deadline, DeadlineKind
from shopcare.domain.changes import ChangeKind, Changes
from shopcare.domain.errors import Invalid, Problem, Refusal
from shopcare.domain.ids import CallbackId, CaseId, StaffId
from shopcare.domain.payments.payment import Payment, PaymentDraft
from shopcare.domain.people.customer import Customer
from shopcare.domain.people.staff import Action, require
from shopcare.domain.shop.audit import UNDO, AuditEntry
from shopcare.services.cases import step_effects
from shopcare.services.cases.promises import promise_problems
from shopcare.services.cases.undo_step import Standing, standing_of
from shopcare.services.follow_ups import follow_ups, next_dates
from shopcare.services.payments import debts
from shopcare.services.payments import debts as entries
from shopcare.services.search import search
from shopcare.services.shop import Shop, local
from shopcare.storage import call_attempts, callbacks, customers, payments, row_changes
from shopcare.storage.cases import cases, deadlines
from shopcare.storage.file import audit

if TYPE_CHECKING:
    from shopcare.domain.cases.returns import ReturnRequest
    from shopcare.domain.feedback.authority import AuthorityComplaint
    from shopcare.domain.feedback.reaction import Reaction
    from shopcare.domain.feedback.suggestion import Suggestion
    from shopcare.domain.goods.condition import Condition
    from shopcare.domain.goods.item import Item
    from shopcare.domain.goods.loan import Loan
    from shopcare.domain.goods.photo import Photo
    from shopcare.domain.goods.repair_trip import PartRelease, RepairTrip


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseFile:
    """Everything about one case."""

    case: Case
    customer: Customer
    deadlines: tuple[Deadline, ...]
    callbacks: tuple[Callback, ...]
    attempts: tuple[CallAttempt, ...]
    timeline: tuple[AuditEntry, ...]
    payments: tuple[Payment, ...] = ()
    """What became of its fee (G-9)."""
    items: "tuple[Item, ...]" = ()
    """Its product, and what was handed in beside it (W-1)."""
    loans: "tuple[Loan, ...]" = ()
    """What was lent meanwhile (X-5)."""
    notice_due: int | None = None
    """After how many days a notice is due about goods that nobody collects (X-3)."""
    trips: "tuple[RepairTrip, ...]" = ()
    """Where its goods are repaired (A-9)."""
    releases: "tuple[PartRelease, ...]" = ()
    """Parts that were released by word (A-12)."""
    marked: "Condition | None" = None
    """The condition at intake, as marks on a sketch (X-4)."""
    authority: "AuthorityComplaint | None" = None
    """Through whom it came, where it did not come to the shop itself (L-6)."""
    reaction: "Reaction | None" = None
    """What goods did to the customer (L-9)."""
    suggestions: "tuple[Suggestion, ...]" = ()
    """What the customer suggested (G-12)."""
    photos: "tuple[Photo, ...]" = ()
    """What was photographed; the voided ones are left out (X-4)."""

    @property
    def waits_for_answer(self) -> bool:
        """Say whether an answer to what was passed on is waited for (G-13, A-11)."""
        asked = (one for one in self.deadlines if one.kind is DeadlineKind.REFERRED)
        return any(one.met_at is None for one in asked)

    @property
    def later_date_agreed(self) -> Said | None:
        """Say when, before whom and how the customer agreed to the date that is promised (A-3).

        None where it is the date of the plan, to which the customer agreed with the plan (G-5).
        """
        promised = [one for one in self.timeline if one.action == "case.promise"]
        last = promised[-1] if promised and self.case.promised_on is not None else None
        how = last.said().get("agreed") if last is not None else None
        if last is None or how is None or self._agreed_since(last):
            return None
        return Said(at=last.at, by=last.staff_id, how=How(how))

    def _agreed_since(self, entry: AuditEntry) -> bool:
        """Say whether the customer agreed to another plan since."""
        return self.case.consent is not None and self.case.consent.at > entry.at


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
    place: str = ""
    """Where its goods lie (X-2)."""

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
    from shopcare.services.goods.conditions import condition_of  # moves and lists do without
    from shopcare.services.goods.items import items_of
    from shopcare.services.goods.loans import loans_of_case
    from shopcare.services.goods.photos import photos_of
    from shopcare.services.goods.repairs import releases_of, trips_of
    from shopcare.services.goods.uncollected import due_notice
    from shopcare.storage.feedback import authorities, reactions, suggestions

    case = cases.get(shop.file, case_id)
    calls = callbacks.of_case(shop.file, case_id)
    return CaseFile(
        case=case,
        customer=customers.of_record(shop.file, case.customer_id),
        deadlines=tuple(_told_of(deadlines.of_case(shop.file, case_id), shop.now().date())),
        callbacks=tuple(calls),
        attempts=tuple(call_attempts.of_calls(shop.file, [call.id for call in calls])),
        timeline=_timeline(shop, case),
        payments=tuple(payments.of_case(shop.file, case_id)),
        items=items_of(shop, case),
        loans=tuple(loans_of_case(shop, case_id)),
        notice_due=due_notice(shop, case),
        trips=tuple(trips_of(shop, case_id)),
        releases=tuple(releases_of(shop, case_id)),
        marked=condition_of(shop, case_id),
        authority=authorities.of_case(shop.file, case_id),
        reaction=reactions.of_case(shop.file, case_id),
        suggestions=tuple(suggestions.of_case(shop.file, case_id)),
        photos=photos_of(shop, case_id),
    )


def _told_of(found: list[Deadline], today: date) -> list[Deadline]:
    """Leave out what is not shown yet (L-2), and what nobody is told of.

    Nobody is told of the days of looking at it again that a step has met in time (G-25).
    """
    return [
        one
        for one in found
        if one.is_shown(today)
        and (
            one.kind is not DeadlineKind.NEXT_STEP
            or one.met_at is None
            or (one.met_at > one.due_at and not one.dropped)
        )
    ]


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
    due_today: bool = False,
    voided: bool = False,
    uncollected_days: int | None = None,
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
        due_today: only those with an open deadline that ends today, or was missed.
        voided: those that were voided, instead of the others (W-8).
        uncollected_days: only those whose goods have waited for so many days (X-3).
        sort: received, promised, number, stage, kind, customer, product, handler, or due: the
            earliest open deadline.
        descending: the largest first.
    """
    now = shop.now()
    found = cases.ids(
        shop.file,
        stages=stages,
        kinds=kinds,
        handler=handler,
        late_at=now if late else None,
        due_by=shop.calendar.end_of_day(now.date()) if due_today else None,
        today=now.date(),
        sort=sort,
        descending=descending,
        voided=voided,
    )
    if uncollected_days is None:
        return found
    from shopcare.services.goods.uncollected import uncollected_ids

    waiting = set(uncollected_ids(shop, uncollected_days))
    return [case_id for case_id in found if case_id in waiting]


def case_rows(shop: Shop, ids: list[int]) -> list[CaseRow]:
    """Read the lines of some cases, in the order of their ids."""
    from shopcare.services.goods.places import places_by_case

    found = cases.many(shop.file, ids)
    places = places_by_case(shop, found)
    owners = customers.by_id(shop.file, (case.customer_id for case in found))
    due = deadlines.of_cases(shop.file, [case.id for case in found])
    now = shop.now()
    rows = []
    for case in found:
        of_case = due.get(case.id, [])
        is_open = [one for one in of_case if one.met_at is None and one.is_shown(now.date())]
        missed = {deadline.kind for deadline in of_case if deadline.is_late(now)}
        rows.append(
            CaseRow(
                case=case,
                customer_name=owners[case.customer_id].name,
                next_due=is_open[0] if is_open and case.is_open else None,
                late=bool(missed),
                promise_late=DeadlineKind.PROMISED in missed,
                place=places.get(case.id, ""),
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
        pays = takes_money(before, stage)
        answers = payments_of(before, facts, case.last_step_at) if pays else ()
        step.values = _said(before, case, facts, answers)
        stood = standing_of(shop, before)
        rows = row_changes.rows_about(shop.file, [before.customer_id])
        cases.change(shop.file, case)
        for payment in answers:
            entries.write_entry(shop, case_id, payment, case.last_step_at)
        calls = step_effects.carry_out(shop, before, case)
        search.index_case(shop, case)
        stands = standing_of(shop, cases.get(shop.file, case_id))
        changed_rows = row_changes.rows_about(shop.file, [before.customer_id])
        step.values[UNDO] = row_changes.difference(rows, changed_rows)
    kinds: tuple[ChangeKind, ...] = (ChangeKind.CASE, ChangeKind.CALLBACK)
    if case.kind is CaseKind.RETURN:  # an exchange writes a receipt
        kinds = (*kinds, ChangeKind.PURCHASE)
    changes = Changes.of(*kinds, record_id=case_id)
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
            follow_ups.drop(shop, callbacks.of_case(shop.file, case_id), *WHEN_READY)
            calls = step_effects.store_told_ready(shop, case, shop.now())
            next_dates.after_step(shop, case_id, shop.now())
            case = cases.get(shop.file, case_id)
    changes = Changes.of(ChangeKind.CASE, ChangeKind.CALLBACK, record_id=case_id)
    return Moved(case=case, callbacks=calls, changes=changes)


def _moved(shop: Shop, before: Case, stage: Stage, facts: MoveFacts, at: datetime) -> Case:
    now = shop.now()
    if at > now:
        raise Refusal("move_in_future", number=before.number)
    if ends_complaint(before, stage):
        require(shop.deciding, Action.END_COMPLAINT)
    checks = checks_of(shop, before)
    case = moved(before, stage, facts, by=shop.acting.id, at=at, checks=checks)
    if case.kind is CaseKind.RETURN:
        from shopcare.services.cases import returns  # no other kind loads the policy's clauses

        case = returns.after_step(shop, before, case)
    if case.promised_on is not None and case.promised_on != before.promised_on:
        if case.promised_on < at.date():
            raise Invalid(Problem(field="promised_on", code="promised_in_past"))
        if case.promised_on > now.date() + LONGEST_AHEAD:
            raise Invalid(Problem(field="promised_on", code="day_too_far"))
    if stage is Stage.AGREED and case.promised_on is not None:  # agreeing is the consent
        how = case.consent.how if case.consent is not None else None
        if problems := promise_problems(shop, case, case.promised_on, how, "how"):
            raise Invalid(*problems)
    return case


def checks_of(shop: Shop, case: Case) -> tuple[str, ...]:
    """Give the quality check of a case's service, else the one that fits every service (G-7)."""
    service = shop.policy.service(case.service)
    return service.checks if service else shop.policy.checks


def _said_of_return(request: "ReturnRequest", stage: Stage) -> dict[str, object]:
    """Give what a step said about a return for the audit log: what was found, what was decided."""
    if stage is Stage.DIAGNOSED and request.inspection is not None:
        facts = {name: getattr(request, name) for name in ("receipt", "fault", "saleable", "laid")}
        facts |= {"quantity": request.said_quantity, "finding": request.inspection.finding}
        return {"inspection": facts}
    if stage is Stage.AGREED and request.review is not None:
        review = request.review
        return {
            "review": {
                "outcome": review.outcome,
                "due_fen": review.due_fen,
                "new_goods": review.new_goods,
                "reason": review.reason,
            }
        }
    return {}


def _said(
    before: Case, case: Case, facts: MoveFacts, answers: tuple[PaymentDraft, ...]
) -> dict[str, object]:
    stage, at = case.stage, case.last_step_at
    said: dict[str, object] = {"from": before.stage, "to": stage, "at": at}
    said["how"], said["cause"] = facts.how, facts.cause
    said["resolution"], said["reason"] = facts.resolution, facts.reason
    said["promised_on"] = facts.promised_on
    said["ending"] = case.ending if stage is Stage.CLOSED else None
    said["payments"] = [debts.said(payment) for payment in answers]
    said["checks"] = list(facts.checks)
    if facts.plan is not None:
        said["work"], said["fee_fen"] = facts.plan.work, facts.plan.fee_fen
    if case.return_request is not None:
        said |= _said_of_return(case.return_request, stage)
        said["wish"] = case.wish if before.wish is None else None
    return {name: value for name, value in said.items() if value not in (None, "", [])}
