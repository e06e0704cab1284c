"""Goods promised for a day at the sale: kept, shown when the day comes, never a handing over."""

from datetime import timedelta
from pathlib import Path

import pytest

from building.counter import Counter
from building.moments import day
from shopcare.domain.errors import Invalid
from shopcare.services.cases.case_lists import SOLD_LATE_DAYS, due_today
from shopcare.services.exchange.import_purchases import import_purchases
from shopcare.services.exchange.import_runs import undo_import
from shopcare.services.purchases import purchases

TODAY = day("2026-03-06")


@pytest.fixture(autouse=True)
def _today(counter: Counter) -> None:
    counter.go_to("2026-03-06 10:00")


def write(folder: Path, text: str) -> Path:
    path = folder / "sales.csv"
    path.write_text(text, "utf-8")
    return path


def sale(number: str, promised: str) -> str:
    row = f"{number},2026-03-02,王五,13900139000,太阳镜,{promised}\n"
    return "单号,日期,姓名,手机,商品,预计取镜\n" + row


def promised_today(counter: Counter) -> list[str | None]:
    return [bill.receipt_number for bill, _ in due_today(counter.shop, TODAY).sold]


def test_promised_days_of_a_list_are_kept_and_start_no_call_c1(
    counter: Counter, tmp_path: Path
) -> None:
    report = import_purchases(counter.shop, write(tmp_path, sale("S1", "2026-03-06")))
    assert (report.added, report.calls, report.noted) == (1, 0, [])
    bill = purchases.purchase_with_receipt(counter.shop, "S1")
    assert (bill.promised_on, bill.handed_over_on) == (TODAY, None)
    assert promised_today(counter) == ["S1"]
    again = import_purchases(counter.shop, write(tmp_path, sale("S1", "2026-03-09")))
    assert again.unchanged == 1, "what is on file stays"
    purchases.hand_over(counter.shop, bill.id, TODAY)
    assert promised_today(counter) == []


def test_a_later_list_tells_the_day_of_a_receipt_on_file_and_is_undone(
    counter: Counter, tmp_path: Path
) -> None:
    import_purchases(counter.shop, write(tmp_path, sale("S1", "")))
    report = import_purchases(counter.shop, write(tmp_path, sale("S1", "2026-03-05")))
    assert report.updated == 1
    assert promised_today(counter) == ["S1"]
    assert report.import_id is not None
    undo_import(counter.shop, report.import_id)
    assert purchases.purchase_with_receipt(counter.shop, "S1").promised_on is None


def test_pick_up_days_that_are_still_to_come_are_promises(counter: Counter, tmp_path: Path) -> None:
    rows = "".join(
        f"S{n},2026-03-02,王五,13900139000,太阳镜,2026-03-{n:02}\n" for n in (5, 7, 9, 11)
    )
    file = write(tmp_path, "单号,日期,姓名,手机,商品,取镜日期\n" + rows)
    report = import_purchases(counter.shop, file)
    assert [note.problem.code for note in report.noted] == ["handed_over_is_promise"]
    bills = [purchases.purchase_with_receipt(counter.shop, f"S{n}") for n in (5, 11)]
    assert [bill.promised_on for bill in bills] == [day("2026-03-05"), day("2026-03-11")]
    assert {bill.handed_over_on for bill in bills} == {None}


def test_a_day_before_the_sale_is_no_promise(counter: Counter, tmp_path: Path) -> None:
    report = import_purchases(counter.shop, write(tmp_path, sale("S1", "2026-03-01")))
    assert report.added == 1
    assert [note.problem.code for note in report.noted] == ["promised_before_sale"]
    person = counter.person()
    with pytest.raises(Invalid, match="promised_before_sale"):
        counter.sale(person, promised_on=day("2020-01-01"))
    with pytest.raises(Invalid, match="day_too_far"):
        counter.sale(person, promised_on=day("2062-03-09"))


def test_goods_promised_long_ago_are_not_waited_for(counter: Counter) -> None:
    person = counter.person()
    for late in (timedelta(0), SOLD_LATE_DAYS, SOLD_LATE_DAYS + timedelta(days=1)):
        on = TODAY - late
        counter.sale(person, sold_on=on, receipt_number=f"{late.days}", promised_on=on)
    assert promised_today(counter) == ["7", "0"]
