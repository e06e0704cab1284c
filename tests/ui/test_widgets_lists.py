"""Tables and lists: keyboard, columns that stay as they were left, a current row that stays."""

from dataclasses import dataclass

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QApplication

from shopcare.language.catalog import mark
from shopcare.ui.kit.lists.row_layout import ChipPlace, Text, flowing
from shopcare.ui.kit.lists.row_list import RowChip, RowContent, RowList, RowSection
from shopcare.ui.kit.lists.table import Table
from shopcare.ui.kit.lists.table_model import Column, PagedModel
from shopcare.ui.kit.style.theme import make_palette
from shopcare.ui.kit.style.tokens import DARK, ROW, Meaning, text_width


@dataclass(frozen=True)
class Row:
    id: int
    name: str


COLUMNS = (
    Column[Row](key="id", title=mark("Number"), text=lambda r: str(r.id), sort_key="number"),
    Column[Row](key="name", title=mark("Name"), text=lambda r: r.name, width=200),
    Column[Row](
        key="stage", title=mark("Stage"), text=lambda r: "late", meaning=lambda r: Meaning.RED
    ),
    Column[Row](key="fee", title=mark("Fee"), text=lambda r: "¥1", right=True, hidden=True),
)


def make_table(memory) -> Table:
    model = PagedModel(COLUMNS, lambda ids: [Row(i, f"顾客{i}") for i in ids])
    model.set_ids(range(1, 100_001))
    return Table(model, memory, "cases")


@pytest.fixture
def table(qtbot, memory) -> Table:
    table = make_table(memory)
    qtbot.addWidget(table)
    table.resize(700, 400)
    table.show()
    return table


def test_enter_opens_and_ctrl_c_copies(table, qtbot) -> None:
    table.select_number(4)
    with qtbot.waitSignal(table.row_activated) as opened:
        qtbot.keyClick(table, Qt.Key.Key_Return)
    assert opened.args == [Row(5, "顾客5")]
    qtbot.keyClick(table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QApplication.clipboard().text() == "5"


def test_walking_tells_which_row_is_current(table, qtbot) -> None:
    table.select_number(0)
    with qtbot.waitSignal(table.current_changed) as told:
        qtbot.keyClick(table, Qt.Key.Key_Down)
    assert told.args == [Row(2, "顾客2")]
    assert table.current_row() == Row(2, "顾客2")


def test_columns_stay_as_they_were_left(table, memory, qtbot) -> None:
    table.setColumnWidth(1, 333)
    table.show_column("fee", shown=True)
    table.show_column("id", shown=False)
    table.horizontalHeader().setSortIndicator(0, Qt.SortOrder.DescendingOrder)
    table.save_columns()
    again = make_table(memory)
    qtbot.addWidget(again)
    assert again.columnWidth(1) == 333
    assert again.isColumnHidden(0)
    assert not again.isColumnHidden(3)
    assert again.sorting() == ("number", True)


def test_the_last_column_cannot_be_hidden(table) -> None:
    for column in COLUMNS:
        table.show_column(column.key, shown=False)
    assert sum(not table.isColumnHidden(n) for n in range(len(COLUMNS))) == 1


def test_only_columns_that_the_store_can_sort_take_the_sign(table, qtbot) -> None:
    header = table.horizontalHeader()
    with qtbot.waitSignal(table.sort_changed):
        header.setSortIndicator(0, Qt.SortOrder.DescendingOrder)
    assert table.sorting() == ("number", True)
    with qtbot.assertNotEmitted(table.sort_changed):
        header.setSortIndicator(1, Qt.SortOrder.AscendingOrder)
    assert header.sortIndicatorSection() == 0
    assert table.sorting() == ("number", True)


def test_an_order_from_the_page_is_only_shown(table, qtbot) -> None:
    with qtbot.assertNotEmitted(table.sort_changed):
        table.show_sorting("number", descending=True)
    assert table.sorting() == ("number", True)


def test_a_hundred_thousand_rows_paint_in_every_corner(table) -> None:
    for number in (0, 50_000, 99_999):
        table.select_number(number)
        assert not table.grab().isNull()


@dataclass(frozen=True)
class Call:
    id: int
    name: str


def look(call: Call) -> RowContent:
    return RowContent(
        lead="10:00–11:30",
        title=call.name,
        detail="138 0013 8000",
        chips=[RowChip(text="wearing check"), RowChip(text="late", meaning=Meaning.RED)],
        dots=2,
        trail="LM",
    )


@pytest.fixture
def calls(qtbot) -> RowList[Call]:
    calls: RowList[Call] = RowList(look, lambda call: call.id)
    qtbot.addWidget(calls)
    calls.resize(700, 300)
    calls.set_entries(
        [
            RowSection(title="Late", rows=1),
            Call(1, "张伟"),
            RowSection(title="Now", rows=2),
            Call(2, "李娜"),
            Call(3, "王" * 40),
        ]
    )
    calls.show()
    return calls


def test_arrows_step_over_section_titles(calls, qtbot) -> None:
    assert calls.select_first()
    with qtbot.waitSignal(calls.current_changed) as told:
        qtbot.keyClick(calls, Qt.Key.Key_Down)
    assert told.args == [Call(2, "李娜")]


def test_enter_opens_a_row(calls, qtbot) -> None:
    calls.select_key(3)
    with qtbot.waitSignal(calls.row_activated) as told:
        qtbot.keyClick(calls, Qt.Key.Key_Return)
    assert told.args[0].id == 3


def test_the_current_row_stays_current_over_a_reload(calls, qtbot) -> None:
    calls.select_key(2)
    told = []
    calls.current_changed.connect(told.append)
    calls.set_entries([RowSection(title="Now", rows=2), Call(9, "new"), Call(2, "李娜")])
    assert calls.current_row() == Call(2, "李娜")
    calls.set_entries([])
    assert calls.current_row() is None
    assert told[-1] is None
    assert not calls.select_first()


def test_a_row_is_said_in_words(calls) -> None:
    spoken = calls.model().index(1, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == "10:00–11:30, 张伟, 138 0013 8000, wearing check, late, LM"


@pytest.mark.parametrize("width", [280, 500, 1200])
def test_rows_paint_at_every_width(calls, width) -> None:
    calls.resize(width, 300)
    assert not calls.grab().isNull()


def test_a_number_to_call_stays_whole_and_the_others_give_way(qapp) -> None:
    lay_out, content = flowing(112), look(Call(1, "欧阳文静"))._replace(number=NUMBER)
    seen = []
    for width in range(280, 1000, 20):
        row = QRect(0, 0, width - 2, ROW)  # a list has a frame
        texts = [part for part in lay_out(content, row) if isinstance(part, Text)]
        whole = {t.words for t in texts if text_width(t.words, bold=t.bold) <= t.rect.width()}
        assert NUMBER in whole
        assert "LM" not in whole or "欧阳文静" in whole
        seen.append(len(whole))
    assert seen == sorted(seen)  # wider never shows less
    assert seen[-1] == 4


NUMBER = "138 0013 8000"


def test_a_long_list_asks_for_the_rows_that_are_seen_and_no_others(qtbot) -> None:
    asked: list[int] = []

    def watched(call: Call) -> RowContent:
        asked.append(call.id)
        return look(call)

    calls: RowList[Call] = RowList(watched, lambda call: call.id)
    qtbot.addWidget(calls)
    calls.resize(700, 300)
    calls.set_entries([Call(number, f"顾客{number}") for number in range(5_000)])
    calls.grab()
    assert asked == list(range(len(asked)))
    assert 0 < len(asked) <= 300 // ROW + 1
    calls.grab()
    assert len(asked) == len(set(asked))


@pytest.mark.parametrize("width", [430, 470, 520, 640, 760])
def test_what_is_late_shows_its_sign_however_narrow_it_is(qapp, width) -> None:
    late = (
        RowChip(text="Complaint follow-up, same day", sign="info"),
        RowChip("3 days late", Meaning.RED),
    )
    content = RowContent(title="欧阳文静", number=NUMBER, trail="LM", chips=late)
    parts = flowing(96)(content, QRect(0, 0, width, 40))
    chips = [part for part in parts if isinstance(part, ChipPlace)]
    assert [chip.meaning for chip in chips] == [None, Meaning.RED]
    assert chips[0].words


@pytest.fixture
def shown(qtbot):
    """A list of which nothing is selected, and what it looks like."""
    calls: RowList[RowContent] = RowList(lambda content: content, lambda content: content.title)
    qtbot.addWidget(calls)
    calls.resize(700, 100)

    def show(content: RowContent) -> QImage:
        calls.set_entries([content])
        return calls.grab().toImage()

    show.calls = calls
    return show


@pytest.mark.parametrize(
    "change",
    [
        {"chips": [RowChip("late", Meaning.RED)]},
        {"chips": [RowChip("told", Meaning.GREEN)]},
        {"chips": [RowChip("told", sign="phone")]},
        {"dots": 2},
        {"faint": True},
        {"trail": "LM"},
        {"lead": "10:00"},
        {"number": NUMBER},
        {"detail": "complaint"},
    ],
)
def test_a_row_looks_otherwise_after_anything_of_it_changed(shown, change) -> None:
    content = RowContent(title="张伟", chips=[RowChip("told")])
    before = shown(content)
    assert shown(content) == before
    assert shown(content._replace(**change)) != before


def test_a_row_is_painted_in_the_colours_of_the_other_theme(shown) -> None:
    content = RowContent(title="张伟")
    shown(content)
    shown.calls.setPalette(make_palette(DARK))
    ground = shown(content).pixelColor(350, ROW // 2)
    assert ground == QColor(DARK.raised)
