"""Headings that shops write, and what they mean."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shopcare.cli.commands.exchange import columns_of
from shopcare.domain.errors import Refusal
from shopcare.exchange.recognition.columns import (
    letter_of,
    position_of_letters,
    recognise,
)
from shopcare.exchange.recognition.headings import field_of, plain_heading
from shopcare.exchange.recognition.words import TableKind

CUSTOMERS, PURCHASES = TableKind.CUSTOMERS, TableKind.PURCHASES


@pytest.mark.parametrize(
    ("heading", "field"),
    [
        ("姓名", "name"),
        ("会员姓名", "name"),
        (" 顾 客 ", "name"),
        ("客户名称", "name"),
        ("Customer Name", "name"),
        ("手机(必填)", "phones"),
        ("手机号码：", "phones"),
        ("联系电话1", "phones"),
        ("电话二", "phones"),
        ("Tel.", "phones"),
        ("Mobile No", "phones"),
        ("ＶＩＰ卡号", "number"),
        ("Member No.", "number"),
        ("家庭住址", "address"),
        ("出生日期", "birthday"),
        ("D.O.B.", "birthday"),
        ("农历生日", "lunar_birthday"),
        ("是否重点客户", "key_account"),
        ("Key Account", "key_account"),
        ("会员等级", "level"),
        ("Notes", "remark"),
    ],
)
def test_headings_of_customers(heading, field):
    assert field_of(heading, CUSTOMERS)[0] == field


@pytest.mark.parametrize(
    ("heading", "field"),
    [
        ("小票号", "receipt_number"),
        ("Invoice #", "receipt_number"),
        ("开单日期", "sold_on"),
        ("Date", "sold_on"),
        ("取镜日期", "handed_over_on"),
        ("Picked up", "handed_over_on"),
        ("商品类别", "category"),
        ("品名", "product"),
        ("名称", "product"),
        ("Item Description", "product"),
        ("款号", "model"),
        ("规格", "spec"),
        ("色号", "lot"),
        ("Colour", "lot"),
        ("数量（㎡）", "quantity"),
        ("实收金额(元)", "amount"),
        ("小计", "amount"),
        ("单价", "unit_price"),
        ("销售类型", "sale_kind"),
        ("导购", "seller"),
        ("Sold by", "seller"),
        ("有效期至", "shelf_life_until"),
        ("保修卡", "warranty_card"),
        ("客户", "name"),
        ("Name", "name"),
        ("会员号", "number"),
        ("Customer Phone", "phones"),
    ],
)
def test_headings_of_sales(heading, field):
    assert field_of(heading, PURCHASES)[0] == field


@given(st.text())
def test_any_heading_can_be_folded(text):
    assert not set(plain_heading(text)) & set(" :：\n")
    for kind in TableKind:
        field_of(text, kind)


@given(st.integers(0, 18_277))
def test_letters_name_columns_as_spreadsheets_do(position):
    assert position_of_letters(letter_of(position)) == position


def test_several_phone_columns_are_all_taken_and_unknown_headings_told():
    found = recognise(["姓名", "手机", "家庭电话", "性别"], CUSTOMERS)
    assert found.columns["phones"] == (1, 2)
    assert found.unknown == ("性别",)
    assert found.missing == ()


def test_two_columns_that_claim_one_field_are_told():
    found = recognise(["商品", "日期", "销售日期", "金额", "实收金额", "客户"], PURCHASES)
    assert found.shown()["sold_on"] == ["销售日期"]
    assert found.shown()["amount"] == ["实收金额"]
    assert found.ambiguous == {"sold_on": ("日期",), "amount": ("金额",)}


def test_what_the_shop_chooses_goes_first():
    headings = ["姓名", "联系人", "手机", "备注"]
    choice = columns_of("name=联系人, phones=C, remark=")
    found = recognise(headings, CUSTOMERS, choice)
    assert found.shown() == {"name": ["联系人"], "phones": ["手机"]}


def test_the_map_of_the_command_line_is_read():
    assert columns_of("name=姓名，phones=手机+电话,remark=") == {
        "name": ("姓名",),
        "phones": ("手机", "电话"),
        "remark": (),
    }


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("name", "columns_unreadable"),
        ("=姓名", "columns_unreadable"),
        ("nom=姓名", "column_field_unknown"),
        ("name=没有", "column_not_found"),
        ("name=ZZ", "column_not_found"),
        ("name=姓名,remark=A", "column_taken_twice"),
        ("name=A+B", "column_one_only"),
    ],
)
def test_a_wrong_map_is_told(text, code):
    with pytest.raises(Refusal) as refused:
        recognise(["姓名", "手机"], CUSTOMERS, columns_of(text))
    assert refused.value.code == code


def test_what_a_list_of_sales_cannot_do_without():
    assert recognise(["备注"], PURCHASES).missing == ("product", "sold_on", "name")


def test_a_sale_can_do_without_its_product_g2():
    assert recognise(["单号", "金额"], PURCHASES).missing == ("sold_on", "name")


@pytest.mark.parametrize(
    ("kind", "line", "expected"),
    [
        (TableKind.CUSTOMERS, "姓|名|手机", {"surname": ["姓"], "name": ["名"]}),
        (TableKind.CUSTOMERS, "First name|Last name|Phone",
         {"surname": ["Last name"], "name": ["First name"]}),
        (TableKind.CUSTOMERS, "姓 名|手机", {"name": ["姓 名"]}),
        (TableKind.PURCHASES, "单号|日期|姓名|镜架|镜片|金额",
         {"product": ["镜架"], "lens": ["镜片"], "amount": ["金额"]}),
        (TableKind.PURCHASES, "单号|日期|姓名|镜框品牌|镜框型号|镜片品名|实收",
         {"brand": ["镜框品牌"], "model": ["镜框型号"], "lens": ["镜片品名"]}),
        (TableKind.PURCHASES, "单号|日期|姓名|镜片|金额", {"product": ["镜片"]}),
        (TableKind.PURCHASES, "单号|日期|姓名|商品|球镜(R)|柱镜(R)|轴位(R)|球镜(L)|PD",
         {"right_sphere": ["球镜(R)"], "right_axis": ["轴位(R)"], "left_sphere": ["球镜(L)"]}),
        (TableKind.PURCHASES, "单号|日期|业主姓名|小区楼栋|型号|销量",
         {"address": ["小区楼栋"], "quantity": ["销量"]}),
    ],
)  # fmt: skip
def test_more_headings_of_real_tills_are_told_apart(
    kind: TableKind, line: str, expected: dict[str, list[str]]
) -> None:
    shown = recognise(line.split("|"), kind).shown()
    assert {field: shown.get(field) for field in expected} == expected


def test_promised_days_are_no_days_of_handing_over() -> None:
    headings = ["单号", "日期", "姓名", "商品", "约定取镜时间", "取镜日期"]
    shown = recognise(headings, TableKind.PURCHASES).shown()
    assert shown["promised_on"] == ["约定取镜时间"]
    assert shown["handed_over_on"] == ["取镜日期"]
