"""The calendar page on a real shop file: walking, setting a day, the notice, the clock."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage

from building.official_notices import NOTICE_2027
from building.records import add_wang, call_again, hand_over, open_complaint
from building.screen import Contexts, FakeDialogs, show_page
from building.shops import hire, shop_at
from shopcare.domain.calendar.opening import DayException
from shopcare.services.rescheduling import calendar_changes
from shopcare.services.shop import Shop, open_shop
from shopcare.system.clock import SetClock
from shopcare.ui.kit.context.background import Background
from shopcare.ui.kit.context.write_queue import WriteQueue
from shopcare.ui.pages.calendar.day_form import Opening, Working
from shopcare.ui.pages.calendar.facts import Hours
from shopcare.ui.pages.calendar.notice_panel import text_of_file
from shopcare.ui.pages.calendar.page import CalendarPage


@dataclass
class Counter:
    """What a test has on its context."""

    shop: Shop
    clock: SetClock
    page: CalendarPage
    dialogs: FakeDialogs
    write_queue: WriteQueue
    background: Background
    undone: list[tuple[str, Callable[[Shop], Any]]]

    def refresh(self, _changes: object = None) -> None:
        """Do what the window does after a change of the calendar."""
        self.shop.refresh()
        self.write_queue.renew()
        self.page.reload(None)


def make(qtbot: Any, contexts: Contexts, shop: Shop, clock: SetClock) -> Counter:
    dialogs = FakeDialogs()
    context = contexts.open(shop, dialogs=dialogs)
    page = CalendarPage(context)
    show_page(qtbot, context, page)
    undone: list[tuple[str, Callable[[Shop], Any]]] = []
    page.undo_offered.connect(lambda words, undo: undone.append((words, undo)))
    made = Counter(shop, clock, page, dialogs, context.write_queue, context.background, undone)
    context.write_queue.changed.connect(made.refresh)
    context.background.changed.connect(made.refresh)
    return made


@pytest.fixture
def context(qtbot: Any, contexts: Contexts, tmp_path: Path, theme: Any) -> Iterator[Counter]:
    shop, clock = shop_at(tmp_path, "2027-02-03T10:00")
    yield make(qtbot, contexts, shop, clock)
    contexts.close()
    shop.close()


def look(qtbot: Any, context: Counter) -> None:
    context.page.card.look_button.click()
    qtbot.waitUntil(lambda: context.page.card.moves.shown is not None)


def test_arrows_walk_over_days_months_and_years(context: Counter, qtbot: Any) -> None:
    grid = context.page.grid
    assert grid.current() == date(2027, 2, 3)
    steps = [
        (Qt.Key.Key_Right, date(2027, 2, 4)),
        (Qt.Key.Key_Down, date(2027, 2, 11)),
        (Qt.Key.Key_Up, date(2027, 2, 4)),
        (Qt.Key.Key_Left, date(2027, 2, 3)),
        (Qt.Key.Key_End, date(2027, 2, 28)),
        (Qt.Key.Key_Home, date(2027, 2, 1)),
        (Qt.Key.Key_Left, date(2027, 1, 31)),  # a month that was not shown
        (Qt.Key.Key_PageDown, date(2027, 2, 28)),
        (Qt.Key.Key_PageUp, date(2027, 1, 28)),
    ]
    for key, day in steps:
        qtbot.keyClick(grid, key)
        assert grid.current() == day
    qtbot.keyClick(grid, Qt.Key.Key_PageDown, Qt.KeyboardModifier.ControlModifier)
    assert grid.current() == date(2028, 1, 28)
    assert [month.first for month in grid.months][-1] == date(2028, 1, 1)
    assert "28 January 2028" in context.page.card.title.text()
    context.page.months_line.today_button.click()
    assert grid.current() == date(2027, 2, 3)
    assert grid.months[0].first == date(2027, 2, 1)


def test_a_year_to_jump_to_and_months_to_turn(context: Counter, qtbot: Any) -> None:
    line, grid = context.page.months_line, context.page.grid
    line.on_button.click()
    assert grid.months[0].first == date(2027, 3, 1)
    line.back_button.click()
    line.year_box.setCurrentText("2026")
    line.year_box.activated.emit(line.year_box.currentIndex())
    assert grid.months[0].first == date(2026, 2, 1)
    assert grid.current() == date(2026, 2, 1)
    assert not grid.months[0].provisional
    facts = grid.facts_of(date(2026, 2, 14))
    assert facts is not None and facts.makes_up and facts.view.working


def test_a_click_on_a_day_says_what_it_is(context: Counter, qtbot: Any) -> None:
    page = context.page
    place = page.grid.place_of(date(2027, 2, 6))
    qtbot.mouseClick(page.grid, Qt.MouseButton.LeftButton, pos=place.center())
    assert page.grid.current() == date(2027, 2, 6)
    assert "Saturday, 6 February 2027" in page.card.title.text()
    assert "Spring Festival" in page.card.about.text()
    assert page.grid.months[0].provisional
    assert "provisional" in page.grid.accessibleName()


def test_a_day_is_closed_only_after_its_moves_were_shown_x14(context: Counter, qtbot: Any) -> None:
    call = hand_over(context.shop, add_wang(context.shop).id, date(2027, 2, 3))
    open_complaint(context.shop, call.customer_id, promised_on=call.due_on)
    page = context.page
    page.reload(None)
    page.grid.go_to(call.due_on)
    assert "1 call planned" in page.card.about.text() or "2 calls planned" in page.card.about.text()
    assert page.card.save_button.isHidden()
    page.card.form.opening.set_value(Opening.CLOSED)
    qtbot.keyClicks(page.card.form.field("reason"), "stock <b>&")
    look(qtbot, context)
    said = "2 calls move, 1 deadline moves, 1 promise falls on it"  # G-6: and who tells of it
    assert page.card.moves.count.text() == said
    assert call_again(context.shop, call) == call, "nothing is saved yet"
    page.card.form.field("reason").setFocus()
    qtbot.keyClicks(page.card.form.field("reason"), "!")
    assert page.card.save_button.isHidden(), "what was shown no longer holds"
    look(qtbot, context)
    page.card.save_button.click()
    qtbot.waitUntil(lambda: len(context.undone) == 1)
    qtbot.waitUntil(lambda: "stock <b>&!" in page.card.about.text())
    assert call_again(context.shop, call).due_on != call.due_on
    facts = page.grid.facts_of(call.due_on)
    assert facts is not None and facts.hours is Hours.CLOSED
    context.undone[0][1](context.shop)
    assert call_again(context.shop, call) == call


def test_hours_that_cannot_be_read_are_said_beside_them(context: Counter, qtbot: Any) -> None:
    card = context.page.card
    card.form.opening.set_value(Opening.OTHER_HOURS)
    for typed in ("", "abc", "12:00-9:00", "9-12, 11-15", "25:00-26:00", "9" * 10_000, "<b>"):
        card.form.field("hours").setText(typed)
        card.look_button.click()
        assert set(card.form.problem_texts()) == {"hours"}, typed
        assert card.moves.shown is None
    card.form.field("hours").setText("9:00-12:00，14—18")
    look(qtbot, context)
    assert not card.form.problem_texts()
    card.save_button.click()
    qtbot.waitUntil(lambda: "09:00–12:00, 14:00–18:00" in card.about.text())


def test_a_reason_that_is_too_long_stays_and_is_said(context: Counter, qtbot: Any) -> None:
    card = context.page.card
    card.form.working.set_value(Working.OFF)
    card.form.field("reason").setText("盘" * 500)
    look(qtbot, context)
    card.save_button.click()
    qtbot.waitUntil(lambda: "reason" in card.form.problem_texts())
    assert card.form.field("reason").text() == "盘" * 500


def test_a_day_goes_back_to_what_the_calendar_says(context: Counter, qtbot: Any) -> None:
    day = date(2027, 2, 10)
    calendar_changes.set_day(context.shop, DayException(day=day, working=True, reason="加班"))
    context.page.reload(None)
    context.page.grid.go_to(day)
    card = context.page.card
    assert not card.clear_button.isHidden()
    card.clear_button.click()
    qtbot.waitUntil(lambda: card.moves.shown is not None)
    card.save_button.click()
    qtbot.waitUntil(lambda: calendar_changes.day_exception(context.shop, day) is None)
    qtbot.waitUntil(card.clear_button.isHidden)


def test_what_is_half_typed_survives_a_look_at_other_changes(context: Counter, qtbot: Any) -> None:
    card = context.page.card
    qtbot.keyClicks(card.form.field("reason"), "s")
    context.page.reload(None)
    assert card.form.field("reason").text() == "s"


def test_a_clerk_looks_but_does_not_change(context: Counter, qtbot: Any) -> None:
    hire(context.shop, knowledgeable=True)
    context.shop.act_as("XC")
    context.page.reload(None)
    assert not context.page.card.look_button.isVisible()
    context.page.main_action.click()
    context.page.notice.text_edit.setPlainText(NOTICE_2027)
    qtbot.waitUntil(lambda: context.page.notice.result.moves.shown is not None)
    assert not context.page.main_action.isEnabled()


def test_the_notice_is_seen_saved_and_taken_back_x14(context: Counter, qtbot: Any) -> None:
    hand_over(context.shop, add_wang(context.shop).id, date(2027, 2, 3))
    page = context.page
    page.main_action.click()
    assert not page.main_action.isEnabled()
    page.notice.text_edit.setPlainText(NOTICE_2027)
    qtbot.waitUntil(page.main_action.isEnabled)
    assert page.notice.result.line.text().startswith("Understood: 2027")
    assert [month.first.month for month in page.notice.result.grid.months][:3] == [1, 2, 4]
    assert calendar_changes.applied_notices(context.shop) == []
    page.main_action.click()
    qtbot.waitUntil(lambda: len(context.undone) == 1)
    qtbot.waitUntil(lambda: not page.grid.months[0].provisional)
    notice = calendar_changes.applied_notices(context.shop)[0]
    button = page.notice.applied.findChild(type(page.back_button), f"undo-{notice.id}")
    assert button is not None
    button.click()
    qtbot.waitUntil(lambda: page.grid.months[0].provisional)
    assert calendar_changes.applied_notices(context.shop) == []
    qtbot.keyClick(page.notice.text_edit, Qt.Key.Key_Escape)
    assert page.main_action.text() == "Paste the official notice"


def test_lines_that_are_not_understood_are_listed_and_nothing_saved(
    context: Counter, qtbot: Any
) -> None:
    page = context.page
    page.main_action.click()
    wrong = NOTICE_2027.replace("6月9日（周三）", "6月9日（周四）").replace("14日（周日）", "31日")
    page.notice.text_edit.setPlainText(wrong)
    qtbot.waitUntil(lambda: bool(page.notice.result.lines))
    assert [line.text()[:7] for line in page.notice.result.lines] == ["Line 5:", "Line 8:"]
    assert not page.main_action.isEnabled()
    for nonsense in ("x" * 30_000, "🙂 <b>&", "\u202e放假", "\0"):
        page.notice.text_edit.setPlainText(nonsense)
        qtbot.waitUntil(lambda: bool(page.notice.result.lines))
        assert not page.main_action.isEnabled()


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_a_text_file_of_any_office_program_opens(
    context: Counter, qtbot: Any, tmp_path: Path, encoding: str
) -> None:
    file = tmp_path / "通知.txt"
    file.write_bytes(NOTICE_2027.encode(encoding))
    context.dialogs.path = file
    context.page.main_action.click()
    context.page.notice.open_button.click()
    assert context.page.notice.text_edit.toPlainText() == text_of_file(file) == NOTICE_2027
    qtbot.waitUntil(context.page.main_action.isEnabled)


def test_a_file_that_is_no_text_is_refused(context: Counter, tmp_path: Path) -> None:
    file = tmp_path / "picture.txt"
    context.dialogs.path = file
    context.page.main_action.click()
    for content in (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", b"a" * 300_000):
        file.write_bytes(content)
        context.page.notice.open_button.click()
        assert "picture.txt" in context.page.notice.result.line.text()
    file.unlink()
    context.page.notice.open_button.click()
    assert "picture.txt" in context.page.notice.result.line.text()


def test_the_list_to_be_told_is_drawn(context: Counter, qtbot: Any) -> None:
    call = hand_over(context.shop, add_wang(context.shop).id, date(2027, 2, 3))
    context.page.grid.go_to(call.due_on)
    context.page.card.form.opening.set_value(Opening.CLOSED)
    look(qtbot, context)
    context.page.card.moves.print_button.click()
    papers = context.page.card.papers
    qtbot.waitUntil(lambda: papers.preview is not None)
    assert "Customers to tell" in papers.preview.windowTitle()
    assert len(papers.preview.view.pages) == 1
    papers.preview.close()


def test_a_shop_elsewhere_has_no_notice_and_other_weekends(
    qtbot: Any, contexts: Contexts, tmp_path: Path, theme: Any
) -> None:
    shop, clock = shop_at(tmp_path, "2026-06-05T10:00", country="EG", zone="Africa/Cairo")
    context = make(qtbot, contexts, shop, clock)
    assert context.page.main_action is None
    friday = context.page.grid.facts_of(date(2026, 6, 5))
    sunday = context.page.grid.facts_of(date(2026, 6, 7))
    assert friday is not None and not friday.view.working
    assert sunday is not None and sunday.view.working
    assert not any(month.provisional for month in context.page.grid.months)
    assert context.write_queue.finish(5_000)
    shop.close()


def test_today_is_ringed_and_turns_at_midnight(context: Counter, qtbot: Any) -> None:
    def seen() -> QImage:
        return context.page.grid.grab().toImage()

    context.page.grid.go_to(date(2027, 2, 20))
    before = seen()
    context.clock.advance(hours=14)
    context.page.reload(None)
    assert seen() != before


def test_in_doubt_the_bar_stands_until_a_manager_confirms(
    qtbot: Any, contexts: Contexts, memory: Any, tmp_path: Path, theme: Any
) -> None:
    from shopcare.app.watch import Watch
    from shopcare.ui.frame.window import Window
    from shopcare.ui.kit.navigation import Page, PageSpec

    made, _ = shop_at(tmp_path, "2026-11-02T10:00")
    add_wang(made)
    hire(made, knowledgeable=True)
    made.close()
    clock = SetClock(made.clock.now())
    shop = open_shop(made.path, clock=clock, guard_clock=True)
    context = contexts.open(shop, memory)
    window = Window(
        [PageSpec(key="one", title="One", sign="phone", factory=lambda: Page("One"))],
        write_queue=context.write_queue, find=lambda _: [], remember=memory, shop_name="",
    )  # fmt: skip
    qtbot.addWidget(window)
    window.show()
    watch = Watch(context, window)
    watch.start()
    assert watch.bar is None
    # the PC cannot know what was announced; it knows what was entered, and where that is done
    reminder = window.status_line.slot_text("calendar")
    assert reminder == "Holidays of 2027 not entered yet: see the Calendar page"
    clock.advance(days=-3)
    shop.act_as("XC")
    watch.look()
    assert watch.bar is not None and watch.bar.isVisible()
    assert (
        "2026-10-30 10:00" in watch.bar.words.text()
        and "2026-11-02 10:00" in watch.bar.words.text()
    )
    assert not watch.bar.confirm_button.isVisible()
    assert window.status_line.slot_text("calendar") == ""
    shop.act_as("DZ")
    context.write_queue.renew()
    watch.look()
    watch.bar.confirm_button.click()
    qtbot.waitUntil(lambda: not watch.bar.isVisible())
    contexts.close()
    shop.close()
