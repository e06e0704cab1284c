"""What a customer's file needs, and which number is dialled first."""

from dataclasses import replace
from datetime import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shopcare.domain.errors import Invalid
from shopcare.domain.ids import CustomerId
from shopcare.domain.people.customer import (
    MOST_PHONES,
    BirthdayCalendar,
    Customer,
    CustomerBirthday,
    CustomerDraft,
    call_order,
    check_customer,
    phone_for_try,
)
from shopcare.domain.typed.phone import Phone, PhoneKind, phone_from_text

MOBILE, OTHER = phone_from_text("13800138000"), phone_from_text("13900139000")
LANDLINE = phone_from_text("0571-87654321")


def problems(draft: CustomerDraft) -> list[tuple[str, str]]:
    with pytest.raises(Invalid) as invalid:
        check_customer(draft)
    return [(problem.field, problem.code) for problem in invalid.value.problems]


def test_only_the_name_is_needed_g2() -> None:
    checked = check_customer(CustomerDraft(name=" 王\n小明 "))
    assert checked.name == "王 小明"
    assert Customer(id=CustomerId(1), name="王").missing == ("phones", "address", "birthday")


@pytest.mark.parametrize("name", ["", "   ", "\u200b", "\x00", "\u202e", "\u200d\u200e"])
def test_a_name_that_nobody_can_see_is_missing(name: str) -> None:
    assert problems(CustomerDraft(name=name)) == [("name", "name_missing")]


def test_all_that_is_wrong_is_said_at_once() -> None:
    draft = CustomerDraft(
        name="",
        number="N" * 41,
        address="路" * 301,
        phones=tuple(
            Phone(digits=f"1380013800{n}", kind=PhoneKind.MOBILE) for n in range(MOST_PHONES + 1)
        ),
        birthday=CustomerBirthday(calendar=BirthdayCalendar.SOLAR, month=2, day=30),
        call_hours=((time(12), time(11)),),
    )
    assert {field for field, _ in problems(draft)} == {
        "name", "number", "address", "phones", "birthday", "call_hours",
    }  # fmt: skip


def test_the_same_phone_twice_is_kept_once() -> None:
    assert check_customer(CustomerDraft(name="王", phones=(MOBILE, MOBILE))).phones == (MOBILE,)


def test_call_hours_are_put_in_order_and_may_not_overlap_c6() -> None:
    late, early = (time(14), time(16)), (time(9), time(11))
    assert check_customer(CustomerDraft(name="王", call_hours=(late, early))).call_hours == (
        early,
        late,
    )
    overlap = CustomerDraft(name="王", call_hours=((time(9), time(12)), (time(11), time(13))))
    assert problems(overlap) == [("call_hours", "hours_overlap")]


def birthday(
    month: int, day: int, *, lunar: bool = False, year: int | None = None
) -> CustomerBirthday:
    calendar = BirthdayCalendar.LUNAR if lunar else BirthdayCalendar.SOLAR
    return CustomerBirthday(calendar=calendar, month=month, day=day, year=year)


@pytest.mark.parametrize(
    "born",
    [
        birthday(2, 29),
        birthday(2, 29, year=2024),
        birthday(12, 31),
        birthday(2, 30, lunar=True),
        birthday(12, 30, lunar=True, year=1960),
    ],
)
def test_a_day_that_exists_is_a_birthday_c4(born: CustomerBirthday) -> None:
    assert check_customer(CustomerDraft(name="王", birthday=born)).birthday == born


@pytest.mark.parametrize(
    "born",
    [
        birthday(2, 30),
        birthday(4, 31),
        birthday(13, 1),
        birthday(0, 1),
        birthday(1, 0),
        birthday(1, 31, lunar=True),
        birthday(2, 29, year=2023),
        birthday(3, 5, year=99_999),
        birthday(3, 5, year=-1),
        birthday(3, 5, year=10**30),
    ],
)
def test_a_day_that_never_was_is_no_birthday(born: CustomerBirthday) -> None:
    assert problems(CustomerDraft(name="王", birthday=born)) == [
        ("birthday", "birthday_impossible")
    ]


def test_a_landline_is_dialled_first_c10() -> None:
    draft = Customer(id=CustomerId(1), name="王", phones=(MOBILE, LANDLINE, OTHER))
    assert call_order(draft) == (LANDLINE, MOBILE, OTHER)
    wished = replace(draft, prefers=PhoneKind.MOBILE)
    assert call_order(wished) == (MOBILE, OTHER, LANDLINE)


def test_the_alternate_number_is_proposed_on_the_second_try_c13() -> None:
    draft = Customer(id=CustomerId(1), name="王", phones=(MOBILE, LANDLINE))
    assert [phone_for_try(draft, n) for n in range(3)] == [LANDLINE, MOBILE, LANDLINE]
    assert phone_for_try(Customer(id=CustomerId(1), name="王"), 2) is None


@given(st.text(max_size=100), st.text(max_size=60), st.text(max_size=320), st.text(max_size=100))
def test_any_text_is_taken_or_refused_and_taken_once_for_all(
    name: str, number: str, address: str, remark: str
) -> None:
    draft = CustomerDraft(name=name, number=number, address=address, remark=remark)
    try:
        checked = check_customer(draft)
    except Invalid:
        return
    assert check_customer(checked) == checked
