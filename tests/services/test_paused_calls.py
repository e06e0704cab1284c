"""Flags of a customer that go off and on again, and the eve of a birthday (C-3, C-4)."""

from dataclasses import replace
from typing import Any

import pytest

from building.counter import Counter
from building.moments import at, day
from building.records import HANDED_OVER
from shopcare.domain.calls.callback import Callback, CallbackState, CallResult, Purpose
from shopcare.domain.cases.case import CaseKind
from shopcare.domain.people.customer import BirthdayCalendar, Customer, CustomerBirthday
from shopcare.services.calls import today
from shopcare.services.people import customers
from shopcare.storage import customers as customer_store
from shopcare.storage.file import audit

K, B = Purpose.KEY_ACCOUNT, Purpose.BIRTHDAY


def solar(month: int, number: int) -> CustomerBirthday:
    return CustomerBirthday(calendar=BirthdayCalendar.SOLAR, month=month, day=number)


def change(counter: Counter, customer: Customer, **more: Any) -> None:
    now = customers.customer(counter.shop, customer.id)
    draft = replace(customers.draft_of(now), **more)
    customers.change_customer(counter.shop, customer.id, draft)


def only(counter: Counter, customer: Customer, purpose: Purpose) -> Callback:
    [call] = counter.calls(customer, purpose)
    return call


def test_a_key_account_filed_on_the_eve_was_called_next_year_c4(counter: Counter) -> None:
    counter.go_to("2026-09-24 10:00")
    wang = counter.person("王", "13800138000", key_account=True, birthday=solar(9, 25))
    call = only(counter, wang, B)
    assert (call.rule_on, call.due_on) == (day("2026-09-24"), day("2026-09-24"))
    section = today.row_of(counter.shop, call, counter.shop.now()).place
    assert section is not None
    assert section.section == "now"


def test_after_the_last_window_of_the_eve_the_first_of_the_birthday_is_left_c4(
    counter: Counter,
) -> None:
    counter.go_to("2026-09-24 19:00")
    wang = counter.person("王", "13800138000", key_account=True, birthday=solar(9, 25))
    call = only(counter, wang, B)
    assert (call.rule_on, call.due_on) == (day("2026-09-24"), day("2026-09-25"))
    assert call.due_at == at("2026-09-25 09:30")
    counter.go_to("2026-09-25 09:40")
    place = today.row_of(counter.shop, call, counter.shop.now()).place
    assert place is not None
    assert place.late, "marked late"


def test_on_the_birthday_itself_the_next_one_is_planned_c4(counter: Counter) -> None:
    counter.go_to("2026-09-25 08:00")
    wang = counter.person("王", "13800138000", key_account=True, birthday=solar(9, 25))
    assert only(counter, wang, B).rule_on == day("2027-09-24")


def test_called_on_the_eve_and_the_file_saved_again_nobody_is_called_twice_c4(
    counter: Counter,
) -> None:
    counter.go_to("2026-09-24 10:00")
    wang = counter.person("王", "13800138000", key_account=True, birthday=solar(9, 25))
    counter.dial(only(counter, wang, B))
    assert only(counter, wang, B).rule_on == day("2027-09-24")
    change(counter, wang, key_account=False)
    change(counter, wang, key_account=True)
    assert only(counter, wang, B).rule_on == day("2027-09-24")


def test_who_declined_on_the_eve_and_thinks_again_is_not_called_for_the_same_birthday_c4(
    counter: Counter,
) -> None:
    counter.go_to("2026-09-24 10:00")
    wang = counter.person("王", "13800138000", key_account=True, birthday=solar(9, 25))
    counter.dial(only(counter, wang, B), CallResult.DECLINED)
    change(counter, wang, no_calls=False)
    assert only(counter, wang, B).rule_on == day("2027-09-24")


@pytest.mark.parametrize("flag", ["key_account", "no_calls"])
def test_a_flag_off_and_on_lost_the_overdue_call_and_began_the_rhythm_anew_c3(
    counter: Counter, flag: str
) -> None:
    wang = counter.person("王", "13800138000", key_account=True)
    first = only(counter, wang, K)
    assert first.rule_on == day("2026-04-05")
    counter.go_to("2026-04-20 10:00")
    usual = getattr(customers.draft_of(wang), flag)
    change(counter, wang, **{flag: not usual})
    assert counter.calls(wang) == []
    assert counter.again(first).state is CallbackState.PAUSED
    counter.go_to("2026-04-25 10:00")
    change(counter, wang, **{flag: usual})
    assert only(counter, wang, K) == first, "overdue as it was"
    assert customer_store.key_since(counter.shop.file, wang.id) == day("2026-03-05")
    counter.dial(first)
    assert only(counter, wang, K).rule_on == day("2026-05-05"), "on its own rhythm"


def test_no_calls_on_and_off_dropped_the_open_calls_for_good_c1_c2_c5(counter: Counter) -> None:
    wang = counter.person("王", "13800138000")
    counter.complaint_handled(wang)
    counter.sale(wang, handed_over_on=day("2026-03-05"))
    counter.case(wang, misuse_advised=True)
    before = counter.calls(wang)
    assert len(before) == 5
    change(counter, wang, no_calls=True)
    assert counter.calls(wang) == []
    change(counter, wang, no_calls=False)
    assert counter.calls(wang) == before


def test_the_audit_log_says_what_a_flag_paused_and_brought_back(counter: Counter) -> None:
    wang = counter.person("王", "13800138000", key_account=True)
    call = only(counter, wang, K)
    change(counter, wang, key_account=False)
    change(counter, wang, key_account=True)
    on, off = (
        entry.said()
        for entry in audit.of_actions(counter.shop.file, ("customer.change",), at("2026-01-01"))
    )
    assert off["calls_paused"] == on["calls_resumed"] == [call.id]


def test_a_paused_series_does_not_come_back_after_the_case_went_on(counter: Counter) -> None:
    wang = counter.person("王", "13800138000")
    case = counter.move(counter.case(wang, CaseKind.COMPLAINT), *HANDED_OVER)
    change(counter, wang, no_calls=True)
    counter.move(case, "confirmed")  # type: ignore[arg-type]
    change(counter, wang, no_calls=False)
    assert counter.calls(wang) == [], "G-11: it starts anew when it is handled"


def test_a_birthday_call_comes_back_overdue_as_it_would_have_stayed_c4(counter: Counter) -> None:
    wang = counter.person("王", "13800138000", key_account=True, birthday=solar(3, 12))
    call = only(counter, wang, B)
    change(counter, wang, no_calls=True)
    counter.go_to("2026-03-20 10:00")
    change(counter, wang, no_calls=False)
    assert only(counter, wang, B) == call
    counter.dial(call)
    assert only(counter, wang, B).rule_on == day("2027-03-11")


def test_what_a_calendar_moved_meanwhile_comes_back_where_the_calendar_has_it(
    counter: Counter,
) -> None:
    from shopcare.domain.calendar.opening import DayException
    from shopcare.services.rescheduling import calendar_changes

    wang = counter.person("王", "13800138000", key_account=True)
    change(counter, wang, key_account=False)
    closed = DayException(day=day("2026-04-05"), intervals=(), reason="盘点")
    calendar_changes.set_day(counter.shop, closed)
    change(counter, wang, key_account=True)
    call = only(counter, wang, K)
    assert (call.rule_on, call.due_on) == (day("2026-04-05"), day("2026-04-06"))
