"""A complaint is accepted within 15 days of the purchase; the reply is due for those (A-4)."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from building.counter import Counter, open_counter
from shopcare.domain.cases.case import CaseKind
from shopcare.domain.cases.deadline import DeadlineKind
from shopcare.services.follow_ups.case_deadlines import too_late_for


@pytest.fixture(scope="module")
def counter(tmp_path_factory: pytest.TempPathFactory) -> Counter:
    return open_counter(tmp_path_factory.mktemp("late"), trade="clothing")


@pytest.mark.parametrize(("days", "has_reply"), [(None, True), (0, True), (15, True), (16, False)])
def test_the_reply_is_due_where_the_complaint_came_in_time_a4(
    counter: Counter, days: int | None, has_reply: bool
) -> None:
    today = counter.shop.today()
    bought_on = None if days is None else today - timedelta(days)
    case = counter.case(counter.person(), CaseKind.COMPLAINT, bought_on=bought_on)
    kinds = {one.kind for one in counter.deadlines(case)}
    assert (DeadlineKind.REPLY in kinds) is has_reply
    assert DeadlineKind.ANSWER in kinds, "every complaint is answered"
    term = too_late_for(counter.shop, CaseKind.COMPLAINT, bought_on, today)
    assert (term is None) is has_reply
    assert term is None or (term.clause, term.accepted_days) == ("A-4", 15)


@given(bought_on=st.dates(date(2000, 1, 1), date(2026, 3, 5)))
def test_a_consultation_is_never_too_late_a4(counter: Counter, bought_on: date) -> None:
    term = too_late_for(counter.shop, CaseKind.CONSULTATION, bought_on, counter.shop.today())
    assert term is None
