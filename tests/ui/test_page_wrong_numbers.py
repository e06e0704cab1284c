"""Wrong numbers, and calls moved or planned by mistake: on Today, at day close, in the file."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from PySide6.QtCore import Qt

from building.records import READY, add_customer, hand_over, move_case, open_case
from building.screen import press, show_page, type_text
from building.shops import make_shop
from shopcare.domain.calls.callback import Callback, CallResult, TryDraft
from shopcare.domain.cases.case import Stage
from shopcare.domain.payments.payment import PaymentDraft, PaymentKind
from shopcare.domain.people.customer import Customer
from shopcare.services.calls import callbacks
from shopcare.services.calls.call_card import call_card
from shopcare.services.people import customers
from shopcare.services.shop import Shop
from shopcare.system.clock import SetClock
from shopcare.ui.kit.context.page_context import PageContext
from shopcare.ui.pages.customers.page import CustomersPage
from shopcare.ui.pages.day_close.page import DayClosePage
from shopcare.ui.pages.day_close.parts import Part
from shopcare.ui.pages.today.page import TodayPage

MONDAY = datetime(2026, 3, 9, 10, 20, tzinfo=ZoneInfo("Asia/Shanghai"))
MOBILE, LANDLINE = "13800138000", "057187654321"
LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def clock() -> SetClock:
    return SetClock(MONDAY)


@pytest.fixture
def shop(tmp_path, clock) -> Iterator[Shop]:
    shop = make_shop(tmp_path, clock)
    yield shop
    shop.close()


@pytest.fixture
def wang(shop) -> Customer:
    return add_customer(shop, "王小明", MOBILE, LANDLINE)


@pytest.fixture
def call(shop, clock, wang) -> Callback:
    """Give a call that is due today."""
    clock.set(MONDAY - timedelta(days=5))
    call = hand_over(shop, wang.id, clock.now().date())
    clock.set(MONDAY)
    return call


@pytest.fixture
def context(qapp, theme, memory, shop, contexts) -> Iterator[PageContext]:
    yield contexts.open(shop, memory)
    contexts.close()


def found_wrong(shop: Shop, call: Callback, *numbers: str) -> None:
    for number in numbers:
        draft = TryDraft(result=CallResult.WRONG_NUMBER, phone=number)
        callbacks.record_try(shop, call.id, draft)


def today_page(qtbot, context: PageContext) -> TodayPage:
    page = TodayPage(context)
    show_page(qtbot, context, page)
    qtbot.waitUntil(lambda: page.side is not None and page.column.due is not None)
    return page


def wrong(shop: Shop, wang: Customer) -> tuple[str, ...]:
    return customers.customer_file(shop, wang.id).customer.wrong_numbers


def test_a_wrong_number_is_marked_on_the_call_card_and_right_after_all_c14(
    qtbot, context, shop, wang, call
) -> None:
    found_wrong(shop, call, LANDLINE)
    page = today_page(qtbot, context)
    page.open_record("callback", call.id)
    number = page.side.card.facts.number
    assert number.dialled == MOBILE
    assert not number.right_button.isVisible()
    other = number.others()[0]
    assert other.text() == "0571-8765 4321, wrong" or other.text().endswith(", wrong")
    qtbot.mouseClick(other, LEFT)
    assert number.dialled == LANDLINE
    assert number.right_button.isVisible()
    qtbot.mouseClick(number.right_button, LEFT)
    qtbot.waitUntil(lambda: wrong(shop, wang) == ())
    qtbot.waitUntil(lambda: not number.right_button.isVisible())


def test_a_customer_with_no_number_left_is_listed_on_today_c14(
    qtbot, context, shop, wang, call
) -> None:
    found_wrong(shop, call, LANDLINE, MOBILE)
    page = today_page(qtbot, context)
    rows = page.column.due.rows
    assert [one.id for one in rows.rows()] == [wang.id]
    rows.setFocus()
    rows.select_first()
    with qtbot.waitSignal(page.open_requested) as wanted:
        press(qtbot, Qt.Key.Key_Return)
    assert wanted.args == ["customer", wang.id]
    page.open_record("callback", call.id)
    assert page.side.card.facts.number.number.text() == "No number is right"


def test_the_file_marks_a_wrong_number_and_takes_it_back_c14(
    qtbot, context, shop, wang, call
) -> None:
    found_wrong(shop, call, MOBILE)
    page = CustomersPage(context)
    show_page(qtbot, context, page, (1230, 640))
    page.open_record("customer", wang.id)
    phones = page.side.view.head.phones
    assert len(phones.copy_buttons) == len(phones.right_buttons) == 1
    with qtbot.waitSignal(page.message) as said:
        qtbot.mouseClick(phones.right_buttons[0], LEFT)
    assert said.args == ["The number is dialled again."]
    qtbot.waitUntil(lambda: not page.side.view.head.phones.right_buttons)
    assert wrong(shop, wang) == ()
    page.keep_draft()


def day_close_page(qtbot, context: PageContext) -> DayClosePage:
    page = DayClosePage(context)
    show_page(qtbot, context, page, (1230, 640))
    return page


def test_the_round_lists_debts_missing_numbers_and_untouched_cases(
    qtbot, context, shop, wang, call, clock
) -> None:
    page = day_close_page(qtbot, context)
    buttons = page.checklist.buttons
    seldom = (Part.OWED, Part.NUMBERS, Part.UNTOUCHED)
    assert [buttons[part].isVisible() for part in seldom] == [False] * 3
    assert page.checklist.progress_words().endswith("of 5 parts done")
    owing = move_case(shop, open_case(shop, wang.id), *READY)
    owed = (PaymentDraft(kind=PaymentKind.OWED, owed_until=date(2026, 3, 10)),)
    move_case(shop, owing, Stage.HANDED_OVER, payments=owed)
    forgotten = open_case(shop, wang.id)
    clock.set(MONDAY + timedelta(days=8))
    found_wrong(shop, call, LANDLINE, MOBILE)
    page.reload(None)
    assert [buttons[part].isVisible() for part in seldom] == [True] * 3
    assert page.checklist.progress_words().endswith("of 8 parts done")
    qtbot.mouseClick(buttons[Part.OWED], LEFT)
    chips = [chip.text for chip in page.side.rows.model().content(0).chips]
    assert chips == ["¥20.00 owed", "until 2026-03-10"]
    with qtbot.waitSignal(page.open_requested) as wanted:
        qtbot.mouseClick(page.side.case_button, LEFT)
    assert wanted.args == ["case", owing.id]
    qtbot.mouseClick(buttons[Part.NUMBERS], LEFT)
    with qtbot.waitSignal(page.open_requested) as wanted:
        qtbot.mouseClick(page.side.customer_button, LEFT)
    assert wanted.args == ["customer", wang.id]
    qtbot.mouseClick(buttons[Part.UNTOUCHED], LEFT)
    assert {entry.opens for entry in page.side.rows.rows()} >= {("case", forgotten.id)}  # G-25
    qtbot.mouseClick(page.side.note_button, LEFT)
    assert buttons[Part.UNTOUCHED].is_ticked()


def test_a_call_moved_by_mistake_comes_back_with_the_undo_x9(
    qtbot, context, shop, wang, call
) -> None:
    page = today_page(qtbot, context)
    page.open_record("callback", call.id)
    before = call_card(shop, call.id).row.callback
    page.side.card.move_button.click()
    qtbot.waitUntil(page.side.card.area.strip().isVisible)
    type_text(qtbot, "3.12")
    with qtbot.waitSignal(page.undo_offered) as offered:
        press(qtbot, Qt.Key.Key_Return)
    assert call_card(shop, call.id).row.callback.due_on == date(2026, 3, 12)
    words, undo = offered.args
    assert words == "The call is moved to another day."
    with qtbot.waitSignal(context.write_queue.changed):
        context.write_queue.submit(page, undo)
    assert call_card(shop, call.id).row.callback == before
    assert page.side.callback_id() == call.id
    page.side.card.move_button.click()
    assert page.side.card.area.strip().day_edit.text() == "3.12"  # what was typed is there again


def test_a_call_moved_in_the_file_comes_back_with_the_undo_x9(
    qtbot, context, shop, wang, call
) -> None:
    page = CustomersPage(context)
    show_page(qtbot, context, page, (1230, 640))
    page.open_record("customer", wang.id)
    before = call_card(shop, call.id).row.callback
    entry = page.side.view.calls.open_calls[0]
    entry.day_button.click()
    qtbot.waitUntil(entry.asked.isVisible)
    type_text(qtbot, "3.12")
    with qtbot.waitSignal(page.undo_offered) as offered:
        press(qtbot, Qt.Key.Key_Return)
    with qtbot.waitSignal(context.write_queue.changed):
        context.write_queue.submit(page, offered.args[1])
    assert call_card(shop, call.id).row.callback == before
    page.keep_draft()


def test_a_call_is_voided_on_its_card_w8(qtbot, context, shop, wang, call) -> None:
    page, shown = today_page(qtbot, context), call_card(shop, call.id)
    page.open_record("callback", call.id)
    card = page.side.card
    qtbot.mouseClick(card.facts.void_button, LEFT)
    strip = card.area.strip()
    qtbot.waitUntil(strip.isVisible)
    strip.save_button.click()
    qtbot.waitUntil(lambda: strip.problem_texts().get("", "") == "Please give the reason.")
    type_text(qtbot, "not fitted here")
    with qtbot.waitSignal(page.undo_offered) as offered:
        strip.save_button.click()
    assert offered.args[0] == "Voided; it can still be read."
    assert not [row for rows in page.panel.sections.values() for row in rows]
    page.open_record("callback", call.id)
    assert card.facts.about.text().endswith("by 店长: not fitted here")
    assert card.facts.void_button.isHidden()
    before = shown.row.callback
    with qtbot.waitSignal(context.write_queue.changed):  # as the window does
        context.write_queue.submit(page, offered.args[1])
    assert call_card(shop, call.id).row.callback == before
    assert [row.callback for rows in page.panel.sections.values() for row in rows] == [before]
    assert card.facts.void_button.isVisible()
