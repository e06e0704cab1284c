"""Kept imports: their reports, undoing them, possible doubles, measurements."""

from decimal import Decimal
from pathlib import Path

import pytest

from building.counter import Counter
from building.moments import day
from shopcare.domain.calls.callback import CallResult
from shopcare.domain.errors import Refusal
from shopcare.domain.money import Fen
from shopcare.domain.people.same_person import SamePersonReason
from shopcare.domain.purchases.purchase import PurchaseDraft, PurchaseLineDraft
from shopcare.services.exchange.import_customers import import_customers
from shopcare.services.exchange.import_purchases import import_purchases
from shopcare.services.exchange.import_runs import import_run, import_runs, undo_import
from shopcare.services.people import customers
from shopcare.services.people.prescriptions import prescriptions_of
from shopcare.services.purchases import purchases
from shopcare.services.search import search

TABLES = ("customer", "customer_phone", "purchase", "purchase_line", "prescription", "callback")
SALES = (
    "单号,日期,姓名,手机,品类,商品,金额,取镜日期,右眼球镜,左眼球镜,瞳距\n"
    "S1,2026-03-02,王五,13900139000,框架眼镜,镜片,680,2026-03-03,-3.25,-3.00,62\n"
)


def write(folder: Path, text: str, name: str = "list.csv") -> Path:
    path = folder / name
    path.write_text(text, "utf-8")
    return path


def rows(counter: Counter) -> dict[str, int]:
    file = counter.shop.file
    return {t: file.execute(f"SELECT count(*) FROM {t}").fetchone()[0] for t in TABLES}


def test_a_whole_import_is_undone_and_completed_people_stand_as_before(
    counter: Counter, tmp_path: Path
) -> None:
    wang = counter.person("王小明", "13800138000", number="V1")
    before = rows(counter)
    text = "会员号,姓名,手机,地址\nV1,王小明,13700137000,文昌路 88 号\nV2,李雷,13900139000,\n"
    report = import_customers(counter.shop, write(tmp_path, text))
    assert (report.added, report.updated) == (1, 1)
    undo_import(counter.shop, report.import_id)
    assert rows(counter) == before
    assert customers.customer(counter.shop, wang.id) == wang
    assert search.find(counter.shop, "李雷") == []
    assert [hit.name for hit in search.find(counter.shop, "13800138000")] == ["王小明"]
    with pytest.raises(Refusal, match="import_undone_already"):
        undo_import(counter.shop, report.import_id)
    again = import_customers(counter.shop, write(tmp_path, text))
    assert (again.added, again.updated) == (1, 1)


def test_sales_with_their_buyers_calls_and_measurements_are_undone(
    counter: Counter, tmp_path: Path
) -> None:
    before = rows(counter)
    report = import_purchases(counter.shop, write(tmp_path, SALES))
    assert (report.added, report.new_customers, report.prescriptions) == (1, 1, 1)
    [found] = search.find(counter.shop, "王五")
    [measured] = prescriptions_of(counter.shop, found.customer_id)
    assert (measured.right.sphere, measured.pupil_distance) == (Decimal("-3.25"), Decimal(62))
    assert import_purchases(counter.shop, write(tmp_path, SALES)).prescriptions == 0
    undo_import(counter.shop, report.import_id)
    assert rows(counter) == before


def test_nothing_is_undone_that_was_built_upon(counter: Counter, tmp_path: Path) -> None:
    report = import_customers(counter.shop, write(tmp_path, "会员号,姓名\nV2,李雷\n"))
    [found] = search.find(counter.shop, "V2")
    known = customers.customer(counter.shop, found.customer_id)
    customers.change_customer(counter.shop, known.id, customers.draft_of(known))
    with pytest.raises(Refusal, match="import_built_upon"):
        undo_import(counter.shop, report.import_id)
    assert customers.customer(counter.shop, known.id).name == "李雷"


def test_calls_that_a_list_paused_come_back_with_its_undoing_c3(
    counter: Counter, tmp_path: Path
) -> None:
    wang = counter.person("王小明", "13800138000", number="V1", key_account=True)
    calls = counter.calls(wang)
    report = import_customers(counter.shop, write(tmp_path, "会员号,姓名,不回访\nV1,王小明,是\n"))
    assert counter.calls(wang) == []
    undo_import(counter.shop, report.import_id)
    assert counter.calls(wang) == calls


def test_a_number_found_wrong_was_right_again_after_an_import_was_undone_c14(
    counter: Counter, tmp_path: Path
) -> None:
    wang = counter.person("王小明", "13800138000", "13700137000", number="V1")
    customers.mark_number(counter.shop, wang.id, "13700137000", wrong=True)
    known = customers.customer(counter.shop, wang.id)
    text = "会员号,姓名,地址\nV1,王小明,文昌路 88 号\n"
    report = import_customers(counter.shop, write(tmp_path, text))
    undo_import(counter.shop, report.import_id)
    assert customers.customer(counter.shop, wang.id) == known


def test_what_a_call_told_since_is_no_more_undone_with_a_list(
    counter: Counter, tmp_path: Path
) -> None:
    wang = counter.person("王小明", "13800138000", number="V1", key_account=True)
    text = "会员号,姓名,地址\nV1,王小明,文昌路 88 号\n"
    report = import_customers(counter.shop, write(tmp_path, text))
    counter.dial(counter.calls(wang)[0], CallResult.DECLINED)
    with pytest.raises(Refusal, match="import_built_upon"):
        undo_import(counter.shop, report.import_id)
    assert customers.customer(counter.shop, wang.id).no_calls


def test_sales_of_people_from_an_earlier_list_keep_that_list(
    counter: Counter, tmp_path: Path
) -> None:
    people = import_customers(counter.shop, write(tmp_path, "姓名,手机\n王五,13900139000\n"))
    sales = import_purchases(counter.shop, write(tmp_path, SALES, "sales.csv"))
    with pytest.raises(Refusal, match="import_built_upon"):
        undo_import(counter.shop, people.import_id)
    undo_import(counter.shop, sales.import_id)
    undo_import(counter.shop, people.import_id)


def test_the_report_is_kept_with_the_rows_not_taken(counter: Counter, tmp_path: Path) -> None:
    text = "会员号,姓名,积分\nV1,王五,5\nV2,,6\n"
    report = import_customers(counter.shop, write(tmp_path, text))
    run = import_run(counter.shop, report.import_id)
    assert (run.file, run.kind, run.staff_id) == ("list.csv", "customer", counter.shop.acting.id)
    assert (run.report["added"], run.report["left_out"]) == (1, ["积分"])
    assert [row["row"] for row in run.report["rows_not_taken"]] == [3]
    trial = import_customers(counter.shop, write(tmp_path, text), dry_run=True)
    assert trial.import_id is None
    assert [one.id for one in import_runs(counter.shop)] == [report.import_id]


def test_who_may_be_one_person_twice_is_told_and_not_merged_w2(
    counter: Counter, tmp_path: Path
) -> None:
    counter.person("王小明", "13800138000")
    text = (
        "会员号,姓名,手机,地址\nV1,王晓明,13700138000,\nV2,李雷,,文昌路 88 号\n"
        "V3,李雷,,文昌路88号\nV4,赵六,13600136000,\nV4,钱七,13500135000,\n"
    )
    report = import_customers(counter.shop, write(tmp_path, text))
    told = {(one.why, one.first.name, one.second.name) for one in report.merge_candidates}
    assert told == {
        (SamePersonReason.SOUND_AND_LAST_DIGITS, "王晓明", "王小明"),
        (SamePersonReason.NAME_AND_ADDRESS, "李雷", "李雷"),
        (SamePersonReason.NUMBER, "赵六", "钱七"),
    }
    assert report.added == 4


def test_a_name_is_filled_in_once_somebody_tells_it_g2(counter: Counter, tmp_path: Path) -> None:
    import_customers(counter.shop, write(tmp_path, "会员号,手机\nV1,13800138000\n"))
    [found] = search.find(counter.shop, "V1")
    assert "name" in customers.customer(counter.shop, found.customer_id).missing
    import_customers(counter.shop, write(tmp_path, "会员号,姓名\nV1,王五\n", "b.csv"))
    assert customers.customer(counter.shop, found.customer_id).name == "王五"


def test_a_sale_that_was_entered_by_hand_is_told_and_not_doubled(
    counter: Counter, tmp_path: Path
) -> None:
    wang = counter.person("王五", "13900139000")
    typed = PurchaseLineDraft(product="蔡司镜片", category="frame_glasses", amount_fen=Fen(68000))
    draft = PurchaseDraft(customer_id=wang.id, sold_on=day("2026-03-02"), lines=(typed,))
    purchases.add_purchase(counter.shop, draft)
    text = SALES + "S2,2026-03-02,王五,13900139000,框架眼镜,镜片,680,,,,\n"
    report = import_purchases(counter.shop, write(tmp_path, text))
    assert (report.added, report.updated, report.calls) == (1, 1, 1), "bought twice, typed once"
    assert [n.problem.code for n in report.noted if n.problem.field == "receipt_number"] == [
        "sale_on_file"
    ]
    bills = purchases.purchases_of_customer(counter.shop, wang.id)
    assert sorted((b.receipt_number or "", len(b.lines)) for b in bills) == [("", 1), ("S2", 1)]
    again = import_purchases(counter.shop, write(tmp_path, text))
    assert (again.added, again.updated, again.calls) == (0, 0, 0)


def test_another_amount_is_another_sale(counter: Counter, tmp_path: Path) -> None:
    wang = counter.person("王五", "13900139000")
    typed = PurchaseLineDraft(product="蔡司镜片", amount_fen=Fen(68001))
    draft = PurchaseDraft(customer_id=wang.id, sold_on=day("2026-03-02"), lines=(typed,))
    purchases.add_purchase(counter.shop, draft)
    assert import_purchases(counter.shop, write(tmp_path, SALES)).added == 1


def test_a_damaged_import_is_named_and_the_others_are_listed(
    counter: Counter, tmp_path: Path
) -> None:
    first = import_customers(counter.shop, write(tmp_path, "姓名,手机\n王五,13900139000\n"))
    second = import_customers(counter.shop, write(tmp_path, "姓名,手机\n李雷,13900139001\n"))
    counter.shop.file.execute(
        "UPDATE import_run SET at = 'yesterday' WHERE id = ?", (first.import_id,)
    )
    assert [run.id for run in import_runs(counter.shop)] == [second.import_id]
    with pytest.raises(Refusal, match="entry_damaged"):
        import_run(counter.shop, first.import_id)
