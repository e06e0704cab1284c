"""Putting a mistyped time of a case's last step right, with the reason (G-14)."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from shopcare.domain.calls.callback import WAITING, Callback
from shopcare.domain.cases.case import Case
from shopcare.domain.cases.deadline import Deadline
from shopcare.domain.cases.intake import LONGEST_AGO
from shopcare.domain.cases.step_time import with_step_at
from shopcare.domain.changes import Changes
from shopcare.domain.errors import Invalid, Problem, Refusal
from shopcare.domain.ids import CaseId
from shopcare.domain.shop.audit import AuditEntry
from shopcare.domain.typed.text import clean_text
from shopcare.services.follow_ups import follow_ups, next_dates
from shopcare.services.moments import local
from shopcare.services.reasons import reason_problems
from shopcare.services.shop import Shop
from shopcare.storage import callbacks, cases, customers, deadlines
from shopcare.storage.file import audit

_STEPS = frozenset({"case.move", "case.acknowledge", "case.tell_ready"})
_TAKEN_BACK = "case.move_taken_back"
_CORRECTED = "case.correct_time"


def correct_time(shop: Shop, case_id: CaseId, at: datetime, reason: str) -> Changes:
    """Say when the last step of a case really happened; what counts from it is counted again.

    An earlier step is reached by taking the later ones back. Calls that were tried already, or
    that a person has put on a day, stay where they are.

    Raises:
        NotFound: there is no such case.
        Refusal: ``move_before_last_step``, ``move_in_future``, ``nothing_corrected``.
        Invalid: ``reason_missing``, ``text_too_long``, ``received_too_long_ago``.
    """
    at, reason = local(shop, at), clean_text(reason)
    with shop.begin("case.correct_time", "case") as step:
        case = cases.get(shop.file, case_id)
        before = case.last_step_at
        _require(shop, case, at, reason)
        step.subject_id = step.case_id = case_id
        step.values = {"stage": case.stage, "from": before, "to": at, "reason": reason}
        cases.change(shop.file, with_step_at(case, at))
        for deadline in deadlines.of_case(shop.file, case_id):
            _move_deadline(shop, deadline, before, at)
        for call in callbacks.of_case(shop.file, case_id):
            if call.basis_at == before and call.state in WAITING:
                callbacks.replan(shop.file, _counted_from(shop, call, at))
        next_dates.keep_next_date(shop, case_id, at)
    return Changes.of("case", "callback", record_id=case_id)


def _require(shop: Shop, case: Case, at: datetime, reason: str) -> None:
    problems = reason_problems(reason)
    if at < shop.now() - LONGEST_AGO:
        problems.append(Problem(field="at", code="received_too_long_ago"))
    if problems:
        raise Invalid(*problems)
    if at > shop.now():
        raise Refusal("move_in_future", number=case.number)
    if at == case.last_step_at:
        raise Refusal("nothing_corrected", number=case.number)
    moments = step_moments(case, audit.of_case(shop.file, case.id))
    earlier = [moment for moment in moments[:-1] if moment <= case.last_step_at]
    if earlier and at < max(earlier):
        last = f"{max(earlier):%Y-%m-%d %H:%M}"
        raise Refusal("move_before_last_step", number=case.number, last=last)


def step_moments(case: Case, timeline: Sequence[AuditEntry]) -> list[datetime]:
    """Give when each step of a case happened that was not taken back, intake first."""
    moments = [case.received_at]  # a case that a call opened has no entry of its own for it
    for entry in timeline:
        said = entry.said()
        if entry.action in _STEPS:
            written = said.get("at")
            moments.append(datetime.fromisoformat(written) if written else entry.at)
        elif entry.action == _TAKEN_BACK:
            moments.pop()
        elif entry.action == _CORRECTED:
            moments[-1] = datetime.fromisoformat(said["to"])
        elif said.get("reopened"):  # by an unsatisfied answer (G-11)
            moments.append(max(entry.at, *moments))
    return moments


def _move_deadline(shop: Shop, deadline: Deadline, before: datetime, at: datetime) -> None:
    """Count a deadline anew that ended or began with the step."""
    if deadline.met_at == before:
        deadlines.put_back(shop.file, replace(deadline, met_at=at))
    if deadline.basis_at != before or not deadline.rule or deadline.met_at is not None:
        return
    rule = follow_ups.rule_from_text(deadline.rule)
    due = follow_ups.count_call(shop, rule, at, deadline.clause, ())
    assert due.due_at is not None
    deadlines.count_from(
        shop.file,
        replace(
            deadline,
            basis_at=at,
            rule_on=due.rule_on,
            due_at=due.due_at,
            provisional=due.provisional,
        ),
    )


def _counted_from(shop: Shop, call: Callback, at: datetime) -> Callback:
    call = replace(call, basis_at=at)
    if not call.rule or call.by_hand or call.moves or call.attempts:
        return call
    customer = customers.get(shop.file, call.customer_id)
    rule = follow_ups.rule_from_text(call.rule)
    today = shop.now().date()
    due = follow_ups.count_call(shop, rule, at, call.clause, customer.call_hours, not_before=today)
    return replace(
        call,
        rule_on=due.rule_on,
        due_on=due.due_on,
        opens_on=due.opens_on,
        closes_on=due.closes_on,
        due_at=due.due_at,
        provisional=due.provisional,
    )
