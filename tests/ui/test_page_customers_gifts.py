"""Gifts and vouchers in the customer file, at intake, on the call card and at hand-over (G-18)."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt

from building.records import READY, add_wang, move_case, open_case
from building.screen import Contexts, press, show_page
from building.shops import NOW, make_shop
from shopcare.domain.cases.case import Stage
from shopcare.domain.payments.gift import GiftKind
from shopcare.services.cases import cases
from shopcare.services.payments.gifts import gift_items, gifts_of, open_vouchers
from shopcare.services.people.customers import customer_file
from shopcare.services.shop import Shop
from shopcare.system.clock import SetClock
from shopcare.ui.pages.cases.page import CasesPage
from shopcare.ui.pages.customers.page import CustomersPage
from shopcare.ui.pages.intake.customer_card import CustomerCard

TAB, ENTER = Qt.Key.Key_Tab, Qt.Key.Key_Return


@pytest.fixture
def shop(tmp_path: Path) -> Iterator[Shop]:
    shop = make_shop(tmp_path, SetClock(NOW))
    yield shop
    shop.close()


def test_a_voucher_from_the_apology_to_the_next_fee_g18(
    shop: Shop, qtbot: Any, contexts: Contexts
) -> None:
    wang = add_wang(shop)
    context = contexts.open(shop)
    page = CustomersPage(context)
    show_page(qtbot, context, page)
    page.open_record("customer", wang.id)
    section = page.side.view.gifts
    section.stock_button.click()
    stock = section.entry_form
    assert stock is not None
    stock.field("name").set_value("镜布")
    stock.field("stock").set_value("2")
    stock.save_button.click()
    qtbot.waitUntil(lambda: section.entry_form is None)
    assert gift_items(shop)[0].stock == 2
    section.add_button.click()
    form = section.form
    assert form is not None
    form.field("kind").set_value(GiftKind.VOUCHER)
    form.field("value_fen").set_value(500)
    form.field("why").set_value("等片超期致歉")
    form.save_button.click()
    assert "expires_on" in form.problem_texts()
    form.field("expires_on").set_value(date(2026, 6, 1))
    with qtbot.waitSignal(page.undo_offered):
        form.save_button.click()
    qtbot.waitUntil(lambda: section.title().endswith("1"))
    [voucher] = gifts_of(shop, wang.id)
    card = CustomerCard(shop.today)
    qtbot.addWidget(card)
    card.show_file(customer_file(shop, wang.id))
    assert f"{voucher.code} ¥5.00" in card.gifts_words.text()
    entry = section.entries[0]
    entry.redeem_button.click()
    qtbot.waitUntil(lambda: not open_vouchers(shop, wang.id))
    with qtbot.waitSignal(context.write_queue.changed):
        context.write_queue.submit(page, _undoing(voucher.id), print)
    _hand_over_with(shop, qtbot, contexts, wang)


def _undoing(voucher_id: Any) -> Any:
    from shopcare.services.payments.gifts import unredeem

    return lambda shop: unredeem(shop, voucher_id)


def _hand_over_with(shop: Shop, qtbot: Any, contexts: Contexts, wang: Any) -> None:
    case = move_case(shop, open_case(shop, wang.id), *READY, promised_on=date(2026, 3, 9))
    context = contexts.open(shop)
    page = CasesPage(context)
    show_page(qtbot, context, page)
    page.open_record("case", case.id)
    page.card.open_step(f"move/{Stage.HANDED_OVER}")
    panel = page.card.forms.panel
    panel.form.focus_first()
    press(qtbot, Qt.Key.Key_Down)  # the voucher
    assert panel.form.field("payments").text() == "15.00"
    panel.save()
    qtbot.waitUntil(lambda: cases.case_file(shop, case.id).case.stage is Stage.HANDED_OVER)
    found = [(one.method, one.amount_fen) for one in cases.case_file(shop, case.id).payments]
    assert found == [("voucher", 500), ("cash", 1_500)]
    assert open_vouchers(shop, wang.id) == []
