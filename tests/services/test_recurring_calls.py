"""The calls that a key account always has ahead (C-3, C-4)."""

from dataclasses import replace
from pathlib import Path

import pytest

from building.counter import Counter, open_counter
from building.moments import at
from shopcare.domain.calls.callback import CallbackState, CallResult, Purpose
from shopcare.domain.people.customer import BirthdayCalendar, Customer, CustomerBirthday
from shopcare.services.people import customers

K, B = Purpose.KEY_ACCOUNT, Purpose.BIRTHDAY


def solar(month: int, day: int) -> CustomerBirthday:
    return CustomerBirthday(calendar=BirthdayCalendar.SOLAR, month=month, day=day)


def change(counter: Counter, customer: Customer, **changes: object) -> Customer:
    now = customers.draft_of(customers.customer(counter.shop, customer.id))
    draft = replace(now, **changes)  # type: ignore[arg-type]
    return customers.change_customer(counter.shop, customer.id, draft).customer


def test_the_monthly_call_keeps_its_day_of_the_month_c3(tmp_path: Path) -> None:
    counter = open_counter(tmp_path, "2026-01-31 10:00")
    wang = counter.person(key_account=True)
    days = []
    for _ in range(5):
        [call] = counter.calls(wang, K)
        days.append(call.rule_on.isoformat())
        counter.clock.set(at(f"{call.due_on} 10:00"))
        counter.dial(call)
    assert days == ["2026-02-28", "2026-03-31", "2026-04-30", "2026-05-31", "2026-06-30"]
    counter.shop.close()


def test_a_call_made_late_does_not_shift_the_rhythm_c3(counter: Counter) -> None:
    wang = counter.person(key_account=True)
    counter.go_to("2026-06-20 10:00")
    [call] = counter.calls(wang, K)
    assert call.due_on.isoformat() == "2026-04-05"
    counter.dial(call)
    assert counter.due(wang, K) == ["2026-07-05"], "what was missed is not made up"


@pytest.mark.parametrize("result", [CallResult.REACHED, CallResult.ENDED, CallResult.COMPLAINT])
def test_whatever_settles_it_the_next_one_follows_c3(counter: Counter, result: CallResult) -> None:
    wang = counter.person(key_account=True)
    counter.dial(counter.calls(wang, K)[0], result, note="好")
    assert counter.due(wang, K) == ["2026-05-05"]


def test_a_birthday_call_is_made_the_day_before_every_year_c4(counter: Counter) -> None:
    wang = counter.person(key_account=True, birthday=solar(3, 12))
    [call] = counter.calls(wang, B)
    assert call.due_on.isoformat() == "2026-03-11"
    counter.go_to("2026-03-11 10:00")
    counter.dial(call)
    assert counter.due(wang, B) == ["2027-03-11"]


def test_another_birthday_moves_the_call_c4(counter: Counter) -> None:
    wang = counter.person(key_account=True, birthday=solar(3, 12))
    change(counter, wang, birthday=solar(8, 20))
    assert counter.due(wang, B) == ["2026-08-19"]
    change(counter, wang, remark="喜欢安静")
    [kept] = counter.calls(wang, B)
    change(counter, wang, address="文昌路")
    assert counter.calls(wang, B) == [kept], "an unchanged birthday keeps its call"
    lunar = CustomerBirthday(calendar=BirthdayCalendar.LUNAR, month=8, day=15)
    change(counter, wang, birthday=lunar)
    assert counter.due(wang, B) == ["2026-09-24"], "the eve of 25 September, 八月十五"
    change(counter, wang, birthday=None)
    assert counter.due(wang, B) == []


def test_a_tried_birthday_call_survives_a_change_of_something_else_c4(counter: Counter) -> None:
    wang = counter.person(key_account=True, birthday=solar(3, 12))
    counter.go_to("2026-03-11 16:00")
    counter.dial(counter.calls(wang, B)[0], CallResult.NO_ANSWER)
    assert counter.due(wang, B) == ["2026-03-12"]
    change(counter, wang, remark="忙")
    assert counter.due(wang, B) == ["2026-03-12"]


def test_only_key_accounts_have_standing_calls_c3_c4(counter: Counter) -> None:
    wang = counter.person(birthday=solar(3, 12))
    assert counter.calls(wang) == []
    change(counter, wang, key_account=True)
    assert {call.purpose for call in counter.calls(wang)} == {K, B}
    change(counter, wang, key_account=False)
    assert counter.calls(wang) == []
    states = {call.state for call in counter.calls(wang, every=True)}
    assert states == {CallbackState.PAUSED}
