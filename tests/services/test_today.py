"""The Today page: whom to call, when, and why (screens.md)."""

from datetime import time

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from building.counter import Counter
from building.moments import at, day
from building.records import READY, WORK
from shopcare.domain.calls.call_order import Section
from shopcare.domain.calls.callback import CallResult, Purpose
from shopcare.domain.cases.case import CaseKind
from shopcare.domain.changes import ChangeKind
from shopcare.services.calls import today
from shopcare.services.calls.call_card import call_card
from shopcare.services.cases.case_lists import due_today
from shopcare.storage import callbacks

FIRST_THREE = (Section.OVERDUE, Section.NOW, Section.LATER)
OWN = {"call_hours": ((time(9, 40), time(10, 0)), (time(16), time(17)))}


@pytest.fixture
def busy(counter: Counter) -> Counter:
    """Fill the shop: complaints, fittings, goods, birthdays, hours of one's own, tries in vain."""
    counter.go_to("2026-02-26 09:00")
    for number in range(4):
        person = counter.person(
            f"顾客{number}",
            f"1380013800{number}",
            key_account=number == 0,
            **(OWN if number else {}),
        )
        counter.complaint_handled(person)
        counter.sale(person, handed_over_on=day("2026-02-26"))
        case = counter.case(person, misuse_advised=True)
        counter.move(case, *(READY if number % 2 else WORK), promised_on=day("2026-03-03"))
    counter.go_to("2026-03-02 10:00")
    for person_id in (2, 3):
        first = callbacks.open_of_customer(counter.shop.file, person_id)[0]  # type: ignore[arg-type]
        counter.dial(first, CallResult.NO_ANSWER)
    return counter


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(
    moment=st.datetimes(
        at("2026-02-25 00:00").replace(tzinfo=None), at("2026-03-20 23:59").replace(tzinfo=None)
    )
)
def test_the_first_three_sections_are_exactly_the_open_calls_due(
    busy: Counter, moment: object
) -> None:
    when = at(str(moment))
    panel = today.panel(busy.shop, when)
    listed = [row.callback.id for section in FIRST_THREE for row in panel.sections[section]]
    due = [call.id for call in callbacks.due_up_to(busy.shop.file, when.date())]
    assert sorted(listed) == sorted(due)
    everywhere = [row.callback.id for rows in panel.sections.values() for row in rows]
    assert len(everywhere) == len(set(everywhere)), "each call stands in one section"
    assert panel.due == len(due)


def test_the_turn_of_midnight_makes_open_calls_overdue(busy: Counter) -> None:
    before = today.panel(busy.shop, at("2026-03-03 23:59"))
    after = today.panel(busy.shop, at("2026-03-04 00:00"))
    single = [
        row.callback.id
        for section in FIRST_THREE
        for row in before.sections[section]
        if row.callback.closes_on == day("2026-03-03")
    ]
    overdue = {row.callback.id for row in after.sections[Section.OVERDUE]}
    assert single
    assert set(single) <= overdue


def test_complaints_stand_before_routine_calls(busy: Counter) -> None:
    panel = today.panel(busy.shop, at("2026-03-03 10:00"))
    for section in FIRST_THREE:
        purposes = [row.callback.purpose for row in panel.sections[section]]
        ranks = [list(Purpose).index(purpose) for purpose in purposes]
        assert ranks == sorted(ranks)


def test_a_made_call_is_done_with_its_result(counter: Counter) -> None:
    wang = counter.person()
    counter.complaint_handled(wang)
    call = counter.calls(wang, Purpose.COMPLAINT)[0]
    counter.dial(call, satisfaction=5)
    counter.go_to("2026-03-05 11:00")
    done = today.panel(counter.shop).sections[Section.DONE]
    assert [(row.callback.id, row.callback.result) for row in done] == [
        (call.id, CallResult.REACHED)
    ]
    assert today.panel(counter.shop, at("2026-03-06 10:00")).sections[Section.DONE] == []


def test_the_card_shows_household_contacts_and_what_is_missing_x7_g2(counter: Counter) -> None:
    wang = counter.person("王小明", "0571-87654321")
    zhang = counter.person("张丽", "0571-87654321")
    case = counter.complaint_handled(wang)
    counter.complaint_handled(zhang)
    first, second, _ = counter.calls(wang, Purpose.COMPLAINT)
    counter.dial(first, note="还好")
    card = call_card(counter.shop, second.id)
    assert card.case is not None
    assert card.case.id == case.id
    assert [(call.id, attempt.note) for call, attempt in card.contacts] == [(first.id, "还好")]
    assert {"address", "birthday", "product"} <= set(card.missing)
    others = {row.callback.customer_id for row in card.household}
    assert others == {zhang.id}, "his own later call is not on the list of this day"


def test_goods_promised_and_answers_that_run_out_today_g3_g6(counter: Counter) -> None:
    wang = counter.person()
    late = counter.move(counter.case(wang), *WORK, promised_on=day("2026-03-05"))
    counter.move(counter.case(wang), *READY, promised_on=day("2026-03-05"))
    counter.move(counter.case(wang), *WORK, promised_on=day("2026-03-06"))
    answer = counter.case(wang, CaseKind.COMPLAINT, received_at=at("2026-03-04 11:00"))
    counter.case(wang, CaseKind.COMPLAINT)
    due = due_today(counter.shop)
    assert [case.id for case, _ in due.promised] == [late.id]
    assert [case.id for _, case, _ in due.answers] == [answer.id]


@pytest.mark.parametrize("result", [CallResult.NO_ANSWER, CallResult.LATER])
def test_looking_at_one_call_again_gives_the_list_as_it_stands(
    busy: Counter, result: CallResult
) -> None:
    for _ in range(3):
        before = today.panel(busy.shop)
        call = next(row.callback for name in FIRST_THREE for row in before.sections[name])
        later_at = at("2026-03-02 16:30") if result is CallResult.LATER else None
        changes = busy.dial(call, result, later_at=later_at).changes
        assert changes.only_record(ChangeKind.CALLBACK) == call.id
        again = today.panel_with(busy.shop, before, call.id)
        assert again == today.panel(busy.shop)
        assert again.sections != before.sections


def test_what_touches_more_than_its_own_call_is_looked_at_as_a_whole(busy: Counter) -> None:
    busy.go_to("2026-03-04 10:00")
    panel = today.panel(busy.shop)
    calls = [row.callback for name in FIRST_THREE for row in panel.sections[name]]
    wrong, settled, declined, *_ = {call.customer_id: call for call in calls}.values()
    found_wrong = busy.dial(wrong, CallResult.WRONG_NUMBER).changes
    assert found_wrong.touches(ChangeKind.CUSTOMER)
    assert found_wrong.only_record(ChangeKind.CALLBACK) is None
    opened = busy.dial(settled, CallResult.COMPLAINT, note="又松了").changes
    assert opened.touches(ChangeKind.CASE)
    assert opened.only_record(ChangeKind.CALLBACK) is None
    paused = busy.dial(declined, CallResult.DECLINED).changes
    assert paused.touches(ChangeKind.CUSTOMER)
    assert paused.only_record(ChangeKind.CALLBACK) is None
