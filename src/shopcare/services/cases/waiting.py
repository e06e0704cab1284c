"""Waiting for the customer: clocks that run in opening hours stand still meanwhile."""

from dataclasses import replace
from datetime import datetime

from shopcare.domain.cases.case import Case, Pause
from shopcare.domain.cases.deadline import PAUSING
from shopcare.domain.changes import ChangeKind, Changes
from shopcare.domain.errors import Refusal
from shopcare.domain.ids import CaseId
from shopcare.services.follow_ups import case_deadlines, next_dates
from shopcare.services.shop import Shop
from shopcare.storage.cases import cases, deadlines


def wait(shop: Shop, case_id: CaseId) -> Changes:
    """Record that it is up to the customer now; waiting twice changes nothing.

    A case that would have no other date ahead is looked at again all the same (G-25).

    Raises:
        NotFound: there is no such case.
        Refusal: ``case_over``, ``waiting_already``.
    """
    at = shop.now()
    with shop.begin("case.wait", "case") as step:
        case = cases.get(shop.file, case_id)
        if not case.is_open:
            raise Refusal("case_over", number=case.number)
        if case.waiting_since is not None:
            raise Refusal("waiting_already", number=case.number)
        step.subject_id = step.case_id = case_id
        cases.change(shop.file, replace(case, pauses=(*case.pauses, Pause(began_at=at))))
        deadlines.pause(shop.file, case_id, PAUSING, at)
        next_dates.keep_next_date(shop, case_id, at)
    return Changes.of(ChangeKind.CASE, record_id=case_id)


def go_on(shop: Shop, case_id: CaseId) -> Changes:
    """Record that the customer has answered; the clocks run on.

    Raises:
        NotFound: there is no such case.
        Refusal: ``not_waiting``.
    """
    at = shop.now()
    with shop.begin("case.go_on", "case") as step:
        case = cases.get(shop.file, case_id)
        if case.waiting_since is None:
            raise Refusal("not_waiting", number=case.number)
        step.subject_id = step.case_id = case_id
        step.values = {"since": case.waiting_since}
        end_wait(shop, case, at)
        next_dates.keep_next_date(shop, case_id, at)
    return Changes.of(ChangeKind.CASE, record_id=case_id)


def end_wait(shop: Shop, case: Case, at: datetime) -> Case:
    """Let the clocks of a case run on, inside a running action, and give the case as it is then.

    Every step of a case ends the waiting. One that is written down late ends it when it happened,
    and no earlier than it began.
    """
    since = case.waiting_since
    if since is None:
        return case
    ended = Pause(began_at=since, ended_at=max(since, at))
    case = replace(case, pauses=(*case.pauses[:-1], ended))
    cases.change(shop.file, case)
    for deadline in deadlines.of_case(shop.file, case.id):
        if deadline.paused:
            due = case_deadlines.count_again(
                shop.calendar, deadline, deadline.basis_at, case.pauses
            )
            assert due.due_at is not None
            moved = replace(deadline, due_at=due.due_at, provisional=due.provisional, paused=False)
            deadlines.put_back(shop.file, moved)
    return case
