"""Entries made by mistake and money owed, by keyboard and mouse over a real shop file."""

from collections.abc import Iterator
from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
from PySide6.QtCore import Qt

from building.records import (
    READY,
    add_customer,
    add_purchase,
    call_again,
    hand_over,
    move_case,
    open_case,
    open_complaint,
)
from building.screen import press, show_page, type_text
from building.shops import MANAGER, hire, make_shop
from shopcare.domain.cases.case import Case, Stage
from shopcare.domain.money import Fen
from shopcare.domain.payments.payment import PaymentDraft, PaymentKind
from shopcare.domain.people.customer import Customer
from shopcare.services.cases import cases
from shopcare.services.cases.corrections import void_case
from shopcare.services.people import customers
from shopcare.services.purchases import purchases
from shopcare.services.search.search import find
from shopcare.services.shop import Shop
from shopcare.system.clock import SetClock
from shopcare.ui.kit.context.page_context import PageContext
from shopcare.ui.kit.style.tokens import Meaning
from shopcare.ui.pages.cases.page import CasesPage
from shopcare.ui.pages.customers.page import CustomersPage

NOW = datetime(2026, 3, 5, 10, 20, tzinfo=ZoneInfo("Asia/Shanghai"))
ENTER, TAB = Qt.Key.Key_Return, Qt.Key.Key_Tab
OWED = (PaymentDraft(kind=PaymentKind.OWED, owed_until=date(2026, 3, 9)),)


@pytest.fixture
def clock() -> SetClock:
    return SetClock(NOW)


@pytest.fixture
def shop(tmp_path, clock) -> Iterator[Shop]:
    shop = make_shop(tmp_path, clock)
    hire(shop, "XC", "小陈")
    yield shop
    shop.close()


@pytest.fixture
def wang(shop) -> Customer:
    return add_customer(shop, "王小明", "13800138000")


@pytest.fixture
def context(qapp, theme, memory, shop, contexts) -> Iterator[PageContext]:
    yield contexts.open(shop, memory)
    contexts.close()


def cases_page(qtbot, context: PageContext, case: Case) -> CasesPage:
    page = CasesPage(context)
    show_page(qtbot, context, page, (1230, 640))
    page.open_record("case", case.id)
    return page


def customers_page(qtbot, context: PageContext, customer: Customer) -> CustomersPage:
    page = CustomersPage(context)
    show_page(qtbot, context, page, (1230, 640))
    page.open_record("customer", customer.id)
    return page


def step(qtbot, page: CasesPage, key: str):
    """Open a form from behind the dots."""
    page.card.bar.choose(key)
    panel = page.card.forms.panel
    qtbot.waitUntil(panel.isVisible)
    return panel


def again(shop: Shop, case: Case) -> Case:
    return cases.case_file(shop, case.id).case


def test_a_case_is_voided_with_its_reason_and_stays_readable_w8(qtbot, context, shop, wang) -> None:
    kept = open_case(shop, wang.id)
    case = open_case(shop, wang.id, product="RB3025")
    page = cases_page(qtbot, context, case)
    panel = step(qtbot, page, "void")
    panel.save_button.click()
    qtbot.waitUntil(lambda: "reason" in panel.form.problem_texts())
    panel.form.field("reason").setFocus()
    type_text(qtbot, "entered twice")
    panel.save_button.click()
    qtbot.waitUntil(lambda: again(shop, case).voided is not None)
    head = page.card.head
    qtbot.waitUntil(head.voided_chip.isVisible)
    assert head.voided_notice.text() == "Voided today 10:20 by 店长: entered twice"
    assert not {"void", "time"} & set(page.card.bar.choices())
    model, box = page.records.model, page.filters.stage_box
    page.filters.show_all()
    assert list(model.ids()) == [kept.id]
    box.setCurrentIndex(box.findText("Voided"))
    assert list(model.ids()) == [case.id]
    qtbot.waitUntil(lambda: model.row_at(0) is not None)
    stage = next(column for column in model.columns if column.key == "stage")
    assert stage.text(model.row_at(0)) == "Voided"


def test_a_shop_whose_cases_are_all_voided_leads_to_them_w8(qtbot, context, shop, wang) -> None:
    case = open_case(shop, wang.id)
    void_case(shop, case.id, "entered twice")
    page = CasesPage(context)
    show_page(qtbot, context, page, (1230, 640))
    assert page.nothing.isHidden()
    empty = page.records.empty
    assert empty.isVisible() and empty.button.text() == "Show the voided cases"
    qtbot.mouseClick(empty.button, Qt.MouseButton.LeftButton)
    assert list(page.records.model.ids()) == [case.id]
    open_case(shop, wang.id, product="RB3025")
    page.reload(None)
    page.filters.kind_box.setCurrentIndex(1)
    assert empty.button.text() == "Show all cases"


def test_a_clerk_sees_that_an_unsettled_complaint_is_left_to_a_manager_g11(
    qtbot, context, shop, wang
) -> None:
    call = hand_over(shop, wang.id, NOW.date())
    case = open_complaint(shop, wang.id, from_callback_id=call.id)
    shop.act_as("XC")
    page = cases_page(qtbot, context, case)
    panel = step(qtbot, page, "void")
    assert not panel.save_button.isEnabled()
    type_text(qtbot, "entered twice")
    panel.save()
    assert again(shop, case).voided is None
    shop.act_as(MANAGER.initials)


def test_a_receipt_is_voided_and_out_of_the_count_w8(qtbot, context, shop, wang) -> None:
    bill = add_purchase(shop, wang.id, "frame_glasses").purchase
    page = customers_page(qtbot, context, wang)
    entry = page.side.view.purchases.bought[bill.id]
    qtbot.mouseClick(entry.void_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(entry.asked.isVisible)
    press(qtbot, ENTER)
    assert set(entry.asked.problem_texts()) == {"asked"}
    type_text(qtbot, "wrong person")
    press(qtbot, ENTER)
    qtbot.waitUntil(lambda: purchases.purchase(shop, bill.id).voided is not None)
    section = page.side.view.purchases
    qtbot.waitUntil(lambda: section.bought[bill.id].state_chip.text() == "Voided")
    assert section.title() == "Purchases"
    shown = section.bought[bill.id]
    assert shown.hand_over_button.isHidden() and shown.void_button.isHidden()
    page.side.view.purchases.bought[bill.id].hand_over_button.click()
    assert purchases.purchase(shop, bill.id).handed_over_on is None


def test_asking_for_a_reason_lets_go_with_esc(qtbot, context, shop, wang) -> None:
    bill = add_purchase(shop, wang.id, "frame_glasses", handed_over_on=NOW.date()).purchase
    page = customers_page(qtbot, context, wang)
    entry = page.side.view.purchases.bought[bill.id]
    entry.void_button.click()
    qtbot.waitUntil(entry.asked.isVisible)
    press(qtbot, Qt.Key.Key_Escape)
    assert entry.asked is None
    assert entry.void_button.isVisible()
    assert entry.hand_over_button.isHidden()  # handed over already: not offered by letting go
    assert purchases.purchase(shop, bill.id).voided is None


def test_a_call_is_voided_from_the_file_w8(qtbot, context, shop, wang) -> None:
    call = hand_over(shop, wang.id, NOW.date())
    page = customers_page(qtbot, context, wang)
    entry = page.side.view.calls.open_calls[0]
    entry.void_button.click()
    qtbot.waitUntil(entry.asked.isVisible)
    type_text(qtbot, "not fitted here")
    press(qtbot, ENTER)
    qtbot.waitUntil(lambda: not page.side.view.calls.open_calls)
    file = customers.customer_file(shop, wang.id)
    assert [one.voided.reason for one in file.callbacks if one.id == call.id] == ["not fitted here"]
    assert page.side.view.calls.title() == "Calls"


def test_the_search_says_what_is_voided_w8(shop, wang) -> None:
    bill = add_purchase(shop, wang.id, receipt_number="GX777").purchase
    assert [one.voided for one in find(shop, "GX777")] == [False]
    purchases.void_purchase(shop, bill.id, "twice")
    assert [one.voided for one in find(shop, "GX777")] == [True]


def test_the_time_of_the_last_step_is_corrected_on_the_card_g14(
    qtbot, context, shop, wang, clock
) -> None:
    case = open_case(shop, wang.id)
    clock.advance(hours=3)
    case = move_case(shop, case, Stage.CONFIRMED)
    clock.advance(hours=1)
    page = cases_page(qtbot, context, case)
    panel = step(qtbot, page, "time")
    assert panel.form.field("at").text() == "13:20"
    panel.form.field("at").setText("9:00")
    panel.form.field("reason").setFocus()
    type_text(qtbot, "written down late")
    panel.save_button.click()
    qtbot.waitUntil(lambda: panel.form.problem_texts() != {})
    assert "before its last step" in panel.form.problem_texts()[""]
    panel.form.field("at").setText("11:05")
    panel.save_button.click()
    qtbot.waitUntil(lambda: again(shop, case).last_step_at == NOW.replace(hour=11, minute=5))


def test_a_time_is_not_corrected_to_no_day_and_no_time(qtbot, context, shop, wang) -> None:
    case = open_case(shop, wang.id)
    page = cases_page(qtbot, context, case)
    panel = step(qtbot, page, "time")
    for name in ("on", "at"):
        panel.form.field(name).setText("")
    panel.save_button.click()
    assert panel.form.problem_texts() == {
        "on": "Please give the day.",
        "at": "Please give the time as well.",
        "reason": "Please give the reason.",
    }
    assert again(shop, case).last_step_at == case.last_step_at


def test_a_promise_is_not_changed_to_no_day(qtbot, context, shop, wang) -> None:
    case = open_case(shop, wang.id, promised_on=date(2026, 3, 9))
    panel = step(qtbot, cases_page(qtbot, context, case), "promise")
    panel.form.field("promised_on").setText("")
    panel.form.field("reason").setFocus()
    type_text(qtbot, "no part")
    panel.save_button.click()
    assert panel.form.problem_texts() == {"promised_on": "Please give the promised date."}
    assert again(shop, case).promised_on == case.promised_on


def owing(shop: Shop, customer: Customer) -> Case:
    case = open_case(shop, customer.id)
    case = move_case(shop, case, *READY)
    return move_case(shop, case, Stage.HANDED_OVER, payments=OWED)


def test_a_debt_is_seen_and_paid_on_the_card_g9(qtbot, context, shop, wang) -> None:
    case = owing(shop, wang)
    page = cases_page(qtbot, context, case)
    facts = page.card.facts
    assert facts.owed_chip.text() == "¥20.00 until 2026-03-09"
    facts.settle_button.click()
    panel = page.card.forms.panel
    qtbot.waitUntil(panel.isVisible)
    panel.form.field("amount_fen").setText("50")
    panel.save_button.click()
    qtbot.waitUntil(lambda: panel.form.problem_texts() != {})
    panel.form.field("amount_fen").setText("15")
    panel.save_button.click()
    qtbot.waitUntil(lambda: facts.owed_chip.text() == "¥5.00 until 2026-03-09")
    assert again(shop, case).fee_taken_fen == Fen(1_500)


def test_what_is_waived_says_by_whom_and_why_g9(qtbot, context, shop, wang) -> None:
    case = owing(shop, wang)
    page = cases_page(qtbot, context, case)
    panel = step(qtbot, page, "settle")
    panel.form.field("kind").buttons[1].click()
    assert panel.form.form_row("method").isHidden()
    panel.save_button.click()
    qtbot.waitUntil(lambda: "reason" in panel.form.problem_texts())
    panel.form.field("reason").setText("a friend of the house")
    panel.save_button.click()
    qtbot.waitUntil(lambda: not page.card.facts.owed_chip.isVisible())
    said = page.card.facts.grid.rows["fee"][1].text()
    assert said == "¥20.00 · ¥0.00 taken · ¥20.00 waived by 店长: a friend of the house"
    assert "settle" not in page.card.bar.choices()


def test_a_debt_that_is_overdue_is_red(qtbot, context, shop, wang, clock) -> None:
    case = owing(shop, wang)
    clock.advance(hours=24 * 5)
    page = cases_page(qtbot, context, case)
    assert page.card.facts.owed_chip.meaning() is Meaning.RED


def test_a_form_was_left_twice_by_a_double_click(qtbot, context, shop, wang) -> None:
    case = open_case(shop, wang.id)
    page = cases_page(qtbot, context, case)
    panel = step(qtbot, page, "void")
    for _ in range(2):
        qtbot.mouseClick(panel.cancel_button, Qt.MouseButton.LeftButton)
    assert page.card.forms.panel is None


def offers_of(page) -> list:
    """Collect what the window would offer to undo."""
    offers: list = []
    page.undo_offered.connect(lambda words, undo: offers.append((words, undo)))
    return offers


def undo(qtbot, context: PageContext, page, offers: list) -> str:
    """Press Undo as the window does."""
    [(words, operation)] = offers
    with qtbot.waitSignal(context.write_queue.changed):
        context.write_queue.submit(page, operation)
    return words


def test_a_voided_case_is_undone_from_the_message_x9(qtbot, context, shop, wang) -> None:
    case = open_case(shop, wang.id)
    page = cases_page(qtbot, context, case)
    offers = offers_of(page)
    panel = step(qtbot, page, "void")
    panel.form.field("reason").setText("entered twice")
    panel.save_button.click()
    qtbot.waitUntil(lambda: bool(offers))
    assert again(shop, case).voided is not None
    assert undo(qtbot, context, page, offers) == "Voided; it can still be read."
    assert again(shop, case) == case
    qtbot.waitUntil(page.card.head.voided_chip.isHidden)


def test_a_corrected_time_is_undone_from_the_message_x9(qtbot, context, shop, wang, clock) -> None:
    case = open_case(shop, wang.id)
    clock.advance(hours=3)
    case = move_case(shop, case, Stage.CONFIRMED)
    page = cases_page(qtbot, context, case)
    offers = offers_of(page)
    panel = step(qtbot, page, "time")
    panel.form.field("at").setText("11:05")
    panel.form.field("reason").setText("written down late")
    panel.save_button.click()
    qtbot.waitUntil(lambda: bool(offers))
    assert undo(qtbot, context, page, offers) == "The time is corrected."
    assert again(shop, case) == case


def test_a_settled_debt_is_undone_with_its_reason_x9(qtbot, context, shop, wang) -> None:
    case = owing(shop, wang)
    page = cases_page(qtbot, context, case)
    offers = offers_of(page)
    page.card.facts.settle_button.click()
    page.card.forms.panel.form.field("amount_fen").setText("15")
    page.card.forms.panel.save_button.click()
    qtbot.waitUntil(lambda: bool(offers))
    undo(qtbot, context, page, offers)
    facts = page.card.facts
    qtbot.waitUntil(lambda: facts.owed_chip.text() == "¥20.00 until 2026-03-09")
    assert page.card.timeline.sentences()[0].endswith("Entered by mistake, undone at once")


def test_a_voided_receipt_and_a_voided_call_are_undone_x9(qtbot, context, shop, wang) -> None:
    call = hand_over(shop, wang.id, NOW.date())
    page = customers_page(qtbot, context, wang)
    offers = offers_of(page)
    view = page.side.view
    view.calls.open_calls[0].void_button.click()
    type_text(qtbot, "not fitted here")
    press(qtbot, ENTER)
    qtbot.waitUntil(lambda: not view.calls.open_calls)
    undo(qtbot, context, page, offers)
    qtbot.waitUntil(lambda: len(view.calls.open_calls) == 1)
    assert call_again(shop, call) == call
    offers.clear()
    [bill_id] = view.purchases.bought
    view.purchases.bought[bill_id].void_button.click()
    type_text(qtbot, "wrong person")
    press(qtbot, ENTER)
    qtbot.waitUntil(lambda: purchases.purchase(shop, bill_id).voided is not None)
    qtbot.waitUntil(lambda: bool(offers))
    undo(qtbot, context, page, offers)
    assert purchases.purchase(shop, bill_id).voided is None
    assert call_again(shop, call) == call
