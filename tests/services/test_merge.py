"""Two records of one person: found, made one with a choice per field, parted again (W-2)."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from building.counter import Counter
from building.moments import day
from shopcare.domain.calls.callback import CallResult, Purpose
from shopcare.domain.errors import Invalid, Refusal
from shopcare.domain.ids import CustomerId
from shopcare.domain.people.customer import BirthdayCalendar, Customer, CustomerBirthday
from shopcare.domain.people.prescription import EyeMeasure, PrescriptionDraft
from shopcare.domain.people.same_person import Choice, SamePersonReason
from shopcare.services.exchange.import_customers import import_customers
from shopcare.services.exchange.import_runs import import_runs, undo_import
from shopcare.services.merging.duplicates import duplicates, set_apart, undo_set_apart
from shopcare.services.merging.merge import merge_customers
from shopcare.services.merging.undo_merge import undo_merge
from shopcare.services.people import customers
from shopcare.services.people.prescriptions import prescriptions_of
from shopcare.services.search import search
from shopcare.services.upkeep.check import check
from shopcare.storage import customer_lists
from shopcare.storage.file.work import unrecorded
from shopcare.storage.measured import prescriptions

BORN = CustomerBirthday(calendar=BirthdayCalendar.SOLAR, month=5, day=4)
TABLES = ("customer", "customer_phone", "purchase", "prescription", "service_case", "callback")


def rows(counter: Counter) -> dict[str, list[tuple[Any, ...]]]:
    file = counter.shop.file
    return {name: [tuple(row) for row in file.execute(f"SELECT * FROM {name}")] for name in TABLES}


def two_records(counter: Counter) -> tuple[Customer, Customer]:
    """Put one person on file twice, as a till and a clerk did."""
    kept = counter.person("王小明", "13800138000", number="V1", remark="急性子")
    other = counter.person(
        "王晓明", "13800138000", "0571-87654321", number="V2", address="文三路 9 号",
        birthday=BORN, key_account=True, remark="戴隐形",
    )  # fmt: skip
    return kept, other


def test_doubles_are_found_by_number_address_and_sound_w2(counter: Counter) -> None:
    first, second = two_records(counter)
    a = counter.person("李雷", "13700137001", address="文三路 9 号")
    b = counter.person("李 雷", address="文三路9号")
    counter.person("韩梅梅", "13600136000")
    found = {(one.first.id, one.second.id): set(one.why) for one in duplicates(counter.shop)}
    assert found == {
        (first.id, second.id): {
            SamePersonReason.NUMBER,
            SamePersonReason.SOUND_AND_LAST_DIGITS,
        },
        (a.id, b.id): {SamePersonReason.NAME_AND_ADDRESS},
    }


def test_two_people_are_not_listed_again_until_it_is_undone_w2(counter: Counter) -> None:
    first, second = two_records(counter)
    set_apart(counter.shop, second.id, first.id)
    assert duplicates(counter.shop) == []
    with pytest.raises(Refusal, match="apart_already"):
        set_apart(counter.shop, first.id, second.id)
    undo_set_apart(counter.shop, first.id, second.id)
    assert len(duplicates(counter.shop)) == 1
    with pytest.raises(Refusal, match="nothing_to_undo"):
        undo_set_apart(counter.shop, first.id, second.id)


def test_everything_comes_along_and_nothing_is_lost_w2(counter: Counter) -> None:
    shop = counter.shop
    kept, other = two_records(counter)
    receipt = counter.sale(other, handed_over_on=day("2026-03-05")).purchase
    case = counter.case(other)
    measured = PrescriptionDraft(
        measured_on=date(2026, 3, 1), right=EyeMeasure(), left=EyeMeasure()
    )
    with unrecorded(shop.file):
        prescriptions.add(shop.file, other.id, measured)
    calls = {call.id for call in counter.calls(other)}
    merged = merge_customers(shop, kept.id, other.id)
    file = customers.customer_file(shop, kept.id)
    assert file.customer == merged.customer
    assert (file.customer.name, file.customer.number) == ("王小明", "V1")
    assert [phone.digits for phone in file.customer.phones] == ["13800138000", "057187654321"]
    assert (file.customer.address, file.customer.birthday) == ("文三路 9 号", BORN)
    assert file.customer.key_account
    assert file.customer.remark == "急性子\n戴隐形"
    assert [one.id for one in file.purchases] == [receipt.id]
    assert [one.id for one in file.cases] == [case.id]
    assert len(prescriptions_of(shop, kept.id)) == 1
    assert {call.id for call in counter.calls(kept)} == calls
    [record] = file.merged
    assert (record.id, record.name, record.number) == (other.id, "王晓明", "V2")


def test_every_table_about_customers_comes_along_w2(counter: Counter) -> None:
    kept, other = two_records(counter)
    counter.sale(other, handed_over_on=day("2026-03-05"))
    counter.case(other)
    merge_customers(counter.shop, kept.id, other.id)
    file = counter.shop.file
    links = file.execute(
        'SELECT one.name, link."from" FROM sqlite_schema AS one JOIN '
        "pragma_foreign_key_list(one.name) AS link WHERE link.\"table\" = 'customer'"
    ).fetchall()
    left = [
        table
        for table, column in links
        if table not in ("customer_merge", "person_key")  # each record's entries have its key
        and file.execute(f"SELECT 1 FROM {table} WHERE {column} = ?", (other.id,)).fetchone()
    ]
    assert left == []


@pytest.mark.parametrize(
    ("field", "choice", "value"),
    [
        ("name", Choice.OTHER, "王晓明"),
        ("number", Choice.OTHER, "V2"),
        ("number", Choice.KEPT, "V1"),
        ("address", Choice.KEPT, ""),
        ("key_account", Choice.KEPT, False),
        ("remark", Choice.OTHER, "戴隐形"),
    ],
)
def test_a_choice_per_field_decides_w2(
    counter: Counter, field: str, choice: Choice, value: object
) -> None:
    kept, other = two_records(counter)
    before = rows(counter)
    merged = merge_customers(counter.shop, kept.id, other.id, {field: choice})
    assert getattr(merged.customer, field) == value
    undo_merge(counter.shop, kept.id)
    after = rows(counter)
    made = {row[0] for row in after["callback"]} - {row[0] for row in before["callback"]}
    after["callback"] = [row for row in after["callback"] if row[0] not in made]
    assert after == before


def test_a_wrong_number_stays_wrong_c14(counter: Counter) -> None:
    kept = counter.person("王小明", "13800138000")
    other = counter.person("王小明", "13800138000", "13900139000")
    for digits in ("13800138000", "13900139000"):
        customers.mark_number(counter.shop, other.id, digits, wrong=True)
    merged = merge_customers(counter.shop, kept.id, other.id).customer
    assert merged.wrong_numbers == ("13900139000",), "the other one was right on the kept record"


def test_too_many_phones_are_refused_and_can_be_chosen(counter: Counter) -> None:
    kept = counter.person("王", *(f"1380013800{n}" for n in range(4)))
    other = counter.person("王", *(f"1390013900{n}" for n in range(4)))
    with pytest.raises(Invalid, match="too_many_phones"):
        merge_customers(counter.shop, kept.id, other.id)
    merged = merge_customers(counter.shop, kept.id, other.id, {"phones": Choice.OTHER})
    assert merged.customer.phones == other.phones


def test_nobody_is_called_twice_for_one_cause_c3_c4(counter: Counter) -> None:
    kept = counter.person("王小明", "13800138000", key_account=True, birthday=BORN)
    counter.go_to("2026-03-12 10:00")
    other = counter.person("王小明", "13900139000", key_account=True, birthday=BORN)
    own = counter.calls(kept)
    merged = merge_customers(counter.shop, kept.id, other.id)
    assert counter.calls(kept) == own, "the kept record's own rhythm goes on"
    assert len(merged.dropped) == 2
    assert counter.calls(other) == []


def test_a_birthday_that_was_called_for_is_not_called_for_again_c4(counter: Counter) -> None:
    counter.go_to("2026-05-03 10:00")
    kept = counter.person("王小明", "13800138000", key_account=True, birthday=BORN)
    other = counter.person("王小明", "13900139000", key_account=True, birthday=BORN)
    [call] = counter.calls(other, Purpose.BIRTHDAY)
    counter.dial(call, CallResult.REACHED)
    merge_customers(counter.shop, kept.id, other.id)
    assert counter.due(kept, Purpose.BIRTHDAY) == ["2027-05-03"]


def test_a_receipt_on_both_records_counts_once_c1(counter: Counter) -> None:
    kept, other = two_records(counter)
    bare = counter.sale(kept, sold_on=day("2026-03-05")).purchase
    numbered = counter.sale(
        other, receipt_number="S1", handed_over_on=day("2026-03-05"), sold_on=day("2026-03-05")
    ).purchase
    merged = merge_customers(counter.shop, kept.id, other.id)
    assert merged.voided == (bare.id,), "what was handed over has started its call"
    assert len(counter.calls(kept, Purpose.WEARING_CHECK)) == 1
    undo_merge(counter.shop, kept.id)
    assert customers.customer_file(counter.shop, kept.id).purchases[0].voided is None
    assert customers.customer_file(counter.shop, other.id).purchases[0].id == numbered.id


def test_a_receipt_that_a_case_is_about_stays_w2(counter: Counter) -> None:
    kept, other = two_records(counter)
    for person in (kept, other):
        line = counter.sale(person, handed_over_on=day("2026-03-05")).purchase.lines[0]
        counter.case(person, purchase_line_id=line.id)
    assert merge_customers(counter.shop, kept.id, other.id).voided == ()


def test_the_customer_is_found_by_what_the_merged_record_was_called(counter: Counter) -> None:
    kept, other = two_records(counter)
    merge_customers(counter.shop, kept.id, other.id)
    for text in ("V2", "王晓明", "wxm", "87654321", "13800138000"):
        found = search.find(counter.shop, text)
        assert [one.id for one in found if one.kind.value == "customer"] == [kept.id], text
    assert customers.customer_file(counter.shop, other.id).customer.id == kept.id
    assert customer_lists.ids(counter.shop.file, sort="name", descending=False) == [kept.id]
    for draft_id in (other.id, CustomerId(999)):
        with pytest.raises(Refusal, match=r"customer_merged|not_found"):
            customers.customer(counter.shop, draft_id)
    with pytest.raises(Invalid, match="number_taken"):
        counter.person("李雷", number="V2")


def test_nothing_is_written_to_a_merged_record(counter: Counter) -> None:
    kept, other = two_records(counter)
    merge_customers(counter.shop, kept.id, other.id)
    with pytest.raises(Refusal, match="customer_merged"):
        counter.sale(other)
    with pytest.raises(Refusal, match="customer_merged"):
        counter.case(other)
    with pytest.raises(Refusal, match="customer_merged"):
        merge_customers(counter.shop, kept.id, other.id)
    with pytest.raises(Refusal, match="same_record"):
        merge_customers(counter.shop, kept.id, kept.id)


def test_a_list_from_the_till_knows_the_merged_record(counter: Counter, tmp_path: Path) -> None:
    kept, other = two_records(counter)
    merge_customers(counter.shop, kept.id, other.id)
    till = tmp_path / "till.csv"
    till.write_text("会员号,姓名,手机\nV2,王晓明,13800138000\n,王晓明,0571-87654321\n", "utf-8")
    report = import_customers(counter.shop, till)
    assert (report.added, report.skipped) == (0, [])


def test_an_import_is_not_undone_under_a_merge(counter: Counter, tmp_path: Path) -> None:
    kept = counter.person("王小明", "13800138000")
    till = tmp_path / "till.csv"
    till.write_text("会员号,姓名,手机\nV2,王晓明,13900138000\n", "utf-8")
    import_customers(counter.shop, till)
    [other] = [one for one in search.find(counter.shop, "V2") if one.kind.value == "customer"]
    merge_customers(counter.shop, kept.id, CustomerId(other.id))
    [run] = import_runs(counter.shop)
    with pytest.raises(Refusal, match="import_built_upon"):
        undo_import(counter.shop, run.id)
    undo_merge(counter.shop, kept.id)
    assert customers.customer(counter.shop, CustomerId(other.id)).number == "V2"


@pytest.mark.parametrize("what", ["case", "sale", "change", "call"])
def test_what_was_built_on_a_merge_keeps_it_x9(counter: Counter, what: str) -> None:
    kept, other = two_records(counter)
    counter.sale(other, handed_over_on=day("2026-03-05"))
    merge_customers(counter.shop, kept.id, other.id)
    match what:
        case "case":
            counter.case(kept)
        case "sale":
            counter.sale(kept, "sunglasses")
        case "call":
            counter.dial(counter.calls(kept, Purpose.WEARING_CHECK)[0])
        case _:
            draft = customers.draft_of(customers.customer(counter.shop, kept.id))
            customers.change_customer(counter.shop, kept.id, draft)
    with pytest.raises(Refusal, match="merge_built_upon"):
        undo_merge(counter.shop, kept.id)


def test_merges_are_undone_in_turn_x9(counter: Counter) -> None:
    shop = counter.shop
    a, b = two_records(counter)
    c = counter.person("王小明", "13700137000", number="V3")
    merge_customers(shop, a.id, b.id)
    merge_customers(shop, c.id, a.id)
    assert customers.customer_file(shop, b.id).customer.id == c.id
    assert {one.id for one in customers.customer_file(shop, c.id).merged} == {a.id, b.id}
    with pytest.raises(Refusal, match="customer_merged"):
        undo_merge(shop, a.id)
    undo_merge(shop, c.id)
    undo_merge(shop, a.id)
    with pytest.raises(Refusal, match="nothing_to_undo"):
        undo_merge(shop, a.id)
    assert customers.customer(shop, b.id).number == "V2"


def test_the_check_finds_a_merged_file_sound(counter: Counter) -> None:
    kept, other = two_records(counter)
    counter.case(other)
    merge_customers(counter.shop, kept.id, other.id)
    assert [one.key for one in check(counter.shop) if not one.is_fine] in ([], ["languages"])
