"""The customers' page on a real shop file, by keyboard and mouse."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel

from building.records import add_customer, customer_draft, purchase_draft
from building.screen import show_page
from building.shops import make_shop
from shopcare.domain.calls.callback import Purpose
from shopcare.domain.cases.case import CaseDraft, CaseKind
from shopcare.domain.people.consent import ConsentPurpose, ConsentWay
from shopcare.domain.people.customer import (
    BirthdayCalendar,
    Customer,
    CustomerBirthday,
)
from shopcare.domain.purchases.purchase import Purchase, PurchaseDraft, SalesChannel
from shopcare.domain.typed.phone import PhoneKind
from shopcare.services import drafts
from shopcare.services.cases import intake
from shopcare.services.people import consents, customers
from shopcare.services.purchases import purchases
from shopcare.services.shop import Shop
from shopcare.system.clock import SetClock
from shopcare.ui.kit.context.page_context import PageContext
from shopcare.ui.kit.style.tokens import Meaning
from shopcare.ui.kit.widgets.chip import Chip
from shopcare.ui.pages.customers.page import CustomersPage

NOW = datetime(2026, 3, 5, 10, 20, tzinfo=ZoneInfo("Asia/Shanghai"))  # a Thursday
LEFT = Qt.MouseButton.LeftButton
KEY = Qt.Key


def bought(customer: Customer, category: str, **facts: object) -> PurchaseDraft:
    return purchase_draft(customer.id, [category], sold_on=date(2026, 3, 2), **facts)


@pytest.fixture
def shop(tmp_path) -> Iterator[Shop]:
    shop = make_shop(tmp_path, SetClock(NOW))
    yield shop
    shop.close()


@pytest.fixture
def wang(shop) -> Customer:
    birthday = CustomerBirthday(calendar=BirthdayCalendar.LUNAR, month=8, day=15)
    phones = ("13800138000", "0571-87654321")
    return add_customer(shop, "王小明", *phones, number="VIP1", birthday=birthday)


@pytest.fixture
def fang(shop, wang) -> Customer:
    return add_customer(shop, "王芳", "13800138000")


@pytest.fixture
def context(qapp, theme, memory, shop, contexts) -> Iterator[PageContext]:
    yield contexts.open(shop, memory)
    for widget in qapp.topLevelWidgets():
        if isinstance(widget, CustomersPage):
            widget.keep_draft()  # as the window does when it is closed
    contexts.close()


def open_page(qtbot, context: PageContext) -> CustomersPage:
    page = CustomersPage(context)
    show_page(qtbot, context, page, (1230, 640))
    return page


@pytest.fixture
def page(qtbot, context, wang, fang) -> CustomersPage:
    return open_page(qtbot, context)


def listed(page: CustomersPage) -> list[str]:
    model = page.people.records.model
    return [model.row_at(number).name for number in range(model.rowCount())]


def find(qtbot, page: CustomersPage, text: str) -> list[str]:
    page.people.find_edit.clear()
    page.people.find_edit.insert(text)
    return listed(page)


def everybody(shop: Shop) -> list[Customer]:
    return customers.customers_of(shop, customers.customer_ids(shop))


def test_a_customer_is_found_by_four_digits_pinyin_initials_and_receipt(
    qtbot, page, shop, wang
) -> None:
    purchases.add_purchase(shop, bought(wang, "sunglasses", receipt_number="GX777"))
    assert listed(page) == ["王芳", "王小明"]
    assert find(qtbot, page, "4321") == ["王小明"]
    assert find(qtbot, page, "wangxiao") == ["王小明"]
    assert find(qtbot, page, "wf") == ["王芳"]
    assert find(qtbot, page, "gx777") == ["王小明"]
    qtbot.keyClick(page.people.find_edit, KEY.Key_Return)
    assert page.side.customer_id() == wang.id
    assert page.people.records.table.hasFocus()
    page.focus_first()
    assert find(qtbot, page, "zzzz") == []
    said = [label.text() for label in page.people.records.empty.findChildren(QLabel)]
    assert any("zzzz" in words for words in said)
    qtbot.keyClick(page.people.find_edit, KEY.Key_Escape)
    assert listed(page) == ["王芳", "王小明"]


def test_the_file_shows_numbers_in_their_order_and_what_is_missing_g2_c10(page, wang) -> None:
    page.open_record("customer", wang.id)
    head = page.side.view.head
    assert head.name_words.text() == "王小明"
    head.phones.copy_buttons[0].click()
    assert QGuiApplication.clipboard().text() == "057187654321"  # the landline first
    texts = [chip.text() for chip in head.findChildren(Chip) if not chip.isHidden()]
    assert texts.count("missing: ask next time") == 1  # the address
    assert "dialled first" in texts
    words = [label.text() for label in head.findChildren(type(head.name_words))]
    assert any("next on 2026-09-25" in word for word in words)  # lunar 8-15 of 2026


def test_household_is_shown_both_ways_x7(qtbot, page, wang, fang) -> None:
    page.open_record("customer", wang.id)
    qtbot.mouseClick(page.side.view.head.household_buttons[0].button, LEFT)
    assert page.side.customer_id() == fang.id
    qtbot.mouseClick(page.side.view.head.household_buttons[0].button, LEFT)
    assert page.side.customer_id() == wang.id
    assert page.people.records.table.current_row().id == wang.id


def test_a_new_customer_by_keyboard_with_ctrl_enter_as_the_pages_action(qtbot, page, shop) -> None:
    find(qtbot, page, "13911112222")
    page.main_action.click()
    editor = page.side.editor
    assert page.main_action is editor.save_button  # what Ctrl+Enter presses now
    assert editor.form.phones_edit.value()[0].digits == "13911112222"
    assert editor.form.field("name").hasFocus()
    editor.form.field("name").insert("丁𬸪艳" + "长" * 37)
    page.main_action.click()
    qtbot.waitUntil(lambda: page.side.listed_id() != 0)
    assert everybody(shop)[0].name == "丁𬸪艳" + "长" * 37
    assert page.main_action is page.new_button
    assert page.new_button.isVisible()


def test_a_taken_member_number_is_refused_beside_its_field(qtbot, page, shop) -> None:
    page.new_button.click()
    form = page.side.editor.form
    form.field("name").insert("赵六")
    form.field("number").insert("vip1")
    qtbot.mouseClick(page.side.editor.save_button, LEFT)
    qtbot.waitUntil(lambda: "number" in form.problem_texts())
    assert "王小明" in form.problem_texts()["number"]
    assert form.field("name").text() == "赵六"
    assert len(everybody(shop)) == 2


def test_typing_a_known_number_names_the_household_or_the_double_x7(qtbot, page, wang) -> None:
    page.new_button.click()
    editor = page.side.editor
    qtbot.keyClicks(editor.form.phones_edit.edits[0], "0571-87654321")
    assert "Also on this number: 王小明" in editor.known.notice.text()
    editor.form.field("name").insert("王小明")
    assert "already on file" in editor.known.notice.text()
    qtbot.mouseClick(editor.known.buttons[0].button, LEFT)
    assert page.side.customer_id() == wang.id
    assert list(page.unsaved.buttons)  # what was typed waits


def test_bad_input_in_every_field_is_said_beside_it_and_nothing_is_lost(qtbot, page, shop) -> None:
    page.new_button.click()
    editor = page.side.editor
    form = editor.form
    qtbot.mouseClick(editor.save_button, LEFT)
    qtbot.waitUntil(lambda: set(form.problem_texts()) == {"name"})
    qtbot.keyClicks(form.phones_edit.edits[0], "138abc")
    form.field("birthday").setText("2-30")
    form.field("call_hours").setText("17-9")
    qtbot.mouseClick(editor.save_button, LEFT)
    assert set(form.problem_texts()) == {"phones", "birthday", "call_hours"}
    form.phones_edit.edits[0].clear()
    form.field("birthday").setText("")
    form.field("call_hours").setText("")
    for edit in (
        form.field("name"),
        form.field("number"),
        form.field("address"),
        form.field("remark"),
    ):
        edit.setText("x" * 10_000)
    qtbot.mouseClick(editor.save_button, LEFT)
    qtbot.waitUntil(lambda: len(form.problem_texts()) == 4)
    assert set(form.problem_texts()) == {"name", "number", "address", "remark"}
    assert len(form.field("name").text()) == 10_000
    assert len(everybody(shop)) == 2


def test_an_edit_keeps_what_a_call_changed_meanwhile(qtbot, page, shop, wang) -> None:
    page.open_record("customer", wang.id)
    qtbot.mouseClick(page.side.view.head.edit_button, LEFT)
    page.side.editor.form.field("address").insert('文昌路 <b>&"8"')
    declined = replace(customers.draft_of(wang), no_calls=True)
    customers.change_customer(shop, wang.id, declined)
    page.main_action.click()
    qtbot.waitUntil(lambda: customers.customer(shop, wang.id).address != "")
    now = customers.customer(shop, wang.id)
    assert (now.address, now.no_calls) == ('文昌路 <b>&"8"', True)
    assert now.phones == wang.phones
    qtbot.waitUntil(lambda: page.side.currentWidget() is page.side.view)


def test_esc_asks_only_if_something_was_typed(qtbot, page, context, wang) -> None:
    page.open_record("customer", wang.id)
    qtbot.mouseClick(page.side.view.head.edit_button, LEFT)
    qtbot.keyClick(page.side.editor.form.field("name"), KEY.Key_Escape)
    assert context.dialogs.asked == []
    assert page.side.currentWidget() is page.side.view
    qtbot.mouseClick(page.side.view.head.edit_button, LEFT)
    page.side.editor.form.field("name").insert("x")
    context.dialogs.yes = False
    qtbot.keyClick(page.side.editor.form.field("name"), KEY.Key_Escape)
    assert len(context.dialogs.asked) == 1
    assert page.side.editor.form.field("name").text() == "王小明x"


def test_half_typed_forms_survive_another_customer_and_a_restart(
    qtbot, page, context, wang, fang
) -> None:
    page.new_button.click()
    page.side.editor.form.field("name").insert("赵六")
    page.open_record("customer", wang.id)
    qtbot.mouseClick(page.side.view.head.edit_button, LEFT)
    qtbot.keyClicks(page.side.editor.form.phones_edit.edits[2], "13x")
    page.open_record("customer", fang.id)
    page.side.view.purchases.add_button.click()
    page.side.view.purchases.form.lines_edit.lines[0].field("product").insert("镜布")
    page.keep_draft()
    qtbot.waitUntil(lambda: len(drafts.kept(context.shop, drafts.Form.CUSTOMERS) or []) == 3)
    again = open_page(qtbot, context)
    assert {half.title for half in again.side.waiting().values()} == {"赵六", "王小明", "王芳"}
    again.open_record("customer", wang.id)
    assert "13x" in again.side.editor.form.phones_edit.typed()
    again.open_record("customer", fang.id)
    assert again.side.view.purchases.form.lines_edit.lines[0].field("product").text() == "镜布"
    again.main_action.click()
    qtbot.waitUntil(lambda: len(drafts.kept(context.shop, drafts.Form.CUSTOMERS) or []) == 2)
    next(iter(again.unsaved.buttons.values())).click()
    assert again.side.editor.form.field("name").text() == "赵六"


def test_handing_over_starts_the_wearing_check_and_says_when_and_why_c1(
    qtbot, context, shop, wang
) -> None:
    bill = purchases.add_purchase(shop, bought(wang, "frame_glasses")).purchase
    page = open_page(qtbot, context)
    page.open_record("purchase", bill.id)
    entry = page.side.view.purchases.bought[bill.id]
    assert entry.state_chip.text() == "not handed over yet"
    with qtbot.waitSignal(page.undo_offered) as offered:
        qtbot.mouseClick(entry.hand_over_button, LEFT)
    qtbot.waitUntil(lambda: page.side.view.purchases.bought[bill.id] is not entry)
    call = customers.customer_file(shop, wang.id).callbacks[0]
    said = page.side.view.purchases.bought[bill.id].notice.text()
    assert call.clause == "C-1"
    assert call.due_on.isoformat() in said
    assert "C-1" in said
    assert len(page.side.view.calls.open_calls) == 1
    assert "C-1" in page.side.view.calls.open_calls[0].why_words.text()
    context.write_queue.submit(page.new_button, offered.args[1])  # Ctrl+Z
    qtbot.waitUntil(lambda: page.side.view.calls.open_calls == [])
    again = page.side.view.purchases.bought[bill.id]
    assert again.state_chip.text() == "not handed over yet"
    assert again.notice.isHidden()


def test_goods_handed_over_on_a_typed_day_and_no_call_for_sunglasses_c1(
    qtbot, context, shop, wang
) -> None:
    bill: Purchase = purchases.add_purchase(shop, bought(wang, "sunglasses")).purchase
    page = open_page(qtbot, context)
    page.open_record("purchase", bill.id)
    entry = page.side.view.purchases.bought[bill.id]
    qtbot.mouseClick(entry.day_button, LEFT)
    qtbot.keyClicks(entry.asked.asked_field.edit, "3.1")
    qtbot.keyClick(entry.asked.asked_field.edit, KEY.Key_Return)
    qtbot.waitUntil(lambda: entry.asked.problem_texts() != {})
    assert "before they were sold" in entry.asked.problem_texts()["asked"]
    entry.asked.asked_field.setText("3.4")
    qtbot.keyClick(entry.asked.asked_field.edit, KEY.Key_Return)
    qtbot.waitUntil(lambda: page.side.view.purchases.bought[bill.id] is not entry)
    assert purchases.purchase(shop, bill.id).handed_over_on == date(2026, 3, 4)
    assert "No follow-up call starts" in page.side.view.purchases.bought[bill.id].notice.text()
    assert customers.customer_file(shop, wang.id).callbacks == ()


def test_a_purchase_is_typed_with_its_lines(qtbot, page, shop, wang) -> None:
    page.open_record("customer", wang.id)
    qtbot.mouseClick(page.side.view.purchases.add_button, LEFT)
    form = page.side.view.purchases.form
    first = form.lines_edit.lines[0]
    assert page.main_action is form.save_button
    qtbot.mouseClick(form.save_button, LEFT)
    assert "product" in first.problem_texts()
    first.field("category").setText("眼镜")  # a word of the policy
    assert "when the goods are handed over" in form.call_words.text()
    first.field("product").insert("雷朋")
    qtbot.keyClicks(first.field("quantity"), "two")
    qtbot.keyClicks(first.field("amount_fen"), "-5")
    form.field("sold_on").setText("2-30")
    qtbot.mouseClick(form.save_button, LEFT)
    assert set(first.problem_texts()) == {"quantity", "amount_fen"}
    assert "sold_on" in form.problem_texts()
    first.field("quantity").setText("１")
    first.field("amount_fen").setText("1,280")
    form.field("sold_on").setText("昨天")
    form.field("handed_over_on").setText("today")
    assert form.call_words.text() == "A call follows: Wearing check."
    qtbot.mouseClick(form.lines_edit.add_button, LEFT)
    form.lines_edit.lines[1].field("product").setText("x" * 10_000)
    qtbot.mouseClick(form.save_button, LEFT)
    assert "product" in form.lines_edit.lines[1].problem_texts()
    form.lines_edit.lines[1].field("product").setText("镜布")
    form.lines_edit.lines[1].field("category").setText("赠品")
    qtbot.mouseClick(form.save_button, LEFT)
    qtbot.waitUntil(lambda: page.side.view.purchases.form is None)
    (bill,) = purchases.purchases_of_customer(shop, wang.id)
    assert [(line.category, line.product) for line in bill.lines] == [
        ("frame_glasses", "雷朋"),
        ("赠品", "镜布"),
    ]
    assert (bill.sold_on, bill.handed_over_on) == (date(2026, 3, 4), date(2026, 3, 5))
    assert (bill.lines[0].amount_fen, bill.seller) == (128000, "店长")
    assert page.main_action is page.new_button


def test_a_purchase_without_its_day_is_not_saved(qtbot, page, shop, wang) -> None:
    page.open_record("customer", wang.id)
    page.side.view.purchases.add_button.click()
    form = page.side.view.purchases.form
    form.lines_edit.lines[0].field("product").setText("雷朋")
    form.field("sold_on").setText("")
    form.save_button.click()
    assert form.problem_texts() == {"sold_on": "There is no purchase date."}
    assert purchases.purchases_of_customer(shop, wang.id) == []


def test_goods_are_not_handed_over_on_no_day(qtbot, context, shop, wang) -> None:
    bill: Purchase = purchases.add_purchase(shop, bought(wang, "sunglasses")).purchase
    page = open_page(qtbot, context)
    page.open_record("purchase", bill.id)
    entry = page.side.view.purchases.bought[bill.id]
    entry.day_button.click()
    entry.asked.save_button.click()
    assert entry.asked.problem_texts() == {"asked": "Please give the day."}
    assert purchases.purchase(shop, bill.id).handed_over_on is None


def test_channel_and_promised_day_are_corrected_in_the_row_and_undone_l3(
    qtbot, context, shop, wang
) -> None:
    bill: Purchase = purchases.add_purchase(shop, bought(wang, "sunglasses")).purchase
    page = open_page(qtbot, context)
    page.open_record("purchase", bill.id)
    entry = page.side.view.purchases.bought[bill.id]
    entry.channel_button.click()
    assert entry.asked.asked_field.value() == (bill.channel or "")
    entry.asked.asked_field.set_value("phone")
    with qtbot.waitSignal(page.undo_offered, timeout=10_000) as offered:
        entry.asked.save_button.click()
    assert purchases.purchase(shop, bill.id).channel is SalesChannel.PHONE
    qtbot.waitUntil(lambda: page.side.view.purchases.bought[bill.id] is not entry)
    offered.args[1](shop)
    assert purchases.purchase(shop, bill.id).channel is bill.channel
    entry = page.side.view.purchases.bought[bill.id]
    entry.promise_button.click()
    entry.asked.asked_field.set_value(bill.sold_on)
    with qtbot.waitSignal(page.undo_offered, timeout=10_000) as offered:
        entry.asked.save_button.click()
    assert purchases.purchase(shop, bill.id).promised_on == bill.sold_on
    offered.args[1](shop)
    assert purchases.purchase(shop, bill.id).promised_on is None


def test_a_call_is_not_planned_without_a_time(page, shop, wang) -> None:
    page.open_record("customer", wang.id)
    calls = page.side.view.calls
    calls.plan_button.click()
    calls.entry_form.field("reason").setText("问问鼻托")
    calls.entry_form.save_button.click()
    assert calls.entry_form.problem_texts() == {"on": "Please say when to call again."}
    assert customers.customer_file(shop, wang.id).callbacks == ()


def test_the_form_says_that_no_call_follows_goods_of_the_shops_own_c1(qtbot, page, wang) -> None:
    page.open_record("customer", wang.id)
    qtbot.mouseClick(page.side.view.purchases.add_button, LEFT)
    form = page.side.view.purchases.form
    assert form.call_words.isHidden()
    form.lines_edit.lines[0].field("category").setText("赠品")
    assert form.call_words.text().startswith("No follow-up call starts: only Glasses")
    form.lines_edit.lines[0].field("category").setText("")
    assert form.call_words.isHidden()


def test_a_case_without_product_and_fault_says_so_g2(qtbot, page, shop, wang) -> None:
    intake.open_case(shop, CaseDraft(kind=CaseKind.COMPLAINT, customer_id=wang.id))
    page.open_record("customer", wang.id)
    words = [label.text() for label in page.side.view.cases.findChildren(QLabel)]
    assert any("fault not recorded" in one for one in words)


def test_a_call_is_put_on_another_day(qtbot, context, shop, wang) -> None:
    handed_over = bought(wang, "frame_glasses", handed_over_on=date(2026, 3, 4))
    purchases.add_purchase(shop, handed_over)
    page = open_page(qtbot, context)
    page.open_record("customer", wang.id)
    entry = page.side.view.calls.open_calls[0]
    qtbot.mouseClick(entry.day_button, LEFT)
    qtbot.keyClick(entry.asked.asked_field.edit, KEY.Key_Return)
    assert set(entry.asked.problem_texts()) == {"asked"}
    qtbot.keyClicks(entry.asked.asked_field.edit, "3.9")
    qtbot.keyClick(entry.asked.asked_field.edit, KEY.Key_Return)
    qtbot.waitUntil(lambda: page.side.view.calls.open_calls[0] is not entry)
    call = customers.customer_file(shop, wang.id).callbacks[0]
    assert (call.due_on, call.by_hand) == (date(2026, 3, 9), True)


def test_other_pages_are_asked_for_a_new_case_and_a_call(qtbot, context, shop, wang) -> None:
    purchases.add_purchase(shop, bought(wang, "frame_glasses", handed_over_on=date(2026, 3, 4)))
    page = open_page(qtbot, context)
    page.open_record("customer", wang.id)
    with qtbot.waitSignal(page.open_requested) as asked:
        qtbot.mouseClick(page.side.view.head.case_button, LEFT)
    assert asked.args == ["intake", wang.id]
    with qtbot.waitSignal(page.open_requested) as asked:
        qtbot.mouseClick(page.side.view.calls.open_calls[0].open_button, LEFT)
    assert asked.args[0] == "callback"


def test_a_large_shop_shows_its_first_rows_at_once_and_the_rest_after(qtbot, context, shop) -> None:
    from shopcare.services.exchange.import_staging import staged_beside

    with staged_beside(shop) as staged, shop.begin("test", "customer"):
        staged.add_people([(customer_draft(f"N{n:04d}"), None) for n in range(1200)])
        staged.take_in()
    page = CustomersPage(context)
    assert page.people.records.model.rowCount() == 500
    show_page(qtbot, context, page, (1230, 640))
    qtbot.waitUntil(lambda: page.people.records.model.rowCount() == 1200)
    assert page.people.records.model.row_at(0).name == "N1199"
    page.people.records.table.sortByColumn(0, Qt.SortOrder.AscendingOrder)
    qtbot.waitUntil(lambda: page.people.records.model.rowCount() == 1200)
    assert page.people.records.model.row_at(0).name == "N0000"
    qtbot.waitUntil(lambda: not context.background.jobs)


def test_all_customers_are_exported(qtbot, page, context, tmp_path) -> None:
    context.dialogs.path = tmp_path / "顾客.csv"
    with qtbot.waitSignal(page.message) as said:
        qtbot.mouseClick(page.export_button, LEFT)
    assert "2 customers exported" in said.args[0]
    assert "王小明" in context.dialogs.path.read_text("utf-8-sig")
    context.dialogs.path = tmp_path / "nowhere" / "x.csv"
    qtbot.mouseClick(page.export_button, LEFT)
    qtbot.waitUntil(page.notice.isVisible)


def test_preferred_kind_is_dialled_first_c10(qtbot, context, shop, wang) -> None:
    wish = replace(customers.draft_of(wang), prefers=PhoneKind.MOBILE)
    customers.change_customer(shop, wang.id, wish)
    page = open_page(qtbot, context)
    page.open_record("customer", wang.id)
    page.side.view.head.phones.copy_buttons[0].click()
    assert QGuiApplication.clipboard().text() == "13800138000"


def test_an_empty_shop_says_what_belongs_here_and_offers_the_first_step(qtbot, context) -> None:
    page = open_page(qtbot, context)
    assert page.people.records.empty.isVisible()
    qtbot.mouseClick(page.people.records.empty.button, LEFT)
    assert page.side.editor.isVisible()
    page.side.show_customer(999)  # a record that is gone
    assert page.side.customer_id() is None


def test_the_page_speaks_chinese(qtbot, context, wang, in_chinese) -> None:
    page = open_page(qtbot, context)
    page.open_record("customer", wang.id)
    assert page.new_button.text() == "新顾客"
    assert page.side.view.purchases.title() == "购买记录"


def test_leaving_while_a_customer_is_being_saved_leaves_no_draft(
    qtbot, page, context, wang
) -> None:
    page.open_record("customer", wang.id)
    page.side.view.purchases.add_button.click()
    page.side.view.purchases.form.lines_edit.lines[0].field("product").insert("镜布")
    page.new_button.click()
    page.side.editor.form.field("name").insert("赵六")
    page.keep_draft()
    qtbot.waitUntil(lambda: len(drafts.kept(context.shop, drafts.Form.CUSTOMERS) or []) == 2)
    page.side.editor.save_button.click()
    page.keep_draft()  # as the window does when it is closed
    assert context.write_queue.finish(5_000)
    [left] = drafts.kept(context.shop, drafts.Form.CUSTOMERS)
    assert left["form"] == "purchase"
    assert [one.name for one in everybody(context.shop)].count("赵六") == 1


def test_a_call_is_planned_by_hand_in_one_hour_or_this_evening_w10(qtbot, page, shop, wang) -> None:
    page.open_record("customer", wang.id)
    calls = page.side.view.calls
    for button, due in (("hour_button", "11:20"), ("evening_button", "17:00")):
        calls.plan_button.click()
        form = calls.entry_form
        form.save_button.click()
        assert calls.entry_form is form, "it asks why and when first"
        form.field("reason").setText("问问鼻托")
        getattr(form, button).click()
        with qtbot.waitSignal(page.message):
            form.save_button.click()
        planned = customers.customer_file(shop, wang.id).callbacks
        times = {f"{call.due_at.astimezone(NOW.tzinfo):%H:%M}": call for call in planned}
        call = times[due]
        assert (call.reason, call.clause, call.due_on) == ("问问鼻托", "W-10", NOW.date())
        assert calls.entry_form is None
    calls.plan_button.click()
    qtbot.keyClick(calls.entry_form, KEY.Key_Escape)
    assert calls.entry_form is None


def test_the_file_says_until_when_goods_keep_b2(qtbot, context, shop, wang) -> None:
    draft = bought(wang, "care_solution")
    lines = tuple(replace(line, shelf_life_until=date(2027, 6, 30)) for line in draft.lines)
    bill = purchases.add_purchase(shop, replace(draft, lines=lines)).purchase
    page = open_page(qtbot, context)
    page.open_record("purchase", bill.id)
    words = page.side.view.purchases.bought[bill.id].findChildren(QLabel)
    assert any("keeps until" in label.text() and "2027-06-30" in label.text() for label in words)


def test_a_consent_is_given_withdrawn_and_undone_l7_r3(qtbot, context, page, shop, wang) -> None:
    lenses = bought(wang, "contact_lenses", handed_over_on=date(2026, 3, 4))
    purchases.add_purchase(shop, lenses)
    page.open_record("customer", wang.id)
    row = page.side.view.consents.rows[ConsentPurpose.CARE_CALLS]
    row.change_button.click()
    assert row.form.day_edit.hasFocus()
    row.form.day_edit.setText("2026-03-06")
    row.form.save_button.click()
    qtbot.waitUntil(lambda: "on" in row.form.problem_texts())  # a day that is still to come
    row.form.day_edit.setText("3.4")
    row.form.way_box.set_value(ConsentWay.WECHAT)
    with qtbot.waitSignal(page.undo_offered) as given:
        row.form.save_button.click()
    assert "1" in given.args[0], "the call that is planned"
    qtbot.waitUntil(lambda: row.chip.meaning() is Meaning.GREEN)
    [consent] = consents.consents_of(shop, wang.id)
    assert (consent.given_on, consent.given_how) == (date(2026, 3, 4), ConsentWay.WECHAT)
    planned = customers.customer_file(shop, wang.id).callbacks
    assert Purpose.NEW_LENSES in {call.purpose for call in planned}
    row.change_button.click()
    qtbot.keyClick(row.form.day_edit, KEY.Key_Escape)
    assert row.form is None
    assert row.change_button.hasFocus()
    row.change_button.click()
    with qtbot.waitSignal(page.undo_offered) as withdrawn:
        row.form.save_button.click()
    assert not consents.consents_of(shop, wang.id)[0].stands
    qtbot.waitUntil(lambda: row.chip.meaning() is Meaning.AMBER)
    context.write_queue.submit(page, withdrawn.args[1])
    qtbot.waitUntil(lambda: consents.consents_of(shop, wang.id)[0].stands)
