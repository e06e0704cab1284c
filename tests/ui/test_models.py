"""Tables: cells from columns, and a hundred thousand rows without fetching them."""

from dataclasses import dataclass

import pytest
from PySide6.QtCore import Qt

from shopcare.language.catalog import mark
from shopcare.ui.kit.lists.table_model import (
    MEANING_ROLE,
    PAGE,
    PAGES_KEPT,
    ROW_ROLE,
    Column,
    PagedModel,
    ShortListModel,
)
from shopcare.ui.kit.style.tokens import Meaning


@dataclass(frozen=True)
class Row:
    id: int
    name: str
    late: bool = False


COLUMNS = (
    Column[Row](key="id", title=mark("Number"), text=lambda r: str(r.id), sort_key="id"),
    Column[Row](
        key="name",
        title=mark("Name"),
        text=lambda r: r.name,
        tooltip=lambda r: f"all of {r.name}",
        meaning=lambda r: Meaning.RED if r.late else None,
        right=True,
    ),
)


def test_short_list_answers_from_its_columns(qtmodeltester) -> None:
    model = ShortListModel(COLUMNS, [Row(1, "张伟"), Row(2, "李娜", late=True)])
    qtmodeltester.check(model)
    cell = model.index(1, 1)
    assert cell.data() == "李娜"
    assert cell.data(Qt.ItemDataRole.ToolTipRole) == "<p>all of 李娜</p>"
    assert Meaning(cell.data(MEANING_ROLE)) is Meaning.RED  # Qt hands a plain text back
    assert cell.data(ROW_ROLE) == Row(2, "李娜", late=True)
    assert model.headerData(1, Qt.Orientation.Horizontal) == "Name"


class Store:
    def __init__(self) -> None:
        self.fetched: list[int] = []
        self.gone: set[int] = set()

    def many(self, ids):
        self.fetched.append(len(ids))
        return [Row(i, f"customer {i}") for i in reversed(ids) if i not in self.gone]


@pytest.fixture
def store() -> Store:
    return Store()


def test_a_hundred_thousand_rows_fetch_only_the_pages_that_are_looked_at(store, qapp) -> None:
    model = PagedModel(COLUMNS, store.many)
    model.set_ids(range(1, 100_001))
    assert model.rowCount() == 100_000
    assert store.fetched == []
    assert model.index(70_000, 1).data() == "customer 70001"
    assert model.index(70_001, 1).data() == "customer 70002"
    assert store.fetched == [PAGE]


def test_only_the_last_pages_are_kept(store, qapp) -> None:
    model = PagedModel(COLUMNS, store.many)
    model.set_ids(range(1, 100_001))
    for page in range(PAGES_KEPT + 1):
        model.index(page * PAGE, 0).data()
    model.index(0, 0).data()
    assert len(store.fetched) == PAGES_KEPT + 2


def test_a_record_that_is_gone_leaves_an_empty_row_and_moves_no_other(store, qapp) -> None:
    store.gone = {2}
    model = PagedModel(COLUMNS, store.many)
    model.set_ids([1, 2, 3])
    assert [model.index(row, 1).data() for row in range(3)] == ["customer 1", None, "customer 3"]


def test_a_change_fetches_the_rows_anew(store, qtbot) -> None:
    model = PagedModel(COLUMNS, store.many)
    model.set_ids([1, 2, 3])
    model.index(0, 0).data()
    with qtbot.waitSignal(model.dataChanged):
        model.forget_rows()
    model.index(0, 0).data()
    assert len(store.fetched) == 2
    assert model.row_number(3) == 2
    assert model.row_number(9) is None
