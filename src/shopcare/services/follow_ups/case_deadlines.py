"""The deadlines that clauses of law and policy set for a case."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from operator import attrgetter
from typing import TYPE_CHECKING

from shopcare.domain.calendar.due_date import DueDate, after_pauses, count
from shopcare.domain.cases.case import Case, CaseDraft, CaseKind, Pause
from shopcare.domain.cases.deadline import PAUSING, Deadline, DeadlineKind, DeadlinePlan
from shopcare.domain.ids import CaseId
from shopcare.domain.policy.schedule import DeadlineTerm, Trigger
from shopcare.services.follow_ups.follow_ups import rule_from_text, rule_text
from shopcare.services.shop import Shop, local
from shopcare.storage.cases import deadlines

if TYPE_CHECKING:
    from shopcare.services.calendar.calendar import ShopCalendar


def start(shop: Shop, trigger: Trigger, case: Case, at: datetime, *besides: DeadlinePlan) -> None:
    """Write the deadlines that something starts for a case, inside a running action.

    Where several clauses limit the same thing, the one that ends first counts.

    Args:
        shop: the shop.
        trigger: what happened.
        case: to which case.
        at: when it happened; day 0 of the count.
        besides: other new deadlines of the case; all are written in one statement.
    """
    plans: dict[DeadlineKind, DeadlinePlan] = {}
    received_on = local(shop, case.received_at).date()
    for term in shop.schedule.deadlines_for(trigger):
        is_accepted = term.is_accepted(case.bought_on, received_on)
        if is_accepted and term.is_about(case.kind, case.service):
            plan = plan_deadline(shop, term, at)
            known = plans.get(plan.kind)
            if known is None or plan.due_at < known.due_at:
                plans[plan.kind] = plan
    deadlines.add(shop.file, case.id, [*plans.values(), *besides])


def too_late_for(
    shop: Shop, kind: CaseKind, bought_on: date | None, received_on: date
) -> DeadlineTerm | None:
    """Give the term for which a request comes too long after the purchase, or None (A-4)."""
    for term in shop.schedule.deadlines_for(Trigger.RECEIVED):
        if term.is_about(kind, "") and not term.is_accepted(bought_on, received_on):
            return term
    return None


def plan_deadline(shop: Shop, term: DeadlineTerm, at: datetime) -> DeadlinePlan:
    """Count one deadline from a moment."""
    calendar = shop.calendar
    due = count(term.rule, at, calendar.work, calendar.windows, clause=term.clause)
    assert due.due_at is not None
    shown_from = due.basis_at.date() + timedelta(days=term.shown_after_days)
    return DeadlinePlan(
        kind=term.kind,
        clause=term.clause,
        rule=rule_text(term.rule),
        basis_at=at,
        rule_on=due.rule_on,
        due_at=due.due_at,
        provisional=due.provisional,
        shown_from=shown_from if term.shown_after_days else None,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Limit:
    """The last day for which a case may be promised, and what says so."""

    day: date
    term: DeadlineTerm

    @property
    def source(self) -> str:
        """Name the article of the law, else the rule."""
        return self.term.article or self.term.clause


def limit_of(shop: Shop, kind: DeadlineKind, case: Case | CaseDraft) -> Limit | None:
    """Say until when a case may be promised by the deadlines of a kind, or None without any.

    Counted like the deadline itself, with the times in which the shop waited for the customer.
    Where the customer pays for the repair, only what limits paid repairs counts.
    """
    since = (case.reopened_at if isinstance(case, Case) else None) or case.received_at or shop.now()
    pauses = case.pauses if isinstance(case, Case) else ()
    pays = case.plan is not None and bool(case.plan.fee_fen)
    limits = [
        Limit(day=_last_day(shop, term, since, pauses), term=term)
        for term in shop.schedule.deadlines_for(Trigger.RECEIVED)
        if term.kind is kind
        and term.is_about(case.kind, case.service)
        and (term.holds_for_paid or not pays)
    ]
    return min(limits, key=attrgetter("day"), default=None)


def _last_day(shop: Shop, term: DeadlineTerm, since: datetime, pauses: Sequence[Pause]) -> date:
    """Count the last day of a term; a wait that goes on counts until now."""
    calendar = shop.calendar
    due = count(term.rule, since, calendar.work, calendar.windows, clause=term.clause)
    if term.kind in PAUSING:
        waits = ((one.began_at, one.ended_at or shop.now()) for one in pauses)
        due = after_pauses(due, calendar.work, waits)
    assert due.due_at is not None
    return max(due.rule_on, due.due_at.date())


def count_again(
    calendar: "ShopCalendar", deadline: Deadline, basis_at: datetime, pauses: Sequence[Pause]
) -> DueDate:
    """Count a deadline on file anew, with the times in which its clock stood still.

    Args:
        calendar: the shop's, or one that is only being considered.
        deadline: which; it has a counting rule.
        basis_at: day 0.
        pauses: when the shop waited for the customer of its case.
    """
    rule = rule_from_text(deadline.rule)
    due = count(rule, basis_at, calendar.work, calendar.windows, clause=deadline.clause)
    if deadline.kind not in PAUSING:
        return due
    ended = ((one.began_at, one.ended_at) for one in pauses if one.ended_at is not None)
    return after_pauses(due, calendar.work, ended)


def has_date_ahead(shop: Shop, case_id: CaseId) -> bool:
    """Say whether a deadline of a case is open and on the lists."""
    today = shop.now().date()
    found = deadlines.of_case(shop.file, case_id)
    return any(one.met_at is None and not one.paused and one.is_shown(today) for one in found)
