"""The Import page: nothing is saved before it was seen, and nothing is left half done."""

from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent

from building.screen import show_page
from shopcare.services.exchange.exports import ExportKind
from shopcare.services.exchange.import_preview import ImportKind
from shopcare.services.people.customers import customer_ids, on_phone
from shopcare.storage import customers as store
from shopcare.ui.kit.context.page_context import PageContext
from shopcare.ui.pages.imports.page import Face, ImportsPage

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def page(qtbot, context) -> ImportsPage:
    page = ImportsPage(context)
    show_page(qtbot, context, page)
    return page


@pytest.fixture
def bring(qtbot, page, context) -> Callable[[Path], None]:
    """Choose a file as a person does, and wait until the page knows what to do with it."""

    def choose(path: Path) -> None:
        context.dialogs.path = path
        button = page.main_button if page.face is Face.EMPTY else None
        if button is None and page.view.source_line.other_button.isVisible():
            button = page.view.source_line.other_button
        qtbot.mouseClick(button or page.main_button, LEFT)
        settle(qtbot, page)

    return choose


def settle(qtbot, page: ImportsPage) -> None:
    qtbot.waitUntil(lambda: page.face is not Face.WORKING, timeout=20_000)


def customers(context: PageContext) -> int:
    return len(customer_ids(context.shop))


def figures(page: ImportsPage) -> dict[str, str]:
    return {name: figure.number.text() for name, figure in page.view.outcome.figures.items()}


@pytest.fixture
def csv_file(tmp_path) -> Path:
    path = tmp_path / "会员.csv"
    rows = ["会员号,姓名,手机,生日", "T1,钱一,13711110001,1990-02-30", "T2,钱二,13711110002,"]
    rows += ["T3,,13711110003,", "T4,钱四,1380x,3-5"]
    path.write_text("\n".join(rows), "utf-8")
    return path


def test_a_file_is_tried_out_by_itself_then_brought_in(
    qtbot, page, context, bring, csv_file
) -> None:
    before = customers(context)
    bring(csv_file)
    assert page.face is Face.READY
    assert page.main_button.text() == "Import 3"
    assert figures(page) == {
        "read": "4", "added": "3", "updated": "0", "unchanged": "0", "skipped": "1"
    }  # fmt: skip
    assert customers(context) == before  # nothing is saved yet
    notes = [(n.row, n.skipped) for n in page.view.outcome.notes.rows]
    assert (4, True) in notes and (2, False) in notes and (5, False) in notes
    texts = {n.row: page.view.outcome.notes.columns[3].text(n) for n in map_notes(page)}
    assert texts[4] == "Please give a name."
    assert "1990-02-30" in texts[2]
    with qtbot.waitSignal(context.background.changed):
        qtbot.mouseClick(page.main_button, LEFT)
    assert page.face is Face.DONE
    assert customers(context) == before + 3
    assert [one.name for one in on_phone(context.shop, "13711110001")] == ["钱一"]
    with qtbot.waitSignal(page.open_requested) as asked:
        qtbot.mouseClick(page.records_button, LEFT)
    assert asked.args == ["customers", 0]


def map_notes(page: ImportsPage) -> list:
    return list(page.view.outcome.notes.rows)


def test_the_same_file_twice_changes_nothing(qtbot, page, context, bring, csv_file) -> None:
    bring(csv_file)
    qtbot.mouseClick(page.main_button, LEFT)
    settle(qtbot, page)
    after = customers(context)
    bring(csv_file)
    assert page.face is Face.NOTHING_NEW
    assert figures(page)["unchanged"] == "3"
    assert page.view.notice.text() == "Everything in this file is already on record."
    assert customers(context) == after


def test_purchases_are_known_by_their_headings_and_the_kind_can_be_changed(
    qtbot, page, context, bring, tmp_path
) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "销售明细"
    sheet.append(["某某眼镜 销售明细表"])
    sheet.append(["单号", "销售日期", "姓名", "手机", "品类", "商品", "金额", "取镜日期"])
    sheet.append(["S1", "2026-03-02", "孙三", "13722220001", "框架眼镜", "镜片", 680, "2026-03-03"])
    path = tmp_path / "sales.xlsx"
    book.save(path)
    bring(path)
    line = page.view.source_line
    assert line.kind_buttons[ImportKind.PURCHASES].isChecked()
    assert line.about.text() == "XLSX · sheet 销售明细 · headings in row 2"
    assert page.main_button.text() == "Import 1"
    assert "1 new customer" in page.view.outcome.more.text()
    qtbot.mouseClick(line.kind_buttons[ImportKind.CUSTOMERS], LEFT)
    settle(qtbot, page)
    assert page.view.columns.boxes[2].value() == "name"
    qtbot.mouseClick(line.kind_buttons[ImportKind.PURCHASES], LEFT)
    settle(qtbot, page)
    qtbot.mouseClick(page.main_button, LEFT)
    settle(qtbot, page)
    assert "1 row imported. 1 call started." in page.view.notice.text()
    assert len(on_phone(context.shop, "13722220001")) == 1


def test_unknown_headings_are_named_by_hand_column_by_column(
    qtbot, page, context, bring, tmp_path
) -> None:
    path = tmp_path / "odd.csv"
    path.write_text("编码甲,称谓什么,号\n1,赵五,13733330001\n2,赵六,13733330002\n", "utf-8")
    bring(path)
    assert page.face is Face.READY  # a list is never refused for an unknown heading
    boxes, marks = page.view.columns.boxes, page.view.columns.marks
    assert boxes[1].value() == "name"  # as its contents look
    assert marks[1].isVisible()  # and marked as not sure
    boxes[1].set_value("name")
    settle(qtbot, page)
    assert page.face is Face.READY
    assert figures(page)["added"] == "2"  # the row of headings is no customer
    boxes = page.view.columns.boxes
    boxes[2].set_value("phones")
    settle(qtbot, page)
    boxes[0].set_value("name")  # one column at a time has the name
    settle(qtbot, page)
    assert [box.value() for box in page.view.columns.boxes] == ["name", "", "phones"]


def test_the_page_asks_once_which_sign_means_lunar_c4(
    qtbot, page, context, bring, tmp_path
) -> None:
    path = tmp_path / "lunar.csv"
    path.write_text(
        "会员号,姓名,手机,生日,生日类型\nL1,赵五,13733330001,1980-08-15,0\n"
        "L2,赵六,13733330002,1981-08-15,1\n",
        "utf-8",
    )
    bring(path)
    ask = page.view.ask_line
    assert ask.isVisible()
    assert [ask.box.itemData(n) for n in range(ask.box.count())] == ["", "0", "1"]
    ask.box.setFocus()
    ask.box.setCurrentIndex(1)
    ask.box.activated.emit(1)
    settle(qtbot, page)
    assert figures(page)["added"] == "2"
    qtbot.mouseClick(page.main_button, LEFT)
    settle(qtbot, page)
    born = {c.name: c.birthday for c in on_phone(context.shop, "13733330001")}
    assert born["赵五"].calendar == "lunar"


def test_a_whole_import_can_be_undone(qtbot, page, context, bring, csv_file) -> None:
    before = customers(context)
    bring(csv_file)
    assert not page.undo_button.isVisible()
    qtbot.mouseClick(page.main_button, LEFT)
    settle(qtbot, page)
    assert customers(context) == before + 3
    qtbot.mouseClick(page.undo_button, LEFT)
    qtbot.waitUntil(lambda: not page.undo_button.isVisible(), timeout=10_000)
    assert customers(context) == before


def test_a_choice_of_columns_is_remembered_for_the_same_headings(
    qtbot, page, context, bring, tmp_path
) -> None:
    for name, digits in (("a", "1"), ("b", "2")):
        text = f"姓名,昵称,手机\n赵{digits},小{digits},1373333100{digits}\n"
        (tmp_path / f"{name}.csv").write_text(text, "utf-8")
    bring(tmp_path / "a.csv")
    boxes = page.view.columns.boxes
    boxes[1].set_value("name")
    settle(qtbot, page)
    qtbot.mouseClick(page.main_button, LEFT)
    settle(qtbot, page)
    bring(tmp_path / "b.csv")
    assert [box.value() for box in page.view.columns.boxes] == ["", "name", "phones"]


def test_stopping_in_the_middle_leaves_the_file_untouched(
    qtbot, page, context, bring, tmp_path, monkeypatch
) -> None:
    path = tmp_path / "many.csv"
    rows = "\n".join(f"C{n},客人{n},{13_900_000_000 + n}" for n in range(3000))
    path.write_text(f"会员号,姓名,手机\n{rows}\n", "utf-8")
    bring(path)
    assert page.main_button.text() == "Import 3,000"
    before = customers(context)
    waiting = store.waiting_rows

    def stop_after_the_first_ones(*given):
        page.view.busy.job.cancel()
        return waiting(*given)

    monkeypatch.setattr(store, "waiting_rows", stop_after_the_first_ones)
    qtbot.mouseClick(page.main_button, LEFT)
    settle(qtbot, page)
    assert page.view.notice.text() == "Stopped. Nothing was saved."
    assert customers(context) == before
    monkeypatch.undo()
    assert page.main_button.text() == "Import 3,000"
    qtbot.mouseClick(page.main_button, LEFT)
    settle(qtbot, page)
    assert customers(context) == before + 3000


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("empty.csv", b"", "empty.csv is empty."),
        ("photo.xlsx", b"\x89PNG\r\n\x1a\n0000", "photo.xlsx is not a table."),
        ("half.xlsx", b"PK\x03\x04abc", "half.xlsx is damaged"),
        ("old.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"0" * 600, "old Excel format"),
        ("gone.csv", None, "There is no file gone.csv."),
        ("folder", "folder", "folder is a folder."),
    ],
)
def test_bad_files_say_what_they_are_and_what_to_do(
    page, bring, tmp_path, name, content, sentence
) -> None:
    path = tmp_path / name
    if content == "folder":
        path.mkdir()
    elif content is not None:
        path.write_bytes(content)
    bring(path)
    assert page.face is Face.UNREADABLE
    assert sentence in page.view.notice.text()
    assert page.main_button.text() == "Choose another file …"
    assert page.main_button.isEnabled()


def test_a_dropped_file_is_looked_at(qtbot, page, csv_file) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(csv_file))])
    drop = QDropEvent(
        QPointF(QPoint(50, 50)), Qt.DropAction.CopyAction, data, LEFT,
        Qt.KeyboardModifier.NoModifier,
    )  # fmt: skip
    page.dropEvent(drop)
    settle(qtbot, page)
    assert page.face is Face.READY


def test_tables_are_written_out_and_trouble_is_told(qtbot, page, context, tmp_path) -> None:
    line = page.export_line
    context.dialogs.path = tmp_path / "out.csv"
    line.format_box.set_value(".csv")
    with qtbot.waitSignal(page.message):
        qtbot.mouseClick(line.button, LEFT)
    assert context.dialogs.asked[-1] == "Customers 2026-03-05.csv"
    lines = (tmp_path / "out.csv").read_text("utf-8-sig").splitlines()
    assert len(lines) == customers(context) + 1
    assert f"{customers(context)} rows exported" in line.notice.text()
    context.dialogs.path = tmp_path / "nowhere" / "out.xlsx"
    line.kind_box.set_value(ExportKind.CALLBACKS)
    line.format_box.set_value(".xlsx")
    qtbot.mouseClick(line.button, LEFT)
    qtbot.waitUntil(lambda: "There is no folder" in line.notice.text())
    assert line.button.isEnabled()
    context.dialogs.path = tmp_path / "all.zip"
    line.kind_box.setCurrentText("Everything")
    assert line.format_box.value() == ".zip"
    with qtbot.waitSignal(page.message):
        qtbot.mouseClick(line.button, LEFT)
    assert context.dialogs.asked[-1] == "Everything 2026-03-05.zip"
    assert (tmp_path / "all.zip").exists()


def test_earlier_imports_are_listed_shown_and_undone(
    qtbot, page, context, bring, csv_file, tmp_path
) -> None:
    assert page.earlier.isHidden() and not page.earlier.runs.rows
    before = customers(context)
    bring(csv_file)
    with qtbot.waitSignal(context.background.changed):
        qtbot.mouseClick(page.main_button, LEFT)
    [run] = page.earlier.runs.rows
    assert (run.file, run.report["added"], run.undone_at) == (csv_file.name, 3, None)
    qtbot.mouseClick(page.report_button, LEFT)
    qtbot.waitUntil(lambda: page.earlier.papers.preview is not None)
    assert "Import report" in page.earlier.papers.preview.windowTitle()
    page.earlier.papers.preview.close()
    again = ImportsPage(context)
    show_page(qtbot, context, again)
    assert not again.earlier.isHidden()
    assert again.earlier.report_button.isEnabled()
    with qtbot.waitSignal(again.message):
        qtbot.mouseClick(again.earlier.undo_button, LEFT)
    assert customers(context) == before
    assert again.earlier.runs.rows[0].undone_at is not None
    assert not again.earlier.undo_button.isEnabled()


def test_two_who_may_be_one_person_are_named_w2(page, bring, tmp_path) -> None:
    file = tmp_path / "people.csv"
    file.write_text("姓名,手机\n王晓明,13800138000\n王小明,13700138000\n", "utf-8")
    bring(file)
    [note] = page.view.outcome.notes.rows
    assert note.row == 3
    said = page.view.outcome.notes.index(0, 3).data()
    assert all(part in said for part in ("王晓明", "王小明", "13800138000", "13700138000"))
