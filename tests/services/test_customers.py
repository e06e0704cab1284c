"""Filing and changing customers (G-2, G-14, X-7)."""

from dataclasses import replace

import pytest

from building.counter import Counter
from shopcare.domain.calls.callback import Purpose
from shopcare.domain.errors import Invalid, NotFound
from shopcare.domain.ids import CustomerId
from shopcare.domain.people.customer import CustomerDraft
from shopcare.domain.typed.phone import phone_from_text
from shopcare.services.people import customers
from shopcare.services.search import search
from shopcare.services.shop import open_shop
from shopcare.storage.file import audit


def test_what_was_there_before_stays_in_the_log_g14(counter: Counter) -> None:
    wang = counter.person("王小明", "13800138000", address="文昌路 88 号")
    draft = replace(customers.draft_of(wang), address="人民路 1 号")
    customers.change_customer(counter.shop, wang.id, draft)
    entry = audit.last_of(counter.shop.file, "customer.change", wang.id)
    assert entry is not None
    assert entry.said() == {"address": {"before": "文昌路 88 号", "after": "人民路 1 号"}}


def test_a_form_writes_only_what_was_typed_in_it(counter: Counter) -> None:
    wang = counter.person("王小明", "13800138000")
    shown = customers.draft_of(wang)
    other = open_shop(counter.shop.path, clock=counter.clock)
    customers.change_customer(other, wang.id, replace(shown, no_calls=True))
    other.close()
    customers.change_fields(counter.shop, wang.id, shown, replace(shown, remark="周末来"))
    now = customers.customer(counter.shop, wang.id)
    assert (now.no_calls, now.remark) == (True, "周末来")


def test_a_member_number_belongs_to_one(counter: Counter) -> None:
    wang, li = counter.person("王", number="V1"), counter.person("李", number="V2")
    with pytest.raises(Invalid) as invalid:
        counter.person("张", number=" v1 ")
    assert dict(invalid.value.values) == {"number": "v1", "name": "王"}
    with pytest.raises(Invalid, match="number_taken"):
        draft = replace(customers.draft_of(li), number="V1")
        customers.change_customer(counter.shop, li.id, draft)
    same = replace(customers.draft_of(wang), number="v1")
    assert customers.change_customer(counter.shop, wang.id, same).customer.number == "v1"


def test_a_household_shares_a_number_x7(counter: Counter) -> None:
    wang = counter.person("王小明", "0571-87654321", "13800138000")
    zhang = counter.person("张丽", "0571 8765 4321")
    child = counter.person("王小小", "13800138000")
    stranger = counter.person("李四", "13900139000")
    file = customers.customer_file(counter.shop, wang.id)
    assert {person.id for person in file.household} == {zhang.id, child.id}
    assert customers.customer_file(counter.shop, stranger.id).household == ()
    assert [c.name for c in customers.on_phone(counter.shop, "057187654321")] == ["王小明", "张丽"]


def test_a_changed_customer_is_found_by_what_they_are_now(counter: Counter) -> None:
    wang = counter.person("王小明", "13800138000")
    draft = CustomerDraft(name="王大明", phones=(phone_from_text("13900139111"),))
    customers.change_customer(counter.shop, wang.id, draft)
    assert [hit.name for hit in search.find(counter.shop, "9111")] == ["王大明"]
    assert search.find(counter.shop, "8000") == []


def test_somebody_who_is_not_on_file(counter: Counter) -> None:
    for ask in (customers.customer, customers.customer_file):
        with pytest.raises(NotFound):
            ask(counter.shop, CustomerId(9))
    with pytest.raises(NotFound):
        customers.change_customer(counter.shop, CustomerId(9), CustomerDraft(name="谁"))


def test_who_wants_no_calls_has_routine_calls_paused_and_back_again(counter: Counter) -> None:
    wang = counter.person("王", key_account=True)
    counter.complaint_handled(wang)
    case = counter.case(wang)
    counter.move(case, *("confirmed", "diagnosed", "agreed"))  # type: ignore[arg-type]
    draft = replace(customers.draft_of(wang), no_calls=True)
    customers.change_customer(counter.shop, wang.id, draft)
    assert {call.purpose for call in counter.calls(wang)} == {Purpose.PROGRESS}
    before = counter.calls(wang, every=True)
    back = replace(draft, no_calls=False)
    customers.change_customer(counter.shop, wang.id, back)
    purposes = {call.purpose for call in counter.calls(wang)}
    assert purposes == {Purpose.PROGRESS, Purpose.KEY_ACCOUNT, Purpose.COMPLAINT}
    assert [(call.id, call.due_on) for call in counter.calls(wang)] == [
        (call.id, call.due_on) for call in before
    ], "each with its dates"
