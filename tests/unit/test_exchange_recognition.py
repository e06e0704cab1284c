"""Whole heading lines of tills: what a person would choose, whatever the order."""

import json
from pathlib import Path

import pytest
from exchange_files import write_text
from hypothesis import given, settings
from hypothesis import strategies as st

from shopcare.exchange.customers import customer_rows
from shopcare.exchange.purchases import purchase_rows
from shopcare.exchange.receipts import receipts_of
from shopcare.exchange.recognition.assignment import best_assignment
from shopcare.exchange.recognition.columns import recognise
from shopcare.exchange.recognition.headings import field_of
from shopcare.exchange.recognition.words import TableKind, heading_words

FILES = Path(__file__).parent / "till_files"
LINES = json.loads((FILES / "heading-lines.json").read_text("utf-8"))
CUSTOMERS, PURCHASES = TableKind.CUSTOMERS, TableKind.PURCHASES
SPELLINGS = json.loads((FILES / "spellings.json").read_text("utf-8"))


def shown(headings, kind):
    return recognise(headings, kind).shown()


@pytest.mark.parametrize("line", LINES, ids=lambda line: line["id"])
def test_lines_of_real_tills_need_no_touch(line):
    found = shown(line["headings"], TableKind(line["kind"]))
    assert {field: found.get(field) for field in line["expect"]} == line["expect"]


MADE_UP = json.loads((FILES / "more-heading-lines.json").read_text("utf-8"))


@pytest.mark.parametrize("line", MADE_UP, ids=lambda line: line["headings"][:24])
def test_lines_in_the_manner_of_tills_need_no_touch(line):
    found = shown(line["headings"].split("|"), TableKind(line["kind"]))
    expected = {field: [heading] for field, heading in line["expect"].items()}
    assert {field: found.get(field) for field in expected} == expected


SIDES = [("右", "左"), ("右眼", "左眼"), ("R", "L"), ("OD", "OS"), ("RE", "LE")]
MEASURES = {
    "sphere": "球镜 SPH 近视 DS", "cylinder": "柱镜 CYL 散光 DC", "axis": "轴位 AXIS 轴向 AX",
    "pd": "瞳距 PD 瞳距 PD", "addition": "下加光 ADD 下加 Add", "acuity": "矫正视力 VA 视力 视力",
    "prism": "棱镜 Prism 棱镜 三棱镜", "height": "瞳高 PH 瞳高 瞳高",
}  # fmt: skip
WRITTEN = "{0}{1}|{0}-{1}|{0}_{1}|{1}({0})|{0} {1}|{1}-{0}|{0}({1})|{0}.{1}|{0}/{1}|远用{0}{1}"


@pytest.mark.parametrize(("right", "left"), SIDES)
@pytest.mark.parametrize("written", WRITTEN.split("|"))
def test_eyes_in_all_spellings_r2(right, left, written):
    for at in range(4):
        expected = {
            f"{side}_{measure}": [written.format(sign, words.split()[at])]
            for measure, words in MEASURES.items()
            for side, sign in (("right", right), ("left", left))
        }
        headings = ["验光日期", "姓名", *(heading for [heading] in expected.values())]
        found = shown(headings, CUSTOMERS)
        assert {field: found.get(field) for field in expected} == expected


MORE = [
    (
        PURCHASES,
        "销售日期 单据编号 会员卡号 会员姓名 联系电话 货号 品名 颜色 尺码 "
        "数量 吊牌价 折扣 金额 导购员 店铺名称",
        {
            "sold_on": "销售日期", "receipt_number": "单据编号", "number": "会员卡号",
            "name": "会员姓名", "phones": "联系电话", "model": "货号", "product": "品名",
            "lot": "颜色", "spec": "尺码", "quantity": "数量", "amount": "金额", "seller": "导购员",
        },
    ),
    (
        PURCHASES,
        "开单日期 单号 客户名称 客户手机 送货地址 产品名称 规格 色号 箱数 "
        "数量(㎡) 单价 总价 已收定金 尾款 业务员 预计送货日期",
        {
            "sold_on": "开单日期", "receipt_number": "单号", "name": "客户名称",
            "phones": "客户手机", "address": "送货地址", "product": "产品名称", "spec": "规格",
            "lot": "色号", "quantity": "数量(㎡)", "unit_price": "单价", "amount": "总价",
            "seller": "业务员", "promised_on": "预计送货日期",
        },
    ),
    (
        PURCHASES,
        "配镜日期 姓名 电话 R球镜 R柱镜 R轴位 L球镜 L柱镜 L轴位 "
        "远用瞳距 下加光 镜架 应收 定金 欠款 取镜时间 验光师",
        {
            "sold_on": "配镜日期", "name": "姓名", "phones": "电话", "right_sphere": "R球镜",
            "right_cylinder": "R柱镜", "right_axis": "R轴位", "left_sphere": "L球镜",
            "left_cylinder": "L柱镜", "left_axis": "L轴位", "pupil_distance": "远用瞳距",
            "addition": "下加光", "product": "镜架", "amount": "应收",
            "handed_over_on": "取镜时间", "seller": "验光师",
        },
    ),
    (
        CUSTOMERS,
        "会员编号 姓名 性别 手机号 生日(农历) 生日 会员等级 积分 余额 备注 介绍人 介绍人电话",
        {
            "number": "会员编号", "name": "姓名", "phones": "手机号",
            "lunar_birthday": "生日(农历)", "birthday": "生日", "level": "会员等级",
            "remark": "备注",
        },
    ),
    (
        CUSTOMERS,
        "会员名称 手机 生日月份 生日日 历法 开卡门店 开卡导购 导购手机",
        {
            "name": "会员名称", "phones": "手机", "birthday_month": "生日月份",
            "birthday_day": "生日日", "birthday_calendar": "历法",
        },
    ),
    (
        CUSTOMERS,
        "家长姓名 家长电话 学生姓名 学校 紧急联系电话",
        {"name": "学生姓名", "phones": "家长电话"},
    ),
    (CUSTOMERS, "會員編號 姓名 手機號碼 備註", {
        "number": "會員編號", "name": "姓名", "phones": "手機號碼", "remark": "備註"}),
]  # fmt: skip


@pytest.mark.parametrize(("kind", "line", "expected"), MORE)
def test_more_lines(kind, line, expected):
    found = shown(line.split(), kind)
    assert found == {field: [heading] for field, heading in expected.items()}


@pytest.mark.parametrize(
    ("kind", "field", "word"),
    [(kind, field, word) for kind, field, words in SPELLINGS for word in words.split()],
)
def test_every_known_spelling_means_its_field(kind, field, word):
    found = field_of(word, TableKind(kind))
    assert found is not None
    assert found[0] == field
    assert found[1] >= 60


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(LINES).flatmap(lambda line: st.tuples(
    st.just(line), st.permutations(line["headings"]))))  # fmt: skip
def test_the_order_of_columns_does_not_matter(drawn):
    line, headings = drawn
    kind = TableKind(line["kind"])
    assert shown(headings, kind) == shown(line["headings"], kind)


@settings(max_examples=40, deadline=None)
@given(data=st.data())
def test_any_known_spelling_in_any_order_reads_the_same_list(data, tmp_path_factory):
    cells = {
        "number": "V1", "name": "陈静", "phones": "13800138000", "address": "建设路 8 号",
        "birthday": "1985-03-05", "remark": "老顾客",
    }  # fmt: skip
    fields = data.draw(st.permutations(list(cells)))
    spelled = {f: w.split() for k, f, w in SPELLINGS if k == "customers" and f in cells}
    headings = [data.draw(st.sampled_from(spelled[field])) for field in fields]
    above = data.draw(st.sampled_from(["", "阳光眼镜会员资料\n", "导出时间：2026-03-07\n\n"]))
    below = data.draw(st.sampled_from(["", "\n", "合计,1\n", "制表人：小王\n"]))
    text = f"{above}{','.join(headings)}\n{','.join(cells[f] for f in fields)}\n{below}"
    path = write_text(tmp_path_factory.mktemp("a") / "a.csv", text)
    [draft] = [row.draft for row in customer_rows(path) if row.draft]
    assert (draft.number, draft.name, draft.phones[0].digits) == ("V1", "陈静", "13800138000")
    assert (draft.address, draft.birthday.month, draft.remark) == ("建设路 8 号", 3, "老顾客")


@given(st.lists(st.lists(st.integers(-5, 100), min_size=3, max_size=3), max_size=5))
def test_the_whole_assignment_is_the_best_there_is(points):
    def best(rows, free):
        if not rows:
            return 0
        rest = best(rows[1:], free)
        return max([rest, *(max(rows[0][c], 0) + best(rows[1:], free - {c}) for c in free)])

    given_columns = best_assignment(points)
    taken = [column for column in given_columns if column is not None]
    assert len(taken) == len(set(taken))
    total = sum(points[row][c] for row, c in enumerate(given_columns) if c is not None)
    assert total == best(points, frozenset(range(3)))


def test_every_tag_of_a_rule_is_a_tag_of_some_word():
    words = heading_words()
    known = {tag for tags in words.tags_of.values() for tag in tags}
    for rules in words.rules.values():
        for field, its_rules in rules.items():
            for rule in its_rules:
                assert rule.tags <= known, field
    assert set(words.extra) <= known
    assert {tag for costs in words.extra_in.values() for tag in costs} <= known


def test_a_column_without_a_known_word_is_told_by_its_contents(tmp_path):
    text = "姓名,呼我,随便\n陈静,13800138000,1\n丁静,13900139000,2\n"
    rows = list(customer_rows(write_text(tmp_path / "a.csv", text)))
    assert [row.draft.phones[0].digits for row in rows] == ["13800138000", "13900139000"]


def test_promises_cancelled_orders_and_returns_are_no_sales(tmp_path):
    text = (
        "单号,日期,顾客,商品,数量,金额,订单状态,单据类型\n"
        "1,2026-03-01,陈静,镜架,1,100,已完成,销售\n"
        "2,2026-03-01,陈静,镜架,1,100,已取消,销售\n"
        "3,2026-03-01,陈静,镜架,1,100,已完成,销售退货\n"
        "4,2026-03-01,陈静,镜架,-1,-100,已完成,销售\n"
        "5,2026-03-01,陈静,镜架,1,100,未退货,销售\n"
    )
    rows = list(purchase_rows(write_text(tmp_path / "a.csv", text)))
    assert [row.receipt_number for row in rows if row.line] == ["1", "5"]
    codes = [row.problems[0].code for row in rows if row.line is None]
    assert codes == ["order_cancelled", "order_returned", "quantity_negative"]


def test_a_sale_without_a_product_comes_in_with_what_it_has_g2(tmp_path):
    text = "小票号,日期,会员号,金额\nX1,2026-03-01,V1,100\n,,,100\n"
    rows = list(purchase_rows(write_text(tmp_path / "a.csv", text)))
    assert (rows[0].line.product, rows[0].line.amount_fen) == ("", 10000)
    assert rows[1].aside


def test_a_list_without_names_comes_in_with_its_numbers_g2(tmp_path):
    rows = list(customer_rows(write_text(tmp_path / "a.csv", "会员号,手机\nV1,\n,13800138000\n")))
    assert [row.draft.name for row in rows] == ["V1", "13800138000"]


def test_a_heading_can_say_what_its_signs_mean_c4(tmp_path):
    text = "姓名,生日,生日类型(0农历1公历)\n陈静,1980-08-15,0\n丁静,1981-08-15,1\n"
    rows = list(customer_rows(write_text(tmp_path / "a.csv", text)))
    assert [row.draft.birthday.calendar for row in rows] == ["lunar", "solar"]


@pytest.mark.parametrize(
    ("heading", "cell", "calendar"),
    [
        ("是否农历", "1", "lunar"), ("是否农历", "否", "solar"), ("是否公历", "1", "solar"),
        ("是否阳历生日", "否", "lunar"), ("生日类型", "阴历", "lunar"), ("历法", "阳", "solar"),
        ("公历/农历", "农", "lunar"), ("生日类别", "L", "lunar"),
    ],
)  # fmt: skip
def test_lunar_flags_in_their_forms_c4(tmp_path, heading, cell, calendar):
    text = f"姓名,生日,{heading}\n陈静,1980-08-15,{cell}\n"
    [row] = customer_rows(write_text(tmp_path / "a.csv", text))
    assert row.draft.birthday.calendar == calendar


def test_the_only_day_of_a_list_of_sales_is_taken_but_marked():
    found = recognise(["安装日期", "业主姓名", "产品型号", "金额"], PURCHASES)
    assert found.shown()["sold_on"] == ["安装日期"]
    assert [one.field for one in found.uncertain] == ["sold_on"]


def test_a_sum_beside_the_buyer_alone_is_the_whole_receipts(tmp_path):
    text = (
        "单号,日期,姓名,商品,数量,单价,金额,实收\n"
        "A1,2026-03-01,王五,太阳镜,1,100,100,180\nA1,2026-03-01,,镜盒,2,50,100,\n"
        "合计,,,,3,,200,180\n"
    )
    [bill] = receipts_of(purchase_rows(write_text(tmp_path / "a.csv", text))).receipts
    assert ([line.amount_fen for line in bill.lines], bill.amount_fen) == ([10000, 10000], 18000)


def test_what_is_paid_so_far_is_not_the_whole():
    for line in ("日期|会员|商品|合计|已付|欠款", "日期|会员|商品|应收|实收|未收款"):
        headings = line.split("|")
        assert shown(headings, PURCHASES)["amount"] == [headings[3]]
    assert shown(["日期", "会员", "商品", "应收", "实收"], PURCHASES)["amount"] == ["实收"]


@pytest.mark.parametrize(
    "line",
    [
        "订单号|客户|收货电话|商品|金额|下单时间",
        "单号|日期|客户|收件人|收件人手机|收件地址|品名|数量|金额",
        "客户|收货人|收货电话|收货地址",
    ],
)
def test_a_recipients_phone_is_never_the_customers(line):
    assert "phones" not in shown(line.split("|"), TableKind.PURCHASES)
