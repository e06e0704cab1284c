"""The exports of a real till, read to the numbers that are known of them."""

import json
from collections import Counter
from pathlib import Path

import pytest

from shopcare.domain.people.customer import BirthdayCalendar, check_customer
from shopcare.domain.typed.phone import PhoneKind
from shopcare.exchange.customers import customer_rows, same_person_keys
from shopcare.exchange.purchases import purchase_rows
from shopcare.exchange.receipts import receipts_of
from shopcare.exchange.recognition.words import TableKind
from shopcare.exchange.table import read_table

EXPORTS = Path(__file__).parents[1] / "data" / "pos-exports"
SALES = ("sales-optical.xlsx", "sales-tile.xlsx", "sales-beauty.csv", "sales-clothing.csv")


@pytest.fixture(scope="module")
def expected():
    return json.loads((EXPORTS / "expected.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def customers():
    return list(customer_rows(EXPORTS / "customers.xlsx"))


@pytest.fixture(scope="module")
def receipts():
    return {name: receipts_of(purchase_rows(EXPORTS / name)) for name in SALES}


def test_every_customer_is_read_without_a_problem(customers, expected):
    assert len(customers) == expected["rows_customers"]
    assert all(row.draft is not None and not row.problems for row in customers)
    assert all(check_customer(row.draft) == row.draft for row in customers)
    assert (customers[0].row, customers[-1].row) == (2, 410)


def test_phones(customers, expected):
    mobiles = [
        p.digits for row in customers for p in row.draft.phones if p.kind is PhoneKind.MOBILE
    ]
    landlines = [p for row in customers for p in row.draft.phones if p.kind is PhoneKind.LANDLINE]
    assert len(set(mobiles)) == expected["distinct_phones"]
    assert len(mobiles) == expected["rows_customers"]
    assert len(landlines) == 116
    shared = Counter(mobiles)
    assert shared[expected["household_phone"]] == 3


def test_household_and_the_same_person_twice(customers, expected):
    seen = {}
    again = []
    for row in customers:
        keys = same_person_keys(row.draft)
        if any(key in seen for key in keys):
            again.append((row.row, row.draft.name, row.draft.number))
        seen.update(dict.fromkeys(keys, row.row))
    assert again == [(410, "侯刚", "VIP99999")]
    household = {
        row.draft.name
        for row in customers
        if expected["household_phone"] in {phone.digits for phone in row.draft.phones}
    }
    assert household == {"冯明斌", "余鑫怡", "邱华静"}


def test_rare_names_birthdays_and_key_accounts(customers, expected):
    drafts = [row.draft for row in customers]
    assert set(expected["rare_names"]) <= {draft.name for draft in drafts}
    birthdays = [draft.birthday for draft in drafts if draft.birthday]
    assert len(birthdays) == 288
    lunar = [each for each in birthdays if each.calendar is BirthdayCalendar.LUNAR]
    assert len(lunar) == expected["lunar_birthdays"]
    assert {(each.month, each.day, each.leap_month) for each in lunar} == {
        (4, 2, True),
        (12, 30, False),
        (1, 8, False),
        (8, 15, False),
    }
    assert sum(draft.key_account for draft in drafts) == expected["key_accounts"]
    assert sum(draft.remark == "=1+1" for draft in drafts) == 40
    assert sum(draft.remark == "空格" for draft in drafts) == 44


def test_every_sale_is_read_without_a_problem(receipts, expected):
    assert sum(found.read for found in receipts.values()) == expected["rows_purchases"]
    for found in receipts.values():
        assert (found.skipped, found.noted, found.aside) == ((), (), ())
        assert len(found.receipts) == 500
        for receipt in found.receipts:
            # These tills put the day into the number: six ways to write it must all agree.
            assert receipt.receipt_number[2:10] == f"{receipt.sold_on:%Y%m%d}"
            assert receipt.handed_over_on is None or receipt.handed_over_on >= receipt.sold_on
            assert receipt.lines[0].amount_fen is not None
    waiting = sum(
        receipt.handed_over_on is None for found in receipts.values() for receipt in found.receipts
    )
    assert waiting == 20 + 20 + 28 + 19


def test_every_buyer_is_on_the_list_of_customers(receipts, customers):
    known = {row.draft.number: row.draft for row in customers}
    for found in receipts.values():
        for receipt in found.receipts:
            customer = known[receipt.buyer.number]
            assert receipt.buyer.name == customer.name
            assert set(receipt.buyer.phones) <= set(customer.phones)


def test_formats_and_columns_are_recognised():
    seen = {name: read_table(EXPORTS / name) for name in ("customers.xlsx", *SALES)}
    assert [preview.format for preview in seen.values()] == [
        "XLSX",
        "XLSX",
        "XLSX",
        "CSV UTF-8 ,",
        "CSV GB18030 ,",
    ]
    assert seen["customers.xlsx"].recognised.kind is TableKind.CUSTOMERS
    assert seen["customers.xlsx"].recognised.unknown == ("性别",)
    for name in SALES:
        assert seen[name].recognised.kind is TableKind.PURCHASES
        assert (seen[name].recognised.unknown, seen[name].recognised.ambiguous) == ((), {})
