"""What goes back or is put right: a failed check (G-7), a step (G-14), a whole case (W-8)."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from shopcare.domain.calls.callback import WAITING, Callback
from shopcare.domain.cases.case import Case, Pause, Stage
from shopcare.domain.cases.case_facts import LONGEST_AGO, fact_problems, facts_of
from shopcare.domain.cases.case_moves import MoveFacts, ends_complaint
from shopcare.domain.cases.deadline import Deadline, DeadlineKind
from shopcare.domain.cases.step_time import StepTaken, steps_taken, with_step_at
from shopcare.domain.changes import ChangeKind, Changes
from shopcare.domain.errors import Invalid, Problem, Refusal
from shopcare.domain.ids import CaseId
from shopcare.domain.people.staff import Action, require
from shopcare.domain.shop.audit import Voided
from shopcare.domain.typed.text import clean_text, reason_problems, require_reason
from shopcare.services.cases.cases import checks_of, move_case
from shopcare.services.follow_ups import case_deadlines, follow_ups, next_dates
from shopcare.services.shop import Shop, local
from shopcare.storage import callbacks, customers, row_changes
from shopcare.storage.cases import cases, deadlines
from shopcare.storage.file import audit


def correct_time(shop: Shop, case_id: CaseId, at: datetime, reason: str) -> Changes:
    """Say when the last step of a case really happened; what counts from it is counted again.

    An earlier step is reached by taking the later ones back. Calls that were tried already, or
    that a person has put on a day, stay where they are.

    Raises:
        NotFound: there is no such case.
        Refusal: ``move_before_last_step``, ``move_in_future``, ``nothing_corrected``,
            ``voided_already``.
        Invalid: ``reason_missing``, ``text_too_long``, ``received_too_long_ago``; where the intake
            itself is put right, ``bought_after_intake`` and ``laying_before_intake``.
    """
    at, reason = local(shop, at), clean_text(reason)
    with shop.begin("case.correct_time", "case") as step:
        case = cases.get(shop.file, case_id)
        steps = steps_taken(case, audit.of_case(shop.file, case_id))
        _require(shop, case, steps, at, reason)
        before = steps[-1].at
        step.subject_id = step.case_id = case_id
        step.values = {"stage": case.stage, "from": before, "to": at, "reason": reason}
        corrected = with_step_at(case, steps[-1], at)
        is_return = case.return_request is not None
        with row_changes.noting(shop.file, step, case.customer_id, receipts=is_return):
            cases.change(shop.file, corrected)
            if is_return:
                from shopcare.services.cases import exchanged_goods

                exchanged_goods.keep_day(shop, corrected)
            for deadline in deadlines.of_case(shop.file, case_id):
                _move_deadline(shop, deadline, before, at, case.pauses)
            for call in callbacks.of_case(shop.file, case_id):
                if call.basis_at == before and call.state in WAITING:
                    callbacks.replan(shop.file, _counted_from(shop, call, at))
            next_dates.keep_next_date(shop, case_id, at)
    return _changes(case)


def _require(shop: Shop, case: Case, steps: Sequence[StepTaken], at: datetime, reason: str) -> None:
    if case.voided is not None:
        raise Refusal("voided_already")
    problems = reason_problems(reason)
    if at < shop.now() - LONGEST_AGO:
        problems.append(Problem(field="at", code="received_too_long_ago"))
    if len(steps) == 1:  # the intake: what it says of other days has to fit
        problems += fact_problems(facts_of(case), at.date())
    if problems:
        raise Invalid(*problems)
    if at > shop.now():
        raise Refusal("move_in_future", number=case.number)
    if at == steps[-1].at:
        raise Refusal("nothing_corrected", number=case.number)
    if len(steps) > 1 and at < steps[-2].at:
        last = f"{steps[-2].at:%Y-%m-%d %H:%M}"
        raise Refusal("move_before_last_step", number=case.number, last=last)


def _move_deadline(
    shop: Shop, deadline: Deadline, before: datetime, at: datetime, pauses: Sequence[Pause]
) -> None:
    """Count a deadline anew that ended or began with the step."""
    if deadline.met_at == before:
        deadlines.put_back(shop.file, replace(deadline, met_at=at))
    if deadline.basis_at != before or not deadline.rule or deadline.met_at is not None:
        return
    due = case_deadlines.count_again(shop.calendar, deadline, at, pauses)
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


def void_case(shop: Shop, case_id: CaseId, reason: str) -> Changes:
    """Take a case out of every count; it stays readable under its number (X-15).

    Raises:
        NotFound: there is no such case.
        Refusal: ``voided_already``, ``manager_needed`` for a complaint that is not settled,
            ``exchanged_goods_asked_about``.
        Invalid: ``reason_missing``, ``text_too_long``.
    """
    reason, now = require_reason(reason), shop.now()
    with shop.begin("case.void", "case") as step:
        case = cases.get(shop.file, case_id)
        if case.voided is not None:
            raise Refusal("voided_already")
        if ends_complaint(case, Stage.CANCELLED):
            require(shop.deciding, Action.END_COMPLAINT)
        step.subject_id = step.case_id = case_id
        step.values = {"from": case.stage, "reason": reason}
        voided = Voided(at=now, by=shop.acting.id, reason=reason)
        is_return = case.return_request is not None
        with row_changes.noting(shop.file, step, case.customer_id, receipts=is_return):
            if is_return:
                from shopcare.services.cases import exchanged_goods

                exchanged_goods.take_back(shop, case, reason)
            cases.change(shop.file, replace(case, stage=Stage.CANCELLED, voided=voided))
            deadlines.drop(shop.file, case_id, list(DeadlineKind), now)
            follow_ups.drop(shop, callbacks.of_case(shop.file, case_id))
    return _changes(case)


def _changes(case: Case) -> Changes:
    """Name what a correction may have changed: an exchange has a receipt of its own (A-7)."""
    receipts = (ChangeKind.PURCHASE,) if case.return_request is not None else ()
    return Changes.of(ChangeKind.CASE, ChangeKind.CALLBACK, *receipts, record_id=case.id)


def record_failed_check(
    shop: Shop, case_id: CaseId, *, passed: tuple[str, ...], reason: str
) -> Changes:
    """Record that a check failed and why; the case stays in work or goes back to it (G-7).

    Args:
        shop: the shop.
        case_id: a case in work or checked.
        passed: the checks that were ticked nevertheless.
        reason: what is not right.

    Raises:
        NotFound: there is no such case.
        Refusal: ``move_not_allowed`` where nothing is in work.
        Invalid: ``reason_missing``, ``text_too_long``.
    """
    if cases.get(shop.file, case_id).stage is Stage.CHECKED:
        return move_case(shop, case_id, Stage.IN_WORK, MoveFacts(reason=reason)).changes
    reason = require_reason(reason)
    with shop.begin("case.check_failed", "case") as step:
        case = cases.get(shop.file, case_id)
        if case.stage is not Stage.IN_WORK:
            raise Refusal("move_not_allowed", stage=case.stage.value, to=Stage.CHECKED.value)
        left = [check for check in checks_of(shop, case) if check not in passed]
        step.subject_id = step.case_id = case_id
        step.values = {"passed": list(passed), "left": left, "reason": reason}
    return Changes.of(ChangeKind.CASE, record_id=case_id)
