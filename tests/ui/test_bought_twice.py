"""A purchase that is on file already is asked about before it is entered again."""

from collections.abc import Iterator
from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
from PySide6.QtCore import Qt

from building.records import add_customer, add_purchase
from building.screen import press, show_page, type_text
from building.shops import make_shop
from shopcare.domain.people.customer import Customer
from shopcare.services.purchases import purchases
from shopcare.services.shop import Shop
from shopcare.system.clock import SetClock
from shopcare.ui.kit.context.page_context import PageContext
from shopcare.ui.pages.customers.file.purchase_form import PurchaseForm
from shopcare.ui.pages.customers.page import CustomersPage

NOW = datetime(2026, 3, 5, 10, 20, tzinfo=ZoneInfo("Asia/Shanghai"))
SAVE = (Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)


@pytest.fixture
def shop(tmp_path) -> Iterator[Shop]:
    shop = make_shop(tmp_path, SetClock(NOW))
    yield shop
    shop.close()


@pytest.fixture
def wang(shop) -> Customer:
    return add_customer(shop, "王小明", "13800138000")


@pytest.fixture
def page(qtbot, qapp, theme, memory, shop, contexts, wang) -> Iterator[CustomersPage]:
    context: PageContext = contexts.open(shop, memory)
    add_purchase(shop, wang.id, "sunglasses", product="RB3025", sold_on=date(2026, 3, 5))
    page = CustomersPage(context)
    show_page(qtbot, context, page, (1230, 640))
    page.open_record("customer", wang.id)
    yield page
    page.keep_draft()
    contexts.close()


def entered(qtbot, page: CustomersPage, product: str) -> PurchaseForm:
    """Type the product of a purchase into the form, with the keyboard alone, and save."""
    page.side.view.purchases.add_button.click()
    form = page.side.view.purchases.form
    assert form is not None
    qtbot.waitUntil(form.isVisible)
    line = form.lines_edit.lines[0]
    type_text(qtbot, "sunglasses")
    line.field("product").setFocus()
    type_text(qtbot, product)
    form.save_button.click()
    return form


def test_the_same_sale_is_shown_and_kept_with_enter(qtbot, page, shop, wang) -> None:
    form = entered(qtbot, page, " rb3025 ")
    assert form.repeat.isVisible()
    assert "RB3025" in form.repeat.words.text()
    assert "2026-03-05" in form.repeat.words.text()
    with qtbot.waitSignal(page.message) as said:
        press(qtbot, Qt.Key.Key_Return)
    assert said.args == ["Nothing was recorded: the purchase is on file already."]
    assert page.side.view.purchases.form is None
    assert len(purchases.purchases_of_customer(shop, wang.id)) == 1


def test_a_second_one_is_recorded_when_the_customer_did_buy_twice(qtbot, page, shop, wang) -> None:
    form = entered(qtbot, page, "RB3025")
    press(qtbot, Qt.Key.Key_Tab)
    assert form.repeat.another_button.hasFocus()
    with qtbot.waitSignal(form.saved):
        press(qtbot, Qt.Key.Key_Return)
    assert len(purchases.purchases_of_customer(shop, wang.id)) == 2


def test_esc_goes_back_to_the_form_with_what_was_typed(qtbot, page, shop, wang) -> None:
    form = entered(qtbot, page, "RB3025")
    press(qtbot, Qt.Key.Key_Escape)
    assert form.isVisible()
    assert page.side.view.purchases.form is form
    assert not form.repeat.isVisible()
    assert form.lines_edit.lines[0].field("product").text() == "RB3025"
    form.lines_edit.lines[0].setFocus()
    form.lines_edit.lines[0].field("product").setText("RB2140")
    with qtbot.waitSignal(form.saved):
        form.save_button.click()
    assert len(purchases.purchases_of_customer(shop, wang.id)) == 2
