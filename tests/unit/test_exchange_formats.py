"""Files of every make that tills write, and files that must not be opened."""

import time
import zipfile
from pathlib import Path

import pytest
from exchange_files import write_text, write_workbook

from shopcare.domain.errors import Refusal, Trouble
from shopcare.exchange.customers import customer_rows
from shopcare.exchange.reading.archive import check_binary_sheet
from shopcare.exchange.reading.garbled import is_garbled
from shopcare.exchange.table import read_table

FILES = Path(__file__).parent / "till_files"
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
MANIFEST = "urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"
PAGE = (
    '<html xmlns:x="urn:schemas-microsoft-com:office:excel"><meta charset="{0}"><body>'
    "<table><tr><td colspan=3>会员资料</td></tr>"
    "<tr><th>会员卡号</th><th>姓名</th><th>手机</th></tr>"
    "<tr><td>00021</td><td rowspan=2>陈静</td><td>13800138000</td></tr>"
    "<tr><td>00022</td><td>139&nbsp;0013 9000</td></table>"
)
XML = (
    '<?xml version="1.0" encoding="utf-8"?><?mso-application progid="Excel.Sheet"?>'
    '<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" '
    'xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet"><Worksheet ss:Name="会员"><Table>'
    '<Row><Cell><Data ss:Type="String">姓名</Data></Cell>'
    '<Cell ss:Index="3"><Data ss:Type="String">手机</Data></Cell></Row>'
    '<Row ss:Index="4"><Cell><Data ss:Type="String">陈静</Data></Cell>'
    '<Cell ss:Index="3"><Data ss:Type="Number">13800138000</Data></Cell></Row>'
    "</Table></Worksheet></Workbook>"
)
ODS = (
    '<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body>'
    '<office:spreadsheet><table:table table:name="会员">{rows}</table:table>'
    "</office:spreadsheet></office:body></office:document-content>"
)


def people(path):
    return [
        (row.row, row.draft.number, row.draft.name, [phone.digits for phone in row.draft.phones])
        for row in customer_rows(path)
        if row.draft
    ]


def write_ods(path, rows, manifest=""):
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", ODS.format(rows=rows))
        archive.writestr(
            "META-INF/manifest.xml",
            f'<manifest:manifest xmlns:manifest="{MANIFEST}">{manifest}</manifest:manifest>',
        )
    return path


def ods_row(*texts, repeated=1):
    cells = "".join(
        f'<table:table-cell office:value-type="string"><text:p>{text}</text:p></table:table-cell>'
        for text in texts
    )
    return f'<table:table-row table:number-rows-repeated="{repeated}">{cells}</table:table-row>'


def sheet_xml(rows):
    return f'<worksheet xmlns="{MAIN}"><sheetData>{rows}</sheetData></worksheet>'


def with_part(path, part, content):
    """Write a small workbook with one of its parts replaced."""
    source = write_workbook(path.with_name("source.xlsx"), ("x", [["姓名", "手机"], ["陈", "1"]]))
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            if name != part:
                new.writestr(name, old.read(name))
        new.writestr(part, content)
    return path


def text_cell(place, text):
    return f'<c r="{place}" t="inlineStr"><is><t>{text}</t></is></c>'


HEADINGS = '<row r="1">' + text_cell("A1", "姓名") + text_cell("B1", "会员号") + "</row>"


def test_old_excel():
    assert read_table(FILES / "members.xls").format == "XLS"
    assert people(FILES / "members.xls") == [(2, "00021", "乔以南", ["13800050001"])]
    [row] = customer_rows(FILES / "members.xls")
    assert (row.draft.birthday.year, row.draft.birthday.month) == (1988, 3)


def test_open_document(tmp_path):
    rows = ods_row("姓名", "手机") + ods_row("陈静", "13800138000")
    path = write_ods(tmp_path / "a.ods", rows)
    assert read_table(path).format == "ODS"
    assert people(path) == [(2, None, "陈静", ["13800138000"])]


@pytest.mark.parametrize("encoding", ["utf-8", "gb2312"])
def test_a_web_page_saved_as_xls(tmp_path, encoding):
    path = write_text(tmp_path / "a.xls", PAGE.format(encoding), encoding)
    assert read_table(path).format == "HTML"
    assert people(path) == [
        (3, "00021", "陈静", ["13800138000"]),
        (4, "00022", "陈静", ["13900139000"]),
    ]


def test_the_xml_of_excel_2003(tmp_path):
    path = write_text(tmp_path / "a.xls", XML)
    assert read_table(path).format == "XML"
    assert people(path) == [(4, None, "陈静", ["13800138000"])]


def test_the_old_encoding_of_taiwan(tmp_path):
    text = "會員編號,姓名,手機號碼,地址\nA01,陳淑芬,0912345678,台北市中山區民權東路一段\n"
    path = write_text(tmp_path / "a.csv", text, "big5")
    [row] = customer_rows(path)
    assert (row.draft.number, row.draft.name) == ("A01", "陳淑芬")


def test_passwords_are_named(tmp_path):
    locked = "<manifest:file-entry><manifest:encryption-data/></manifest:file-entry>"
    path = write_ods(tmp_path / "a.ods", ods_row("姓名"), manifest=locked)
    with pytest.raises(Refusal, match="file_has_password"):
        read_table(path)


def test_a_number_is_read_as_the_sheet_shows_it(tmp_path):
    styles = (
        f'<styleSheet xmlns="{MAIN}"><numFmts count="2">'
        '<numFmt numFmtId="164" formatCode="000000"/>'
        '<numFmt numFmtId="165" formatCode="&quot;VIP&quot;0000"/></numFmts>'
        '<cellXfs count="3"><xf numFmtId="0"/><xf numFmtId="164"/><xf numFmtId="165"/></cellXfs>'
        "</styleSheet>"
    )
    rows = HEADINGS
    for n, (style, value) in enumerate(((1, 123), (2, 7), (0, 125)), 2):
        number = f'<c r="B{n}" s="{style}"><v>{value}</v></c>'
        rows += f'<row r="{n}">{text_cell(f"A{n}", "陈" + "静明芳"[n - 2])}{number}</row>'
    path = with_part(tmp_path / "a.xlsx", "xl/worksheets/sheet1.xml", sheet_xml(rows))
    path = with_styles(path, styles)
    assert [number for _, number, _, _ in people(path)] == ["000123", "VIP0007", "125"]


def with_styles(path, styles):
    again = path.with_name("styled.xlsx")
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(again, "w") as new:
        for name in old.namelist():
            new.writestr(name, styles if name == "xl/styles.xml" else old.read(name))
    return again


def test_a_formula_that_was_never_computed_names_nobody(tmp_path):
    rows = [["姓名", "手机"], ["=cmd|x!A1", "13800138000"], ["陈静", "13900139000"]]
    found = list(customer_rows(write_workbook(tmp_path / "a.xlsx", ("x", rows))))
    assert found[0].draft is None
    assert found[0].problems[0].code == "formula_not_computed"
    assert found[1].draft.name == "陈静"


def test_rows_in_another_encoding_than_the_file_are_told(tmp_path):
    path = tmp_path / "a.csv"
    lines = ["姓名,手机\n".encode("gb18030"), "李四,13800138000\n".encode("gb18030")]
    path.write_bytes(b"".join([*lines, "王五,13900139000\n".encode()]))
    found = list(customer_rows(path))
    assert [row.draft.name for row in found if row.draft] == ["李四"]
    assert [row.problems[0].code for row in found if row.draft is None] == ["text_garbled"]


@pytest.mark.parametrize("text", ["鐜嬩簲", "å¼ ä¸‰", "锟斤拷锟斤拷", "????", "寮犱笁"])
def test_rubbish_is_seen(text):
    assert is_garbled(text)


@pytest.mark.parametrize(
    "text", ["王五", "欧阳娜娜", "Ann Lee", "José Núñez", "丁𬸪艳", "涓滴之恩", "镜架 BL5051 黑"]
)
def test_names_are_no_rubbish(text):
    assert not is_garbled(text)


@pytest.mark.parametrize(
    "lines",
    [
        '1,"张三,13800138000\n2,李四,13900139000\n3,"王五",13700137000\n',
        '1,张三,"13800138000\n2,李四,13900139000\n3,王五,13700137000\n',
    ],
)
def test_a_quote_never_closed_makes_no_one_of_three(tmp_path, lines):
    path = write_text(tmp_path / "a.csv", "会员号,姓名,手机\n" + lines)
    rows = list(customer_rows(path))
    told = [row.row for row in rows if row.draft is None]
    assert 2 in told
    assert all(row.problems[0].code == "quote_not_closed" for row in rows if row.draft is None)
    assert "李四" in [row.draft.name for row in rows if row.draft is not None]


BOMBS = {
    "row": HEADINGS + '<row r="1000000000"><c r="A1000000000"><v>1</v></c></row>',
    "row of a cell": HEADINGS + '<row r="2"><c r="A1000000000"><v>1</v></c></row>',
    "far corner": HEADINGS + '<row r="2"><c r="XFD1048576"><v>1</v></c></row>',
    "single quotes": HEADINGS + "<row r='2'><c r='A1000000000'><v>1</v></c></row>",
    "blanks": HEADINGS + '<row r = "2"><c r = "A1000000000"><v>1</v></c></row>',
    "empty rows": HEADINGS + "<row/>" * 1_100_000,
    "one cell": '<row r="1">' + text_cell("A1", "a" * (80 << 20)) + "</row>",
}


@pytest.mark.parametrize("bomb", BOMBS)
def test_what_would_burst_is_refused_at_once(tmp_path, bomb):
    path = with_part(tmp_path / "a.xlsx", "xl/worksheets/sheet1.xml", sheet_xml(BOMBS[bomb]))
    began = time.process_time()
    with pytest.raises(Refusal, match="file_too_large"):
        list(customer_rows(path))
    assert time.process_time() - began < 2


def test_shared_texts_that_would_burst_are_refused(tmp_path):
    text = "<sst>" + "<si><t>a</t></si>" * 6_000_000 + "</sst>"
    path = with_part(tmp_path / "a.xlsx", "xl/sharedStrings.xml", text)
    with pytest.raises(Refusal, match="file_too_large"):
        read_table(path)


@pytest.mark.parametrize("repeated", [2_000_000_000, 1_000_000])
def test_repeated_rows_that_would_burst_are_refused(tmp_path, repeated):
    cell = '<table:table-cell office:value-type="string" table:number-columns-repeated="900"/>'
    row = f'<table:table-row table:number-rows-repeated="{repeated}">{cell}</table:table-row>'
    path = write_ods(tmp_path / "a.ods", ods_row("姓名") + row)
    with pytest.raises(Refusal, match="file_too_large"):
        read_table(path)


def test_a_binary_sheet_with_a_row_far_away_is_refused():
    row = bytes([0, 4]) + (1_000_000_000).to_bytes(4, "little")
    with pytest.raises(Refusal, match="file_too_large"):
        check_binary_sheet(Path("a.xlsb"), row)
    check_binary_sheet(Path("a.xlsb"), bytes([0, 4, 5, 0, 0, 0]))


def test_a_sheet_cut_short_is_damaged(tmp_path):
    cut = sheet_xml(HEADINGS + "<row r='2'></row>").removesuffix("</sheetData></worksheet>")
    path = with_part(tmp_path / "a.xlsx", "xl/worksheets/sheet1.xml", cut)
    with pytest.raises(Trouble, match="file_damaged"):
        list(customer_rows(path))


def changed_xls(path: Path, *changes: tuple[int, bytes]) -> Path:
    raw = bytearray((FILES / "members.xls").read_bytes())
    for at, new in changes:
        raw[at : at + len(new)] = new
    path.write_bytes(raw)
    return path


FOLLOWS = 512 + 8 * 512
"""Where the file says which sector follows which."""


@pytest.mark.parametrize(
    "change",
    [
        (FOLLOWS, (0).to_bytes(4, "little")),  # the workbook comes back to where it began
        (FOLLOWS + 9 * 4, (9).to_bytes(4, "little")),  # and so does the list of its parts
        (FOLLOWS, (77_777).to_bytes(4, "little")),
        (30, b"\x1f\x00"),
        (48, b"\xf0\xff\xff\x0f"),
    ],
)
def test_an_old_file_whose_chains_never_end_is_refused(tmp_path, change):
    path = changed_xls(tmp_path / "a.xls", change)
    with pytest.raises(Refusal, match="file_is_old_excel"):
        read_table(path)


def test_an_old_file_that_claims_or_holds_cells_far_apart_is_too_large(tmp_path):
    raw = (FILES / "members.xls").read_bytes()
    dimensions = raw.index(b"\x00\x02\x0e\x00") + 4
    path = changed_xls(tmp_path / "a.xls", (dimensions + 4, b"\xff\xff\xff\xff"))
    with pytest.raises(Refusal, match="file_too_large"):
        read_table(path)
    cell = raw.index(b"\xfd\x00\x0a\x00") + 4
    path = changed_xls(tmp_path / "b.xls", (cell, b"\xff\xff\xff\x00"))
    with pytest.raises(Refusal, match="file_too_large"):
        read_table(path)


def test_a_file_that_its_reader_breaks_at_is_refused(tmp_path, capfd):
    path = tmp_path / "a.xls"
    path.write_bytes((FILES / "members.xls").read_bytes()[: 9 * 512 + 512 + 200])
    with pytest.raises(Refusal, match="file_is_old_excel"):
        read_table(path)
    assert capfd.readouterr().err == ""


def test_a_line_above_may_have_more_blanks_than_there_are_headings(tmp_path):
    path = write_text(tmp_path / "a.csv", "会员,会员,,,,\n姓名,手机\n陈静,13800138000\n")
    assert people(path) == [(3, None, "陈静", ["13800138000"])]


def test_a_short_list_of_taiwan_is_read_in_its_own_encoding(tmp_path):
    rows = "會員號,姓名,手機\nV1,陳靜,13800138000\nV2,張偉華,13900139000\n"
    path = write_text(tmp_path / "a.csv", rows, "big5")
    assert [one[2] for one in people(path)] == ["陳靜", "張偉華"]


def test_a_megabyte_in_one_cell_is_looked_at_in_no_time(tmp_path):
    path = write_text(tmp_path / "a.csv", f"姓名,手机\n{'王' * 32_000},{'1' * 60_000}\n" * 20)
    began = time.process_time()
    read_table(path)
    assert time.process_time() - began < 1
