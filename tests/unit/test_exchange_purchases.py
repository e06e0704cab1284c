"""Lists of sales as receipts with their lines."""

from datetime import date
from decimal import Decimal

import pytest
from exchange_files import write_text, write_workbook

from shopcare.domain.errors import Refusal
from shopcare.exchange.purchases import purchase_rows
from shopcare.exchange.receipts import receipts_of

HEAD = "小票号,销售日期,取镜日期,会员号,姓名,手机,品类,商品,数量,金额"


def read(tmp_path, *lines):
    path = write_text(tmp_path / "a.csv", "\n".join(lines) + "\n")
    return receipts_of(purchase_rows(path))


def told(problems):
    return [(one.row, one.problem.field, one.problem.code) for one in problems]


def test_a_receipt_of_an_english_till(tmp_path):
    path = write_workbook(
        tmp_path / "a.xlsx",
        (
            "Sales",
            [
                ["Sales report", "", "March"],
                [
                    "Receipt No",
                    "Date",
                    "Customer",
                    "Phone",
                    "Category",
                    "Brand",
                    "Item",
                    "Model",
                    "Size",
                    "Batch",
                    "Qty",
                    "Unit",
                    "Price",
                    "Sale type",
                    "Sold by",
                    "Expiry",
                    "Warranty card",
                    "Picked up",
                ],
                [
                    "R-1",
                    "7 Mar 2026",
                    "Ann Lee",
                    "+1 212 555 0100",
                    "Sunglasses",
                    "Bolon",
                    "Sunglasses",
                    "BL6032",
                    "L",
                    "B7",
                    "2 pcs",
                    None,
                    "1,280.50",
                    "Clearance",
                    "Bob",
                    "2028-02",
                    "W-778",
                    "2026-03-09",
                ],
                ["Total", None, None, None, None, None, None, None, None, None, 2],
            ],
        ),
    )
    found = receipts_of(purchase_rows(path))
    assert (found.skipped, found.noted, told(found.aside)) == ((), (), [(4, "", "row_is_total")])
    [receipt] = found.receipts
    assert (receipt.receipt_number, receipt.sold_on) == ("R-1", date(2026, 3, 7))
    assert receipt.handed_over_on == date(2026, 3, 9)
    assert (receipt.buyer.name, receipt.buyer.phones[0].digits) == ("Ann Lee", "+12125550100")
    [line] = receipt.lines
    assert line.product == "Bolon Sunglasses BL6032"
    assert (line.spec, line.lot, line.sale_kind) == ("L", "B7", "Clearance")
    assert (line.quantity, line.unit, line.amount_fen) == (Decimal(2), "pcs", 256100)
    assert (line.warranty_card, line.shelf_life_until) == (True, date(2028, 2, 29))


def test_rows_of_one_receipt_are_one_purchase_also_apart(tmp_path):
    found = read(
        tmp_path,
        HEAD,
        "X1,2026-03-07,,V1,陈静,13800138000,镜架,暴龙,1,980",
        "X2,2026-03-07,,V2,丁静,13900139000,镜架,海伦,1,880",
        "X1,,,,,,镜片,蔡司,2,1400",
        ",2026-03-08,,V1,陈静,,护理液,润明,1,45",
        ",2026-03-08,,V1,陈静,,护理液,润明,1,45",
    )
    assert [receipt.rows for receipt in found.receipts] == [(2, 4), (3,), (5,), (6,)]
    assert [line.product for line in found.receipts[0].lines] == ["暴龙", "蔡司"]
    assert found.receipts[2].receipt_number is None
    assert (found.read, found.skipped, found.noted) == (5, (), ())


def test_a_till_that_counts_anew_each_day_makes_no_one_receipt(tmp_path):
    found = read(
        tmp_path,
        HEAD,
        "0001,2026-03-07,,V1,陈静,,镜架,暴龙,1,980",
        "0001,2026-03-08,,V2,丁静,,镜架,海伦,1,880",
        "0001,,,,,,镜片,蔡司,1,100",
    )
    assert [receipt.sold_on.day for receipt in found.receipts] == [7, 8]
    assert told(found.skipped) == [(4, "sold_on", "sold_on_missing")]
    assert told(found.noted) == [(3, "receipt_number", "receipt_number_shared")]


def test_rows_without_day_product_quantity_or_buyer_are_told(tmp_path):
    found = read(
        tmp_path,
        HEAD,
        "X1,2026-02-30,,V1,陈静,,镜架,暴龙,1,980",
        "X2,2026-03-07,,V1,陈静,,镜架,,1,980",
        "X3,2026-03-07,,V1,陈静,,镜架,暴龙,两,980",
        "X4,2026-03-07,,,,,镜架,暴龙,1,980",
        "X5,2026-03-07,,,散客,,镜架,暴龙,1,980",
        "X6,2026-03-07,,V1,陈静,,镜架,暴龙,-1,-980",
        "X7,,,V1,陈静,,镜架,暴龙,1,980",
        "X8,2026-03-07,,V1,陈静,,镜架,暴龙,,约900",
        "X9,2026-03-07,2026-03-01,V1,陈静,1.38E+10,镜架,暴龙,1,980",
    )
    assert told(found.skipped) == [
        (2, "sold_on", "date_impossible"),
        (3, "product", "product_missing"),
        (4, "quantity", "quantity_unreadable"),
        (5, "buyer", "buyer_missing"),
        (6, "name", "walk_in_customer"),
        (7, "quantity", "quantity_negative"),
        (7, "amount", "amount_negative"),
        (8, "sold_on", "sold_on_missing"),
    ]
    assert told(found.noted) == [
        (9, "amount", "amount_unreadable"),
        (10, "phones", "phone_rounded"),
        (10, "handed_over_on", "handed_over_before_sale"),
    ]
    assert found.read == 9
    assert [receipt.receipt_number for receipt in found.receipts] == ["X8", "X9"]
    assert found.receipts[0].lines[0].quantity == 1
    assert found.receipts[0].lines[0].amount_fen is None
    assert found.receipts[1].handed_over_on is None


def test_goods_handed_over_in_parts_count_from_the_last_c1(tmp_path):
    found = read(
        tmp_path,
        HEAD,
        "X1,2026-03-07,2026-03-09,V1,陈静,,镜架,暴龙,1,980",
        "X1,2026-03-07,2026-03-12,V1,陈静,,镜片,蔡司,2,1400",
    )
    assert found.receipts[0].handed_over_on == date(2026, 3, 12)
    assert told(found.noted) == [(3, "handed_over_on", "handed_over_differs")]


def test_a_rounded_receipt_number_joins_nothing(tmp_path):
    found = read(
        tmp_path,
        HEAD,
        "2.02609E+13,2026-03-07,,V1,陈静,,镜架,暴龙,1,980",
        "2.02609E+13,2026-03-07,,V1,陈静,,镜片,蔡司,2,1400",
    )
    assert [receipt.receipt_number for receipt in found.receipts] == [None, None]
    assert {code for _, _, code in told(found.noted)} == {"number_rounded"}


@pytest.mark.parametrize(
    ("product", "lot"),
    [
        ("面霜 50g 批号 C2501", "C2501"),
        ("800×800 P8012 色号A3", "A3"),
        ("Cream, lot: B-7", "B-7"),
        ("口红 #405", ""),
    ],
)
def test_a_lot_that_the_product_names_is_copied(tmp_path, product, lot):
    found = read(tmp_path, HEAD, f'X1,2026-03-07,,V1,陈静,,x,"{product}",1,9')
    line = found.receipts[0].lines[0]
    assert (line.product, line.lot) == (product, lot)


def test_a_list_of_customers_is_no_list_of_sales(tmp_path):
    path = write_text(tmp_path / "a.csv", "姓名,手机\n陈静,13800138000\n")
    with pytest.raises(Refusal) as refused:
        list(purchase_rows(path))
    assert refused.value.code == "column_product_missing"


def test_frame_and_lens_in_two_columns_are_both_kept(tmp_path):
    path = tmp_path / "a.csv"
    text = "单号,日期,姓名,镜架,镜架价,镜片,镜片价,合计金额\n"
    text += (
        "A1,2026-03-02,王五,BL6032,300,蔡司 1.60,380,680\nA2,2026-03-03,李雷,,,蔡司 1.67,900,900\n"
    )
    path.write_text(text, "utf-8")
    both, lens = purchase_rows(path)
    assert (both.line.product, both.line.amount_fen) == ("BL6032 + 蔡司 1.60", 68000)
    assert (lens.line.product, lens.line.amount_fen) == ("蔡司 1.67", 90000)


def test_the_price_of_the_frame_is_not_the_amount_of_both(tmp_path):
    path = tmp_path / "a.csv"
    text = "单号,日期,姓名,镜架,镜架价,镜片,镜片价\nA1,2026-03-02,王五,BL6032,300,蔡司,380\n"
    path.write_text(text, "utf-8")
    [row] = purchase_rows(path)
    assert row.line.amount_fen is None


@pytest.mark.parametrize("heading", ["销售渠道", "渠道", "Sales channel", "订单渠道"])
@pytest.mark.parametrize(
    ("word", "channel"),
    [
        ("门店", "counter"),
        ("At the counter", "counter"),
        ("天猫旗舰店", "online"),
        ("线上门店", "online"),
        ("电话", "phone"),
        ("邮购", "mail"),
        ("By mail", "mail"),
        ("", None),
        ("路过", None),
    ],
)
def test_a_column_tells_where_it_was_sold_l3(tmp_path, heading, word, channel):
    found = read(
        tmp_path,
        f"{HEAD},{heading}",
        f"R1,2026-03-02,,V1,王小明,13800138000,太阳镜,BL1,1,698,{word}",
        "R2,2026-03-02,,V1,王小明,13800138000,太阳镜,BL1,1,698,门店",
    )
    assert [receipt.channel for receipt in found.receipts] == [channel, "counter"]
    unknown = [(2, "channel", "channel_unknown")] if word == "路过" else []
    assert told(found.noted) == unknown
