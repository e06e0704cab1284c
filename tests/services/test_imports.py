"""Bringing a till's tables in: doing it twice changes nothing, nothing is guessed."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from building.counter import Counter, open_counter
from building.moments import at, day
from shopcare.domain.calls.callback import Purpose
from shopcare.domain.errors import Problem
from shopcare.domain.people.customer import CustomerDraft
from shopcare.services.exchange import import_customers as customer_import
from shopcare.services.exchange import import_staging
from shopcare.services.exchange.import_customers import import_customers
from shopcare.services.exchange.import_purchases import import_purchases
from shopcare.services.exchange.import_report import ImportReport
from shopcare.services.people import customers
from shopcare.services.purchases import purchases
from shopcare.services.search import search
from shopcare.storage import customers as store
from shopcare.storage import purchases as purchase_store
from shopcare.storage.file import inspection

PEOPLE = """会员号,姓名,手机,生日,地址,重点客户
V1,王小明,13800138000,1990-03-12,文昌路 88 号,是
V2,张丽,13800138000,,,否
V3,王小小,13800138000,,,否
,李四,,,,
"""
SALES = """单号,日期,会员号,姓名,手机,品类,品名,数量,金额,取镜日期
A1,2026-03-03,V1,王小明,13800138000,框架眼镜,BL5068,1,1280,2026-03-04
A1,2026-03-03,V1,王小明,13800138000,护理液,博士伦,2,68,2026-03-04
A1,2026-03-02,V2,张丽,13800138000,太阳镜,RB3025,1,980,2026-03-02
A2,2026-03-04,,赵六,13700137000,隐形眼镜,强生,1,120,
"""


def write(folder: Path, text: str, name: str = "till.csv") -> Path:
    path = folder / name
    path.write_text(text, "utf-8-sig")
    return path


def counted(report: ImportReport) -> tuple[int, int, int, int]:
    assert report.read == (
        report.added + report.updated + report.unchanged + len(report.skipped)
    ), report
    return report.added, report.updated, report.unchanged, len(report.skipped)


def problems(report: ImportReport) -> list[Problem]:
    return [entry.problem for entry in (*report.skipped, *report.noted)]


def test_three_people_on_one_phone_are_three_x7(counter: Counter, tmp_path: Path) -> None:
    file = write(tmp_path, PEOPLE)
    assert counted(import_customers(counter.shop, file)) == (4, 0, 0, 0)
    names = [person.name for person in customers.on_phone(counter.shop, "13800138000")]
    assert names == ["王小明", "张丽", "王小小"]
    assert {hit.name for hit in search.find(counter.shop, "8000")} == set(names)


def test_the_same_file_twice_changes_nothing(counter: Counter, tmp_path: Path) -> None:
    file = write(tmp_path, PEOPLE)
    import_customers(counter.shop, file)
    before = inspection.row_counts(counter.shop.file)
    again = import_customers(counter.shop, file)
    assert counted(again) == (0, 0, 4, 0)
    assert inspection.row_counts(counter.shop.file) == before, "not even an audit entry"


def test_a_dry_run_says_the_same_and_saves_nothing(counter: Counter, tmp_path: Path) -> None:
    before = inspection.row_counts(counter.shop.file)
    dry = import_customers(counter.shop, write(tmp_path, PEOPLE), dry_run=True)
    bought = import_purchases(counter.shop, write(tmp_path, SALES, "s.csv"), dry_run=True)
    assert inspection.row_counts(counter.shop.file) == before
    assert counted(dry) == counted(import_customers(counter.shop, write(tmp_path, PEOPLE)))
    assert bought.calls == import_purchases(counter.shop, write(tmp_path, SALES, "s.csv")).calls


def test_a_key_account_of_the_file_has_its_standing_calls_c3_c4(
    counter: Counter, tmp_path: Path
) -> None:
    import_customers(counter.shop, write(tmp_path, PEOPLE))
    [wang, *_] = customers.on_phone(counter.shop, "13800138000")
    assert {call.purpose for call in counter.calls(wang)} == {
        Purpose.KEY_ACCOUNT,
        Purpose.BIRTHDAY,
    }
    import_customers(counter.shop, write(tmp_path, PEOPLE))
    assert len(counter.calls(wang, every=True)) == 2


def test_what_the_shop_typed_is_never_overwritten(counter: Counter, tmp_path: Path) -> None:
    wang = counter.person("王小明", "13800138000", number="V1", address="人民路 1 号")
    report = import_customers(counter.shop, write(tmp_path, PEOPLE))
    assert counted(report) == (3, 1, 0, 0)
    now = customers.customer(counter.shop, wang.id)
    assert (now.address, now.birthday is not None, now.key_account) == ("人民路 1 号", True, True)
    assert "kept_as_on_file" in {problem.code for problem in problems(report)}


def test_a_cancelled_import_leaves_nothing(counter: Counter, tmp_path: Path) -> None:
    rows = "".join(f"顾客{n},1390000{n:04}\n" for n in range(5800))  # more than are written at once
    before = inspection.row_counts(counter.shop.file)

    class CancelledError(Exception):
        pass

    def stop(done: int, total: int) -> None:
        if done >= 5600:
            raise CancelledError

    with pytest.raises(CancelledError):
        import_customers(counter.shop, write(tmp_path, "姓名,手机\n" + rows), progress=stop)
    assert inspection.row_counts(counter.shop.file) == before
    assert search.find(counter.shop, "0001") == []


def test_rows_of_one_receipt_are_one_purchase_and_start_its_call_c1(
    counter: Counter, tmp_path: Path
) -> None:
    import_customers(counter.shop, write(tmp_path, PEOPLE))
    report = import_purchases(counter.shop, write(tmp_path, SALES, "s.csv"))
    assert counted(report) == (4, 0, 0, 0)
    assert (report.new_customers, report.calls) == (1, 1)
    wang, zhang, _ = customers.on_phone(counter.shop, "13800138000")
    [bill] = purchases.purchases_of_customer(counter.shop, wang.id)
    assert [line.product for line in bill.lines] == ["BL5068", "博士伦"]
    assert bill.handed_over_on == day("2026-03-04")
    [hers] = purchases.purchases_of_customer(counter.shop, zhang.id)
    assert hers.receipt_number == "A1", "the number was used again on another day"


def test_the_same_sales_twice_change_nothing(counter: Counter, tmp_path: Path) -> None:
    file = write(tmp_path, SALES)
    import_purchases(counter.shop, file)
    before = inspection.row_counts(counter.shop.file)
    again = import_purchases(counter.shop, file)
    assert counted(again) == (0, 0, 4, 0)
    assert (again.new_customers, again.calls) == (0, 0)
    assert inspection.row_counts(counter.shop.file) == before


def test_a_buyer_with_hundreds_of_receipts_is_imported_twice_without_doubles(
    counter: Counter, tmp_path: Path
) -> None:
    rows = "".join(
        f"B{n},202{n % 6}-0{n % 9 + 1}-{n % 28 + 1:02},陈老板,13500135000,太阳镜,RB{n},1,10\n"
        for n in range(620)
    )
    file = write(tmp_path, "单号,日期,姓名,手机,品类,品名,数量,金额\n" + rows)
    first = import_purchases(counter.shop, file)
    assert counted(first)[0] == 620 - len(first.skipped)
    again = import_purchases(counter.shop, file)
    assert (again.added, again.updated) == (0, 0)
    assert len(purchase_store.all_ids(counter.shop.file)) == first.added


def test_a_later_file_completes_what_was_handed_over_since_c1(
    counter: Counter, tmp_path: Path
) -> None:
    import_purchases(counter.shop, write(tmp_path, SALES))
    counter.go_to("2026-03-06 10:00")
    later = SALES.replace("强生,1,120,", "强生,1,120,2026-03-06")
    report = import_purchases(counter.shop, write(tmp_path, later))
    assert (report.updated, report.calls) == (1, 1)
    [zhao] = customers.on_phone(counter.shop, "13700137000")
    assert len(counter.calls(zhao, Purpose.WEARING_CHECK)) == 1


def test_old_sales_start_no_calls_c1(counter: Counter, tmp_path: Path) -> None:
    counter.clock.set(at("2026-06-05 10:00"))
    assert import_purchases(counter.shop, write(tmp_path, SALES)).calls == 0


def test_who_bought_is_never_guessed(counter: Counter, tmp_path: Path) -> None:
    for _ in range(2):
        draft = CustomerDraft(name="王伟")
        store.add(counter.shop.file, draft, None)
    rows = "单号,日期,姓名,手机,品名,数量\nA1,2026-03-01,王伟,,BL1,1\nA2,2026-03-01,,,BL1,1\n"
    report = import_purchases(counter.shop, write(tmp_path, rows))
    assert [entry.problem.code for entry in report.skipped] == ["buyer_unsure", "buyer_missing"]
    assert inspection.row_counts(counter.shop.file)["purchase"] == 0


def test_a_file_with_a_name_in_another_encoding_is_brought_in(
    counter: Counter, tmp_path: Path
) -> None:
    name = b"\xb9\xcb\xbf\xcd.csv".decode("utf-8", "surrogateescape")
    file = write(tmp_path, PEOPLE, name)
    assert counted(import_customers(counter.shop, file)) == (4, 0, 0, 0)


ROWS = st.lists(
    st.tuples(
        st.sampled_from(["", "V1", "V2", "V3"]),
        st.sampled_from(["王小明", "张丽"]),
        st.sampled_from(["", "13800138000", "13900139000", "13700137000"]),
        st.sampled_from(["", "文昌路 88 号", "人民路 1 号"]),
        st.sampled_from(["", "是"]),
    ),
    min_size=1,
    max_size=9,
)


@given(on_file=ROWS, rows=ROWS)
@settings(max_examples=20, deadline=None)
def test_rows_read_while_others_are_written_mean_the_same_as_all_at_once(
    tmp_path_factory: pytest.TempPathFactory,
    on_file: list[tuple[str, ...]],
    rows: list[tuple[str, ...]],
) -> None:
    def brought_in(at_once: int) -> tuple[object, ...]:
        folder = tmp_path_factory.mktemp("shop")
        counter = open_counter(folder)
        import_customers(counter.shop, write(folder, table(on_file), "a.csv"))
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(customer_import, "AT_ONCE", at_once)
            patch.setattr(import_staging, "AT_ONCE", at_once)
            report = import_customers(counter.shop, write(folder, table(rows), "b.csv"))
        ids = customers.customer_ids(counter.shop, sort="recent", descending=False)
        people = customers.customers_of(counter.shop, ids)
        facts = [customers.draft_of(person) for person in people]
        calls = [[call.purpose for call in counter.calls(person)] for person in people]
        found = {
            text: sorted(
                (hit.name, hit.number) for hit in search.find(counter.shop, text, limit=50)
            )
            for text in ("V1", "V2", "8000", "9000", "wxm", "张")
        }
        entries = inspection.row_counts(counter.shop.file)["audit_entry"]
        counter.shop.close()
        return counted(report), problems(report), facts, calls, found, entries

    def table(lines: list[tuple[str, ...]]) -> str:
        return "\n".join(map(",".join, [("会员号", "姓名", "手机", "地址", "重点客户"), *lines]))

    one_by_one, all_at_once = brought_in(1), brought_in(100)
    assert one_by_one == all_at_once


def test_the_member_number_decides_who_is_meant(counter: Counter, tmp_path: Path) -> None:
    counter.person("张丽", number="V2")
    without_number = counter.person("张丽", "13900139000")
    file = write(tmp_path, "会员号,姓名,手机\n,张丽,13900139000\nV2,张丽,13900139000\n")
    assert counted(import_customers(counter.shop, file)) == (0, 1, 1, 0)
    assert customers.customer(counter.shop, without_number.id).number is None
    assert {hit.number for hit in search.find(counter.shop, "9000")} == {"V2", ""}


def test_two_of_the_file_who_are_one_on_file_lose_nothing(counter: Counter, tmp_path: Path) -> None:
    wang = counter.person("王小明", "13700137000", "13800138000")
    rows = "王小明,13700137000,文昌路 88 号,\n王小明,13800138000,,喜欢蓝色\n"
    import_customers(counter.shop, write(tmp_path, f"姓名,手机,地址,备注\n{rows}"))
    now = customers.customer(counter.shop, wang.id)
    assert (now.address, now.remark) == ("文昌路 88 号", "喜欢蓝色")


def test_key_accounts_of_a_list_are_not_all_called_on_one_day_c3(
    counter: Counter, tmp_path: Path
) -> None:
    rows = "".join(f"顾客{n},1390000{n:04},是\n" for n in range(56))
    import_customers(counter.shop, write(tmp_path, f"姓名,手机,重点客户\n{rows}"))
    ids = customers.customer_ids(counter.shop)
    calls = [counter.calls(person)[0] for person in customers.customers_of(counter.shop, ids)]
    on = [call.rule_on for call in calls]
    assert day("2026-03-05") < min(on) <= max(on) <= day("2026-04-05")
    assert len(set(on)) >= 25
    assert max(map(on.count, on)) <= 4
