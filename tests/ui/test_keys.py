"""Every key that a tooltip promises works, and the commonest jobs take few of them."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QSignalSpy, QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QWidget

from building.records import add_customer, add_purchase, customer_draft, open_case
from building.screen import insert_text
from shopcare.app.pages import page_specs
from shopcare.domain.cases.case import CaseKind, Stage
from shopcare.services.calls.call_card import call_card
from shopcare.services.cases import cases
from shopcare.services.people import customers
from shopcare.services.shop import Shop
from shopcare.ui.frame.staff_button import Person
from shopcare.ui.frame.window import Window
from shopcare.ui.kit.context.page_context import PageContext
from shopcare.ui.kit.layout.containers import PageFrame
from shopcare.ui.kit.words.i18n import tr
from shopcare.ui.pages.help.page import TOPICS
from shopcare.ui.pages.intake.page import IntakePage

PAGES = ("today", "intake", "cases", "customers", "calendar", "day_close", "imports", "settings")
PROMISED = re.compile(r"(?:^|\s)(F\d+|(?:Ctrl|Alt)\+\w+|[A-Z])\)?$")
ENTER = "Return"
SOURCE = Path(__file__).parents[2] / "src" / "shopcare" / "ui"


class Desk:
    """A window over the sample shop; counts the keys that are no typing."""

    def __init__(self, context: PageContext, window: Window, qtbot) -> None:
        self.context, self.window, self.qtbot = context, window, qtbot
        self.keys = 0

    def press(self, keys: str) -> None:
        """Press one key or chord where the focus is, and wait for what it saves."""
        self.keys += 1
        combination = QKeySequence(keys)[0]
        widget = QApplication.focusWidget() or self.window
        QTest.keyClick(widget, combination.key(), combination.keyboardModifiers())
        self.settle()

    def write(self, text: str) -> None:
        insert_text(text)
        QApplication.processEvents()

    def settle(self) -> None:
        """Wait until everything is saved that was given to the write queue."""
        QApplication.processEvents()
        last = QWidget()
        self.context.write_queue.submit(last, nothing)
        self.qtbot.waitUntil(last.isEnabled)
        self.qtbot.wait(20)

    def page(self, key: str):
        return self.window.page(key)


def nothing(_shop: Shop) -> None:
    """Come after everything else."""


@pytest.fixture
def desk(qtbot, context) -> Iterator[Desk]:
    window = Window(
        page_specs(context),
        write_queue=context.write_queue,
        find=lambda _text: [],
        remember=context.remember,
        shop_name="",
    )
    window.staff_button.set_people([Person(1, "LM", "李梅"), Person(2, "WJ", "王俊")], 1)
    qtbot.addWidget(window)
    window.showNormal()
    window.resize(1366, 768)
    window.activateWindow()
    qtbot.waitUntil(lambda: QApplication.activeWindow() is window)
    yield Desk(context, window, qtbot)
    window.close()


def buttons_with_keys(root: QWidget) -> list[tuple[QAbstractButton, str]]:
    found = []
    for button in root.findChildren(QAbstractButton):
        match = PROMISED.search(button.toolTip())
        if match is not None and button.isVisible() and button.isEnabled():
            found.append((button, match[1].replace("Enter", "Return")))
    return found


def test_no_button_has_a_shortcut_of_its_own_that_a_new_text_takes_away() -> None:
    for path in SOURCE.rglob("*.py"):
        assert ".setShortcut(" not in path.read_text("utf-8"), path


@pytest.mark.parametrize("page_key", PAGES)
def test_a_key_in_a_tooltip_was_dead_after_the_text_had_changed(desk, page_key) -> None:
    desk.window.show_page(page_key)
    if page_key == "cases":
        desk.window.open("case", cases.case_ids(desk.context.shop)[0])
    if page_key == "customers":
        desk.window.open("customer", 1)
    desk.settle()
    page = desk.window.current_page()
    promised = [*buttons_with_keys(page), (desk.window.staff_button, "F12")]
    for button, keys in promised:
        button.setText(f"{button.text()}·")  # as a page does when something else is shown
        button.clicked.disconnect()
        spy = QSignalSpy(button.clicked)
        page.focus_first()
        desk.press(keys)
        assert spy.count() == 1, (page_key, keys, button.text())


def test_switching_staff_kept_the_keys_when_its_menu_was_opened_twice(desk) -> None:
    desk.press("F12")
    first = QApplication.activePopupWidget()
    desk.window.staff_button.click()
    assert QApplication.activePopupWidget() is first
    QTest.keyClick(first, Qt.Key.Key_Escape)
    assert QApplication.activePopupWidget() is None
    desk.press("F4")
    assert desk.window.current_page() is desk.page("cases")


def test_a_stray_n_could_not_be_undone_x9(desk) -> None:
    row = desk.window.current_page().calls.current_row()
    desk.press("N")
    assert calls_tried(desk, row.callback.id) == row.callback.attempts + 1
    desk.window.message_bar.go_away()  # also when the bar has gone by itself
    desk.press("Ctrl+Z")
    assert calls_tried(desk, row.callback.id) == row.callback.attempts
    assert desk.page("today").calls.current_row().callback.id == row.callback.id


def test_a_half_typed_answer_is_there_again_when_its_call_is_taken_back_x9(desk) -> None:
    page = desk.window.current_page()
    row = page.calls.current_row()
    desk.press("R")
    page.side.card.area.strip().remark_edit.setText("很满意")
    desk.press("Alt+5")
    assert calls_tried(desk, row.callback.id) == row.callback.attempts + 1
    desk.press("Ctrl+Z")
    assert page.calls.current_row().callback.id == row.callback.id
    desk.press("R")
    assert page.side.card.area.strip().remark_edit.text() == "很满意"


def test_ctrl_z_was_silent_when_nothing_could_be_undone(desk) -> None:
    desk.press("Ctrl+Z")
    assert "open the entry and correct it" in desk.window.message_bar.words.text()


def test_undo_reached_past_what_was_done_last(desk) -> None:
    row = desk.window.current_page().calls.current_row()
    desk.press("N")
    later = customer_draft("后来")
    desk.context.write_queue.submit(desk.window, lambda shop: customers.add_customer(shop, later))
    desk.settle()
    assert not desk.window.message_bar.undo_button.isVisible()
    desk.press("Ctrl+Z")
    assert calls_tried(desk, row.callback.id) == row.callback.attempts + 1


def test_the_undo_bar_covered_the_last_rows(desk) -> None:
    frame = frame_of(desk.window.current_page())
    before = frame.size()
    desk.press("N")
    bar = desk.window.message_bar
    assert bar.undo_button.isVisible()
    place = QRect(bar.mapTo(desk.window, QPoint()), bar.size())
    assert not place.intersects(QRect(frame.mapTo(desk.window, QPoint()), frame.size()))
    assert frame.size() == before  # and nothing jumps


def test_ctrl_enter_pasted_a_notice_while_a_day_waited_to_be_saved(desk) -> None:
    desk.window.show_page("calendar")
    page = desk.window.current_page()
    page.card.form.field("reason").setText("盘点")
    desk.press("Ctrl+Return")
    desk.qtbot.waitUntil(page.card.save_button.isVisible)
    desk.press("Ctrl+Return")
    desk.qtbot.waitUntil(page.card.save_button.isHidden)
    assert "盘点" in page.card.form.field("reason").text()
    assert page.main_action is page.notice_button


def test_pages_without_a_key_have_one(desk) -> None:
    for keys, page in (("Ctrl+L", "calendar"), ("Ctrl+I", "imports"), ("Ctrl+,", "settings")):
        desk.press(keys)
        assert desk.window.current_page() is desk.page(page)


def test_f1_showed_nothing(desk) -> None:
    for key in PAGES:
        desk.window.show_page(key)
        desk.press("F1")
        page = desk.window.current_page()
        assert page is desk.page("help")
        words = [label.text() for label in page.card.findChildren(QLabel)]
        assert tr(TOPICS[key].purpose) in words
        assert {"Ctrl+Enter", *(keys for keys, _words in TOPICS[key].keys)} <= set(words)
        assert {rule for rule, _words in TOPICS[key].rules} <= set(words)


def test_the_only_purchase_was_not_taken_at_intake(desk) -> None:
    who = customer(desk, "孙一", "13900001111")
    bill = bought(desk, who, "暴龙 BL1")
    page = at_intake(desk, "13900001111")
    assert page.form.draft().purchase_line_id == bill.lines[0].id
    desk.press(ENTER)
    desk.write("鼻托掉了")
    assert page.form.draft().fault == "鼻托掉了"


def test_enter_took_nothing_from_a_list_of_several_purchases(desk) -> None:
    who = customer(desk, "孙二", "13900002222")
    bought(desk, who, "暴龙 BL1")
    newest = bought(desk, who, "暴龙 BL2")
    page = at_intake(desk, "13900002222")
    assert page.form.draft().purchase_line_id is None
    desk.press(ENTER)
    assert page.form.draft().purchase_line_id == newest.lines[0].id


def test_a_promise_stood_as_it_was_when_the_page_was_opened(desk) -> None:
    desk.window.show_page("intake")
    form = desk.window.current_page().form
    form.field("fault").setText("镜腿断了")
    told, promised = form.told.deadline_notice.text(), form.promise.day_edit.value()
    desk.context.shop.clock.advance(hours=99)
    desk.window.show_page("today")
    desk.window.show_page("intake")
    assert form.told.deadline_notice.text() != told
    assert form.promise.day_edit.value() > promised


def test_a_diagnosis_was_saved_without_a_word(desk) -> None:
    case = repair(desk, customer(desk, "孙三", "13900003333"))
    desk.window.open("case", case.id)
    page = desk.window.current_page()
    page.card.open_step("move/diagnosed")
    desk.press("Ctrl+Return")
    assert page.card.file.case.stage is Stage.RECEIVED
    assert "what was found" in page.card.forms.panel.form.form_row("reason").problem_text()


def test_the_offer_to_print_stayed_after_closing(desk) -> None:
    case = repair(desk, customer(desk, "孙四", "13900004444"))
    desk.window.open("case", case.id)
    card = desk.window.current_page().card
    card.offer.offer("Handed over. Print the slip?")
    card.open_step("move/diagnosed")
    card.forms.panel.form.field("reason").insertPlainText("铰链松动")
    desk.press("Ctrl+Return")
    assert card.offer.isHidden()


def test_enter_on_leave_it_saved_the_step(desk) -> None:
    case = repair(desk, customer(desk, "孙五", "13900005555"))
    desk.window.open("case", case.id)
    card = desk.window.current_page().card
    card.open_step("move/diagnosed")
    card.forms.panel.form.field("reason").insertPlainText("铰链松动")
    card.forms.panel.cancel_button.setFocus()
    desk.press(ENTER)
    assert card.file.case.stage is Stage.RECEIVED
    assert card.forms.panel is None


def test_a_new_customer_takes_three_keys(desk) -> None:
    desk.press("F5")
    desk.write("13900006666")
    desk.press(ENTER)  # nobody is found: somebody new
    desk.write("孙六")
    desk.press("Ctrl+Return")
    assert desk.window.current_page().side.view.file.customer.name == "孙六"
    assert desk.keys <= 3


def test_a_sale_takes_five_keys(desk) -> None:
    who = customer(desk, "孙七", "13900007777")
    desk.press("F5")
    desk.write("13900007777")
    desk.press(ENTER)
    desk.press("Alt+R")
    desk.press("Tab")  # the kind of goods is asked first
    form = desk.window.current_page().side.view.purchases.form
    desk.write("暴龙 BL7")
    desk.qtbot.waitUntil(lambda: not form.save_button.visibleRegion().isEmpty())
    desk.press("Ctrl+Return")
    bills = customers.customer_file(desk.context.shop, who).purchases
    assert [line.product for bill in bills for line in bill.lines] == ["暴龙 BL7"]
    assert desk.keys <= 5


def test_handing_over_takes_two_keys(desk) -> None:
    who = customer(desk, "孙八", "13900008888")
    bought(desk, who, "暴龙 BL8")
    desk.window.open("customer", who)
    desk.settle()
    desk.press("Alt+H")
    assert customers.customer_file(desk.context.shop, who).purchases[0].handed_over_on is not None
    assert desk.keys <= 2


def test_a_repair_of_a_known_customer_takes_four_keys(desk) -> None:
    who = customer(desk, "孙九", "13900009999")
    bill = bought(desk, who, "暴龙 BL9")
    page = at_intake(desk, "13900009999")
    desk.press(ENTER)
    desk.write("镜腿断了")
    desk.press("Ctrl+S")
    case = customers.customer_file(desk.context.shop, who).cases[0]
    assert (case.kind, case.purchase_line_id) == (CaseKind.REPAIR, bill.lines[0].id)
    assert page.saved_strip.isVisible()
    assert desk.keys <= 4


def test_a_case_from_received_to_closed_takes_twelve_keys(desk) -> None:
    case = repair(desk, customer(desk, "孙十", "13900010000"))
    desk.window.open("case", case.id)
    page = desk.window.current_page()
    desk.press("Ctrl+Return")
    desk.press("Alt+1")  # nothing else is asked: it is saved, and the finding is asked for
    desk.write("铰链松动")
    desk.press("Ctrl+Return")  # the form of consent opens by itself
    desk.write("换铰链")
    desk.press("Alt+1")
    desk.press("Ctrl+Return")
    desk.press("Ctrl+Return")  # work begins; the check list opens by itself
    desk.press("Alt+A")
    desk.press("Ctrl+Return")
    desk.press("Ctrl+Return")  # ready
    assert page.card.file.case.stage is Stage.READY
    assert page.card.forms.panel is None  # handing over waits for the customer
    desk.press("Ctrl+Return")
    desk.press("Ctrl+Return")
    assert page.card.file.case.stage is Stage.HANDED_OVER
    desk.press("Ctrl+Return")
    assert page.card.file.case.stage is Stage.CLOSED
    assert desk.keys <= 12


def frame_of(page: QWidget) -> PageFrame:
    frame = page.parentWidget().parentWidget()
    assert isinstance(frame, PageFrame)
    return frame


def calls_tried(desk: Desk, callback_id) -> int:
    return call_card(desk.context.shop, callback_id).row.callback.attempts


def customer(desk: Desk, name: str, number: str):
    return add_customer(desk.context.shop, name, number).id


def bought(desk: Desk, who, product: str):
    return add_purchase(desk.context.shop, who, product=product).purchase


def repair(desk: Desk, who):
    return open_case(desk.context.shop, who)


def at_intake(desk: Desk, number: str) -> IntakePage:
    """Pick a customer on the Intake page by typing their number."""
    desk.press("F3")
    desk.write(number)
    desk.qtbot.wait(50)
    desk.press(ENTER)
    page = desk.window.current_page()
    assert isinstance(page, IntakePage)
    assert page.form.customer.customer() is not None
    return page
