"""Loan goods on the card of a case and in a customer's file, by keyboard (X-5, W-5)."""

from collections.abc import Iterator
from datetime import date

import pytest
from PySide6.QtCore import Qt

from building.records import READY, add_wang, move_case, open_case
from building.screen import press, show_page, type_text
from building.shops import NOW, make_shop
from shopcare.domain.goods.loan import LoanDraft
from shopcare.services.goods.loans import lend, loans_of_customer
from shopcare.services.shop import Shop
from shopcare.system.clock import SetClock
from shopcare.ui.kit.context.page_context import PageContext
from shopcare.ui.kit.forms.notice import NoticeLine
from shopcare.ui.pages.cases.page import CasesPage
from shopcare.ui.pages.customers.page import CustomersPage

ENTER, TAB = Qt.Key.Key_Return, Qt.Key.Key_Tab


@pytest.fixture
def shop(tmp_path) -> Iterator[Shop]:
    shop = make_shop(tmp_path, SetClock(NOW))
    yield shop
    shop.close()


@pytest.fixture
def context(qapp, theme, memory, shop, contexts) -> Iterator[PageContext]:
    yield contexts.open(shop, memory)
    contexts.close()


def test_goods_are_lent_on_the_card_and_pointed_out_before_the_end_w5(qtbot, context, shop) -> None:
    case = move_case(shop, open_case(shop, add_wang(shop).id), *READY)
    page = CasesPage(context)
    show_page(qtbot, context, page, (1230, 640))
    page.open_record("case", case.id)
    page.card.bar.choose("goods/lend")
    panel = page.card.forms.panel
    qtbot.waitUntil(panel.isVisible)
    panel.start()
    for text in ("spare frame", "as new", "3-12"):
        type_text(qtbot, text)
        press(qtbot, TAB)
    panel.save_button.click()
    qtbot.waitUntil(lambda: page.card.papers.preview is not None)
    page.card.papers.preview.close()
    [loan] = loans_of_customer(shop, case.customer_id)
    assert (loan.what, loan.due_on, loan.case_id) == ("spare frame", date(2026, 3, 12), case.id)
    qtbot.waitUntil(page.card.loans.isVisible)
    page.card.bar.next_button.click()
    panel = page.card.forms.panel
    said = [notice.text() for notice in panel.form.findChildren(NoticeLine) if notice.text()]
    assert said == ["Not back yet: spare frame, lent until 2026-03-12"]
    panel.left.emit()
    page.card.bar.choose(f"goods/back/{loan.id}")
    page.card.forms.panel.save_button.click()
    qtbot.waitUntil(lambda: not loans_of_customer(shop, case.customer_id)[0].is_out)


def test_goods_are_lent_to_a_customer_and_come_back(qtbot, context, shop) -> None:
    wang = add_wang(shop)
    lend(shop, LoanDraft(customer_id=wang.id, what="umbrella", due_on=date(2026, 3, 6)))
    page = CustomersPage(context)
    show_page(qtbot, context, page, (1230, 640))
    page.open_record("customer", wang.id)
    section = page.side.view.loans
    undone: list[object] = []
    page.undo_offered.connect(lambda _words, undo: undone.append(undo))
    section.entries[0].back_button.click()
    section.entry_form.form.field("condition").setFocus()
    type_text(qtbot, "wet")
    section.entry_form.save_button.click()
    qtbot.waitUntil(lambda: loans_of_customer(shop, wang.id)[0].condition_back == "wet")
    qtbot.waitUntil(lambda: bool(undone))
    context.write_queue.submit(page, undone[0])
    qtbot.waitUntil(lambda: loans_of_customer(shop, wang.id)[0].is_out)
    qtbot.waitUntil(page.isEnabled)
    section.lend_button.click()
    qtbot.waitUntil(section.entry_form.isVisible)
    section.entry_form.form.field("what").setFocus()
    type_text(qtbot, "frame")
    section.entry_form.save_button.click()
    assert section.entry_form.form.problem_texts() == {"due_on": "Please say until when."}
    press(qtbot, Qt.Key.Key_Escape)
    assert section.entry_form is None
