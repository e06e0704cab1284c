"""Files of any make: encodings, separators, titles, totals, damage."""

import zipfile
from datetime import datetime

import pytest
from exchange_files import write_text, write_workbook
from openpyxl import Workbook

from shopcare.domain.errors import Refusal, Trouble
from shopcare.exchange.customers import customer_rows
from shopcare.exchange.recognition.words import TableKind
from shopcare.exchange.table import read_table

LIST = "姓名,手机,备注\n陈静,13800138000,老顾客\n丁𬸪艳,13900139000,\n"
NAMES = ["陈静", "丁𬸪艳"]


def names(path, choice=None):
    return [row.draft.name for row in customer_rows(path, choice) if row.draft]


@pytest.mark.parametrize(
    "encoding",
    ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "gb18030"],
)
@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
def test_encoding_and_separator_are_found(tmp_path, encoding, separator):
    path = write_text(tmp_path / "a.csv", LIST.replace(",", separator), encoding)
    assert names(path) == NAMES


def test_the_format_is_shown(tmp_path):
    path = write_text(tmp_path / "a.txt", LIST.replace(",", "\t"), "gb18030")
    assert read_table(path).format == "CSV GB18030 Tab"


@pytest.mark.parametrize("ending", ["\r\n", "\r", "\n"])
def test_line_ends(tmp_path, ending):
    assert names(write_text(tmp_path / "a.csv", LIST.replace("\n", ending))) == NAMES


def test_excels_own_separator_line_is_no_row(tmp_path):
    path = write_text(tmp_path / "a.csv", "sep=;\n" + LIST.replace(",", ";"))
    assert [row.row for row in customer_rows(path)] == [2, 3]


def test_the_ending_does_not_matter(tmp_path):
    assert names(write_text(tmp_path / "a.xlsx", LIST)) == NAMES
    rows = [["姓名", "手机"], ["陈静", "13800138000"]]
    assert names(write_workbook(tmp_path / "b.csv", ("x", rows))) == ["陈静"]


def test_quotes_breaks_and_zeros_inside_cells(tmp_path):
    text = '姓名,手机,备注\n"陈,静",13800138000,"一行\n两""行"""\n丁\0静,13900139000,\n'
    rows = list(customer_rows(write_text(tmp_path / "a.csv", text)))
    assert [row.draft.name for row in rows] == ["陈,静", "丁静"]
    assert rows[0].draft.remark == '一行\n两"行"'
    assert [row.row for row in rows] == [2, 3]


def test_titles_blanks_totals_notes_and_repeated_headings(tmp_path):
    text = (
        "阳光眼镜会员资料,,\n导出时间：2026-03-07,,\n,,\n姓 名：,手机号（必填）,备注\n"
        "陈静,13800138000,\n,,\n小计,1,\n姓 名：,手机号（必填）,备注\n丁静,13900139000,\n"
        "合计：2人,,\n制表人：小王,,\n"
    )
    rows = list(customer_rows(write_text(tmp_path / "a.csv", text)))
    assert [(row.row, row.draft.name) for row in rows if row.draft] == [(5, "陈静"), (9, "丁静")]
    asides = [(row.row, row.problems[0].code) for row in rows if row.aside]
    assert asides == [
        (7, "row_is_total"),
        (8, "row_is_heading"),
        (10, "row_is_total"),
        (11, "row_is_note"),
    ]


def test_a_row_shifted_by_a_stray_comma_is_not_trusted(tmp_path):
    text = "姓名,手机\n陈静,建设三路,13800138000\n丁静,13900139000,\n"
    rows = list(customer_rows(write_text(tmp_path / "a.csv", text)))
    assert rows[0].draft is None
    assert rows[0].problems[0].code == "row_too_wide"
    assert rows[1].draft.name == "丁静"


def test_a_quote_never_closed_is_found_and_told(tmp_path):
    text = '姓名,手机,地址\n陈静,13800138000,"建设路\n' + "丁静,13900139000,人民路\n" * 30
    first, *others = customer_rows(write_text(tmp_path / "a.csv", text))
    assert (first.row, first.draft, first.problems[0].code) == (2, None, "quote_not_closed")
    assert "建设路" in first.problems[0].values["text"]
    assert [row.draft.name for row in others] == ["丁静"] * 30
    assert [row.row for row in others] == list(range(3, 33))


def test_a_very_long_open_quote_is_told_too(tmp_path):
    text = LIST + '"' + "丁静,1\n" * 50000
    rows = list(customer_rows(write_text(tmp_path / "a.csv", text)))
    told = [row.row for row in rows if row.problems and row.problems[0].code == "quote_not_closed"]
    assert len(rows) == 50_002
    assert told == [4]


def test_an_address_of_several_lines_is_no_open_quote(tmp_path):
    text = '姓名,手机,地址\n陈静,13800138000,"建设路 3 号\n东门"\n丁静,13900139000,人民路\n'
    rows = list(customer_rows(write_text(tmp_path / "a.csv", text)))
    assert [row.draft.address for row in rows] == ["建设路 3 号 东门", "人民路"]


def test_a_broken_place_in_utf8_is_not_read_as_rubbish(tmp_path):
    path = tmp_path / "a.csv"
    path.write_bytes(LIST.encode() + b"\xff\xfe\n")
    with pytest.raises(Refusal) as refused:
        read_table(path)
    assert refused.value.code == "text_unreadable"
    assert refused.value.values["line"] == 4


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "file_empty"),
        (b"  \r\n ", "file_empty"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "file_is_old_excel"),
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"),
            "file_has_password",
        ),
        (b"<html><table><tr><td>x", "file_is_web_page"),
        ("\ufeff<?xml version='1.0'?>".encode(), "file_is_web_page"),
        (b"%PDF-1.7 ...", "file_is_no_table"),
    ],
)
def test_files_that_are_something_else_say_so(tmp_path, content, code):
    path = tmp_path / "a.xls"
    path.write_bytes(content)
    with pytest.raises(Refusal) as refused:
        read_table(path)
    assert refused.value.code == code
    assert refused.value.values["file"] == "a.xls"


def test_missing_folders_and_damaged_archives_are_troubles(tmp_path):
    for path, code in ((tmp_path / "none.csv", "file_missing"), (tmp_path, "file_is_folder")):
        with pytest.raises(Trouble) as trouble:
            read_table(path)
        assert trouble.value.code == code
    whole = write_workbook(tmp_path / "a.xlsx", ("x", [["姓名", "手机"]] * 900)).read_bytes()
    for cut in (len(whole) // 2, len(whole) - 30, 60):
        (tmp_path / "cut.xlsx").write_bytes(whole[:cut])
        with pytest.raises(Trouble, match="file_damaged"):
            list(customer_rows(tmp_path / "cut.xlsx"))


def test_archives_with_broken_or_missing_parts_are_damaged(tmp_path):
    source = write_workbook(tmp_path / "a.xlsx", ("x", [["姓名", "手机"]]))
    for part in ("xl/worksheets/sheet1.xml", "xl/workbook.xml", "[Content_Types].xml"):
        for content in (b"<worksheet><sheetData><row", None):
            broken = tmp_path / "broken.xlsx"
            with zipfile.ZipFile(source) as old, zipfile.ZipFile(broken, "w") as new:
                for name in old.namelist():
                    text = content if name == part else old.read(name)
                    if text is not None:
                        new.writestr(name, text)
            with pytest.raises((Trouble, Refusal)) as told:
                list(customer_rows(broken))
            assert told.value.code in {"file_damaged", "file_empty"}


@pytest.mark.parametrize(
    ("member", "code"),
    [("content.xml", "file_is_other_spreadsheet"), ("word/document.xml", "file_is_no_table")],
)
def test_other_archives_say_what_they_are(tmp_path, member, code):
    path = tmp_path / "a.ods"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("mimetype", "x")
        archive.writestr(member, "<x/>")
    with pytest.raises(Refusal, match=code):
        read_table(path)


def test_the_first_sheet_with_headings_is_taken_hidden_ones_last(tmp_path):
    path = tmp_path / "a.xlsx"
    book = Workbook()
    book.active.append(["使用说明", "请勿修改"])
    hidden = book.create_sheet("旧")
    hidden.append(["姓名", "手机"])
    hidden.append(["旧客", "13800138000"])
    hidden.sheet_state = "hidden"
    shown = book.create_sheet("会员")
    shown.append(["姓名", "手机"])
    shown.append(["陈静", 13800138000])
    book.save(path)
    assert read_table(path).sheet == "会员"
    assert names(path) == ["陈静"]


def test_merged_titles_and_cells_merged_downwards(tmp_path):
    rows = [
        ["会员资料", None, None],
        ["姓名", "手机", "地址"],
        ["陈静", 13800138000, "建设路"],
        ["陈明", None, "建设路"],
    ]
    merge = ("A1:C1", "B3:B4")
    path = write_workbook(tmp_path / "a.xlsx", ("x", rows), merge=merge)
    rows = list(customer_rows(path))
    assert [row.draft.phones[0].digits for row in rows] == ["13800138000"] * 2
    assert [row.row for row in rows] == [3, 4]


def test_a_formula_shows_what_the_sheet_shows_and_else_its_text(tmp_path):
    path = write_workbook(tmp_path / "a.xlsx", ("x", [["姓名", "备注"], ["陈静", "=1+1"]]))
    assert next(iter(customer_rows(path))).draft.remark == "=1+1"
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(tmp_path / "b.xlsx", "w") as new:
        for name in old.namelist():
            text = old.read(name)
            if name == "xl/worksheets/sheet1.xml":
                assert b"<f>1+1</f><v" in text
                text = text.replace(b"<f>1+1</f><v />", b"<f>1+1</f><v>2</v>")
                text = text.replace(b"<f>1+1</f><v></v>", b"<f>1+1</f><v>2</v>")
                text = text.replace(b"<f>1+1</f><v/>", b"<f>1+1</f><v>2</v>")
            new.writestr(name, text)
    assert next(iter(customer_rows(tmp_path / "b.xlsx"))).draft.remark == "2"


def test_a_wrong_size_written_by_a_till_cuts_nothing(tmp_path):
    path = write_workbook(tmp_path / "a.xlsx", ("x", [["姓名", "手机"], ["陈静", "13800138000"]]))
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(tmp_path / "b.xlsx", "w") as new:
        for name in old.namelist():
            new.writestr(name, old.read(name).replace(b'ref="A1:B2"', b'ref="A1"'))
    assert names(tmp_path / "b.xlsx") == ["陈静"]


def test_a_birthday_shown_without_its_year_has_none(tmp_path):
    path = tmp_path / "a.xlsx"
    book = Workbook()
    book.active.append(["姓名", "生日"])
    book.active.append(["陈静", datetime(2026, 8, 6)])
    book.active["B2"].number_format = 'm"月"d"日"'
    book.save(path)
    birthday = next(iter(customer_rows(path))).draft.birthday
    assert (birthday.month, birthday.day, birthday.year) == (8, 6, None)


@pytest.mark.parametrize("ending", ["csv", "xlsx"])
def test_progress_is_told_and_can_cancel(tmp_path, ending):
    class Cancelled(Exception):
        pass

    rows = [["姓名", "手机"]] + [[f"陈{n}", "13800138000"] for n in range(3000)]
    path = tmp_path / f"a.{ending}"
    if ending == "csv":
        write_text(path, "\n".join(",".join(row) for row in rows))
    else:
        write_workbook(path, ("x", rows))
    told = []
    assert sum(1 for _ in customer_rows(path, progress=lambda *at: told.append(at))) == 3000
    assert told == sorted(told)
    assert told[-1] == (3001, 3001)
    assert all(done <= total for done, total in told)

    def cancel(done, total):
        raise Cancelled

    with pytest.raises(Cancelled):
        list(customer_rows(path, progress=cancel))
    path.unlink()


def test_a_preview_shows_headings_rows_and_what_it_lists(tmp_path):
    text = "标题\n小票号,销售日期,客户姓名,商品名称,会员积分\nX1,2026-03-07,陈静,镜架,5\n"
    preview = read_table(write_text(tmp_path / "a.csv", text))
    assert preview.heading_row == 2
    assert preview.recognised.kind is TableKind.PURCHASES
    assert preview.recognised.shown() == {
        "name": ["客户姓名"],
        "receipt_number": ["小票号"],
        "sold_on": ["销售日期"],
        "product": ["商品名称"],
    }
    assert preview.recognised.unknown == ("会员积分",)
    assert preview.first_rows == ((3, ("X1", "2026-03-07", "陈静", "镜架", "5")),)


def test_a_table_without_known_headings_can_be_told_by_letters(tmp_path):
    path = write_text(tmp_path / "a.csv", "陈静,13800138000\n丁静,13900139000\n")
    preview = read_table(path)
    assert (preview.heading_row, preview.recognised.columns) == (0, {})
    with pytest.raises(Refusal, match="headings_not_found"):
        list(customer_rows(path))
    rows = list(customer_rows(path, {"name": ["A"], "phones": ["B"]}))
    assert [(row.row, row.draft.name) for row in rows] == [(1, "陈静"), (2, "丁静")]
    assert rows[0].draft.phones[0].digits == "13800138000"


def test_the_shop_can_name_headings_that_nobody_knows(tmp_path):
    text = "会员\n代号,呼机,姓名\n陈静,13800138000,备用名\n"
    path = write_text(tmp_path / "a.csv", text)
    rows = list(customer_rows(path, {"name": ["代号"], "phones": ["呼机"]}))
    assert [row.draft.name for row in rows] == ["陈静"]
    assert rows[0].draft.phones[0].digits == "13800138000"
