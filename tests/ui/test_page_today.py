"""The Today page on a real shop file, with real keys and clicks."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QLabel

from building.moments import SHANGHAI
from building.records import (
    add_customer,
    add_purchase,
    hand_over,
    move_case,
    open_case,
    open_complaint,
)
from building.screen import Contexts, insert_text, press, show_page
from building.shops import make_shop
from shopcare.domain.calls.call_order import Section
from shopcare.domain.calls.callback import (
    Callback,
    CallbackState,
    CallResult,
    Mood,
    Purpose,
    TryDraft,
)
from shopcare.domain.cases.case import CaseKind, Cause, How, Stage
from shopcare.domain.ids import CallbackId, StaffId
from shopcare.domain.people.customer import Customer
from shopcare.domain.people.staff import Role, Staff
from shopcare.services import drafts
from shopcare.services.calls import callbacks, today
from shopcare.services.calls.call_card import call_card
from shopcare.services.cases import cases
from shopcare.services.people import customers
from shopcare.services.shop import Shop
from shopcare.system.clock import SetClock
from shopcare.ui.kit.context.page_context import Dialogs, PageContext
from shopcare.ui.pages.today.call_rows import PURPOSE_SIGNS
from shopcare.ui.pages.today.page import TodayPage

FRIDAY = datetime(2026, 11, 20, 10, 5, tzinfo=SHANGHAI)
STAFF = [
    Staff(id=StaffId(1), initials="WJ", name="王俊", role=Role.CLERK, knowledgeable=True),
    Staff(id=StaffId(2), initials="LM", name="李梅", role=Role.MANAGER, knowledgeable=False),
]
Key = Qt.Key

CALLS = drafts.Form.CALLS


@dataclass
class Counter:
    """A shop with its Today page."""

    shop: Shop
    clock: SetClock
    page: TodayPage
    context: PageContext
    qtbot: Any

    def press(self, *keys: Qt.Key) -> None:
        """Press keys where the focus is, and wait until everything is saved."""
        for key in keys:
            press(self.qtbot, key)
            self.settle()

    def write(self, text: str) -> None:
        insert_text(text)

    def settle(self) -> None:
        side = self.page.side
        assert side is not None
        self.qtbot.waitUntil(side.card.area.isEnabled)

    def current(self) -> CallbackId:
        row = self.page.calls.current_row()
        assert row is not None
        return row.callback.id

    def callback(self, callback_id: CallbackId) -> Callback:
        return call_card(self.shop, callback_id).row.callback

    @property
    def card(self) -> Any:
        assert self.page.side is not None
        return self.page.side.card


def handed_over(shop: Shop, clock: SetClock, who: Customer, days_ago: int) -> None:
    """Hand glasses over some days before Friday; a wearing check follows (C-1)."""
    clock.set(FRIDAY - timedelta(days=days_ago))
    hand_over(shop, who.id, clock.now().date())


def settled_complaint(shop: Shop, clock: SetClock, who: Customer, days_ago: int) -> None:
    """Settle a complaint some days before Friday; calls on day 0, 3 and 30 follow (C-2)."""
    clock.set(FRIDAY - timedelta(days=days_ago))
    case = open_complaint(shop, who.id, product="暴龙 BL3012", told_steps=How.IN_PERSON)
    move_case(shop, case, Stage.CLOSED, cause=Cause.USE, resolution="免费调整")


def fill(shop: Shop, clock: SetClock) -> None:
    zhang = add_customer(shop, "张伟", "138 0013 8000", "0571-87654321")
    child = add_customer(shop, "张小雨", "138 0013 8000")
    names = enumerate(("李娜", "王芳", "刘洋"))
    others = [add_customer(shop, name, f"1391234567{n}") for n, name in names]
    for who, days in ((zhang, 4), (child, 3), *((who, 3) for who in others)):
        handed_over(shop, clock, who, days)
    settled_complaint(shop, clock, zhang, 3)
    clock.set(FRIDAY)


@pytest.fixture
def empty_counter(qtbot: Any, theme: Any, contexts: Contexts, tmp_path: Path) -> Iterator[Any]:
    """Make counters; every one is closed at the end."""

    def make(filled: Callable[[Shop, SetClock], None] | None = None) -> Counter:
        clock = SetClock(FRIDAY)
        shop = make_shop(tmp_path, clock, staff=STAFF)
        if filled is not None:
            filled(shop, clock)
        context = contexts.open(shop, dialogs=Dialogs())
        page = TodayPage(context)
        show_page(qtbot, context, page, (1230, 680))
        qtbot.waitUntil(lambda: page.side is not None)
        return Counter(shop=shop, clock=clock, page=page, context=context, qtbot=qtbot)

    yield make
    contexts.close()
    for context in contexts:
        context.shop.close()


@pytest.fixture
def counter(empty_counter: Any) -> Counter:
    made = empty_counter(fill)
    assert isinstance(made, Counter)
    return made


def test_the_rows_are_the_panel_in_its_order(counter: Counter) -> None:
    panel = today.panel(counter.shop)
    due = [s for s in Section if s in (Section.OVERDUE, Section.NOW, Section.LATER)]
    expected = [row.callback.id for section in due for row in panel.sections[section]]
    assert [row.callback.id for row in counter.page.calls.rows()] == expected
    assert counter.current() == expected[0]
    assert panel.due == len(expected) > 4


def test_a_row_says_the_number_to_dial_on_the_next_try_c10_c13(counter: Counter) -> None:
    calls = counter.page.calls

    def said() -> str:
        assert calls.select_key(call_id)
        return str(calls.currentIndex().data(Qt.ItemDataRole.AccessibleTextRole))

    call_id = next(row.callback.id for row in calls.rows() if row.customer.name == "张伟")
    assert "0571 8765 4321" in said()
    callbacks.record_try(counter.shop, call_id, TryDraft(result=CallResult.NO_ANSWER))
    counter.page.reload(None)
    assert "138 0013 8000" in said()
    assert counter.card.facts.number.dialled == "13800138000"  # as the card proposes it


def test_optional_and_done_calls_unfold_with_a_key_and_with_the_mouse(counter: Counter) -> None:
    counter.press(Key.Key_N, Key.Key_R, Key.Key_4)
    before = len(counter.page.calls.rows())
    counter.press(Key.Key_F)
    assert len(counter.page.calls.rows()) == before + 1
    title = counter.page.calls.visualRect(counter.page.calls.model().index(0, 0)).center()
    counter.qtbot.mouseClick(
        counter.page.calls.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(title)
    )
    assert len(counter.page.calls.rows()) == before + 1  # overdue does not fold
    counter.press(Key.Key_F)
    assert len(counter.page.calls.rows()) == before


def test_one_key_saves_and_the_next_call_is_there(counter: Counter) -> None:
    first = counter.current()
    second = counter.page.calls.rows()[1].callback.id
    counter.press(Key.Key_N)
    tried = counter.callback(first)
    assert (tried.attempts, tried.state) == (1, CallbackState.OPEN)
    assert tried.due_at == FRIDAY.replace(hour=14, minute=0)  # the next window of the day
    assert counter.current() == second
    assert counter.card.shown.callback_id == second
    assert QApplication.focusWidget() is counter.page.calls


def test_the_landline_comes_first_and_the_other_number_on_the_second_try_c10_c13(
    counter: Counter,
) -> None:
    first = counter.current()
    assert counter.card.facts.number.number.text() == "0571 8765 4321"
    counter.press(Key.Key_B)
    counter.page.open_record("callback", first)
    assert counter.card.facts.number.number.text() == "138 0013 8000"
    counter.page.calls.setFocus()
    counter.qtbot.keyClick(counter.page.calls, Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text() == "13800138000"
    attempt = call_card(counter.shop, first).contacts[0][1]
    assert (attempt.phone, attempt.result) == ("057187654321", CallResult.BUSY)


def test_satisfaction_is_one_key_after_reached_g10(counter: Counter) -> None:
    first = counter.current()
    counter.press(Key.Key_R)
    strip = counter.card.area.strip()
    strip.mood_buttons[Mood.WARM].click()
    counter.press(Key.Key_5)
    attempt = call_card(counter.shop, first).contacts[0][1]
    assert (attempt.satisfaction, attempt.mood) == (5, Mood.WARM)
    assert counter.callback(first).state is CallbackState.DONE
    assert counter.card.area.strip() is None
    assert counter.current() != first


def test_enter_saves_reached_without_an_answer_g10(counter: Counter) -> None:
    first = counter.current()
    counter.press(Key.Key_R, Key.Key_Return)
    assert counter.callback(first).state is CallbackState.DONE
    assert call_card(counter.shop, first).contacts[0][1].satisfaction is None


def test_an_unsatisfied_answer_needs_its_reason_g11(counter: Counter) -> None:
    first = counter.current()
    counter.press(Key.Key_R, Key.Key_2)
    assert counter.callback(first).state is CallbackState.OPEN  # nothing saved yet
    assert counter.card.area.strip().problem_texts().get("", "")
    counter.write("还是夹鼻")
    counter.press(Key.Key_Return)
    attempt = call_card(counter.shop, first).contacts[0][1]
    assert (attempt.satisfaction, attempt.note) == (2, "还是夹鼻")
    assert not counter.page.side.outcome.isHidden()  # type: ignore[union-attr]


def test_a_complaint_on_the_phone_opens_a_case_in_the_customers_words_c9(
    counter: Counter,
) -> None:
    first = counter.current()
    counter.press(Key.Key_C)
    strip = counter.card.area.strip()
    words = "镜腿 <b>松</b> & 掉漆 🙂"
    counter.write(words)
    strip.save_button.click()
    counter.settle()
    case = cases.case_file(counter.shop, cases.case_ids(counter.shop)[0]).case
    assert (case.kind, case.fault, case.from_callback_id) == (CaseKind.COMPLAINT, words, first)
    outcome = counter.page.side.outcome  # type: ignore[union-attr]
    assert case.number in outcome.words.text()
    with counter.qtbot.waitSignal(counter.page.open_requested) as opened:
        outcome.case_button.click()
    assert opened.args == ["case", case.id]


def test_three_tries_in_vain_go_to_the_manager_c13(counter: Counter) -> None:
    first = counter.current()
    for key in (Key.Key_N, Key.Key_B, Key.Key_X):
        counter.page.open_record("callback", first)
        counter.page.calls.setFocus()
        counter.press(key)
        assert not counter.card.area.results.buttons[CallResult.ENDED].isVisible()
    tried = counter.callback(first)
    assert (tried.needs_decision, tried.assignee_id) == (True, 2)
    assert "李梅" in counter.page.side.outcome.words.text()  # type: ignore[union-attr]
    counter.shop.act_as("LM")
    counter.context.write_queue.renew()
    counter.page.open_record("callback", first)
    counter.page.calls.setFocus()
    counter.press(Key.Key_E)
    counter.write("顾客已搬家")
    counter.card.area.strip().save_button.click()
    counter.settle()
    assert counter.callback(first).result is CallResult.ENDED


def one_call(shop: Shop, clock: SetClock) -> None:
    handed_over(shop, clock, add_customer(shop, "张伟", "138 0013 8000"), 4)
    clock.set(FRIDAY)


def test_three_tries_in_vain_were_shown_as_all_calls_made_c13(empty_counter: Any) -> None:
    counter = empty_counter(one_call)
    call = counter.current()
    for hour, key in ((10, Key.Key_N), (15, Key.Key_B), (17, Key.Key_N)):
        counter.clock.set(FRIDAY.replace(hour=hour, minute=10))
        counter.page.open_record("callback", call)
        counter.page.calls.setFocus()
        counter.press(key)
    assert counter.callback(call).attempts == 3
    counter.page.reload(None)
    counter.page.calls.select_nothing()
    said = [label.text() for label in counter.page.findChildren(QLabel)]
    assert "There are no more calls to make today." in said
    assert not [text for text in said if re.search(r"\b[Aa]ll\b|\bmade\b|\b[Ee]very", text)]


def test_a_call_for_later_or_another_day_was_saved_without_a_time(counter: Counter) -> None:
    before = counter.callback(counter.current())
    for key, sentence in (
        (Key.Key_L, "Please say when to call again."),
        (Key.Key_M, "Please give the day."),
    ):
        counter.press(key, Key.Key_Return)
        assert counter.card.area.strip().problem_texts().get("", "") == sentence
        counter.press(Key.Key_Escape)
    assert counter.callback(before.id) == before


def test_later_is_typed_in_chinese(counter: Counter) -> None:
    first = counter.current()
    counter.press(Key.Key_L)
    counter.write("哪天有空")
    counter.press(Key.Key_Return)
    assert counter.card.area.strip().problem_texts().get("", "")
    counter.card.area.strip().when_edit.clear()
    counter.write("明天下午3点半")
    counter.press(Key.Key_Return)
    later = datetime(2026, 11, 21, 15, 30, tzinfo=SHANGHAI)
    assert counter.callback(first).due_at == later
    assert first not in [row.callback.id for row in counter.page.calls.due_rows()]


def test_no_more_calls_is_asked_once_more_and_esc_goes_back(counter: Counter) -> None:
    first = counter.current()
    counter.press(Key.Key_D, Key.Key_Escape)
    assert counter.callback(first).state is CallbackState.OPEN
    counter.press(Key.Key_D, Key.Key_Return)
    assert counter.callback(first).result is CallResult.DECLINED
    assert customers.customer(counter.shop, counter.callback(first).customer_id).no_calls


def test_a_tick_settles_the_household_with_the_same_call_x7(counter: Counter) -> None:
    first = counter.current()
    household = call_card(counter.shop, first).household
    child = next(row.callback.id for row in household if row.customer.name == "张小雨")
    boxes = counter.card.facts.household.boxes
    next(box for box in boxes if "张小雨" in box.text()).click()
    counter.page.calls.setFocus()
    counter.press(Key.Key_R, Key.Key_4)
    assert counter.callback(first).state is CallbackState.DONE
    assert counter.callback(child).state is CallbackState.DONE


def test_what_was_typed_stays_with_its_call(counter: Counter) -> None:
    counter.press(Key.Key_C)
    counter.write("镜片划痕")
    counter.page.calls.setFocus()
    counter.press(Key.Key_Down)
    assert counter.card.area.strip() is None
    counter.press(Key.Key_Up, Key.Key_C)
    assert counter.card.area.strip().words_edit.text() == "镜片划痕"
    counter.clock.advance(hours=2)  # the panel turns over while it is being typed
    counter.page.turning.look()
    assert counter.card.area.strip().words_edit.text() == "镜片划痕"


def test_a_half_typed_result_survives_a_power_cut_until_it_is_saved(counter: Counter) -> None:
    first = counter.current()
    counter.press(Key.Key_C)
    counter.write("镜片划痕，很不满意")
    counter.qtbot.waitUntil(lambda: drafts.kept(counter.shop, CALLS) is not None)  # by itself
    again = TodayPage(counter.context)
    counter.qtbot.addWidget(again)
    again.open_record("callback", first)
    again.side.card.area.open_strip(CallResult.COMPLAINT)
    assert again.side.card.area.strip().words_edit.text() == "镜片划痕，很不满意"
    counter.page.side.card.area.strip().save_button.click()
    counter.settle()
    assert counter.callback(first).state is CallbackState.DONE
    counter.qtbot.waitUntil(lambda: drafts.kept(counter.shop, CALLS) is None)


def test_leaving_keeps_the_answer_that_was_pressed_with_the_remark(counter: Counter) -> None:
    counter.press(Key.Key_R, Key.Key_1)  # G-11: the reason is asked for before it is saved
    counter.write("太紧")
    counter.page.keep_draft()  # as the window does when it is closed
    assert counter.context.write_queue.finish(5_000)
    [half] = drafts.kept(counter.shop, CALLS)
    assert half["typed"] == {"note": "太紧", "satisfaction": 1, "mood": None}


def test_letters_typed_into_a_field_are_no_results(counter: Counter) -> None:
    first = counter.current()
    counter.press(Key.Key_R)
    counter.card.area.strip().remark_edit.setFocus()
    counter.press(Key.Key_N, Key.Key_B, Key.Key_3)
    assert counter.card.area.strip().remark_edit.text().lower() == "nb3"
    assert counter.callback(first).attempts == 0


def test_enter_goes_into_the_card_and_esc_back_to_the_list(counter: Counter) -> None:
    counter.press(Key.Key_Return)
    assert QApplication.focusWidget() is counter.card.area.results.buttons[CallResult.REACHED]
    counter.press(Key.Key_Return, Key.Key_Escape)
    assert counter.card.area.strip() is None
    counter.press(Key.Key_Escape)
    assert QApplication.focusWidget() is counter.page.calls


def test_the_last_call_leaves_the_page_at_rest(empty_counter: Any) -> None:
    def one(shop: Shop, clock: SetClock) -> None:
        handed_over(shop, clock, add_customer(shop, "李娜", "13900001111"), 3)
        clock.set(FRIDAY)

    counter = empty_counter(one)
    counter.press(Key.Key_R, Key.Key_5)
    assert counter.page.calls.current_row() is None
    assert counter.page.side.callback_id() is None
    assert not counter.page.next_button.isEnabled()


def test_why_today_names_the_days(counter: Counter) -> None:
    counter.press(Key.Key_W)
    why = counter.card.facts.why
    assert not why.isHidden()
    assert "C-" in why.sentence.text()
    assert why.strip.days()
    counter.press(Key.Key_W)
    assert why.isHidden()


def test_a_call_moves_to_another_day_by_hand(counter: Counter) -> None:
    first = counter.current()
    counter.press(Key.Key_M)
    counter.write("2026-11-25")
    counter.press(Key.Key_Return)
    moved = counter.callback(first)
    assert (moved.due_on.isoformat(), moved.by_hand) == ("2026-11-25", True)


def test_the_panel_turns_over_when_a_window_ends_and_at_midnight(counter: Counter) -> None:
    page = counter.page
    assert page.turning.next_at == FRIDAY.replace(hour=11, minute=30)
    current = counter.current()
    counter.clock.set(FRIDAY.replace(hour=11, minute=30))
    page.turning.look()
    sections = page.panel.sections
    assert not sections[Section.NOW]
    assert len(sections[Section.LATER]) >= 4
    counter.clock.set(FRIDAY.replace(hour=23, minute=59))
    page.turning.look()
    assert page.turning.next_at == datetime(2026, 11, 21, tzinfo=SHANGHAI)
    counter.clock.set(datetime(2026, 11, 21, tzinfo=SHANGHAI))
    page.turning.look()
    titles = [label.text() for label in page.findChildren(QLabel)]
    assert any(title.startswith("Today · ") and "21" in title for title in titles)
    assert counter.current() == current  # the selection stays


def test_a_clock_that_was_set_back_is_noticed(counter: Counter) -> None:
    counter.clock.set(FRIDAY - timedelta(days=1))
    with counter.qtbot.waitSignal(counter.page.turning.turned):
        counter.page.turning.look()


def test_promises_of_today_open_their_case(empty_counter: Any) -> None:
    def promised(shop: Shop, clock: SetClock) -> None:
        clock.set(FRIDAY - timedelta(days=2))
        who = add_customer(shop, "李娜", "13900001111")
        open_case(shop, who.id, promised_on=FRIDAY.date())
        clock.set(FRIDAY)

    counter = empty_counter(promised)
    rows = counter.page.column.due.rows
    assert len(rows.rows()) == 2  # the promised goods, and the answer of 24 hours
    rows.select_first()
    with counter.qtbot.waitSignal(counter.page.open_requested) as opened:
        counter.qtbot.keyClick(rows, Key.Key_Return)
    assert opened.args[0] == "case"


def test_goods_promised_at_the_sale_for_today_open_their_receipt(empty_counter: Any) -> None:
    def promised(shop: Shop, clock: SetClock) -> None:
        clock.set(FRIDAY)
        who = add_customer(shop, "李娜", "13900001111")
        add_purchase(shop, who.id, promised_on=FRIDAY.date())

    counter = empty_counter(promised)
    rows = counter.page.column.due.rows
    rows.select_first()
    with counter.qtbot.waitSignal(counter.page.open_requested) as opened:
        counter.qtbot.keyClick(rows, Key.Key_Return)
    assert opened.args == ["purchase", 1]


def test_what_is_missing_in_the_case_is_written_down_from_the_call_g2(empty_counter: Any) -> None:
    def advised(shop: Shop, clock: SetClock) -> None:
        clock.set(FRIDAY - timedelta(days=1))
        who = add_customer(shop, "李娜", "13900001111")
        open_case(shop, who.id, CaseKind.CONSULTATION, fault="", misuse_advised=True)
        clock.set(FRIDAY)

    counter = empty_counter(advised)
    counter.press(Key.Key_Down)
    facts = counter.card.facts
    assert "Purchase date" in facts.missing.text()
    with counter.qtbot.waitSignal(counter.page.open_requested) as opened:
        facts.missing_button.click()
    assert opened.args == ["missing_facts", 1]


def test_an_empty_day_offers_the_first_step(empty_counter: Any) -> None:
    counter = empty_counter()
    assert counter.page.column.is_empty()
    with counter.qtbot.waitSignal(counter.page.open_requested) as opened:
        counter.press(Key.Key_Space)
    assert opened.args == ["intake", 0]


def test_hundreds_of_overdue_calls_are_listed(empty_counter: Any) -> None:
    def many(shop: Shop, clock: SetClock) -> None:
        for number in range(120):
            who = add_customer(shop, f"顾客{number}", f"1380013{number:04d}")
            handed_over(shop, clock, who, 9)
        clock.set(FRIDAY + timedelta(days=14))

    counter = empty_counter(many)
    assert len(counter.page.calls.rows()) == 120


@pytest.fixture
def double_click_interval(qapp: Any) -> Iterator[Callable[[int], None]]:
    """Set how long two presses are one double press, in milliseconds; as before at the end."""
    before = QApplication.doubleClickInterval()
    yield QApplication.setDoubleClickInterval
    QApplication.setDoubleClickInterval(before)


def test_a_double_press_gives_the_next_customer_no_result(
    counter: Counter, double_click_interval: Callable[[int], None]
) -> None:
    double_click_interval(60_000)
    first = counter.current()
    counter.press(Key.Key_N)
    second = counter.current()
    assert second != first
    counter.press(Key.Key_N)
    assert counter.current() == second
    assert counter.callback(first).attempts == 1
    assert counter.callback(second).attempts == 0
    double_click_interval(0)
    counter.press(Key.Key_N)
    assert counter.callback(second).attempts == 1


def test_every_purpose_has_its_sign():
    assert PURPOSE_SIGNS.keys() == set(Purpose)
