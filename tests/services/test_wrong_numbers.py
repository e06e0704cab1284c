"""A number found wrong is not dialled again (C-14)."""

from dataclasses import replace

import pytest

from building.counter import Counter
from shopcare.domain.calls.callback import Callback, CallResult
from shopcare.domain.errors import NotFound
from shopcare.domain.people.customer import Customer
from shopcare.domain.typed.phone import phone_from_text
from shopcare.services.calls import today
from shopcare.services.calls.call_card import call_card
from shopcare.services.people import customers
from shopcare.services.people.customers import mark_number, number_to_find
from shopcare.services.reports.day_close import day_close

MOBILE, LANDLINE = "13800138000", "0571-87654321"


def complained(counter: Counter, *phones: str) -> tuple[Customer, Callback]:
    wang = counter.person("王", *phones)
    counter.complaint_handled(wang)
    return wang, counter.calls(wang)[0]


def dialled(counter: Counter, call: Callback) -> str | None:
    phone = today.row_of(counter.shop, counter.again(call), counter.shop.now()).phone
    return phone.digits if phone else None


def test_a_wrong_number_was_dialled_again(counter: Counter) -> None:
    wang, call = complained(counter, MOBILE, LANDLINE)
    assert dialled(counter, call) == "057187654321"
    counter.dial(call, CallResult.WRONG_NUMBER)
    for _ in range(3):
        assert dialled(counter, call) == MOBILE
        counter.dial(call, CallResult.NO_ANSWER)
    assert customers.customer(counter.shop, wang.id).wrong_numbers == ("057187654321",)
    assert number_to_find(counter.shop) == ()


def test_with_no_number_left_the_customer_is_on_the_list_of_numbers_to_find(
    counter: Counter,
) -> None:
    wang, call = complained(counter, MOBILE)
    before = counter.again(call)
    after = counter.dial(call, CallResult.WRONG_NUMBER).callback
    assert (after.due_on, after.due_at) == (before.due_on, before.due_at), "not retried"
    assert dialled(counter, call) is None
    assert [one.id for one in number_to_find(counter.shop)] == [wang.id]
    assert [one.id for one in day_close(counter.shop).number_to_find] == [wang.id]
    assert "phones" in call_card(counter.shop, call.id).missing
    found = (phone_from_text("13900139000"), *wang.phones)
    draft = replace(customers.draft_of(wang), phones=found)
    customers.change_customer(counter.shop, wang.id, draft)
    assert dialled(counter, call) == "13900139000"
    assert number_to_find(counter.shop) == ()


def test_the_mark_survives_a_change_of_the_file_and_is_taken_back_by_hand(
    counter: Counter,
) -> None:
    wang, call = complained(counter, MOBILE)
    counter.dial(call, CallResult.WRONG_NUMBER)
    draft = replace(customers.draft_of(wang), address="文昌路")
    customers.change_customer(counter.shop, wang.id, draft)
    assert customers.customer(counter.shop, wang.id).wrong_numbers == (MOBILE,)
    mark_number(counter.shop, wang.id, MOBILE, wrong=False)
    assert dialled(counter, call) == MOBILE
    with pytest.raises(NotFound):
        mark_number(counter.shop, wang.id, "110", wrong=True)


def test_another_number_than_the_customers_marks_none_of_theirs(counter: Counter) -> None:
    wang, call = complained(counter, MOBILE)
    counter.dial(call, CallResult.WRONG_NUMBER, phone="13900139000")
    assert customers.customer(counter.shop, wang.id).wrong_numbers == ()


def test_who_left_only_a_mobile_is_asked_for_a_second_number(counter: Counter) -> None:
    for phones, asked in (((MOBILE,), True), ((MOBILE, LANDLINE), False), ((LANDLINE,), False)):
        _, call = complained(counter, *phones)
        assert ("second_number" in call_card(counter.shop, call.id).missing) is asked
