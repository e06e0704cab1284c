"""One list in any dress: any order, other words, titles, blanks, totals, in every format."""

from html import escape

import pytest
from exchange_files import write_text, write_workbook
from hypothesis import given, settings
from hypothesis import strategies as st
from test_exchange_formats import ods_row, write_ods
from test_exchange_recognition import SPELLINGS

from shopcare.exchange.customers import customer_rows
from shopcare.exchange.purchases import purchase_rows
from shopcare.exchange.receipts import receipts_of

PEOPLE = {
    "number": ["V0001", "V0002", "V0003"],
    "name": ["陈静", "丁小明", "欧阳锋"],
    "phones": ["13800138000", "13900139000", "13700137000"],
    "address": ["建设路 8 号 2 幢", "文昌路 88 号 301 室", "解放路 1 号 9 楼"],
    "birthday": ["1985-03-05", "1990-12-31", "1978-02-28"],
    "remark": ["老顾客", "爱吃辣", "怕打扰"],
}
SALES = {
    "receipt_number": ["S26001", "S26001", "S26002"],
    "sold_on": ["2026-03-01", "2026-03-01", "2026-03-02"],
    "name": ["陈静", "陈静", "丁小明"],
    "phones": ["13800138000", "13800138000", "13900139000"],
    "product": ["暴龙全框镜架", "蔡司防蓝光镜片", "雷朋太阳镜"],
    "quantity": ["1", "2", "1"],
    "amount": ["980.00", "1360.50", "680.00"],
    "promised_on": ["2026-03-05", "2026-03-05", "2026-03-09"],
}
TITLES = (["阳光眼镜会员资料"], ["导出时间：2026-03-07"], ["门店：文昌路店", "制表人：小王"], [])
ENDS = (["合计", "3"], ["合计：3"], ["制表人：小王"], ["第 1 页 共 1 页"], [], [""])
BETWEEN = ([], [], ["小计", "2"], "headings")
CSV = [("utf-8", ","), ("utf-8-sig", ";"), ("utf-16", "\t"), ("gb18030", ","), ("gb18030", "|")]
FORMATS = (*CSV, "xlsx", "notes.xlsx", "ods", "html", "xml")


def as_dressed(draw, kind, cells):
    """Give rows of texts: another order, other words, with what tills put around a list."""
    known = {field: words.split() for k, field, words in SPELLINGS if k == kind}
    fields = draw(st.permutations(list(cells)))
    headings = [draw(st.sampled_from(known.get(field, ["预计取镜"]))) for field in fields]
    rows = [*draw(st.lists(st.sampled_from(TITLES), max_size=3)), headings]
    if draw(st.booleans()):
        rows.append(["示例" if at == 0 else "（必填）请填写" for at in range(len(fields))])
    for at in range(len(cells[fields[0]])):
        between = draw(st.sampled_from(BETWEEN)) if at else None
        if between is not None:
            rows.append(headings if between == "headings" else between)
        rows.append([cells[field][at] for field in fields])
    return [*rows, *draw(st.lists(st.sampled_from(ENDS), max_size=2))]


def write(folder, form, rows):
    """Write rows in one of the formats that tills write."""
    width = max(map(len, rows))
    full = [[*row, *[""] * (width - len(row))] for row in rows]
    if isinstance(form, tuple):
        encoding, mark = form
        return write_text(folder / "a.csv", "".join(f"{mark.join(r)}\r\n" for r in full), encoding)
    if form.endswith("xlsx"):
        notes = [("填写说明", [["1. 请勿改动表头"], ["2. 手机号请填 11 位数字"]])]
        sheets = [("导入", [[cell or None for cell in row] for row in full])]
        if form.startswith("notes"):
            sheets = [*notes, *sheets]
        return write_workbook(folder / "a.xlsx", *sheets)
    if form == "ods":
        return write_ods(folder / "a.ods", "".join(ods_row(*map(escape, row)) for row in full))
    if form == "html":
        lines = "".join(f"<tr><td>{'</td><td>'.join(map(escape, row))}</td></tr>" for row in full)
        return write_text(
            folder / "a.xls", f"<html><meta charset=utf-8><table>{lines}</table></html>"
        )
    cells = "".join(
        "<Row>" + "".join(f'<Cell><Data ss:Type="String">{escape(t)}</Data></Cell>' for t in row)
        + "</Row>"
        for row in full
    )  # fmt: skip
    space = "urn:schemas-microsoft-com:office:spreadsheet"
    head = f'<?xml version="1.0"?><Workbook xmlns="{space}" xmlns:ss="{space}">'
    sheet = f'<Worksheet ss:Name="x"><Table>{cells}</Table></Worksheet></Workbook>'
    return write_text(folder / "a.xls", head + sheet)


def people_in(path):
    drafts = [row.draft for row in customer_rows(path) if row.draft]
    return [
        (d.number, d.name, d.phones[0].digits, d.address, str(d.birthday), d.remark) for d in drafts
    ]


def sales_in(path):
    return [
        (
            bill.receipt_number,
            bill.sold_on.isoformat(),
            bill.promised_on and bill.promised_on.isoformat(),
            bill.buyer.name,
            [(line.product, line.quantity, line.amount_fen) for line in bill.lines],
        )
        for bill in receipts_of(purchase_rows(path)).receipts
    ]


@pytest.fixture(scope="module")
def plain(tmp_path_factory):
    """What the two lists say in the plainest file."""
    folder = tmp_path_factory.mktemp("plain")
    heads = {
        "customers": ["会员号", "姓名", "手机", "地址", "生日", "备注"],
        "purchases": ["单号", "日期", "姓名", "手机", "商品", "数量", "金额", "预计取镜"],
    }
    people = write(folder, CSV[0], [heads["customers"], *zip(*PEOPLE.values(), strict=True)])
    found = people_in(people)
    sales = write(folder, CSV[0], [heads["purchases"], *zip(*SALES.values(), strict=True)])
    told = {"customers": found, "purchases": sales_in(sales)}
    assert [len(told[kind]) for kind in heads] == [3, 2]
    return told


@pytest.mark.parametrize("form", FORMATS, ids=str)
@settings(max_examples=10, deadline=None)
@given(data=st.data())
def test_any_dress_of_a_list_reads_the_same(data, form, plain, tmp_path_factory):
    folder = tmp_path_factory.mktemp("dressed")
    for kind, cells, read in (("customers", PEOPLE, people_in), ("purchases", SALES, sales_in)):
        rows = as_dressed(data.draw, kind, cells)
        assert read(write(folder, form, rows)) == plain[kind], rows
