"""One person twice on the customers' page, by keyboard: compared, chosen, merged, undone (W-2)."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt

from building.records import add_customer, add_purchase
from building.screen import focus_widget, press, show_page
from building.shops import NOW, make_shop
from shopcare.domain.changes import Changes
from shopcare.domain.people.same_person import Choice
from shopcare.services.people import customers
from shopcare.services.shop import Shop
from shopcare.system.clock import SetClock
from shopcare.ui.kit.context.page_context import PageContext
from shopcare.ui.pages.customers.page import CustomersPage

KEY = Qt.Key


@pytest.fixture
def shop(tmp_path) -> Iterator[Shop]:
    shop = make_shop(tmp_path, SetClock(NOW))
    add_customer(shop, "王小明", "13800138000", number="V1")
    other = add_customer(shop, "王晓明", "13800138000", number="V2", address="文三路 9 号")
    add_purchase(shop, other.id)
    for name in ("王芳", "王强"):
        add_customer(shop, name, "13800138000", number=name)
    yield shop
    shop.close()


@pytest.fixture
def page(qtbot, qapp, theme, contexts, shop) -> Iterator[CustomersPage]:
    context: PageContext = contexts.open(shop)
    page = CustomersPage(context)
    show_page(qtbot, context, page, (1230, 640))
    yield page
    contexts.close()


def look_for_doubles(qtbot, page: CustomersPage) -> None:
    page.twice_button.setFocus()
    press(qtbot, KEY.Key_Space)
    qtbot.waitUntil(lambda: page.side.twice.pairs.rows != [])


def test_what_was_found_before_is_not_offered_while_it_is_looked_for_again(qtbot, page) -> None:
    look_for_doubles(qtbot, page)
    twice = page.side.twice
    twice.begin()
    assert twice.pairs.rows == [], "a choice about it would be lost"
    assert not twice.empty.isVisible(), "nobody knows yet"
    qtbot.waitUntil(lambda: twice.pairs.rows != [])
    assert twice.table.hasFocus()


def test_two_records_become_one_with_a_choice_and_stand_again_w2(qtbot, page, shop) -> None:
    offered: list[tuple[str, object]] = []
    page.undo_offered.connect(lambda words, operation: offered.append((words, operation)))
    look_for_doubles(qtbot, page)
    twice = page.side.twice
    assert len(twice.pairs.rows) == 6, "a household is compared, too"
    assert twice.table.hasFocus()
    assert {twice.pairs.rows[0].first.id, twice.pairs.rows[0].second.id} == {1, 2}
    press(qtbot, KEY.Key_Return)
    name = twice.comparison.buttons["name"]
    assert focus_widget() is name[Choice.KEPT]
    qtbot.waitUntil(lambda: name[Choice.OTHER].x() > name[Choice.KEPT].x())  # it is laid out
    press(qtbot, KEY.Key_Right)
    assert name[Choice.OTHER].isChecked()
    assert twice.comparison.buttons["address"][Choice.OTHER].isChecked(), "nothing is lost"
    assert page.main_action is twice.merge_button
    page.press_main_action()
    qtbot.waitUntil(lambda: len(twice.pairs.rows) == 3)
    merged = customers.customer_file(shop, customers.customer_ids(shop)[-1])
    assert (merged.customer.name, merged.customer.number) == ("王晓明", "V1")
    assert len(merged.purchases) == 1
    [(words, undo)] = offered
    assert "1" in words
    changes = undo(shop)  # type: ignore[operator]
    assert isinstance(changes, Changes)
    assert customers.customer(shop, merged.merged[0].id).name == "王晓明"


def test_a_pair_of_two_people_leaves_the_list_w2(qtbot, page, shop) -> None:
    page.open_record("customer", 3)
    page.side.view.head.twice_button.click()
    qtbot.waitUntil(lambda: page.side.twice is not None and page.side.twice.pairs.rows != [])
    twice = page.side.twice
    assert len(twice.pairs.rows) == 3, "only those with this customer"
    twice.apart_button.click()
    qtbot.waitUntil(lambda: len(twice.pairs.rows) == 2)
    twice.close_button.click()
    assert page.side.currentWidget() is page.side.view


def test_the_other_record_can_stay_and_is_parted_from_the_file_w2(qtbot, page, shop) -> None:
    page.open_record("duplicates", 0)
    qtbot.waitUntil(lambda: page.side.twice.pairs.rows != [])
    twice = page.side.twice
    first = twice.comparison.kept.customer.id
    twice.comparison.swap_button.click()
    second = twice.comparison.kept.customer.id
    assert first != second
    twice.merge_button.click()
    qtbot.waitUntil(lambda: first not in customers.customer_ids(shop))
    page.open_record("customer", first)
    assert page.side.customer_id() == second, "a merged record leads to the one that stays"
    page.side.view.head.part_button.click()
    qtbot.waitUntil(lambda: first in customers.customer_ids(shop))
