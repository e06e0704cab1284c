"""Tables written as XLSX and CSV: whole or not at all, text as text, and read back as it was."""

import csv
import tempfile
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from shopcare.domain.errors import Refusal, Trouble
from shopcare.domain.typed.text import clean_text
from shopcare.exchange.customers import customer_rows
from shopcare.exchange.reading.garbled import is_garbled
from shopcare.exchange.writing.out_table import Column, ColumnKind
from shopcare.exchange.writing.table_target import write_table

COLUMNS = [
    Column(heading="姓名"),
    Column(heading="电话"),
    Column(heading="备注", width=30),
    Column(heading="金额", kind=ColumnKind.MONEY),
    Column(heading="生日", kind=ColumnKind.DATE),
    Column(heading="数量", kind=ColumnKind.NUMBER),
    Column(heading="时间", kind=ColumnKind.MOMENT),
]
ROW = (
    "𬸪艳",
    "057187654321",
    "=1+1",
    123456,
    date(2026, 3, 7),
    Decimal("2.5"),
    datetime(2026, 3, 7, 9, 30, tzinfo=UTC),
)
ENDINGS = ["csv", "xlsx"]


def test_a_workbook_has_text_days_and_numbers_and_no_formula(tmp_path):
    path = tmp_path / "a.xlsx"
    assert write_table(path, COLUMNS, [ROW, (None,) * 7], title="会员[1]") == 2
    sheet = load_workbook(path).active
    cells = next(sheet.iter_rows(min_row=2, max_row=2))
    assert [cell.value for cell in cells] == [
        "𬸪艳",
        "057187654321",
        "=1+1",
        1234.56,
        datetime(2026, 3, 7),
        2.5,
        datetime(2026, 3, 7, 9, 30),
    ]
    assert [cell.data_type for cell in cells] == list("sssndnd")
    assert cells[2].quotePrefix
    assert cells[1].number_format == "@"
    assert (sheet.title, sheet.freeze_panes) == ("会员 1", "A2")


def test_a_csv_opens_right_and_runs_nothing(tmp_path):
    path = tmp_path / "a.csv"
    write_table(path, COLUMNS, [ROW])
    assert path.read_bytes().startswith(b"\xef\xbb\xbf")
    with path.open(encoding="utf-8-sig", newline="") as file:
        _, row = csv.reader(file)
    assert row == [
        "𬸪艳",
        "\t057187654321",
        "'=1+1",
        "1234.56",
        "2026-03-07",
        "2.5",
        "2026-03-07 09:30:00",
    ]


@pytest.mark.parametrize("ending", ENDINGS)
@settings(max_examples=25, deadline=None)
@given(
    texts=st.lists(
        st.one_of(
            st.text(),
            st.from_regex(r"\A'*[=+\-@].{0,9}\Z"),
            st.from_regex(r"\A0[0-9]+\Z"),
            st.just("_x0041_"),
        ).filter(lambda text: not is_garbled(clean_text(text))),  # such a row is not trusted
        max_size=8,
    )
)
def test_every_text_comes_back_through_our_own_import(ending, texts):
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"a.{ending}"
        columns = [Column(heading="姓名"), Column(heading="备注")]
        write_table(path, columns, [(f"名{n}", text) for n, text in enumerate(texts)])
        back = [row.draft.remark for row in customer_rows(path) if row.draft]
        kept = [text for text in map(clean_text, texts) if len(text) <= 4000]
        assert back == kept


@pytest.mark.parametrize("ending", ENDINGS)
def test_customers_written_are_read_back_the_same(tmp_path, ending):
    path = tmp_path / f"a.{ending}"
    columns = [Column(heading=text) for text in ("会员号", "姓名", "电话", "地址", "生日")]
    rows = [("0012", "陈静", "0571-87654321; +4915112345678", "-", "农历闰四月初二")]
    write_table(path, columns, rows)
    [row] = customer_rows(path)
    assert row.problems == ()
    assert row.draft.number == "0012"
    assert [phone.digits for phone in row.draft.phones] == ["057187654321", "+4915112345678"]
    assert row.draft.birthday.leap_month


@pytest.mark.parametrize("ending", ENDINGS)
def test_cancelling_leaves_nothing_and_keeps_the_older_file(tmp_path, ending):
    class Cancelled(Exception):
        pass

    def cancel(done, total):
        raise Cancelled

    path = tmp_path / f"a.{ending}"
    for before in (None, b"older"):
        if before is not None:
            path.write_bytes(before)
        with pytest.raises(Cancelled):
            write_table(path, COLUMNS, [ROW] * 600, total=600, progress=cancel)
        assert [each.name for each in tmp_path.iterdir()] == ([] if before is None else [path.name])
    assert path.read_bytes() == b"older"


@pytest.mark.parametrize("ending", ENDINGS)
def test_progress_ends_with_all_rows(tmp_path, ending):
    told = []
    path = tmp_path / f"a.{ending}"
    write_table(path, COLUMNS, [ROW] * 600, total=600, progress=lambda *at: told.append(at))
    assert told == [(256, 600), (512, 600), (600, 600)]


def test_other_endings_and_missing_folders_are_refused(tmp_path):
    with pytest.raises(Refusal, match="file_ending_unknown"):
        write_table(tmp_path / "a.xls", COLUMNS, [])
    with pytest.raises(Trouble, match="folder_missing"):
        write_table(tmp_path / "none" / "a.csv", COLUMNS, [])
    (tmp_path / "a.csv").mkdir()
    with pytest.raises(Trouble):
        write_table(tmp_path / "a.csv", COLUMNS, [])
    assert [each.name for each in tmp_path.iterdir()] == ["a.csv"]


def test_a_text_too_long_for_excel_is_refused_not_cut(tmp_path):
    columns = [Column(heading="备注")]
    with pytest.raises(Refusal, match="cell_too_long"):
        write_table(tmp_path / "a.xlsx", columns, [("话" * 32_768,)])
    assert list(tmp_path.iterdir()) == []
    write_table(tmp_path / "a.csv", columns, [("话" * 32_768,)])
